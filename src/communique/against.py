"""Which articles of a record a text is held against: those of stories, or the nearest of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communique.errors import UsageError
from communique.store import Record, Source

NEAREST = 40
"""Articles of a record that a text is held against, where no story is named."""

LOOKED_AT = 400
"""Articles near to the text that are looked at to find so many that fit."""

MOST_LINES = 400
"""Lines of a text that are looked up to find what it is near to."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a text is held against: these stories (ids) and articles (ids); with neither the nearest
    articles of the record, narrowed to outlets and days where they are given."""

    stories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def named(self) -> bool:
        """Whether stories or articles are named."""
        return bool(self.stories or self.articles)


def held_against(text: str, record: Record, against: Against) -> tuple[str, ...]:
    """The articles (ids, sorted) that a text is held against; those of muted outlets are left out.

    Raises UsageError if there is none, or if a story is not in the record.
    """
    muted = record.judgements.muted()
    if against.named:
        stories = [record.story(name) for name in against.stories]
        found = {*against.articles, *(article for story in stories for article in story.articles)}
        known = {one.id for one in record.sources(sorted(found))}
        if missing := sorted(set(against.articles) - known):
            raise UsageError(f"the record holds no article with the id {missing[0][:40]!r}")
        # As in a brief: where all outlets of a story are muted, they are heard.
        chosen = known - muted or known
    else:
        chosen = set(_nearest(text, record, against, muted))
    if not chosen:
        narrowed = against.outlets or against.since or against.until
        wider = "give other outlets or days" if narrowed else "add its sources first"
        raise UsageError(f"the record holds nothing that is like this text; {wider}")
    return tuple(sorted(chosen))


def _nearest(text: str, record: Record, against: Against, muted: frozenset[str]) -> Sequence[str]:
    lines = [line for line in text.replace(". ", ".\n").splitlines() if line.strip()]
    near = record.nearest(lines[:MOST_LINES], LOOKED_AT)
    sources = {one.id: one for one in record.sources(near)}
    fitting = [one for one in near if one not in muted and _fits(sources[one], against)]
    return fitting[:NEAREST]


def _fits(source: Source, against: Against) -> bool:
    if against.outlets and source.outlet not in against.outlets:
        return False
    if against.since is None and against.until is None:
        return True
    if source.published is None:
        return False
    after = against.since is None or source.published.end >= against.since
    return after and (against.until is None or source.published.start <= against.until)
