"""Articles as lists show them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from communique.records import Interval
from communique.store import tables
from communique.store.views import Source


def sources(connection: Connection) -> dict[str, Source]:
    """Every article of the record by id, without its text."""
    articles = tables.articles.c
    story_of = {row.article: row.story for row in connection.execute(select(tables.story_articles))}
    original = {row.article: row.original for row in connection.execute(select(tables.copies))}
    query = select(
        articles.id,
        articles.name,
        articles.title,
        articles.outlet,
        articles.published_start,
        articles.published_end,
        articles.published_precision,
    )
    return {
        row.id: Source(
            id=row.id,
            name=row.name,
            title=row.title,
            outlet=row.outlet,
            published=None
            if row.published_start is None
            else Interval(row.published_start, row.published_end, row.published_precision),
            story=story_of.get(row.id),
            copy_of=original.get(row.id),
        )
        for row in connection.execute(query)
    }
