"""What a word is worth for telling stories apart.

A word that stands in few articles ties those together. How common a word is comes from general
frequencies (data/general.tsv, and data/background.tsv for the words of the news), not from the
articles at hand: so what two articles have in common depends on nothing but the two.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

UNLISTED = 0.0012
"""The share of articles that hold a word which no table lists."""

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

SUFFIXES = (
    ("'s", ""), ("’s", ""), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"),
    ("ing", ""), ("ed", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""), ("e", ""),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem: lower case, without possessive, plural and the commonest verb endings."""
    word = word.lower()
    for suffix, instead in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: len(word) - len(suffix)] + instead
    return word


@cache
def shares() -> Mapping[str, float]:
    """Stem → share of articles, roughly, that hold it: the higher of the two tables."""
    found = dict(background())
    for line in rows("general.tsv"):
        share, _, words = line.partition("\t")
        for word in words.split():
            found[word] = max(float(share), found.get(word, 0.0))
    return found


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """What a stem is worth: minus the logarithm of its share, from about 0.5 to 6.7."""
    return -math.log(shares().get(word, UNLISTED))


@cache
def background() -> Mapping[str, float]:
    """Stem → share of articles in general news that hold it."""
    shares: dict[str, float] = {}
    for line in rows("background.tsv"):
        share, _, words = line.partition("\t")
        for word in words.split():
            shares.setdefault(stem(word), float(share))
    return shares


def rows(name: str) -> list[str]:
    """The lines of a data file of this stage, without comments and blank lines."""
    text = files("communique.group").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Packed:
    """A vector over stems as two arrays, for fast products: sorted hashes of the stems, and values."""

    keys: npt.NDArray[np.uint64]
    values: npt.NDArray[np.float64]


def vector(words: Mapping[str, float]) -> dict[str, float]:
    """Counts of stems, weighted and normalised to length 1; counts enter by their logarithm."""
    raw = {word: math.log1p(count) * weight(word) for word, count in words.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {word: value / length for word, value in sorted(raw.items())} if length else {}


def pack(one: Mapping[str, float]) -> Packed:
    """A vector as arrays."""
    keys = np.fromiter((_key(word) for word in one), np.uint64, len(one))
    values = np.fromiter(one.values(), np.float64, len(one))
    order = np.argsort(keys)
    return Packed(keys[order], values[order])


@lru_cache(maxsize=200_000)
def _key(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def products(one: Packed, others: Sequence[Packed]) -> list[float]:
    """The products of a packed vector with others, all at once."""
    if not len(one.keys):
        return [0.0] * len(others)
    lengths = [len(other.keys) for other in others]
    if not sum(lengths):
        return [0.0] * len(others)
    keys = np.concatenate([other.keys for other in others])
    values = np.concatenate([other.values for other in others])
    place = np.minimum(np.searchsorted(one.keys, keys), len(one.keys) - 1)
    shared = np.flatnonzero(one.keys[place] == keys)
    owner = np.repeat(np.arange(len(others)), lengths)[shared]
    found = np.bincount(owner, weights=values[shared] * one.values[place[shared]], minlength=len(others))
    return [float(value) for value in found]


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(value * b[word] for word, value in a.items() if word in b)


def centre(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of vectors, at length 1; empty for none."""
    total: dict[str, float] = {}
    for vector in vectors:
        for word, value in vector.items():
            total[word] = total.get(word, 0.0) + value
    length = math.sqrt(math.fsum(value * value for value in total.values()))
    return {word: value / length for word, value in sorted(total.items())} if length else {}
