"""What a record tells of pairs of states and of actors, read without reading its articles whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Select, delete, func, insert, select

from communique.records import (
    Actor,
    Article,
    Claim,
    Commitment,
    Domain,
    Event,
    Statement,
    Story,
)
from communique.store import tables
from communique.store.codec import decode, encode
from communique.store.deriving import MANY, state_of
from communique.store.judgements import Judgement, Judgements
from communique.store.muting import counting, heard_in
from communique.store.profiles import Profiles

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PairCount:
    """Two states, `a` before `b`, and how many articles name both, copies left out."""

    a: str
    b: str
    articles: int


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor with its fullest name, and in how many articles it stands."""

    actor: str
    name: str
    kind: str
    state: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Bond:
    """An event with two sides, the domains of its statement and when its article came out."""

    article: str
    event: Event
    domains: tuple[Domain, ...]


class Ties:
    """Answers on pairs and actors. Ids are those of articles, actors and statements."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    @contextmanager
    def steady(self) -> Iterator[Self]:
        """The same answers, all of one state of the record, over one connection."""
        with self._connect() as connection:
            yield type(self)(lambda: nullcontext(connection))

    def state(self) -> str:
        """The record's state: another one after every addition, deletion and new grouping."""
        with self._connect() as connection:
            return state_of(connection)

    # ---------------------------------------------------------------- pairs

    def pairs(self) -> tuple[PairCount, ...]:
        """Pairs of states by how many articles that are sources name both, the most first."""
        pairs = tables.pairs.c
        query = select(pairs.a, pairs.b, func.count().label("number")).group_by(pairs.a, pairs.b)
        query = query.where(counting(pairs.article))
        with self._connect() as connection:
            rows = connection.execute(query).all()
        found = sorted(rows, key=lambda row: (-row.number, row.a, row.b))
        return tuple(PairCount(row.a, row.b, row.number) for row in found)

    def naming(self, a: str, b: str, *, limit: int) -> tuple[tuple[str, ...], int]:
        """The latest articles that are sources in which both or somebody who acts for them stands; by id, at
        most `limit`, and how many there are."""
        articles = tables.articles.c
        with self._connect() as connection:
            ordered = connection.execute(
                _naming(a, b)
                .where(counting(articles.id))
                .add_columns(articles.published_start)
                .order_by(articles.published_start.desc().nulls_last(), articles.id)
            ).all()
        return tuple(sorted(row.id for row in ordered[:limit])), len(ordered)

    def judged_pair(self, a: str, b: str) -> tuple[Judgement, ...]:
        """The judgements that stand on articles on both, or on the outlets of these."""
        return Judgements(self._connect).on(_naming(a, b), tables.articles.c.outlet)

    def sources_among(self, articles: Collection[str]) -> frozenset[str]:
        """Those of these articles that are sources: no copies, and not muted."""
        column = tables.articles.c.id
        with self._connect() as connection:
            query = select(column).where(counting(column))
            return frozenset(self._scalars(connection, query, column, articles))

    def heads(self, known: Collection[str] = ()) -> tuple[tuple[Article, ...], frozenset[str]]:
        """Articles without text and sentences, those in `known` left out; and the ids of all that are
        sources: no copies, and not muted."""
        heads = tables.heads.c
        held = frozenset(known)
        with self._connect() as connection:
            every = frozenset(connection.scalars(select(heads.article).where(counting(heads.article))))
            found = [
                decode(Article, data)
                for data in self._scalars(connection, select(heads.data), heads.article, every - held)
            ]
        return tuple(found), every

    def actors(self, articles: Collection[str]) -> Iterator[tuple[str, Actor]]:
        """The actors of these articles with all that is told of them anywhere, each telling once, by the
        first article (id) that has it."""
        parties = tables.parties.c
        with self._connect() as connection:
            ids = set(self._scalars(connection, select(parties.actor).distinct(), parties.article, articles))
            rows: list[Any] = []
            for part in _parts(ids):
                rows += connection.execute(
                    select(func.min(parties.article).label("first"), parties.data)
                    .where(parties.actor.in_(part), heard_in(parties.article))
                    .group_by(parties.actor, parties.data)
                ).all()
        for row in sorted(rows, key=lambda row: (row.first, row.data)):
            yield row.first, decode(Actor, row.data)

    def claims(self, articles: Collection[str]) -> tuple[Claim, ...]:
        """The contested claims of these articles, and those they are contested by."""
        claims, links = tables.claims.c, tables.claim_articles.c
        with self._connect() as connection:
            contested = select(claims.id, claims.data).join(tables.claim_articles, links.claim == claims.id)
            contested = contested.where(claims.standing == "contested").distinct()
            found: dict[str, Claim] = {}
            for part in _parts(articles):
                for row in connection.execute(contested.where(links.article.in_(part))):
                    found[row.id] = decode(Claim, row.data)
            others = {one.claim for claim in found.values() for one in claim.contradicts} - found.keys()
            for data in self._scalars(connection, select(claims.data), claims.id, others):
                claim = decode(Claim, data)
                found[claim.id] = claim
        return tuple(found[key] for key in sorted(found))

    def stories(self, articles: Collection[str]) -> tuple[Story, ...]:
        """The stories of these articles."""
        links = tables.story_articles.c
        with self._connect() as connection:
            ids = set(self._scalars(connection, select(links.story), links.article, articles))
            return self._stories(connection, ids)

    def told_stories(self, ids: Collection[str]) -> tuple[Story, ...]:
        """These stories, in the order of their ids."""
        with self._connect() as connection:
            return self._stories(connection, ids)

    def promises(self, parties: Collection[str]) -> tuple[Commitment, ...]:
        """The promises that one of these has part in, in the ledger's order."""
        held, pledges = tables.pledge_parties.c, tables.pledges.c
        with self._connect() as connection:
            ids = set(self._scalars(connection, select(held.pledge), held.actor, parties))
            rows: list[Any] = []
            for part in _parts(ids):
                rows += connection.execute(select(pledges.place, pledges.data).where(pledges.id.in_(part)))
        return tuple(decode(Commitment, row.data) for row in sorted(rows, key=lambda row: row.place))

    def standing_for(self, states: Collection[str]) -> frozenset[str]:
        """Those who stand for one of these states anywhere in the record, the states themselves too."""
        parties = tables.parties.c
        with self._connect() as connection:
            theirs = select(parties.actor).where(parties.state.in_(states), heard_in(parties.article))
            return frozenset(states) | set(connection.scalars(theirs.distinct()))

    # ---------------------------------------------------------------- sentences

    def statements(self, ids: Collection[str]) -> dict[str, Statement]:
        """These statements, by id."""
        columns = tables.statements.c
        with self._connect() as connection:
            texts = self._scalars(connection, select(columns.data), columns.id, ids)
            return {one.id: one for one in (decode(Statement, text) for text in texts)}

    def sentences(self, statements: Iterable[Statement]) -> dict[str, str]:
        """The whole sentences that these statements stand in, by the statements' ids."""
        columns = tables.sentences.c
        wanted = list(statements)
        held: dict[str, list[tuple[int, str]]] = {}
        with self._connect() as connection:
            for part in _parts({one.span.article for one in wanted}):
                query = select(columns.article, columns.start, columns.text).where(columns.article.in_(part))
                for row in connection.execute(query.order_by(columns.article, columns.start)):
                    held.setdefault(row.article, []).append((row.start, row.text))
        found = {}
        for one in wanted:
            at = [text for start, text in held.get(one.span.article, ()) if start <= one.span.start]
            found[one.id] = at[-1] if at else one.span.quote
        return found

    # ---------------------------------------------------------------- actors

    def actor_counts(self) -> tuple[ActorCount, ...]:
        """All actors by the number of articles they stand in, the most first, named by their ids."""
        parties = tables.parties.c
        query = select(
            parties.actor, func.min(parties.kind), func.min(parties.state), func.count(parties.article)
        ).group_by(parties.actor)
        with self._connect() as connection:
            rows = connection.execute(query.where(heard_in(parties.article))).all()
        found = [ActorCount(row[0], row[0], row[1], row[2], row[3]) for row in rows]
        return tuple(sorted(found, key=lambda one: (-one.articles, one.actor)))

    def named_so(self, words: str) -> frozenset[str]:
        """The actors that some article names with these words."""
        actors = tables.actors.c
        query = select(actors.actor).where(actors.name.icontains(words, autoescape=True)).distinct()
        with self._connect() as connection:
            return frozenset(connection.scalars(query))

    @property
    def profiles(self) -> Profiles:
        """What articles tell of one actor."""
        return Profiles(self._connect)

    # ---------------------------------------------------------------- the whole record

    def bonds(self) -> tuple[Bond, ...]:
        """All events with two sides that sources tell, in the order of articles and texts."""
        bonds = tables.bonds.c
        query = select(bonds.article, bonds.domains, bonds.data).where(counting(bonds.article))
        query = query.order_by(bonds.article, bonds.row)
        with self._connect() as connection:
            return tuple(
                Bond(row.article, decode(Event, row.data), _domains(row.domains))
                for row in connection.execute(query)
            )

    def everybody(self) -> tuple[tuple[str, str | None], ...]:
        """By actor the state that it stands for: the first by name where articles tell several."""
        parties = tables.parties.c
        query = select(parties.actor, func.min(parties.state)).where(heard_in(parties.article))
        query = query.group_by(parties.actor)
        with self._connect() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))

    def undated(self, since: dt.date) -> frozenset[str]:
        """The articles without a day that came into the record on or after one."""
        articles = tables.articles.c
        late = articles.published_start.is_(None), articles.added >= since.isoformat()
        with self._connect() as connection:
            return frozenset(connection.scalars(select(articles.id).where(*late)))

    # ---------------------------------------------------------------- what was told

    def kept(self, name: str, kind: type[T]) -> tuple[str, T] | None:
        """What was told under a name, with the state of the record that it was told of; None if nothing."""
        columns = tables.told.c
        with self._connect() as connection:
            row = connection.execute(select(columns.state, columns.data).where(columns.name == name)).first()
        return (row.state, decode(kind, row.data)) if row is not None else None

    def kept_of(self, name: str) -> str | None:
        """The state of the record that what is kept under a name was told of."""
        columns = tables.told.c
        with self._connect() as connection:
            return connection.scalar(select(columns.state).where(columns.name == name))

    def keep(self, name: str, kind: type[T], state: str, told: T) -> bool:
        """Keep what was told of a state; false, and nothing is kept, if the record is another by now. To be
        called inside a transaction."""
        with self._connect() as connection:
            if state_of(connection) != state:
                return False
            connection.execute(delete(tables.told).where(tables.told.c.name == name))
            row = {"name": name, "state": state, "data": encode(kind, told)}
            connection.execute(insert(tables.told).values(row))
            return True

    # ---------------------------------------------------------------- parts

    def _stories(self, connection: Connection, ids: Collection[str]) -> tuple[Story, ...]:
        texts = self._scalars(connection, select(tables.stories.c.data), tables.stories.c.id, ids)
        return tuple(sorted((decode(Story, text) for text in texts), key=lambda story: story.id))

    def _scalars(
        self, connection: Connection, query: Select[Any], column: Any, ids: Collection[str]
    ) -> Iterator[Any]:
        for part in _parts(ids):
            yield from connection.scalars(query.where(column.in_(part)))


def _naming(a: str, b: str) -> Select[tuple[str]]:
    """The articles in which both or somebody who acts for them stands."""
    parties, articles = tables.parties.c, tables.articles.c
    query = select(articles.id)
    for state in (a, b):
        theirs = select(parties.actor).where(parties.state == state)
        query = query.where(articles.id.in_(select(parties.article).where(parties.actor.in_(theirs))))
    return query


def _parts(ids: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + MANY] for start in range(0, len(ordered), MANY))


def _domains(joined: str) -> tuple[Any, ...]:
    return tuple(part for part in joined.split("|") if part)
