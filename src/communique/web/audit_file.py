"""An HTML page as a text to check: its headings, paragraphs and items, all of them, in their order.

Not by the reader of articles: that leaves out what is no story, such as the list of references.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "dt", "dd", "td", "th", "pre")
AROUND = frozenset(
    "nav header footer aside form script style noscript template svg iframe object select head".split()
)
"""What surrounds a text: menus, forms, what is run or not seen."""

NUMBER = re.compile(r"\[?\^?(\d{1,3})\]?")


def page_text(content: str) -> str:
    """The text of a page, a blank line between its blocks; headings, items and citations as `## `, `- `
    or `1. `, and `[1]`. Nothing is fetched, nothing is run; empty if there are no blocks."""
    try:
        tree = lxml_html.document_fromstring(
            content.encode("utf-8"),
            parser=lxml_html.HTMLParser(
                encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
            ),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for name in AROUND:
        for element in list(tree.iter(name)):
            # The head of a text itself is part of it.
            inside = name in ("header", "footer") and any(
                True for _ in element.iterancestors("article", "main")
            )
            if element.getparent() is not None and not inside:
                element.drop_tree()
    for element in tree.iter("sup"):
        _cite(element)
    items: dict[Any, int] = {}
    return "\n\n".join(filter(None, (_block(one, items) for one in tree.iter(*BLOCKS))))


def _cite(element: Any) -> None:
    """A raised number is a citation, with or without brackets."""
    number = NUMBER.fullmatch("".join(element.itertext()).strip())
    if number:
        for child in list(element):
            element.remove(child)
        element.text = f" [{number.group(1)}]"


def _block(element: Any, items: dict[Any, int]) -> str:
    """The text of a block with its mark; empty if it holds blocks. `items` counts those of each list."""
    mark = _mark(element, items)
    if any(True for _ in element.iterdescendants(*BLOCKS)):
        return ""
    text = " ".join("".join(element.itertext()).split())
    return f"{mark}{text}" if text else ""


def _mark(element: Any, items: dict[Any, int]) -> str:
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "#" * int(element.tag[1]) + " "
    if element.tag != "li":
        return ""
    above = element.getparent()
    if above is None or above.tag != "ol":
        return "- "
    if above not in items:
        first = above.get("start", "")
        items[above] = int(first) - 1 if first.isdecimal() and len(first) < 4 else 0
    items[above] += 1
    return f"{items[above]}. "
