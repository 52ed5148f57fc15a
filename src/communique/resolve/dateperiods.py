"""Months, years, their parts and their ranges: "early March", "the first half of 2026"."""

from __future__ import annotations

import re

from communique.records import Interval
from communique.resolve import calendar as cal
from communique.resolve.datewords import (
    DOUBTFUL_MONTHS,
    ORDINALS,
    Context,
    Found,
    by_before,
    mispaired,
    month_number,
)


def build_month(match: re.Match[str], context: Context) -> Found:
    """A month, with or without a year, perhaps a part of it."""
    word, year = match["m"], match["y"]
    number = month_number(word)
    part = " ".join((match["part"] or "").lower().split())
    step = (match["step"] or "").lower()
    if not year and not part and not step and not _month_is_meant(match, context, number):
        return None
    if year:
        whole: Interval | None = cal.month(int(year), number)
    elif context.anchor is not None:
        whole = _near_month(number, step, context)
    elif context.year_hint and not step:
        whole = cal.month(context.year_hint, number)
    else:
        whole = None
    return match.start(), match.end(), part_of(whole, part)


def _near_month(number: int, step: str, context: Context) -> Interval | None:
    anchor = context.anchor
    assert anchor is not None
    if step == "last":
        return cal.month(anchor.year if number < anchor.month else anchor.year - 1, number)
    if step == "next":
        return cal.month(anchor.year if number > anchor.month else anchor.year + 1, number)
    if step == "this":
        return cal.month(anchor.year, number)
    tense = context.tense()
    if by_before(context):
        tense = "prospect" if tense in ("unknown", "past") else tense
    elif tense == "unknown":
        tense = "past"
    return cal.nearest(lambda y: cal.month(y, number), anchor, tense)


_MONTH_LEAD = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:in|by|since|until|till|before|after|during|from|through|throughout|of"
    r"|to|and|or|between|for|last|next|this|every|each|around)\s+\Z",
    re.IGNORECASE,
)


def _month_is_meant(match: re.Match[str], context: Context, number: int) -> bool:
    """Tell the month from a name or a common word: "in May", not "May said" or "August Wilson"."""
    word = match["m"]
    if word.endswith(".") or (len(word) <= 4 and word.lower() not in ("may", "june", "july")):
        return False  # an abbreviation needs a day or a year
    lead = _MONTH_LEAD.search(context.text[max(0, match.start() - 14) : match.start()]) is not None
    after = context.text[match.end() : match.end() + 40]
    named = re.match(r"[ \t][A-Z][a-z]", after) is not None
    if number in DOUBTFUL_MONTHS:
        return (lead and not named) or (re.match(r"[’']s\s+(?!said)", after) is not None and number != 5)
    return lead or not named


def part_of(whole: Interval | None, part: str) -> Interval | None:
    """The part of an interval that "early", "the end of", "the first half of" and the like name."""
    if whole is None or not part:
        return whole
    if part.startswith("the end"):
        return cal.day(whole.end)
    if part == "early" or "start" in part or "beginning" in part:
        return cal.part(whole, "early")
    if part.startswith("mid") or "middle" in part:
        return cal.part(whole, "mid")
    if "half" in part:
        if whole.precision == "year":
            return cal.half(whole.start.year, 1 if "first" in part else 2)
        middle = cal.shift(whole.start, (whole.end - whole.start).days // 2)
        if "first" in part:
            return Interval(whole.start, middle, "range")
        return Interval(cal.shift(middle, 1), whole.end, "range") if middle < whole.end else whole
    return cal.part(whole, "late")


def build_month_range(match: re.Match[str], context: Context) -> Found:
    """ "Between April and September", "March–May 2025"."""
    if mispaired(match.groupdict()):
        return None
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    if match["y"]:
        last = cal.month(int(match["y"]), m2)
    elif context.anchor is not None:
        near = _near_month(m2, "", context)
        if near is None:
            return None
        last = near
    elif context.year_hint:
        last = cal.month(context.year_hint, m2)
    else:
        return match.start(), match.end(), None
    year = int(match["y1"]) if match["y1"] else last.start.year - (m1 > m2)
    first = cal.month(year, m1)
    if first.start > last.end:
        return None
    return match.start(), match.end(), Interval(first.start, last.end, "range")


# ------------------------------------------------------------------ years and their parts

_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|of|by|since|from|until|till|before|after|to|during|through|throughout|for|around"
    r"|the|this|and|or|between|than|late|early|year|mid|end|summer|winter|spring|autumn|fall|circa"
    r"|its|their|his|her|back)\s+|\(|\bmid-)\Z",
    re.IGNORECASE,
)
_NOT_YEAR_LEAD = re.compile(
    r"(?:\b(?:resolution|article|page|room|flight|number|no|nos|law|decree|route|highway"
    r"|regulation|directive|chapter|paragraph|section|bus|gate|boeing|airbus|about|some|nearly"
    r"|almost|over|than|least|most|around|exactly|only|roughly)\.?\s+|[$€£¥#№]\s?)\Z",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s*(?:%|per\s?cent|percent|people|persons|men|women|children|troops|soldiers|homes|houses"
    r"|families|jobs|workers|tonnes?|tons?|km|kilomet|mi(?:les?)\b|met(?:re|er)s?|feet|hectares?"
    r"|acres?|litres?|barrels?|mega|mw\b|gw\b|kilo|kg\b|dollars?|euros?|pounds?|yuan|million"
    r"|billion|trillion|thousand|hundred|students|refugees|migrants|farmers|miners|pages?|seats?"
    r"|votes?|hours|gmt|utc|local time|deaths|cases|vehicles|tractors|ships|planes|tanks)\b",
    re.IGNORECASE,
)


def build_year(match: re.Match[str], context: Context) -> Found:
    """ "In 2023", "mid-2025", "the end of 2028"; not "2000 homes" or "Resolution 1701"."""
    number = int(match["y"])
    part = " ".join((match["part"] or "").lower().split())
    text = context.text
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 24]
    if _UNIT_AFTER.match(after):
        return None
    if not part:
        if _NOT_YEAR_LEAD.search(before) and not re.search(r"[a-z]\s+(?:around|than)\s\Z", before):
            return None
        possessive = re.match(r"[’']s\b", after) is not None
        if not (_YEAR_LEAD.search(before) or possessive or _opens_sentence(text, match.start())):
            return None
        if number % 100 == 0 and re.match(r"\s+[a-z]+s\b", after):
            return None
        if not 1800 <= number <= 2150:
            return None
    return match.start(), match.end(), part_of(cal.year(number), part)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or (before[-1] in ".!?\n:;" and text[start + 4 : start + 5] in (" ", ","))


