"""What is known at any place of one article: actors, dates and quotations, asked by offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from communique.extract.issuers import issuer_of
from communique.records import Actor, Article, DateMention, Holder, Mention, Quote
from communique.resolve import Lexicon

WIDEST = 50
"""How many quotations or mentions before a place are looked through for one that covers it."""


class Cast(Protocol):
    """What statements need of `resolve.Cast`."""

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the run, with the user's own tables."""
        ...

    @property
    def mentions(self) -> Sequence[Mention]:
        """Words that stand for somebody, in any order."""
        ...

    @property
    def actors(self) -> Sequence[Actor]:
        """The actors that the mentions name."""
        ...

    def holder(self, start: int, end: int) -> Holder | None:
        """The holder that the words at these offsets of the article's text name, if any."""
        ...


class Annotations:
    """Look-ups over one article. Offsets are those of `article.text`; each asking is logarithmic."""

    def __init__(
        self, article: Article, cast: Cast, quotes: Sequence[Quote], dates: Sequence[DateMention]
    ) -> None:
        self.article = article
        self.cast = cast
        self.actors = {actor.id: actor for actor in cast.actors}
        self.issuer = issuer_of(article, cast.lexicon)
        self._mentions = sorted((m for m in cast.mentions if m.actor), key=lambda m: m.span)
        self._mention_starts = [m.span.start for m in self._mentions]
        self._quotes = sorted((q for q in quotes if q.speaker), key=lambda q: q.span)
        self._quote_starts = [q.span.start for q in self._quotes]
        self._dates = sorted((d for d in dates if d.interval), key=lambda d: d.span)
        self._date_starts = [d.span.start for d in self._dates]

    def actor_at(self, offset: int) -> str | None:
        """The actor whom the words at this offset stand for."""
        high = bisect_right(self._mention_starts, offset)
        for mention in reversed(self._mentions[max(high - WIDEST, 0) : high]):
            if offset < mention.span.end:
                return mention.actor
        return None

    def actors_in(self, start: int, end: int) -> list[str]:
        """The actors mentioned between two offsets, in the order of the text."""
        low, high = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return [m.actor for m in self._mentions[low:high] if m.actor and m.span.end <= end]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates told between two offsets that have an interval."""
        low, high = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return [d for d in self._dates[low:high] if d.span.end <= end]

    def speaker_around(self, start: int, end: int) -> Holder | None:
        """The speaker of the innermost quotation that holds these characters."""
        high = bisect_right(self._quote_starts, start)
        for quote in reversed(self._quotes[max(high - WIDEST, 0) : high]):
            if end <= quote.span.end + 1:
                return quote.speaker
        return None

    def state_of(self, actor: str | None) -> str | None:
        """The state that an actor is or belongs to, if known."""
        found = self.actors.get(actor or "")
        if found is None:
            return None
        return found.id if found.kind == "state" else found.state
