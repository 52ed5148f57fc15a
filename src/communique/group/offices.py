"""What the holders of offices tell about the time of an undated article.

Somebody called by an office holds it while the article is written; "newly appointed" puts the
article shortly after the start of a term, "former" after its end, "since her re-election"
shortly after an election. The terms come from the lexicon; names it does not know tell nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from communique.group.timing import EVER, Window
from communique.group.topics import rows
from communique.records import Interval, Reading
from communique.resolve import Lexicon, lexicon

NEW = dt.timedelta(days=180)
"""How long a holder of an office is called new."""

RETURNED = dt.timedelta(days=270)
"""How long after an election a text still speaks of it as recent."""

BEFORE = 60
"""Characters in front of a name in which its office and cues are looked for."""

ALONE = re.compile(r"(?:'s|’s)? (president|prime minister|premier|chancellor|king|queen)\b(?! [A-Z])")
"""An office after a state's name or adjective, without its holder's name."""

Narrowing = tuple[tuple[Window, ...], str]
"""Possible windows and the reason for them, in plain words."""


class Term(Protocol):
    """One person's time in one office; `end` is None where it lasts, as far as is known."""

    @property
    def person(self) -> str:
        """Who holds the office."""
        ...

    @property
    def office(self) -> str:
        """The office, as the lexicon calls it."""
        ...

    @property
    def state(self) -> str:
        """ISO 3166 alpha-3 code of the state."""
        ...

    @property
    def start(self) -> Interval:
        """When the term began, as precisely as known."""
        ...

    @property
    def end(self) -> Interval | None:
        """When it ended; None while it lasts."""
        ...


def _window(term: Term) -> Window:
    """The days on which a term may have run."""
    return term.start.start, term.end.end if term.end else EVER[1]


@cache
def _names(office: str) -> tuple[str, ...]:
    """What an office is called, the longest name first."""
    others = []
    for line in rows("office_names.tsv"):
        known, _, names = line.partition("\t")
        if known == office:
            others = [name.strip() for name in names.split(",")]
    return tuple(sorted({office, *others}, key=_longest))


def narrowings(reading: Reading, past: Sequence[bool], known: Lexicon | None = None) -> list[Narrowing]:
    """The windows that offices and elections named in an article leave, in the order of the text.

    `past` tells for each sentence whether it is background, which says nothing here; `known` is the
    lexicon, by default the bundled one.
    """
    known = known or lexicon()
    found: dict[tuple[tuple[Window, ...], str], None] = {}
    holders = known_holders(reading, known)
    if not holders:
        return []
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(name) for name in sorted(holders, key=_longest)) + r")\b"
    )
    last: Sequence[Term] = ()
    for index, sentence in enumerate(reading.article.sentences):
        if past[index]:
            continue
        text = sentence.span.quote
        places = [(match.start(), match[0]) for match in pattern.finditer(text)]
        for start, name in places:
            last = holders[name]
            narrowing = _called(text[max(0, start - BEFORE) : start], last)
            if narrowing is not None:
                found[narrowing] = None
        if last:
            found.update((narrowing, None) for narrowing in _returned(text, places, holders, last, known))
        found.update((narrowing, None) for narrowing in _unnamed(text, holders, known))
    return list(found)


def known_holders(reading: Reading, known: Lexicon) -> dict[str, Sequence[Term]]:
    """Names and surnames of the people of an article whose terms the lexicon knows."""
    holders: dict[str, Sequence[Term]] = {}
    for actor in reading.actors:
        if actor.kind != "person":
            continue
        terms = known.terms(actor.name)
        if not terms:
            continue
        for name in (actor.name, *actor.aliases, actor.name.split()[-1]):
            if name[:1].isupper() and name not in ("President", "Minister"):
                holders.setdefault(name, terms)
    return holders


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


@cache
def _cues(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for line in rows(table):
        kind, pattern, _ = line.split("\t")
        found.append((kind, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _called(before: str, terms: Sequence[Term]) -> Narrowing | None:
    """The windows of a name from the words in front of it: its office, "former", "new"."""
    office, term_words = _office(before, terms)
    if not office:
        return None
    lead = before[: len(before) - len(term_words)]
    # The state's name may stand between the cue and the office: "newly appointed Ruritanian minister".
    leads = (lead, re.sub(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:'s|’s)?\s+$", "", lead))
    kinds = {kind for kind, pattern in _cues("office_cues.tsv") for text in leads if pattern.search(text)}
    person = office[0].person
    if "old" in kinds:
        return None
    if "former" in kinds:
        ends = [term.end.start for term in office if term.end is not None]
        return (((min(ends), EVER[1]),), f"{person} is called a former {office[0].office}") if ends else None
    if "new" in kinds:
        windows = tuple((term.start.start, term.start.end + NEW) for term in office)
        return (windows, f"{person} is called the new {office[0].office}") if windows else None
    windows = tuple(_window(term) for term in office)
    return tuple(sorted(windows)), f"{person} is called {office[0].office}"


def _office(before: str, terms: Sequence[Term]) -> tuple[list[Term], str]:
    """The terms whose office stands right in front of the name, and its words there."""
    folded = before.lower().replace("defense", "defence").replace("-", " ")
    best: tuple[list[Term], str] = ([], "")
    for term in terms:
        for name in _names(term.office.lower()):
            match = re.search(rf"\b{re.escape(name.replace('-', ' '))},?\s+$", folded)
            if match is None:
                continue
            words = before[match.start() :]
            if len(words) > len(best[1]):
                best = ([term], words)
            elif words == best[1]:
                best[0].append(term)
            break
    return best


def _unnamed(text: str, holders: dict[str, Sequence[Term]], lexicon: Lexicon) -> list[Narrowing]:
    """Windows of the one person of an article who held an office that is named alone.

    "The Ruritanian president" in an article that names one president of Ruritania means that
    one, in office.
    """
    found: list[Narrowing] = []
    for spot in lexicon.spot(text):
        match = ALONE.match(text, spot.end)
        if match is None or spot.form not in ("demonym", "name"):
            continue
        office, state = match[1].lower(), spot.entry.state
        terms = {
            t
            for known in holders.values()
            for t in known
            if t.state == state and office in _names(t.office.lower())
        }
        if len({term.person for term in terms}) == 1:
            windows = tuple(sorted(_window(term) for term in terms))
            found.append((windows, f"{next(iter(terms)).person} is meant by the {office}"))
    return found


def _returned(
    text: str,
    places: Iterable[tuple[int, str]],
    holders: dict[str, Sequence[Term]],
    last: Sequence[Term],
    known: Lexicon,
) -> list[Narrowing]:
    """Windows after an election or the start of a term of the person named before the words."""
    found: list[Narrowing] = []
    for kind, pattern in _cues("returns.tsv"):
        match = pattern.search(text)
        if match is None:
            continue
        before = [name for start, name in places if start < match.start()]
        terms = holders[before[0]] if before else last
        person = terms[0].person
        if kind == "election":
            days = tuple(sorted(known.elections(person)))[1:]  # the first is no re-election
            reason = f"it follows a re-election of {person}"
        else:
            days = tuple(sorted(term.start.start for term in terms))
            reason = f"{person} has just taken office"
        if days:
            found.append((tuple((day, day + RETURNED) for day in days), reason))
    return found
