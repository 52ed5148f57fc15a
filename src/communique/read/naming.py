"""Which of the lines left in the front is the outlet, which the title, which the author."""

from __future__ import annotations

import re

from communique.read.back import has_bio
from communique.read.blocks import Block, ends_sentence, is_prose
from communique.read.byline import Byline, is_person_like, read_byline
from communique.read.dateline import read_dateline
from communique.read.facts import Front
from communique.read.front_lines import is_author
from communique.read.kind import is_statement_title
from communique.read.outlet import cited, cities, has_outlet_word, is_name_like, is_official
from communique.read.visible import same_words

_NOT_TITLE = re.compile(r"(?:issued|adopted|released|signed) by\b", re.I)


def name_outlet(blocks: list[Block], open_lines: list[int], front: Front) -> None:
    """Find the masthead among the lines that are still open, and take it out of them."""
    if not open_lines:
        return
    groups = {blocks[number].group for number, role in front.roles.items() if role in ("byline", "date")}
    for position, number in enumerate(list(open_lines)):
        block = blocks[number]
        signed = block.group in groups or (front.byline is None and has_bio(blocks[-3:], block.text))
        if position and front.byline is None and signed and _signed(block, front):
            front.roles[number] = "byline"
            open_lines.remove(number)
            continue
        if (
            block.role in ("title", "heading")
            or not is_name_like(block.text)
            or is_statement_title(block.text)
        ):
            continue
        if is_official(block.text):
            front.official = True
            continue
        if front.outlet and same_words(block.text, front.outlet):
            front.roles[number] = "outlet"
            open_lines.remove(number)
            continue
        beside = block.group in groups
        first = position == 0 and len(open_lines) > 1
        worded = has_outlet_word(block.text)
        if first and (
            beside
            or (block.text.isupper() and not blocks[open_lines[1]].text.isupper())
            or (worded and len(block.text.split()) <= 5)
        ):
            named = beside or worded or len(block.text.split()) > 1
        elif (beside and worded and not first) or (beside and front.byline and position):
            named = True
        else:
            continue
        if front.outlet is None and named:
            front.outlet = cited(block.text)
        front.roles[number] = "outlet"
        open_lines.remove(number)


def _signed(block: Block, front: Front) -> bool:
    """Whether a line beside the date is the author's name, with a place or an office."""
    if has_outlet_word(block.text) or block.role:
        return False
    byline = read_byline(block.text, marked=True)
    if byline is None or not byline.names or len(byline.names.split()) < 2:
        return False
    front.byline = byline
    return True


def name_title(blocks: list[Block], open_lines: list[int], front: Front) -> None:
    """The first open line that can be a title, if the container did not name it."""
    marked = [number for number in open_lines if blocks[number].role == "title"]
    if front.title is None:
        for number in marked + open_lines:
            text = blocks[number].text
            if (
                is_official(text)
                and is_name_like(text, 12)
                and len(open_lines) > 1
                and blocks[number].role != "title"
            ):
                front.official = True
                continue
            if (
                not is_prose(blocks[number])
                and len(text) <= 300
                and len(text.split()) <= 40
                and not _NOT_TITLE.match(text)
                and not text.startswith(("“", '"'))
            ):
                front.title = text
                front.roles[number] = "title"
                _second_line(blocks, open_lines, number, front)
                return
    elif marked and not any(same_words(blocks[number].text, front.title) for number in open_lines):
        front.roles[marked[0]] = "title"


def name_author(blocks: list[Block], open_lines: list[int], front: Front) -> None:
    """A bare name as the last line before the story, where a dateline or a masthead shows that
    it is neither a place nor an outlet."""
    number = open_lines[-1] if open_lines else None
    if number is None or number != front.length - 1:
        return
    if front.byline or front.title is None or number in front.roles:
        return
    text = blocks[number].text
    following = blocks[front.length].text if front.length < len(blocks) else ""
    supported = front.outlet is not None or read_dateline(following) is not None
    if supported and len(text.split()) <= 3 and is_author(text) and text.casefold() not in cities():
        front.byline = Byline(text)
        front.roles[number] = "byline"


def _second_line(blocks: list[Block], open_lines: list[int], number: int, front: Front) -> None:
    """Join the rest of a title that was set on two lines."""
    following = number + 1
    if (
        following in open_lines
        and blocks[following].group == blocks[number].group
        and not is_statement_title(blocks[number].text)
        and _goes_on(blocks[number].text, blocks[following].text, wrapped=_is_wrapped(blocks))
    ):
        front.title = f"{front.title} {blocks[following].text}"
        front.roles[following] = "title"


def _is_wrapped(blocks: list[Block]) -> bool:
    """Whether the lines of the story were broken to fit a width, so those of the title may be."""
    return any("\n" in block.raw and is_prose(block) for block in blocks)


def _goes_on(line: str, following: str, *, wrapped: bool) -> bool:
    """Whether two lines are one title: both in capitals, or the second a short rest."""
    if line.isupper() or not wrapped:
        return line.isupper() and following.isupper()
    short = len(following.split()) <= 5 and not is_name_like(following)
    return short and line[-1].isalnum() and not ends_sentence(following) and not is_person_like(following)
