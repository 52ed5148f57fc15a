"""What keeps two groups of articles apart although their articles are alike.

Two trials, two earthquakes or two fights of one champion share most of their words. What differs
is what all articles of one group share and the other group lacks. It shows once words are weighed
within the two groups: what nearly all of their articles hold says nothing any more. If articles
are then far more alike inside the groups than across, or if each group has names of its own
that the other hardly has, the groups are of two happenings. One article alone can never show that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from communique.group.evidence import Signature
from communique.group.topics import weight
from communique.group.vectors import Vector, matrix, stem_of

GROUP = 3
"""Articles that each group must have."""

MOST = 24
"""Articles of a group that are looked at, the first by their ids."""

ACROSS = 0.44
"""Likeness across two groups by likeness inside, below which they are of two happenings."""

COPIED = 0.3
"""More likeness than this counts as this much: copies of one text must not make a group of it."""

TELLING, NAMED = 4.1, 3
"""The log-likelihood ratio from which a name is one group's own (3 of 3 articles against 0 of 3 has 4.16),
and how many such names each of the groups must have."""

LEAST_PART = 4
"""Articles of each part when a finished group is parted: parts are chosen to differ, so more is asked."""

ROUNDS = 20
"""How often articles may change sides before a group is taken as parted."""

PARTS = (0.4, 0.3, 0.3)
"""What the likeness of texts, of leads and of names counts for."""


def rivals(a: Sequence[Signature], b: Sequence[Signature]) -> str:
    """Why two groups are of two happenings, in plain words; empty where nothing tells."""
    if min(len(a), len(b)) < GROUP:
        return ""
    a, b = (sorted(group, key=lambda one: one.id)[:MOST] for group in (a, b))
    ratio = across(a, b)
    mine, others = own_names(a, b), own_names(b, a)
    if ratio < ACROSS:
        return f"articles are {ratio:.0%} as alike across the two as inside them" + _told(mine, others)
    if min(len(mine), len(others)) >= NAMED:
        return "each has names of its own" + _told(mine, others)
    return ""


def halves(group: Sequence[Signature]) -> tuple[list[int], list[int]]:
    """The two parts of a group that are least alike by its local words, as places in it; one may be
    empty. The leading axis of the centred likenesses parts them, then each article goes to the part
    whose members it is more like on the mean (spectral bisection, then kernel 2-means)."""
    likeness = _likeness(group)
    size = len(group)
    outside = ~np.eye(size, dtype=np.bool_)
    centred = np.where(outside, likeness - likeness[outside].mean(), 0.0)
    axis = np.linalg.eigh(centred)[1][:, -1]
    side = np.round(axis, 9) > 0
    for _ in range(ROUNDS):
        if side.all() or not side.any():
            break
        mean = [(centred[:, part].sum(axis=1)) / np.maximum(part.sum() - part, 1) for part in (side, ~side)]
        again = mean[0] > mean[1]
        if (again == side).all():
            break
        side = again
    return np.flatnonzero(side).tolist(), np.flatnonzero(~side).tolist()


def across(a: Sequence[Signature], b: Sequence[Signature]) -> float:
    """Mean likeness of articles of different groups by that inside the groups, by words that not
    nearly all of them hold."""
    likeness = np.minimum(_likeness((*a, *b)), COPIED)
    same = np.arange(len(likeness)) < len(a)
    inside = np.triu(same[:, None] == same[None, :], 1)
    ratio = likeness[same[:, None] & ~same[None, :]].mean() / max(likeness[inside].mean(), 1e-9)
    return round(float(ratio), 9)


def _likeness(group: Sequence[Signature]) -> npt.NDArray[np.float64]:
    texts, leads, names = (
        local(vectors)
        for vectors in (
            [one.whole for one in group],
            [one.lead for one in group],
            [one.names for one in group],
        )
    )
    likeness: npt.NDArray[np.float64] = PARTS[0] * texts + PARTS[1] * leads + PARTS[2] * names
    return likeness


def local(vectors: Sequence[Vector]) -> npt.NDArray[np.float64]:
    """Cosines of these vectors, each word weighed by how few of them hold it."""
    rows, held = matrix(vectors)
    rows *= np.sqrt(np.log((len(vectors) + 1) / held))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths > 0, lengths, 1.0)
    cosines: npt.NDArray[np.float64] = rows @ rows.T
    return cosines


def own_names(a: Sequence[Signature], b: Sequence[Signature]) -> list[str]:
    """Stems of names that one group has and the other hardly has, the most telling first."""
    mine, others = (Counter(chain.from_iterable(one.names.numbers.tolist() for one in g)) for g in (a, b))
    found = []
    for name, count in mine.items():
        other = others[name]
        if count / len(a) > other / len(b):
            told = _fit(count, len(a)) + _fit(other, len(b)) - _fit(count + other, len(a) + len(b))
            if told >= TELLING:
                word = stem_of(name)
                found.append((-round(told, 6), -weight(word), word))
    return [word for *_, word in sorted(found)]


@lru_cache(maxsize=10_000)
def _fit(count: int, size: int) -> float:
    """The logarithm of the best likelihood of `count` articles out of `size`."""
    if count in (0, size):
        return 0.0
    return count * math.log(count / size) + (size - count) * math.log(1 - count / size)


def _told(mine: Iterable[str], others: Iterable[str]) -> str:
    named = [", ".join(list(names)[:NAMED]) for names in (mine, others)]
    return f" ({named[0]} against {named[1]})" if all(named) else ""
