"""The annotations of one article, ready to be cut by offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from communique.records import DateMention, Mention, Quantity, Reading, Span, Statement

Stretch = tuple[int, int]
"""Offsets from and to, into the article's text."""


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_Item = TypeVar("_Item", bound=_Spanned)


class Annotations:
    """Mentions, dates and quantities of an article in order; figures inside dates are no quantities."""

    def __init__(self, reading: Reading) -> None:
        self.article = reading.article
        self.text = reading.article.text
        self.actors = {actor.id: actor for actor in reading.actors}
        self._mentions = sorted((m for m in reading.mentions if m.actor), key=_place)
        self._dates = sorted(reading.dates, key=_place)
        stretches = [(d.span.start, d.span.end) for d in self._dates]
        self._quantities = [
            q
            for q in sorted(reading.quantities, key=_place)
            if not _meets(stretches, (q.span.start, q.span.end))
        ]
        self._starts = {
            id(items): [_place(item)[0] for item in items]
            for items in (self._mentions, self._dates, self._quantities)
        }
        self.openings: dict[int, int] = {}
        """For each paragraph the index of its first sentence."""
        for n, sentence in enumerate(self.article.sentences):
            self.openings.setdefault(sentence.paragraph, n)
        self.statements: dict[int, list[Statement]] = {}
        """For each sentence its statements."""
        for statement in reading.statements:
            self.statements.setdefault(statement.sentence, []).append(statement)

    def mentions(self, start: int, end: int) -> Sequence[Mention]:
        """Mentions of known actors that begin between two offsets."""
        return self._cut(self._mentions, start, end)

    def dates(self, start: int, end: int) -> Sequence[DateMention]:
        """Dates that begin between two offsets."""
        return self._cut(self._dates, start, end)

    def quantities(self, start: int, end: int) -> Sequence[Quantity]:
        """Quantities that begin between two offsets."""
        return self._cut(self._quantities, start, end)

    def _cut(self, items: list[_Item], start: int, end: int) -> Sequence[_Item]:
        starts = self._starts[id(items)]
        return items[bisect_left(starts, start) : bisect_left(starts, end)]


def inside(stretches: Sequence[Stretch], at: int) -> bool:
    """Whether an offset lies in one of the stretches."""
    for start, end in stretches:  # noqa: SIM110 (asked of every word: a generator takes twice as long)
        if start <= at < end:
            return True
    return False


def _place(item: _Spanned) -> Stretch:
    return item.span.start, item.span.end


def _meets(stretches: list[Stretch], one: Stretch) -> bool:
    """Whether a stretch overlaps one of the ordered ones."""
    n = bisect_right(stretches, one[0], key=lambda s: s[0])
    return any(start < one[1] and one[0] < end for start, end in stretches[max(0, n - 1) : n + 1])
