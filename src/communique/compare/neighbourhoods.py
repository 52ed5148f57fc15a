"""The parts of a record that are compared by themselves: the stories of one arc, or one story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.records import Copy, Grouping, Story, digest


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Articles whose statements are laid beside each other, and beside no others.

    `key` names all that its claims depend on: the articles, their stories and which copy which. Two
    neighbourhoods of one key have the same claims.
    """

    key: str
    articles: tuple[str, ...]
    grouping: Grouping


def neighbourhoods(articles: Iterable[str], grouping: Grouping) -> tuple[Neighbourhood, ...]:
    """The neighbourhoods of these articles (ids), in the order of their keys.

    Every article is in exactly one: that of its story's arc, else of its story, else its own.
    """
    wanted = set(articles)
    stories: dict[str, list[Story]] = {}
    home: dict[str, str] = {}
    for story in grouping.stories:
        name = story.arc or story.id
        stories.setdefault(name, []).append(story)
        home.update(dict.fromkeys(story.articles, name))
    members: dict[str, list[str]] = {}
    for article in sorted(wanted):
        members.setdefault(home.get(article, article), []).append(article)
    copies: dict[str, list[Copy]] = {}
    for copy in grouping.copies:
        copies.setdefault(home.get(copy.article, copy.article), []).append(copy)
    found = []
    for name, held in members.items():
        told = tuple(sorted(stories.get(name, ()), key=lambda story: story.id))
        links = tuple(sorted(copies.get(name, ()), key=lambda copy: copy.article))
        key = digest(
            "neighbourhood",
            *(part for story in told for part in (story.id, *story.articles)),
            "copies",
            *(part for copy in links for part in (copy.article, copy.original)),
            "articles",
            *held,
        )
        found.append(Neighbourhood(key, tuple(held), Grouping(links, told)))
    return tuple(sorted(found, key=lambda one: one.key))
