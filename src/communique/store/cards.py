"""What a list shows of a story, read without its articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select

from communique.records import Story
from communique.store import tables
from communique.store.codec import decode
from communique.store.muting import heard_of
from communique.store.views import StoryCard

MOST = 200
"""Stories of an arc that are shown."""


def arc_cards(connection: Connection, arc: str, held: Mapping[str, int]) -> tuple[StoryCard, ...]:
    """The stories of an arc, the oldest first; no more than a page has."""
    stories = tables.stories.c
    query = select(stories.id).where(stories.arc == arc).order_by(stories.date_start, stories.id).limit(MOST)
    return cards_of(connection, connection.scalars(query).all(), held)


def cards_of(
    connection: Connection, stories: Collection[str], held: Mapping[str, int]
) -> tuple[StoryCard, ...]:
    """The cards of these stories, in this order; `held` has the contested claims of stories."""
    links, articles = tables.story_articles.c, tables.articles.c
    query = select(tables.stories.c.id, tables.stories.c.data).where(tables.stories.c.id.in_(stories))
    told = {row.id: decode(Story, row.data) for row in connection.execute(query)}
    outlets: dict[str, set[str]] = {key: set() for key in told}
    copies = dict.fromkeys(told, 0)
    added = dict.fromkeys(told, "")
    rows = connection.execute(
        select(
            links.story,
            articles.outlet,
            articles.name,
            articles.added,
            tables.copies.c.original,
            heard_of(articles.outlet).label("heard"),
        )
        .join(tables.articles, articles.id == links.article)
        .outerjoin(tables.copies, tables.copies.c.article == links.article)
        .where(links.story.in_(stories))
    ).all()
    for row in rows:
        added[row.story] = max(added[row.story], row.added)
        if row.original is None and row.heard:
            outlets[row.story].add(row.outlet or row.name)
        elif row.original is not None:
            copies[row.story] += 1
    return tuple(
        StoryCard(told[key], tuple(sorted(outlets[key])), copies[key], held.get(key, 0), added[key])
        for key in stories
    )


def contested(connection: Connection) -> dict[str, int]:
    """How many contested claims each story has that has any."""
    links, held, claims = tables.story_articles, tables.claim_articles, tables.claims
    query = (
        select(links.c.story, func.count(held.c.claim.distinct()).label("number"))
        .join(held, held.c.article == links.c.article)
        .where(held.c.claim.in_(select(claims.c.id).where(claims.c.standing == "contested")))
        .group_by(links.c.story)
    )
    return {row.story: row.number for row in connection.execute(query)}
