"""Which texts repeat each other, found through an inverted index of their shingles.

A text is compared only with those that share some of its sampled shingles. A shingle that many
texts hold (a footer, or a report that everybody prints) no longer links them all: it links each
to their leader, the first of them by its key. So the work stays linear in the texts, all printings of
one report still hang together, and what repeats what depends on the texts and not on the order
in which they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from communique.group.shingles import Hashes, Print, containment, coverage, fingerprint, outside_quotes
from communique.records import Article

LEAST, COVERED = 0.25, 0.8
"""Containment from which a text may be a copy, if such a share of its stretches is covered."""

PLAIN = 0.6
"""Containment from which it is one however the shared words are spread."""

LEAST_OUTSIDE = 0.15
"""Containment that must hold outside quotes: independent reports share the words of a speaker."""

EVIDENT = 0.8
"""Containment from which quotes need no look."""

LEAST_SHARED = 15
"""Shingles in common below which nothing is a copy, however short the texts are."""

COMMON = 40
"""A shingle of more texts than this links each of them to the leader only."""

HALF = 0.5
"""The share of `LEAST` that the sampled shingles must reach for two texts to be compared."""

Key = tuple[str, int, str]


class CopyIndex:
    """The texts so far, and the pairs of them that repeat each other.

    Texts go by their place, in the order in which they were added; the pairs are the same for
    every order.
    """

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.prints: list[Print] = []
        self.pairs: list[dict[int, float]] = []
        """For each text those that it repeats or that repeat it, with their containment."""
        self._places: dict[str, int] = {}
        self._keys: list[Key] = []
        self._samples: list[Hashes] = []
        self._needed: list[float] = []
        # Most shingles have one holder, which stands there by itself.
        self._holders: dict[int, int | list[int]] = {}
        self._leaders: dict[int, int] = {}
        self._outsides: dict[int, Hashes] = {}

    def add(self, articles: Iterable[Article]) -> None:
        """Compare these with what the index holds, and keep them; known ids change nothing."""
        for article in articles:
            if article.id not in self._places:
                self._add(article)

    def _add(self, article: Article) -> None:
        new = len(self.articles)
        found = fingerprint(article.text)
        self._places[article.id] = new
        self.articles.append(article)
        self.prints.append(found)
        self.pairs.append({})
        day = article.published.start.isoformat() if article.published else "~"
        self._keys.append((day, -len(article.text), article.id))
        sample: list[int] = found.sample.tolist()
        self._samples.append(found.sample)
        self._needed.append(max(1.0, HALF * LEAST * len(sample)))
        shared: list[int] = []
        shaken: set[tuple[int, int]] = set()
        for shingle in sample:
            holders = self._holders.get(shingle)
            if holders is None:
                self._holders[shingle] = new
                continue
            if isinstance(holders, int):
                holders = self._holders[shingle] = [holders]
            if len(holders) < COMMON:
                shared.extend(holders)
            else:
                shared.extend(self._crowd(shingle, holders, new, shaken))
            holders.append(new)
        counts = Counter(shared)
        least, needed = self._needed[new], self._needed
        for other in [other for other, count in counts.items() if count >= least or count >= needed[other]]:
            share = self._repeats(new, other)
            if share:
                self.pairs[new][other] = self.pairs[other][new] = share
        for a, b in shaken:
            if b in self.pairs[a] and not self._supported(a, b):
                del self.pairs[a][b], self.pairs[b][a]

    def _crowd(self, shingle: int, holders: list[int], new: int, shaken: set[tuple[int, int]]) -> list[int]:
        """Those that a shared shingle links to the new text; pairs that it links no longer."""
        known = self._leaders.get(shingle)
        leader = min((*holders, new) if known is None else (known, new), key=lambda one: self._keys[one])
        self._leaders[shingle] = leader
        if known is None:  # it has just become common
            inside = set(holders) - {leader}
            shaken.update((a, b) for a in inside for b in self.pairs[a] if a < b and b in inside)
        elif leader == new:
            inside = set(holders)
            shaken.update((known, b) for b in self.pairs[known] if b in inside)
        return holders if leader == new else [leader]

    def _supported(self, a: int, b: int) -> bool:
        """Whether enough sampled shingles link two texts."""
        needed = min(self._needed[a], self._needed[b])
        count = 0
        for shingle in np.intersect1d(self._samples[a], self._samples[b], assume_unique=True).tolist():
            count += shingle not in self._leaders or self._leaders[shingle] in (a, b)
            if count >= needed:
                return True
        return False

    def _repeats(self, a: int, b: int) -> float:
        """Containment of two texts if one repeats the other, else 0."""
        one, two = self.prints[a], self.prints[b]
        share = containment(one.whole, two.whole)
        if share < LEAST or share * min(len(one.whole), len(two.whole)) < LEAST_SHARED:
            return 0.0
        if share < PLAIN and coverage(one, two) < COVERED:
            return 0.0
        if share >= EVIDENT:
            return share
        return share if containment(self._outside(a), self._outside(b)) >= LEAST_OUTSIDE else 0.0

    def _outside(self, place: int) -> Hashes:
        """The shingles outside quotes; found once, for the few texts that are like another."""
        known = self._outsides.get(place)
        if known is None:
            found = outside_quotes(self.articles[place].text)
            known = self._outsides[place] = self.prints[place].whole if found is None else found.whole
        return known
