"""Words of sentences as sparse vectors of length 1, weighted by how rare they are in general texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from communique.group.topics import WORD, stem, weight

Vector = Mapping[str, float]


def vector(text: str) -> Vector:
    """Stem → weight; counts enter by their logarithm. Length 1, or empty."""
    counts = Counter(stem(word) for word in WORD.findall(text))
    return _unit({word: math.log1p(count) * weight(word) for word, count in counts.items()})


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(value * b[word] for word, value in a.items() if word in b)


def centre(vectors: Iterable[Vector]) -> Vector:
    """The mean of vectors, at length 1; empty for none."""
    total: dict[str, float] = {}
    for one in vectors:
        for word, value in one.items():
            total[word] = total.get(word, 0.0) + value
    return _unit(total)


def _unit(raw: Mapping[str, float]) -> Vector:
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}
