"""What a record tells of one actor, read without reading its articles whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, String, func, or_, select

from communique.records import Actor, Claim, Modality, Quote, Statement
from communique.store import tables
from communique.store.codec import decode
from communique.store.judgements import Judgement, Judgements
from communique.store.listing import NO_DAY, behind, bounded, claim_lines, mark, place
from communique.store.muting import counting, heard_in
from communique.store.sources import sources
from communique.store.turns import Turn, turns
from communique.store.views import ClaimLine, Page, QuoteLine


class Profiles:
    """Answers on one actor, by its id; copies and muted articles tell nothing."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def judged(self, actor: str) -> tuple[Judgement, ...]:
        """The judgements that stand on articles in which an actor stands or speaks, or on their outlets."""
        parties, statements, articles = tables.parties.c, tables.statements.c, tables.articles.c
        present = select(parties.article).where(parties.actor == actor)
        speaking = select(statements.article).where(statements.actor == actor)
        named = select(articles.id).where(or_(articles.id.in_(present), articles.id.in_(speaking)))
        return Judgements(self._connect).on(named, articles.outlet)

    def tellings(self, actor: str) -> tuple[Actor, ...]:
        """What articles tell of one actor, each telling once, the one of most articles first; what muted
        ones tell only where no other does."""
        parties = tables.parties.c
        query = select(parties.data).where(parties.actor == actor).group_by(parties.data)
        with self._connect() as connection:
            ordered = query.order_by(func.count().desc(), func.min(parties.article))
            heard = connection.scalars(ordered.where(heard_in(parties.article))).all()
            return tuple(decode(Actor, data) for data in heard or connection.scalars(ordered))

    def standing_in(self, actor: str, *, limit: int) -> tuple[tuple[str, ...], int]:
        """The latest articles that are sources in which an actor stands, and how many there are."""
        parties, articles = tables.parties.c, tables.articles.c
        query = (
            select(articles.id)
            .join(tables.parties, parties.article == articles.id)
            .where(parties.actor == actor, counting(articles.id))
            .order_by(articles.published_start.desc().nulls_last(), articles.id)
        )
        with self._connect() as connection:
            found = connection.scalars(query).all()
        return tuple(found[:limit]), len(found)

    def said(
        self,
        actor: str,
        *,
        month: str = "",
        modality: Modality | None = None,
        after: str | None = None,
        limit: int,
    ) -> Page[tuple[Statement, str | None]]:
        """What an actor is told to have said, the latest first, each with the claim (id) that it is of.

        month: only of articles that came out in it ("2026-03"); "none": of those without a day. Raises
        UsageError if `after` was not made by this list.
        """
        statements, articles, made = tables.statements.c, tables.articles.c, tables.claim_statements.c
        day = func.coalesce(articles.published_start, NO_DAY)
        query = select(statements.row, statements.id, statements.data, day.label("day"))
        query = query.join(tables.articles, articles.id == statements.article)
        query = query.where(statements.actor == actor, counting(articles.id))
        if modality is not None:
            query = query.where(statements.modality == modality)
        if month:
            query = query.where(_month() == (None if month == "none" else month))
        with self._connect() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            query = behind(query, (day, -statements.row), place(after, 2), falling=True)
            rows = connection.execute(query.limit(bounded(limit) + 1)).all()
            shown = rows[:limit]
            links = select(made.statement, made.claim).where(made.statement.in_([row.id for row in shown]))
            claims = {row.statement: row.claim for row in connection.execute(links)}
        last = mark([shown[-1].day, -shown[-1].row]) if len(rows) > limit else None
        lines = tuple((decode(Statement, row.data), claims.get(row.id)) for row in shown)
        return Page(lines, total, last)

    def months(self, actor: str) -> tuple[tuple[str, Modality, int], ...]:
        """How many statements an actor made in each month ("2026-03", "" for no day) how surely, the latest
        month first, in each the most frequent first."""
        statements, articles = tables.statements.c, tables.articles.c
        month = func.coalesce(_month(), "")
        query = (
            select(month.label("month"), statements.modality, func.count().label("number"))
            .join(tables.articles, articles.id == statements.article)
            .where(statements.actor == actor, counting(articles.id))
            .group_by(month, statements.modality)
            .order_by(month.desc(), func.count().desc(), statements.modality)
        )
        with self._connect() as connection:
            return tuple((row.month, row.modality, row.number) for row in connection.execute(query))

    def turns(self, actor: str, *, limit: int) -> tuple[Turn, ...]:
        """Where what an actor says changed, or stands against itself, the latest first."""
        with self._connect() as connection:
            return turns(connection, actor, limit=limit)

    def quotes_by(self, actor: str, *, limit: int) -> tuple[tuple[QuoteLine, ...], int]:
        """What an actor said in so many words, the latest first, and how many quotes there are."""
        quotes, articles = tables.quotes.c, tables.articles.c
        query = select(quotes.article, quotes.data).join(tables.articles, articles.id == quotes.article)
        query = query.where(quotes.actor == actor, counting(articles.id))
        with self._connect() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            ordered = query.order_by(
                articles.published_start.desc().nulls_last(), articles.id, quotes.start
            ).limit(limit)
            rows = connection.execute(ordered).all()
            known = sources(connection, sorted({row.article for row in rows}))
        return tuple(QuoteLine(known[row.article], decode(Quote, row.data)) for row in rows), total

    def against_itself(self, actor: str, *, limit: int) -> tuple[ClaimLine, ...]:
        """Contested claims that an actor holds, as well as what contradicts them; those of most sources
        first. What is denied, or only supposed, is not held."""
        claims, links = tables.claims.c, tables.claim_articles.c
        statements = tables.statements.c
        with self._connect() as connection:
            held = frozenset(
                connection.scalars(
                    select(statements.id).where(
                        statements.actor == actor, statements.modality.in_(("asserted", "historical"))
                    )
                )
            )
            query = (
                select(claims.id, claims.data)
                .join(tables.claim_articles, links.claim == claims.id)
                .where(claims.standing == "contested")
                .where(links.article.in_(select(statements.article).where(statements.actor == actor)))
                .distinct()
                .order_by(claims.sources.desc(), claims.id)
            )
            found = [decode(Claim, row.data) for row in connection.execute(query)]
            own = {one.id for one in found if held & set(one.statements)}
            both = [one for one in found if one.id in own and any(c.claim in own for c in one.contradicts)]
            kept = [
                replace(one, contradicts=tuple(c for c in one.contradicts if c.claim in own))
                for one in both[:limit]
            ]
            return claim_lines(connection, kept)


def _month() -> ColumnElement[str]:
    return func.strftime("%Y-%m", tables.articles.c.published_start, type_=String)
