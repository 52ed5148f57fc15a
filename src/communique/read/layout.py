"""Lines to blocks: tells hard-wrapped paragraphs from one paragraph a line, and joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.read.blocks import Block
from communique.read.byline import is_person_like

_WIDEST = 132
_STOP = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")


def lay_out(content: str) -> list[Block]:
    """The blocks of a plain text.

    A stretch of lines without a blank line is either one wrapped paragraph (or several, the
    last line of each being short) or one block a line.
    """
    stretches = list(_stretches(content))
    wrapped = [_is_wrapped(lines) for lines in stretches]
    # Where a text is wrapped, its doubtful stretches are wrapped to the same width.
    widths = [_width(lines) for lines, sure in zip(stretches, wrapped, strict=True) if sure]
    width = max(widths, default=0)
    blocks: list[Block] = []
    for group, (lines, sure) in enumerate(zip(stretches, wrapped, strict=True)):
        for paragraph in _paragraphs(lines, wrapped=sure or (bool(width) and _fits(lines, width))):
            text = _join(paragraph)
            if text:
                blocks.append(Block(text, "\n".join(line.strip() for line in paragraph), group))
    return blocks


def _width(lines: list[str]) -> int:
    return max(len(line.strip()) for line in lines)


def _fits(lines: list[str], width: int) -> bool:
    """Whether a stretch may be wrapped to this width: each line is full or ends a sentence."""
    if len(lines) < 2 or _width(lines) > width + 2:
        return False
    pairs = list(pairwise(lines))
    full = [not _is_short(before, line, width) for before, line in pairs]
    return any(full) and all(ok or _STOP.search(pair[0]) for ok, pair in zip(full, pairs, strict=True))


def _stretches(content: str) -> Iterator[list[str]]:
    """Runs of lines that are not blank."""
    lines: list[str] = []
    for line in content.split("\n"):
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _paragraphs(lines: list[str], *, wrapped: bool) -> Iterator[list[str]]:
    """The paragraphs of a stretch, each as its lines."""
    if not wrapped:
        yield from _continued(lines)
        return
    width = max(len(line.strip()) for line in lines)
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        indented = len(line) - len(line.lstrip()) >= 2 and not before.startswith(line[:2])
        if indented or (_is_short(before, line, width) and _STOP.search(before)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _is_wrapped(lines: list[str]) -> bool:
    """Whether these lines were broken to fit a width.

    Then nearly every line but the last is so long that the next word would not have fitted,
    and most of them do not end with a stop.
    """
    if len(lines) < 2:
        return False
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped))
    if not 40 <= width <= _WIDEST:
        return False
    inner = stripped[:-1]
    full = sum(1 for a, b in pairwise(stripped) if not _is_short(a, b, width))
    stopped = sum(1 for line in inner if _STOP.search(line))
    starts_low = sum(1 for line in stripped[1:] if line[0].islower())
    if len(lines) == 2:
        goes_on = (
            starts_low == 1 or _ends_open(*stripped) or (width >= 60 and bool(_STOP.search(stripped[1])))
        )
        return bool(full) and not stopped and goes_on
    return full >= 0.7 * len(inner) and stopped <= 0.4 * len(inner) + 1 and starts_low > 0


def _is_short(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would still have fitted on this line."""
    first = following.split(maxsplit=1)[0]
    return len(line.strip()) + 1 + len(first) <= width - 2


_OPEN = frozenset(
    "a an the of to in on at by for with from and or as but is are was were that who which its his".split()
)


def _ends_open(line: str, following: str) -> bool:
    """Whether a line ends in a word that hardly ends a title, and no author's name follows."""
    if len(following.split()) <= 3 and is_person_like(following.strip()):
        return False
    return line.rsplit(maxsplit=1)[-1].lower() in _OPEN


_NEW_LINE = re.compile(
    r"(?:by|issued by|adopted by|photo|image|file|words by|text by|from|e-?mail|www\.|http)\b", re.I
)


def _continued(lines: list[str]) -> Iterator[list[str]]:
    """One block a line, but a short line that goes on in small letters is joined to its rest."""
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = (
            (line.strip()[0].islower() or _ends_open(before, line))
            and len(before) <= _WIDEST
            and not _STOP.search(before)
            and not _NEW_LINE.match(line.strip())
        )
        if not goes_on:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _join(lines: list[str]) -> str:
    """One line; a word broken at a hyphen keeps its hyphen and loses only the break."""
    parts: list[str] = []
    for line in lines:
        word = line.strip()
        if parts and not (_BROKEN_WORD.search(parts[-1]) and word[:1].islower()):
            parts.append(" ")
        parts.append(word)
    return "".join(parts).strip()
