"""When an article's main happening took place, as far as the article tells.

A dated article names the day in its title or lead ("on Wednesday"), or it is taken to be the
day of publication. An undated one is bounded: a year that it speaks of as past is a lower bound,
one that it looks ahead to an upper one; a holder of an office named with it must have held it.
Where nothing tells, every day is possible, and nothing is asserted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from communique.group.cues import cued, cued_sentences
from communique.group.partial import ATTRIBUTE, BEFORE, DAY_OF_MONTH, looks
from communique.group.topics import rows
from communique.records import DateMention, Interval, Reading

Window = tuple[dt.date, dt.date]
"""First and last possible day, both included."""

EVER: Window = (dt.date.min, dt.date.max)
LEAD = 3
"""How many sentences count as the lead."""
BACK, FORTH = dt.timedelta(days=7), dt.timedelta(days=10)
"""How far from publication the day of the main happening may lie."""
LONG_BACK = dt.timedelta(days=35)
"""The same for analyses, which come later."""
LONG_AGO = 12
"""A sentence whose dates lie so many days behind the happening is background."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\b(?:(last|next)\s+)?(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
LIMIT = re.compile(
    r"\b(?:by|before|until|till|since|from|the end of)\s+(?:\w+\s+){0,3}[\w.,]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """What an article tells of the time of its main happening.

    `windows` are the days it may have happened, earliest first. `precise` is True where they
    rest on the date of publication or a day named in full, `named` where the lead names the day
    itself. `weekdays` (Monday is 0) are named in the lead. `because` are the reasons in plain words.
    """

    windows: tuple[Window, ...] = (EVER,)
    precise: bool = False
    named: bool = False
    weekdays: frozenset[int] = frozenset()
    because: tuple[str, ...] = ()


def when(reading: Reading, offices: Iterable[tuple[tuple[Window, ...], str]] = ()) -> When:
    """What a reading tells of the time of its main happening.

    `offices` are further windows with their reasons, from holders of offices and elections.
    """
    weekdays = _weekdays(reading)
    named = _named_day(reading)
    published = reading.article.published
    if published is not None and published.precision == "day":
        day = named or (published.start, published.end)
        if named is None and reading.article.kind == "analysis":
            weekdays = frozenset()  # a column appears on any day
        return When(
            (day,), True, named is not None, weekdays, because=(f"published {published.start.isoformat()}",)
        )
    if named is not None:
        return When((named,), True, True, weekdays, because=(f"the text names {named[0].isoformat()}",))
    windows, because = _bounds(reading)
    if published is not None:
        start, end = published.start - BACK, published.end + FORTH
        windows, because = ((start, end),), (f"published {start.isoformat()} to {end.isoformat()}",)
    return narrowed(When(windows, False, False, weekdays, because), offices)


def narrowed(moment: When, offices: Iterable[tuple[tuple[Window, ...], str]]) -> When:
    """A moment within further windows, as far as they leave any day."""
    windows, because = moment.windows, moment.because
    for further, reason in offices:
        common = meet(windows, further)
        if common and common != windows:
            windows, because = common, (*because, reason)
    return replace(moment, windows=windows, because=because)


def meet(a: Iterable[Window], b: Iterable[Window]) -> tuple[Window, ...]:
    """The days that both hold, as windows, earliest first; empty where there are none."""
    others = tuple(b)
    both = [(max(x[0], y[0]), min(x[1], y[1])) for x in a for y in others]
    return tuple(sorted({window for window in both if window[0] <= window[1]}))


def gap(a: When, b: When) -> int:
    """Days between the nearest possible days of the two; 0 where they meet."""
    gaps = [max(x[0].toordinal() - y[1].toordinal(), y[0].toordinal() - x[1].toordinal(), 0)
            for x in a.windows for y in b.windows]  # fmt: skip
    return min(gaps)


def background(reading: Reading, moment: When) -> tuple[bool, ...]:
    """For each sentence whether it turns to the past of the main happening; never the first."""
    oldest = moment.windows[0][0] if moment.precise else None
    dated: dict[int, list[Interval]] = {}
    starts = [sentence.span.start for sentence in reading.article.sentences]
    for mention, index in _placed(reading.dates, starts):
        if mention.interval is not None:
            dated.setdefault(index, []).append(mention.interval)
    quotes = [sentence.span.quote for sentence in reading.article.sentences]
    flags = cued_sentences("past", reading.article.text, quotes)
    if oldest is not None and flags:
        last = oldest.toordinal() - LONG_AGO
        for index, intervals in dated.items():
            flags[index] |= max(interval.end for interval in intervals).toordinal() < last
    return (False, *flags[1:]) if flags else ()


# ------------------------------------------------------------------ below in order of use


def _weekdays(reading: Reading) -> frozenset[int]:
    """The days of the week named in the title and the lead."""
    sentences = reading.article.sentences[:LEAD]
    lead = [reading.article.title or "", *(sentence.span.quote for sentence in sentences)]
    named = [text for text in lead if "day" in text.lower()]
    return frozenset(WEEKDAYS.index(match[2].lower()) for text in named for match in WEEKDAY.finditer(text))


def _placed(dates: Iterable[DateMention], starts: list[int]) -> Iterable[tuple[DateMention, int]]:
    """Date mentions with the index of their sentence; both are in the order of the text."""
    index = 0
    for mention in sorted(dates, key=lambda m: (m.span.start, m.span.end)):
        while index + 1 < len(starts) and starts[index + 1] <= mention.span.start:
            index += 1
        yield mention, index


def _named_day(reading: Reading) -> Window | None:
    """The day or days of the first sentence of the lead that names any near publication."""
    article, published = reading.article, reading.article.published
    if not article.sentences:
        return None
    ends = article.sentences[min(LEAD, len(article.sentences)) - 1].span.end
    starts = [sentence.span.start for sentence in article.sentences[:LEAD]]
    back = LONG_BACK if article.kind == "analysis" else BACK
    found: dict[int, list[Interval]] = {}
    for mention, index in _placed((m for m in reading.dates if m.span.start < ends), starts):
        interval = mention.interval
        if interval is None or interval.precision != "day":
            continue
        before = article.text[max(0, mention.span.start - 30) : mention.span.start]
        if LIMIT.search(before + mention.span.quote) or ATTRIBUTE.search(before):
            continue  # "by Friday", "since March 3" tell of a limit, not of the day
        if published is not None:
            near = published.start - back <= interval.start and interval.end <= published.end + FORTH
        else:
            near = bool(re.search(r"\d{4}", mention.span.quote) and DAY_OF_MONTH.search(mention.span.quote))
        if near:
            found.setdefault(index, []).append(interval)
    if not found:
        return None
    first = found[min(found)]
    return min(i.start for i in first), max(i.end for i in first)


def _passed(interval: Interval, kind: str) -> dt.date:
    """The first day on which a text would speak of this date as past, with its year.

    Of the year or month that still runs it says "this year", "this month"; official texts and
    columns also name the day or month of what they are about.
    """
    if interval.precision == "year" and kind != "statement":
        return dt.date(interval.end.year + 1, 1, 1) if interval.end.year < dt.MAXYEAR else interval.end
    if interval.precision == "month" and kind not in ("statement", "analysis"):
        return interval.end
    return interval.start


def _began(text: str) -> list[tuple[dt.date, str]]:
    """What a text speaks of that began on a known day: the day, and its words for it, the latest last."""
    found = []
    for day, pattern in _beginnings():
        match = pattern.search(text)
        if match is not None:
            found.append((day, match[0]))
    return found


@cache
def _beginnings() -> tuple[tuple[dt.date, re.Pattern[str]], ...]:
    table = (line.split("\t") for line in rows("began.tsv"))
    return tuple((dt.date.fromisoformat(day), re.compile(words, re.IGNORECASE)) for day, words, _ in table)


def _bounds(reading: Reading) -> tuple[tuple[Window, ...], tuple[str, ...]]:
    """The window between the latest date told as past and the earliest looked ahead to."""
    article = reading.article
    starts = [sentence.span.start for sentence in article.sentences]
    lower, upper = EVER
    because: list[str] = []
    quoted = [(quote.span.start, quote.span.end) for quote in reading.quotes]
    for mention, index in _placed(reading.dates, starts):
        interval = mention.interval
        if interval is None or not article.sentences or not re.search(r"\d{4}", mention.span.quote):
            continue
        if any(start <= mention.span.start < end for start, end in quoted):
            continue
        start = max(article.sentences[index].span.start, mention.span.start - BEFORE)
        before = article.text[start : mention.span.start]
        where = looks(before)
        if where == "ahead":
            upper = min(upper, interval.end)
        elif cued("happened", before) and not cued("unreal", before) and not cued("ahead", before[-60:]):
            lower = max(lower, _passed(interval, article.kind))
    began = _began(article.text)
    lower = max([lower, *(day for day, _ in began)])
    if upper < lower:
        upper = EVER[1]  # a look back quotes old plans; what came to pass is the better evidence
    because += [f"it speaks of the {words}" for day, words in began if day == lower]
    if lower > EVER[0] and not because:
        because.append(f"it speaks of {lower.year} as past")
    if upper < EVER[1]:
        because.append(f"it looks ahead to {upper.year}")
    return ((lower, upper),), tuple(because)
