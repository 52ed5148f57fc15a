"""What a word is worth for telling stories apart.

A word that stands in few articles ties those together. How common a word is comes from general
frequencies (data/general.tsv, and data/background.tsv for the words of the news), not from the
articles at hand: so what two articles have in common depends on nothing but the two.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

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
