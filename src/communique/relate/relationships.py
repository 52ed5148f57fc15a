"""Relationships: for each pair of states what binds them by domain and over time, and who depends more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, get_args

from communique.compare.independence import Sources
from communique.records import (
    Actor,
    Claim,
    Commitment,
    Dispute,
    Domain,
    Driver,
    Gain,
    Grouping,
    Interval,
    PairEvent,
    Reading,
    Relationship,
    Story,
    Tie,
)
from communique.relate.balance import Stated, balance
from communique.relate.denials import denial_disputes, denials
from communique.relate.disputes import (
    about_two,
    character_disputes,
    characterised,
    claim_disputes,
    dependence_disputes,
    driver_disputes,
)
from communique.relate.gains import gains
from communique.relate.grades import grade
from communique.relate.happenings import Told, happenings
from communique.relate.promised import Promises
from communique.relate.series import By, Coverage, coverage, series
from communique.relate.third_parties import Mentioned, mentioned, parties_of, third_parties
from communique.relate.tones import counts_of

MOST_TOGETHER = 6
"""A statement on more states than these is a list, and binds no two of them."""
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "JUD"})
"""PLOVER sectors of those whose gain is their state's."""
PRESS = "JRN"
"""The sector of those who tell the news: what they say and do is no act of their state."""
Pair = tuple[str, str]


