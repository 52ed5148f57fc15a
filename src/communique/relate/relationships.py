"""Relationships: for each pair of states what binds them by domain, and who depends more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import get_args

from communique.compare.independence import Sources
from communique.records import (
    Actor,
    Commitment,
    Domain,
    Grouping,
    Reading,
    Relationship,
    Tie,
)
from communique.relate.balance import Stated, balance
from communique.relate.grades import grade

MOST_TOGETHER = 6
"""A statement on more states than these is a list, and binds no two of them."""
Pair = tuple[str, str]


@dataclass(slots=True)
class Found:
    """What was found of one pair, in the order of articles and texts."""

    events: dict[Domain, list[str]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[Domain, list[str]] = field(default_factory=lambda: defaultdict(list))
    stated: list[Stated] = field(default_factory=list)
    commitments: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    bound: bool = False


def relationships(
    readings: Iterable[Reading],
    grouping: Grouping,
    actors: Iterable[Actor],
    commitments: Sequence[Commitment] = (),
) -> tuple[Relationship, ...]:
    """All pairs of states between which an event, a promise or a dependence is told, by their ids.

    What copies repeat is left out. A person, a body or a company counts for its state. Events whose
    statement names no domain are diplomacy. The order of the readings does not matter.
    """
    repeats = {copy.article for copy in grouping.copies}
    own = sorted((r for r in readings if r.article.id not in repeats), key=lambda r: r.article.id)
    states = {a.id: a.id if a.kind == "state" else a.state for a in actors}
    sources = Sources([r.article for r in own], grouping.copies).joined(r.article.id for r in own)
    today = max((r.article.published.end for r in own if r.article.published), default=None)
    pairs: dict[Pair, Found] = defaultdict(Found)
    for reading in own:
        _gather(reading, states, sources.get(reading.article.id, reading.article.id), pairs)
    for commitment in commitments:
        by, to = ({s for one in side if (s := states.get(one))} for side in (commitment.by, commitment.to))
        for one in sorted(by):
            for other in sorted((to | by) - {one}):
                found = pairs[_pair(one, other)]
                found.bound = True
                if commitment.id not in found.commitments:
                    found.commitments.append(commitment.id)
    return tuple(_told(pair, pairs[pair], grouping, today) for pair in sorted(pairs) if pairs[pair].bound)


def _gather(
    reading: Reading, states: Mapping[str, str | None], source: str, pairs: dict[Pair, Found]
) -> None:
    article = reading.article
    date = article.published.start if article.published else None
    domains: dict[str, tuple[Domain, ...]] = {}
    for statement in reading.statements:
        domains[statement.id] = statement.domains
        together = {s for one in statement.actors if (s := states.get(one))}
        if len(together) <= MOST_TOGETHER:
            for pair in combinations(sorted(together), 2):
                pairs[pair].articles.add(article.id)
                for domain in statement.domains:
                    pairs[pair].statements[domain].append(statement.id)
    for event in reading.events:
        one, other = (states.get(side) if side else None for side in (event.source, event.target))
        if one and other and one != other:
            found = pairs[_pair(one, other)]
            found.bound = True
            found.articles.add(article.id)
            for domain in domains.get(event.statement) or ("diplomacy",):
                found.events[domain].append(event.statement)
    for dependency in reading.dependencies:
        if dependency.dependent != dependency.provider:
            found = pairs[_pair(dependency.dependent, dependency.provider)]
            found.bound = True
            found.articles.add(article.id)
            found.stated.append(Stated(dependency, source, date))
            if dependency.domain is not None:
                found.statements[dependency.domain].append(dependency.statement)


def _told(pair: Pair, found: Found, grouping: Grouping, today: dt.date | None) -> Relationship:
    a, b = pair
    return Relationship(
        a=a,
        b=b,
        ties=tuple(_ties(pair, found, today)),
        balance=balance(a, b, found.stated, today=today, grade=grade),
        commitments=tuple(found.commitments),
        stories=tuple(s.id for s in grouping.stories if found.articles & set(s.articles)),
    )


def _ties(pair: Pair, found: Found, today: dt.date | None) -> Iterator[Tie]:
    for domain in get_args(Domain):
        events, statements = found.events.get(domain, []), found.statements.get(domain, [])
        stated = balance(*pair, found.stated, today=today, grade=grade, domain=domain)
        if events or statements or stated:
            yield Tie(
                domain,
                tuple(dict.fromkeys(events)),
                tuple(dict.fromkeys(statements)),
                _side(pair[0], found.stated, domain, stated.a_on_b if stated else 0.0),
                _side(pair[1], found.stated, domain, stated.b_on_a if stated else 0.0),
            )


def _side(one: str, stated: Iterable[Stated], domain: Domain, value: float) -> float | None:
    """How much one depends on the other there; None if nobody speaks of it."""
    said = any(s.dependency.dependent == one and s.dependency.domain == domain for s in stated)
    return value if said else None


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
