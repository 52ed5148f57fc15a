"""A part of the map of causes with its layers side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from communique.pictures.arrows import HEAD, Point, arrow
from communique.pictures.cause_parts import Arrow, Box, Part
from communique.pictures.layers import Layered, placed
from communique.pictures.linking import ToStatements
from communique.pictures.svg import Element


class Beside(Part):
    """Layers side by side, arrows as curves between them."""

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
        count_ = len(plan.layers)
        self.gap = {2: 128.0, 3: 76.0, 4: 58.0}.get(count_, 46.0)
        self.wide = (whole - 1 - self.gap * (count_ - 1)) / count_
        self.left = {
            node: 0.5 + n * (self.wide + self.gap) for n, layer in enumerate(plan.layers) for node in layer
        }
        for node in self.left:
            if node >= 0:
                self.boxes[node] = self._box(node, self.left[node], 0.0, self.wide, 4)
        heights = {node: self.boxes[node].high if node >= 0 else 12.0 for node in self.left}
        middles = placed(plan, heights, 14.0)
        self.middle = {node: top + at for node, at in middles.items()}
        for node, box in self.boxes.items():
            self.boxes[node] = Box(box.text, box.full, box.x, self.middle[node], box.wide, box.high)
        self.bottom = max(self.middle[node] + heights[node] / 2 for node in heights)
        self.ports = self._ports()

    def drawn(self) -> Iterator[Element]:
        """Arrows, then boxes."""
        for edge, one in self.arrows.items():
            yield self._curve(edge, one)
        yield from self._above()

    def _ports(self) -> dict[tuple[int, tuple[int, int], bool], float]:
        """Where arrows touch their boxes: spread over its side, by where they come from; keyed by
        node, arrow, whether on the right side."""
        sides: dict[tuple[int, bool], list[tuple[float, tuple[int, int]]]] = defaultdict(list)
        for edge, route in self.plan.route.items():
            right = self.left[route[1]] > self.left[route[0]]
            sides[route[0], right].append((self.middle[route[1]], edge))
            sides[route[-1], not right].append((self.middle[route[-2]], edge))
        found = {}
        for (node, right), held in sides.items():
            box = self.boxes[node]
            step = min(18.0, (box.high - 10) / max(len(held), 1))
            for n, (_, edge) in enumerate(sorted(held)):
                found[node, edge, right] = box.middle + (n - (len(held) - 1) / 2) * step
        return found

    def _curve(self, edge: tuple[int, int], one: Arrow) -> Element:
        route = self.plan.route[edge]
        right = self.left[route[1]] > self.left[route[0]]
        way = 1.0 if right else -1.0
        start = (self._side(route[0], right), self.ports[route[0], edge, right])
        tip = (self._side(route[-1], not right), self.ports[route[-1], edge, not right])
        points = [start]
        for bend in route[1:-1]:
            for side in (not right, right):
                points.append((self._side(bend, side), self.middle[bend]))
        points.append((tip[0] - way * (HEAD - 2 if one.weight > 0 else 2), tip[1]))
        steps: list[str | float] = ["M", *start]
        for n, (a, b) in enumerate(pairwise(points)):
            if n % 2:  # straight through a layer
                steps += ["L", *b]
            else:
                reach = (b[0] - a[0]) / 2
                steps += ["C", a[0] + reach, a[1], b[0] - reach, b[1], *b]
        line, head = arrow(steps, tip, (way, 0.0), one.weight, contested=one.contested)
        a, b = points[-2], tip
        places = [_along(a, b, share) for share in (0.5, 0.36, 0.64, 0.25, 0.75)]
        self._sign(places, one.weight)
        return self._linked(one, line, head)

    def _side(self, node: int, right: bool) -> float:
        return self.left[node] + (self.wide if right else 0.0)


def _along(a: Point, b: Point, share: float) -> Point:
    """A place on the curve from a to b that leaves and arrives level (a cubic with its handles halfway)."""
    t, u = share, 1 - share
    reach = (b[0] - a[0]) / 2
    x = u**3 * a[0] + 3 * u * u * t * (a[0] + reach) + 3 * u * t * t * (b[0] - reach) + t**3 * b[0]
    y = (u**3 + 3 * u * u * t) * a[1] + (3 * u * t * t + t**3) * b[1]
    return x, y
