"""The names and numbers that dates are told with, and what a date's builder may look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.records import Interval
from communique.resolve.calendar import Tense

Found = tuple[int, int, Interval | None] | None

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
COUNTS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
# Months that are also common words or names need a preposition or the like before them.
DOUBTFUL_MONTHS = {3, 4, 5, 6, 8}
_GENERIC_UNITS = {"day", "week", "month", "year", "quarter", "decade"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a builder may look at.

    `anchor` is the day of publication; `tense` looks at the words before; `found` are the times
    found so far, in order.
    """

    text: str
    anchor: dt.date | None
    year_hint: int | None
    start: int
    end: int
    tense: Callable[[], Tense]
    found: Sequence[tuple[int, int, Interval | None]]


Builder = Callable[[re.Match[str], Context], Found]


def month_number(word: str) -> int:
    """The month that a name or an abbreviation means."""
    return MONTHS[word.rstrip(".").lower()]


def count(word: str) -> int:
    """The number that digits or a number word mean."""
    word = " ".join(word.lower().split())
    return int(word) if word.isdigit() else 100 if word == "a hundred" else COUNTS[word]


def number_of(word: str) -> int:
    """The digits of a word such as "12th"."""
    return int(re.sub(r"\D", "", word))


def by_before(context: Context) -> bool:
    """Whether "by", "until" or "before" stands before the time."""
    return (
        re.search(
            r"\b(?:by|until|before|till)\s+(?:the\s+\w+\s+of\s+)?\Z",
            context.text[max(0, context.start - 30) : context.start],
        )
        is not None
    )


def mispaired(groups: dict[str, str | None]) -> bool:
    """ "From 2023 and 2025" are two dates, "between ... and" and "from ... to" are ranges."""
    lead, to = (groups.get("lead") or "").lower(), (groups.get("to") or "").lower()
    return bool(lead) and (lead == "between") != (to == "and")
