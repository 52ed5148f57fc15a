"""The marks of a promise's statuses: each a shape of its own, so that colour only helps."""

from __future__ import annotations

from communique.pictures.drawing import ACCENT, INK, PAPER, SOFT, WARN
from communique.pictures.svg import Element, el, path
from communique.records import Status

SIZE = 5.5
"""Half the height of a mark."""


def mark(status: Status, x: float, y: float) -> Element:
    """The mark of a status, centred at x, y."""
    r = SIZE
    if status == "proposed":
        return el("circle", cx=x, cy=y, r=r - 1, fill=PAPER, stroke=SOFT, stroke_width=1.8)
    if status == "negotiating":
        return el(
            "g",
            el("circle", cx=x, cy=y, r=r - 1, fill=PAPER, stroke=SOFT, stroke_width=1.8),
            el("path", d=path("M", x, y - r + 1, "a", r - 1, r - 1, 0, 0, 0, 0, 2 * r - 2, "Z"), fill=SOFT),
        )
    if status == "pledged":
        return el("circle", cx=x, cy=y, r=r, fill=ACCENT)
    if status == "signed":
        return el("rect", x=x - r + 0.5, y=y - r + 0.5, width=2 * r - 1, height=2 * r - 1, fill=ACCENT)
    if status == "implemented":
        return el(
            "g",
            el("circle", cx=x, cy=y, r=r + 1, fill=ACCENT),
            _stroke(path("M", x - 3, y + 0.3, "l", 2.3, 2.4, "l", 4, -5), PAPER),
        )
    if status == "delayed":
        shape = path("M", x - r + 1, y - r, "h", 2 * r - 2, "l", -(2 * r - 2), 2 * r, "h", 2 * r - 2, "Z")
        return el("path", d=shape, fill=PAPER, stroke=INK, stroke_width=1.6, stroke_linejoin="round")
    if status == "dropped":
        shape = path("M", x - 4, y - 4, "l", 8, 8, "m", 0, -8, "l", -8, 8)
        return _stroke(shape, INK, 2.2)
    breach = path("M", x, y - r - 0.5, "l", r + 1, 2 * r, "h", -2 * r - 2, "Z")
    if status == "breach denied":
        return el("path", d=breach, fill=PAPER, stroke=INK, stroke_width=1.6, stroke_linejoin="round")
    return el(
        "g",
        el("path", d=breach, fill=WARN, stroke=WARN, stroke_linejoin="round"),
        _stroke(path("M", x, y - 2.6, "v", 3.6, "m", 0, 2, "v", 0.6), PAPER),
    )


def flag(x: float, y: float, *, overdue: bool) -> Element:
    """The flag of a due date: its pole at x, upwards from y."""
    colour = WARN if overdue else INK
    return el(
        "g",
        el("line", x1=x, y1=y - 18, x2=x, y2=y, stroke=colour, stroke_width=1.4),
        el("path", d=path("M", x, y - 18, "l", 8, 3.5, "l", -8, 3.5, "Z"), fill=colour),
    )


def _stroke(shape: str, colour: str, wide: float = 1.7) -> Element:
    return el(
        "path",
        d=shape,
        fill="none",
        stroke=colour,
        stroke_width=wide,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
