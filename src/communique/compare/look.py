"""A quick look at all statements of a neighbourhood at once: which come near saying the same, or may differ.

How far each covers each other one is a product of two matrices: the weights of the concepts that one
holds, and how well the other answers them. The measures of `scoring` that can be told from that are
weighed as there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.compare.bags import Bags
from communique.compare.likeness import BASE, COMMON, FIGURE, INHERITED, TIME, kin
from communique.compare.scoring import fitted
from communique.compare.words import common_concepts, opposed

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]

ROWS = 96
"""Statements that are laid beside all others at once."""
REACH = 3000
"""Statements before and after these that they are laid beside; so the work does not grow with an arc."""
LEAST_MASS, LEAST_SHARE = 0.6, 0.1
"""The weight that two statements must share at least, and the share of each."""
NEARLY = 2.2
"""Log odds by which the quick look may think less of a pair than the close one."""
MOST_BESIDE = 128
"""Statements that each is laid beside at a quick look, those that it shares most with for their length."""
PARTNERS = 32
"""Statements that each is laid beside closely, by the quick look's odds."""
BEHIND = 0.1
"""How much less alike than the best of each in the other's article two statements may be."""
SAME = -0.85
"""Log odds from which two statements say the same by the close look."""
LEAST_RIVAL, LEAST_RIVAL_MASS = 0.2, 0.6
"""How alike two must be, and what they must share, that may differ in a figure or by words
that deny each other."""
LEAST_DENIED, LEAST_ANSWERED = 0.25, 0.4
"""The same where one denies something, and how far the other must cover what denies."""
LEAST_OTHER, LEAST_OTHER_MASS = 0.5, 1.2
"""The same for what may differ in its day, its place or its sides."""

MOST_REJECTED = 64
"""Figures called wrong that are looked for in other statements, and those in which one is."""


