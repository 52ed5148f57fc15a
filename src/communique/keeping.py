"""Keeps the derived part of a record true: stories, copies and claims follow the articles.

The evidence for grouping lives in memory, what is derived in the record. An addition groups what it
brings with what is there, compares the neighbourhoods that it changed, writes what differs and logs
what became of the stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set

from communique.compare import compare, neighbourhoods
from communique.group import changes
from communique.group.growing import Growing
from communique.records import Grouping, Reading, Story
from communique.store import Record, StoryChange, evidence_of


class Keeping:
    """Keeps the stories and claims of a record true while articles come and go.

    What grouping found out about the articles is kept as long as this lives: whoever adds often in one
    process keeps it, and each addition costs by what it brings and touches. Another process may change
    the record between two additions. What stands in the record depends on its articles alone.
    """

    def __init__(self, record: Record, *, lexicon: str = "") -> None:
        self._record, self._lexicon = record, lexicon
        self._growing: Growing | None = None
        self._held: set[str] = set()

    def add(
        self, readings: Sequence[Reading], *, at: dt.datetime | None = None
    ) -> tuple[int, tuple[StoryChange, ...]]:
        """Write these readings and what they change: how many were new, and what became of stories."""
        moment = at or dt.datetime.now(dt.UTC)
        with self._record.transaction():
            fresh = {r.article.id: r for r in readings if r.article.id not in self._record.ids()}
            new = self._record.add(fresh.values(), at=moment)
            return new, self._derive(moment, fresh) if new else ()

    def remove(self, article: str, *, at: dt.datetime | None = None) -> bool:
        """Take an article out with all that only it supports; false if it is not there."""
        with self._record.transaction():
            before = self._record.membership()
            found = self._record.delete(article)
            if found:
                self._derive(at or dt.datetime.now(dt.UTC), {}, before=before, removed=article)
        return found

    def _derive(
        self,
        moment: dt.datetime,
        fresh: Mapping[str, Reading],
        *,
        before: Mapping[str, tuple[str, ...]] | None = None,
        removed: str | None = None,
    ) -> tuple[StoryChange, ...]:
        """Bring stories and claims up to date; only what differs is compared and written."""
        record = self._record
        before = record.membership() if before is None else before
        articles = record.ids()
        grouping = self._grow(articles, fresh)
        record.regroup(grouping)
        known, wanted = record.neighbourhoods(), neighbourhoods(articles, grouping)
        record.forget(known - {one.key for one in wanted})
        for one in wanted:
            if one.key in known:
                continue
            old = record.readings([key for key in one.articles if key not in fresh])
            readings = (*old, *(fresh[key] for key in one.articles if key in fresh))
            claims = compare(readings, one.grouping)
            record.compared(one.key, claims, {s.id: r.article.id for r in readings for s in r.statements})
        found = story_changes(before, grouping, moment, added=fresh.keys(), removed=removed)
        record.log(found)
        return found

    def _grow(self, articles: Set[str], fresh: Mapping[str, Reading]) -> Grouping:
        """The grouping of these articles; those not seen before are taken in."""
        growing, self._growing = self._growing, None  # after an error all of it is made anew
        if growing is None or self._held - articles:
            growing, self._held = Growing(self._lexicon), set()
        late = articles - self._held
        growing.add(self._record.evidence(late - fresh.keys()))
        growing.add(evidence_of(fresh[key]) for key in sorted(late & fresh.keys()))
        grouping = growing.grouping()
        self._growing, self._held = growing, set(articles)
        return grouping


def story_changes(
    before: Mapping[str, tuple[str, ...]],
    after: Grouping,
    at: dt.datetime,
    *,
    added: Set[str] = frozenset(),
    removed: str | None = None,
) -> tuple[StoryChange, ...]:
    """What became of stories. `before` has the articles of each story, by their ids; `added` came in,
    `removed` was taken out."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="seconds")
    old = Grouping((), tuple(Story(key, "", held, None, (), ()) for key, held in before.items()))
    told = {story.id: story for story in after.stories}
    moved = changes(old, after)
    came = {origin: set[str]() for change in moved for origin in change.before}
    for change in moved:
        for origin in change.before:
            came[origin] |= added & set(told[change.story].articles)
    found = []
    for change in moved:
        story = told[change.story]
        because = added & set(story.articles) or {one for origin in change.before for one in came[origin]}
        if removed is not None:
            because = {removed}
        elif not because and len(added) == 1:
            because = set(added)
        lost = change.kind == "grown" and set(story.articles) < set(before[change.before[0]])
        found.append(
            StoryChange(
                at=moment,
                kind="reduced" if lost else change.kind,
                story=story.id,
                label=story.label,
                articles=len(story.articles),
                before=change.before,
                because=tuple(sorted(because)),
            )
        )
    left = {article for story in after.stories for article in story.articles}
    for key, held in sorted(before.items()):
        if not left & set(held):
            found.append(
                StoryChange(moment, "withdrawn", key, None, 0, (key,), (removed,) if removed else ())
            )
    return tuple(found)
