"""Places on two halves of an oval: who are joined stand near, and every name has its own line."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PASSES = 6
"""Rounds of trying whether two exchanged make the ways shorter."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place around the middle (0, 0); `right` tells on which half."""

    x: float
    y: float
    right: bool


def around(count: int, reach: float, row: float) -> tuple[Place, ...]:
    """`count` places, from the top down the right half and up the left; `reach` is half the oval's width.

    On each half no two places are nearer to each other in height than `row`.
    """
    right = math.ceil(count / 2)
    half = max(right * row / 2, row)
    found = []
    for n in range(count):
        here, side = (n, right) if n < right else (n - right, count - right)
        y = -half + (here + 0.5) * 2 * half / side
        x = reach * math.sqrt(max(1 - (y / half) ** 2, 0.0))
        found.append(Place(x, y, True) if n < right else Place(-x, -y, False))
    return tuple(found)


def order(
    nodes: Sequence[str], weights: Mapping[tuple[str, str], float], places: Sequence[Place]
) -> list[str]:
    """The nodes in the order of the places, so that heavy ties are short.

    Neighbours first: each next is the one with the heaviest ties to those that stand already. Then pairs are
    exchanged while that shortens the ways. Ties in weight go by the order of `nodes`.
    """
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), weight in weights.items():
        near[a][b] = near[a].get(b, 0.0) + weight
        near[b][a] = near[b].get(a, 0.0) + weight
    left, row = list(nodes), list[str]()
    while left:
        last = row[-3:]
        best = max(
            range(len(left)),
            key=lambda n: (sum(near[left[n]].get(o, 0.0) for o in last), sum(near[left[n]].values()), -n),
        )
        row.append(left.pop(best))
    for _ in range(PASSES):
        if not _improved(row, near, places):
            break
    return row


def _improved(row: list[str], near: Mapping[str, Mapping[str, float]], places: Sequence[Place]) -> bool:
    place = dict(zip(row, places, strict=True))

    def cost(node: str, at: Place, other: str) -> float:
        return sum(
            weight * math.hypot(at.x - place[o].x, at.y - place[o].y)
            for o, weight in near[node].items()
            if o not in (node, other)
        )

    better = False
    for i in range(len(row)):
        for j in range(i + 1, len(row)):
            a, b = row[i], row[j]
            now = cost(a, place[a], b) + cost(b, place[b], a)
            then = cost(a, place[b], b) + cost(b, place[a], a)
            if then < now - 1e-9:
                place[a], place[b] = place[b], place[a]
                row[i], row[j] = b, a
                better = True
    return better
