"""Arithmetic on intervals of days: months, weeks, quarters, seasons, and the nearest of many."""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
from collections.abc import Callable
from typing import Literal

from communique.records import Interval

Tense = Literal["past", "future", "prospect", "unknown"]
"""`prospect`: seen from the past as still to come ("was to open in June"), so it may lie behind by now."""
Part = Literal["early", "mid", "late"]

FIRST_YEAR, LAST_YEAR = 1500, 2199


def day(date: dt.date) -> Interval:
    """The one day."""
    return Interval(date, date, "day")


def on(year: int, month: int, number: int) -> Interval | None:
    """That day, or None where the calendar has no such day."""
    try:
        return day(dt.date(year, month, number))
    except ValueError:
        return None


def month(year: int, number: int) -> Interval:
    """That month."""
    last = _calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), "month")


def year(number: int) -> Interval:
    """That year."""
    return Interval(dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


def years(first: int, last: int) -> Interval | None:
    """From the first day of one year to the last day of another; None if reversed."""
    if last < first:
        return None
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), "range" if last > first else "year")


def quarter(year_number: int, number: int) -> Interval:
    """The quarter, counted from 1."""
    end = month(year_number, number * 3).end
    return Interval(dt.date(year_number, number * 3 - 2, 1), end, "quarter")


def half(year_number: int, number: int) -> Interval:
    """The first or the second half of a year."""
    first = dt.date(year_number, 1 if number == 1 else 7, 1)
    return Interval(first, month(year_number, 6 if number == 1 else 12).end, "half")


def season(year_number: int, name: str) -> Interval:
    """A season as the northern half of the world has it.

    "The winter of 2025" may mean either winter that touches the year, so it is the span of both.
    """
    starts = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
    if name == "winter":
        return Interval(dt.date(year_number, 1, 1), month(year_number + 1, 2).end, "season")
    first = starts[name]
    return Interval(dt.date(year_number, first, 1), month(year_number, first + 2).end, "season")


def winter_of(date: dt.date, step: int) -> Interval:
    """The winter that holds the date or comes next (`step` 0 or 1), or was the last one (-1)."""
    start = date.year if date.month >= 3 else date.year - 1
    inside = date.month in (12, 1, 2)
    start += step if inside else {1: 0, 0: 0, -1: -1}[step]
    return Interval(dt.date(start, 12, 1), month(start + 1, 2).end, "season")


def week(date: dt.date, step: int = 0) -> Interval:
    """The week from Monday to Sunday that holds the date, or the one `step` weeks on."""
    start = shift(date, -date.weekday() + 7 * step)
    return Interval(start, shift(start, 6), "week")


def weekend(date: dt.date, step: int = 0) -> Interval:
    """Saturday and Sunday of that week."""
    start = week(date, step).start
    return Interval(shift(start, 5), shift(start, 6), "range")


def part(whole: Interval, which: Part) -> Interval:
    """The early, middle or late third of an interval, by months in a year, by days otherwise."""
    if whole.precision == "year":
        first = {"early": 1, "mid": 5, "late": 9}[which]
        return Interval(dt.date(whole.start.year, first, 1), month(whole.start.year, first + 3).end, "range")
    length = (whole.end - whole.start).days + 1
    third = max(1, length // 3)
    if which == "early":
        return Interval(whole.start, shift(whole.start, third - 1), "range")
    if which == "late":
        return Interval(shift(whole.end, 1 - third), whole.end, "range")
    return Interval(shift(whole.start, third), shift(whole.end, -third), "range") if length > 2 else whole


def shift(date: dt.date, days: int) -> dt.date:
    """The date so many days on; stays inside the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def shift_months(date: dt.date, months: int) -> dt.date:
    """The date so many months on; the day is cut to the month's last one."""
    index = min(max(date.year * 12 + date.month - 1 + months, 12), 9998 * 12)
    last = _calendar.monthrange(index // 12, index % 12 + 1)[1]
    return dt.date(index // 12, index % 12 + 1, min(date.day, last))


def weekday(published: dt.date, number: int, tense: Tense) -> Interval:
    """The nearest such weekday: on or before the date, or on or after it when it is still to come."""
    ahead = (number - published.weekday()) % 7
    return day(shift(published, ahead if tense in ("future", "prospect") or ahead == 0 else ahead - 7))


def nearest(build: Callable[[int], Interval | None], published: dt.date, tense: Tense) -> Interval | None:
    """Of what `build` makes for last year, this year and next, the one that fits.

    The nearest to the date, unless the words around tell past or future; then the nearest on
    that side (what is going on now fits both). A prospect is the next one, unless one is close.
    """
    made = [build(published.year + step) for step in (-1, 0, 1)]
    found = [interval for interval in made if interval is not None]
    if tense == "prospect":
        soon = [i for i in found if _distance(i, published) <= 45]
        found = soon or [i for i in found if i.end >= published] or found
    if tense == "past":
        found = [i for i in found if i.start <= published] or found
    if tense == "future":
        found = [i for i in found if i.end >= published] or found
    return min(found, key=lambda i: (_distance(i, published), i.start), default=None)


def _distance(interval: Interval, date: dt.date) -> int:
    if interval.start <= date <= interval.end:
        return 0
    return min(abs((interval.start - date).days), abs((interval.end - date).days))


def easter(year_number: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year_number % 19, year_number // 100, year_number % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    number = (h + j - 7 * m + 90) // 25
    return dt.date(year_number, number, (h + j - 7 * m + 33 * number + 19) % 32)
