"""Readings and derived state into the tables of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from communique.records import Claim, Grouping, Quote, Reading, Statement, Story
from communique.store import tables
from communique.store.codec import encode


def insert_reading(connection: Connection, reading: Reading, moment: str) -> None:
    """One article with all it holds; `moment` is when it came, in UTC, ISO 8601."""
    article = reading.article
    published = article.published
    _insert(
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
    _insert(
        connection,
        tables.sentences,
        [
            {"article": article.id, "start": sentence.span.start, "text": sentence.span.quote}
            for sentence in article.sentences
        ],
    )
    names = {actor.id: actor.name for actor in reading.actors}
    _insert(
        connection,
        tables.actors,
        [{"article": article.id, "actor": key, "name": name} for key, name in sorted(names.items())],
    )
    _insert(
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
    _insert(
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
    found = connection.execute(delete(tables.articles).where(tables.articles.c.id == article))
    return found.rowcount > 0


def replace_derived(connection: Connection, grouping: Grouping, claims: Iterable[Claim]) -> None:
    """Copies, stories and claims, in the place of those held."""
    for table in (
        tables.copies,
        tables.story_articles,
        tables.stories,
        tables.claim_articles,
        tables.claims,
    ):
        connection.execute(delete(table))
    _insert(
        connection,
        tables.copies,
        [
            {"article": copy.article, "original": copy.original, "overlap": copy.overlap}
            for copy in grouping.copies
        ],
    )
    stories = sorted(grouping.stories, key=lambda story: story.id)
    _insert(
        connection,
        tables.stories,
        [
            {
                "id": story.id,
                "date_start": story.date.start if story.date else None,
                "arc": story.arc,
                "data": encode(Story, story),
            }
            for story in stories
        ],
    )
    _insert(
        connection,
        tables.story_articles,
        [{"story": story.id, "article": article} for story in stories for article in story.articles],
    )
    ordered = sorted(claims, key=lambda claim: claim.id)
    _insert(
        connection,
        tables.claims,
        [
            {
                "id": claim.id,
                "standing": claim.standing,
                "sources": claim.sources,
                "data": encode(Claim, claim),
            }
            for claim in ordered
        ],
    )
    article_of = {
        row.id: row.article
        for row in connection.execute(select(tables.statements.c.id, tables.statements.c.article))
    }
    _insert(
        connection,
        tables.claim_articles,
        [
            {"claim": claim.id, "article": article}
            for claim in ordered
            for article in sorted({article_of[s] for s in claim.statements if s in article_of})
        ],
    )


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
