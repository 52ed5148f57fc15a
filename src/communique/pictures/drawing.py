"""What all pictures share: colours, type, the frame with its name for screen readers, plain lines of text.

A colour is a custom property of the page with a fallback that can be read on light and on dark paper, as a
presentation attribute: a policy that forbids inline styles lets it through.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.pictures.svg import Element, el, number

WIDE, NARROW = 736.0, 328.0
"""Widths of a picture: a column of text, a telephone less its margins."""

INK = "var(--ink, currentColor)"
SOFT = "var(--soft, #717a82)"
LINE = "var(--line, #a4adb3)"
PAPER = "var(--paper, Canvas)"
ACCENT = "var(--accent, #1f8a9b)"
WARN = "var(--warn, #b8701f)"
FONT = "var(--sans, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif)"

TEXT, SMALL, TINY = 13.0, 12.0, 11.0
"""Sizes of type: labels, notes, ticks."""
LEADING = 1.35
"""From line to line, in sizes."""


def frame(
    kind: str, width: float, height: float, title: str, description: str, children: Iterable[Element | None]
) -> str:
    """The picture: as wide as what holds it, with a name and a description to be heard.

    It is an `img` where nothing in it can be followed. With links it is a `group`: an `img` would hide
    them from a screen reader (ARIA 1.2, "children presentational").
    """
    drawn = tuple(child for child in children if child is not None)
    return str(
        el(
            "svg",
            el("title", title),
            el("desc", description),
            *drawn,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width="100%",
            class_=f"picture {kind} {'narrow' if width < WIDE else 'wide'}",
            role="group" if any(_leads(one) for one in drawn) else "img",
            aria_label=title,
            font_family=FONT,
            font_size=TEXT,
            fill=INK,
        )
    )


def nothing(sentence: str) -> str:
    """What stands in place of a picture of nothing."""
    return str(el("p", sentence, class_="picture none"))


def label(
    x: float,
    y: float,
    text: str,
    *,
    size: float = TEXT,
    fill: str | None = None,
    anchor: str | None = None,
    bold: bool = False,
) -> Element:
    """One line of text."""
    return el(
        "text",
        text,
        x=x,
        y=y,
        font_size=None if size == TEXT else size,
        fill=fill,
        text_anchor=None if anchor in {None, "start"} else anchor,
        font_weight="600" if bold else None,
    )


def lines(
    x: float,
    y: float,
    texts: Iterable[str],
    *,
    size: float = TEXT,
    fill: str | None = None,
    anchor: str | None = None,
    bold: bool = False,
) -> tuple[Element, ...]:
    """Lines under each other, the first on the baseline `y`."""
    return tuple(
        label(x, y + n * size * LEADING, text, size=size, fill=fill, anchor=anchor, bold=bold)
        for n, text in enumerate(texts)
    )


def rule(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, wide: float = 1.0) -> Element:
    """A straight line."""
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=wide)


def count(number_: int, noun: str) -> str:
    """ "1 source", "2 sources", "3 stories"."""
    if number_ == 1:
        return f"1 {noun}"
    return f"{number_} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


def _leads(element: Element) -> bool:
    return element.name == "a" or any(
        _leads(child) for child in element.children if isinstance(child, Element)
    )
