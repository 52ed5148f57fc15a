"""Times counted from the day of publication: "last week", "two years ago", "within 72 hours"."""

from __future__ import annotations

import datetime as dt
import re

from communique.records import Interval
from communique.resolve import calendar as cal
from communique.resolve.dateperiods import part_of
from communique.resolve.datewords import (
    Context,
    Found,
    count,
)


def build_calendar_unit(match: re.Match[str], context: Context) -> Found:
    """ "Last week", "the end of the month", "the middle of next year", "later this week"."""
    step = " ".join(match["step"].lower().split())
    unit = match["unit"].lower()
    part = " ".join((match["part"] or "").lower().split())
    if step == "the" and not part:
        return None
    if context.anchor is None:
        return match.start(), match.end(), None
    anchor = context.anchor
    move = {
        "last": -1,
        "the last": -1,
        "the past": -1,
        "this past": -1,
        "the previous": -1,
        "this": 0,
        "the": 0,
        "the current": 0,
    }.get(step, 1)
    if step in ("the last", "the past", "this past") and unit != "weekend":
        days = {"week": 7, "month": 30, "year": 365, "quarter": 91, "decade": 3652}[unit]
        return match.start(), match.end(), Interval(cal.shift(anchor, -days), anchor, "range")
    if step == "the coming" and unit != "weekend" and not part:
        days = {"week": 7, "month": 30, "year": 365, "quarter": 91, "decade": 3652}[unit]
        return match.start(), match.end(), Interval(anchor, cal.shift(anchor, days), "range")
    whole = _unit_interval(anchor, unit, move, context)
    if part in ("later", "earlier"):
        if move != 0:
            return match.start(), match.end(), whole
        first = whole.start if part == "earlier" else anchor
        last = anchor if part == "earlier" else whole.end
        return match.start(), match.end(), Interval(first, last, whole.precision)
    return match.start(), match.end(), part_of(whole, part)


def _unit_interval(anchor: dt.date, unit: str, move: int, context: Context) -> Interval:
    if unit == "week":
        return cal.week(anchor, move)
    if unit == "weekend":
        if move == 0 and anchor.weekday() < 5 and context.tense() == "past":
            move = -1
        if move == -1 and anchor.weekday() == 6:
            return cal.weekend(anchor, -1)
        return cal.weekend(anchor, move)
    if unit == "month":
        first = cal.shift_months(anchor, move)
        return cal.month(first.year, first.month)
    if unit == "quarter":
        first = cal.shift_months(anchor, 3 * move)
        return cal.quarter(first.year, (first.month + 2) // 3)
    if unit == "decade":
        first_year = anchor.year // 10 * 10 + 10 * move
        return Interval(dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31), "range")
    return cal.year(anchor.year + move)


def build_ago(match: re.Match[str], context: Context) -> Found:
    """ "Two years ago", "three days earlier", "a week later", "in two days"."""
    unit = match["unit"].lower().rstrip("s")
    number = count(match["n"])
    way = " ".join(match["way"].lower().split())
    if unit == "hour":
        return None
    base = context.anchor
    if way in ("earlier", "later", "before", "after"):
        base = _told_before(context) or (context.anchor if way in ("earlier", "before") else None)
    if base is None:
        return match.start(), match.end(), None
    return (
        match.start(),
        match.end(),
        _moved(base, number if way in ("later", "after", "from now") else -number, unit),
    )


def _told_before(context: Context) -> dt.date | None:
    """The day that a "day earlier" counts from: the last one told shortly before."""
    for _start, end, interval in reversed(context.found[-3:]):
        if context.start - end < 160 and interval is not None and interval.precision == "day":
            return interval.start
    return None


def _moved(base: dt.date, number: int, unit: str) -> Interval | None:
    """So many units from a day, as precisely as the unit is."""
    if unit == "day":
        return cal.day(cal.shift(base, number))
    if unit in ("week", "fortnight"):
        return cal.week(cal.shift(base, 7 * number * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        date = cal.shift_months(base, number)
        return cal.month(date.year, date.month)
    year = base.year + number * (10 if unit == "decade" else 1)
    if not cal.FIRST_YEAR <= year <= cal.LAST_YEAR:
        return None
    return cal.year(year) if unit == "year" else cal.years(year - 1, year + 1)


def build_ahead(match: re.Match[str], context: Context) -> Found:
    """ "Within 72 hours", "in the next two weeks", "over the past three months"."""
    if re.match(r"[’']s\b|\s+of\b", context.text[context.end : context.end + 5]):
        return None  # "within a day's drive", "within a week of the vote"
    number = count(match["n"]) if match["n"] else 1
    unit = match["unit"].lower().rstrip("s")
    lead = " ".join(match["lead"].lower().split())
    if context.anchor is None:
        return match.start(), match.end(), None
    base = context.anchor
    past = re.search(r"\b(?:past|last|previous)\Z", lead) is not None
    sign = -1 if past else 1
    if unit == "hour":
        far = cal.shift(base, sign * -(-number // 24))
    elif unit in ("day", "week", "fortnight"):
        far = cal.shift(base, sign * number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    else:
        far = cal.shift_months(base, sign * number * {"month": 1, "year": 12, "decade": 120}[unit])
    return match.start(), match.end(), Interval(min(base, far), max(base, far), "range")
