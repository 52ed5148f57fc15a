"""Numbers in digits and in words, as patterns and as values."""

from __future__ import annotations

import re

_UNITS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10.0 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
ORDINAL_PARTS: dict[str, float] = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip

_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=lambda w: (-len(w), w)))
_STEP = r"(?:[ \t\u00a0]|\n)?(?:[ \t\u00a0]|-|\n)"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?)"
WORDS = (
    rf"(?:(?:a[ \t\u00a0](?=hundred|thousand|dozen))?(?:{_SMALL}|hundred|thousand|dozen)"
    rf"(?:(?:{_STEP}|[ \t\u00a0\n]and[ \t\u00a0\n])(?:{_SMALL}|hundred"
    rf"|thousand)(?![\w])){{0,8}}(?:[ \t\u00a0\n]point(?:[ \t\u00a0\n](?:{_SMALL})(?![\w])){{1,4}})?"
    r"(?:[ \t\u00a0\n]and[ \t\u00a0\n]a[ \t\u00a0\n]half(?![\w]))?"
    r"|a(?=[ \t\u00a0](?:million|billion|trillion)(?![\w])))"
)
SPACE = r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3})"
SMALL = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred)"
BIG = r"(?:thousand|million|billion|trillion|lakh|crore)"
SHORT = r"(?:mln|mn|bln|bn|trn|tn|m|b|k)"


def value_of(words: str) -> float:
    """The value of digits ("4,200", "1.6") or number words ("two hundred and five").

    Raises ValueError for anything else.
    """
    plain = words.strip().lower()
    if plain[:1].isdigit():
        return float(plain.replace(",", ""))
    if plain in ("a", "an"):
        return 1.0
    whole, point, tail = plain.partition(" point ")
    if point:
        digits = "".join(str(int(_UNITS.get(word, 0.0))) for word in tail.split())
        return float(f"{int(value_of(whole))}.{digits}")
    whole, half, _ = re.sub(r"\s+", " ", plain).partition(" and a half")
    if half:
        return value_of(whole) + 0.5
    total = current = 0.0
    for word in re.split(r"[\s-]+", plain):
        if word in ("and", "a", "an", ""):
            current = current or (1.0 if word in ("a", "an") else 0.0)
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
        else:
            raise ValueError(f"not a number: {words!r}")
    return total + current


def scaled(value: float, scale: str | None) -> float:
    """The value times its scale word ("million", "bn"), without binary dust."""
    return float(f"{value * (SCALES[scale.strip().lower()] if scale else 1.0):.12g}")
