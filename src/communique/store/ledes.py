"""How stories open: of each the first sentence of the article that tells it first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from communique.records import Span
from communique.store import tables
from communique.store.muting import heard_of
from communique.store.sources import sources
from communique.store.views import Lede

KINDS = ("report", "brief", "statement", "analysis", "preview")
"""Whose opening tells best what happened, the best first."""
OPENING = 2000
"""Characters of an article in which its first sentence begins, if it has a usable one."""
SIZES = range(6, 61)
"""Words of a sentence that can stand for a story."""
LATE = "9999"
"""Sorts behind every day."""


def ledes(connection: Connection, stories: Sequence[str]) -> dict[str, Lede]:
    """By story (id) its lede, where one can be told: of articles that are no copies and not muted, the
    reports first, then the earliest."""
    first = _first(connection, stories)
    rows = tables.sentences.c
    query = select(rows.article, rows.start, rows.text).where(
        rows.article.in_(first.values()), rows.start < OPENING
    )
    spans: dict[str, Span] = {}
    for row in connection.execute(query.order_by(rows.article, rows.start)):
        if row.article not in spans and _tells(row.text):
            spans[row.article] = Span(row.article, row.start, row.start + len(row.text), row.text)
    known = sources(connection, sorted(spans))
    return {
        story: Lede(known[article], spans[article]) for story, article in first.items() if article in spans
    }


def _first(connection: Connection, stories: Sequence[str]) -> dict[str, str]:
    """By story the article that opens it."""
    links, articles, copies = tables.story_articles.c, tables.articles.c, tables.copies.c
    query = (
        select(links.story, articles.id, articles.kind, articles.published_start)
        .join(tables.articles, articles.id == links.article)
        .outerjoin(tables.copies, copies.article == links.article)
        .where(links.story.in_(stories), copies.original.is_(None), heard_of(articles.outlet))
    )
    best: dict[str, tuple[int, str, str]] = {}
    for row in connection.execute(query):
        rank = KINDS.index(row.kind) if row.kind in KINDS else len(KINDS)
        day = row.published_start.isoformat() if row.published_start else LATE
        best[row.story] = min(best.get(row.story, (len(KINDS) + 1, "", "")), (rank, day, row.id))
    return {story: key[2] for story, key in best.items()}


def _tells(text: str) -> bool:
    """Whether a sentence is a whole one, and of a size to be read at a glance."""
    return len(text.split()) in SIZES and text.rstrip().endswith((".", "!", ".”", '."', ".’", "”", '"'))
