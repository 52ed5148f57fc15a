"""The articles of a record that state causes: narrowed in SQL, read in part."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, select

from communique.records import Domain, Reading
from communique.store import arguments, tables
from communique.store.listing import Wanted, article_conditions
from communique.store.muting import heard_of
from communique.store.sources import sources
from communique.store.views import Source


class Causes:
    """What the map of causes is made of."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def latest(
        self, wanted: Wanted, limit: int, domain: Domain | None = None
    ) -> tuple[tuple[Reading, ...], dict[str, Source], int]:
        """The latest articles that are wanted, state causes (of this domain) and are no copies, at most
        `limit`, by id, each with the part of its reading that states them; their sources by id; how many
        there are in all."""
        articles, argued = tables.articles.c, tables.arguments.c
        query = (
            select(articles.id)
            .join(tables.arguments, argued.article == articles.id)
            .where(argued.causes > 0, articles.id.not_in(select(tables.copies.c.article)))
            .where(heard_of(articles.outlet))
            .where(*article_conditions(wanted, articles.id, dated=True))
        )
        if domain is not None:
            query = query.where(argued.domains.contains(f"|{domain}|", autoescape=True))
        with self._connect() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            ordered = query.order_by(articles.published_start.desc().nulls_last(), articles.id).limit(limit)
            ids = sorted(connection.scalars(ordered))
            return arguments.arguing(connection, ids), sources(connection, ids), total
