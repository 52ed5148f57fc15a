"""A text and a claim about it as one row of word pieces, with hints of what they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from communique.extract.reader.pieces import WORD, Splitter

CLS, SEP = 101, 102
CLAIM, WHOLE = 64, 192
"""Word pieces of a claim, and of both together, at most."""
SIZES = (3, 4, 5)
"""Rows of the tables of hints: side, match, shape. Row 0 is for what frames the two."""
STEM = 6
"""Letters by which two forms of a word are taken to be one."""
_SENTENCE = re.compile(r"(?<=[.!?…][\"”'’)\]])\s+|(?<=[.!?…])\s+(?=[\"“'‘(\[A-Z0-9#])|\n+")


@dataclass(slots=True)
class Pair:
    """Pieces of a premise and a hypothesis in one row: `ids`; `kinds` (pieces, 3) rows of the tables of
    hints; `claim` the places of the first pieces of the hypothesis' words and `spans` their characters."""

    ids: list[int]
    kinds: NDArray[np.int64]
    claim: list[int]
    spans: list[tuple[int, int]]
    label: int = -1
    set: str = ""
    wrong: NDArray[np.float32] | None = None


def key(word: str) -> str:
    """What two forms of a word have in common."""
    return word.lower().replace(",", "").replace("’", "'").removesuffix("'s")[:STEM]


def pair_of(premise: str, claim: str, splitter: Splitter) -> Pair:
    """A premise and a claim as a row of at most WHOLE pieces.

    Of a premise that is too long the sentences are taken that share most with the claim, in their
    order. Linear in both texts.
    """
    words = list(WORD.finditer(claim))
    pieces = splitter.split([w.group() for w in words])
    size, kept = 0, 0
    while kept < len(words) and size + len(pieces[kept]) <= CLAIM:
        size += len(pieces[kept])
        kept += 1
    words, pieces = words[:kept], pieces[:kept]
    claimed = {key(w.group()) for w in words}
    room = WHOLE - size - 3
    told, told_pieces = _chosen(premise, claimed, room, splitter)
    held = {key(w) for w in told}
    ids, kinds, places = [CLS], [(0, 0, 0)], []
    for word, own in zip(told, told_pieces, strict=True):
        ids.extend(own)
        kinds.extend([(1, _match(word, claimed), _shape(word))] * len(own))
    ids.append(SEP)
    kinds.append((0, 0, 0))
    for match, own in zip(words, pieces, strict=True):
        places.append(len(ids))
        ids.extend(own)
        kinds.extend([(2, _match(match.group(), held), _shape(match.group()))] * len(own))
    ids.append(SEP)
    kinds.append((0, 0, 0))
    return Pair(ids, np.array(kinds, dtype=np.int64), places, [m.span() for m in words])


def _chosen(
    premise: str, claimed: set[str], room: int, splitter: Splitter
) -> tuple[list[str], list[tuple[int, ...]]]:
    """The words of the premise's sentences that fit, the likest to the claim first, in text order."""
    sentences = [WORD.findall(s) for s in _SENTENCE.split(premise) if s]
    pieces = [splitter.split(s) for s in sentences]
    sizes = [sum(map(len, p)) for p in pieces]
    if sum(sizes) <= room:
        order: Sequence[int] = range(len(sentences))
    else:
        keys = [{key(w) for w in s} for s in sentences]
        rarity = Counter(k for some in keys for k in some & claimed)
        weight = {k: log(1 + len(sentences) / n) for k, n in rarity.items()}
        worth = [sum(weight[k] for k in some & claimed) / (8 + len(some)) ** 0.5 for some in keys]
        order = sorted(range(len(sentences)), key=lambda n: (-worth[n], n))
    chosen: dict[int, int] = {}
    left = room
    for n in order:
        if left <= 0:
            break
        chosen[n] = int(np.searchsorted(np.cumsum([len(p) for p in pieces[n]]), left, side="right"))
        left -= sizes[n]
    words = [w for n in sorted(chosen) for w in sentences[n][: chosen[n]]]
    return words, [p for n in sorted(chosen) for p in pieces[n][: chosen[n]]]


def _match(word: str, others: set[str]) -> int:
    """1 found on the other side, 2 not found, 3 a mark."""
    if not word[0].isalnum():
        return 3
    return 1 if key(word) in others else 2


def _shape(word: str) -> int:
    """1 lower case, 2 capitalised, 3 digits, 4 marks."""
    if word[0].isdigit():
        return 3
    if not word[0].isalpha():
        return 4
    return 2 if word[0].isupper() else 1
