"""What articles that came late changed in what is told of a pair: stories, promises, claims, the balance.

The pair is told twice, without the late articles and with them, and the two are laid beside each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from communique.records import (
    Actor,
    Claim,
    Commitment,
    Copy,
    Grouping,
    Moved,
    PairEvent,
    Reading,
    Relationship,
    RelationshipChanges,
)
from communique.relate.ledger import ledger
from communique.relate.relationships import relationships


def late_articles(
    readings: Iterable[Reading], since: dt.date, *, undated: Collection[str] = frozenset()
) -> frozenset[str]:
    """The articles (ids) that came out on or after a day, and those without a date that are in `undated`."""
    late = set()
    for reading in readings:
        article = reading.article
        published = article.published
        if article.id in undated if published is None else published.start >= since:
            late.add(article.id)
    return frozenset(late)


def changes(
    a: str,
    b: str,
    readings: Sequence[Reading],
    grouping: Grouping,
    actors: Iterable[Actor],
    claims: Sequence[Claim],
    *,
    late: Collection[str],
    since: dt.date,
    commitments: Sequence[Commitment] | None = None,
) -> RelationshipChanges:
    """What the late articles (ids) changed in what is told of a and b; `since` is only told again.

    commitments: the ledger of all readings, made here if not given. Stories are new where all their articles
    are late. A claim is new where all its statements are, and turned contested where one that it
    contradicts, or itself, rests on late articles alone.
    """
    a, b = sorted((a, b))
    actors, late = tuple(actors), frozenset(late)
    early = [r for r in readings if r.article.id not in late]
    before = _grouping(grouping, {r.article.id for r in early})
    old = ledger(early, before)
    now = ledger(readings, grouping) if commitments is None else tuple(commitments)
    then_told = _pair(a, b, early, before, actors, old)
    now_told = _pair(a, b, readings, grouping, actors, now)
    article_of = {s.id: r.article.id for r in readings for s in r.statements}
    stories = [s for s in grouping.stories if now_told and s.id in now_told.stories]
    known = {one for event in _events(then_told) for one in event.statements}
    naming = _naming(readings, actors, a, b)
    claimed = _claims(claims, naming, {one for one, article in article_of.items() if article in late})
    return RelationshipChanges(
        a=a,
        b=b,
        since=since,
        articles=tuple(sorted({article_of[one] for one in naming if article_of[one] in late})),
        stories=tuple(s.id for s in stories if late.issuperset(s.articles)),
        grown=tuple(
            s.id for s in stories if late.intersection(s.articles) and not late.issuperset(s.articles)
        ),
        events=tuple(e for e in _events(now_told) if known.isdisjoint(e.statements)),
        moved=_moved(old, [c for c in now if now_told and c.id in now_told.commitments], late),
        claims=claimed[0],
        contested=claimed[1],
        balance_then=then_told.balance if then_told else None,
        balance_now=now_told.balance if now_told else None,
    )


def _pair(
    a: str,
    b: str,
    readings: Sequence[Reading],
    grouping: Grouping,
    actors: Sequence[Actor],
    commitments: Sequence[Commitment],
) -> Relationship | None:
    found = relationships(readings, grouping, actors, commitments, only=(a, b))
    return found[0] if found else None


def _events(told: Relationship | None) -> tuple[PairEvent, ...]:
    return told.events if told else ()


def _grouping(grouping: Grouping, kept: Collection[str]) -> Grouping:
    """The grouping of some articles; a copy whose original is gone stands for itself."""
    copies: list[Copy] = [c for c in grouping.copies if c.article in kept and c.original in kept]
    stories = []
    for story in grouping.stories:
        articles = tuple(one for one in story.articles if one in kept)
        if articles:
            stories.append(replace(story, articles=articles))
    return Grouping(tuple(copies), tuple(stories))


def _naming(readings: Iterable[Reading], actors: Iterable[Actor], a: str, b: str) -> frozenset[str]:
    """The statements (ids) that name both."""
    sides = {actor.id: actor.id if actor.kind == "state" else actor.state for actor in actors}
    return frozenset(
        statement.id
        for reading in readings
        for statement in reading.statements
        if {a, b} <= {sides.get(one) for one in statement.actors}
    )


def _claims(
    claims: Iterable[Claim], naming: Collection[str], late: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Claims on both sides that rest on late statements alone, and those that late ones made contested."""
    known = {claim.id: claim for claim in claims}
    fresh = {claim.id for claim in known.values() if all(one in late for one in claim.statements)}
    on_both = [c for c in known.values() if any(one in naming for one in c.statements)]
    turned = [
        claim.id
        for claim in on_both
        if claim.standing == "contested"
        and claim.contradicts
        and (claim.id in fresh or all(other.claim in fresh for other in claim.contradicts))
    ]
    return tuple(sorted(c.id for c in on_both if c.id in fresh)), tuple(sorted(turned))


def _moved(old: Iterable[Commitment], now: Iterable[Commitment], late: Collection[str]) -> tuple[Moved, ...]:
    """Promises with a step in a late article that leaves them at another status than without it."""
    status = {step.span: c.history[-1].status for c in old for step in c.history}
    found = []
    for commitment in now:
        if not any(step.span.article in late for step in commitment.history):
            continue
        before = next((status[s.span] for s in commitment.history if s.span in status), None)
        last = commitment.history[-1]
        if last.status != before:
            found.append(Moved(commitment.id, before, last.status, last.date, last.span))
    return tuple(found)
