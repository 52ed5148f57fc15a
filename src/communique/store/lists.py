"""The lists of a record, as its pages and interfaces show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, select

from communique.records import Standing
from communique.store import cards, listing, tables
from communique.store.listing import Sort, Wanted
from communique.store.views import ClaimLine, FacetCount, Page, QuoteLine, Source, StoryCard


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
