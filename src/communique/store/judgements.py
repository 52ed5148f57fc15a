"""What people corrected: kept beside the data, with who and when, and never deleted.

Stories, claims and quotes follow the judgements that stand; `communique.keeping` sees to that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from communique.errors import UsageError
from communique.records import digest
from communique.store import tables
from communique.store.hearing import place_of, relist, speakers

Kind = Literal["together", "apart", "speaker", "mute"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MANY = 500
"""Ids that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One correction. `at` and `undone_at` are moments (UTC, ISO 8601), `undone_at` None while it stands.

    together: the articles `subject` and `value` belong to one story. apart: the article `subject` never
    shares a story with those of `value` (ids, blanks between). speaker: the quote `subject`
    ("article:start:end") is said by `value`, "" for nobody knows. mute: the outlet `subject` is no source.
    """

    id: str
    at: str
    who: str
    kind: Kind
    subject: str
    value: str
    undone_at: str | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles (ids) that it is on; none for an outlet."""
        if self.kind == "mute":
            return ()
        if self.kind == "speaker":
            return (self.subject.partition(":")[0],)
        return (self.subject, *self.value.split())


class Judgements:
    """The judgements of a record."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def all(self) -> tuple[Judgement, ...]:
        """The log: all of them, those that were undone too, the oldest first."""
        columns = tables.judgements.c
        with self._connect() as connection:
            rows = connection.execute(select(tables.judgements).order_by(columns.row)).all()
        return tuple(
            Judgement(row.id, row.at, row.who, row.kind, row.subject, row.value, row.undone_at)
            for row in rows
        )

    def standing(self) -> tuple[Judgement, ...]:
        """Those that stand."""
        return tuple(one for one in self.all() if one.undone_at is None)

    def counted(self) -> tuple[int, int]:
        """How many were made, and how many of them undone."""
        columns = tables.judgements.c
        with self._connect() as connection:
            row = connection.execute(select(func.count(), func.count(columns.undone_at))).one()
        return row[0], row[1]

    def add(self, kind: Kind, subject: str, value: str, *, who: str, at: dt.datetime) -> Judgement:
        """Note one more; UsageError if the same stands already."""
        for one in self.standing():
            if (one.kind, one.subject, one.value) == (kind, subject, value):
                raise UsageError(f"this is judged so already ({one.id}, by {one.who})")
        with self._connect() as connection:
            number = connection.scalar(select(func.count()).select_from(tables.judgements)) or 0
            moment = _moment(at)
            made = Judgement(
                digest("judgement", number, kind, subject, value, who), moment, who, kind, subject, value
            )
            connection.execute(
                insert(tables.judgements).values(
                    id=made.id, at=moment, who=who, kind=kind, subject=subject, value=value, undone_at=None
                )
            )
        return made

    def undo(self, name: str, *, at: dt.datetime) -> Judgement:
        """Take back the judgement with this id, or the only one that stands whose id begins so."""
        found = [one for one in self.standing() if name and one.id.startswith(name)]
        if len(found) != 1:
            which = "more than one judgement's id begins" if found else "no judgement stands whose id begins"
            raise UsageError(f"{which} with {name!r}; see: communique judge list")
        with self._connect() as connection:
            connection.execute(
                update(tables.judgements)
                .where(tables.judgements.c.id == found[0].id)
                .values(undone_at=_moment(at))
            )
        return found[0]

    def outlets(self) -> frozenset[str]:
        """The outlets that can be muted: all that articles name."""
        columns = tables.articles.c
        with self._connect() as connection:
            found = connection.scalars(select(columns.outlet).where(columns.outlet.is_not(None)).distinct())
            return frozenset(found)

    def muted(self) -> frozenset[str]:
        """The articles (ids) of outlets that are muted."""
        outlets = [one.subject for one in self.standing() if one.kind == "mute"]
        if not outlets:
            return frozenset()
        columns = tables.articles.c
        with self._connect() as connection:
            return frozenset(connection.scalars(select(columns.id).where(columns.outlet.in_(outlets))))

    def speakers(self) -> dict[tuple[str, int, int], str]:
        """For quotes whose speaker was judged, by their place, who it is ("": nobody knows)."""
        with self._connect() as connection:
            return speakers(connection)

    def on(self, named: Select[Any], outlets: ColumnElement[str | None]) -> tuple[Judgement, ...]:
        """Those that stand on articles that `named` selects the ids of, or on their `outlets`."""
        standing = self.standing()
        if not standing:
            return ()
        (article,) = named.selected_columns
        touched = sorted({key for one in standing for key in one.articles})
        silent = sorted({one.subject for one in standing if one.kind == "mute"})
        with self._connect() as connection:
            held: set[str] = set()
            for start in range(0, len(touched), MANY):
                held.update(connection.scalars(named.where(article.in_(touched[start : start + MANY]))))
            muted = set(connection.scalars(named.with_only_columns(outlets).where(outlets.in_(silent))))
        return tuple(one for one in standing if held & set(one.articles) or one.subject in muted)

    def reassign(self, standing: Iterable[Judgement]) -> None:
        """Let the quotes and statements that are listed follow these judgements."""
        with self._connect() as connection:
            for article in sorted({one.articles[0] for one in standing if one.kind == "speaker"}):
                relist(connection, article)

    def restore(self, subject: str) -> None:
        """List what stands in the article of a quote anew, as it was read and is judged now."""
        with self._connect() as connection:
            relist(connection, place_of(subject)[0])


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
