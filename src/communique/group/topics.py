"""What a word is worth for telling stories apart.

A word that stands in few articles ties those together. Over a handful of articles that
cannot be counted, so each word starts from a general frequency in news (data/background.tsv)
that weighs as much as `PRIOR` articles, and the articles at hand correct it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

PRIOR = 60
"""How many articles the general frequencies count for."""

UNLISTED = 0.003
"""The share of articles that hold a word which the table does not list."""

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


class Weights:
    """Weights of words over a set of articles: minus the logarithm of a word's share."""

    def __init__(self, articles: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        self.size = 0
        for words in articles:
            counts.update(set(words))
            self.size += 1
        self.counts = counts

    def __call__(self, word: str) -> float:
        """The weight of a stem, from about 0.5 (everywhere) to 6 and more (rare)."""
        expected = PRIOR * background().get(word, UNLISTED)
        share = (expected + self.counts[word]) / (PRIOR + self.size)
        return -math.log(min(share, 0.95))

    def vector(self, words: Mapping[str, float]) -> dict[str, float]:
        """Weighted and normalised to length 1; counts enter by their logarithm."""
        raw = {word: math.log1p(count) * self(word) for word, count in words.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / length for word, value in sorted(raw.items())} if length else {}


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
