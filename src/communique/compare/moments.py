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
    found = (
        re.sub(r"(?<=\d)\.(?=\d)", ":", match.group().lower()).rstrip(":.")
        for match in _MOMENT.finditer(text[:2000])
    )
    return frozenset(found)


CLOSE = 90
"""Minutes by which two accounts of one moment may differ."""
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:\s?([ap])\.?m\b)?", re.I)


def _minutes(moment: str) -> int | None:
    """The minute of the day that an hour names, None for "early trading" and the like."""
    match = _CLOCK.match(moment)
    if match is None:
        return None
    hour = int(match[1]) % 24
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return 60 * hour + int(match[2] or 0)


def same_moment(one: str, other: str, *, passing: bool) -> bool:
    """Whether two sentences may tell of one moment, told within CLOSE minutes of each other.

    `passing` for what changes by the hour, as a price does: there an hour that only one of them
    names sets them apart too, and hours that are close are not the same.
    """
    mine, theirs = moments(one), moments(other)
    if mine and theirs:
        if mine & theirs:
            return True
        clocks = [[m for m in map(_minutes, sorted(side)) if m is not None] for side in (mine, theirs)]
        return not passing and any(abs(x - y) <= CLOSE for x in clocks[0] for y in clocks[1])
    return not passing or not (mine or theirs)
