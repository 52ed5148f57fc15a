"""Average-linkage agglomeration over few of all pairs, under constraints.

Two groups merge while the mean score over all pairs between them is high enough and no pair is
kept apart. Ties fall to the lower ids, so that the order of the input never matters.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

from communique.group.pairs import Verdict


class Linkage:
    """The groups while they grow, and the mean score between those that may merge.

    A group is named by its lowest member. An edge between two groups holds the weighted sum of
    the scores of all pairs between them and the sum of their weights; pairs that were no
    candidates are judged when they count.
    `judge` gives the verdict on two members, `join` is the least mean at which groups merge.
    """

    def __init__(self, voters: Sequence[int], judge: Callable[[int, int], Verdict], join: float) -> None:
        self.judge, self.join = judge, join
        self.groups: dict[int, tuple[int, ...]] = {index: (index,) for index in voters}
        self.edges: dict[int, dict[int, tuple[float, float]]] = {index: {} for index in voters}
        self.apart: dict[int, set[int]] = {index: set() for index in voters}
        self.heap: list[tuple[float, int, int]] = []

    def merge(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Merge groups along these pairs, the best first, until no mean is high enough."""
        for i, j in pairs:
            self._link(i, j)
        heapq.heapify(self.heap)
        while self.heap:
            score, a, b = heapq.heappop(self.heap)
            if a in self.groups and b in self.groups and self._mean(a, b) == -score:
                self._absorb(a, b)

    def _link(self, a: int, b: int) -> None:
        """Judge all pairs between two groups; note the sum, or that time keeps them apart."""
        total = weight = 0.0
        for i in self.groups[a]:
            for j in self.groups[b]:
                verdict = self.judge(min(i, j), max(i, j))
                if verdict.apart:
                    self.apart[a].add(b)
                    self.apart[b].add(a)
                    return
                total += verdict.score * verdict.weight
                weight += verdict.weight
        self._note(a, b, (total, weight))

    def _note(self, a: int, b: int, edge: tuple[float, float]) -> None:
        self.edges[a][b] = self.edges[b][a] = edge
        mean = self._mean(a, b)
        if mean is not None and mean >= self.join:
            heapq.heappush(self.heap, (-mean, min(a, b), max(a, b)))

    def _mean(self, a: int, b: int) -> float | None:
        edge = self.edges[a].get(b)
        return None if edge is None else round(edge[0] / edge[1], 9)

    def _absorb(self, a: int, b: int) -> None:
        """Make b part of a (a < b) and bring the edges of both up to date."""
        one, two = self.edges[a], self.edges.pop(b)
        apart = self.apart[a] | self.apart.pop(b)
        near = sorted((one.keys() | two.keys()) - {a, b} - apart)
        sums = {}
        for other in near:
            first, second = one.get(other), two.get(other)
            if first is not None and second is not None:
                sums[other] = (first[0] + second[0], first[1] + second[1])
        for other in (one.keys() | two.keys()) - {a, b}:
            self.edges[other].pop(a, None)
            self.edges[other].pop(b, None)
        for other in apart:
            self.apart[other].discard(b)
            self.apart[other].add(a)
        self.groups[a] = tuple(sorted((*self.groups[a], *self.groups.pop(b))))
        self.edges[a], self.apart[a] = {}, apart
        for other in near:
            if other in sums:
                self._note(a, other, sums[other])
            else:
                self._link(a, other)

    def adopt(
        self,
        loners: Sequence[int],
        least: float,
        margin: float,
        latest: Callable[[int, Sequence[int]], int | None],
    ) -> None:
        """Bring members that stand alone into the group nearest to them.

        `least` is the mean score that is enough, if no other group comes within `margin` of it;
        where some do, `latest` may say which of them the member goes with, or None.
        """
        offers = []
        for index in loners:
            if self.groups.get(index) != (index,):
                continue
            means = sorted(
                ((self._mean(index, other) or 0.0, other) for other in self.edges[index]), reverse=True
            )
            if not means or means[0][0] < least:
                continue
            near = [other for mean, other in means if means[0][0] - mean < margin]
            chosen = near[0] if len(near) == 1 else latest(index, near)
            if chosen is not None:
                offers.append((-means[0][0], index, chosen))
        taken: set[int] = set()
        for _, index, other in sorted(offers):
            if index not in taken and other not in taken:
                taken.update((index, other))
                self._absorb(min(index, other), max(index, other))
