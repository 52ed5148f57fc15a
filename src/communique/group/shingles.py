"""Word shingles of texts, and what two texts have in common by them.

A shingle is three words in a row, lower case, without punctuation, as a 64-bit hash. Words are
hashed all at once: a word's hash is the difference of two running sums over the characters of
the text, so no word is cut out. Characters count by Unicode's letters and digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

WINDOW = 10
"""Shingles in a row of which one must be shared for their stretch of the text to be covered."""

SAMPLED = np.uint64(7)
"""Shingles whose hash has none of these bits enter the index: one in eight."""

QUOTED = {"“": re.compile(r"“[^“”]{1,2000}”"), "«": re.compile(r"«[^«»]{1,2000}»")}
STRAIGHT = '"'
LONGEST_QUOTE = 2000
LEAST_OUTSIDE = (120, 0.25)
"""Quotes are left out only if so many characters, and such a share of the text, remain."""

LONGEST = 200_000
"""Characters of a text that are compared; what comes later could not undo a copy."""

KNOWN = 0x3000
"""Code points below this go by Unicode's tables; those above are letters, each as it is."""

# Odd, so that its powers have inverses modulo 2**64.
BASE = 0x9E3779B97F4A7C15
FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Print:
    """The shingles of one text: `run` in the order of the text, `whole` sorted and distinct."""

    run: Hashes
    whole: Hashes

    @property
    def sample(self) -> Hashes:
        """Those that enter the index, sorted."""
        found: Hashes = self.whole[self.whole & SAMPLED == 0]
        return found


def fingerprint(text: str) -> Print:
    """The shingles of a text; empty for texts of fewer than three words."""
    words = word_hashes(text[:LONGEST])
    if len(words) < 3:
        empty = np.empty(0, dtype=np.uint64)
        return Print(empty, empty)
    mixed = words[:-2] * FACTORS[0] + words[1:-1] * FACTORS[1] + words[2:] * FACTORS[2]
    run = mixed ^ (mixed >> np.uint64(29))
    whole = np.sort(run)
    fresh = np.empty(len(whole), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(whole[1:], whole[:-1], out=fresh[1:])
    return Print(run, whole[fresh])


def outside_quotes(text: str) -> Print | None:
    """The shingles outside quotation marks; None where there are none, or too little else."""
    outside = text = text[:LONGEST]
    for mark, pattern in QUOTED.items():
        if mark in outside:
            outside = pattern.sub(" ", outside)
    if STRAIGHT in outside:
        outside = "\n".join(_unquoted(paragraph) for paragraph in outside.split("\n"))
    enough = len(outside) >= max(LEAST_OUTSIDE[0], LEAST_OUTSIDE[1] * len(text))
    return fingerprint(outside) if enough and len(outside) < len(text) else None


def word_hashes(text: str) -> Hashes:
    """One hash a word, in the order of the text, whatever the case of its letters."""
    letters, values = _alphabet()
    if text.isascii():
        points: npt.NDArray[np.unsignedinteger] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
        numbers = values[points]
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        strange = np.flatnonzero(points >= KNOWN)
        numbers = values[np.minimum(points, KNOWN)]
        numbers[strange] = points[strange]
        points = np.minimum(points, KNOWN)
    inside = np.zeros(len(points) + 2, dtype=np.bool_)
    inside[1:-1] = letters[points]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    powers, inverses = _powers(len(points))
    numbers *= powers
    # Sums up to and without each character; the last word may end with the text.
    sums = np.empty(len(points) + 1, dtype=np.uint64)
    sums[0] = 0
    np.cumsum(numbers, out=sums[1:])
    codes: Hashes = (sums[ends] - sums[starts]) * inverses[starts]
    return (codes ^ (codes >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)


def containment(a: Hashes, b: Hashes) -> float:
    """The share of the smaller set's shingles that the other holds too, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return int(np.count_nonzero(_within(a, b))) / len(a) if len(a) else 0.0


def coverage(a: Print, b: Print) -> float:
    """The share of the shorter text's stretches that hold a shingle of the other, 0 to 1.

    High for a text that was edited all over, where containment falls; low where two texts share
    some paragraphs and differ in the rest.
    """
    short, long = (a, b) if len(a.run) <= len(b.run) else (b, a)
    hits = _within(short.run, long.whole)
    stretches = len(hits) // WINDOW
    if not stretches:
        return float(bool(hits.any()))
    return float(hits[: stretches * WINDOW].reshape(stretches, WINDOW).any(axis=1).mean())


def _within(a: Hashes, b: Hashes) -> npt.NDArray[np.bool_]:
    """For each of `a` whether the sorted `b` holds it."""
    if not len(b):
        return np.zeros(len(a), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = b[np.minimum(np.searchsorted(b, a), len(b) - 1)] == a
    return found


def _unquoted(paragraph: str) -> str:
    """A paragraph without what stands between straight marks: every second piece, where marks
    stand close to it on both sides."""
    pieces = paragraph.split(STRAIGHT)
    kept = pieces[::2]
    for piece in pieces[1::2]:
        if not piece or piece[0].isspace() or piece[-1].isspace() or len(piece) > LONGEST_QUOTE:
            return paragraph
    return " ".join(kept)


@cache
def _alphabet() -> tuple[npt.NDArray[np.bool_], Hashes]:
    """For code points up to `KNOWN` whether they are letters or digits, and the number of their
    lower case."""
    letters = np.ones(KNOWN + 1, dtype=np.bool_)
    values = np.arange(KNOWN + 1, dtype=np.uint64)
    for point in range(KNOWN):
        character = chr(point)
        letters[point] = character.isalnum() or character == "_"
        values[point] = ord(character.lower()[0]) + 1
    return letters, values


class _Table:
    """Powers of `BASE` and their inverses modulo 2**64, as many as the longest text so far needs."""

    powers: Hashes = np.ones(1, dtype=np.uint64)
    inverses: Hashes = np.ones(1, dtype=np.uint64)


def _powers(length: int) -> tuple[Hashes, Hashes]:
    if length > len(_Table.powers):
        size = max(4096, 2 * length)
        for name, base in (("powers", BASE), ("inverses", pow(BASE, -1, 2**64))):
            row = np.full(size, base, dtype=np.uint64)
            row[0] = 1
            setattr(_Table, name, np.cumprod(row, dtype=np.uint64))
    return _Table.powers[:length], _Table.inverses[:length]
