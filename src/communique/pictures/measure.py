"""How wide words are, without a font: so that labels are wrapped and never lie on each other.

Widths are those of DejaVu Sans, the widest of the usual faces for screens; in others a label is narrower
than it is taken to be, and only the white around it grows.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from communique.pictures.svg import plain

BOLD = 1.13
"""How much wider the bold face is."""
MOST = 2000
"""Characters of a label that are looked at."""
ELLIPSIS = "…"

_EMS = {
    0.28: "'ijl",
    0.32: " ,.IJ’‘·",
    0.36: "/:;\\f|",
    0.4: "()-[]t",
    0.44: "!r",
    0.48: '"',
    0.52: "*_`–“”",
    0.56: "?Lcsz",
    0.6: "Fkvxy",
    0.64: "$0123456789EPSTYabdeghnopqu{}",
    0.72: "KABCRVXZ",
    0.8: "HNU&DGOQ",
    0.84: "#+<=>^w~×−→",
    1.0: "M%@Wm—…",
}
_WIDTHS = {character: ems for ems, characters in _EMS.items() for character in characters}


@cache
def _ems(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, 0.85)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, in the unit of `size`."""
    return sum(_ems(c) for c in plain(text)) * size * (BOLD if bold else 1.0)


def fitted(text: str, most: float, size: float, *, bold: bool = False) -> str:
    """The line, cut with an ellipsis if it is wider than `most`."""
    text = " ".join(plain(text)[:MOST].split())
    if width(text, size, bold=bold) <= most:
        return text
    room = most - width(ELLIPSIS, size, bold=bold)
    kept = 0
    for character in text:
        room -= width(character, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,.;:") + ELLIPSIS


def wrapped(text: str, most: float, size: float, *, lines: int = 3, bold: bool = False) -> tuple[str, ...]:
    """The text on at most `lines` lines no wider than `most`, cut with an ellipsis where it does not fit.

    A word that is wider than a line is cut by itself. Empty text is one empty line.
    """
    words = plain(text)[:MOST].split()
    made: list[str] = []
    at = 0
    while at < len(words) and len(made) < lines:
        if len(made) == lines - 1:
            made.append(fitted(" ".join(words[at:]), most, size, bold=bold))
            return tuple(made)
        line = fitted(words[at], most, size, bold=bold)
        at += 1
        while at < len(words) and width(f"{line} {words[at]}", size, bold=bold) <= most:
            line = f"{line} {words[at]}"
            at += 1
        made.append(line)
    return tuple(made) or ("",)
