"""Word shingles of texts, and which texts share many of them.

A shingle is three words in a row, lower case, without punctuation. What stands between
quotation marks is left out where enough other words remain: independent reports share the
quotes of one speaker, but not the words around them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]
"""Sorted distinct hashes of the shingles of one text."""

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^“”]{1,2000}”|(?<!\w)\"(?=\S)[^\"]{1,1000}(?<=\S)\"(?!\w)|«[^«»]{1,2000}»")
LEAST_OUTSIDE = (20, 0.25)
"""Quotes are left out only if so many words, and such a share of all words, remain."""

COMMON = 40
"""A shingle of more texts than this counts only between neighbours, to keep the work linear."""

FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def shingles(text: str) -> Shingles:
    """The shingles of a text, outside its quotes; empty for texts of fewer than three words."""
    outside = "\n".join(QUOTED.sub(" ¶ ", paragraph) for paragraph in text.split("\n"))
    words = WORD.findall(text.lower())
    kept = WORD.findall(outside.lower())
    if len(kept) >= max(LEAST_OUTSIDE[0], LEAST_OUTSIDE[1] * len(words)):
        words = kept
    if len(words) < 3:
        return np.empty(0, dtype=np.uint64)
    codes = np.fromiter(
        (zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words)
    )
    codes = codes * np.uint64(0x27D4EB2F165667C5) + np.uint64(1)
    mixed = codes[:-2] * FACTORS[0] + codes[1:-1] * FACTORS[1] + codes[2:] * FACTORS[2]
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def containment(a: Shingles, b: Shingles) -> float:
    """The share of the smaller set's shingles that the other holds too, 0 to 1."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def sharing(sets: Sequence[Shingles], *, least: float) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) of texts that may share `least` of the smaller one's shingles, in order.

    An inverted index: shingles in up to `COMMON` texts count for every pair of them; those in
    more texts (a footer, or a report that everybody prints) count between neighbours, which
    still links all printings of one report.
    """
    sizes = [len(one) for one in sets]
    if not sum(sizes):
        return
    keys = np.concatenate(sets)
    owners = np.repeat(np.arange(len(sets), dtype=np.int64), sizes)
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    counts = np.diff(np.r_[starts, len(keys)])
    left: list[npt.NDArray[np.int64]] = []
    right: list[npt.NDArray[np.int64]] = []
    for count in np.unique(counts[counts > 1]).tolist():
        rows = owners[starts[counts == count][:, None] + np.arange(count)]
        offsets = range(1, count) if count <= COMMON else (1,)
        for step in offsets:
            left.append(rows[:, :-step].ravel())
            right.append(rows[:, step:].ravel())
        if count > COMMON:
            left.append(np.repeat(rows[:, 0], count - 1))
            right.append(rows[:, 1:].ravel())
    if not left:
        return
    pairs, shared = np.unique(np.concatenate(left) * len(sets) + np.concatenate(right), return_counts=True)
    for pair, common in zip(pairs.tolist(), shared.tolist(), strict=True):
        i, j = divmod(pair, len(sets))
        if i != j and common >= least * 0.5 * min(sizes[i], sizes[j]):
            yield i, j


def neighbours(pairs: Sequence[tuple[int, int]], size: int) -> list[set[int]]:
    """For each of `size` texts those it is paired with."""
    known: list[set[int]] = [set() for _ in range(size)]
    for i, j in pairs:
        known[i].add(j)
        known[j].add(i)
    return known
