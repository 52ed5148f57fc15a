"""Hours of the day: a price or a share told at one hour is no rival of one told at another."""

from __future__ import annotations

import re

_MOMENT = re.compile(
    r"\b\d{1,2}[:.]\d\d\b(?:\s?[ap]\.?m\b)?|\b\d{1,2}\s?[ap]\.?m\b|\b(?:at|by|around|about|before|after)\s+(?:noon|midday|midnight|dawn|dusk)\b"
    r"|\bmid-?(?:morning|afternoon|day)\b|\b(?:early|late|morning|afternoon|premarket|pre-market|after-hours|extended)\s+(?:trading|trade|deals)\b"
    r"|\b(?:opening|closing)\s+bell\b|\bat\s+the\s+(?:close|open)\b|\bat\s+(?:opening|closing)\b",
    re.I,
)


def moments(text: str) -> frozenset[str]:
    """The hours of the day and of trading that a sentence names, as it writes them."""
    found = (match.group().lower().replace(".", ":").rstrip(":") for match in _MOMENT.finditer(text[:2000]))
    return frozenset(found)


def same_moment(one: str, other: str, *, passing: bool) -> bool:
    """Whether two sentences may tell of one moment.

    `passing` for what changes by the hour, as a price does: there an hour that only one of them
    names sets them apart too.
    """
    mine, theirs = moments(one), moments(other)
    if mine and theirs:
        return bool(mine & theirs)
    return not passing or not (mine or theirs)
