"""The briefs of stories as composed last, each beside what it was composed of.

A brief is true as long as its story, the story's claims and copies, and the judgements are what they were;
`basis` is a number for all of these. What is kept goes with its story.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, delete, func, insert, select

from communique.records import Article, Brief, Story
from communique.store import tables
from communique.store.codec import decode, encode


class Briefs:
    """The briefs that a record holds."""

    def __init__(self, connect: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connect = connect

    def basis(self, story: Story) -> str:
        """A number for all that a brief of this story depends on, but for the program that composes it."""
        links, held, claims = tables.story_articles.c, tables.claim_articles.c, tables.claims.c
        copies, judged = tables.copies.c, tables.judgements.c
        theirs = select(links.article).where(links.story == story.id)
        parts = hashlib.sha256(encode(Story, story).encode("utf-8", "surrogatepass"))
        with self._connect() as connection:
            for query in (
                select(claims.id, claims.data)
                .where(claims.id.in_(select(held.claim).where(held.article.in_(theirs))))
                .order_by(claims.id),
                select(copies.article, copies.original, copies.overlap)
                .where(copies.article.in_(theirs))
                .order_by(copies.article),
                select(judged.id).where(judged.undone_at.is_(None)).order_by(judged.row),
            ):
                for row in connection.execute(query):
                    parts.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
                parts.update(b"\x1e")
        return parts.hexdigest()

    def kept(self, story: str, key: str) -> Brief | None:
        """The brief of a story (id) if it was kept under this key."""
        briefs = tables.briefs.c
        query = select(briefs.data).where(briefs.story == story, briefs.key == key)
        with self._connect() as connection:
            found = connection.scalar(query)
        return None if found is None else decode(Brief, found)

    def keep(self, made: Iterable[tuple[str, Brief]]) -> None:
        """Keep these briefs, each with its key, those of stories that are gone left out. To be called inside
        a transaction."""
        told = {brief.story: (key, brief) for key, brief in made}
        with self._connect() as connection:
            stories = tables.stories.c.id
            there = set(connection.scalars(select(stories).where(stories.in_(told))))
            connection.execute(delete(tables.briefs).where(tables.briefs.c.story.in_(there)))
            rows = [
                {"story": one, "key": told[one][0], "data": encode(Brief, told[one][1])}
                for one in sorted(there)
            ]
            if rows:
                connection.execute(insert(tables.briefs), rows)

    def wanting(self, limit: int) -> tuple[str, ...]:
        """Stories (ids) of which no brief is kept, the latest first."""
        cards = tables.story_cards.c
        query = select(cards.story).where(cards.story.not_in(select(tables.briefs.c.story)))
        with self._connect() as connection:
            return tuple(connection.scalars(query.order_by(cards.day.desc(), cards.story).limit(limit)))

    def articles(self, ids: Collection[str]) -> tuple[Article, ...]:
        """These articles with their text and without their sentences: what a citation opens."""
        articles, heads = tables.articles.c, tables.heads.c
        text = func.json_extract(articles.reading, "$.article.text").label("text")
        query = select(heads.data, text).join(tables.articles, articles.id == heads.article)
        with self._connect() as connection:
            rows = connection.execute(query.where(heads.article.in_(ids)).order_by(heads.article)).all()
        return tuple(replace(decode(Article, row.data), text=row.text) for row in rows)


def drop(connection: Connection, articles: Collection[str]) -> None:
    """Take out the briefs of the stories of these articles, so that they are composed anew."""
    links = tables.story_articles.c
    ordered = sorted(articles)
    for start in range(0, len(ordered), MANY):
        theirs = select(links.story).where(links.article.in_(ordered[start : start + MANY]))
        connection.execute(delete(tables.briefs).where(tables.briefs.c.story.in_(theirs)))


MANY = 500
"""Ids that are asked for at once."""
