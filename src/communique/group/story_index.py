"""Which articles may be of one happening: pairs found through an inverted index, each judged once.

A pair is judged if the two share two or more of their telling words (the heaviest of each, and its
numbers). A word that tells in many articles no longer tells. The score of a pair depends on the two
articles alone, and which pairs are judged on the articles, not on the order in which they came; so
adding an article judges only the pairs that it makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.group.evidence import Signature
from communique.group.pairs import LOWEST, judge_all
from communique.group.vectors import telling

TELLING = 40
"""How many of an article's heaviest words enter the index."""

CROWDED = 200
"""A word that tells in more articles than this no longer tells."""

SHARED = 2
"""How many telling words two articles must share to be judged."""


class StoryIndex:
    """The signatures so far, by their place, and the scores of the pairs that may belong together."""

    def __init__(self) -> None:
        self.signatures: list[Signature] = []
        self.scores: list[dict[int, float]] = []
        """For each article those that it may belong with, and the score of the two; pairs with the lowest
        score are left out, since that is what a pair has that was not judged."""
        self.versions: list[int] = []
        """How often the scores of each article have changed."""
        self.judged = 0
        """How many pairs have been judged so far."""
        self._telling: list[tuple[str, ...]] = []
        self._holders: dict[str, list[int]] = {}

    def add(self, signatures: Iterable[Signature]) -> None:
        """Judge the pairs that these make with what the index holds, and keep them."""
        for one in signatures:
            self._add(one)

    def _add(self, one: Signature) -> None:
        new = len(self.signatures)
        self.signatures.append(one)
        self.scores.append({})
        self.versions.append(0)
        words = tuple({*telling(one.whole, TELLING), *one.numbers})
        self._telling.append(words)
        shared: list[int] = []
        crossed: list[str] = []
        for word in words:
            holders = self._holders.setdefault(word, [])
            if len(holders) < CROWDED:
                shared.extend(holders)
            elif len(holders) == CROWDED:
                crossed.append(word)
            holders.append(new)
        found = [other for other, count in Counter(shared).items() if count >= SHARED]
        self.judged += len(found)
        mine = self.scores[new]
        for other, score in zip(found, judge_all(one, [self.signatures[i] for i in found]), strict=True):
            if score != LOWEST:
                mine[other] = self.scores[other][new] = score
                self.versions[other] += 1
        for word in crossed:
            self._forget(word)

    def _forget(self, word: str) -> None:
        """Drop the pairs that only a word which has become common made."""
        holders = self._holders[word]
        inside = set(holders)
        for a in holders:
            for b in [b for b in self.scores[a] if a < b and b in inside]:
                kept = set(self._telling[a]).intersection(self._telling[b])
                if sum(len(self._holders[one]) <= CROWDED for one in kept) < SHARED:
                    del self.scores[a][b], self.scores[b][a]
                    self.versions[a] += 1
                    self.versions[b] += 1
