"""The people whom the sources name: their states and offices, by surname."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.records import Holder, Reading

CAPITAL = re.compile(r"[^\W\d_a-z][\w’'-]+")


class Persons:
    """The people whom the sources name, by surname."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._states: dict[str, set[str]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._offices: dict[str, set[str]] = {}
        for reading in readings:
            for actor in reading.actors:
                if actor.kind == "person":
                    name = surname(actor.name)
                    self._states.setdefault(name, set()).update(filter(None, [actor.state]))
                    self._counts.setdefault(name, Counter()).update(filter(None, [actor.state]))
                    self._offices.setdefault(name, set()).update(filter(None, [actor.office]))
            for holder in [q.speaker for q in reading.quotes] + [s.holder for s in reading.statements]:
                if holder and holder.kind == "speaker" and holder.name and CAPITAL.match(holder.name):
                    self._states.setdefault(surname(holder.name), set())
        self._states.pop("", None)

    @property
    def known(self) -> set[str]:
        """All surnames."""
        return set(self._states)

    def named(self, words: str) -> set[str]:
        """The surnames of known people among these words."""
        return {w for w in map(fold, CAPITAL.findall(words)) if w in self._states}

    def state_of(self, name: str) -> str | None:
        """The state that most articles give to a surname, None if there is none or a draw."""
        ranked = self._counts.get(name, Counter()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def states_of(self, name: str) -> frozenset[str]:
        """All states that any article gives to a surname."""
        return frozenset(self._states.get(name, ()))

    def offices(self, name: str) -> frozenset[str]:
        """The offices that the sources give to a surname, as printed."""
        return frozenset(self._offices.get(name, ()))

    def states(self, holder: Holder, actors: dict[str, str | None]) -> set[str]:
        """The states that a holder speaks for, as far as the sources tell."""
        found = set(self._states.get(surname(holder.name or ""), ()))
        state = actors.get(holder.actor or "")
        return found | ({state} if state else set())


def surname(name: str) -> str:
    """The last word of a name, folded ("General Ana de la Cruz" → "cruz")."""
    words = CAPITAL.findall(name)
    return fold(words[-1]) if words else ""


def fold(word: str) -> str:
    """A name's word without possessive, in lower case."""
    return re.sub(r"['’]s$", "", word).lower()
