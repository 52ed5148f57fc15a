"""Which articles may be of one happening: few pairs for each article, found through an inverted index.

Two articles are candidates if they share two or more of their telling words (the heaviest of each, and
its numbers); a word that tells in many articles no longer tells. Each article goes down the row of its
candidates, the most promising first by the weight of the shared words and by time, until it has met a
few with which it does not belong: so what is judged for an article grows with its story and not with the
set. A pair is kept if either of the two came so far. Order and score of a pair depend on the two
articles alone and how far each goes on the articles, not on the order in which they came. An article
more judges only the pairs that it makes.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence, Set
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from communique.group.evidence import Signature
from communique.group.pairs import CLOSE, FEW_DAYS, LATER, LOWEST, judge_all, near_enough
from communique.group.vectors import telling

TELLING = 40
"""How many of an article's heaviest words enter the index."""

CROWDED = 200
"""A word that tells in more articles than this no longer tells."""

SHARED = 2
"""How many telling words two articles must share to be candidates."""

STRANGERS = 16
"""An article goes down its row until it has met so many with which it does not belong."""

AT_ONCE = 24
"""How many candidates are judged at a time."""

UNIT = 1 << 10
"""What a word of the value 1 counts in the index, where all sums are of whole numbers."""

NUMBER = UNIT // 7
"""What a number counts; two that share it have half of what it adds to their score."""

PLACE = 2 * UNIT
"""In the index a place and a word's value are packed into one number."""

PROMISE = 20.0
"""What a likeness of 1 by telling words promises in points of the score: it stands for that of leads and
names too."""

NEAR, FURTHER = round(CLOSE * UNIT**2 / PROMISE), round(LATER * math.log(2) * UNIT**2 / PROMISE)
"""What time promises: for two dated articles that are near, and for each doubling of more days."""

LEAST = 2 * UNIT**2
"""Keeps what is promised above 0."""

DOUBLED = np.array([FEW_DAYS * 2**n + 1 for n in range(20)])
"""Days apart, each about twice the last."""

HASH = 36
"""Bits of the hashes of two articles, which decide ties; what the two promise stands in the bits above."""

UNHELD = np.iinfo(np.int64).max
"""More than any pair promises."""

COUNT = 1 << 40
"""What each shared word adds to the sum of the products, so that one sum counts them too."""

Keys = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]


