"""The part of an article that the ledger and the map of causes look at, kept beside the whole reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, String, func, insert, select

from communique.records import (
    Actor,
    Article,
    Commitment,
    Driver,
    Mention,
    Quantity,
    Reading,
    Statement,
)
from communique.store import tables
from communique.store.codec import decode, encode
from communique.store.muting import heard_in, heard_of

MANY = 500
"""Ids that are asked for at once."""

NEAR = 3
"""So many sentences around one that states a cause are its passage."""


@dataclass(frozen=True, slots=True)
class _Argued:
    """What is kept; the other fields of the reading are not looked at."""

    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    drivers: tuple[Driver, ...]


def insert_argued(connection: Connection, reading: Reading) -> None:
    """What an article that is new in the record promises and argues."""
    if reading.commitments or reading.drivers:
        held = _argued(reading)
        domains = sorted({domain for statement in held.statements for domain in statement.domains})
        connection.execute(
            insert(tables.arguments).values(
                article=reading.article.id,
                promises=len(reading.commitments),
                causes=len(reading.drivers),
                domains=f"|{'|'.join(domains)}|",
                data=encode(_Argued, held),
            )
        )


def argued_data(reading: Reading) -> str:
    """What is kept of an article that promises or argues, as it is kept."""
    return encode(_Argued, _argued(reading))


def _argued(reading: Reading) -> _Argued:
    """Sentences and statements are kept where causes are stated, quantities where something is promised."""
    told = {driver.statement for driver in reading.drivers}
    places = {s.sentence for s in reading.statements if s.id in told}
    near = {n + step for n in places for step in range(-NEAR, NEAR + 1)}
    spans = [step.span for one in reading.commitments for step in one.history]
    return _Argued(
        replace(reading.article, text="", sentences=reading.article.sentences if places else ()),
        reading.actors,
        reading.mentions,
        tuple(
            quantity
            for quantity in reading.quantities
            if any(span.start <= quantity.span.start < span.end for span in spans)
        ),
        tuple(s for s in reading.statements if s.sentence in near),
        reading.commitments,
        reading.drivers,
    )


def promising(connection: Connection) -> tuple[Reading, ...]:
    """The articles that tell of promises, by id, with what the ledger looks at, and before them one that
    stands for all others: it names the states of the persons who are parties."""
    columns = tables.arguments.c
    articles = tables.articles.c
    query = (
        select(columns.data)
        .join(tables.articles, articles.id == columns.article)
        .where(columns.promises > 0, heard_of(articles.outlet))
        .order_by(columns.article)
    )
    found = tuple(_reading(data) for data in connection.scalars(query))
    bound = {one for r in found for c in r.commitments for one in (*c.by, *c.to)}
    parties = tables.parties.c
    # As the article tells it: for one of the press the column has no state, though it may be told.
    state = func.json_extract(parties.data, "$.state", type_=String)
    states: dict[str, str] = {}
    for part in _parts(bound):
        rows = connection.execute(
            select(parties.actor, func.min(state).label("state"))
            .where(parties.actor.in_(part), parties.kind == "person", state.is_not(None))
            .where(heard_in(parties.article))
            .group_by(parties.actor)
        )
        states |= {row.actor: row.state for row in rows}
    if not states:
        return found
    elsewhere = Reading(
        Article("", "", "", "", "", None, None, None, None, None, None, "en", "report", None, ()),
        tuple(Actor(key, key, "person", state) for key, state in sorted(states.items())),
    )
    return (elsewhere, *found)


def arguing(connection: Connection, articles: Collection[str]) -> tuple[Reading, ...]:
    """Those of these articles (ids) that state causes, by id, with what the map of causes looks at."""
    columns = tables.arguments.c
    found: list[Reading] = []
    for part in _parts(articles):
        query = select(columns.data).where(columns.causes > 0, columns.article.in_(part))
        found += map(_reading, connection.scalars(query.order_by(columns.article)))
    return tuple(found)


def _reading(data: str) -> Reading:
    held = decode(_Argued, data)
    return Reading(
        held.article,
        held.actors,
        held.mentions,
        quantities=held.quantities,
        statements=held.statements,
        commitments=held.commitments,
        drivers=held.drivers,
    )


def _parts(keys: Iterable[str]) -> Iterable[list[Any]]:
    ordered = sorted(keys)
    return (ordered[start : start + MANY] for start in range(0, len(ordered), MANY))
