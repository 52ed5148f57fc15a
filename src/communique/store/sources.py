"""Articles as lists show them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from communique.records import Interval
from communique.store import tables
from communique.store.muting import heard_of
from communique.store.views import Source


def sources(connection: Connection, wanted: Collection[str] | None = None) -> dict[str, Source]:
    """These articles of the record (ids), or every one, by id and without their text."""
    articles, links, copies = tables.articles.c, tables.story_articles.c, tables.copies.c
    query = select(
        articles.id,
        articles.name,
        articles.title,
        articles.outlet,
        articles.published_start,
        articles.published_end,
        articles.published_precision,
        links.story,
        copies.original,
        heard_of(articles.outlet).label("heard"),
    ).select_from(
        tables.articles.outerjoin(tables.story_articles, links.article == articles.id).outerjoin(
            tables.copies, copies.article == articles.id
        )
    )
    if wanted is not None:
        query = query.where(articles.id.in_(wanted))
    return {
        row.id: Source(
            id=row.id,
            name=row.name,
            title=row.title,
            outlet=row.outlet,
            published=None
            if row.published_start is None
            else Interval(row.published_start, row.published_end, row.published_precision),
            story=row.story,
            copy_of=row.original,
            muted=not row.heard,
        )
        for row in connection.execute(query)
    }
