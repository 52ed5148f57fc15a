"""Days and months that a text names without their year, and whether they had passed.

News leaves out the year of what is near: a day told as past is hardly more than some months
old, a day looked ahead to hardly further off. That dates a text within the year, against
others that are dated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.group.cues import cued

Day = tuple[int, int]
"""Month and day of the month."""

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
DAY_OF_MONTH = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?)(?!\d)",
    re.IGNORECASE,
)
IN_MONTH = re.compile(rf"\b(?:in|since)\s+(?:early |mid-|late )?{MONTH}\b", re.IGNORECASE)
WITH_YEAR = re.compile(r"[ ,]{1,2}(?:19|20)\d\d\b")
CLAUSE = re.compile(
    r"(?:[,;:—–]|\b(?:where|when|which|who|whom|after|since|as|but|and|that|while)\b)", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    r"\b(?!night|morning|evening|afternoon|day|hours)\w+\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
LIMIT = re.compile(r"\b(?:by|before|until|till)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)

BEFORE = 160
"""Characters before a date that tell whether it has passed."""


@dataclass(frozen=True, slots=True)
class Near:
    """Days near the main happening: those that had passed, and those still to come."""

    passed: frozenset[Day] = frozenset()
    coming: frozenset[Day] = frozenset()


NOTHING_NEAR = Near()
"""No days at all."""


def days_of_month(text: str) -> Iterator[tuple[Day, int, int]]:
    """Every day named in a text, with or without its year, and its offsets."""
    for match in DAY_OF_MONTH.finditer(text):
        day, month = int(match[1] or match[4]), (match[2] or match[3])[:3].lower()
        if 1 <= day <= 31:
            yield (NAMES.index(month) + 1, day), match.start(), match.end()


def looks(before: str) -> str:
    """Where the words before a date look: "ahead", "back", or "" where they do not tell.

    The clause of the date decides where it has a verb; else the whole of the words.
    """
    ends = [match.end() for match in CLAUSE.finditer(before)]
    clause = before[ends[-1] :] if ends else before
    for part in (clause, before):
        if cued("ahead", part) and not cued("overdue", part):
            return "ahead"
        if cued("overdue", part) or cued("unreal", part):
            return ""
        if cued("passed", part):
            return "back"
    return ""


def near(sentences: Sequence[str]) -> Near:
    """The days without a year in these sentences (no background, no quotes)."""
    passed: set[Day] = set()
    coming: set[Day] = set()
    for text in sentences:
        for day, start, end in days_of_month(text):
            before = text[max(0, start - BEFORE) : start]
            if WITH_YEAR.match(text, end) or ATTRIBUTE.search(before):
                continue
            if LIMIT.search(before):
                continue  # a deadline may lie anywhere in the year
            where = looks(before)
            if where == "ahead":
                coming.add(day)
            elif where == "back":
                passed.add(day)
        for match in IN_MONTH.finditer(text):
            before = text[max(0, match.start() - BEFORE) : match.start()]
            if not WITH_YEAR.match(text, match.end()) and re.match(r"\s*\d", text[match.end() :]) is None:
                month = NAMES.index(match[1][:3].lower()) + 1
                if looks(before) == "back":
                    passed.add((month, 1))
    return Near(frozenset(passed), frozenset(coming))


RECENT, RECENT_MONTH, SOON = 120, 270, 120
"""Days that a day or month without a year may lie behind the happening, and a day ahead of it."""


def fits(days: Near, month: int, day: int, *, later: int = 3) -> float:
    """How well a happening on this day of the year fits: 1, 0 or -1.

    1 shortly after a day that had passed; -1 where a day told as past had not come yet, or one
    looked ahead to was over. `later` is how many days after the happening the text may have been
    written.
    """
    here = _number(month, day)
    for passed in days.passed:
        if (_number(*passed) - here) % 365 <= later:
            continue
        if (here - _number(*passed)) % 365 > (RECENT_MONTH if passed[1] == 1 else RECENT):
            return -1.0
    for coming in days.coming:
        if (_number(*coming) - here) % 365 > SOON:
            return -1.0
    exact = [passed for passed in days.passed if passed[1] != 1]
    return 1.0 if any((here - _number(*passed)) % 365 <= 10 for passed in exact) else 0.0


def _number(month: int, day: int) -> int:
    return (month - 1) * 30 + month // 2 + day  # right within three days, which is enough here
