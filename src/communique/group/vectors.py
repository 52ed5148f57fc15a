"""Vectors over the stems of texts, as arrays of numbers of stems and values.

Each stem has a number in the vocabulary of this process, in the order in which stems were first met. So
products of many vectors are a look-up each, not a search. The numbers never leave the process: a vector
that is pickled takes its stems along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.group.topics import stem, weight

Numbers = npt.NDArray[np.int32]
Values = npt.NDArray[np.float64]

SKIPPED = -1
"""The number of words that say nothing."""

BUNDLED = 4
"""How many vectors are in one bundle."""

NEARLY = 1e-9
"""Values no further apart count as equal."""

MOST_WORDS = 1_000_000
"""Printed words whose stems are remembered at a time."""


class _Vocabulary:
    """Stems by number with what they are worth, and room for one vector over all of them."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.stems: list[str] = []
        self.weights: Values = np.zeros(4096)
        self.room: Values = np.zeros(4096 * BUNDLED)

    def number(self, known: str) -> int:
        found = self.numbers.get(known)
        if found is None:
            found = self.numbers[known] = len(self.stems)
            self.stems.append(known)
            if found >= len(self.weights):
                self.weights = np.concatenate([self.weights, np.zeros(len(self.weights))])
                self.room = np.zeros(len(self.weights) * BUNDLED)
            self.weights[found] = weight(known)
        return found


class _Words(dict[str, int]):
    """The numbers of the stems of words; years and small numbers are skipped."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        # Years are the business of `timing`, small numbers say nothing.
        dull = word.isdigit() and (len(word) < 3 or (len(word) == 4 and word[:2] in ("19", "20")))
        found = self[word] = SKIPPED if dull else _VOCABULARY.number(stem(word))
        return found


_VOCABULARY = _Vocabulary()
_WORDS = _Words()


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A vector over stems: their numbers, ascending, and the values, of the same length."""

    numbers: Numbers
    values: Values

    @property
    def stems(self) -> list[str]:
        """The stems, in the order of the values."""
        stems = _VOCABULARY.stems
        return [stems[number] for number in self.numbers.tolist()]

    def __len__(self) -> int:
        return len(self.numbers)

    def __reduce__(self) -> tuple[object, ...]:
        return of, (self.stems, self.values)


def of(stems: Sequence[str], values: Values) -> Vector:
    """The vector with these values for these stems, which are all different."""
    found = np.fromiter(map(_VOCABULARY.number, stems), np.int32, len(stems))
    order = np.argsort(found)
    return Vector(found[order], np.asarray(values, dtype=np.float64)[order])


def stem_of(number: int) -> str:
    """The stem that has this number."""
    return _VOCABULARY.stems[number]


def numbered(words: Sequence[str]) -> Numbers:
    """The numbers of the stems of words, in their order; `SKIPPED` for those that say nothing."""
    return np.fromiter(map(_WORDS.__getitem__, words), np.int32, len(words))


def counted(words: Sequence[str], times: Values) -> Vector:
    """How often each stem of these words stands there, each word counting for its `times`."""
    found = numbered(words)
    order = found.argsort(kind="stable")
    order = order[np.searchsorted(found, 0, sorter=order) :]  # those to be skipped stand in front
    if not len(order):
        return Vector(np.empty(0, np.int32), np.empty(0))
    found = found[order]
    first = np.empty(len(found), np.bool_)
    first[0] = True
    np.not_equal(found[1:], found[:-1], out=first[1:])
    starts = np.flatnonzero(first)
    return Vector(found[starts], np.add.reduceat(times[order], starts))


def weighed(counts: Vector) -> Vector:
    """Counts of stems, weighted and normalised to length 1; counts enter by their logarithm."""
    return _unit(counts.numbers, np.log1p(counts.values) * _VOCABULARY.weights[counts.numbers])


def ones(numbers: Numbers) -> Vector:
    """The vector that is 1 for these stems."""
    return Vector(numbers, np.ones(len(numbers)))


def named(counts: Mapping[str, float]) -> Vector:
    """Counts of stems as a vector."""
    return of(list(counts), np.fromiter(counts.values(), np.float64, len(counts)))


