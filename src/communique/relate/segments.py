"""Exact Bayesian segmentation of a row of units: which cuts are best, how sure each is, and where it lies.

The recursions are Fearnhead's (2006); the surest segmentation is found by dynamic programming over the same
table, which is quadratic in the number of units; its callers bound them.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EXPECTED = 24.0
"""Units from one change to the next that are expected before anything is seen."""
SHORTEST = 2
"""Units a level lasts at least."""
TOGETHER = 0.3
"""How far happenings of one period resemble each other (an intraclass correlation): n of them weigh as
n / (1 + .3 (n - 1)) that are independent of each other."""
PRIOR = 0.5
"""What the prior counts for each class (Jeffreys)."""
MASS = 0.9
"""The belief that lies within the bounds of a change."""

_gammaln = np.vectorize(math.lgamma, otypes=[np.float64])


def composition(counts: Floats) -> Floats:
    """(units + 1, units + 1): log evidence that units [s, t) share one composition (Dirichlet-multinomial).

    counts: (units, classes), 0 and up, at least 1 in each unit.
    """
    number = counts.sum(axis=1, keepdims=True)
    scaled = counts / (1 + TOGETHER * (number - 1))
    sums = np.vstack([np.zeros((1, counts.shape[1])), np.cumsum(scaled, axis=0)])
    evidence = np.full((len(sums), len(sums)), -np.inf)
    whole = PRIOR * counts.shape[1]
    for start in range(len(sums) - 1):
        within = np.maximum(sums[start + 1 :] - sums[start], 0.0)
        evidence[start, start + 1 :] = (
            math.lgamma(whole)
            - _gammaln(whole + within.sum(axis=1))
            + (_gammaln(PRIOR + within) - math.lgamma(PRIOR)).sum(axis=1)
        )
    return evidence


def rates(numbers: Floats, exposures: Floats) -> Floats:
    """(units + 1, units + 1): log evidence that units [s, t) share one rate (Poisson with a gamma prior of
    one unit at the mean rate), tempered by the dispersion of neighbouring units.

    numbers: (units,), 0 and up; exposures: (units,), above 0.
    """
    mean = max(float(numbers.sum() / exposures.sum()), 1e-9)
    scale = 1 / dispersion(numbers, exposures)
    rate = 1 / mean
    over = np.concatenate([[0.0], np.cumsum(numbers * scale)])
    under = np.concatenate([[0.0], np.cumsum(exposures * scale)])
    evidence = np.full((len(over), len(over)), -np.inf)
    for start in range(len(over) - 1):
        number, exposure = over[start + 1 :] - over[start], under[start + 1 :] - under[start]
        evidence[start, start + 1 :] = (
            math.log(rate) + _gammaln(1 + number) - (1 + number) * np.log(rate + exposure)
        )
    return evidence


def dispersion(numbers: Floats, exposures: Floats) -> float:
    """How many times more neighbouring units differ than Poisson counts would, 1 and up.

    Differences of neighbours see noise and hardly a few changes of level (von Neumann 1941).
    """
    mean = max(float(numbers.sum() / exposures.sum()), 1e-9)
    standard = (numbers - mean * exposures) / np.sqrt(mean * exposures)
    if len(standard) < 2:
        return 1.0
    return max(1.0, float(np.mean(np.diff(standard) ** 2) / 2))


class Segments:
    """Beliefs about the cuts of a row; a cut at n parts units [0, n) from [n, end)."""

    def __init__(self, evidence: Floats) -> None:
        self._units = len(evidence) - 1
        start, end = np.indices(evidence.shape)
        length = end - start
        cut, stay = math.log(1 / EXPECTED), math.log(1 - 1 / EXPECTED)
        self._weight = np.where(
            length >= min(SHORTEST, self._units), evidence + (length - 1) * stay + cut * (start > 0), -np.inf
        )
        self._whole = float(self._forward(frozenset())[-1])
        self._best = self._surest()

    def best(self) -> list[int]:
        """The cuts of the surest segmentation, in order."""
        return list(self._best)

    def _surest(self) -> list[int]:
        reached = np.full(self._units + 1, -np.inf)
        reached[0] = 0.0
        back = np.zeros(self._units + 1, dtype=int)
        for end in range(1, self._units + 1):
            ways = reached[:end] + self._weight[:end, end]
            back[end] = int(np.argmax(ways))
            reached[end] = ways[back[end]]
        cuts: list[int] = []
        at = int(back[self._units])
        while at > 0:
            cuts.append(at)
            at = int(back[at])
        return cuts[::-1]

    def chance(self, place: int) -> float:
        """The belief that there is a cut in the neighbourhood of one of the surest segmentation's."""
        low, high = self._neighbourhood(place)
        without = self._forward(frozenset(range(low, high + 1)))[-1]
        return float(min(max(1 - math.exp(min(without - self._whole, 0.0)), 0.0), 1.0))

    def bounds(self, place: int) -> tuple[int, int]:
        """The first and the last unit that may begin the new level: the shortest run around a cut that has
        MASS of the belief, if it is the only one in its neighbourhood."""
        low, high = self._neighbourhood(place)
        beliefs = self._alone(low, high)
        sums = np.concatenate([[0.0], np.cumsum(beliefs)])
        wanted = MASS * float(sums[-1])
        runs = [
            (y - x, -float(sums[y] - sums[x]), x)
            for x in range(place - low + 1)
            for y in range(place - low + 1, len(sums))
            if sums[y] - sums[x] >= wanted - 1e-12
        ]
        if not runs:
            return place, place
        size, _, first = min(runs)
        return low + first, low + first + size - 1

    def _neighbourhood(self, place: int) -> tuple[int, int]:
        cuts = [0, *self._best, self._units]
        at = cuts.index(place)
        low = 1 if at == 1 else (cuts[at - 1] + place) // 2 + 1
        high = self._units - 1 if at == len(cuts) - 2 else (place + cuts[at + 1]) // 2
        return low, high

    def _forward(self, barred: frozenset[int]) -> Floats:
        """Log weight of all segmentations of the first n units, none with a cut at a barred place."""
        reached = np.full(self._units + 1, -np.inf)
        reached[0] = 0.0
        for end in range(1, self._units + 1):
            if end not in barred:
                reached[end] = _logsum(reached[:end] + self._weight[:end, end])
        return reached

    def _alone(self, low: int, high: int) -> Floats:
        """For each place from low to high, how much speaks for it as the only cut among them."""
        barred = frozenset(range(low, high + 1))
        before = self._forward(barred)
        after = np.full(self._units + 1, -np.inf)
        after[-1] = 0.0
        for start in range(self._units - 1, high, -1):
            after[start] = _logsum(self._weight[start, start + 1 :] + after[start + 1 :])
        alone = np.array(
            [
                _logsum(before[:at] + self._weight[:at, at])
                + _logsum(self._weight[at, at + 1 :] + after[at + 1 :])
                for at in range(low, high + 1)
            ]
        )
        beliefs: Floats = np.exp(alone - max(float(alone.max()), -1e300))
        return beliefs


def _logsum(values: Floats) -> float:
    top = float(values.max())
    return top if top == -math.inf else top + math.log(float(np.exp(values - top).sum()))
