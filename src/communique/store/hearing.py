"""Who says what, as people judged it: the readings of articles, and what is listed of them, follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, select, update

from communique.errors import UsageError
from communique.records import Holder, Quote, Reading, Statement
from communique.store import tables
from communique.store.arguments import argued_data
from communique.store.codec import decode, encode


def speakers(connection: Connection) -> dict[tuple[str, int, int], str]:
    """For quotes whose speaker was judged, by their place, who it is ("": nobody knows)."""
    columns = tables.judgements.c
    query = select(columns.subject, columns.value).where(
        columns.kind == "speaker", columns.undone_at.is_(None)
    )
    return {place_of(row.subject): row.value for row in connection.execute(query)}


def heard(reading: Reading, judged: Mapping[tuple[str, int, int], str]) -> Reading:
    """A reading with the speakers of its quotes, and the holders of what these say, as they were judged.

    A statement follows a quote that it shares words with, if it was read to be held by who was read to
    speak there (or by anybody, where that was not known and it stands wholly inside). Of several quotes the
    first in the text decides.
    """
    if not any(article == reading.article.id for article, _, _ in judged):
        return reading
    quotes: list[Quote] = []
    holders: dict[str, Holder] = {}
    for quote in reading.quotes:
        value = judged.get((quote.span.article, quote.span.start, quote.span.end))
        if value is None:
            quotes.append(quote)
            continue
        speaker = speaker_of(reading, value)
        quotes.append(replace(quote, speaker=speaker))
        for statement in reading.statements:
            if _follows(statement, quote):
                holders.setdefault(statement.id, speaker or Holder("unnamed"))
    statements = (replace(s, holder=holders[s.id]) if s.id in holders else s for s in reading.statements)
    return replace(reading, quotes=tuple(quotes), statements=tuple(statements))


def speaker_of(reading: Reading, name: str) -> Holder | None:
    """Who a name stands for in an article: the only actor there that has it (or this id), else a speaker of
    whom the name alone is known; None for ""."""
    if not name:
        return None
    wanted = " ".join(name.split()).casefold()
    named = [one for one in reading.actors if wanted in {n.casefold() for n in (one.name, *one.aliases)}]
    found = [one for one in reading.actors if one.id == name] or named
    if len(found) != 1:
        return Holder("speaker", name)
    (actor,) = found
    return Holder("speaker" if actor.kind == "person" else "actor", actor.name, actor.id)


def _follows(statement: Statement, quote: Quote) -> bool:
    said, words = statement.span, quote.span
    if said.end <= words.start or words.end <= said.start:
        return False
    if quote.speaker is None:
        return words.start <= said.start and said.end <= words.end
    held = statement.holder
    return (held.name, held.actor) == (quote.speaker.name, quote.speaker.actor)


def relist(connection: Connection, article: str) -> None:
    """Make what lists and maps show of an article what was read there, as it is judged now."""
    text = connection.scalar(select(tables.articles.c.reading).where(tables.articles.c.id == article))
    if text is None:
        return
    reading = heard(decode(Reading, text), speakers(connection))
    quotes = [(q.speaker, encode(Quote, q)) for q in reading.quotes]
    _rewrite(connection, tables.quotes, "speaker", article, quotes)
    statements = [(s.holder, encode(Statement, s)) for s in reading.statements]
    _rewrite(connection, tables.statements, "holder", article, statements)
    argued = tables.arguments
    connection.execute(update(argued).where(argued.c.article == article).values(data=argued_data(reading)))


def _rewrite(
    connection: Connection, table: Table, by: str, article: str, told: Sequence[tuple[Holder | None, str]]
) -> None:
    """The rows of an article, which stand in the order of its text, as they are told now."""
    held = connection.execute(
        select(table.c.row, table.c.data).where(table.c.article == article).order_by(table.c.row)
    ).all()
    for row, (who, data) in zip(held, told, strict=True):
        if row.data != data:
            values = {by: who.name if who else None, "actor": who.actor if who else None, "data": data}
            connection.execute(update(table).where(table.c.row == row.row).values(values))


def place_of(subject: str) -> tuple[str, int, int]:
    """The article and the offsets of a quote, from "article:start:end"; UsageError if it is no such place."""
    parts = subject.split(":")
    if len(parts) != PARTS or not all(part.isdecimal() for part in parts[1:]):
        raise UsageError(
            f"a quote is named as ARTICLE:START:END, not {subject!r}; see: communique quotes --json"
        )
    return parts[0], int(parts[1]), int(parts[2])


PARTS = 3
