"""Numbers as sentences use them: how much, of what, in which part of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from communique.compare.frames import frame
from communique.compare.words import broader, concept, concept_set
from communique.records import Quantity

Role = Literal["plain", "whole", "rejected", "change", "rate", "each", "first", "rest", "part"]

_BEFORE: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"\b(?:not|rather than|instead of)\s+(?:the\s+|for\s+|just\s+|only\s+)*$", re.I), "rejected"),
    (
        re.compile(
            r"\b(?:out of|against|compared with|of the promised|promised|due|planned)\s+(?:the\s+)?$", re.I
        ),
        "whole",
    ),
    (
        re.compile(
            r"\b(?:half|third|quarter|some|all|most|many|\d|hundred|thousand|million|billion)s?\s+of\s+(?:the|those|these|its|their)?\s*(?:promised|planned|agreed|due)?\s*$",
            re.I,
        ),
        "whole",
    ),
    (re.compile(r"(?:^|[,;:(]\s*)of\s+(?:the\s+)?(?:promised\s+)?$", re.I), "whole"),
    (
        re.compile(
            r"\bby\s+(?:about|around|nearly|almost|some|more than|less than|at least|another"
            r"|as much as)?\s*(?:a\s+)?$",
            re.I,
        ),
        "change",
    ),
    (
        re.compile(r"\b(?:another|an? (?:extra|additional|further)|extra|additional|further|more)\s+$", re.I),
        "rest",
    ),
    (re.compile(r"\b(?:first|initial|second|third|last|final|next)\s+(?:\w+\s+of\s+)?$", re.I), "first"),
)
_AFTER: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        re.compile(
            r"\s*(?:per|a|an|each|apiece)\s+(?:share|head|person|household|barrel|ton|tonne|unit|piece|kilo|litre|gallon|ounce|ticket|hectare|acre|vote)\b",
            re.I,
        ),
        "each",
    ),
    (
        re.compile(
            r"\s*(?:of\s+\w+\s+)?(?:(?:an?|per|each|every)\s+(?:year|month|week|day|hour|head|person)|annually|daily|yearly|monthly)\b",
            re.I,
        ),
        "rate",
    ),
    (re.compile(r"\s*(?:\w+\s+){0,6}?(?:every|each|a|per)\s+(?:year|month|week|day|hour)\b", re.I), "rate"),
    (
        re.compile(
            r"\s*(?:of the \w+ )?(?:that|which)?\s*(?:it|they|he|she|was|were|is|are|had|have)?\s*"
            r"(?:been\s+)?(?:had\s+)?(?:promised|due|planned|agreed|owed)\b",
            re.I,
        ),
        "whole",
    ),
)
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in a sentence.

    `low` and `high` bound what the words allow ("about 200" allows 176 to 224). `units` are
    concepts: the unit itself, or, where the words leave it out, those of the sentences before.
    `stated` tells whether the unit stands with the number. `role` tells "1,900 out of 4,200"
    (plain, whole), "four, not nine" (plain, rejected), "by a third" (change), "a year" (rate),
    "two of its boats" (part).
    `frame` tells what a length or a time measures ("away", "for", "late"), where the words say.
    """

    value: float
    low: float
    high: float
    units: frozenset[str]
    stated: bool
    role: Role
    start: int
    end: int
    frame: str = ""
    money: bool = False


def measure(quantity: Quantity, text: str, inherited: frozenset[str]) -> Measure:
    """A quantity of `text` with its role, read from the words beside it."""
    start, end = quantity.span.start, quantity.span.end
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    role: Role = "plain"
    for pattern, found in _BEFORE:
        if pattern.search(before):
            role = found
            break
    else:
        clause = re.split(r"[.;:,]", after, maxsplit=1)[0]
        for pattern, found in _AFTER:
            if pattern.match(clause):
                role = found
                break
    if role == "plain" and _is_part(quantity.span.quote[:200], after):
        role = "part"
    low, high = bounds(quantity.value, quantity.bound)
    unit = unit_concept(quantity.unit)
    return Measure(
        quantity.value,
        low,
        high,
        frozenset({unit}) if unit else inherited,
        bool(unit),
        role,
        start,
        end,
        frame(quantity.unit, before, after),
        len(quantity.unit) == 3 and quantity.unit.isupper(),
    )