class Look:
    """All statements of a neighbourhood side by side."""

    def __init__(self, found: Bags, near: Bools) -> None:
        """`near` tells which articles may tell of one happening, by their places."""
        self.rows, self.near = found.rows, near
        self.names = list(found.names)
        self.article = np.array([row.article for row in self.rows])
        self.quoted = np.array([row.quoted for row in self.rows])
        self.to_come = np.array([row.to_come for row in self.rows])
        self.denies = np.array([row.denies for row in self.rows])
        self.holder = np.array([row.holder for row in self.rows])
        figures, times = _figures(self.names), _times(self.names)
        self.marks = _flat([row.marks for row in self.rows])
        self.counted = np.array([row.counts for row in self.rows])
        self.figured = np.bincount(self.marks[0], figures[self.marks[1]], len(self.rows)) > 0
        self.dated = np.bincount(self.marks[0], times[self.marks[1]], len(self.rows)) > 0
        self.weight = _weigh(self.names, found.seen, found.sentences)
        self.own = _flat([row.own for row in self.rows])
        self.whole = np.bincount(self.own[0], self.weight[self.own[1]], len(self.rows)).astype(np.float32)
        self.answers = _by_column(*self._answers(found), len(self.names))
        self.told = _by_column(*self.marks, np.ones(len(self.marks[0]), np.float32), len(self.names))

    def _answers(self, found: Bags) -> tuple[Ints, Ints, Floats]:
        """Which statement answers which concept how well; the best answer comes last."""
        rows, columns = _flat([row.around for row in self.rows])
        parts = [(rows, columns, np.full(len(rows), INHERITED, np.float32))]
        rows, columns = self.own
        held = np.bincount(columns, minlength=len(self.names))
        number = found.names
        links = [
            (n, number[other], credit)
            for name, n in number.items()
            if held[n] and name[0] not in "@#~!"
            for other, credit in kin(name)
            if other in number and held[number[other]]
        ]
        if links:
            by_column = np.argsort(columns, kind="stable")
            starts = np.concatenate(([0], np.cumsum(held)))
            from_, to, credit = (np.array(each) for each in zip(*links, strict=True))
            places, which = _slices(starts, from_)
            parts.append((rows[by_column][places], to[which], credit[which].astype(np.float32)))
        parts.append((rows, columns, np.ones(len(rows), np.float32)))
        one, two, three = (np.concatenate(each) for each in zip(*parts, strict=True))
        order = np.argsort(three, kind="stable")
        return one[order], two[order], three[order]

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs (row numbers, the lower first) that are worth a close look, in order."""
        size = len(self.rows)
        parts = []
        bounds = np.flatnonzero(np.diff(self.article, prepend=-1))
        start = 0
        while start < size:
            stop = int(bounds[bounds >= min(start + ROWS, size)][:1].sum()) or size
            parts.append(self._covered(start, stop))
            start = stop
        keys, mass, share, figures, times = (np.concatenate(each) for each in zip(*parts, strict=True))
        first, second = keys // size, keys % size
        upper = np.flatnonzero(first < second)
        back = second[upper] * size + first[upper]
        at = np.minimum(np.searchsorted(keys, back), len(keys) - 1)
        both = keys[at] == back
        upper, at = upper[both], at[both]
        rejected = self._rejected()
        if not len(upper):
            return sorted(rejected)
        chosen = self._hopeful(
            first[upper],
            second[upper],
            np.minimum(mass[upper], mass[at]),
            share[upper],
            share[at],
            figures[upper],
            times[upper],
        )
        one, two = first[upper][chosen].tolist(), second[upper][chosen].tolist()
        return sorted(rejected.union(zip(one, two, strict=True)))

    def _rejected(self) -> set[tuple[int, int]]:
        """Pairs of which one calls a figure wrong that the other tells, however little else they share."""
        wrong = [(n, figure) for n, row in enumerate(self.rows) for figure in row.rejects]
        found: set[tuple[int, int]] = set()
        for n, figure in wrong[:MOST_REJECTED]:
            start = self.told[0][figure]
            for other in self.told[1][start : self.told[0][figure + 1]][:MOST_REJECTED].tolist():
                here, there = self.article[n], self.article[other]
                if here != there and self.near[here, there]:
                    found.add((min(n, other), max(n, other)))
        return found

    def _covered(self, start: int, stop: int) -> tuple[Ints, Floats, Floats, Floats, Floats]:
        """How far the statements from `start` to `stop` are covered by others, as far as it is enough:
        (number of both, weight, share, figures, times)."""
        low, high = max(0, start - REACH), min(len(self.rows), stop + REACH)
        mass = self._product(self.own, self.answers, self.weight, start, stop, low, high)
        figures = self._product(self.marks, self.told, _figures(self.names), start, stop, low, high)
        times = self._product(self.marks, self.told, _times(self.names), start, stop, low, high) > 0
        mass += FIGURE * figures + TIME * times
        whole = self.whole[start:stop, None] + FIGURE * figures + TIME * times
        enough = (mass >= LEAST_MASS) & (mass >= LEAST_SHARE * whole)
        home, others = self.article[start:stop, None], self.article[None, low:high]
        voices = self.quoted[start:stop, None] & self.quoted[None, low:high]
        enough &= (home != others) | voices
        if enough.shape[1] > MOST_BESIDE:
            told = np.where(enough, mass / np.sqrt(whole * self.whole[None, low:high] + 1e-6), 0.0)
            least = np.partition(told, -MOST_BESIDE, axis=1)[:, -MOST_BESIDE, None]
            enough &= told >= least
            enough &= np.cumsum(enough, axis=1) <= MOST_BESIDE  # where many are alike
        one, two = np.nonzero(enough)
        apart = one + start != two + low
        one, two = one[apart], two[apart]
        return (
            (one + start) * len(self.rows) + two + low,
            mass[one, two],
            mass[one, two] / whole[one, two],
            figures[one, two],
            times[one, two].astype(np.float32),
        )

    def _product(
        self,
        own: tuple[Ints, Ints],
        answers: tuple[Ints, Ints, Floats],
        weight: Floats,
        start: int,
        stop: int,
        low: int,
        high: int,
    ) -> Floats:
        """The weight of what each row from `start` to `stop` holds that rows from `low` to `high` answer."""
        a, b = np.searchsorted(own[0], (start, stop))
        rows, columns = own[0][a:b] - start, own[1][a:b]
        some = weight[columns] > 0
        rows, columns = rows[some], columns[some]
        chosen, place = np.unique(columns, return_inverse=True)
        starts, answering, credit = answers
        places, which = _slices(starts, chosen)
        there = answering[places]
        near = (there >= low) & (there < high)
        left = np.zeros((stop - start, len(chosen)), np.float32)
        left[rows, place] = weight[columns]
        right = np.zeros((len(chosen), high - low), np.float32)
        right[which[near], there[near] - low] = credit[places[near]]
        return left @ right

    def _hopeful(
        self, one: Ints, two: Ints, mass: Floats, left: Floats, right: Floats, figures: Floats, times: Floats
    ) -> Bools:
        line = fitted()
        high, low = np.maximum(left, right), np.minimum(left, right)
        score = 0.6 * high + 0.4 * low
        rivals = self._rival(one, two, score), self._rival(two, one, score)
        margin = np.maximum(-0.5, score - np.maximum(*rivals))
        ahead = score - np.minimum(*rivals)
        much = np.log1p(mass)
        near = self.near[self.article[one], self.article[two]]
        total = (
            line["bias"]
            + line["high"] * high
            + line["low"] * low
            + (line["mass"] + line["hard"]) * much
            + line["figures"] * np.minimum(2, figures)
            + line["times"] * times
            + line["one happening"] * near
            + line["margin"] * margin
            + line["high and mass"] * high * much
            + line["holder"] * ((self.holder[one] == self.holder[two]) & (self.holder[one] >= 0))
            + line["both deny"] * (self.denies[one] & self.denies[two])
            + line["figure on one side"] * (self.figured[one] != self.figured[two])
            + line["other times"] * (self.dated[one] & self.dated[two] & (times == 0))
        )
        apart = self.article[one] != self.article[two]
        hopeful: Bools = apart & (total >= SAME - NEARLY) & (ahead >= -BEHIND)
        hopeful |= self._may_differ(one, two, score, mass, left, right)
        return hopeful & ((_rank(one, total, hopeful) < PARTNERS) | (_rank(two, total, hopeful) < PARTNERS))

    def _rival(self, one: Ints, two: Ints, score: Floats) -> Floats:
        """For each pair the best score of another pair of `one` with a statement of the other's article."""
        group = one * (int(self.article.max()) + 1) + self.article[two]
        order = np.lexsort((-score, group))
        first = np.flatnonzero(np.diff(group[order], prepend=-1))
        best = np.zeros(len(score), np.float32)
        size = np.diff(np.append(first, len(order)))
        ranked = score[order]
        second = np.where(size > 1, ranked[np.minimum(first + 1, len(order) - 1)], 0.0)
        best[order] = np.repeat(ranked[first], size)
        best[order[first]] = second
        return best

    def _may_differ(
        self, one: Ints, two: Ints, score: Floats, mass: Floats, left: Floats, right: Floats
    ) -> Bools:
        """Which pairs may differ in something, as far as a quick look tells."""
        counted, dated, denies = self.counted, self.dated, self.denies
        figures = counted[one] & counted[two]
        turned = (denies[one] != denies[two]) | (figures & (denies[one] | denies[two]))
        found: Bools = np.logical_or(figures, self._opposed(one, two))
        found &= (score >= LEAST_RIVAL) & (mass >= LEAST_RIVAL_MASS)
        # what is denied is mostly told by the other
        answered = np.where(denies[one] == denies[two], 1.0, np.where(denies[one], left, right))
        found |= turned & (score >= LEAST_DENIED) & (answered >= LEAST_ANSWERED)
        found |= (dated[one] & dated[two]) & (score >= LEAST_OTHER) & (mass >= LEAST_OTHER_MASS)
        found &= ~(self.to_come[one] | self.to_come[two])
        found &= self.near[self.article[one], self.article[two]]
        return found

    def _opposed(self, one: Ints, two: Ints) -> Bools:
        """Which pairs hold words that deny each other."""
        number = {name: n for n, name in enumerate(self.names)}
        chosen = sorted(name for name in opposed() if name in number)
        if not chosen:
            return np.zeros(len(one), np.bool_)
        column = {number[name]: n for n, name in enumerate(chosen)}
        holds = np.zeros((len(self.rows), len(chosen)), np.bool_)
        meets = np.zeros_like(holds)
        for at, row in enumerate(self.rows):
            for n in row.own & column.keys():
                holds[at, column[n]] = True
                for other in opposed()[self.names[n]]:
                    if other in number:
                        meets[at, column[number[other]]] = True
        return np.logical_or.reduce(holds[one] & meets[two], axis=1)  # type: ignore[no-any-return]


