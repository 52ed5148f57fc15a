"""Pairs of states as the desk tells them: their list, one pair, and who acts with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from communique import exchange
from communique.exchange.relationship import changes_to_dict, relationship_to_dict
from communique.exchange.report import commitment_to_dict, statement_to_dict
from communique.records import Domain, PairEvent, Relationship, RelationshipChanges, Story
from communique.relate.tones import has_happened
from communique.resolve import lexicon
from communique.store import Record, Source
from communique.store.ties import PairCount
from communique.telling import tell_ledger
from communique.telling_pairs import Between, Heads, PairTold, tell_changes, tell_network, tell_pair
from communique.web import models
from communique.web.evidence import Evidence
from communique.web.faults import RequestError
from communique.web.judgements import Judgement, judgement_model
from communique.web.pair_models import Bond, Network, Pair, Relation, StoryLine
from communique.web.pair_models import Evidence as EvidenceModel
from communique.web.sources import source_model
from communique.web.tellings import PATIENCE, Telling, Tellings

MOST_EVIDENCE = 1000
"""Statements that one answer of the interface holds."""
MOST_BONDS, MOST_STATEMENTS = 200, 50
WARM = 12
"""Pairs of a list that are told before somebody opens them."""


@dataclass(frozen=True, slots=True)
class PairFound:
    """A pair with what is told of it; `told` is None while it is told for the first time;
    `known` are those of the two that articles name themselves, and so have a profile."""

    a: str
    b: str
    told: PairTold | None
    behind: bool
    names: Mapping[str, str]
    known: frozenset[str]
    stories: tuple[Story, ...]
    changes: RelationshipChanges | None
    judged: tuple[Judgement, ...]


class Pairs:
    """Answers on pairs; `tellings` makes what takes long."""

    def __init__(self, record: Callable[[], Record], tellings: Tellings) -> None:
        self._record, self._tellings = record, tellings

    def list(self, words: str = "", *, limit: int = 100) -> tuple[list[Pair], int]:
        """Pairs by how many articles name both, the most first, and how many there are; `words`: only
        those with a state of that name or code."""
        record = self._record()
        every = self.counted()
        if words.strip():
            side = self.states(words)
            every = tuple(one for one in every if one.a in side or one.b in side)
        found, total = every[:limit], len(every)
        names = state_names(record, {key for one in found for key in (one.a, one.b)})
        for one in found[:WARM]:
            self._warm(one.a, one.b)
        return [Pair(a=_named(p.a, names), b=_named(p.b, names), articles=p.articles) for p in found], total

    def counted(self) -> tuple[PairCount, ...]:
        """All pairs by how many articles name both."""
        return self._tellings.counted("pairs", tuple[PairCount, ...], count_pairs)

    def warm(self) -> None:
        """Have told what the lists and the network show."""
        self._tellings.idle("count pairs", tuple[PairCount, ...], count_pairs)
        self._tellings.idle("network", tuple[Between, ...], tell_network)

    def states(self, words: str) -> frozenset[str]:
        """The states that these words name or begin the name of."""
        wanted = " ".join(words.split())
        entry = lexicon().lookup(wanted)
        found = {entry.state or entry.id} if entry is not None else set()
        found |= {wanted.upper(), *self._record().ties.named_so(wanted)}
        return frozenset(found)

    def found(
        self, a: str, b: str, *, since: dt.date | None = None, wait: float | None = PATIENCE
    ) -> PairFound:
        """What is told of two states by their codes; RequestError 404 if the record knows one of them not."""
        a, b = sorted((a.upper(), b.upper()))
        record = self._record()
        known = frozenset(record.actor_names([a, b]))
        names = state_names(record, {a, b})
        for key in (a, b):
            if a == b or (key not in known and not any(key in (one.a, one.b) for one in self.counted())):
                raise RequestError(404, f"the record tells of no pair of states {a[:20]!r} and {b[:20]!r}")
        judged = tuple(judgement_model(one) for one in record.ties.judged_pair(a, b))
        telling = self._telling(a, b, wait)
        if telling is None:
            return PairFound(a, b, None, False, names, known, (), None, judged)
        told = telling.told
        moved = None
        if since is not None and told.relationship is not None:
            moved = tell_changes(record, a, b, since, self._tellings.heads)
        one = told.relationship
        if one is not None:
            parties = {p.actor for p in one.third_parties}
            parties |= {key for c in told.commitments for key in (*c.by, *c.to)}
            names.update(record.actor_names(sorted(parties)))
        wanted = dict.fromkeys(
            (*(one.stories if one else ()), *((*moved.stories, *moved.grown) if moved else ()))
        )
        by_id = {story.id: story for story in record.ties.told_stories(wanted)}
        stories = tuple(by_id[key] for key in wanted if key in by_id)
        return PairFound(a, b, told, telling.behind, names, known, stories, moved, judged)

    def latest(self, found: PairFound, limit: int = 8) -> tuple[Source, ...]:
        """The latest articles on both."""
        record = self._record()
        ids, _ = record.ties.naming(found.a, found.b, limit=limit)
        newest = {one.id: one for one in record.sources(ids)}
        return tuple(
            sorted(
                newest.values(),
                key=lambda one: (one.published.start if one.published else dt.date.min, one.id),
                reverse=True,
            )
        )

    def relation(self, a: str, b: str, *, since: dt.date | None = None) -> Relation:
        """The same as data, with the statements behind it."""
        found = self.found(a, b, since=since, wait=None)
        told = found.told
        assert told is not None  # it was waited for
        one = told.relationship
        ids = list(islice(dict.fromkeys(statements_of(one)), MOST_EVIDENCE)) if one else []
        return Relation(
            a=_named(found.a, found.names),
            b=_named(found.b, found.names),
            articles=told.naming,
            read=told.read,
            current=not found.behind,
            relationship=relationship_to_dict(one) if one else None,
            commitments=[commitment_to_dict(c) for c in told.commitments],
            stories=story_lines(found.stories),
            names=dict(found.names),
            evidence=evidence_models(Evidence(self._record(), ids), ids),
            changes=changes_to_dict(found.changes) if found.changes else None,
            judged=list(found.judged),
        )

    def network(self, wait: float | None = None) -> tuple[tuple[Between, ...] | None, bool]:
        """What happened between every two states, and whether that is the record as it stands. The first
        time it is waited for, at most `wait` seconds (None: as long as it takes); None if it takes longer."""
        telling = self._tellings.get("network", tuple[Between, ...], tell_network, wait=wait)
        return (None, False) if telling is None else (telling.told, not telling.behind)

    def bonds(
        self,
        *,
        since: dt.date | None,
        until: dt.date | None,
        domain: Domain | None,
        wait: float | None = None,
    ) -> Network | None:
        """Who acts with and against whom in a period and domain; None if it is told for the first time and
        takes longer than `wait` seconds (None: as long as it takes)."""
        told, current = self.network(wait)
        if told is None:
            return None
        found = []
        for one in told:
            events = [e for e in one.events if counts(e, domain, since, until)]
            if events:
                found.append((one, events))
        found.sort(key=lambda item: (-len(item[1]), item[0].a, item[0].b))
        shown = found[:MOST_BONDS]
        record = self._record()
        names = state_names(record, {key for one, _ in shown for key in (one.a, one.b)})
        mutes = [one for one in record.judgements.standing() if one.kind == "mute"]
        return Network(
            bonds=[_bond(o, e, names) for o, e in shown],
            total=len(found),
            current=current,
            judged=[judgement_model(one) for one in mutes],
        )

    def _telling(self, a: str, b: str, wait: float | None) -> Telling[PairTold] | None:
        return self._tellings.get(f"pair {a} {b}", PairTold, partial(pair_of, a, b), wait=wait)

    def _warm(self, a: str, b: str) -> None:
        self._tellings.idle(f"pair {a} {b}", PairTold, partial(pair_of, a, b))


def count_pairs(record: Record, _: Heads) -> tuple[PairCount, ...]:
    """All pairs by how many articles name both."""
    return record.ties.pairs()


def pair_of(a: str, b: str, record: Record, heads: Heads) -> PairTold:
    """What binds two states, of the ledger as it stands."""
    tell_ledger(record)
    return tell_pair(record, a, b, heads)


def state_names(record: Record, states: Collection[str]) -> dict[str, str]:
    """The names of states: as articles have them, else by the lexicon, else their codes."""
    names = dict(record.actor_names(sorted(states)))
    for key in set(states) - names.keys():
        entry = lexicon().get(key)
        names[key] = entry.name if entry is not None else key
    return names


def statements_of(one: Relationship) -> Iterable[str]:
    """The statements that a relationship rests on, those of its main figures first."""
    if one.balance is not None:
        yield from one.balance.statements
    for event in one.events:
        yield from event.statements
    for tie in one.ties:
        yield from (*tie.events, *tie.statements)
    for dispute in one.disputes:
        yield from (*dispute.one, *dispute.other)
    yield from (gain.statement for gain in one.gains)
    yield from one.drivers
    for third in one.third_parties:
        yield from (*third.dependencies, *third.drivers, *third.events, *third.named)


def counts(event: PairEvent, domain: Domain | None, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether something is told as having happened in a domain and a period; what has no date, in none."""
    if not has_happened(event) or (domain is not None and domain not in event.domains):
        return False
    if since is None and until is None:
        return True
    if event.date is None:
        return False
    return (since is None or event.date.end >= since) and (until is None or event.date.start <= until)


