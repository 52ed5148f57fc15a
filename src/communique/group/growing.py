"""Copies, stories and arcs of a set of articles that grows.

What is found depends on the set alone, never on the order in which its articles came: the
evidence of an article and the score of a pair are made once, and only the stories that a new article
may touch are put together anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from communique.group.copies import copies_of
from communique.group.copy_index import CopyIndex
from communique.group.evidence import signature
from communique.group.judged import Judged, corrected, reasons
from communique.group.stories import Groups, cluster, components
from communique.group.story_index import StoryIndex
from communique.group.telling import Memory, tell
from communique.records import Grouping, Reading
from communique.resolve import lexicon as load

Key = tuple[tuple[int, ...], tuple[tuple[int, int], ...], int]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a story: `new`, `grown`, `joined` out of several, or a part of one that `split`.

    `story` is its id now, `before` are the ids of the stories that its articles were in.
    """

    kind: Literal["new", "grown", "joined", "split"]
    story: str
    before: tuple[str, ...]


class Growing:
    """Groups articles as they come: `add` them, then ask for the `grouping`.

    `lexicon` is a folder with the user's own tables, as in the settings.
    """

    def __init__(self, lexicon: str = "") -> None:
        self._lexicon = load(lexicon)
        self._copies = CopyIndex()
        self._stories = StoryIndex()
        self._place: dict[str, int] = {}
        self._known: dict[Key, Groups] = {}
        self._memory = Memory()
        self.clustered = 0
        """How many sets of articles the last grouping had to cluster anew."""

    def add(self, readings: Iterable[Reading]) -> None:
        """Take in these readings; those whose article is known change nothing."""
        for reading in readings:
            if reading.article.id not in self._place:
                self._place[reading.article.id] = len(self._place)
                one = signature(reading, self._lexicon)
                self._copies.add((one.article,))
                self._stories.add((one,))

    def grouping(self, judged: Judged | None = None) -> Grouping:
        """Copies, stories and arcs of all articles so far, as people judged them; every article is in
        exactly one story."""
        copies = copies_of(self._copies)
        same = {self._place[copy.article]: self._place[copy.original] for copy in copies}
        known, self._known, self.clustered = self._known, {}, 0
        groups: Groups = []
        self._stories.refresh()
        for members in components(self._stories, same):
            version = sum(self._stories.versions[one] for one in members)
            key = (members, tuple((one, same[one]) for one in members if one in same), version)
            if key in known:
                self._known[key] = known[key]
            else:
                self.clustered += 1
                self._known[key] = cluster(self._stories, members, same)
            groups.extend(self._known[key])
        ids = [one.id for one in self._stories.signatures]
        if judged is not None and (judged.together or judged.apart):
            named = [tuple(ids[place] for place in group) for group in groups]
            originals = {copy.article: copy.original for copy in copies}
            groups = [
                tuple(self._place[one] for one in group) for group in corrected(named, judged, originals)
            ]
        ordered = sorted(groups, key=lambda group: ids[group[0]])
        repeats = {copy.article: copy for copy in copies}
        stories = tell(ordered, self._stories, repeats, self._lexicon, self._memory)
        if judged is not None:
            stories = [replace(one, why=(*reasons(one.articles, judged), *one.why)) for one in stories]
        return Grouping(copies, tuple(sorted(stories, key=lambda story: story.id)))


def changes(before: Grouping, after: Grouping) -> tuple[Change, ...]:
    """What became of the stories between two groupings, by the ids of the stories now.

    A late article may join two stories or split one; stories that stayed as they were are left out.
    """
    home = {article: story.id for story in before.stories for article in story.articles}
    parts: dict[str, set[str]] = {}
    for story in after.stories:
        for article in story.articles:
            if article in home:
                parts.setdefault(home[article], set()).add(story.id)
    found = []
    for story in after.stories:
        origins = sorted({home[article] for article in story.articles if article in home})
        if origins == [story.id]:
            continue
        kind = _kind(origins, parts)
        found.append(Change(kind, story.id, tuple(origins)))
    return tuple(sorted(found, key=lambda change: change.story))


def _kind(origins: Sequence[str], parts: dict[str, set[str]]) -> Literal["new", "grown", "joined", "split"]:
    if not origins:
        return "new"
    if len(origins) > 1:
        return "joined"
    return "split" if len(parts[origins[0]]) > 1 else "grown"
