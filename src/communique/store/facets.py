"""What lists are narrowed by: the facets of articles and of stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal, get_args

from sqlalchemy import Connection, func, insert, literal, select

from communique.records import Reading, Story
from communique.store import tables

Facet = Literal["actor", "place", "domain", "outlet", "language", "kind"]
FACETS: tuple[Facet, ...] = get_args(Facet)

FROM_ARTICLES: tuple[Facet, ...] = ("domain", "outlet", "language", "kind")
"""Facets that a story has from its articles; actors and places it has itself."""

SHARE = 0.2
"""A domain is one of an article if so large a part of its statements with any domain are of it."""


def facets_of(reading: Reading) -> tuple[tuple[Facet, str], ...]:
    """The facets of one article, sorted, each once.

    Actors are the states and organisations that it speaks of, by their ids; places the dateline's and
    those of its events; outlets that are not known are left out.
    """
    article = reading.article
    found: set[tuple[Facet, str]] = {("language", article.language), ("kind", article.kind)}
    if article.outlet:
        found.add(("outlet", article.outlet))
    if article.place:
        found.add(("place", article.place))
    found |= {("place", event.place) for event in reading.events if event.place}
    found |= {("actor", actor.id) for actor in reading.actors if actor.kind in ("state", "organisation")}
    told = Counter(domain for statement in reading.statements for domain in statement.domains)
    most = max(told.values(), default=0)
    found |= {("domain", domain) for domain, n in told.items() if n >= min(most, SHARE * told.total())}
    return tuple(sorted(found))


def insert_article(connection: Connection, reading: Reading) -> None:
    """The facets of an article that is new in the record."""
    rows = [
        {"article": reading.article.id, "facet": facet, "value": value} for facet, value in facets_of(reading)
    ]
    connection.execute(insert(tables.article_facets), rows)


def insert_stories(connection: Connection, stories: Iterable[Story]) -> None:
    """Facets and cards of stories that are new in the record, and whose articles are in it."""
    told = tuple(stories)
    cards = [
        {"story": s.id, "day": s.date.start if s.date else None, "size": len(s.articles), "label": s.label}
        for s in told
    ]
    own = [
        {"story": s.id, "facet": facet, "value": value}
        for s in told
        for facet, values in (("actor", s.actors), ("place", s.places))
        for value in sorted(set(values))
    ]
    if cards:
        connection.execute(insert(tables.story_cards), cards)
    if own:
        connection.execute(insert(tables.story_facets), own)
    keys = [s.id for s in told]
    for start in range(0, len(keys), MANY):
        _from_articles(connection, keys[start : start + MANY])


MANY = 500
"""Stories that are filled in at once."""


def _from_articles(connection: Connection, stories: Collection[str]) -> None:
    """What these stories have from their articles, and the day of those that have none of their own."""
    links, facets, cards = tables.story_articles.c, tables.article_facets.c, tables.story_cards.c
    rows = (
        select(links.story, facets.facet, facets.value)
        .join(tables.article_facets, facets.article == links.article)
        .where(links.story.in_(stories), facets.facet.in_(FROM_ARTICLES))
        .distinct()
    )
    connection.execute(insert(tables.story_facets).from_select(["story", "facet", "value"], rows))
    first = (
        select(func.min(tables.articles.c.published_start))
        .join(tables.story_articles, links.article == tables.articles.c.id)
        .where(links.story == cards.story)
        .scalar_subquery()
    )
    dated = tables.story_cards.update().where(cards.story.in_(stories), cards.day.is_(None))
    connection.execute(dated.values(day=first))


def refill(connection: Connection, readings: Iterable[Reading], stories: Iterable[Story]) -> None:
    """All facets and cards anew: for a record that was made before there were any."""
    for table in (tables.article_facets, tables.story_facets, tables.story_cards):
        connection.execute(table.delete().where(literal(True)))
    for reading in readings:
        insert_article(connection, reading)
    insert_stories(connection, stories)
