"""A part of the map of causes as a column: for narrow paper, and for chains too long to lie side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.pictures.arrows import HEAD, arrow
from communique.pictures.cause_parts import Arrow, Box, Part
from communique.pictures.layers import Layered
from communique.pictures.linking import ToStatements
from communique.pictures.svg import Element

LANE = 13.0
"""Between two arrows beside a column."""


class Column(Part):
    """Boxes under each other; an arrow to the next box goes straight down, others go round beside."""

    after = 38.0

    def __init__(
        self,
        plan: Layered,
        arrows: Mapping[tuple[int, int], Arrow],
        concepts: Sequence[str],
        whole: float,
        top: float,
        to: ToStatements,
    ) -> None:
        super().__init__(plan, arrows, concepts, whole, top, to)
        order = [node for layer in plan.layers for node in layer if node >= 0]
        self.row = {node: n for n, node in enumerate(order)}
        self.lanes = _lanes(
            sorted(
                (edge for edge in arrows if not self._next(edge)),
                key=lambda e: (abs(self.row[e[0]] - self.row[e[1]]), e),
            ),
            self.row,
        )
        count_ = max(self.lanes.values(), default=-1) + 1
        self.lane = min(LANE, whole / 4 / max(count_, 1))
        wide = whole - 1 - (count_ * self.lane + 22 if count_ else 0)
        straight = {edge[1] for edge in arrows if self._next(edge)}
        y = top
        for node in order:
            if node != order[0]:
                y += 36 if node in straight else 12
            box = self._box(node, 0.5, 0.0, wide, 3)
            self.boxes[node] = Box(box.text, box.full, 0.5, y + box.high / 2, wide, box.high)
            y += box.high
        self.bottom = y
        self.ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for edge in sorted(self.lanes):
            for node in edge:
                self.ends[node].append(edge)

    def _next(self, edge: tuple[int, int]) -> bool:
        return self.row[edge[1]] == self.row[edge[0]] + 1

    def drawn(self) -> Iterator[Element]:
        """Arrows, then boxes."""
        for edge, one in self.arrows.items():
            yield self._down(edge, one) if self._next(edge) else self._round(edge, one)
        yield from self._above()

    def _down(self, edge: tuple[int, int], one: Arrow) -> Element:
        cause, effect = self.boxes[edge[0]], self.boxes[edge[1]]
        x, start, end = 26.0, cause.middle + cause.high / 2, effect.middle - effect.high / 2
        short = end - (HEAD - 2 if one.weight > 0 else 2)
        line, head = arrow(
            ["M", x, start, "L", x, short], (x, end), (0.0, 1.0), one.weight, contested=one.contested
        )
        self._sign([(x, start + (end - start) * 0.4)], one.weight)
        return self._linked(one, line, head)

    def _round(self, edge: tuple[int, int], one: Arrow) -> Element:
        cause, effect = self.boxes[edge[0]], self.boxes[edge[1]]
        y1, y2 = self._port(edge[0], edge), self._port(edge[1], edge)
        lane = cause.wide + 16 + self.lanes[edge] * self.lane
        bend = 6.0 if y2 > y1 else -6.0
        tip = effect.wide + (HEAD - 2 if one.weight > 0 else 2)
        steps: list[str | float] = [
            "M", cause.wide, y1, "H", lane - 6, "Q", lane, y1, lane, y1 + bend,
            "V", y2 - bend, "Q", lane, y2, lane - 6, y2, "H", tip,
        ]  # fmt: skip
        line, head = arrow(steps, (effect.wide, y2), (-1.0, 0.0), one.weight, contested=one.contested)
        places = [(lane, y1 + (y2 - y1) * share) for share in (0.5, 0.3, 0.7, 0.15, 0.85)]
        self._sign(places, one.weight)
        return self._linked(one, line, head)

    def _port(self, node: int, edge: tuple[int, int]) -> float:
        box, held = self.boxes[node], self.ends[node]
        step = min(14.0, (box.high - 10) / max(len(held), 1))
        return box.middle + (held.index(edge) - (len(held) - 1) / 2) * step


def _lanes(edges: Sequence[tuple[int, int]], row: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """A lane for each arrow, so that none lie on each other; short ones keep near."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[tuple[int, int], int] = {}
    for edge in edges:
        low, high = sorted((row[edge[0]], row[edge[1]]))
        for n, lane in enumerate(taken):
            if all(high < a or b < low for a, b in lane):
                lane.append((low, high))
                found[edge] = n
                break
        else:
            found[edge] = len(taken)
            taken.append([(low, high)])
    return found
