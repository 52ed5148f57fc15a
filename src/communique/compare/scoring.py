"""How surely two propositions say the same: a few measures of a pair, weighed by a fitted line.

The weights stand in `data/weights.tsv`, fitted by `training/claims/fit.py` on labelled pairs
(logistic regression); each measure can be read off the two sentences.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from communique.compare.differences import rivals, setting
from communique.compare.likeness import Likeness, Weights, same_polarity
from communique.compare.propositions import Proposition, When
from communique.compare.words import common_concepts, rows

_PRECISE = frozenset({"day", "week", "month", "range"})
_WIDE = frozenset({"year", "season", "half", "quarter"})


class Pair(NamedTuple):
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
    one, other = weights.weighed(a), weights.weighed(b)
    mine, theirs = one.parties, other.parties
    verbs = bool((one.verbs & other.verbs) - common_concepts())
    return {
        "high": high,
        "low": low,
        "mass": math.log1p(alike.mass),
        "hard": math.log1p(alike.hard),
        "figures": float(min(2, alike.figures)),
        "rivals": float(rivals(a, b)),
        "figure on one side": float(one.counts != other.counts),
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


def _times_meet(a: Proposition, b: Proposition, precise: frozenset[str]) -> bool:
    if not a.times or not b.times:
        return False
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
    if not a.times or not b.times:
        return False
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


_DEAR = {"rivals": 1.0, "figure on one side": 1.0, "other times": 1.0, "doing": 1.0, "parties": 1.0}
_DEAR |= {"other parties": 1.0, "polarity": 1.0, "setting": 3.0, "figures and doing": 1.0}
"""The measures that take long, with the highest that each can be; the lowest is 0."""
_TIMED = ("times", "years")


@cache
def _most(timed: bool) -> float:
    """The bias with the most that the dear measures can add, and those of times where both tell one."""
    line = fitted()
    dear = sum(max(0.0, line[name] * high) for name, high in _DEAR.items())
    return line["bias"] + dear + timed * sum(max(0.0, line[name]) for name in _TIMED)


def ceiling(pair: Pair) -> float:
    """A probability that `probability` does not exceed, from what is known of a pair without more work.

    Where the margin of `pair` is not known yet it is the highest that it can be.
    """
    line, (a, b, alike, one, margin) = fitted(), pair
    low, high = (alike.left, alike.right) if alike.left <= alike.right else (alike.right, alike.left)
    mass = math.log1p(alike.mass)
    total = (
        _most(bool(a.times and b.times))
        + line["high"] * high
        + line["low"] * low
        + line["mass"] * mass
        + line["hard"] * math.log1p(alike.hard)
        + line["figures"] * min(2, alike.figures)
        + line["holder"] * (a.holder == b.holder and a.holder != "outlet")
        + line["one happening"] * one
        + line["stage"] * (a.stage != b.stage)
        + line["both deny"] * (a.negative and b.negative)
        + max(line["margin"] * margin, -0.5 * line["margin"])
        + line["high and mass"] * high * mass
    )
    return 1.0 / (1.0 + math.exp(-total)) + 1e-9  # the sum runs in another order
