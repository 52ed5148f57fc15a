"""Furniture: what stands around a story and is no part of it, told by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.read.blocks import Block, ends_sentence

_LONGEST = 400
_AGENCY_MARK = re.compile(r"(?<=[.!?”\"])\s+[(\[][A-Z]{2,8}(?:/[A-Z]{2,8}){0,2}[)\]]$")
_DOUBTFUL = frozenset({"related", "promotion", "share"})
_MENU = re.compile(r"\s[|•·»]\s|\s?\|\s?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of `data/furniture.tsv`."""

    reason: str
    where: str
    pattern: re.Pattern[str]
    example: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `data/furniture.tsv`, in its order."""
    found = []
    lines = (files("communique.read") / "data" / "furniture.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            reason, where, pattern, example = line.split("\t")
            if where == "end":
                pattern = rf"(?:(?<=[.!?”\"’'])|^)\s+{pattern}\s*$"
            found.append(Rule(reason, where, re.compile(pattern, re.I | re.S), example))
    return tuple(found)


def furniture(block: Block, *, edge: bool) -> str | None:
    """The reason why this block is furniture, or None.

    `edge` tells that it stands before the story, after it or beside other furniture, where
    weaker signs are enough.
    """
    text = block.text
    if block.role == "caption":
        return "caption"
    if len(text) > _LONGEST:
        return None
    for rule in rules():
        if rule.where == "end" or (rule.where == "edge" and not edge) or not rule.pattern.fullmatch(text):
            continue
        # "Markets: Shares fell by a tenth on Friday, traders said." may be the story's own.
        if not edge and rule.reason in _DOUBTFUL and ends_sentence(text) and len(text.split()) > 8:
            continue
        return rule.reason
    if is_menu(text):
        return "navigation"
    return None


def is_menu(text: str) -> bool:
    """Whether a line is a row of short links: `News | World | Sport`."""
    parts = [part.strip() for part in _MENU.split(text)]
    if len(parts) < 2 or not all(parts):
        return False
    short = all(len(part.split()) <= 7 for part in parts)
    return short and not (len(parts) == 2 and ends_sentence(text))


def trailing(text: str) -> tuple[int, str] | None:
    """Where furniture at the end of a paragraph begins ("... More on page 3."), and its reason."""
    offset = max(0, len(text) - 120)
    if mark := _AGENCY_MARK.search(text, offset):
        return mark.start(), "credit"
    for rule in rules():
        if rule.where == "end" and (match := rule.pattern.search(text, offset)) and match.start() > 0:
            return match.start(), rule.reason
    return None
