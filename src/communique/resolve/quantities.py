"""Find numbers that count or measure something, with their unit and how tightly they are meant.

Rules over the text, no parse. Dates, years, times of day, telephone and page numbers, addresses,
reference marks and names ("Mi-17", "G20") are no quantities; ordinals are not either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.resolve.bounds import DURATIONS, bound_before
from communique.resolve.dates import find_dates
from communique.resolve.numbers import BIG, DIGITS, SHORT, SMALL, SPACE, WORDS, scaled, value_of
from communique.resolve.shares import QuantityFound, find_shares
from communique.resolve.units import Unit, hyphenated, measure_after, noun_after, signs


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    money, _ = signs()
    return re.compile(
        rf"(?:(?P<sign>(?<![\w$])(?:{money}){SPACE}?)"
        rf"|(?<![\w.,$€£¥/:]))(?P<number>(?P<digits>{DIGITS})|(?P<words>{WORDS})(?![\w]))"
        rf"(?:(?:{SPACE}|-)?(?P<scale>{BIG}|(?<=\d){SHORT})(?![\w]))?",
        re.IGNORECASE,
    )


_LABELS = frozenset(
    "page pages ak boeing airbus p pp number no nos article articles resolution paragraph section chapter"
    " route highway flight room gate channel line phase stage group category type level class"
    " grade day week round version volume vol annex appendix table figure fig item rule protocol"
    " law decree order bill platform track terminal block unit reactor covid agenda vision tel"
    " phone fax box aged age".split()
)
_WORD_BEFORE = re.compile(r"(\w+)\.?[ \t\u00a0]\Z")
_MARK_BEFORE = re.compile(r"(?:[#№\[]|\[[\d, ]{0,20})\Z")
_TIME_AFTER = re.compile(
    r"(?::\d\d|\s?[ap]\.?m\b|\s?o[’']clock|\s?(?:hours|hrs)?\s?(?:GMT|UTC|CET|EST|EDT|BST|local time)\b)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"{SPACE}of{SPACE}(?P<whose>them|those|these|the|its|their|his|her|our|us|whom|which)\b", re.IGNORECASE
)
_AGO = re.compile(rf"{SPACE}(?:ago|earlier|later|from{SPACE}now)\b", re.IGNORECASE)
_ELLIPSIS = 300  # characters over which a unit is still understood
_ALIKE = 50  # how many times larger or smaller a number of the same kind may be


def find_quantities(text: str) -> tuple[QuantityFound, ...]:
    """The quantities of a text: (start, end, value, unit, bound), in order, none overlapping.

    `unit` is an ISO 4217 code, "percent", "times", a unit of `data/units.tsv`, or the singular of
    the counted noun; "" where the text leaves it out ("as high as 850 million"). The span runs
    from the number (or its currency sign) to the unit; words such as "about" stay outside and
    make the bound. Time is linear in the text.
    """
    blocked = [(start, end) for start, end, _ in find_dates(text, None) if not _duration_date(text, start)]
    found = [*find_shares(text), *_numbers(text)]
    kept: list[QuantityFound] = []
    at = 0
    for item in sorted(found, key=lambda q: (q[0], -q[1])):
        if kept and item[0] < kept[-1][1]:
            continue
        while at < len(blocked) and blocked[at][1] <= item[0]:
            at += 1
        if at < len(blocked) and blocked[at][0] < item[1]:
            continue
        kept.append(item)
    return tuple(_with_elided(text, kept))


def _duration_date(text: str, start: int) -> bool:
    return (
        re.match(r"within|(?:in|over|during|for)\s+the", text[start : start + 12], re.IGNORECASE) is not None
    )


# ------------------------------------------------------------------ plain numbers


def _numbers(text: str) -> Iterator[QuantityFound]:
    _, codes = signs()
    for match in _pattern().finditer(text):
        start, end = match.start(), match.end()
        if match["sign"]:
            code = codes.get(match["sign"].strip()) or codes.get(match["sign"].strip().upper())
            if code is not None:
                scale = match["scale"]
                after = measure_after(text, end)
                if after is not None and after.name == code:
                    end = after.end
                yield (
                    start,
                    end,
                    scaled(value_of(match["number"]), scale),
                    code,
                    bound_before(text, start, code),
                )
                continue
            start = match.start("number")
        if not _free_standing(text, match, start):
            continue
        yield from _counted(text, match, start)


def _free_standing(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the number is neither a part of a name or code nor a label, a time or a date."""
    end = match.end()
    before, after = text[max(0, start - 26) : start], text[end : end + 14]
    if match["digits"]:
        if re.search(r"[\w]-\Z|\d[-–/]\Z|[-–]\d+[-–]\Z", before) and not re.search(
            r"\b(?:\d+)[-–]\Z", before
        ):
            return False
        if re.match(r"[-/]\d|\d|[A-Za-z]{1,2}\d|(?:st|nd|rd|th)\b|\.\d", after) and not re.match(
            r"[-–]\d+[ ,.]", after
        ):
            return False
        if (re.match(r"[.)]\s", after) and re.search(r"(?:\A|\n)\s*\Z", before)) or re.match(
            r"\]|(?:,\s?\d+)*\]", after
        ):
            return False
        if _TIME_AFTER.match(after):
            return False
    elif re.match(r"[-’']?(?:th|ths|st|nd|rd)\b", after):
        return False
    return bool(match["scale"]) or not _labelled(before)


