"""Readings into the tables of a record, and out of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from communique.records import Quote, Reading, Statement
from communique.store import arguments, bonds, facets, tables
from communique.store.codec import encode


def insert_reading(connection: Connection, reading: Reading, moment: str) -> None:
    """One article with all it holds; `moment` is when it came, in UTC, ISO 8601."""
    article = reading.article
    published = article.published
    insert_rows(
        connection,
        tables.articles,
        [
            {
                "id": article.id,
                "name": article.name,
                "digest": article.digest,
                "title": article.title,
                "outlet": article.outlet,
                "published_start": published.start if published else None,
                "published_end": published.end if published else None,
                "published_precision": published.precision if published else None,
                "kind": article.kind,
                "added": moment,
                "reading": encode(Reading, reading),
            }
        ],
    )
    insert_rows(
        connection,
        tables.sentences,
        [
            {"article": article.id, "start": sentence.span.start, "text": sentence.span.quote}
            for sentence in article.sentences
        ],
    )
    facets.insert_article(connection, reading)
    bonds.insert_article(connection, reading)
    arguments.insert_argued(connection, reading)
    names = {actor.id: actor.name for actor in reading.actors}
    insert_rows(
        connection,
        tables.actors,
        [{"article": article.id, "actor": key, "name": name} for key, name in sorted(names.items())],
    )
    insert_rows(
        connection,
        tables.statements,
        [
            {
                "article": article.id,
                "id": statement.id,
                "start": statement.span.start,
                "modality": statement.modality,
                "holder": statement.holder.name,
                "actor": statement.holder.actor,
                "data": encode(Statement, statement),
            }
            for statement in reading.statements
        ],
    )
    insert_rows(
        connection,
        tables.quotes,
        [
            {
                "article": article.id,
                "start": quote.span.start,
                "speaker": quote.speaker.name if quote.speaker else None,
                "actor": quote.speaker.actor if quote.speaker else None,
                "data": encode(Quote, quote),
            }
            for quote in reading.quotes
        ],
    )


def delete_article(connection: Connection, article: str) -> bool:
    """One article and everything that rests on it; false if there is none."""
    for table, links, key in (
        (tables.stories, tables.story_articles, tables.story_articles.c.story),
        (tables.claims, tables.claim_articles, tables.claim_articles.c.claim),
    ):
        resting = select(key).where(links.c.article == article)
        connection.execute(delete(table).where(table.c.id.in_(resting)))
    # The label of a story may hold the words of this article's title.
    told = tables.story_changes.c.articles.contains(f" {article} ", autoescape=True)
    connection.execute(update(tables.story_changes).where(told).values(label=None))
    connection.execute(delete(tables.told))
    found = connection.execute(delete(tables.articles).where(tables.articles.c.id == article))
    return found.rowcount > 0


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add these rows to a table, if there are any."""
    if rows:
        connection.execute(insert(table), rows)
