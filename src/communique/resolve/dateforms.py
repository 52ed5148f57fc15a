"""The forms in which English tells times: patterns, each with the builder of what it means.

`RULES` are tried at every place; the match that starts first wins, then the longest, then the
earlier rule. A builder answers None where the words are no time after all ("march on").
"""

from __future__ import annotations

import re

from communique.records import Interval
from communique.resolve.datedays import (
    build_day_range,
    build_feast,
    build_full_day,
    build_iso_day,
    build_near_day,
    build_weekday,
)
from communique.resolve.dateperiods import (
    build_decade,
    build_month,
    build_month_range,
    build_season,
    build_year,
    build_year_part,
    build_year_range,
)
from communique.resolve.daterelative import build_ago, build_ahead, build_calendar_unit
from communique.resolve.datewords import (
    Builder,
    Context,
    Found,
)

_MON = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_FULL = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_WD = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_WDA = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_S = r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3})"  # a space, perhaps a wrapped line
_DASH = r"[ \t]?[-–—][ \t]?"
_N = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety|a hundred|a couple of|a|an)"
)
_UNIT = r"(?:hours?|days?|weeks?|fortnights?|months?|years?|decades?)"
_B = r"(?<![\w$€£¥.,-])"
_E = r"(?![\w%])(?!,\d)(?!\.\d)"
_PARTS = (
    r"(?:early|late|mid|mid-to-late|the"
    + _S
    + r"(?:start|beginning|middle|end|first"
    + _S
    + r"half|second"
    + _S
    + r"half)"
    + _S
    + r"of)"
)


_ABSOLUTE = re.compile(
    rf"{_B}(?:{_D}{_S}(?:of{_S})?{_MON},?{_S}(?P<y>{_Y}))" + _E + rf"|{_B}{_MON}{_S}{_D},{_S}(?P<z>{_Y})" + _E
)


def absolute_years(text: str) -> set[int]:
    """The years of the full dates in a text."""
    return {int(m.group("y") or m.group("z")) for m in _ABSOLUTE.finditer(text)}


def _since(match: re.Match[str], context: Context) -> Found:
    """ "Since Monday": from then to the day of publication, if both are known."""
    inner = find_inner(context.text, match.end("lead"), context)
    if inner is None or inner[0] != match.end("lead"):
        return None
    _, end, interval = inner
    if interval is None or context.anchor is None or interval.start > context.anchor:
        return None
    return match.start(), end, Interval(interval.start, context.anchor, "range")


def find_inner(text: str, start: int, context: Context) -> Found:
    """The time that begins at `start`, or None; what "since" and the like are built on."""
    best: Found = None
    for pattern, build in RULES:
        if build is _since:
            continue
        match = pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best[1]):
            continue
        past = Context(
            text, context.anchor, context.year_hint, start, match.end(), lambda: "past", context.found
        )
        made = build(match, past)
        if made is not None:
            best = made
    return best


def _rule(pattern: str, build: Builder, *, any_case: bool = False) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern, re.IGNORECASE if any_case else 0), build


_PARTI = (
    rf"(?P<part>(?i:early|late|mid|the{_S}(?:very{_S})?(?:start|beginning|middle|end|first{_S}half"
    rf"|second{_S}half){_S}of))"
)
_DAYPART = rf"(?:{_S}(?:early{_S})?(?:morning|afternoon|evening|night)\b)?"
_STEPS = rf"(?:last|next|this|this{_S}coming|this{_S}past|the{_S}coming|the{_S}past)"