class StoryIndex:
    """The signatures so far, by their place, and the scores of the pairs that may belong together.

    `scores` and `versions` are up to date after `refresh`.
    """

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self.scores: list[dict[int, float]] = []
        """For each article those that it may belong with, and the score of the two; pairs with the lowest
        score are left out, since that is what a pair has that was not judged."""
        self.versions: list[int] = []
        """How often the scores of each article have changed."""
        self.judged = 0
        """How many pairs have been judged so far."""
        self._words: list[array[int]] = []
        self._holders: dict[int, array[int]] = {}
        self._first, self._last, self._dated, self._ties = array("q"), array("q"), array("q"), array("q")
        self._promised: list[dict[int, int]] = []
        self._strangers: list[list[int]] = []
        self._reach = array("q")
        self._fresh = 0
        self._crossed: set[int] = set()

    def add(self, signatures: Iterable[Signature]) -> None:
        """Take these in; their pairs are judged at the next `refresh`."""
        for one in signatures:
            new = len(self.signatures)
            self.signatures.append(one)
            self.scores.append({})
            self._promised.append({})
            self._strangers.append([])
            self._reach.append(UNHELD)
            self.versions.append(0)
            self._first.append(one.days[0])
            self._last.append(one.days[1])
            self._dated.append(one.moment.precise)
            self._ties.append(int.from_bytes(blake2b(one.id.encode(), digest_size=8).digest()) >> (64 - HASH))
            values = [(number, round(value * UNIT)) for number, value in telling(one.whole, TELLING)]
            values += [(number, NUMBER) for number in one.numbers.numbers.tolist()]
            self._words.append(array("i", [number for number, _ in values]))
            for number, value in values:
                holders = self._holders.setdefault(number, array("q"))
                holders.append(new * PLACE + value)
                if len(holders) == CROWDED + 1:
                    self._crossed.update(packed // PLACE for packed in holders)

    def refresh(self) -> None:
        """Judge the pairs that the articles make that were added since the last time."""
        fresh, self._fresh = self._fresh, len(self.signatures)
        shaken = {place for place in self._crossed if place < fresh}
        self._crossed.clear()
        before = {place: self.scores[place].copy() for place in shaken}
        for place in shaken:
            self._strangers[place], self._reach[place] = [], UNHELD
        for place in sorted(shaken):
            self._drop(place, list(self.scores[place]))
        for place in sorted(shaken):
            self._walk(place, *self._row(place))
        for place in range(fresh, len(self.signatures)):
            others, keys = self._row(place)
            self._walk(place, others, keys)
            self._offer(place, others, keys, fresh, shaken)
        for place, known in before.items():
            self.versions[place] += known != self.scores[place]

    def _row(self, place: int) -> tuple[Places, Keys]:
        """The candidates of an article, the most promising first, with what they promise."""
        rows = [np.frombuffer(self._holders[number], np.int64) for number in self._words[place]]
        rows = [row for row in rows if 1 < len(row) <= CROWDED]
        if not rows:
            return np.empty(0, np.intp), np.empty(0, np.int64)
        packed = np.concatenate(rows)
        held, values = np.divmod(packed, PLACE)
        own = np.repeat(values[held == place], [len(row) for row in rows])
        sums = np.bincount(held, weights=own * values + COUNT)
        sums[place] = 0
        others = np.flatnonzero(sums >= SHARED * COUNT)
        alike = sums[others].astype(np.int64) % COUNT
        first, last, dated, ties = (
            np.frombuffer(row, np.int64)[others] for row in (self._first, self._last, self._dated, self._ties)
        )
        gaps = np.maximum(first - self._last[place], self._first[place] - last)
        doubled = np.searchsorted(DOUBLED, gaps, side="right")
        time = np.where(doubled, doubled * FURTHER, dated * (self._dated[place] * NEAR))
        keys = (np.maximum(alike + time + LEAST, 0) << HASH) + (ties ^ self._ties[place])
        order = np.argsort(-keys)
        return others[order], keys[order]

    def _walk(self, place: int, others: Places, keys: Keys) -> None:
        """Judge an article's candidates in their order until it has met enough strangers."""
        strangers: list[int] = []
        for start in range(0, len(others), AT_ONCE):
            row = others[start : start + AT_ONCE].tolist()
            for other, key, score in zip(row, keys[start:].tolist(), self._judge(place, row), strict=False):
                self._keep(place, other, key, score)
                if not near_enough(self.signatures[place], self.signatures[other], score):
                    strangers.append(key)
                    if len(strangers) == STRANGERS:
                        self._strangers[place], self._reach[place] = strangers, key
                        return
        self._strangers[place], self._reach[place] = strangers, -1

    def _offer(self, new: int, others: Places, keys: Keys, fresh: int, shaken: Set[int]) -> None:
        """Bring a new article to those of before that come as far as it."""
        reached = np.flatnonzero((keys > np.frombuffer(self._reach, np.int64)[others]) & (others < fresh))
        row = [(others[n].item(), keys[n].item()) for n in reached.tolist()]
        row = [(other, key) for other, key in row if other not in shaken]
        scores = self._judge(new, [other for other, _ in row])
        for (other, key), score in zip(row, scores, strict=True):
            self._keep(new, other, key, score)
            if not near_enough(self.signatures[new], self.signatures[other], score):
                strangers = sorted((*self._strangers[other], key), reverse=True)[:STRANGERS]
                self._strangers[other] = strangers
                if len(strangers) == STRANGERS:
                    self._reach[other] = strangers[-1]
                    self._drop(other, list(self.scores[other]))

    def _judge(self, place: int, others: Sequence[int]) -> list[float]:
        """The scores of an article with these."""
        known = self.scores[place]
        unknown = [other for other in others if other not in known]
        self.judged += len(unknown)
        found = judge_all(self.signatures[place], [self.signatures[other] for other in unknown])
        scores = dict(zip(unknown, found, strict=True))
        return [known[other] if other in known else scores[other] for other in others]

    def _keep(self, a: int, b: int, key: int, score: float) -> None:
        if score != LOWEST and b not in self.scores[a]:
            self.scores[a][b] = self.scores[b][a] = score
            self._promised[min(a, b)][max(a, b)] = key
            self.versions[a] += 1
            self.versions[b] += 1

    def _drop(self, a: int, others: Iterable[int]) -> None:
        """Take out the pairs of an article that neither of the two comes as far as."""
        for b in others:
            low, high = min(a, b), max(a, b)
            if self._promised[low][high] < min(self._reach[a], self._reach[b]):
                del self.scores[a][b], self.scores[b][a], self._promised[low][high]
                self.versions[a] += 1
                self.versions[b] += 1
