"""Days: with or without a year, weekdays, feasts, today and tomorrow, and ranges of days."""

from __future__ import annotations

import re

from communique.records import Interval
from communique.resolve import calendar as cal
from communique.resolve.calendar import Tense
from communique.resolve.datewords import (
    WEEKDAYS,
    Context,
    Found,
    by_before,
    mispaired,
    month_number,
    number_of,
)


def _day_of(context: Context, number: int, month: int, year: str | None) -> Interval | None:
    """A day, its year taken from the words, the day of publication, or the hint, in this order."""
    if year:
        return cal.on(int(year), month, number)
    if context.anchor is not None:
        return cal.nearest(lambda y: cal.on(y, month, number), context.anchor, _strong(context))
    return cal.on(context.year_hint, month, number) if context.year_hint else None


def _strong(context: Context) -> Tense:
    # A day and month mostly lie within half a year of the news, whatever the tense; "by" with
    # "will" tells that it is still to come.
    tense = context.tense()
    return (
        tense
        if tense == "future" and by_before(context)
        else "prospect"
        if tense == "prospect"
        else "unknown"
    )


def _valid(number: int, month: int) -> bool:
    return cal.on(2024, month, number) is not None


# The one day of history that is called by a day without its year.
_ATTACKS = re.compile(r"(?:,? 2001,?)?\s(?:terror|attack|hijack|victim)")
_TITLE = re.compile(r"\b(?:USA|India|Russia|Pakistan|World|Business|Africa|Asia)\s\Z")


def build_full_day(match: re.Match[str], context: Context) -> Found:
    """ "12 November 2025", "Nov. 12", "Tuesday, 12th of November"."""
    number, month = number_of(match["d"]), month_number(match["m"])
    if not _valid(number, month):
        return None
    if (number, month) == (11, 9) and not match["y"] and _ATTACKS.match(context.text, context.end):
        return match.start(), match.end(), cal.on(2001, 9, 11)
    return match.start(), match.end(), _day_of(context, number, month, match["y"])


def build_iso_day(match: re.Match[str], context: Context) -> Found:
    """ "2025-11-12"."""
    made = cal.on(int(match["y"]), int(match["m"]), int(match["d"]))
    return (match.start(), match.end(), made) if made else None


def build_day_range(match: re.Match[str], context: Context) -> Found:
    """ "12–14 November", "between 1 April and 31 May"."""
    groups = match.groupdict()
    if mispaired(groups):
        return None
    last_month = month_number(groups["m2"] or groups["m1"])
    first_month = month_number(groups["m1"] or groups["m2"])
    d1, d2 = number_of(groups["d1"]), number_of(groups["d2"])
    if not (_valid(d1, first_month) and _valid(d2, last_month)):
        return None
    last = _day_of(context, d2, last_month, groups["y"])
    if last is None:
        return match.start(), match.end(), None
    year = int(groups["y1"]) if groups.get("y1") else last.end.year
    first = cal.on(year, first_month, d1)
    if first is not None and first.start > last.end and not groups.get("y1"):
        first = cal.on(year - 1, first_month, d1)
    if first is None or first.start > last.end:
        return None
    return match.start(), match.end(), Interval(first.start, last.end, "range")


def build_weekday(match: re.Match[str], context: Context) -> Found:
    """ "On Wednesday", "next Tuesday morning", "Monday last week"."""
    if re.search(
        r"\b(?:every|each|any)\s+(?:other\s+)?\Z",
        context.text[max(0, context.start - 14) : context.start],
        re.IGNORECASE,
    ):
        return None
    number = WEEKDAYS[match["w"].rstrip(".").lower()]
    if context.anchor is None:
        return match.start(), match.end(), None
    step = (match["step"] or "").lower()
    week = (match["week"] or "").lower()
    anchor = context.anchor
    if "last" in week:
        return match.start(), match.end(), cal.day(cal.shift(cal.week(anchor, -1).start, number))
    if "next" in week:
        return match.start(), match.end(), cal.day(cal.shift(cal.week(anchor, 1).start, number))
    if step in ("last", "this past", "past"):
        made = cal.weekday(cal.shift(anchor, -1), number, "past")
    elif step in ("next", "this coming", "coming"):
        made = cal.weekday(cal.shift(anchor, 1), number, "future")
    else:
        tense = context.tense()
        if step == "this" and tense == "unknown":
            tense = "future"
        made = cal.weekday(anchor, number, tense)
    return match.start(), match.end(), made


def build_near_day(match: re.Match[str], context: Context) -> Found:
    """ "Today", "yesterday", "the day after tomorrow", "last night"."""
    words = " ".join(match.group().lower().split())
    if match.group()[0] == "T" and _TITLE.search(context.text[max(0, context.start - 12) : context.start]):
        return None  # a newspaper's name
    if context.anchor is None:
        return match.start(), match.end(), None
    if words.startswith(("the day before yesterday",)):
        steps = -2
    elif words.startswith("the day after tomorrow"):
        steps = 2
    elif words.startswith(("yesterday", "last night", "last evening", "overnight")):
        steps = -1
    elif words.startswith("tomorrow"):
        steps = 1
    else:
        steps = 0
    if words in ("this morning", "this afternoon", "this evening", "today", "tonight") or steps:
        return match.start(), match.end(), cal.day(cal.shift(context.anchor, steps))
    return match.start(), match.end(), cal.day(context.anchor)


def build_feast(match: re.Match[str], context: Context) -> Found:
    """Christmas, New Year and Easter."""
    name = " ".join(match["feast"].lower().replace("’", "'").split())

    def build(year: int) -> Interval | None:
        if name.startswith("christmas"):
            return cal.on(year, 12, 24 if name.endswith("eve") else 25)
        if name == "boxing day":
            return cal.on(year, 12, 26)
        if name.startswith("new year"):
            return cal.on(year, 12, 31) if name.endswith("eve") else cal.on(year, 1, 1)
        shift = {"easter monday": 1, "good friday": -2, "palm sunday": -7}.get(name, 0)
        return cal.day(cal.shift(cal.easter(year), shift))

    if match["y"]:
        return match.start(), match.end(), build(int(match["y"]))
    if context.anchor is None:
        return match.start(), match.end(), None
    tense = context.tense()
    if tense == "unknown" and by_before(context):
        tense = "future"
    return match.start(), match.end(), cal.nearest(build, context.anchor, tense)
