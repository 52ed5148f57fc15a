"""What a search found, as it is shown: words, the sentence around them, the article they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select, text

from communique.records import Claim, Holder, Quote, Span, Statement
from communique.store import tables
from communique.store.codec import decode
from communique.store.listing import claim_lines
from communique.store.search import CLOSE, OPEN, marks
from communique.store.sources import sources
from communique.store.views import ClaimLine, Source

Within = Literal["sentences", "articles", "statements", "quotes", "claims"]

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a search found.

    `span` holds its words, `marks` are those that were sought, as offsets into `span.quote`. `sentence` is
    the whole sentence that it begins in, `sentence_marks` the same there. Of `statement`, `speaker` and
    `claim` those are there that belong to its kind.
    """

    source: Source
    span: Span
    marks: Marks
    sentence: Span
    sentence_marks: Marks
    statement: Statement | None = None
    speaker: Holder | None = None
    claim: ClaimLine | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with the words that were sought."""

    span: Span
    marks: Marks

    def within(self, span: Span) -> Marks:
        """The marks as offsets into another span."""
        begin = self.span.start - span.start
        size = span.end - span.start
        moved = ((max(a + begin, 0), min(b + begin, size)) for a, b in self.marks)
        return tuple((a, b) for a, b in moved if a < b)


class Hits:
    """Shows what was found for `terms`, which may be none, over the connection that holds the finding."""

    def __init__(self, connection: Connection, terms: Sequence[str]) -> None:
        self._connection, self._terms = connection, terms

    def of(self, kind: Within, keys: Sequence[str]) -> tuple[Item, ...]:
        """What these keys name, in their order."""
        make: Mapping[Within, Callable[[Sequence[str]], dict[str, Item]]] = {
            "sentences": self._sentences,
            "articles": self._articles,
            "statements": self._statements,
            "quotes": self._quotes,
            "claims": self._claims,
        }
        made = make[kind](keys)
        return tuple(made[key] for key in keys if key in made)

    def _sentences(self, keys: Sequence[str]) -> dict[str, Item]:
        lines = {key: self._line(int(key)) for key in keys}
        known = sources(self._connection, {line.span.article for line in lines.values()})
        return {key: _item(known[line.span.article], line.span, line) for key, line in lines.items()}

    def _articles(self, keys: Sequence[str]) -> dict[str, Item]:
        known = sources(self._connection, keys)
        found = {}
        for key in keys:
            row = self._best(key)
            if row is not None:
                line = self._line(row)
                found[key] = _item(known[key], line.span, line)
        return found

    def _best(self, article: str) -> int | None:
        """The sentence of an article that holds the words best, else the first that holds any of them, else
        the first."""
        best = text("SELECT id FROM matched WHERE article = :article ORDER BY rank, id LIMIT 1")
        values = {"article": article}
        found: int | None = self._connection.scalar(best, values)
        if found is not None:
            return found
        ends = text("SELECT min(id) AS first, max(id) AS last FROM sentences WHERE article = :article")
        row = self._connection.execute(ends, values).one()
        if self._terms and row.first is not None:
            any_word = text(
                "SELECT rowid FROM sentences_text WHERE sentences_text MATCH :sought"
                " AND rowid BETWEEN :first AND :last ORDER BY rowid LIMIT 1"
            )
            asked = {"sought": " OR ".join(self._terms), "first": row.first, "last": row.last}
            found = self._connection.scalar(any_word, asked)
        return found or row.first

    def _statements(self, keys: Sequence[str]) -> dict[str, Item]:
        columns = tables.statements.c
        query = select(columns.row, columns.data).where(columns.row.in_([int(key) for key in keys]))
        told = {str(row.row): decode(Statement, row.data) for row in self._connection.execute(query)}
        known = sources(self._connection, {one.span.article for one in told.values()})
        return {
            key: _item(known[one.span.article], one.span, self._around(one.span), statement=one)
            for key, one in told.items()
        }

    def _quotes(self, keys: Sequence[str]) -> dict[str, Item]:
        columns = tables.quotes.c
        query = select(columns.row, columns.data).where(columns.row.in_([int(key) for key in keys]))
        told = {str(row.row): decode(Quote, row.data) for row in self._connection.execute(query)}
        known = sources(self._connection, {one.span.article for one in told.values()})
        return {
            key: _item(known[one.span.article], one.span, self._around(one.span), speaker=one.speaker)
            for key, one in told.items()
        }

    def _claims(self, keys: Sequence[str]) -> dict[str, Item]:
        columns = tables.claims.c
        rows = self._connection.execute(select(columns.id, columns.data).where(columns.id.in_(keys)))
        lines = claim_lines(self._connection, [decode(Claim, row.data) for row in rows])
        found = {}
        for line in lines:
            shown = [(source, one, self._around(one.span)) for source, one in line.statements[:FEW]]
            if shown:
                best = (s for s in shown if s[2].within(s[1].span))
                source, one, around = next(best, None) or next((s for s in shown if s[2].marks), shown[0])
                found[line.claim.id] = _item(source, one.span, around, statement=one, claim=line)
        return found

    def _around(self, span: Span) -> _Line:
        """The sentence that a span begins in."""
        query = text(
            "SELECT id FROM sentences WHERE article = :article AND start <= :start"
            " ORDER BY start DESC LIMIT 1"
        )
        row = self._connection.scalar(query, {"article": span.article, "start": span.start})
        return self._line(row) if row is not None else _Line(span, ())

    def _line(self, row: int) -> _Line:
        columns = tables.sentences.c
        held = self._connection.execute(select(tables.sentences).where(columns.id == row)).one()
        span = Span(held.article, held.start, held.start + len(held.text), held.text)
        if not self._terms:
            return _Line(span, ())
        query = text(
            "SELECT highlight(sentences_text, 0, :open, :close) FROM sentences_text"
            " WHERE sentences_text MATCH :sought AND rowid = :row"
        )
        asked = {"open": OPEN, "close": CLOSE, "sought": " OR ".join(self._terms), "row": row}
        marked = self._connection.scalar(query, asked)
        return _Line(span, marks(held.text, marked) if marked else ())


FEW = 12
"""Statements of a claim among which the one is looked for that holds the words."""


def _item(
    source: Source,
    span: Span,
    line: _Line,
    *,
    statement: Statement | None = None,
    speaker: Holder | None = None,
    claim: ClaimLine | None = None,
) -> Item:
    return Item(source, span, line.within(span), line.span, line.marks, statement, speaker, claim)
