"""Keeps the derived part of a record true: stories, copies and claims follow the articles.

The evidence for grouping lives in memory, what is derived in the record. An addition groups what it
brings with what is there, compares the neighbourhoods that it changed, writes what differs and logs
what became of the stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from communique.compare import Neighbourhood, compare, neighbourhoods
from communique.errors import UsageError
from communique.group import changes
from communique.group.growing import Growing
from communique.group.judged import Judged
from communique.records import Grouping, Reading, Story, digest
from communique.store import Judgement, Record, StoryChange, evidence_of
from communique.store.judgements import Kind

UNGROUPED: frozenset[Kind] = frozenset({"speaker", "mute"})
"""Judgements that leave stories as they are."""


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
            held = self._record.ids()
            fresh = {r.article.id: r for r in readings if r.article.id not in held}
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

    def judge(
        self, kind: Kind, subject: str, value: str = "", *, who: str, at: dt.datetime | None = None
    ) -> Judgement:
        """Note a correction and let stories, claims and quotes follow it.

        Raises UsageError, and changes nothing, if it says what stands already or another one forbids it.
        """
        moment = at or dt.datetime.now(dt.UTC)
        record = self._record
        with record.transaction():
            before, grouping = record.judgements.standing(), record.grouping()
            if kind == "speaker":
                rival = next((o for o in before if (o.kind, o.subject) == (kind, subject)), None)
                if rival is not None and rival.value != value:
                    raise UsageError(f"judgement {rival.id} says who spoke here; undo it first")
            made = record.judgements.add(kind, subject, value, who=who, at=moment)
            self._derive(moment, {}, grouped=grouping if kind in UNGROUPED else None)
            after = record.grouping()
            broken = [o for o in before if _holds(o, grouping) and not _holds(o, after)]
            if broken or not _holds(made, after):
                rivals = broken or [o for o in before if {o.kind, kind} == {"together", "apart"}]
                named = ", ".join(f"{o.id} ({o.kind}, by {o.who})" for o in rivals)
                self._growing = None
                raise UsageError(f"this cannot stand beside what was judged before: {named}; undo that first")
        return made

    def undo(self, judgement: str, *, at: dt.datetime | None = None) -> Judgement:
        """Take a correction back (by its id or its beginning); what was derived is as it was before."""
        moment = at or dt.datetime.now(dt.UTC)
        with self._record.transaction():
            found = self._record.judgements.undo(judgement, at=moment)
            if found.kind == "speaker":
                self._record.judgements.restore(found.subject)
            grouped = self._record.grouping() if found.kind in UNGROUPED else None
            self._derive(moment, {}, grouped=grouped)
        return found

    def _derive(
        self,
        moment: dt.datetime,
        fresh: Mapping[str, Reading],
        *,
        before: Mapping[str, tuple[str, ...]] | None = None,
        removed: str | None = None,
        grouped: Grouping | None = None,
    ) -> tuple[StoryChange, ...]:
        """Bring stories and claims up to date; only what differs is compared and written. `grouped` is the
        grouping, where it is known to be what it was."""
        record = self._record
        before = record.membership() if before is None else before
        articles = record.ids()
        standing = record.judgements.standing()
        grouping = grouped or self._grow(articles, fresh, judged_of(standing))
        record.regroup(grouping)
        record.judgements.reassign(standing)
        muted = record.judgements.muted()
        known = record.neighbourhoods()
        wanted = [(_key(one, muted), one) for one in neighbourhoods(articles, grouping)]
        record.forget(known - {key for key, _ in wanted})
        for key, one in wanted:
            if key in known:
                continue
            heard = [article for article in one.articles if article not in muted]
            old = record.readings([article for article in heard if article not in fresh])
            readings = (*old, *(fresh[article] for article in heard if article in fresh))
            claims = compare(readings, _heard(one.grouping, muted))
            record.compared(key, claims, {s.id: r.article.id for r in readings for s in r.statements})
        found = story_changes(before, grouping, moment, added=fresh.keys(), removed=removed)
        record.log(found)
        return found

    def _grow(self, articles: Set[str], fresh: Mapping[str, Reading], judged: Judged) -> Grouping:
        """The grouping of these articles as people judged it; those not seen before are taken in."""
        growing, self._growing = self._growing, None  # after an error all of it is made anew
        if growing is None or self._held - articles:
            growing, self._held = Growing(self._lexicon), set()
        late = articles - self._held
        growing.add(self._record.evidence(late - fresh.keys()))
        growing.add(evidence_of(fresh[key]) for key in sorted(late & fresh.keys()))
        grouping = growing.grouping(judged)
        self._growing, self._held = growing, set(articles)
        return grouping


def judged_of(standing: Iterable[Judgement]) -> Judged:
    """What these judgements say of stories."""
    told = tuple(standing)
    return Judged(
        frozenset((min(o.subject, o.value), max(o.subject, o.value)) for o in told if o.kind == "together"),
        frozenset((o.subject, frozenset(o.value.split())) for o in told if o.kind == "apart"),
    )


def _holds(judgement: Judgement, grouping: Grouping) -> bool:
    """Whether a grouping is as a judgement wants it; one on articles that are gone asks nothing."""
    home = {article: story.id for story in grouping.stories for article in story.articles}
    mine = home.get(judgement.subject)
    if mine is None or judgement.kind not in ("together", "apart"):
        return True
    if judgement.kind == "together":
        return home.get(judgement.value, mine) == mine
    return all(home.get(other) != mine for other in judgement.value.split())


def _key(one: Neighbourhood, muted: Set[str]) -> str:
    """The key of a neighbourhood, and of which of its articles nothing is heard."""
    silent = sorted(muted & set(one.articles))
    return digest(one.key, "muted", *silent) if silent else one.key


def _heard(grouping: Grouping, muted: Set[str]) -> Grouping:
    if not muted:
        return grouping
    return replace(grouping, copies=tuple(c for c in grouping.copies if not {c.article, c.original} & muted))


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
