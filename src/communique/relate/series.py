"""A pair over time: happenings, tone and sources by month or year, and how far the record covers it.

A period in which nothing came out, and one in which nothing names both, are told as such: they have no tone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from communique.records import Article, Interval, PairEvent, Period, Series
from communique.relate.shifts import shifts
from communique.relate.tones import counts_of, has_happened, mean_tone

By = Literal["month", "year"]
LONGEST = 1200
"""Periods in a row that are told without a hole; with more, only those of which something is told."""
Place = tuple[int, int]
"""Year and month; the month is 0 in a series by year."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """When the articles of a record came out, copies left out: by article its period, if it has one."""

    by: By
    places: Mapping[str, Place]
    articles: Mapping[Place, int]


def coverage(articles: Iterable[Article], by: By) -> Coverage:
    """What came out when; an article whose date spans several periods lies in none."""
    places: dict[str, Place] = {}
    counts: dict[Place, int] = defaultdict(int)
    for article in articles:
        place = _place(article.published, by)
        if place is not None:
            places[article.id] = place
            counts[place] += 1
    return Coverage(by, places, counts)


def series(
    events: Iterable[PairEvent],
    naming: Collection[str],
    covered: Coverage,
    *,
    published: Mapping[str, Interval],
    source_of: Mapping[str, str],
) -> Series | None:
    """The series of a pair; None if neither an article nor an event of it has a date.

    naming: the articles (ids) that name both, copies left out. published: by statement id, when its
    article came out. source_of: by article id, the independent source it is of.
    """
    events = tuple(events)
    named: dict[Place, list[str]] = defaultdict(list)
    for article in naming:
        if article in covered.places:
            named[covered.places[article]].append(article)
    placed: dict[Place, list[PairEvent]] = defaultdict(list)
    undated = []
    for event in events:
        place = _place(_when(event, published), covered.by)
        if place is None:
            undated.append(event.id)
        else:
            placed[place].append(event)
    told = sorted({*named, *placed})
    if not told:
        return None
    row = list(_row(told[0], told[-1], covered.by)) if _length(told, covered.by) <= LONGEST else told
    periods = tuple(_period(place, placed[place], named.get(place, []), covered, source_of) for place in row)
    changes, thin = shifts(periods, {event.id: event for event in events}, covered.by)
    return Series(covered.by, periods, changes, tuple(undated), thin)


def _when(event: PairEvent, published: Mapping[str, Interval]) -> Interval | None:
    """What happened lies where it happened; what is said of the future, or denied, where it was said."""
    if has_happened(event):
        return event.date
    said = [published[one] for one in event.statements if one in published]
    return min(said, default=None)


def _period(
    place: Place,
    events: list[PairEvent],
    naming: list[str],
    covered: Coverage,
    source_of: Mapping[str, str],
) -> Period:
    start, end = _days(place)
    articles = covered.articles.get(place, 0)
    return Period(
        start=start,
        end=end,
        coverage="told" if naming else "silent" if articles else "none",
        articles=articles,
        naming=len(naming),
        sources=len({source_of.get(article, article) for article in naming}),
        counts=counts_of(events),
        events=tuple(event.id for event in events),
        tone=mean_tone(events),
        tone_a_to_b=mean_tone(events, direction="a to b"),
        tone_b_to_a=mean_tone(events, direction="b to a"),
    )


def _place(interval: Interval | None, by: By) -> Place | None:
    if interval is None:
        return None
    first, last = interval.start, interval.end
    if by == "year":
        return (first.year, 0) if first.year == last.year else None
    return (first.year, first.month) if (first.year, first.month) == (last.year, last.month) else None


def _length(told: list[Place], by: By) -> int:
    (year, month), (last_year, last_month) = told[0], told[-1]
    years = last_year - year
    return years + 1 if by == "year" else 12 * years + last_month - month + 1


def _row(first: Place, last: Place, by: By) -> Iterator[Place]:
    year, month = first
    while (year, month) <= last:
        yield (year, month)
        if by == "year":
            year += 1
        else:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _days(place: Place) -> tuple[dt.date, dt.date]:
    year, month = place
    if month == 0:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    following = dt.date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    end = following - dt.timedelta(days=1) if following else dt.date(9999, 12, 31)
    return dt.date(year, month, 1), end
