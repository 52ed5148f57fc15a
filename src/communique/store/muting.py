"""Which articles count as sources: no copies, and none of an outlet that people muted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from communique.records import Copy
from communique.store import tables


def heard_of(outlet: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Whether an outlet is not muted; none named is not."""
    columns = tables.judgements.c
    muted = select(columns.subject).where(columns.kind == "mute", columns.undone_at.is_(None))
    return or_(outlet.is_(None), outlet.not_in(muted))


def heard_in(article: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether an article (a column of ids) is not of a muted outlet."""
    return article.not_in(_silent())


def counting(article: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether an article (a column of ids) is a source: no copy, and not of a muted outlet. Of the copies of
    one that is muted the first by id stands for it."""
    copies, silent = tables.copies.c, _silent()
    first = (
        select(func.min(copies.article))
        .where(copies.original.in_(silent), copies.article.not_in(silent))
        .group_by(copies.original)
    )
    aside = select(copies.article).where(copies.article.not_in(first))
    return and_(article.not_in(aside), article.not_in(silent))


def copies_among(connection: Connection, articles: Collection[str]) -> tuple[Copy, ...]:
    """Which of these articles (ids) are copies, and of what, by id; those whose original is muted are copies
    of the first of them."""
    columns = tables.copies.c
    mine = select(columns.original).where(columns.article.in_(articles))
    rows = connection.execute(select(tables.copies).where(columns.original.in_(mine)))
    every = [Copy(row.article, row.original, row.overlap) for row in rows]
    muted = {row.article for row in connection.execute(_silent())}
    found = {copy.article: copy for copy in every if copy.article in muted}
    found |= {copy.article: copy for copy in heard_copies(every, muted)}
    return tuple(found[key] for key in sorted(found.keys() & set(articles)))


def _silent() -> Select[tuple[str]]:
    # By its facet an outlet's articles are found along an index; where none is muted that costs nothing.
    facets, judged = tables.article_facets.c, tables.judgements.c
    outlets = select(judged.subject).where(judged.kind == "mute", judged.undone_at.is_(None))
    return select(facets.article).where(facets.facet == "outlet", facets.value.in_(outlets))


def heard_copies(copies: Iterable[Copy], muted: Set[str]) -> tuple[Copy, ...]:
    """The copies among articles that are heard; of those whose original (an id) is muted the first by id
    stands for it."""
    told = tuple(copy for copy in copies if copy.article not in muted)
    first: dict[str, str] = {}
    for copy in told:
        if copy.original in muted:
            first[copy.original] = min(copy.article, first.get(copy.original, copy.article))
    return tuple(
        replace(copy, original=first.get(copy.original, copy.original))
        for copy in told
        if first.get(copy.original) != copy.article
    )
