"""Readings → copies, stories and arcs."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Grouping, Reading

__all__ = ["group"]


def group(readings: Sequence[Reading]) -> Grouping:
    """Which articles repeat another, and which tell of one happening at one time.

    Every article is in exactly one story. The order of the readings does not matter.
    """
    from communique.group.copies import find_copies
    from communique.group.evidence import signatures
    from communique.group.stories import cluster
    from communique.group.telling import tell

    ordered = sorted(readings, key=lambda reading: reading.article.id)
    copies = find_copies([reading.article for reading in ordered])
    found = signatures(ordered)
    place = {reading.article.id: index for index, reading in enumerate(ordered)}
    groups = cluster(found, {place[copy.article]: place[copy.original] for copy in copies})
    stories = tell(groups, found, {copy.article: copy for copy in copies})
    return Grouping(copies, tuple(sorted(stories, key=lambda story: story.id)))
