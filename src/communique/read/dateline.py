"""Datelines: `LIMA, Sept. 19, 2024 (Agency) —` at the start of the first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.read.labels import is_label
from communique.read.published import MONTH, WEEKDAY
from communique.read.wire import agency as known

_LONGEST = 140
_DASH = re.compile(r"\s*[—–]\s*|\s+-{1,2}\s*|--\s*|:\s+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_DATE = re.compile(
    rf"\b(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d\d?(?:st|nd|rd|th)?|\d\d?(?:st|nd|rd|th)?\s+{MONTH})(?:,?\s+(?:19|20)\d\d)?(?!\d)|\b{WEEKDAY}(?=\W|$)",
    re.I,
)
_SMALL = frozenset("of the and on upon de la le du do da di del al el es los las san sur am".split())
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_AGENCY = re.compile(r"[^\W\d_][\w.&'’ /-]{1,50}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is the offset where the story begins."""

    end: int
    place: str | None
    agency: str | None
    date: str | None


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None.

    It is a place, a date and an agency in brackets, any of which may be missing, before a
    dash or a colon. A place alone must be in capitals.
    """
    dash = _DASH.search(paragraph, 0, _LONGEST)
    if not dash or dash.end() >= len(paragraph):
        return None
    rest = paragraph[: dash.start()]
    agency = date = None
    if bracket := _BRACKET.search(rest):
        inside = bracket.group(1).strip()
        if _DATE.fullmatch(inside):
            date = inside
        elif _AGENCY.fullmatch(inside) and inside[0].isupper():
            agency = inside
        else:
            return None
        rest = f"{rest[: bracket.start()]},{rest[bracket.end() :]}"
    if date is None and (found := _DATE.search(rest)):
        date = found.group()
        rest = f"{rest[: found.start()]},{rest[found.end() :]}"
    place = re.sub(r"(?:\s*,\s*)+", ", ", rest).strip(" ,")
    if place and not _is_place(place, supported=bool(agency or date)):
        return None
    if not place and not (agency and (date or known(agency))):
        return None
    return Dateline(dash.end(), place or None, agency, date)


def _is_place(words: str, *, supported: bool) -> bool:
    """Whether these words are a place: in capitals, or capitalised where a date or an agency
    stands beside them. Labels ("UPDATE: ...") are none."""
    parts = re.split(r"[\s/,]+", words)
    if (
        len(parts) > 7
        or words.upper() in ("FILE", "PHOTO", "Q", "A")
        or is_label(words)
        or not all(_WORD.fullmatch(part) for part in parts)
    ):
        return False
    city = re.split(r"[\s/]+", words.split(",")[0])
    if all(part.isupper() for part in city) and sum(map(len, city)) >= 3:
        return True
    return (
        supported
        and all(part[0].isupper() or part.lower() in _SMALL for part in parts)
        and parts[0][0].isupper()
    )
