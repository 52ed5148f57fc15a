"""Facts that agree in two articles on one happening, and differ between look-alikes.

A mark has a kind and a value: whose visit it follows shortly, which anniversary it falls on,
who holds an office, in which town and on which day of the week they meet. Two articles that
have a mark of one kind and differ in its value speak of two happenings, unless other evidence
is stronger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from communique.group.offices import known_holders
from communique.group.partial import MONTH
from communique.group.timing import LEAD, WEEKDAY
from communique.group.topics import rows
from communique.records import Actor, Reading
from communique.resolve import Lexicon, lexicon

Marks = Mapping[str, frozenset[str]]
"""Kind ("after", "anniversary of relations", "office RUS foreign minister", "town", "weekday of the
meeting") → values."""

WIDE = ("region", "sea", "gulf", "river")
"""Places too wide to be a venue."""

NEAR = 120
"""Characters around "days after" in which the visit must be named."""

VISIT = re.compile(
    r"\b(?:visit\w*|host(?:s|ed|ing)?|summit|trip|talks|stay|tour|meeting|met|receiv\w+|welcom\w+)\b",
    re.IGNORECASE,
)
ANNIVERSARY = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)?[ -](?:anniversary|years) of (?:the |their |its )?(?:\w+ ){0,2}?"
    r"(relations|ties|independence|treaty|friendship|alliance|founding|establishment)\b",
    re.IGNORECASE,
)
SINGLE_OFFICE = re.compile(r"\b(\w+ minister|president|chancellor|king|queen|secretary of state)\b")
NOT_SINGLE = re.compile(
    r"\b(?:deputy|vice|former|ex|assistant|junior|spokes\w+|adviser|then|senior|state|new|of)\b"
)
MEET = re.compile(
    r"\b(?:met|meets?|meeting|talks|summit|sign(?:s|ed)?|host(?:s|ed)?|receiv(?:es|ed)|visit\w*|arriv(?:es|ed)|"
    r"negotiations|conference|gather(?:s|ed)?)\b[^.;“”\"]{0,60}?\b(?:in|to)\s+"
    r"((?:[A-Z][\w’'-]+)(?:[ -][A-Z][\w’'-]+)?)"
)


MEET_DAY = re.compile(
    r"\b(?:met|meets?|meeting|talks|summit|hosts?|hosted|receives|received|signs?|signed)\b"
    rf"[^.;“”\"]{{0,100}}?\bon {WEEKDAY.pattern}",
    re.IGNORECASE,
)
SAID = re.compile(r"\b(?:said|says|told|announced|added)\b", re.IGNORECASE)
CALENDAR = re.compile(rf"(?:{MONTH}\b|{WEEKDAY.pattern})", re.IGNORECASE)


def marks(reading: Reading, past: Sequence[bool], known: Lexicon | None = None) -> Marks:
    """The marks of an article; `past` tells which sentences are background and say nothing.

    `known` is the lexicon, by default the bundled one.
    """
    known = known or lexicon()
    found: dict[str, set[str]] = {"after": set(visitors(reading, past, known))}
    sentences = [s.span.quote for s, old in zip(reading.article.sentences, past, strict=True) if not old]
    for text in sentences:
        for match in ANNIVERSARY.finditer(text):
            kind = "relations" if match[2].lower() in ("relations", "ties") else match[2].lower()
            found.setdefault(f"anniversary of {kind}", set()).add(match[1])
    found["town"] = set(towns([reading.article.title or "", *sentences[:LEAD]], known))
    found["weekday of the meeting"] = {
        match[2].lower()
        for text in sentences[:LEAD]
        for match in MEET_DAY.finditer(text)
        if not SAID.search(match[0])
    }
    for actor in reading.actors:
        office = _single_office(actor, reading)
        if office is not None:
            found.setdefault(f"office {actor.state} {office}", set()).add(actor.name.split()[-1].lower())
    return {kind: frozenset(values) for kind, values in sorted(found.items()) if values}


def visitors(reading: Reading, past: Sequence[bool], known: Lexicon | None = None) -> frozenset[str]:
    """The states whose visit the article places shortly before what it tells; `past` and `known` as for
    `marks`."""
    told = [cue for cue in _cues() if cue[1].search(reading.article.text)]
    if not told:
        return frozenset()
    known = known or lexicon()
    sentences = (s.span.quote for s, old in zip(reading.article.sentences, past, strict=True) if not old)
    return frozenset(state for text in sentences for state in _after(text, reading, told, known))


def towns(texts: Sequence[str], known: Lexicon | None = None) -> frozenset[str]:
    """Towns in which these texts, a title and the first sentences that are no background, say that
    somebody meets, signs or arrives; no states."""
    known = known or lexicon()
    found = set()
    for text in texts:
        for match in MEET.finditer(text):
            if CALENDAR.match(match[1]):
                continue
            spots = known.spot(match[1])
            wide = any(place.entry.sense in WIDE for place in known.places(match[1]))
            if not wide and not any(spot.form in ("name", "demonym") for spot in spots):
                found.add(match[1].split("’")[0].split("'")[0])
    return frozenset(found)


def _single_office(actor: Actor, reading: Reading) -> str | None:
    """The office of a state that only one person holds at a time, or None.

    Presidents count where they are called "President" before the name: bodies have presidents too.
    """
    office = (actor.office or "").lower().replace("defense", "defence")
    match = SINGLE_OFFICE.search(office)
    if actor.kind != "person" or not actor.state or match is None:
        return None
    if NOT_SINGLE.search(office[: match.end()].replace("new ", "").replace("secretary of state", "")):
        return None
    surname = actor.name.split()[-1]
    if " " not in match[1]:
        title = match[1].capitalize()
        called = (f"{title} {actor.name}", f"{title} {surname}")
        if not any(words in reading.article.text for words in called):
            return None
    return match[1]


def differing(a: Marks, b: Marks, *, dated: bool = False) -> tuple[str, ...]:
    """The kinds of marks in which two articles differ.

    Where both are `dated`, the day of the week says nothing more.
    """
    return tuple(
        kind
        for kind in sorted(a.keys() & b.keys())
        if not (dated and kind.startswith("weekday")) and not a[kind] & b[kind]
    )


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for line in rows("after.tsv"):
        where, pattern, _ = line.split("\t")
        found.append((where, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _after(
    text: str, reading: Reading, told: Sequence[tuple[str, re.Pattern[str]]], known: Lexicon
) -> set[str]:
    """The states whose visit this sentence places shortly before the happening."""
    visitors: set[str] = set()
    for where, pattern in told:
        match = pattern.search(text)
        if match is None:
            continue
        near = text[match.end() : match.end() + NEAR]
        if where == "precedes":
            near = text[max(0, match.start() - NEAR) : match.start()]
        if not VISIT.search(near):
            continue
        visitors.update(spot.entry.state for spot in known.spot(near) if spot.entry.state and not spot.place)
        for name, terms in known_holders(reading, known).items():
            if name in near:
                visitors.update(term.state for term in terms)
    return visitors
