"""Until when and how much: the dates and amounts of one promise, and when it was made."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import kinds_of
from communique.records import Article, DateMention, Interval, Quantity
from communique.resolve import relation

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.extract.commitments.mention import Reach

AHEAD = {"by", "before", "until"}
DURATIONS = {"day", "week", "month", "year", "hour", "minute"}
MEASURES = {"percent", "percentage point", "times"}
WITHIN = 12
"""Characters before a time in which "within" may stand."""


class Terms:
    """The dates and amounts of one article, by offsets."""

    def __init__(
        self, article: Article, doc: Doc, dates: Sequence[DateMention], quantities: Sequence[Quantity]
    ) -> None:
        self.article, self.doc = article, doc
        self._dates = sorted((d for d in dates if d.interval is not None), key=lambda d: d.span)
        self._starts = [d.span.start for d in self._dates]
        self._quantities = sorted(quantities, key=lambda q: q.span)
        self._places = [q.span.start for q in self._quantities]

    def due(self, low: int, high: int, since: Interval | None, *, coming: bool = False) -> Interval | None:
        """Until when, between two token indices: a time after "by" or "before", else one still to come.

        `since` is when it was said: a time before it is nobody's deadline. `coming`: the words are of a
        clause in the future, whose "this year" has not ended yet.
        """
        near = [d for d in self._in(low, high) if d.interval is not None]
        told = [d for d in near if self._relation(d) in AHEAD or self._is_within(d)]
        if since is not None:
            told = [d for d in told if d.interval is not None and d.interval.end >= since.start]
        if told:
            return told[-1].interval if len(told) == 1 else self._last(told)
        if since is None:
            return None
        ahead = [
            d
            for d in near
            if d.interval is not None
            and (d.interval.start > since.end or (coming and d.interval.end > since.end))
        ]
        ahead = [d for d in ahead if self._relation(d) not in {"since"}]
        return self._last(ahead) if ahead else None

    def told(self, low: int, high: int, fate: bool, reach: Reach) -> Interval | None:
        """When it was done or said, between two token indices; None where the words do not tell.

        Deadlines are no such time; `fate` allows a time after "by" ("installed by 28 May"). A time inside
        `reach`, the words of what is promised, is only such a day before the article as tells when.
        """
        published = self.article.published
        start, end = self._offsets(*reach)
        for found in self._in(low, high):
            if found.interval is None:
                continue
            word = self._relation(found)
            if found.interval.precision in {"year", "half"} and self._is_of(found):
                continue  # "the summit of 2023" tells when that was
            if word in {"before", "until", "from", "since", "between"} or self._is_within(found):
                continue
            if word == "by" and not fate:
                continue
            inside = start <= found.span.start < end
            if inside and not fate and (published is None or found.interval.precision not in {"day", "week"}):
                continue
            if published is not None and found.interval.start > published.end:
                continue
            if published is not None and found.interval.end > published.end and not fate:
                continue  # "this year" is no day on which something was promised
            return found.interval
        return None

    def amount(self, low: int, high: int) -> Quantity | None:
        """How much, between two token indices: the first sum of money or count, no time and no share."""
        start, end = self._offsets(low, high)
        first = bisect_left(self._places, start)
        found = []
        for quantity in self._quantities[first:]:
            if quantity.span.start >= end:
                break
            people = kinds_of(quantity.unit) & {"pair", "organ"}
            if quantity.unit not in DURATIONS and quantity.span.end <= end and not people:
                found.append(quantity)
        proper = [q for q in found if q.unit not in MEASURES and not (q.value <= 1 and q.bound == "exact")]
        return next(iter(proper), next(iter(found), None))

    def covered(self, low: int, high: int) -> set[int]:
        """The tokens between two indices that tell a time."""
        found: set[int] = set()
        for date in self._in(low, high):
            words = self.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
            if words is not None:
                found.update(range(words.start, words.end))
        return found

    # ------------------------------------------------------------------ within

    def _offsets(self, low: int, high: int) -> tuple[int, int]:
        last = self.doc[high - 1]
        return self.doc[low].idx, last.idx + len(last)

    def _in(self, low: int, high: int) -> list[DateMention]:
        start, end = self._offsets(low, high)
        return self._dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _relation(self, found: DateMention) -> str | None:
        return relation(self.article.text, found.span.start)

    def _is_of(self, found: DateMention) -> bool:
        start = found.span.start
        return self.article.text[max(0, start - 4) : start].lower().split()[-1:] == ["of"]

    def _is_within(self, found: DateMention) -> bool:
        start = found.span.start
        return "within" in self.article.text[max(0, start - WITHIN) : start + WITHIN].lower()

    def _last(self, found: Sequence[DateMention]) -> Interval | None:
        def end(one: DateMention) -> tuple[dt.date, dt.date]:
            return (one.interval.end, one.interval.start) if one.interval else (dt.date.min, dt.date.min)

        return max(found, key=end).interval