RULES: tuple[tuple[re.Pattern[str], Builder], ...] = (
    # 12 November 2025; Tuesday, 12th of November; Nov. 12, 2025; 2025-11-12
    _rule(
        rf"{_B}(?:(?:{_WD}"
        rf"|{_WDA}),?{_S})?(?:the{_S})?(?P<d>{_D}){_S}(?:of{_S})?(?P<m>{_MON})(?:,?{_S}(?P<y>{_Y}))?{_E}(?!{_S}\d)",
        build_full_day,
    ),
    _rule(
        rf"{_B}(?:(?:{_WD}|{_WDA}),?{_S})?(?P<m>{_MON}){_S}(?P<d>{_D})(?:(?:,{_S}|{_S})(?P<y>{_Y}))?{_E}",
        build_full_day,
    ),
    _rule(rf"{_B}(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\w-])", build_iso_day),
    # between 1 April and 31 May; from 12 to 14 November 2025; 12–14 November; November 12-14, 2025
    _rule(
        rf"{_B}(?P<lead>(?i:between"
        rf"|from)){_S}(?P<d1>{_D})(?:{_S}(?P<m1>{_MON}))?(?:,?{_S}(?P<y1>{_Y}))?{_S}(?P<to>and|to|until"
        rf"|till){_S}(?P<d2>{_D}){_S}(?P<m2>{_MON})(?:,?{_S}(?P<y>{_Y}))?{_E}",
        build_day_range,
    ),
    _rule(
        rf"{_B}(?P<lead>(?i:between"
        rf"|from)){_S}(?P<m1>{_MON}){_S}(?P<d1>{_D})(?:,{_S}(?P<y1>{_Y}))?,?{_S}(?P<to>and|to|until"
        rf"|till){_S}(?:(?P<m2>{_MON}){_S})?(?P<d2>{_D})(?:,{_S}(?P<y>{_Y}))?{_E}",
        build_day_range,
    ),
    _rule(
        rf"{_B}(?P<d1>{_D})(?:{_S}(?P<m1>{_MON}))?(?:{_DASH}|{_S}(?:to"
        rf"|and){_S})(?P<d2>{_D}){_S}(?P<m2>{_MON})(?:,?{_S}(?P<y>{_Y}))?{_E}",
        build_day_range,
    ),
    _rule(
        rf"{_B}(?P<m1>{_MON}){_S}(?P<d1>{_D})(?:{_DASH}|{_S}(?:to"
        rf"|and){_S})(?:(?P<m2>{_MON}){_S})?(?P<d2>{_D})(?:,{_S}(?P<y>{_Y}))?{_E}",
        build_day_range,
    ),
    # on Wednesday; next Tuesday morning; Wednesday last week
    _rule(
        rf"{_B}(?:(?P<step>(?i:last|next|this|this{_S}coming|this{_S}past"
        rf"|coming)){_S})?(?P<w>{_WD}){_DAYPART}(?:{_S}(?:of{_S})?(?P<week>(?:last|next"
        rf"|this){_S}week))?(?![\w-])",
        build_weekday,
    ),
    _rule(
        rf"{_B}(?:the{_S}day{_S}before{_S}yesterday|the{_S}day{_S}after{_S}tomorrow|(?:yesterday"
        rf"|tomorrow){_DAYPART}|today|tonight|last{_S}(?:night|evening)|this{_S}(?:morning|afternoon"
        rf"|evening))(?![\w-])",
        build_near_day,
        any_case=True,
    ),
    # March 2025; early March; the end of March 2025; last November; in August
    _rule(
        rf"{_B}(?:{_PARTI}(?:{_S}|-))?(?:(?P<step>(?i:last|next|this)){_S})?(?P<m>{_MON})(?:(?:,?{_S}"
        rf"|{_S}of{_S})(?P<y>{_Y}))?(?![\w-]|{_S}\d)",
        build_month,
    ),
    _rule(
        rf"{_B}(?P<lead>(?i:between|from)){_S}(?P<m1>{_FULL})(?:,?{_S}(?P<y1>{_Y}))?{_S}(?P<to>and|to"
        rf"|until|till|through){_S}(?P<m2>{_FULL})(?:,?{_S}(?P<y>{_Y}))?(?![\w-]|{_S}\d)",
        build_month_range,
    ),
    _rule(
        rf""
        rf"{_B}(?P<m1>{_FULL})(?:,?{_S}(?P<y1>{_Y}))?{_DASH}(?P<m2>{_FULL})(?:,?{_S}(?P<y>{_Y}))?(?![\w-]"
        rf"|{_S}\d)",
        build_month_range,
    ),
    # 2023; mid-2025; the end of 2028; 2026–2030; the 1990s
    _rule(rf"{_B}(?:{_PARTI}(?:{_S}|-))?(?P<y>{_Y}){_E}(?![-–/:]\d)", build_year),
    _rule(
        rf"{_B}(?P<lead>(?i:between|from)){_S}(?P<y1>{_Y}){_S}(?P<to>and|to|until|till"
        rf"|through){_S}(?P<y2>{_Y}){_E}",
        build_year_range,
    ),
    _rule(rf"{_B}(?P<y1>{_Y})(?:[-–—/]|{_S}to{_S})(?P<y2>{_Y}|\d\d){_E}(?![-–/])", build_year_range),
    _rule(
        rf"{_B}(?:the{_S})?(?:(?P<part>(?i:early|mid|late))(?:-|{_S}))?(?P<y>(?:1[5-9]|20"
        rf"|21)\d0)[’']?s(?![\w])",
        build_decade,
    ),
    # Q3 2025; the first half of next year; the third quarter
    _rule(
        rf"{_B}(?P<kind>Q|H)(?P<n>[1-4])(?:{_S}(?:of{_S})?(?:(?P<y>{_Y})|(?P<rel>(?:last|next"
        rf"|this){_S}year)))?(?![\w])",
        build_year_part,
    ),
    _rule(
        rf"{_B}the{_S}(?P<n>first|second|third|fourth|last|final){_S}(?P<kind>half"
        rf"|quarter)(?:{_S}of{_S}(?:(?P<y>{_Y})|(?P<rel>(?:last|next|this|the){_S}year)))?(?![\w-])",
        build_year_part,
        any_case=True,
    ),
    # the winter of 2025; next spring
    _rule(
        rf"{_B}(?:(?P<step>{_STEPS}|the){_S})?(?P<season>spring|summer|autumn|fall|winter)(?:(?:{_S}"
        rf"|,{_S}|{_S}of{_S})(?P<y>{_Y}))?(?![\w-])",
        build_season,
        any_case=True,
    ),
    # last week; the end of the month; later this year; the middle of next year
    _rule(
        rf"{_B}(?:(?P<part>earlier|later|early|late|mid|the{_S}(?:very{_S})?(?:start|beginning|middle"
        rf"|end|first{_S}half|second{_S}half){_S}of){_S})?(?P<step>last|next|this|the{_S}(?:last|past"
        rf"|coming|previous|current|next|following)|this{_S}past|this{_S}coming"
        rf"|the){_S}(?P<unit>weekend|week|month|quarter|year|decade)(?![\w-])",
        build_calendar_unit,
        any_case=True,
    ),
    # two years ago; three days earlier
    _rule(
        rf"{_B}(?P<n>{_N}){_S}(?P<unit>{_UNIT}){_S}(?P<way>ago|earlier|later|from{_S}now)(?![\w-])",
        build_ago,
        any_case=True,
    ),
    # within 72 hours; in the next two weeks; over the past three months
    _rule(
        rf"{_B}(?P<lead>within(?:{_S}the{_S}(?:next|coming))?|(?:in|over|during|for"
        rf"|within){_S}the{_S}(?:next|coming|past|last"
        rf"|previous)){_S}(?P<n>{_N}){_S}(?P<unit>{_UNIT})(?![\w-])",
        build_ahead,
        any_case=True,
    ),
    _rule(
        rf"{_B}(?P<feast>Christmas(?:{_S}(?:Eve|Day))?|Boxing{_S}Day|New{_S}Year(?:[’']s)?{_S}(?:Eve"
        rf"|Day)|(?:the{_S})?New{_S}Year(?![’'])|Easter(?:{_S}(?:Sunday|Monday))?|Good{_S}Friday"
        rf"|Palm{_S}Sunday)(?:,?{_S}(?P<y>{_Y}))?(?![\w-])",
        build_feast,
    ),
    _rule(rf"{_B}(?P<lead>(?i:ever{_S})?(?i:since){_S}(?:the{_S})?)(?=[\w])", _since),
)
