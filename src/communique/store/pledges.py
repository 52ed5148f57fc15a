"""The ledger of promises as told last, in a table of its own: filtered and paged without reading articles.

It is derived, and stands beside the state of the record that it was told of; who finds another state
tells it anew (`communique.telling`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from communique.records import Commitment, Copy, Reading, Status
from communique.store import arguments, tables
from communique.store.codec import decode, encode
from communique.store.deriving import state_of
from communique.store.judgements import Judgements
from communique.store.listing import behind, bounded, mark, place
from communique.store.muting import heard_copies
from communique.store.views import Page

TOLD = "ledger"
"""The name in `meta` of the state that the ledger was told of."""

SETTLED: frozenset[Status] = frozenset({"implemented", "dropped"})
"""What is kept or given up is not overdue."""


@dataclass(frozen=True, slots=True)
class Pledged:
    """What promises are narrowed to: a party that is bound (`by`) or gains (`to`), parties on either side
    (`between`), how it stands now, days on which it falls due, and whether it is overdue on the day
    `as_of`."""

    by: str | None = None
    to: str | None = None
    between: tuple[str, ...] = ()
    status: Status | None = None
    overdue: bool = False
    due_from: dt.date | None = None
    due_to: dt.date | None = None


class Pledges:
    """The promises that a record holds told."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def state(self) -> tuple[str, str | None]:
        """The record's state now, and the one that the ledger was told of (None: it never was)."""
        with self._connect() as connection:
            told = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.name == TOLD))
            return state_of(connection), told

    def told_of(self) -> tuple[str, tuple[Reading, ...], dict[str, str]]:
        """What the ledger is to be told of: the state, what articles promise, and copies with originals."""
        muted = Judgements(self._connect).muted()
        with self._connect() as connection:
            rows = connection.execute(select(tables.copies))
            found = heard_copies((Copy(row.article, row.original, 1.0) for row in rows), muted)
            copies = {one.article: one.original for one in found}
            return state_of(connection), arguments.promising(connection), copies

    def write(self, state: str, commitments: Sequence[Commitment]) -> None:
        """Make these promises, told of this state, the ones held. To be called inside a transaction."""
        with self._connect() as connection:
            connection.execute(delete(tables.pledges))
            rows = [_row(number, one) for number, one in enumerate(commitments)]
            if rows:
                connection.execute(insert(tables.pledges), rows)
            parties = [
                {"pledge": one.id, "role": role, "actor": actor}
                for one in commitments
                for role, actors in (("by", one.by), ("to", one.to))
                for actor in sorted(set(actors))
            ]
            if parties:
                connection.execute(insert(tables.pledge_parties), parties)
            connection.execute(delete(tables.meta).where(tables.meta.c.name == TOLD))
            connection.execute(insert(tables.meta).values(name=TOLD, value=state))

    def latest_day(self) -> dt.date | None:
        """The latest day on which an article came out: what "overdue" is counted to."""
        with self._connect() as connection:
            found: dt.date | None = connection.scalar(select(func.max(tables.articles.c.published_end)))
        return found

    def page(
        self, wanted: Pledged, as_of: dt.date | None, *, after: str | None = None, limit: int = 25
    ) -> Page[Commitment]:
        """Promises that are wanted, by the day of their first step."""
        pledges = tables.pledges.c
        conditions = _conditions(wanted, as_of)
        with self._connect() as connection:
            total = connection.scalar(select(func.count()).select_from(tables.pledges).where(*conditions))
            query = select(pledges.place, pledges.data).where(*conditions)
            query = behind(query, (pledges.place,), place(after, 1), falling=False)
            rows = connection.execute(query.limit(bounded(limit) + 1)).all()
        shown = rows[:limit]
        last = mark([shown[-1].place]) if len(rows) > limit else None
        return Page(tuple(decode(Commitment, row.data) for row in shown), total or 0, last)

    def overdue(self, wanted: Pledged, as_of: dt.date | None) -> int:
        """How many of those that are wanted are overdue on this day."""
        conditions = (*_conditions(wanted, as_of), *_late(as_of))
        with self._connect() as connection:
            query = select(func.count()).select_from(tables.pledges).where(*conditions)
            return connection.scalar(query) or 0

    def late(self, as_of: dt.date | None) -> dict[str, frozenset[str]]:
        """By article (id), the promises (ids) told in it that are overdue on this day."""
        found: dict[str, set[str]] = {}
        with self._connect() as connection:
            for data in connection.scalars(select(tables.pledges.c.data).where(*_late(as_of))):
                one = decode(Commitment, data)
                for step in one.history:
                    found.setdefault(step.span.article, set()).add(one.id)
        return {article: frozenset(ids) for article, ids in found.items()}

    def all(self) -> tuple[Commitment, ...]:
        """All of them, by the day of their first step."""
        query = select(tables.pledges.c.data).order_by(tables.pledges.c.place)
        with self._connect() as connection:
            return tuple(decode(Commitment, data) for data in connection.scalars(query))

    def some(self, ids: Sequence[str]) -> tuple[Commitment, ...]:
        """The promises with these ids, at most as many as a page has, in the ledger's order."""
        columns = tables.pledges.c
        query = select(columns.data).where(columns.id.in_(ids)).order_by(columns.place)
        with self._connect() as connection:
            return tuple(decode(Commitment, data) for data in connection.scalars(query))

    def parties(self) -> dict[str, int]:
        """All parties, by id, with how many promises each has part in."""
        columns = tables.pledge_parties.c
        query = select(columns.actor, func.count(columns.pledge.distinct())).group_by(columns.actor)
        with self._connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}


def _row(number: int, one: Commitment) -> dict[str, Any]:
    return {
        "id": one.id,
        "place": number,
        "due_start": one.due.start if one.due else None,
        "due_end": one.due.end if one.due else None,
        "status": one.history[-1].status,
        "settled": int(any(step.status in SETTLED for step in one.history)),
        "data": encode(Commitment, one),
    }


def _late(as_of: dt.date | None) -> tuple[ColumnElement[bool], ...]:
    pledges = tables.pledges.c
    if as_of is None:
        return (pledges.id.is_(None),)
    return (pledges.due_end < as_of, pledges.settled == 0)


def _conditions(wanted: Pledged, as_of: dt.date | None) -> list[ColumnElement[bool]]:
    pledges, parties = tables.pledges.c, tables.pledge_parties.c
    found: list[ColumnElement[bool]] = []
    for role, actor in (("by", wanted.by), ("to", wanted.to)):
        if actor:
            held = select(parties.pledge).where(parties.role == role, parties.actor == actor)
            found.append(pledges.id.in_(held))
    for actor in wanted.between:
        found.append(pledges.id.in_(select(parties.pledge).where(parties.actor == actor)))
    if wanted.status is not None:
        found.append(pledges.status == wanted.status)
    if wanted.due_from is not None:
        found.append(pledges.due_end >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(pledges.due_start <= wanted.due_to)
    if wanted.overdue:
        found += _late(as_of)
    return found