def evidence_models(
    held: Evidence, ids: Iterable[str], claims: Mapping[str, str | None] | None = None
) -> list[EvidenceModel]:
    """These statements with their sentences and sources, as the interface gives them; `claims` has the
    claims (ids) that they are of, where that is told."""
    found = []
    for one in ids:
        statement = held.statements.get(one)
        source = held.sources.get(statement.span.article) if statement else None
        if statement is not None and source is not None:
            found.append(
                EvidenceModel.model_validate(
                    {
                        "source": source_model(source),
                        "statement": statement_to_dict(statement, claim=(claims or {}).get(one)),
                        "sentence": held.sentence(one),
                    }
                )
            )
    return found


def story_lines(stories: Iterable[Story]) -> list[StoryLine]:
    """Stories as lines of a list."""
    return [
        StoryLine.model_validate(
            {
                "id": one.id,
                "label": one.label,
                "date": exchange.interval_to_dict(one.date),
                "articles": len(one.articles),
                "arc": one.arc,
            }
        )
        for one in stories
    ]


def _bond(one: Between, events: list[PairEvent], names: Mapping[str, str]) -> Bond:
    dated = [event.date for event in events if event.date]
    return Bond(
        a=_named(one.a, names),
        b=_named(one.b, names),
        cooperation=sum(event.quad.endswith("cooperation") for event in events),
        conflict=sum(event.quad.endswith("conflict") for event in events),
        first=min(date.start for date in dated).isoformat() if dated else None,
        last=max(date.end for date in dated).isoformat() if dated else None,
        statements=list(dict.fromkeys(s for event in events for s in event.statements))[:MOST_STATEMENTS],
    )


def _named(key: str, names: Mapping[str, str]) -> models.Named:
    return models.Named(id=key, name=names.get(key, key))
