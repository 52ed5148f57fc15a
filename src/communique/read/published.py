"""Printed dates: from mastheads, datelines, metadata; never from prose, never from a clock."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from communique.records import Interval

_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH_OF = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH_OF |= {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = (
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=\D|$)",
    r"(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?!\d)",
    rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of)?[ -](?P<mon>{MONTH}),?[ -]{_YEAR}(?!\d)",
    rf"\b(?P<mon>{MONTH}) (?P<d>\d\d?)(?:st|nd|rd|th)?(?:,| ,)? {_YEAR}(?!\d)",
    rf"(?<!\d)(?P<d>\d\d?) (?P<mon>{MONTH}) '?(?P<yy>\d\d)(?![\d:])",
    rf"(?<!\d)(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-]{_YEAR}(?!\d)",
    rf"\b(?P<y>(?:19|20)\d\d),? (?P<mon>{MONTH}) (?P<d>\d\d?)(?!\d)",
    rf"(?<!\d )(?<!\d)\b(?P<mon>{MONTH}),? {_YEAR}(?!\d)",
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T|$)",
)
_PATTERNS = tuple(re.compile(form, re.I) for form in _FORMS)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)? (?P<mon>{MONTH})(?!\w)|\b(?P<mon2>{MONTH}) (?P<d2>\d\d?)(?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date found in a line: where it stands and what it means."""

    start: int
    end: int
    interval: Interval


def find_date(line: str, *, year: int | None = None) -> Printed | None:
    """The first full date (or month with its year) in a short printed line.

    `year` completes a day and month that stand without one. `03/04/2025` is a range over
    both readings. A date that does not exist is no date.
    """
    line = line[:400]
    for pattern in _PATTERNS:
        match = pattern.search(line)
        if match and (interval := _meaning(match.groupdict())):
            return Printed(match.start(), match.end(), interval)
    if year is not None and (match := _DAY_MONTH.search(line)):
        groups = match.groupdict()
        month, day = groups["mon"] or groups["mon2"], groups["d"] or groups["d2"]
        if interval := _day(year, _month(month), int(day)):
            return Printed(match.start(), match.end(), interval)
    return None


def _meaning(groups: dict[str, str | None]) -> Interval | None:
    year = int(groups.get("y") or 0) or 2000 + int(groups.get("yy") or 0)
    if groups.get("a"):
        return _either(year, int(groups["a"] or 0), int(groups["b"] or 0))
    month = _month(groups["mon"] or "") if groups.get("mon") else int(groups.get("m") or 0)
    if not groups.get("d"):
        last = monthrange(year, month)[1]
        return Interval(dt.date(year, month, 1), dt.date(year, month, last), "month")
    return _day(year, month, int(groups["d"] or 0))


def _either(year: int, first: int, second: int) -> Interval | None:
    """Day and month in an order that only the numbers can tell; both if they cannot."""
    readings = [reading for reading in (_day(year, second, first), _day(year, first, second)) if reading]
    if not readings:
        return None
    days = sorted({reading.start for reading in readings})
    return Interval(days[0], days[-1], "day" if len(days) == 1 else "range")


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    return _MONTH_OF.get(name) or _MONTH_OF[name[:3]]


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Interval(date, date, "day")