def _rank(rows: Ints, worth: Floats, counted: Bools) -> Ints:
    """Which place each has among the counted ones of its row, from the most worth."""
    order = np.lexsort((-worth, ~counted, rows))
    first = np.flatnonzero(np.diff(rows[order], prepend=-1))
    size = np.diff(np.append(first, len(order)))
    found = np.empty(len(rows), np.int64)
    found[order] = np.arange(len(rows)) - np.repeat(first, size)
    return found


def _weigh(names: Sequence[str], seen: Mapping[int, int], sentences: int) -> Floats:
    """How telling each concept is, as `likeness.Weights` has it, without looking at how it stands."""
    common = common_concepts()
    base = [
        BASE["state"] if name[0] == "@" and len(name) == 4 else BASE["person"] if name[0] == "@"
        else COMMON if name in common else BASE["word"]
        for name in names
    ]  # fmt: skip
    count = np.array([seen.get(n, 1) for n in range(len(names))])
    rare = np.maximum(0.0, 1.0 - np.log(count) / log(sentences + 1))
    weights: Floats = np.array(base) * (0.25 + 0.75 * rare)
    return weights.astype(np.float32)


def _figures(names: Sequence[str]) -> Floats:
    return np.array([name[0] == "#" and 10 <= float(name[1:]) != 100 for name in names], np.float32)


def _times(names: Sequence[str]) -> Floats:
    return np.array([name[0] == "~" for name in names], np.float32)


def _flat(sets: Sequence[frozenset[int]]) -> tuple[Ints, Ints]:
    """Sets of numbers as pairs of arrays: of which set, and the number."""
    rows = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    return rows, np.fromiter(chain.from_iterable(sets), np.int64, len(rows))


def _by_column(rows: Ints, columns: Ints, values: Floats, size: int) -> tuple[Ints, Ints, Floats]:
    """The entries of a matrix by their columns: where each column starts, the rows, the values."""
    order = np.argsort(columns, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(columns, minlength=size))))
    return starts, rows[order], values[order]


def _slices(starts: Ints, chosen: Ints) -> tuple[Ints, Ints]:
    """The places of all entries of the chosen columns, and for each entry which of those it is of."""
    size = starts[chosen + 1] - starts[chosen]
    which = np.repeat(np.arange(len(chosen)), size)
    places = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size) + starts[chosen][which]
    return places, which