def products(one: Vector, others: Sequence[Vector]) -> Values:
    """The products of a vector with others, all at once."""
    if not others or not len(one):
        return np.zeros(len(others))
    return spread(one, row(others), np.concatenate([other.values for other in others]))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Vectors one after the other: the numbers of their stems, and to which vector each belongs."""

    numbers: Numbers
    owner: npt.NDArray[np.intp]
    count: int


def row(vectors: Sequence[Vector]) -> Row:
    """These vectors as a row, of which there are some."""
    numbers = [one.numbers for one in vectors]
    owner = np.repeat(np.arange(len(numbers)), list(map(len, numbers)))
    return Row(np.concatenate(numbers), owner, len(numbers))


def spread(one: Vector | Bundle, others: Row, values: Values | None = None) -> Values:
    """The products of a vector with those of a row, which have these values, by default 1 everywhere."""
    room = _VOCABULARY.room
    room[one.numbers] = one.values
    found = room[others.numbers]
    room[one.numbers] = 0.0
    if values is not None:
        found *= values
    return np.bincount(others.owner, weights=found, minlength=others.count).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """`BUNDLED` vectors in one, each with numbers of its own, so that all products of two bundles take one
    pass. `lengths` are the lengths of the vectors."""

    numbers: Numbers
    values: Values
    lengths: tuple[int, ...]

    def part(self, place: int) -> Vector:
        """One of the vectors."""
        start = sum(self.lengths[:place])
        stop = start + self.lengths[place]
        return Vector(self.numbers[start:stop] // BUNDLED, self.values[start:stop])

    def __reduce__(self) -> tuple[object, ...]:
        return bundle, (tuple(self.part(place) for place in range(BUNDLED)),)


def bundle(vectors: Sequence[Vector]) -> Bundle:
    """These vectors in one."""
    numbers = [one.numbers * BUNDLED + place for place, one in enumerate(vectors)]
    values = [one.values for one in vectors]
    return Bundle(np.concatenate(numbers), np.concatenate(values), tuple(map(len, values)))


def bundle_products(one: Bundle, others: Sequence[Bundle]) -> Values:
    """The products of a bundle's vectors with those of others: a row for each vector of the bundle."""
    parts = np.repeat(np.arange(BUNDLED * len(others)), [n for other in others for n in other.lengths])
    many = Row(np.concatenate([other.numbers for other in others]), parts, BUNDLED * len(others))
    values = np.concatenate([other.values for other in others])
    return spread(one, many, values).reshape(-1, BUNDLED).T


def cosine(a: Vector, b: Vector) -> float:
    """The product of two vectors; of length 1, their cosine, 0 to 1."""
    return float(products(a, (b,))[0])


def centre(vectors: Sequence[Vector]) -> Vector:
    """The mean of vectors, at length 1; empty for none."""
    if len(vectors) == 1:
        return vectors[0]
    numbers, values = total(vectors)
    return _unit(numbers, values)


def total(vectors: Sequence[Vector]) -> tuple[Numbers, Values]:
    """The sum of vectors, as numbers of stems and values."""
    if not vectors:
        return np.empty(0, np.int32), np.empty(0)
    numbers, place = np.unique(np.concatenate([one.numbers for one in vectors]), return_inverse=True)
    weights = np.concatenate([one.values for one in vectors])
    return numbers, np.bincount(place, weights=weights, minlength=len(numbers)).astype(np.float64)


def heaviest(one: Vector, most: int) -> list[str]:
    """The stems with the highest values, the first first; ties fall to the alphabet."""
    values = one.values
    if len(values) > most:
        least = np.partition(values, len(values) - most)[len(values) - most]
        places = np.flatnonzero(values >= least - NEARLY)
    else:
        places = np.arange(len(values))
    rows = zip(np.round(-values[places], 9).tolist(), one.numbers[places].tolist(), strict=True)
    stems = _VOCABULARY.stems
    return [known for _, known in sorted((value, stems[number]) for value, number in rows)[:most]]


def telling(one: Vector, most: int) -> list[tuple[int, float]]:
    """The numbers of the stems with the highest values, and these, in no order; ties fall to the alphabet."""
    values = one.values
    if len(values) <= most:
        return list(zip(one.numbers.tolist(), values.tolist(), strict=True))
    least = np.partition(values, len(values) - most)[len(values) - most]
    chosen = np.flatnonzero(values > least + NEARLY).tolist()
    ties = np.flatnonzero(np.abs(values - least) <= NEARLY).tolist()
    if len(chosen) + len(ties) > most:
        numbers, stems = one.numbers, _VOCABULARY.stems
        ties = sorted(ties, key=lambda place: stems[numbers[place]])[: most - len(chosen)]
    chosen += ties
    return list(zip(one.numbers[chosen].tolist(), values[chosen].tolist(), strict=True))


def common(a: Vector, b: Vector) -> Vector:
    """The stems that two vectors share, with the products of their values."""
    numbers, mine, others = np.intersect1d(a.numbers, b.numbers, assume_unique=True, return_indices=True)
    return Vector(numbers, a.values[mine] * b.values[others])


def matrix(vectors: Sequence[Vector]) -> tuple[Values, Values]:
    """Vectors as rows over the stems that any of them holds, and how many hold each."""
    numbers = np.concatenate([one.numbers for one in vectors])
    found, place = np.unique(numbers, return_inverse=True)
    rows = np.zeros((len(vectors), len(found)))
    rows[np.repeat(np.arange(len(vectors)), [len(one) for one in vectors]), place] = np.concatenate(
        [one.values for one in vectors]
    )
    return rows, np.bincount(place, minlength=len(found)).astype(np.float64)


def _unit(numbers: Numbers, values: Values) -> Vector:
    length = float(np.sqrt(values @ values))
    return Vector(numbers, values / length if length else values)
