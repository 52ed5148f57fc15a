"""What a number of some unit measures, by the little words beside it: how far, how long, how deep, how late.

Two numbers of one unit in different frames measure different things: "30 kilometres away" is no
rival of "for six kilometres".
"""

from __future__ import annotations

import re

_HEDGE = (
    r"(?:(?:about|around|some|nearly|almost|roughly|only|just|at least|at most|up to|more than|less than"
    r"|fewer than|over|another|the|as many as)\s+)*"
)
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*(?:late|early|earlier|later|ago|ahead|before|after|behind|overdue)\b", re.I), "lag"),
    (re.compile(r"\s*(?:(?:to the )?\w+(?:ern)?\s+)?(?:away|off|out|from|short of)\b", re.I), "apart"),
    (
        re.compile(
            r"\s*(?:(?:due )?(?:north|south|east|west|outside)\w*\s+of|outside|upstream|downstream)\b", re.I
        ),
        "apart",
    ),
    (re.compile(r"\s*(?:deep\s+)?(?:into|inside|within|beyond|across)\b", re.I), "depth"),
    (re.compile(r"[\s-]*(?:long|wide|broad)\b", re.I), "extent"),
    (re.compile(r"[\s-]*(?:high|tall|deep|thick)\b", re.I), "height"),
    (re.compile(r"[\s-]*old\b|\s*of age\b", re.I), "age"),
)
_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?:for|after|along|during|last(?:s|ed)?|throughout)\s+{_HEDGE}$", re.I), "extent"),
    (re.compile(rf"\b(?:within|in)\s+{_HEDGE}$", re.I), "within"),
    (re.compile(rf"\b(?:every)\s+{_HEDGE}$", re.I), "rate"),
)
_DIMENSIONS = frozenset(
    "second minute hour day night week fortnight month quarter year decade century"
    " metre meter kilometre kilometer km mile foot inch yard nautical_mile".split()
)


def frame(unit: str, before: str, after: str) -> str:
    """The frame of a length or a time by the words beside it; "" for other units, or where none tells."""
    if not {part.rstrip("s") for part in unit.lower().replace("-", " ").split()} & _DIMENSIONS:
        return ""
    clause = re.split(r"[.;:,]", after, maxsplit=1)[0]
    for pattern, found in _AFTER:
        if pattern.match(clause):
            return found
    for pattern, found in _BEFORE:
        if pattern.search(before):
            return found
    return ""
