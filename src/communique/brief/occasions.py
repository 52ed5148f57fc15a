"""When and where a deed was done: act, day and place must stand together in one account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.brief.alignment import BESIDE, closest
from communique.brief.content import Content, key
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import Argument, Frame, frames
from communique.brief.judgement import Conflict, lines_of
from communique.brief.partial_dates import MONTHS, PartialDate
from communique.brief.values import told

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST = 0.55
"""Share of a clause that a source sentence needs for its own day to be set against the clause's."""
ALONE = 0.75
"""The same of a whole sentence, where the clause itself has too few words to tell."""
REPORTED_WITHIN = dt.timedelta(days=3)
"""An article without a day for what it tells of mostly tells of these days before it came out."""
PLACING = frozenset("in at off near over outside inside on around beside".split())
DEEPEST = 40


def occasions(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A deed that the sources tell, put on a day or at a place of something else."""
    for frame in frames(asked):
        if frame.loose:
            continue
        days = [d for d in asked.dates if d.month is not None and _hangs_on(asked, d.start, frame)]
        spots = list(_places(asked, frame))
        if not days and not spots:
            continue
        deeds = list(_same_deed(frame, cover)) if frame.mood == "real" else []
        for day in days:
            clashing = _other_day(asked, frame, day, cover, sources)
            clashing = clashing or (_no_such_day(day, deeds, sources) if deeds else None)
            if clashing is not None:
                words = asked.text[day.start : day.end]
                note = f"The source does not tell this of {words}."
                return Conflict("contradicted", "date", (clashing.span,), note, (words, ""))
        for place, words in spots:
            line = _no_such_place(place, deeds, sources)
            if line is not None:
                note = f"The source tells this of another place than {words}."
                return Conflict("contradicted", "date", (line.span,), note, (words, ""))
    return None


def _hangs_on(content: Content, offset: int, frame: Frame) -> bool:
    """True if the words at the offset belong to the clause of this verb."""
    token = next((t for t in content.doc if t.idx >= offset), None)
    for _ in range(DEEPEST):
        if token is None or token.i == frame.token:
            return token is not None
        if (
            token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod")
        ) or token.head is token:
            return False
        token = token.head
    return False


# ------------------------------------------------------------------ the clause's own day


def _other_day(asked: Content, frame: Frame, day: PartialDate, cover: Cover, sources: Sources) -> Line | None:
    """A sentence that tells of the clause and ties its verb to another such day, if none that
    tells of it as well has the asked day."""
    weights = {k: sources.rarity(k) for k in frame.others}
    total = sum(weights.values())
    rows = []
    for share, line, content in closest(asked, cover, sources):
        own = sum(w for k, w in weights.items() if k in content.keys) / total if len(weights) > 1 else 0.0
        rows.append(((share + own) / 2 if own >= LEAST else share - ALONE + LEAST, line, content))
    best = max((share for share, _, _ in rows), default=0.0)
    rival: Line | None = None
    for share, line, content in rows:
        if share < max(LEAST, BESIDE * best):
            continue
        if told(day, line, content):
            return None
        for other in frames(content):
            if other.verb == frame.verb and any(
                day.rivals(d) and _hangs_on(content, d.start, other) for d in content.dates
            ):
                rival = rival or line
    return rival


# ------------------------------------------------------------------ the account of the deed


def _same_deed(frame: Frame, cover: Cover) -> Iterator[tuple[Line, Content]]:
    """Sentences with the same verb, done by and to the same."""
    for line, content in lines_of(cover.windows + cover.ranked):
        for other in frames(content):
            if (
                other.verb == frame.verb
                and _alike(frame.agent, other.agent)
                and _alike(frame.patient, other.patient)
            ):
                yield line, content
                break


def _alike(a: Argument | None, b: Argument | None) -> bool:
    """True if two sides are the same thing, of the same state where both name one."""
    if a is None or b is None:
        return False
    return a.head == b.head and not (a.states and b.states and not a.states & b.states)


def _no_such_day(day: PartialDate, deeds: list[tuple[Line, Content]], sources: Sources) -> Line | None:
    """The first account of the deed, if no account of it allows for this day."""
    if day.day is None:
        return None
    for line, content in deeds:
        beside = [(near, sources.content(near)) for near in sources.beside(line)]
        if any(told(day, near, c) for near, c in beside):
            return None
        published = line.article.published
        if published is None:
            return None
        span = (published.end - published.start).days + REPORTED_WITHIN.days
        early = published.start - REPORTED_WITHIN
        if any(_is(day, early + dt.timedelta(n)) for n in range(min(span, 40) + 1)):
            return None
        if not any(day.rivals(d) or d.weekday is not None for d in content.dates):
            return None
    return deeds[0][0]


def _is(day: PartialDate, date: dt.date) -> bool:
    return (day.year in (None, date.year)) and day.month == date.month and day.day == date.day


def _places(content: Content, frame: Frame) -> Iterator[tuple[str, str]]:
    """(key, words) of the places that a clause names, states and months left out."""
    named = [(s, e) for s, e, _ in content.states] + [(d.start, d.end) for d in content.dates]
    for token in content.doc:
        if (
            token.text[:1].isupper()
            and _placed(token)
            and token.text.lower() not in MONTHS
            and not any(s <= token.idx < e for s, e in named)
            and _hangs_on(content, token.idx, frame)
        ):
            yield key(token.lemma_), token.text


def _placed(token: Token) -> bool:
    """True for "off Lindau", "off the island of Lindau"."""
    if token.dep_ != "pobj":
        return False
    if token.head.lower_ == "of" and token.head.head.dep_ == "pobj":
        token = token.head.head
    return bool(token.head.lower_ in PLACING)


def _no_such_place(place: str, deeds: list[tuple[Line, Content]], sources: Sources) -> Line | None:
    """The first account of the deed, if every one puts it somewhere else and its article never
    names this place (which another source does)."""
    if not sources.known(place):
        return None
    for line, content in deeds:
        if place in sources.keys_of(line.article.id):
            return None
        if not any(True for f in frames(content) for _ in _places(content, f)):
            return None
    return deeds[0][0] if deeds else None
