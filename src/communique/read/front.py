"""The front of an article: what each line before the first paragraph is."""

from __future__ import annotations

from communique.read.blocks import Block, ends_sentence, is_prose
from communique.read.byline import read_byline
from communique.read.facts import Front
from communique.read.front_lines import beside_byline, plain_role
from communique.read.furniture import furniture
from communique.read.masthead import date_line
from communique.read.naming import name_author, name_outlet, name_title
from communique.read.visible import same_words

_MOST = 14


def read_front(blocks: list[Block], *, title: str | None = None, outlet: str | None = None) -> Front:
    """Read the lines before the first paragraph of running text.

    Blocks further down are only looked at for a line that tells who the author is.

    `title` and `outlet` are what the container says they are, where it does; lines that
    repeat them are recognised.
    """
    front = Front(title=title, outlet=outlet)
    front.length = _length(blocks)
    open_lines: list[int] = []
    for number, block in enumerate(blocks[: front.length]):
        role = plain_role(block, front) or beside_byline(blocks, number, front) or furniture(block, edge=True)
        if role:
            front.roles[number] = role
        else:
            open_lines.append(number)
    name_outlet(blocks, open_lines, front)
    name_title(blocks, open_lines, front)
    name_author(blocks, open_lines, front)
    for number in open_lines:
        block = blocks[number]
        if number in front.roles:
            continue
        if front.title and same_words(block.text, front.title):
            front.roles[number] = "title" if "title" not in front.roles.values() else "duplicate"
        else:
            front.roles.setdefault(number, None)
    return front


def _length(blocks: list[Block]) -> int:
    """How many blocks stand before the first paragraph."""
    for number, block in enumerate(blocks[:_MOST]):
        if _is_front_line(block) or furniture(block, edge=True):
            continue
        if is_prose(block) and not _is_standfirst(blocks, number):
            return number
        if (
            ends_sentence(block.text)
            and not block.role
            and block.text.endswith((".", ".”", '."'))
            and number + 1 < len(blocks)
            and is_prose(blocks[number + 1])
        ):
            return number
    return min(len(blocks), _MOST) if len(blocks) > 1 else 0


def _is_standfirst(blocks: list[Block], number: int) -> bool:
    """Whether a sentence under the title is a summary: a byline or a date follows it."""
    following = blocks[number + 1 : number + 3]
    return 0 < number <= 4 and len(blocks[number].text) <= 350 and any(map(_is_front_line, following))


def _is_front_line(block: Block) -> bool:
    return len(block.text) <= 200 and (
        read_byline(block.text) is not None or date_line(block.text) is not None
    )
