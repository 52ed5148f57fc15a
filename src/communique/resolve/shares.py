"""Shares, ratios and multiples: "three-quarters", "nine in ten", "half of", "twice as much"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.resolve.bounds import Bound, bound_before
from communique.resolve.numbers import ORDINAL_PARTS, SMALL, SPACE, scaled, value_of
from communique.resolve.units import measure_after, noun_after

QuantityFound = tuple[int, int, float, str, Bound]

_SHARES = r"(?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_FRACTION = re.compile(
    rf"(?<![\w-])(?P<n>one|two|three|four|five|six|seven|eight|nine|a|an)(?:{SPACE}"
    rf"|-)(?P<d>{_SHARES})(?![\w-])(?P<of>{SPACE}of\b)?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?<![\w.,-])(?P<n>{SMALL})(?:{SPACE}(?P<noun>[a-z]+))?{SPACE}(?:in"
    rf"|out{SPACE}of)(?:{SPACE}(?:every"
    rf"|each))?{SPACE}(?P<d>{SMALL})(?![\w,.-]*\d)(?!{SPACE}(?:years|months|weeks|days|million"
    rf"|billion|hours))(?![\w-])",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"(?<![\w-])half(?:(?P<amount>{SPACE}an?{SPACE}(?P<scale>million|billion|trillion"
    rf"|dozen)(?![\w]))|(?P<one>{SPACE}an?{SPACE}(?=[a-z]))|(?P<share>{SPACE}(?:of|the|its|their"
    rf"|his|her|our|that|this|all)\b)|(?=[,.;:”\"]))",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\w-])(?:(?P<twice>twice|double|doubled|doubling|twofold|triple|tripled|tripling|treble"
    rf"|threefold|quadruple|quadrupled|fourfold|fivefold|tenfold)|(?P<n>{SMALL}"
    rf"|\d{{1,3}}\.\d)(?:{SPACE}times(?={SPACE}(?:as|more|less|higher|larger|bigger|the|its|what"
    rf"|greater|lower|over|faster)\b)|-fold))(?![\w])",
    re.IGNORECASE,
)
_FOLDS = {"tw": 2.0, "do": 2.0, "tr": 3.0, "th": 3.0, "qu": 4.0, "fo": 4.0, "fi": 5.0, "te": 10.0}


def find_shares(text: str) -> Iterator[QuantityFound]:
    """Every share, ratio and multiple of a text; they may overlap each other."""
    for match in _FRACTION.finditer(text):
        top = 1.0 if match["n"].lower() in ("a", "an") else value_of(match["n"])
        bottom = ORDINAL_PARTS[_singular_share(match["d"])]
        if top == 1 and not match["of"] and not _share_in_context(text, match.start(), match.end()):
            continue  # "a third incident", "one fifth round"
        if top > bottom or (top > 1) != match["d"].lower().endswith("s"):
            continue
        end = match.end("d")
        yield (
            match.start(),
            end,
            round(100 * top / bottom, 1),
            "percent",
            bound_before(text, match.start(), "percent"),
        )
    for match in _RATIO.finditer(text):
        top, bottom = value_of(match["n"]), value_of(match["d"])
        noun = (match["noun"] or "").lower()
        if (noun and not (noun.endswith("s") or top == 1)) or not 0 < top < bottom or bottom > 1000:
            continue
        if re.search(r"\bin\b", match.group()) and bottom not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000):
            continue
        yield (
            match.start(),
            match.end(),
            round(100 * top / bottom, 1),
            "percent",
            bound_before(text, match.start(), "percent"),
        )
    for match in _HALF.finditer(text):
        yield from _half(text, match)
    for match in _TIMES.finditer(text):
        if match["n"]:
            value: float = value_of(match["n"])
        elif match["twice"].lower() == "twice" and not re.match(
            r"\s+(?:as|what|the|its|that|their|his|her|over)\b", text[match.end() : match.end() + 8]
        ):
            continue  # how often, not how much
        else:
            value = _FOLDS[match["twice"].lower()[:2]]
            if match["twice"].lower() == "double" and re.match(
                r"\s+(?:tax|agent|standard|blow|check|bed|room|life|digit|down|whammy)",
                text[match.end() : match.end() + 12],
            ):
                continue
        yield match.start(), match.end(), value, "times", bound_before(text, match.start(), "times")


def _half(text: str, match: re.Match[str]) -> Iterator[QuantityFound]:
    start = match.start()
    bound = bound_before(text, start, "percent")
    if match["amount"]:
        value = scaled(0.5, match["scale"])
        unit = measure_after(text, match.end("amount")) or noun_after(text, match.end("amount"))
        if unit is None:
            yield start, match.end(), value, "", bound
        else:
            yield start, unit.end, value * unit.factor, unit.name, bound
    elif match["one"]:
        unit = measure_after(text, match.end("one") - 1)
        if unit is not None:
            yield start, unit.end, 0.5 * unit.factor, unit.name, bound
    elif re.search(
        r"(?:first|second|other|latter|former|better|northern|southern|eastern|western)\s+\Z",
        text[max(0, start - 12) : start],
    ):
        return
    elif match["share"] or re.search(
        r"\b(?:by|in|nearly|about|almost|than)\s+\Z", text[max(0, start - 9) : start]
    ):
        yield start, start + 4, 50.0, "percent", bound


def _singular_share(word: str) -> str:
    plain = word.lower()
    return "half" if plain == "halves" else plain.rstrip("s")


def _share_in_context(text: str, start: int, end: int) -> bool:
    """Whether "a third" without "of" is a share: after "by" and the like, or at a clause's end."""
    if re.search(
        r"\b(?:by|about|nearly|almost|around|than|roughly|some|to|over|under|only)\s+\Z",
        text[max(0, start - 10) : start],
        re.IGNORECASE,
    ):
        return (
            re.match(r"\s+[a-z]+(?:s|ed)?\s", text[end : end + 16]) is None
            or re.match(
                r"\s+(?:of|between|in|from|since|this|last|to|over|after|during|and|or|but|on|at|as|by|for"
                r"|more|less|because|when|while)\b",
                text[end : end + 10],
            )
            is not None
        )
    return False
