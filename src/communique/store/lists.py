"""The lists of a record, as its pages and interfaces show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, select

from communique.records import Standing
from communique.store import cards, finding, listing, tables
from communique.store.finding import Findings, Order, Sought
from communique.store.ledes import ledes
from communique.store.listing import Sort, Wanted
from communique.store.views import ClaimLine, FacetCount, Lede, Page, QuoteLine, Source, StoryCard


class Lists:
    """Stories, articles, claims and quotes in pages of at most `listing.MOST` items.

    `after` is the `Page.after` of the page before; UsageError if it is anything else. Each answer is of
    one state of the record, whatever is written meanwhile.
    """

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        contested: Callable[[Connection], Mapping[str, int]],
    ) -> None:
        self._connect, self._contested = connect, contested

    def stories(
        self,
        wanted: Wanted | None = None,
        *,
        sort: Sort = "newest",
        after: str | None = None,
        limit: int = 25,
    ) -> Page[StoryCard]:
        """Stories that are wanted, or all."""
        with self._connect() as connection:
            held = self._contested(connection)
            return listing.story_page(
                connection, wanted or Wanted(), sort=sort, after=after, limit=limit, held=held
            )

    def arc(self, arc: str) -> tuple[StoryCard, ...]:
        """The first stories of an arc, the oldest first, at most as many as a page has."""
        with self._connect() as connection:
            return cards.arc_cards(connection, arc, self._contested(connection))

    def ledes(self, stories: Sequence[str]) -> dict[str, Lede]:
        """How these stories (ids) open, by story; those of which nothing can be told are left out."""
        with self._connect() as connection:
            return ledes(connection, stories)

    def began(self, stories: Sequence[str]) -> dict[str, str]:
        """When the first article of each of these stories (ids) came in (UTC, ISO 8601)."""
        links, articles = tables.story_articles.c, tables.articles
        query = (
            select(links.story, func.min(articles.c.added).label("began"))
            .join(articles, articles.c.id == links.article)
            .where(links.story.in_(stories))
            .group_by(links.story)
        )
        with self._connect() as connection:
            return {row.story: row.began for row in connection.execute(query)}

    def latest(self) -> str | None:
        """When the last article came in (UTC, ISO 8601); None for an empty record."""
        with self._connect() as connection:
            found: str | None = connection.scalar(select(func.max(tables.articles.c.added)))
            return found

    def facets(self, wanted: Wanted | None = None) -> tuple[FacetCount, ...]:
        """The facets of the stories that are wanted, or of all, with how many have each value."""
        with self._connect() as connection:
            return listing.story_facets(connection, wanted or Wanted())

    def articles(
        self,
        wanted: Wanted | None = None,
        *,
        sort: Sort = "newest",
        after: str | None = None,
        limit: int = 25,
    ) -> Page[Source]:
        """Articles that are wanted, or all."""
        with self._connect() as connection:
            return listing.article_page(connection, wanted or Wanted(), sort=sort, after=after, limit=limit)

    def claims(
        self,
        wanted: Wanted | None = None,
        *,
        story: str | None = None,
        standing: Standing | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> Page[ClaimLine]:
        """Claims that are wanted, or all, the best supported first; of one story, or of one standing."""
        with self._connect() as connection:
            return listing.claim_page(
                connection, wanted or Wanted(), story=story, standing=standing, after=after, limit=limit
            )

    def quotes(
        self,
        wanted: Wanted | None = None,
        *,
        speaker: str | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> Page[QuoteLine]:
        """Quotes that are wanted, or all; of a speaker, by a part of the name or an actor's id."""
        with self._connect() as connection:
            return listing.quote_page(
                connection, wanted or Wanted(), speaker=speaker, after=after, limit=limit
            )

    def search(
        self, sought: Sought, *, order: Order = "best", after: str | None = None, limit: int = 25
    ) -> Findings:
        """What is sought, with how much there is of each kind and by what it can be narrowed."""
        with self._connect() as connection:
            return finding.search(connection, sought, order=order, after=after, limit=limit)

    def article_facets(self, wanted: Wanted | None = None) -> tuple[FacetCount, ...]:
        """The facets of the articles that are wanted, or of all, with how many have each value."""
        with self._connect() as connection:
            return finding.article_facets(connection, wanted or Wanted())

    def articles_held(self) -> int:
        """How many articles there are."""
        with self._connect() as connection:
            return connection.scalar(select(func.count()).select_from(tables.articles)) or 0

    def counts(self) -> dict[str, int]:
        """How many articles, copies, stories, claims and contested claims there are."""
        claims = tables.claims
        with self._connect() as connection:
            counted = {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (tables.articles, tables.copies, tables.stories, claims)
            }
            contested = select(func.count()).select_from(claims).where(claims.c.standing == "contested")
            return {**counted, "contested": connection.scalar(contested) or 0}
