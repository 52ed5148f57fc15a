"""Figures told by pointing back: "The operator speaks of 900", "She put the figure at 185 million".

Such a sentence leaves what is counted to the sentence before; it tells the same with another value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.compare.measures import SMALL

_SUBJECT = 120
"""Characters that the words before the verb may take: who puts the figure so."""
_NUMBER = (
    r"(?P<number>(?P<figure>\d[\d.,]*\d|\d|" + "|".join(sorted(SMALL)) + r")"
    r"(?:[ \u00a0-](?P<scale>hundred|thousand|million|billion|trillion))?)"
)
_HEDGE = (
    r"(?:(?:only|just|about|around|some|nearly|almost|roughly|at|least|most|as|many|more|fewer|less|than|over"
    r"|up|to)\s+)*"
)
_BARE = re.compile(
    r"\b(?:(?:speaks?|spoke|spoken|talks?|talked|tells?|told) of|mentions?|mentioned|counts?|counted"
    r"|gives?|gave|estimates?|estimated|reports?|reported|records?|recorded|registers?|registered"
    r"|lists?|listed|names?|named|cites?|cited)\s+"
    + _HEDGE
    + _NUMBER
    + r"(?=\s*(?:[.,;:!?\u201d\u2019\"']|$|instead\b|only\b|in all\b|in total\b|and\b|while\b|but\b))",
    re.I,
)
_POINTED = re.compile(
    r"\b(?:put|puts|putting|set|sets|placed?|places|gave|gives?|estimated?|estimates)\s+"
    r"(?:it|that|them|(?:the|that|this|their|its)\s+(?:\w+\s+){0,2}?"
    r"(?:figure|number|total|toll|sum|amount|count|cost|price|value|share|bill|size))\s+(?:at|as)\s+"
    + _HEDGE
    + r"(?:[$€£¥]\s?)?"
    + _NUMBER,
    re.I,
)
_NUMBERED = re.compile(r"\d|\b(?:" + "|".join(sorted(SMALL)) + r")\b", re.I)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


@dataclass(frozen=True, slots=True)
class Pointing:
    """A number that points back, and the offset of the verb that tells it. `voice` is who tells
    it; `bare` tells that only the number may stand there ("speaks of 900", but not "of 900 homes")."""

    value: float
    start: int
    end: int
    verb: int
    voice: str
    bare: bool


def pointing(text: str, start: int, end: int) -> Pointing | None:
    """The figure between two offsets that takes what it counts from the sentence before, or None."""
    stop = min(end, start + 400)
    if _NUMBERED.search(text, start, stop) is None:
        return None
    for pattern in (_POINTED, _BARE):
        match = pattern.search(text, start, stop)
        if match is None or match.start() - start > _SUBJECT:
            continue
        value = _value(match.group("figure"), match.group("scale"))
        if value is None:
            continue
        voice = text[start : match.start()].strip(' \n"“‘').lower()
        return Pointing(
            value, match.start("number"), match.end("number"), match.start(), voice, pattern is _BARE
        )
    return None


def _value(figure: str, scale: str | None) -> float | None:
    word = figure.lower().replace(",", "")
    if word in SMALL:
        value = float(SMALL[word])
    elif re.fullmatch(r"\d+(?:\.\d+)?", word):
        value = float(word)
    else:
        return None
    return value * _SCALES[scale.lower()] if scale else value
