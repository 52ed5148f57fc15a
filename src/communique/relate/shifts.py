"""Change points in the series of a pair: where its tone or its volume moves to another level.

Exact Bayesian segmentation (Barry and Hartigan 1992; Fearnhead 2006, *Statistics and Computing* 16) with
conjugate likelihoods, so that short and sparse series need no approximation and thin ones assert nothing.
Likelihoods, priors and bounds are told in `docs/methods/relationships.md`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from communique.records import ChangePoint, PairEvent, Period
from communique.relate.segments import Floats, Segments, composition, rates
from communique.relate.tones import QUAD_NAMES, has_happened

LEAST_EVENTS, LEAST_PERIODS = 12, 6
"""Happenings, and periods with some, under which nothing is looked for."""
LEAST_SIDE = 4
"""Happenings there have to be on either side of a change."""
SURE: Mapping[str, float] = {"tone": 0.9, "volume": 0.97}
"""The belief from which a change point is told; volume swings more than its likelihood knows."""
LEAST_TONE, LEAST_RATIO = 1.5, 1.5
"""How far tones have to be apart (of 20), and how many times one volume the other."""
MOST_UNITS = 400
"""Periods that are looked at; the latest ones where there are more."""
SHOWN, WITHIN = 5, 6
"""Happenings told on either side of a change, out of so many periods next to it."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What lies between two changes."""

    periods: Sequence[Period]
    events: Sequence[PairEvent]


def shifts(
    periods: Sequence[Period], events: Mapping[str, PairEvent], by: Literal["month", "year"]
) -> tuple[tuple[ChangePoint, ...], str | None]:
    """The change points of a series, by date, and in words why none was looked for (None: it was).

    periods: in order; events: by id. Periods without an article of the record count for nothing.
    """
    covered = [p for p in periods if p.coverage != "none"]
    held = {p.start: [events[one] for one in p.events if has_happened(events[one])] for p in covered}
    told = [p for p in covered if held[p.start]]
    number = sum(len(found) for found in held.values())
    if number < LEAST_EVENTS or len(told) < LEAST_PERIODS:
        thin = (
            f"too thin: {_count(number, 'happening')} in {_count(len(told), by)} with coverage; "
            f"changes are looked for from {LEAST_EVENTS} in {LEAST_PERIODS}"
        )
        return (), thin
    told, covered = told[-MOST_UNITS:], covered[-MOST_UNITS:]
    quads = np.array(
        [[sum(e.quad == q for e in held[p.start]) for q in QUAD_NAMES] for p in told], dtype=float
    )
    numbers = np.array([len(held[p.start]) for p in covered], dtype=float)
    exposures = np.array([p.articles for p in covered], dtype=float)
    found = [
        *_found("tone", told, held, composition(quads)),
        *_found("volume", covered, held, rates(numbers, exposures)),
    ]
    return tuple(sorted(found, key=lambda c: (c.after, c.measure))), None


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _found(
    measure: Literal["tone", "volume"],
    units: Sequence[Period],
    held: Mapping[dt.date, list[PairEvent]],
    evidence: Floats,
) -> list[ChangePoint]:
    """The surest segmentation, without cuts that are not sure or whose sides are alike or bare."""
    segments = Segments(evidence)
    places = [place for place in segments.best() if segments.chance(place) >= SURE[measure]]
    while places:
        cuts = [0, *places, len(units)]
        sides = [
            _Side(units[x:y], [e for unit in units[x:y] for e in held[unit.start]]) for x, y in pairwise(cuts)
        ]
        weak = [
            n
            for n, (old, new) in enumerate(pairwise(sides))
            if min(len(old.events), len(new.events)) < LEAST_SIDE * (measure == "tone")
            or not _apart(measure, old, new)
        ]
        if not weak:
            return [
                _point(measure, units, place, segments, sides[n], sides[n + 1], held)
                for n, place in enumerate(places)
            ]
        del places[weak[0]]
    return []


def _level(measure: str, side: _Side) -> float:
    if measure == "tone":
        return float(np.mean([event.tone for event in side.events])) if side.events else 0.0
    return len(side.events) / max(sum(period.articles for period in side.periods), 1)


def _apart(measure: str, old: _Side, new: _Side) -> bool:
    one, other = _level(measure, old), _level(measure, new)
    if measure == "tone":
        return abs(one - other) >= LEAST_TONE
    return max(one, other) >= LEAST_RATIO * min(one, other)


def _point(
    measure: Literal["tone", "volume"],
    units: Sequence[Period],
    place: int,
    segments: Segments,
    old: _Side,
    new: _Side,
    held: Mapping[dt.date, list[PairEvent]],
) -> ChangePoint:
    before, after = _level(measure, old), _level(measure, new)
    first, last = segments.bounds(place)
    near_old = [e for unit in old.periods[-WITHIN:] for e in held[unit.start]]
    near_new = [e for unit in new.periods[:WITHIN] for e in held[unit.start]]
    if measure == "volume":
        near_old, near_new = (near_old, []) if after < before else ([], near_new)
    way = 1.0 if after > before else -1.0
    return ChangePoint(
        measure=measure,
        before=units[place - 1].end,
        after=units[place].start,
        earliest=units[first].start,
        latest=units[last].start,
        probability=round(segments.chance(place), 3),
        level_before=round(before, 2) + 0.0,
        level_after=round(after, 2) + 0.0,
        events_before=_telling(near_old, measure, -way, after),
        events_after=_telling(near_new, measure, way, before),
    )


def _telling(events: Sequence[PairEvent], measure: str, way: float, other: float) -> tuple[str, ...]:
    """The happenings that pull a level away from the other one, the strongest first."""
    weighed = [((e.tone - other) * way if measure == "tone" else 0.0, e) for e in events]
    kept = [(pull, e) for pull, e in weighed if pull > 0 or measure == "volume"]
    kept.sort(key=lambda item: (-item[0], -item[1].sources, str(item[1].date), item[1].id))
    return tuple(event.id for _, event in kept[:SHOWN])
