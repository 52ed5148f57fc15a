"""How surely two propositions say the same: a few measures of a pair, weighed by a fitted line.

The weights stand in `data/weights.tsv`, fitted by `training/claims/fit.py` on labelled pairs
(logistic regression); each measure can be read off the two sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from communique.compare.differences import rivals, setting
from communique.compare.likeness import Likeness, Weights, same_polarity
from communique.compare.propositions import Proposition, When
from communique.compare.words import common_concepts, rows

_PRECISE = frozenset({"day", "week", "month", "range"})
_WIDE = frozenset({"year", "season", "half", "quarter"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two propositions laid side by side: `one` tells that they are of one happening, `margin` by how
    much they are more alike than either is to anything else in the other's article (-0.5 to 1)."""

    a: Proposition
    b: Proposition
    alike: Likeness
    one: bool
    margin: float


def measures_of(pair: Pair, weights: Weights) -> dict[str, float]:
    """The measures of a pair by name. Symmetric."""
    a, b, alike = pair.a, pair.b, pair.alike
    low, high = sorted((alike.left, alike.right))
    shared = {t.concept for t in a.terms if t.verb} & {t.concept for t in b.terms if t.verb}
    mine, theirs = _parties(a), _parties(b)
    verbs = bool(shared - common_concepts())
    return {
        "high": high,
        "low": low,
        "mass": math.log1p(alike.mass),
        "hard": math.log1p(alike.hard),
        "figures": float(min(2, alike.figures)),
        "rivals": float(rivals(a, b)),
        "figure on one side": float(bool(_figures(a)) != bool(_figures(b))),
        "times": float(_times_meet(a, b, _PRECISE)),
        "years": float(_times_meet(a, b, _WIDE)),
        "other times": float(_times_differ(a, b)),
        "doing": float(verbs),
        "parties": len(mine & theirs) / max(1, min(len(mine), len(theirs))),
        "other parties": float(bool(mine and theirs and not mine & theirs)),
        "holder": float(a.holder == b.holder and a.holder != "outlet"),
        "one happening": float(pair.one),
        "stage": float(a.stage != b.stage),
        "polarity": float(not same_polarity(a, b)),
        "both deny": float(a.negative and b.negative),
        "setting": min(3.0, setting(a, b, weights)),
        "margin": pair.margin,
        "high and mass": high * math.log1p(alike.mass),
        "figures and doing": float(bool(alike.figures) and verbs),
    }


def _figures(p: Proposition) -> list[float]:
    return [m.value for m in p.measures if m.role != "rejected" and m.value >= 10]


def _parties(p: Proposition) -> set[str]:
    """The states and bodies of a proposition; a person counts for the state."""
    return {t.also or t.concept for t in p.terms if t.concept.startswith("@")}


def _times_meet(a: Proposition, b: Proposition, precise: frozenset[str]) -> bool:
    return any(
        _meet(x, y)
        for x in a.times
        if x.interval.precision in precise | _PRECISE
        for y in b.times
        if y.interval.precision in precise
    ) or (
        precise is _WIDE
        and any(_meet(x, y) for x in a.times if x.interval.precision in precise for y in b.times)
    )


def _times_differ(a: Proposition, b: Proposition) -> bool:
    mine, theirs = ([w for w in p.times if w.interval.precision in _PRECISE] for p in (a, b))
    return bool(mine and theirs) and not any(_meet(x, y) for x in mine for y in theirs)


def _meet(x: When, y: When) -> bool:
    return x.interval.start <= y.interval.end and y.interval.start <= x.interval.end


@cache
def fitted() -> dict[str, float]:
    """The fitted weights by the names of the measures, and "bias"."""
    return {name: float(value) for name, value in rows("weights.tsv")}


def probability(pair: Pair, weights: Weights) -> float:
    """How likely (0 to 1) the two say the same."""
    line = fitted()
    total = line["bias"] + sum(line[name] * value for name, value in measures_of(pair, weights).items())
    return 1.0 / (1.0 + math.exp(-total))