_OF_ITS = re.compile(
    r"\bof\s+(?:the|these|those|its|their|his|her|our|[A-Z]\w+['\u2019]s)\s+(?P<next>(?:\w+\s+)?\w)"
)


def _is_part(quote: str, after: str) -> bool:
    """Whether a number tells of some out of more ("two of its boats"), whose number is not told."""
    match = _OF_ITS.search(quote) or _OF_ITS.match(after.lstrip())
    return match is not None and not any(c.isdigit() for c in match.group("next"))


_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|final|last|initial|other|previous|earlier|new|latest|original"
    r"|revised|next)\s+(\w+)",
    re.I,
)


@lru_cache(maxsize=20_000)
def series(text: str) -> dict[str, frozenset[str]]:
    """Which of a series a sentence speaks of: {"half": {"second"}}."""
    found: dict[str, set[str]] = {}
    for match in _ORDINAL.finditer(text[:2000]):
        thing = concept(match.group(2))
        if thing in concept_set("series.txt"):
            found.setdefault(thing, set()).add(match.group(1).lower())
    return {thing: frozenset(which) for thing, which in sorted(found.items())}


_NOT = re.compile(r"\s*[,;—–-]?\s*(?:and\s+)?not\s+(?:the\s+|for\s+)?(\d[\d.,]*\d|\d|[a-z]+)\b(?!\s*%)", re.I)
SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
}
"""The number words that stand alone."""


def rejections(text: str, start: int, end: int) -> Iterator[float]:
    """The numbers that are called wrong between two offsets: the nine of "four days, not nine"."""
    for match in _NOT.finditer(text, start, min(end, start + 2000)):
        word = match.group(1).lower().replace(",", "")
        value = float(SMALL[word]) if word in SMALL else _number(word)
        if value is not None:
            yield value


def rejected(held: Measure, text: str) -> Measure | None:
    """The bare number that a measure rejects: the nine of "four days, not nine"; None without one."""
    match = _NOT.match(text, held.end, held.end + 60)
    if match is None:
        return None
    word = match.group(1).lower().replace(",", "")
    value = float(SMALL[word]) if word in SMALL else _number(word)
    if value is None:
        return None
    low, high = bounds(value, "exact")
    return Measure(value, low, high, held.units, held.stated, "rejected", match.start(1), match.end(1))


def _number(word: str) -> float | None:
    return float(word) if re.fullmatch(r"\d+(?:\.\d+)?", word) else None


def bounds(value: float, bound: str) -> tuple[float, float]:
    """The least and the greatest number that the words allow."""
    size = abs(value)
    if bound == "about":
        return value - 0.125 * size, value + 0.125 * size
    if bound == "at least":
        return value, float("inf")
    if bound == "at most":
        return float("-inf"), value
    # "1.6 billion" is rounded to its last digit: half a step to either side is the same figure
    return value - 0.012 * size, value + 0.012 * size


def unit_concept(unit: str) -> str:
    """The concept of a unit; "" where there is none."""
    return concept(unit) if unit else ""


def same_unit(a: Measure, b: Measure, *, loose: bool = False) -> bool:
    """Whether two numbers count the same kind of thing, as far as the words tell.

    `loose` takes equal numbers for the same where one of them leaves its unit out.
    """
    if loose and a.value == b.value and not (a.stated and b.stated):
        return True
    if not a.units or not b.units:
        return False
    if a.units & b.units:
        return True
    above = broader()
    return any(x in above.get(y, ()) or y in above.get(x, ()) for x in a.units for y in b.units)


def same_frame(a: Measure, b: Measure) -> bool:
    """Whether two numbers may measure the same: "30 kilometres away" is not "for six kilometres"."""
    return not a.frame or not b.frame or a.frame == b.frame


def of_one_size(a: Measure, b: Measure) -> bool:
    """Whether two numbers are near enough to be rival counts of one thing."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= 50 * max(low, 1.0)


def agree(a: Measure, b: Measure) -> bool:
    """Whether one number can satisfy both."""
    return a.low <= b.high and b.low <= a.high
