"""Which propositions tell of one happening: by story, and by the days that they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from communique.compare.propositions import Proposition
from communique.records import Grouping, Reading

_LEAD = 3
"""Sentences at the head of an article that name the days it is about."""


class Happenings:
    """The stories of a record, and the days its articles are about."""

    def __init__(self, readings: Sequence[Reading], grouping: Grouping) -> None:
        self._story = {a: story.id for story in grouping.stories for a in story.articles}
        self._arc = {a: story.arc or story.id for story in grouping.stories for a in story.articles}
        self._days = {r.article.id: _main_days(r) for r in readings}
        counts: dict[dt.date, set[str]] = {}
        for article, days in self._days.items():
            for day in days:
                counts.setdefault(day, set()).add(article)
        self._about = counts

    def group(self, article: str) -> str:
        """What an article is compared within: the arc of its story, else the story, else itself."""
        return self._arc.get(article, article)

    def story(self, article: str) -> str:
        """The story of an article, else itself."""
        return self._story.get(article, article)

    def days(self, article: str) -> frozenset[dt.date]:
        """The days an article is about."""
        return self._days.get(article, frozenset())

    def one(self, a: Proposition, b: Proposition) -> bool:
        """Whether both tell of one happening.

        Within a story they do, unless one of them names a day that another article is about
        (looking back); across stories they do not, unless they name the same day.
        """
        here, there = a.span.article, b.span.article
        if here == there:
            return True
        if self._story.get(here, here) == self._story.get(there, there):
            return not (self._looks_elsewhere(a, b) or self._looks_elsewhere(b, a))
        if a.anchor is None and b.anchor is None:
            return False
        return bool(self._told_of(a) & self._told_of(b))

    def _told_of(self, p: Proposition) -> frozenset[dt.date]:
        """The day a proposition tells of, else the days its article is about."""
        if p.anchor is not None:
            return frozenset({p.anchor.start}) if p.anchor.precision == "day" else frozenset()
        return self._days.get(p.span.article, frozenset())

    def _looks_elsewhere(self, a: Proposition, b: Proposition) -> bool:
        """Whether `a` names a day that is other articles' and not the undated `b`'s."""
        if a.anchor is None or a.anchor.precision != "day" or b.anchor is not None:
            return False
        day, days = a.anchor.start, self._days.get(b.span.article, frozenset())
        near = any(abs((day - other).days) <= 1 for other in days)  # papers tell today of yesterday
        return bool(days) and not near and bool(self._about.get(day, set()) - {a.span.article})


def _main_days(reading: Reading) -> frozenset[dt.date]:
    """The days an article is about: those named in its first sentences, and its own."""
    sentences = [s for s in reading.article.sentences[: 4 * _LEAD] if not s.heading][:_LEAD]
    end = sentences[-1].span.end if sentences else 0
    days = {
        d.interval.start
        for d in reading.dates
        if d.span.start < end and d.interval is not None and d.interval.precision == "day"
    }
    published = reading.article.published
    if published is not None and published.precision == "day":
        days.add(published.start)
    return frozenset(days)
