"""Signed arrows: what raises ends in a point, what lowers in a bar, and each carries its sign."""

from __future__ import annotations

from collections.abc import Sequence

from communique.pictures.drawing import ACCENT, INK, PAPER
from communique.pictures.svg import Element, el, path

Point = tuple[float, float]
HEAD = 8.0
"""How long the head is."""
BADGE = 7.5


def thickness(weight: float) -> float:
    """Width of an arrow by the belief in it."""
    return 1.2 + 3.0 * min(abs(weight), 1.0)


def arrow(
    steps: Sequence[str | float], tip: Point, way: Point, weight: float, *, contested: bool
) -> tuple[Element, Element]:
    """The line, by the steps of its path, and its head at `tip`, which looks `way` (a unit vector)."""
    colour = ACCENT if weight > 0 else INK
    wide = thickness(weight)
    line = el(
        "path",
        d=path(*steps),
        fill="none",
        stroke=colour,
        stroke_width=wide,
        stroke_dasharray="6 4" if contested else None,
    )
    return line, _head(tip, way, wide, colour, raises=weight > 0)


def _head(tip: Point, way: Point, wide: float, colour: str, *, raises: bool) -> Element:
    (x, y), (dx, dy) = tip, way
    half = 3.6 + wide / 2
    if raises:
        shape = path(
            "M", x, y,
            "L", x - dx * HEAD - dy * half, y - dy * HEAD + dx * half,
            "L", x - dx * HEAD + dy * half, y - dy * HEAD - dx * half,
            "Z",
        )  # fmt: skip
        return el("path", d=shape, fill=colour)
    back = 2.0
    shape = path(
        "M", x - dx * back - dy * (half + 2), y - dy * back + dx * (half + 2),
        "L", x - dx * back + dy * (half + 2), y - dy * back - dx * (half + 2),
    )  # fmt: skip
    return el("path", d=shape, stroke=colour, stroke_width=3, fill="none")


def badge(at: Point, weight: float) -> tuple[Element, Element]:
    """The sign of an arrow in a small disc."""
    x, y = at
    colour = ACCENT if weight > 0 else INK
    stroke = path("M", x - 3.5, y, "h", 7, *(("M", x, y - 3.5, "v", 7) if weight > 0 else ()))
    return (
        el("circle", cx=x, cy=y, r=BADGE, fill=PAPER, stroke=colour, stroke_width=1.2),
        el("path", d=stroke, stroke=colour, stroke_width=1.6, fill="none"),
    )