@dataclass(slots=True)
class Found:
    """What was found of one pair, in the order of articles and texts."""

    events: dict[Domain, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: list[Told] = field(default_factory=list)
    statements: dict[Domain, list[str]] = field(default_factory=lambda: defaultdict(list))
    stated: list[Stated] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    gains: list[Gain] = field(default_factory=list)
    called: list[tuple[str, Literal[1, -1], str, str]] = field(default_factory=list)
    denied: list[tuple[str, str | None, str]] = field(default_factory=list)
    articles: dict[str, None] = field(default_factory=dict)
    bound: bool = False


@dataclass(frozen=True, slots=True)
class _Record:
    """What all pairs of a record share. `states`, `official` (of those who speak for a state alone) and
    `parties` are by actor id, the rest by article or statement id."""

    states: Mapping[str, str | None]
    official: Mapping[str, str | None]
    parties: Mapping[str, str]
    actors: Mapping[str, Actor]
    sources: Mapping[str, str]
    stories: Sequence[Story]
    story_of: Mapping[str, str]
    mentioned: Mapping[str, Mentioned]
    drivers: Mapping[str, tuple[Driver, ...]]
    domains: Mapping[str, tuple[Domain, ...]]
    words: Mapping[str, str]
    published: Mapping[str, Interval]
    covered: Coverage
    claims: Sequence[Claim]
    today: dt.date | None

    def source(self, article: str) -> str:
        return self.sources.get(article, article)


def relationships(
    readings: Iterable[Reading],
    grouping: Grouping,
    actors: Iterable[Actor],
    commitments: Sequence[Commitment] = (),
    claims: Sequence[Claim] = (),
    *,
    by: By = "month",
    only: Pair | None = None,
) -> tuple[Relationship, ...]:
    """All pairs of states between which an event, a promise or a dependence is told, by their ids.

    What copies repeat is left out. A person, a body or a company counts for its state, the press for
    none. Events whose statement
    names no domain are diplomacy. The order of the readings does not matter.

    by: the periods of the series. only: this pair alone (in any order); the others cost little then.
    """
    repeats = {copy.article for copy in grouping.copies}
    own = sorted((r for r in readings if r.article.id not in repeats), key=lambda r: r.article.id)
    record = _record(own, grouping, actors, claims, by)
    pairs: dict[Pair, Found] = defaultdict(Found)
    for reading in own:
        _gather(reading, record, pairs)
    promises = Promises(own, record.states)
    spoken = promises.domains(commitments)
    for commitment in commitments:
        for one, other in promises.sides(commitment):
            found = pairs[_pair(one, other)]
            found.bound = True
            if commitment not in found.commitments[-1:]:
                found.commitments.append(commitment)
    wanted = [only] if only else sorted(pairs)
    chosen = [_pair(*pair) for pair in wanted if pairs[_pair(*pair)].bound]
    return tuple(_told(pair, pairs[pair], record, spoken) for pair in chosen)


def _record(
    own: Sequence[Reading], grouping: Grouping, actors: Iterable[Actor], claims: Sequence[Claim], by: By
) -> _Record:
    known = {actor.id: actor for actor in actors}
    parties = parties_of(known.values())
    return _Record(
        states={a.id: _state(a) for a in known.values()},
        official={
            a.id: _state(a) if a.kind == "state" or a.sector in OFFICIAL else None for a in known.values()
        },
        parties=parties,
        actors=known,
        sources=Sources([r.article for r in own], grouping.copies).joined(r.article.id for r in own),
        stories=sorted(grouping.stories, key=_story_day),
        story_of={article: story.id for story in grouping.stories for article in story.articles},
        mentioned={r.article.id: mentioned(r, parties) for r in own},
        drivers={r.article.id: r.drivers for r in own},
        domains={s.id: s.domains for r in own for s in r.statements},
        words={s.id: s.span.quote for r in own for s in r.statements},
        published={
            s.id: r.article.published for r in own if r.article.published is not None for s in r.statements
        },
        covered=coverage((r.article for r in own), by),
        claims=claims,
        today=max((r.article.published.end for r in own if r.article.published), default=None),
    )


def _state(actor: Actor) -> str | None:
    if actor.sector == PRESS:
        return None
    return actor.id if actor.kind == "state" else actor.state


def _gather(reading: Reading, record: _Record, pairs: dict[Pair, Found]) -> None:
    article, states = reading.article, record.states
    source = record.source(article.id)
    date = article.published.start if article.published else None
    for statement in reading.statements:
        together = {s for one in statement.actors if (s := states.get(one))}
        if len(together) <= MOST_TOGETHER:
            for pair in combinations(sorted(together), 2):
                pairs[pair].articles[article.id] = None
                for domain in statement.domains:
                    pairs[pair].statements[domain].append(statement.id)
    for event in reading.events:
        one, other = (states.get(side) if side else None for side in (event.source, event.target))
        if one and other and one != other:
            found = _bound(pairs, one, other, article.id)
            domains = record.domains.get(event.statement) or ("diplomacy",)
            story = record.story_of.get(article.id, article.id)
            found.told.append(Told(event, one, other, domains, source, article.published, story))
            for domain in domains:
                found.events[domain].append(event.statement)
    for dependency in reading.dependencies:
        if dependency.dependent != dependency.provider:
            found = _bound(pairs, dependency.dependent, dependency.provider, article.id)
            found.stated.append(Stated(dependency, source, date))
            if dependency.domain is not None:
                found.statements[dependency.domain].append(dependency.statement)
    for gain in gains(reading, record.official):
        pairs[_pair(gain.taker, gain.giver)].gains.append(gain)
    for pair, denial, answered in denials(reading, states, about_two(reading, states)):
        pairs[pair].denied.append((denial, answered, source))
    for pair, matter, side, statement_id in characterised(reading, states):
        pairs[pair].called.append((matter, side, statement_id, source))


def _bound(pairs: dict[Pair, Found], one: str, other: str, article: str) -> Found:
    found = pairs[_pair(one, other)]
    found.bound = True
    found.articles[article] = None
    return found


def _told(pair: Pair, found: Found, record: _Record, spoken: Mapping[str, frozenset[Domain]]) -> Relationship:
    a, b = pair
    events = happenings(a, b, found.told)
    stories = [s for s in record.stories if not found.articles.keys().isdisjoint(s.articles)]
    return Relationship(
        a=a,
        b=b,
        ties=tuple(_ties(pair, found, events, record.today, spoken)),
        balance=balance(a, b, found.stated, today=record.today, grade=grade),
        commitments=tuple(commitment.id for commitment in found.commitments),
        stories=tuple(story.id for story in stories),
        events=events,
        series=series(
            events, found.articles, record.covered, published=record.published, source_of=record.sources
        ),
        gains=tuple(found.gains),
        third_parties=third_parties(
            a,
            b,
            [record.mentioned[one] for one in found.articles],
            found.commitments,
            parties=record.parties,
            kinds=record.actors,
            stories=stories,
            source_of=record.sources,
        ),
        disputes=tuple(_disputes(pair, found, record)),
        arcs=tuple(dict.fromkeys(story.arc for story in stories if story.arc)),
        drivers=tuple(
            dict.fromkeys(
                statement
                for article in found.articles
                for statement, those in record.mentioned[article].drivers
                if those.intersection(pair)
            )
        ),
    )


def _ties(
    pair: Pair,
    found: Found,
    events: Sequence[PairEvent],
    today: dt.date | None,
    spoken: Mapping[str, frozenset[Domain]],
) -> Iterator[Tie]:
    for domain in get_args(Domain):
        told, statements = found.events.get(domain, []), found.statements.get(domain, [])
        stated = balance(*pair, found.stated, today=today, grade=grade, domain=domain)
        here = [event for event in events if domain in event.domains]
        promised = tuple(c.id for c in found.commitments if domain in spoken.get(c.id, ()))
        if told or statements or stated or promised:
            yield Tie(
                domain,
                tuple(dict.fromkeys(told)),
                tuple(dict.fromkeys(statements)),
                _side(pair[0], found.stated, domain, stated.a_on_b if stated else 0.0),
                _side(pair[1], found.stated, domain, stated.b_on_a if stated else 0.0),
                tuple(event.id for event in here),
                counts_of(here),
                promised,
            )


def _side(one: str, stated: Iterable[Stated], domain: Domain, value: float) -> float | None:
    """How much one depends on the other there; None if nobody speaks of it."""
    said = any(s.dependency.dependent == one and s.dependency.domain == domain for s in stated)
    return value if said else None


def _disputes(pair: Pair, found: Found, record: _Record) -> Iterator[Dispute]:
    naming = {key: those for one in found.articles for key, those in record.mentioned[one].named.items()}
    yield from dependence_disputes((s.dependency, s.source) for s in found.stated)
    yield from driver_disputes(
        (driver, record.source(article)) for article in found.articles for driver in record.drivers[article]
    )
    yield from character_disputes(found.called)
    yield from denial_disputes(found.denied, record.words)
    yield from claim_disputes(record.claims, naming, pair)


def _story_day(story: Story) -> tuple[str, str]:
    return (story.date.start.isoformat() if story.date else "9999", story.id)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
