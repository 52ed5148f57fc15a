"""What articles tell of each day, and how much that speaks for the day's place in a timeline.

A day is told of by what came out on it, and by sentences of other days that name it ("on 3 May", "last
Thursday"). Days that are named by their number, or long after, are those that mattered
(Tran et al. 2015; Ghalandari and Ifrim 2020). Method and figures: `docs/methods/timelines.md`.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from communique.records import Interval, Reading, Sentence, Span
from communique.relate.word_vectors import Vector, centre, cosine, vector

MEASURES = ("published", "named", "dated", "ahead", "focus", "broad")
"""What is measured of a day, in the order of `measures`."""
LEAD = 2
"""Sentences at the head of an article that stand for what came out on its day."""
LONGEST = 31
"""Days of the longest interval that still says something of each of its days."""
SAMPLE = 30
"""Tellings of a day that are looked at for its focus."""
SLACK = 0.25
"""Added to a measure's deviation, so that one that hardly varies does not decide."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of a day. `lag` counts the days from it to the sentence's publication,
    `place` is the sentence's index in its article, `named` whether it names the day."""

    span: Span
    lag: int
    place: int
    named: bool
    words: Vector


@dataclass(slots=True)
class Day:
    """All that is told of one day; the counts are of articles."""

    date: dt.date
    published: int = 0
    named: int = 0
    dated: int = 0
    ahead: int = 0
    broad: float = 0.0
    tellings: list[Telling] = field(default_factory=list)
    focal: list[Vector] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that readings tell of, by date, and the mean of all their articles' words."""

    days: Mapping[dt.date, Day]
    centre: Vector


def find_days(
    readings: Iterable[Reading],
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    allowed: Mapping[str, Collection[int]] | None = None,
) -> Days:
    """The days, from `start` to `end`, that came out with an article or are named by a sentence.

    Articles without a day of publication are passed over: nobody can tell whether they speak of
    what was or what will be. `allowed` gives, by article id, the sentences (indices) that may tell.
    """
    days: dict[dt.date, Day] = {}
    means: list[Vector] = []
    for reading in readings:
        published = reading.article.published
        if published is None or published.start != published.end:
            continue
        only = None if allowed is None else allowed.get(reading.article.id, ())
        told = [
            (n, s)
            for n, s in enumerate(reading.article.sentences)
            if not s.heading and (only is None or n in only)
        ]
        if told:
            means.append(_take_in(days, reading, told, published.start))
    kept = {
        date: days[date]
        for date in sorted(days)
        if (start is None or date >= start) and (end is None or date <= end) and days[date].tellings
    }
    return Days(kept, centre(means))


def _take_in(
    days: dict[dt.date, Day], reading: Reading, told: Sequence[tuple[int, Sentence]], published: dt.date
) -> Vector:
    """Enter what an article tells into the days; gives the mean of its sentences' words."""
    day = days.setdefault(published, Day(published))
    day.published += 1
    counted: set[tuple[str, dt.date]] = set()
    vectors = []
    times = _times(reading)
    for place, sentence in told:
        words = vector(sentence.span.quote)
        vectors.append(words)
        named: set[dt.date] = set()
        for interval, span in times.get(sentence.span.start, ()):
            if interval.start != interval.end:
                _spread(days, interval)
                continue
            date = interval.start
            lag = (published - date).days
            other = days.setdefault(date, Day(date))
            for kind, holds in (
                ("ahead", lag < 0),
                ("named", lag >= 0),
                ("dated", lag > 0 and any(c.isdigit() for c in span.quote)),
            ):
                if holds and (kind, date) not in counted:
                    counted.add((kind, date))
                    setattr(other, kind, getattr(other, kind) + 1)
            if lag >= 0:
                other.focal.append(words)
            if date not in named:
                other.tellings.append(Telling(sentence.span, lag, place, True, words))
            named.add(date)
        if place < LEAD:
            day.focal.append(words)
        if not named:
            day.tellings.append(Telling(sentence.span, 0, place, False, words))
    return centre(vectors)


def _times(reading: Reading) -> dict[int, list[tuple[Interval, Span]]]:
    """The times that a reading's sentences name, by the offset at which the sentence starts."""
    starts = [sentence.span.start for sentence in reading.article.sentences]
    found: dict[int, list[tuple[Interval, Span]]] = {}
    for date in reading.dates:
        at = bisect_right(starts, date.span.start) - 1
        if date.interval is not None and at >= 0:
            found.setdefault(starts[at], []).append((date.interval, date.span))
    return found


def _spread(days: dict[dt.date, Day], interval: Interval) -> None:
    """A week or a month named says a little of each of its days."""
    length = (interval.end - interval.start).days + 1
    if length > LONGEST:
        return
    for ahead in range(length):
        date = interval.start + dt.timedelta(days=ahead)
        days.setdefault(date, Day(date)).broad += 1 / length


def measures(found: Days) -> dict[dt.date, tuple[float, ...]]:
    """For each day the values of `MEASURES`, standardised over the days: mean 0, deviation at most 1."""
    raw = {date: tuple(_raw(day, found.centre)) for date, day in found.days.items()}
    if not raw:
        return {}
    columns = list(zip(*raw.values(), strict=True))
    means = [math.fsum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(math.fsum((value - mean) ** 2 for value in column) / len(column)) + SLACK
        for column, mean in zip(columns, means, strict=True)
    ]
    return {
        date: tuple((v - m) / s for v, m, s in zip(values, means, spreads, strict=True))
        for date, values in raw.items()
    }


def _raw(day: Day, middle: Vector) -> Iterator[float]:
    yield math.log1p(day.published)
    yield math.log1p(day.named)
    yield math.log1p(day.dated)
    yield math.log1p(day.ahead)
    yield cosine(centre(day.focal[:SAMPLE]), middle)
    yield math.log1p(day.broad)


def scores(found: Days, weights: Mapping[str, float] | None = None) -> dict[dt.date, float]:
    """How much speaks for each day; only the order of the days means something."""
    weights = weights or fitted()
    return {
        date: math.fsum(weights[name] * value for name, value in zip(MEASURES, values, strict=True))
        for date, values in measures(found).items()
    }


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the measures, as fitted."""
    return {name: float(weight) for name, weight in table("days.tsv")}


def table(name: str) -> list[list[str]]:
    """The rows of a table of this stage as lists of cells, without comments and blank lines."""
    text = files("communique.relate").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
