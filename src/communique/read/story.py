"""Blocks to story: the paragraphs that stay, and beside them what was cut and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.read.assemble import Clean
from communique.read.back import has_bio, imprint, read_back
from communique.read.blocks import Block, is_prose
from communique.read.byline import read_byline
from communique.read.credit import Credits, read_credit
from communique.read.dateline import Dateline, read_dateline
from communique.read.facts import Front
from communique.read.furniture import furniture, trailing
from communique.read.outlet import cited, is_outlet_name
from communique.read.page import Page
from communique.read.visible import fold


@dataclass(slots=True)
class Story:
    """What the story itself tells of its making.

    `signature` is a byline that stands under it; `bio` tells that a line about its author does.
    """

    dateline: Dateline | None = None
    credits: Credits = field(default_factory=Credits)
    signature: str | None = None
    bio: bool = False


def assemble(page: Page, front: Front, clean: Clean, *, names: str | None) -> Story:
    """Put the story's paragraphs into `clean`, and what stands around them beside it.

    `names` are the persons of the byline, as far as known before.
    """
    story = Story()
    blocks = page.blocks
    back = read_back(blocks, front.length, names)
    story.signature = _signature(blocks, back)
    story.bio = has_bio([blocks[number] for number in back], names)
    cuts = iter(page.removed)
    cut = next(cuts, None)
    for number, block in enumerate(blocks):
        while cut and cut.before <= number:
            clean.remove(cut.text, cut.reason)
            cut = next(cuts, None)
        if number < front.length:
            reason = front.roles.get(number)
        else:
            reason = back.get(number) or _in_story(blocks, number, front)
        if reason:
            clean.remove(block.raw, reason)
            if reason == "credit":
                read_credit(block.text, story.credits)
            elif reason == "date" and number >= front.length:
                _read_imprint(block.text, front)
        else:
            heading = block.role == "heading" or (number < front.length and not is_prose(block))
            _keep(block.text, clean, story, first=number == front.length, heading=heading)
    for rest in (cut, *cuts):
        if rest:
            clean.remove(rest.text, rest.reason)
    return story


def _keep(text: str, clean: Clean, story: Story, *, first: bool, heading: bool) -> None:
    """Keep a paragraph, without the dateline before and the furniture behind it."""
    dateline = read_dateline(text) if first else None
    if dateline:
        clean.remove(text[: dateline.end].strip(), "dateline")
        story.dateline = dateline
        story.credits.agency = dateline.agency
        text = text[dateline.end :]
    behind = trailing(text)
    if behind is None:
        clean.keep(text, heading=heading)
        return
    end, reason = behind
    clean.keep(text[:end].rstrip(), heading=heading)
    clean.remove(text[end:].strip(), reason, before_next=False)
    if reason == "credit":
        read_credit(text[end:].strip(), story.credits)


def _read_imprint(text: str, front: Front) -> None:
    """A date, and perhaps the outlet, under the story, where none stood over it."""
    found = imprint(text)
    if found:
        printed, before = found
        front.published = front.published or printed.interval
        if front.outlet is None and is_outlet_name(before.strip(" ,")):
            front.outlet = cited(before.strip(" ,"))


def _signature(blocks: list[Block], back: dict[int, str]) -> str | None:
    for number in sorted(back):
        if back[number] == "byline" and (byline := read_byline(blocks[number].text)):
            return byline.names
    return None


def _in_story(blocks: list[Block], number: int, front: Front) -> str | None:
    """Why a block amid the story is furniture, or None."""
    block = blocks[number]
    if reason := furniture(block, edge=False):
        return reason
    if is_prose(block):
        return None
    if front.title and fold(block.text[:400]) == fold(front.title[:400]):
        return "duplicate"
    if number == front.length and read_byline(block.text):
        return "byline"
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    beside = following is not None and following.group == block.group and len(block.text) <= 300
    return "caption" if beside and following and furniture(following, edge=False) == "caption" else None
