"""What pages on pairs, actors and promises read of an article, beside its reading: who acts for whom, which
states it names together, what is told to happen between them.

All of it repeats parts of a reading and goes with its article. `told` keeps what was made of many articles,
with the state of the record that it was made at; it goes with any article that is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from sqlalchemy import Connection, Table, insert

from communique.records import Actor, Article, Event, Reading
from communique.store import tables
from communique.store.codec import encode

MOST_TOGETHER = 6
"""A statement on more states than these is a list, and names no two of them together."""

PRESS = "JRN"
"""The sector of those who tell the news; they stand for no state."""

SHORT = 400
"""Characters of removed furniture up to which it may be a credit."""


def insert_article(connection: Connection, reading: Reading) -> None:
    """The rows of an article that is new in the record."""
    article = reading.article.id
    head = {
        "article": article,
        "data": encode(Article, head_of(reading.article)),
    }
    connection.execute(insert(tables.heads).values(head))
    _insert(connection, tables.parties, (_party(article, one) for one in reading.actors))
    _insert(
        connection, tables.pairs, ({"article": article, "a": a, "b": b} for a, b in sorted(pairs_of(reading)))
    )
    domains = {s.id: s.domains for s in reading.statements}
    _insert(
        connection,
        tables.bonds,
        (
            {
                "article": article,
                "source": event.source,
                "target": event.target,
                "domains": "|".join(domains.get(event.statement, ())),
                "data": encode(Event, event),
            }
            for event in reading.events
            if event.source and event.target and event.source != event.target
        ),
    )


def head_of(article: Article) -> Article:
    """An article without its text: what it is, where it is from, and the credits set aside from it."""
    short = tuple(piece for piece in article.removed if len(piece.text) <= SHORT)
    return replace(article, text="", sentences=(), removed=short)


def _party(article: str, actor: Actor) -> dict[str, str | None]:
    state = None if actor.sector == PRESS else actor.id if actor.kind == "state" else actor.state
    return {
        "article": article,
        "actor": actor.id,
        "state": state,
        "kind": actor.kind,
        "data": encode(Actor, actor),
    }


def pairs_of(reading: Reading) -> set[tuple[str, str]]:
    """The states that a statement of the article names together, an event or a dependence binds."""
    states = {
        actor.id: actor.id if actor.kind == "state" else actor.state
        for actor in reading.actors
        if actor.sector != PRESS
    }
    found: set[tuple[str, str]] = set()
    for statement in reading.statements:
        together = sorted({s for one in statement.actors if (s := states.get(one))})
        if len(together) <= MOST_TOGETHER:
            found.update(combinations(together, 2))
    sides = [(states.get(e.source or ""), states.get(e.target or "")) for e in reading.events]
    sides += [(d.dependent, d.provider) for d in reading.dependencies]
    found.update((min(one, other), max(one, other)) for one, other in sides if one and other and one != other)
    return found


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, str | None]]) -> None:
    found = list(rows)
    if found:
        connection.execute(insert(table), found)


def refill(connection: Connection, readings: Iterable[Reading]) -> Iterator[Reading]:
    """All rows anew while the readings pass through: for a record that was made before there were any."""
    for table in (tables.heads, tables.parties, tables.pairs, tables.bonds, tables.told):
        connection.execute(table.delete())
    for reading in readings:
        insert_article(connection, reading)
        yield reading
