"""The times in a statement, the part each plays, and the time it tells of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.compare.annotations import Annotations, Stretch, inside
from communique.compare.propositions import TimeRole, When
from communique.records import DateMention, Interval, Statement

_MOST = 24
_REACH = 3000
"""Characters before a statement in which its paragraph may have named the day."""
_DAYS = frozenset({"day", "week", "month", "range"})
_UNTIL = re.compile(
    r"\b(?:by|until|till|before|no later than|within|end(?:s|ed|ing)?)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I
)
_FROM = re.compile(
    r"\b(?:since|from|after|beginning|starting|begin(?:s|ning)?|began|between)\s+(?:in|on|the)?\s*(?:\w+\s+of\s+)?$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:signed|agreed|reached|concluded|made|struck|adopted|promised|announced|elected|built)"
    r"\s+(?:\w+\s+){0,2}?(?:in|on)?\s*$",
    re.I,
)
_SCHEDULED = re.compile(
    r"\b(?:expires?|runs?\s+out|lapses?|falls?\s+due|(?:is|are)\s+due|takes?\s+effect|comes?\s+into\s+force"
    r"|ends|begins|starts|opens|closes|will|shall|(?:is|are)\s+to)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|(?!need)[a-z]{3,}ed|said|told|began|came|went|took|undertook|swore|made|met|gave)\b"
)
_ASIDE = re.compile(r"\b(?:that|which|who|whose|where|under|until|than|if|when)\b", re.I)
_YEAR = re.compile(r"\d{4}|\b(?:last|this|next|past|previous)\b", re.I)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b", re.I)
_LINK = re.compile(r"\b(?:of|to|that|for)\b")


def times(
    notes: Annotations, start: int, end: int, hidden: Sequence[Stretch], *, ahead: bool = False
) -> Iterator[When]:
    """The times between two offsets that could be resolved, with their parts.

    `ahead` where the statement tells of what is to come: "from January it will" is the next January.
    """
    for date in notes.dates(start, end)[:_MOST]:
        if date.interval is not None and not inside(hidden, date.span.start):
            interval = _next(notes, date, date.interval) if ahead else date.interval
            yield When(interval, role(notes, date, start), date.span.start, date.span.end)


def looks_ahead(words: str) -> bool:
    """Whether a sentence without a past tense tells of a day to come ("expires on 3 May", "will")."""
    return _SCHEDULED.search(words[:2000]) is not None and _PAST.search(words[:2000]) is None


def dated_ahead(notes: Annotations, words: str, start: int, found: Sequence[When]) -> bool:
    """Whether the main clause of a sentence without a past tense names a time after its text was
    published: what it tells in the present tense is to come. `start` is the offset of `words`."""
    published = notes.article.published
    if published is None or _PAST.search(words[:2000]) is not None:
        return False
    aside = _ASIDE.search(words[:2000])
    end = start + (aside.start() if aside is not None else len(words))
    return any(
        when.role in {"at", "from"} and when.interval.start > published.end and when.start < end
        for when in found
    )


def _next(notes: Annotations, date: DateMention, interval: Interval) -> Interval:
    """The time a year later, where words without a year were taken for what is past already."""
    published = notes.article.published
    if published is None or interval.end >= published.start or _YEAR.search(date.span.quote):
        return interval
    if interval.precision not in {"day", "month"} or not _MONTH.search(date.span.quote):
        return interval
    return replace(interval, start=_year_on(interval.start), end=_year_on(interval.end))


def _year_on(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def role(notes: Annotations, date: DateMention, least: int) -> TimeRole:
    """The part a date plays by the words before it, which begin no earlier than `least`."""
    lead = notes.text[max(least, date.span.start - 30) : date.span.start]
    words = date.span.quote
    if _OF_ANOTHER.search(lead):
        return "other"
    if _UNTIL.search(lead) or re.match(r"(?:by|until|till|before)\b", words, re.I):
        return "until"
    if _FROM.search(lead) or re.match(r"(?:since|from|after)\b", words, re.I):
        return "from"
    return "at"


def anchor(
    notes: Annotations, statement: Statement, found: tuple[When, ...], hidden: Sequence[Stretch] = ()
) -> Interval | None:
    """The time told of: in the statement, else the nearest day named before it in its paragraph."""
    start, end = statement.span.start, statement.span.end
    said = _said_until(notes.text, statement)
    for when in found:
        if when.role == "at" and when.interval.precision in _DAYS and when.start >= said:
            return when.interval
    other: set[Interval | None] = {when.interval for when in found if when.role != "at"}
    other |= {
        date.interval
        for date in notes.dates(start, end)[:_MOST]
        if date.span.start < said or inside(hidden, date.span.start)
    }
    date = statement.date
    if date is not None and date.precision in _DAYS and date not in other:
        return date
    if not 0 <= statement.sentence < len(notes.article.sentences):
        return None
    paragraph = notes.article.sentences[statement.sentence].paragraph
    opening = max(notes.article.sentences[notes.openings[paragraph]].span.start, start - _REACH)
    for earlier in reversed(notes.dates(opening, start)):
        interval = earlier.interval
        if interval is not None and interval.precision == "day" and role(notes, earlier, opening) == "at":
            return interval
    return None


def _said_until(text: str, statement: Statement) -> int:
    """Where the words end that tell when something was said: "accused on Monday of ..."."""
    cue = statement.cue
    if cue is None or not statement.span.start <= cue.start < statement.span.end:
        return 0
    link = _LINK.search(text, cue.end, min(statement.span.end, cue.end + 120))
    return link.start() if link is not None else cue.end
