"""Who is bound, as the whole record tells: a minister's promise is that of the state named elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.records import Actor, Commitment, Reading
from communique.relate.ledger_likeness import Entry


class Parties:
    """The parties of a record's promises, by all of its articles."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._actors: dict[str, Actor] = {}
        self._states: dict[str, str] = {}
        self._present: dict[str, frozenset[str]] = {}
        self._weight: dict[str, Counter[str]] = {}
        for reading in readings:
            actors = {actor.id: actor for actor in reading.actors}
            for actor in reading.actors:
                self._actors.setdefault(actor.id, actor)
                if actor.state is not None:
                    known = self._states.get(actor.id)
                    self._states[actor.id] = min(known, actor.state) if known else actor.state
            weight: Counter[str] = Counter()
            for mention in reading.mentions:
                found = actors.get(mention.actor or "")
                state = None if found is None else found.id if found.kind == "state" else found.state
                if state is None and found is not None and found.sector == "IGO":
                    state = found.id
                if state is not None:
                    weight[state] += 1
            self._weight[reading.article.id] = weight
            named = {a.id for a in reading.actors} | {a.state for a in reading.actors if a.state}
            self._present[reading.article.id] = frozenset(named)

    def entry(self, reading: Reading, commitment: Commitment) -> Entry | None:
        """What one article tells of one promise, with its parties; None if it is no affair between states."""
        by, to = self._settled(commitment.by), self._settled(commitment.to)
        public = any(self._is_public(one) for one in by)
        firm = commitment.firm and bool(by) and (public or any(self._is_public(one) for one in to))
        if not self._is_international(reading, by, to):
            return None
        return Entry(commitment, reading, by, to, firm, self._present[reading.article.id])

    def _is_public(self, one: str) -> bool:
        """Whether a party is a state or a body of several, no company."""
        actor = self._actors.get(one)
        return actor is None or actor.sector not in {"BUS", "MNC"}

    def _settled(self, ids: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for one in ids:
            actor = self._actors.get(one)
            if actor is not None and actor.kind == "person":
                state = self._states.get(one)
                if state is not None:
                    found.setdefault(state)
            else:
                found.setdefault(one)
        return tuple(found)

    def _is_international(self, reading: Reading, by: tuple[str, ...], to: tuple[str, ...]) -> bool:
        """Whether more than one state, or a state and a body of several, has to do with it."""
        if len(set(by) | set(to)) > 1:
            return True
        weight = self._weight[reading.article.id]
        others = sum(count for state, count in weight.items() if state not in by)
        return others >= 3 or (others >= 1 and others * 4 >= sum(weight.values()))
