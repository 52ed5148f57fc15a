"""Lines of the front that tell by themselves what they are: bylines, dates, labels."""

from __future__ import annotations

import re

from communique.read.blocks import Block
from communique.read.byline import Byline, is_person_like, is_role, read_byline
from communique.read.facts import Front
from communique.read.labels import is_label, kind_of_label
from communique.read.masthead import date_line
from communique.read.outlet import cited, has_outlet_word, is_name_like, is_outlet_name
from communique.read.published import find_date

_OFFICE = re.compile(
    r"(?:the )?(?:press|information|media|public affairs|spokes\w+'?s?) "
    r"(?:service|office|department|secretary|bureau|section|release)",
    re.I,
)


def plain_role(block: Block, front: Front) -> str | None:
    """The role of a line that tells it by itself: a byline, a date, a label, furniture."""
    text = block.text
    if block.role == "title":
        return None
    if block.role == "outlet":
        front.outlet = front.outlet or cited(text)
        return "outlet"
    byline = read_byline(text, marked=block.role == "byline")
    if byline:
        genre = text.split(" ", 1)[0]
        if kind_of_label(genre):
            front.label = genre
        if front.byline is None or not front.byline.names:
            front.byline = byline
        if byline.rest:
            _rest_of_byline(byline.rest, front)
        return "byline"
    date = date_line(text)
    if date:
        printed, before = date
        front.published = front.published or printed.interval
        _place_or_outlet(before, front)
        return "date"
    if is_label(text):
        if front.label is None or not kind_of_label(front.label):
            front.label = text
        return "navigation"
    if _OFFICE.fullmatch(text):
        front.official = True
        return "outlet"
    return None


def beside_byline(blocks: list[Block], number: int, front: Front) -> str | None:
    """A line that belongs to a byline: "Diplomatic Correspondent", "Ana Lima | Lima"."""
    text = blocks[number].text
    before = front.roles.get(number - 1)
    if before == "byline" and blocks[number - 1].group == blocks[number].group and is_role(text):
        return "byline"
    name, bar, place = (part.strip() for part in text.partition("|"))
    if (
        bar
        and number
        and front.byline is None
        and "|" not in place
        and is_author(name)
        and is_name_like(place, 3)
    ):
        front.byline = Byline(name, None if is_role(place) or has_outlet_word(place) else place)
        return "byline"
    return None


def is_author(name: str) -> bool:
    """Whether a bare name could be an author's: of a person, not of an outlet."""
    return (
        2 <= len(name.split()) <= 4
        and is_person_like(name)
        and not has_outlet_word(name)
        and not is_label(name)
    )


def _place_or_outlet(words: str, front: Front) -> None:
    """Sort what stands before a date: "Quito, 3 June 2025" or "Harbour Courier, 3 June 2025"."""
    words = words.strip(" ,")
    if not words:
        return
    first, _, second = words.partition(",")
    if is_outlet_name(first):
        front.outlet = front.outlet or cited(first)
        words = second.strip()
    if words and not has_outlet_word(words):
        front.place = front.place or words


def _rest_of_byline(rest: str, front: Front) -> None:
    """What a byline holds behind a bar: a date, an outlet."""
    printed = find_date(rest)
    if printed:
        front.published = front.published or printed.interval
        rest = rest[: printed.start]
    rest = rest.strip(" |,-–—•·").removeprefix("for ")
    if rest and is_name_like(rest) and has_outlet_word(rest):
        front.outlet = front.outlet or cited(rest)
