"""What a record tells of two states, and of who acts with whom, made from the few articles that it needs.

Told of the same articles it is the same as in a report of the whole record (`pipeline.recorded`): of all
other articles only what they are and when they came out plays a part. What was told is kept in the record
beside the state it was told of.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.compare.independence import Sources
from communique.pipeline import merge_actors
from communique.records import (
    Actor,
    Article,
    Commitment,
    Grouping,
    Interval,
    PairEvent,
    Reading,
    Relationship,
    RelationshipChanges,
)
from communique.relate.changes import changes, late_articles
from communique.relate.happenings import Told, happenings
from communique.relate.relationships import relationships
from communique.store import Record
from communique.store.ties import Bond

MOST_ARTICLES = 400
"""Articles that a relationship is told of, the latest that name both; all articles count for coverage."""


@dataclass(frozen=True, slots=True)
class PairTold:
    """What is told of two states, from how many of the articles that name both; `relationship` is None where
    nothing binds them, `commitments` are the promises that stand between them."""

    relationship: Relationship | None
    commitments: tuple[Commitment, ...]
    read: int
    naming: int


@dataclass(frozen=True, slots=True)
class Between:
    """What happened between two states, in the record's own words for it."""

    a: str
    b: str
    events: tuple[PairEvent, ...]


@dataclass(slots=True)
class _Material:
    """Readings of the articles on both, stubs of all others, and what groups and binds them."""

    readings: tuple[Reading, ...]
    grouping: Grouping
    actors: tuple[Actor, ...]
    commitments: tuple[Commitment, ...]
    naming: int
    own: int


class Heads:
    """The articles of a record without their text, held between two questions."""

    def __init__(self) -> None:
        self._held: dict[str, Article] = {}

    def of(self, record: Record) -> tuple[Article, ...]:
        """Those that are no copies, by id."""
        fresh, ids = record.ties.heads(self._held)
        held = {**self._held, **{one.id: one for one in fresh}}
        self._held = held
        return tuple(held[key] for key in sorted(ids) if key in held)


def tell_pair(record: Record, a: str, b: str, heads: Heads, *, most: int = MOST_ARTICLES) -> PairTold:
    """What binds two states (ids), as the latest articles on both tell it. The ledger must be told."""
    a, b = sorted((a, b))
    held = _material(record, a, b, heads, most)
    claims = record.ties.claims([r.article.id for r in held.readings if r.statements])
    found = relationships(held.readings, held.grouping, held.actors, held.commitments, claims, only=(a, b))
    one = found[0] if found else None
    kept = set(one.commitments) if one else set()
    promised = tuple(c for c in held.commitments if c.id in kept)
    return PairTold(one, promised, held.own, held.naming)


def tell_changes(
    record: Record, a: str, b: str, since: dt.date, heads: Heads, *, most: int = MOST_ARTICLES
) -> RelationshipChanges:
    """What the articles on both that came out on or after a day changed in what is told of them."""
    a, b = sorted((a, b))
    held = _material(record, a, b, heads, most)
    late = late_articles(held.readings, since, undated=record.ties.undated(since))
    claims = record.ties.claims([r.article.id for r in held.readings if r.statements])
    return changes(
        a,
        b,
        held.readings,
        held.grouping,
        held.actors,
        claims,
        late=late,
        since=since,
        commitments=held.commitments,
    )


def _material(record: Record, a: str, b: str, heads: Heads, most: int) -> _Material:
    ids, naming = record.ties.naming(a, b, limit=most)
    commitments = record.ties.promises(record.ties.standing_for((a, b)))
    others = _steps(commitments, most) - set(ids)
    own = record.readings(record.ties.sources_among({*ids, *others}))
    known = {r.article.id for r in own}
    stubs = tuple(Reading(one) for one in heads.of(record) if one.id not in known)
    stories = record.ties.stories(known)
    return _Material(
        (*own, *stubs),
        Grouping((), stories),
        _actors(record.ties.actors(known)),
        commitments,
        naming,
        len(ids),
    )


def _steps(commitments: Iterable[Commitment], most: int) -> set[str]:
    """The articles that tell these promises, those of promises told last first."""
    found: dict[str, None] = {}
    for one in reversed(tuple(commitments)):
        found.update(dict.fromkeys(step.span.article for step in one.history))
    return set(list(found)[:most])


def _actors(told: Iterable[tuple[str, Actor]]) -> tuple[Actor, ...]:
    return merge_actors(Reading(bare(article), (actor,)) for article, actor in told)


def bare(article: str) -> Article:
    """An article of which only the id is known."""
    return Article(article, "", "", "", "", None, None, None, None, None, None, "en", "report", None, (), ())


# ------------------------------------------------------------------ who acts with whom


def tell_network(record: Record, heads: Heads) -> tuple[Between, ...]:
    """What happened between every two states, each happening once, by their ids."""
    articles = heads.of(record)
    states = dict(record.ties.everybody())
    joined = Sources(articles, ()).joined(one.id for one in articles)
    published: Mapping[str, Interval | None] = {one.id: one.published for one in articles}
    story_of = {article: story for story, held in record.membership().items() for article in held}
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for bond in record.ties.bonds():
        one, other = states.get(bond.event.source or ""), states.get(bond.event.target or "")
        if one and other and one != other:
            found[min(one, other), max(one, other)].append(
                _told(bond, one, other, joined, published, story_of)
            )
    return tuple(Between(a, b, happenings(a, b, told)) for (a, b), told in sorted(found.items()))


def _told(
    bond: Bond,
    one: str,
    other: str,
    joined: Mapping[str, str],
    published: Mapping[str, Interval | None],
    story_of: Mapping[str, str],
) -> Told:
    return Told(
        bond.event,
        one,
        other,
        bond.domains or ("diplomacy",),
        joined.get(bond.article, bond.article),
        published.get(bond.article),
        story_of.get(bond.article, bond.article),
    )


def as_relationships(told: Sequence[Between], shown: Collection[str] = ()) -> tuple[Relationship, ...]:
    """What happened as relationships that hold nothing else; `shown`: only between these states."""
    return tuple(
        Relationship(one.a, one.b, (), None, (), (), events=one.events)
        for one in told
        if not shown or {one.a, one.b} <= set(shown)
    )