def _labelled(before: str) -> bool:
    """Whether the words before a number make it the name of something: "page 4", "[12, 13"."""
    word = _WORD_BEFORE.search(before)
    return (word is not None and word[1].lower() in _LABELS) or _MARK_BEFORE.search(before) is not None


def _counted(text: str, match: re.Match[str], start: int) -> Iterator[QuantityFound]:
    end = match.end()
    word = match["number"].lower()
    value = scaled(value_of(word), match["scale"])
    one = word == "one" and not match["scale"]
    unit: Unit | None = measure_after(text, end)
    if match["number"][:1].isalpha() and re.search(
        r"\b(?:few|several|many|couple\s+of)\s+\Z", text[max(0, start - 12) : start], re.IGNORECASE
    ):
        return  # "several hundred" is no number
    if unit is None and not one:
        unit = hyphenated(text, end) if text[end : end + 1] == "-" else noun_after(text, end)
        if unit is None and match["scale"] is None and text[end : end + 1] == "-":
            return
        if unit is None:
            unit = _of_them(text, end)
    elif (
        unit is None
        and one
        and re.search(
            r"(?:at least|only|just|than|single|not)\s+\Z", text[max(0, start - 9) : start], re.IGNORECASE
        )
    ):
        unit = noun_after(text, end, singular=True)
    if unit is None:
        if (
            match["scale"]
            or "," in word
            or any(s in word for s in ("hundred", "thousand"))
            or _bare(text, start, end, word)
        ):
            yield start, end, value, "", bound_before(text, start, "")
        return
    if unit.name in DURATIONS and _AGO.match(text, unit.end):
        return
    low = _range_low(text, start, unit)
    if low is not None:
        yield (
            low[0],
            low[1],
            low[2] * (scaled(1.0, match["scale"]) if low[2] < 1000 else 1.0) * unit.factor,
            unit.name,
            "exact",
        )
    yield start, unit.end, value * unit.factor, unit.name, bound_before(text, start, unit.name)


def _bare(text: str, start: int, end: int, word: str) -> bool:
    """A number whose noun was named before: "14 of them", "arrested 14.", "not 40"."""
    if not word[0].isdigit() or len(word) > 6:
        return False
    return _OF_THEM.match(text, end) is not None


def _of_them(text: str, end: int) -> Unit | None:
    """The noun of "40 of the tractors", and the currency of "40 of the 95 million dollars"."""
    match = _OF_THEM.match(text, end)
    if match is None or match["whose"].lower() in ("them", "us", "whom", "which"):
        return None
    return noun_after(text, match.end())


_LOW = re.compile(
    rf"(?P<between>\bbetween{SPACE})?(?<![\w.,$€£¥/-])(?P<n>{DIGITS}|{SMALL})(?:{SPACE}(?P<to>to"
    rf"|or|and){SPACE}|[-–—])\Z",
    re.IGNORECASE,
)


def _range_low(text: str, start: int, unit: Unit) -> tuple[int, int, float] | None:
    """The lower number of "six to ten planes", which has no unit of its own."""
    before = text[max(0, start - 34) : start]
    match = _LOW.search(before)
    if match is None or ((match["to"] or "").lower() == "and" and not match["between"]):
        return None
    offset = start - len(before)
    return offset + match.start("n"), offset + match.end("n"), value_of(match["n"])


def _with_elided(text: str, found: list[QuantityFound]) -> Iterator[QuantityFound]:
    """Give numbers without a unit that of the number they are set against.

    "40 of the 95 million dollars"; "$64 million ... Chile will bear 38 million": the unit of the
    last one shortly before, if both are of one order of size; "14 of them": what was counted last.
    """
    done: list[QuantityFound] = []
    for index, item in enumerate(found):
        if item[3] == "":
            item = _elided(text, item, found[index + 1] if index + 1 < len(found) else None, done)
        done.append(item)
        yield item


def _elided(
    text: str, item: QuantityFound, following: QuantityFound | None, done: list[QuantityFound]
) -> QuantityFound:
    start, end, value, _, bound = item
    of_them = _OF_THEM.match(text, end)
    if of_them and following and 0 < following[0] - end < 10 and _is_currency(following[3]):
        factor = 1.0 if value >= 1000 or following[2] < 1000 else _scale_of(text, following)
        return start, end, value * factor, following[3], bound
    for previous in reversed(done[-4:]):
        unit = previous[3]
        if start - previous[1] > _ELLIPSIS or unit in ("", "percent", "times") or unit in DURATIONS:
            continue
        if of_them and of_them["whose"].lower() in ("them", "those", "these", "whom", "which"):
            if not _is_currency(unit) and value <= previous[2]:
                return start, end, value, unit, bound
        elif previous[2] / _ALIKE <= value <= previous[2] * _ALIKE and value >= 1000:
            return start, end, value, unit, bound
    return item


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _scale_of(text: str, item: QuantityFound) -> float:
    match = re.search(rf"\b({BIG})\b", text[item[0] : item[1]], re.IGNORECASE)
    return scaled(1.0, match.group(1)) if match else 1.0
