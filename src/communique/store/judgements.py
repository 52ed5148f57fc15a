"""What people corrected: kept beside the data, with who and when, and never deleted.

Stories, claims and quotes follow the judgements that stand; `communique.keeping` sees to that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from communique.errors import UsageError
from communique.records import Holder, Quote, Reading, digest
from communique.store import tables
from communique.store.codec import decode, encode

Kind = Literal["together", "apart", "speaker", "mute"]
KINDS: tuple[Kind, ...] = get_args(Kind)


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

    def reassign(self, standing: Iterable[Judgement]) -> None:
        """Let the quotes that are listed follow these judgements."""
        for one in standing:
            if one.kind == "speaker":
                self._list(one.subject, lambda quote, one=one: said_by(quote, one.value))  # type: ignore[misc]

    def restore(self, subject: str) -> None:
        """List a quote again as its article was read."""
        self._list(subject, lambda quote: quote)

    def _list(self, subject: str, made: Callable[[Quote], Quote]) -> None:
        """List a quote as `made` makes it of the one that was read; one that is gone asks nothing."""
        article, start, end = place_of(subject)
        quotes = tables.quotes.c
        with self._connect() as connection:
            held = connection.scalar(select(tables.articles.c.reading).where(tables.articles.c.id == article))
            read = decode(Reading, held).quotes if held is not None else ()
            found = next((q for q in read if (q.span.start, q.span.end) == (start, end)), None)
            if found is None:
                return
            quote = made(found)
            connection.execute(
                update(tables.quotes)
                .where(quotes.article == article, quotes.start == start, quotes.data.contains(f'"end":{end}'))
                .values(
                    speaker=quote.speaker.name if quote.speaker else None,
                    actor=quote.speaker.actor if quote.speaker else None,
                    data=encode(Quote, quote),
                )
            )


def heard_of(outlet: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Whether an outlet is not muted; none named is not."""
    columns = tables.judgements.c
    muted = select(columns.subject).where(columns.kind == "mute", columns.undone_at.is_(None))
    return or_(outlet.is_(None), outlet.not_in(muted))


def speakers(connection: Connection) -> dict[tuple[str, int, int], str]:
    """For quotes whose speaker was judged, by their place, who it is ("": nobody knows)."""
    columns = tables.judgements.c
    query = select(columns.subject, columns.value).where(
        columns.kind == "speaker", columns.undone_at.is_(None)
    )
    return {place_of(row.subject): row.value for row in connection.execute(query)}


def heard(reading: Reading, judged: Mapping[tuple[str, int, int], str]) -> Reading:
    """A reading with the speakers of its quotes as they were judged."""
    if not any(article == reading.article.id for article, _, _ in judged):
        return reading
    quotes = []
    for quote in reading.quotes:
        value = judged.get((quote.span.article, quote.span.start, quote.span.end))
        quotes.append(quote if value is None else said_by(quote, value))
    return replace(reading, quotes=tuple(quotes))


def said_by(quote: Quote, name: str) -> Quote:
    """The quote with this speaker; nobody for ""."""
    return replace(quote, speaker=Holder("speaker", name) if name else None)


def place_of(subject: str) -> tuple[str, int, int]:
    """The article and the offsets of a quote, from "article:start:end"; UsageError if it is no such place."""
    parts = subject.split(":")
    if len(parts) != PARTS or not all(part.isdecimal() for part in parts[1:]):
        raise UsageError(
            f"a quote is named as ARTICLE:START:END, not {subject!r}; see: communique quotes --json"
        )
    return parts[0], int(parts[1]), int(parts[2])


PARTS = 3


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
