"""The back of an article: where the story ends and the furniture after it begins."""

from __future__ import annotations

import re

from communique.read.blocks import Block, ends_sentence, is_prose
from communique.read.byline import read_byline
from communique.read.furniture import furniture
from communique.read.masthead import date_line
from communique.read.outlet import has_outlet_word, is_name_like
from communique.read.published import Printed
from communique.read.wire import credited

_BIO_VERB = (
    r"(?:is|are|was|were|has|edits|writes|teaches|covers|reports|heads|leads|directs|works|serves|served|runs|"
    r"lectures|researches|studies|specialises|specializes|contributes|blogs|lives|focuses)"
)
_REFERENCES = re.compile(
    r"(?:references|sources|notes|footnotes|endnotes|citations|bibliography|works cited)\s*:?", re.I
)
_REFERENCE = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|\^?\d{1,3}\s)\s*\S")
_STOP_INSIDE = re.compile(r"[^\W\d_]{3}[.!?][\"”’)]*\s")
_STRAY = 12


def read_back(blocks: list[Block], begin: int, names: str | None) -> dict[int, str]:
    """Why blocks at the end are removed: number of the block → reason.

    `begin` is the first block of the story, `names` the persons of the byline. A last line
    that is no sentence heads nothing, so it is a footer.
    """
    roles: dict[int, str] = {}
    number = len(blocks) - 1
    bio_left = 2
    while number > begin:
        block = blocks[number]
        reason = furniture(block, edge=True)
        if reason is None and bio_left and names and _is_bio(block.text, names):
            reason, bio_left = "footer", bio_left - 1
        if reason is None and imprint(block.text):
            reason = "date"
        if reason is None and is_name_like(block.text.lstrip("—–- ")) and has_outlet_word(block.text):
            reason = "credit"
        if reason is None and credited(block.text):
            reason = "credit"
        if reason is None and not is_prose(block) and read_byline(block.text):
            reason = "byline"
        if reason is None and not is_prose(block) and _is_stray(block.text):
            reason = "footer"
        if reason is None:
            break
        roles[number] = reason
        number -= 1
    roles.update(_references(blocks, begin))
    return roles


def has_bio(blocks: list[Block], names: str | None) -> bool:
    """Whether one of these blocks tells who the author is."""
    return bool(names) and any(_is_bio(block.text, names or "") for block in blocks)


_RIGHTS = re.compile(r"[\s.,|©]*(?:all rights reserved)?[\s.]*$", re.I)


def imprint(text: str) -> tuple[Printed, str] | None:
    """The date of a line at the end, and what stands before it: "Coast Post, 3 July 2025."."""
    return date_line(_RIGHTS.sub("", text)) if len(text) <= 120 else None


def _is_bio(text: str, names: str) -> bool:
    if len(text) > 500:
        return False
    for name in re.split(r"\s*(?:,|&|\band\b)\s*", names, flags=re.I):
        if len(name.split()) >= 2 and re.match(
            rf"{re.escape(name)}(?:,[^.]{{0,80}},)? {_BIO_VERB}\b", text, re.I
        ):
            return True
    return False


def _is_stray(text: str) -> bool:
    """Whether a line at the end is too little to be a paragraph: no stop, few words."""
    if text[0] in '"“‘«[(' or ends_sentence(text) or _STOP_INSIDE.search(text):
        return False
    return len(text.split()) <= _STRAY


def _references(blocks: list[Block], begin: int) -> dict[int, str]:
    """A list of references at the end, under its heading."""
    for number in range(len(blocks) - 1, begin, -1):
        if _REFERENCES.fullmatch(blocks[number].text):
            items = blocks[number + 1 :]
            if items and all(_REFERENCE.match(item.text) for item in items):
                return dict.fromkeys(range(number, len(blocks)), "references")
            return {}
        if not _REFERENCE.match(blocks[number].text):
            return {}
    return {}
