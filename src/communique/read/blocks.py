"""Blocks: the lines of a page or a text, grouped, before it is known what each one is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["", "title", "heading", "byline", "date", "outlet", "caption", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a stray line.

    `text` is joined to one line, `raw` is as gathered. `group` numbers the stretch between
    two blank lines that it stood in. `role` is what the container says of it (markup), if it
    says anything.
    """

    text: str
    raw: str
    group: int
    role: Role = ""


_ENDS = re.compile(r"[.!?…؟。][\"'”’»)\]]*(?:\s?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\])*$")
_STOP_INSIDE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’)]*\s")
_COLON = re.compile(r"[:;,—–-][\"'”’»)]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: with its stop, closing marks and citations."""
    tail = text[-120:].rstrip()
    return bool(_ENDS.search(tail))


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of running text, not a heading, a label or a menu."""
    if block.role in ("title", "heading", "byline", "date", "outlet", "caption"):
        return False
    words = len(block.text[:4000].split())
    if ends_sentence(block.text):
        return words >= 6
    return words >= 26 or (words >= 8 and bool(_COLON.search(block.text)))


def is_heading_like(text: str) -> bool:
    """Whether a line could be a section heading: short, starting like one, without a stop.

    A line wholly inside quotation marks is a pull quote, not a heading.
    """
    if len(text) > 120 or len(text.split()) > 14 or not any(char.isalpha() for char in text):
        return False
    if text[0] in "\"'“‘«([•*-–—©" or text[0].islower() or text.endswith((",", ";", ":", "—", "–", "-")):
        return False
    if _STOP_INSIDE.search(text):
        return False
    # A question of a few words can head a section; a longer one is a sentence of the story.
    return not ends_sentence(text) or (text.endswith("?") and len(text.split()) <= 6)
