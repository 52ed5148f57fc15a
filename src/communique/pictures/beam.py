"""The balance of dependence as the beam of a scale: the side that needs the other more hangs lower."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from communique.pictures.drawing import (
    ACCENT,
    INK,
    LINE,
    NARROW,
    PAPER,
    SMALL,
    SOFT,
    WARN,
    count,
    label,
    lines,
)
from communique.pictures.linking import ToStatements
from communique.pictures.measure import wrapped
from communique.pictures.svg import Element, el, linked, path
from communique.records import Balance

STEEPEST = 20.0
"""Degrees of the beam where the balance is 1."""
FOOT = 44.0
"""How high the fulcrum stands."""


@dataclass(frozen=True, slots=True)
class Beam:
    """What is drawn, and how high it is."""

    elements: tuple[Element, ...]
    height: float


def settled(balance: Balance, a: str, b: str, more: str | None) -> str:
    """Who depends more, in words; `more` is the name of who does (None: not settled)."""
    if more is None:
        return "Sources do not settle who depends more"
    return f"{more} depends more on {b if more == a else a}, as sources put it"


def figures(balance: Balance, a: str, b: str) -> str:
    """The balance with its interval and what is behind it, in words."""
    if balance.low > 0 or balance.high < 0:
        ends = sorted((abs(balance.low), abs(balance.high)))
        told = f"by {abs(balance.value):.2f} on a scale to 1 (90 % interval {ends[0]:.2f} to {ends[1]:.2f})"
    else:
        told = f"between {max(balance.high, 0):.2f} towards {a} and {max(-balance.low, 0):.2f} towards {b}"
        told += " (90 % interval, on a scale to 1)"
    return f"{told}; {count(balance.sources, 'independent source')}"


def beam(balance: Balance, a: str, b: str, more: str | None, *, width: float, to: ToStatements) -> Beam:
    """The beam with its interval as a fan, names at both ends, and one sentence with the figures below."""
    narrow = width <= NARROW
    middle, half = width / 2, width * (0.44 if narrow else 0.3)
    drops = [_drop(value, half)[1] for value in (balance.value, balance.low, balance.high)]
    pivot = max(map(abs, drops)) + 16
    fan = _fan(middle, pivot, half, balance)
    x, y = _drop(balance.value, half)
    bar = el(
        "line",
        x1=middle - x,
        y1=pivot + y,
        x2=middle + x,
        y2=pivot - y,
        stroke=INK,
        stroke_width=4,
        stroke_linecap="round",
        stroke_dasharray="2 8" if balance.contested else None,
    )
    foot = el(
        "path",
        d=path("M", middle, pivot + 3, "l", 15, FOOT, "h", -30, "Z"),
        fill=LINE,
    )
    knob = el("circle", cx=middle, cy=pivot, r=5, fill=PAPER, stroke=INK, stroke_width=2)
    told = f"{settled(balance, a, b, more)}: {figures(balance, a, b)}"
    elements = [linked(to(balance.statements), told, fan, foot, bar, knob, class_="balance")]
    ends = []
    for side, name, needs, way in ((-1, a, balance.a_on_b, 1), (1, b, balance.b_on_a, -1)):
        lowest = max(way * drop for drop in drops)
        heavy = more == name
        dot = ACCENT if heavy else INK
        elements.append(el("circle", cx=middle + side * x, cy=pivot + way * y, r=7, fill=dot))
        found, end = _name(name, needs, side, middle, half, pivot, way * y, lowest, narrow)
        elements += found
        ends.append(end)
    under = max(pivot + FOOT + 3, *ends) + 26
    sentence = wrapped(settled(balance, a, b, more), width, 13, lines=3, bold=True)
    elements += lines(middle, under, sentence, anchor="middle", bold=True)
    under += len(sentence) * 17.6
    below = wrapped(figures(balance, a, b), width, SMALL, lines=3)
    elements += lines(middle, under, below, size=SMALL, fill=SOFT, anchor="middle")
    under += len(below) * 16.2
    if balance.contested:
        elements.append(
            label(
                middle, under, "contested: sources differ", size=SMALL, fill=WARN, anchor="middle", bold=True
            )
        )
        under += 16.2
    return Beam(tuple(elements), under)


def _drop(value: float, half: float) -> tuple[float, float]:
    """How far the end of side a lies from the pivot, sideways and down, at this balance."""
    angle = math.radians(STEEPEST * min(max(value, -1.0), 1.0))
    return half * math.cos(angle), half * math.sin(angle)


def _fan(middle: float, pivot: float, half: float, balance: Balance) -> Element:
    """All beams that the interval allows, from its low end to its high one."""
    steps: list[str | float] = []
    bounds = [balance.low, balance.high]
    spread = [bounds[0] + (bounds[1] - bounds[0]) * n / 8 for n in range(9)]
    for side in (-1, 1):
        steps += ["M", middle, pivot]
        for value in spread:
            x, y = _drop(value, half)
            steps += ["L", middle + side * x, pivot - side * y]
        steps.append("Z")
    return el("path", d=path(*steps), fill=ACCENT, fill_opacity="0.16", stroke=ACCENT, stroke_opacity="0.5")


def _name(
    name: str,
    needs: float,
    side: int,
    middle: float,
    half: float,
    pivot: float,
    down: float,
    lowest: float,
    narrow: bool,
) -> tuple[Sequence[Element], float]:
    """A side's name and how much it depends on the other, and where that ends below."""
    note = f"depends {needs:.2f}"
    if narrow:
        at, anchor, room = middle + side * middle, "end" if side > 0 else "start", middle - 16
        top = pivot + lowest + 24
    else:
        at, anchor, room = middle + side * (half + 16), "start" if side > 0 else "end", middle - half - 16
        top = pivot + down + 1
    shown = wrapped(name, room, 13, lines=2, bold=True)
    under = top + len(shown) * 17.6 - 1
    drawn = (
        *lines(at, top, shown, anchor=anchor, bold=True),
        label(at, under, note, size=SMALL, fill=SOFT, anchor=anchor),
    )
    return drawn, under
