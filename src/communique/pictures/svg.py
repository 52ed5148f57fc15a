"""SVG as a tree of elements: what is a string is text, so nothing that a source says becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

REVERSING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows: a label must not reorder its neighbours."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element; children are elements, or strings, which are text."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        yield f"<{self.name}"
        for key, value in self.attributes:
            yield f' {key}="{escape(plain(value))}"'
        if not self.children:
            yield "/>"
            return
        yield ">"
        for child in self.children:
            if isinstance(child, Element):
                yield from child._parts()
            else:
                yield escape(plain(child))
        yield f"</{self.name}>"


def el(name: str, *children: Element | str | None, **attributes: str | float | None) -> Element:
    """An element: `stroke_width=1.5` is `stroke-width="1.5"`, `class_` is `class`; None is left out."""
    told = tuple(
        (key.rstrip("_").replace("_", "-") if key != "viewBox" else key, number(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Element(name, told, tuple(child for child in children if child is not None))


def number(value: str | float) -> str:
    """A figure with one decimal at most, the same on every machine; a string stays as it is."""
    if isinstance(value, str):
        return value
    return f"{value + 0.0:.1f}".removesuffix(".0").replace("-0", "0" if -0.05 < value < 0.05 else "-0", 1)


def plain(text: str) -> str:
    """Text that XML may hold: what it may not, and what turns the direction of writing, is taken out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c not in REVERSING and _legal(ord(c)))


def _legal(code: int) -> bool:
    if code < 0xA0:
        return 0x20 <= code < 0x7F or code in (0x9, 0xA, 0xD)
    return code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000


def path(*steps: str | float) -> str:
    """The `d` of a path: commands and figures, in order."""
    return " ".join(number(step) for step in steps)


def _worded(part: Element | str | None) -> bool:
    """Whether words are seen in it."""
    if isinstance(part, Element):
        return part.name != "title" and any(map(_worded, part.children))
    return bool(part and part.strip())


def linked(href: str | None, label: str, *children: Element | None, class_: str | None = None) -> Element:
    """Marks with a name to hover and to hear; a link to their evidence if there is an address.

    A link that shows words is heard by these (WCAG 2.5.3: what is seen is in the name). An address is a
    place on this page (`#...`) or this site (`/...`); any other is left out.
    """
    safe = href is not None and (href[:1] == "#" or (href[:1] == "/" and href[1:2] not in {"/", "\\"}))
    title = el("title", label) if label else None
    if safe:
        heard = None if any(map(_worded, children)) else label or None
        return el("a", title, *children, href=href, class_=class_, aria_label=heard)
    return el("g", title, *children, class_=class_)