def build_year_range(match: re.Match[str], context: Context) -> Found:
    """ "2026–2030", "from 2026 to 2030"."""
    if mispaired(match.groupdict()):
        return None
    first, last = match["y1"], match["y2"]
    if len(last) == 2:
        last = first[:2] + last
    made = cal.years(int(first), int(last))
    if (
        made is None
        or int(last) - int(first) > 300
        or _NOT_YEAR_LEAD.search(context.text[max(0, match.start() - 14) : match.start()])
    ):
        return None
    return match.start(), match.end(), made


def build_decade(match: re.Match[str], context: Context) -> Found:
    """ "The 1990s", "the late 1980s"."""
    first = int(match["y"])
    part = (match["part"] or "").lower().rstrip("- ")
    low, high = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
    return match.start(), match.end(), cal.years(first + low, first + high)


def _base_year(match: re.Match[str], context: Context) -> tuple[int | None, bool]:
    """The year a part of a year belongs to, and whether the words name one at all."""
    if match["y"]:
        return int(match["y"]), True
    step = (match["rel"] or "").lower()
    if not step:
        return (context.anchor.year if context.anchor else None), False
    if context.anchor is None:
        return None, True
    return context.anchor.year + {"last": -1, "next": 1, "this": 0, "the": 0}[step.split()[0]], True


def build_year_part(match: re.Match[str], context: Context) -> Found:
    """Halves and quarters: "the first half of 2026", "the third quarter", "Q3 2025"."""
    which = match["n"].lower()
    number = ORDINALS[which] if which in ORDINALS else int(which)
    base, named = _base_year(match, context)
    kind = match["kind"].lower()
    if kind in ("half", "h"):
        if (number > 2 and which not in ("last", "final")) or not named:
            return None  # "the first half" alone may be of anything
        number = min(number, 2)
    elif number > 4:
        return None
    if base is None:
        return match.start(), match.end(), None
    made = cal.half(base, number) if kind in ("half", "h") else cal.quarter(base, number)
    return match.start(), match.end(), made


def build_season(match: re.Match[str], context: Context) -> Found:
    """ "The winter of 2025", "next spring"."""
    name = match["season"].lower()
    step = " ".join((match["step"] or "").lower().split())
    if match["y"]:
        return match.start(), match.end(), cal.season(int(match["y"]), name)
    if step not in ("last", "next", "this", "this coming", "this past", "the coming", "the past"):
        return None
    if context.anchor is None:
        return match.start(), match.end(), None
    anchor = context.anchor
    move = -1 if step in ("last", "this past", "the past") else 0 if step == "this" else 1
    if name == "winter":
        return match.start(), match.end(), cal.winter_of(anchor, move)
    made = [cal.season(anchor.year + y, name) for y in (-2, -1, 0, 1, 2)]
    if move == -1:
        past = [i for i in made if i.end < anchor]
        return match.start(), match.end(), past[-1]
    if move == 1:
        return match.start(), match.end(), next(i for i in made if i.start > anchor)
    return match.start(), match.end(), cal.season(anchor.year, name)
