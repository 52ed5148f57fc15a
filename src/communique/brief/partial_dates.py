"""Dates as a brief writes them: often without a year ("3 September", "June 2027", "in August")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.records import Interval

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
DATE = re.compile(
    r"\b(?:"
    r"(?P<y0>\d{4})-(?P<m0>\d{2})-(?P<d0>\d{2})"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}(?:,? (?P<y1>\d{{4}}))?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<y2>\d{{4}}))?"
    rf"|{_MONTH.format('m3')} (?:of )?(?P<y3>\d{{4}})"
    rf"|(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|[Bb]etween|[Oo]f|[Ll]ast|[Tt]his|[Nn]ext|early|late|mid-?|"
    rf"and|to) {_MONTH.format('m4')}(?! \d)"
    r"|(?P<w6>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?P<y5>(?:19|20)\d{2})(?![\d.,]*\d)"
    r")"
)
LONGEST_INTERVAL = 400
"""Days; a longer interval is only trusted at its ends."""
LONGEST_FOR_MONTH = 62
"""The same for a date with a month: "last year" does not tell of February."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What a text tells of a date; `start` and `end` are its offsets there."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    weekday: int | None = None

    def agrees(self, other: PartialDate) -> bool:
        """True if the two can be one date and share their month, or at least the year (or weekday)."""
        if self.weekday is not None or other.weekday is not None:
            return self.weekday == other.weekday
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        if any(a is not None and b is not None and a != b for a, b in pairs):
            return False
        return any(a is not None and a == b for a, b in pairs[:2])

    def rivals(self, other: PartialDate) -> bool:
        """True if the two are told equally precisely and differ."""
        if self.weekday is not None or other.weekday is not None:
            return False
        if self.day is not None and other.day is not None:
            return (self.month, self.day) != (other.month, other.day)
        if (self.day is None) != (other.day is None):
            return False
        if self.month is not None and other.month is not None:
            years = (self.year, other.year)
            return self.month != other.month or (None not in years and self.year != other.year)
        return self.month is None and other.month is None and self.year != other.year

    def within(self, interval: Interval) -> bool:
        """True if a day of the interval is such a date (of a long one, its first or last)."""
        days = (interval.end - interval.start).days
        if self.weekday is not None and days > 1:
            return False
        if days > (LONGEST_FOR_MONTH if self.month is not None else LONGEST_INTERVAL):
            return self._is(interval.start) or self._is(interval.end)
        return any(self._is(interval.start + dt.timedelta(n)) for n in range(days + 1))

    def _is(self, day: dt.date) -> bool:
        if self.weekday is not None:
            return day.weekday() == self.weekday
        return (
            (self.year is None or self.year == day.year)
            and (self.month is None or self.month == day.month)
            and (self.day is None or self.day == day.day)
        )


def find_partial_dates(text: str) -> Iterator[PartialDate]:
    """The dates that a text names by day, month or year, in order."""
    for match in DATE.finditer(text):
        found = {key[0]: value for key, value in match.groupdict().items() if value}
        if "w" in found:
            weekday = WEEKDAYS.index(found["w"].lower())
            yield PartialDate(None, None, None, match.start(), match.end(), weekday)
            continue
        month = found.get("m")
        number = None
        if month:
            number = int(month) if month.isdigit() else _month_number(month)
        day = int(found["d"]) if "d" in found else None
        if (number is not None and not 1 <= number <= 12) or (day is not None and not 1 <= day <= 31):
            continue
        start = match.start()
        named = match.start(next((k for k, v in match.groupdict().items() if v and k == "m4"), 0))
        yield PartialDate(
            int(found["y"]) if "y" in found else None, number, day, max(start, named), match.end()
        )


def _month_number(name: str) -> int:
    return next(
        n for n, month in enumerate(MONTHS, start=1) if month.startswith(name.lower().rstrip(".")[:3])
    )
