"""Average-linkage agglomeration over few of all pairs, under constraints.

Two groups merge while the mean score over all pairs between them is high enough and no pair is
kept apart. Ties fall to the lower ids, so that the order of the input never matters.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container, Iterable, Sequence

Edge = tuple[float, float, float]
"""Between two groups: the sum of the pairs' scores, the number of pairs, and of those kept apart."""

NEVER = -7.0
"""A score below this keeps a pair apart."""


class Linkage:
    """The groups while they grow, and the mean score between those that may merge.

    A group is named by its lowest member. An edge between two groups holds the sum of the scores of all
    pairs between them and their number.
    `judge` gives the score of two members, or less than `NEVER` where they are kept apart; `join` is the
    least mean at which groups merge. `rivals` says why two groups may not, or "". Up to the share
    `tolerance` of the pairs between two groups may be kept apart; such a pair counts as `unlinked`, as do
    pairs that were no candidates. Where `unlinked` is None, these are judged.
    """

    def __init__(
        self,
        voters: Sequence[int],
        judge: Callable[[int, int], float],
        join: float,
        rivals: Callable[[Sequence[int], Sequence[int]], str] = lambda a, b: "",
        *,
        tolerance: float = 0.0,
        unlinked: float | None = None,
    ) -> None:
        self.tolerance, self.unlinked = tolerance, unlinked
        self.judge, self.join, self.rivals = judge, join, rivals
        self.groups: dict[int, tuple[int, ...]] = {index: (index,) for index in voters}
        self.edges: dict[int, dict[int, Edge]] = {index: {} for index in voters}
        self.apart: dict[int, set[int]] = {index: set() for index in voters}
        self.heap: list[tuple[float, int, int]] = []

    def merge(
        self,
        pairs: Iterable[tuple[int, int]],
        tied: Iterable[tuple[int, int]] = (),
        waiting: Container[int] = (),
    ) -> None:
        """Merge groups along these pairs, the best first, until no mean is high enough.

        Members that are `tied` are of one group from the start; those that are `waiting` merge with
        nothing yet, see `adopt` and `settle`.
        """
        for i, j in pairs:
            self._link(i, j)
        home = {index: index for index in self.groups}
        for i, j in tied:
            a, b = sorted((home[i], home[j]))
            if a != b:
                for index in self.groups[b]:
                    home[index] = a
                self._absorb(a, b)
        self._run(waiting)

    def settle(self) -> None:
        """Merge what had to wait."""
        self.heap = []
        for a, edges in self.edges.items():
            for b in edges:
                mean = self._mean(a, b) if a < b else None
                if mean is not None and mean >= self.join:
                    self.heap.append((-mean, a, b))
        self._run(())

    def _run(self, waiting: Container[int]) -> None:
        heapq.heapify(self.heap)
        while self.heap:
            score, a, b = heapq.heappop(self.heap)
            if a not in self.groups or b not in self.groups or self._mean(a, b) != -score:
                continue
            if any(len(self.groups[one]) == 1 and one in waiting for one in (a, b)):
                continue
            if self.rivals(self.groups[a], self.groups[b]):
                self._part(a, b)
            else:
                self._absorb(a, b)

    def _link(self, a: int, b: int) -> None:
        """Judge all pairs between two groups and note the sums."""
        total = apart = 0.0
        for i in self.groups[a]:
            for j in self.groups[b]:
                score = self.judge(min(i, j), max(i, j))
                if score < NEVER:
                    apart += 1.0
                    score = self.unlinked or 0.0
                total += score
                if apart and self.tolerance == 0.0:
                    self.apart[a].add(b)
                    self.apart[b].add(a)
                    return
        self._note(a, b, (total, float(len(self.groups[a]) * len(self.groups[b])), apart))

    def _part(self, a: int, b: int) -> None:
        """Keep two groups apart, and all that they grow into."""
        self.apart[a].add(b)
        self.apart[b].add(a)
        del self.edges[a][b], self.edges[b][a]

    def _note(self, a: int, b: int, edge: Edge) -> None:
        self.edges[a][b] = self.edges[b][a] = edge
        mean = self._mean(a, b)
        if mean is not None and mean >= self.join:
            heapq.heappush(self.heap, (-mean, min(a, b), max(a, b)))

    def _mean(self, a: int, b: int) -> float | None:
        edge = self.edges[a].get(b)
        if edge is None or edge[2] > self.tolerance * edge[1]:
            return None
        return round(edge[0] / edge[1], 9)

    def _absorb(self, a: int, b: int) -> None:
        """Make b part of a (a < b) and bring the edges of both up to date."""
        one, two = self.edges[a], self.edges.pop(b)
        apart = self.apart[a] | self.apart.pop(b)
        near = sorted((one.keys() | two.keys()) - {a, b} - apart)
        sums = {}
        for other in near:
            first, second = one.get(other), two.get(other)
            if first is not None and second is not None:
                sums[other] = (first[0] + second[0], first[1] + second[1], first[2] + second[2])
            elif self.unlinked is not None:
                known = first or second or (0.0, 0.0, 0.0)
                count = float(len(self.groups[b if first is not None else a]) * len(self.groups[other]))
                sums[other] = (known[0] + count * self.unlinked, known[1] + count, known[2])
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
            known = ((self._mean(index, other), other) for other in self.edges[index])
            means = sorted(((mean, other) for mean, other in known if mean is not None), reverse=True)
            if not means or means[0][0] < least:
                continue
            near = [other for mean, other in means if means[0][0] - mean < margin]
            chosen = near[0] if len(near) == 1 else latest(index, near)
            if chosen is not None:
                offers.append((-means[0][0], index, chosen))
        renamed: dict[int, int] = {}
        for _, index, other in sorted(offers):
            while other in renamed:
                other = renamed[other]
            if index in self.groups and other != index and other not in self.apart[index]:
                a, b = sorted((index, other))
                self._absorb(a, b)
                renamed[b] = a
