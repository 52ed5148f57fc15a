"""Where quotation marks open and close: straight and curly, guillemets, double and single.

One pass over the text with a stack for each paragraph, so ten thousand marks cost ten thousand
steps. Apostrophes are told from single marks; a paragraph's end closes whatever is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE_OPEN, DOUBLE_CLOSE = "“„«‟", "”»‟"
SINGLE_OPEN, SINGLE_CLOSE = "‘‚‹", "’›"
_CLOSES = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‟": "”",
    '"': '"”',
    "‘": "’'",
    "‚": "‘’",
    "‹": "›",
    "'": "'’",
}
_BEFORE_OPENING = set(" \t\n\u00a0\u2009\u202f([{—–-/“\"«„‘'")
_AFTER_CLOSING = set(" \t\n\u00a0\u2009\u202f)]}—–-/”\"»’',.;:?!…")


_TYPED_OPEN = re.compile(r"(?:(?<=[\s(\[—–-])|(?<![^\n]))''(?=[^\s'])")
_TYPED_CLOSE = re.compile(r"(?<=[^\s'])''(?!')")
_VISIBLE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Marked:
    """The characters between two marks: `start` after the opening one, `end` before the closing one.

    `depth` is 0 for the outermost. `single` tells ‘these’ from “these”. `closed` is False if the
    paragraph ended first. `continues` is True where the marks take up the quotation that the
    paragraph before left open.
    """

    start: int
    end: int
    depth: int
    single: bool
    closed: bool
    continues: bool


def find_marked(text: str) -> tuple[Marked, ...]:
    """Every stretch between quotation marks, in the order of their beginnings.

    A mark that opens and is never closed in its paragraph counts only if it begins the
    paragraph or follows a comma or colon, and then to the end of the paragraph.
    """
    found: list[Marked] = []
    left_open = ""
    if "''" in text:
        # Two single marks typed for a double one: one place each, so that offsets hold.
        text = _TYPED_CLOSE.sub('" ', _TYPED_OPEN.sub(' "', text))
    for start, end in _paragraphs(text):
        left_open = _scan(text, start, end, left_open, found)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    bounds, at = [], 0
    for part in text.split("\n\n"):
        bounds.append((at, at + len(part)))
        at += len(part) + 2
    return bounds


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    depth: int


def _scan(text: str, start: int, end: int, left_open: str, found: list[Marked]) -> str:
    """Scan one paragraph; returns the mark that stays open over its end, or ""."""
    stack: list[_Open] = []
    good_closer = _later_closers(text, start, end)
    first = _first_visible(text, start, end)
    continued_at = first if left_open and first < end and text[first] == left_open else -1
    for i in range(start, end):
        char = text[i]
        if char not in "“”„«»‟\"‘’‚‹›'":
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        depth = _closing(char, before, after, stack, good_closer[i - start] if good_closer else False)
        if depth is not None:
            opened = stack[depth]
            del stack[depth:]
            if _VISIBLE.search(text, opened.at + 1, i):
                found.append(
                    Marked(opened.at + 1, i, depth, opened.mark in "‘‚‹'", True, opened.at == continued_at)
                )
        elif _opening(char, before, after, stack):
            stack.append(_Open(char, i, len(stack)))
    if not stack:
        return ""
    outer = stack[0]
    lead = text[max(start, outer.at - 2) : outer.at].strip()
    stop = len(text[start:end].rstrip()) + start
    if outer.mark in "‘‚‹'" or not (outer.at == first or lead.endswith((",", ":"))) or outer.at + 1 >= stop:
        # What is left open in mid-sentence is a slip of the pen; inner stretches stand by themselves.
        _promote(found, outer.at, end)
        return ""
    found.append(Marked(outer.at + 1, stop, 0, False, False, outer.at == continued_at))
    return outer.mark


def _first_visible(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _later_closers(text: str, start: int, end: int) -> list[bool]:
    """For each place, whether a sure single closing mark comes later, before another opening one."""
    if not any(c in text[start:end] for c in "‘'‚"):
        return []
    result = [False] * (end - start)
    later = False
    for i in range(end - 1, start - 1, -1):
        result[i - start] = later
        char = text[i]
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if (
            char in "’'"
            and after in _AFTER_CLOSING
            and (before in ".,!?…" or (before.isalnum() and before != "s"))
        ):
            later = True
        elif (char in "‘'" and before in _BEFORE_OPENING and after.isalnum()) or char in '“”"':
            later = False
    return result


def _closing(char: str, before: str, after: str, stack: list[_Open], better_later: bool) -> int | None:
    """The place in the stack that this mark closes, or None."""
    if before.isspace() and char not in "»«":
        return None
    if char in "’'":
        if after.isalnum() or not stack:
            return None
        if before == "s" and better_later:
            return None
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if char in _CLOSES[stack[depth].mark]:
            if char in '“"' and stack[depth].mark != char and after.isalnum():
                continue
            return depth
    return None


def _opening(char: str, before: str, after: str, stack: list[_Open]) -> bool:
    if after.isspace() and char not in "«»":
        return False
    if char in DOUBLE_OPEN:
        return True
    if char == '"':
        return before in _BEFORE_OPENING and not any(o.mark == '"' for o in stack[-3:])
    if char in "‘‚‹":
        return not before.isalnum()
    if char == "'":
        return before in _BEFORE_OPENING and after.isalpha() and not any(o.mark == "'" for o in stack[-3:])
    return False


def _promote(found: list[Marked], start: int, end: int) -> None:
    """Lift stretches that were nested in a mark that turned out to open nothing."""
    for n in range(len(found) - 1, -1, -1):
        mark = found[n]
        if mark.end < start:
            break
        if mark.start > start and mark.end <= end and mark.depth > 0:
            found[n] = Marked(mark.start, mark.end, mark.depth - 1, mark.single, mark.closed, mark.continues)
