"""One connected part of the map of causes: what both ways of drawing it share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.pictures.arrows import BADGE, Point, badge
from communique.pictures.drawing import LEADING, LINE, PAPER, SMALL, count, lines
from communique.pictures.layers import Layered
from communique.pictures.linking import ToStatements
from communique.pictures.measure import wrapped
from communique.pictures.svg import Element, el, linked
from communique.records import Driver

PAD = 9.0
"""White between a label and its box."""


class Arrow(Protocol):
    """A signed arrow of the map, as `relate.causes.Arrow` is: the places of its ends among the concepts,
    sign times belief (-1 to 1), the statements that argue it."""

    @property
    def cause(self) -> int:
        """Its tail, a place among the concepts."""

    @property
    def effect(self) -> int:
        """Its head."""

    @property
    def weight(self) -> float:
        """Sign times belief, -1 to 1."""

    @property
    def drivers(self) -> Sequence[Driver]:
        """What argues it."""

    @property
    def sources(self) -> int:
        """How many independent sources do."""

    @property
    def contested(self) -> bool:
        """Whether others argue the opposite."""


@dataclass(frozen=True, slots=True)
class Box:
    """A concept's box: its lines of text, left edge, middle, size."""

    text: tuple[str, ...]
    full: str
    x: float
    middle: float
    wide: float
    high: float


class Part:
    """One connected part of the map, from `top` to `bottom`."""

    boxes: dict[int, Box]
    bottom: float
    after = 16.0
    """White below it."""

    def __init__(
        self,
        plan: Layered,
        arrows: Mapping[tuple[int, int], Arrow],
        concepts: Sequence[str],
        whole: float,
        top: float,
        to: ToStatements,
    ) -> None:
        self.plan, self.arrows, self.concepts = plan, arrows, concepts
        self.whole, self.top, self.to = whole, top, to
        self.boxes = {}
        self.bottom = top
        self.badges: list[Point] = []
        self.signs: list[Element] = []

    def _box(self, node: int, x: float, middle: float, wide: float, most: int) -> Box:
        text = wrapped(self.concepts[node], wide - 2 * PAD, SMALL, lines=most)
        high = len(text) * SMALL * LEADING + 2 * PAD - 2
        return Box(text, self.concepts[node], x, middle, wide, high)

    def _above(self) -> Iterator[Element]:
        """What lies over the arrows: their signs, through which a pointer reaches them, and boxes."""
        yield el("g", *self.signs, pointer_events="none")
        for box in self.boxes.values():
            top = box.middle - box.high / 2
            yield el(
                "g",
                el("title", box.full),
                el("rect", x=box.x, y=top, width=box.wide, height=box.high, rx=5, fill=PAPER, stroke=LINE),
                *lines(box.x + PAD, top + PAD + SMALL * 0.86, box.text, size=SMALL),
            )

    def _linked(self, one: Arrow, *drawn: Element) -> Element:
        statements = list(dict.fromkeys(driver.statement for driver in one.drivers))
        return linked(self.to(statements), told(one, self.concepts), *drawn, class_="arrow")

    def _sign(self, places: Sequence[Point], weight: float) -> None:
        """Note the sign of an arrow, at the first of these places where it touches no other."""
        at = next(
            (
                p
                for p in places
                if all((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 > 4.5 * BADGE**2 for q in self.badges)
            ),
            places[0],
        )
        self.badges.append(at)
        self.signs += badge(at, weight)


def told(one: Arrow, concepts: Sequence[str]) -> str:
    """An arrow in words."""
    verb = "raises" if one.weight > 0 else "lowers"
    mark = ", contested" if one.contested else ""
    return (
        f"“{concepts[one.cause]}” {verb} “{concepts[one.effect]}” "
        f"({count(one.sources, 'source')}, belief {abs(one.weight):.2f}{mark})"
    )
