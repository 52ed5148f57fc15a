"""Sentences → mentions, dates, quantities, quotes and statements of one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.config import Settings
from communique.records import Article, DateMention, Quantity, Reading

__all__ = ["extract"]


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Reading]:
    """Read out each article: pure, one by one, in the order given."""
    from communique.extract.lemmas import content_lemmas
    from communique.extract.mending import mend
    from communique.extract.parse import parse
    from communique.extract.quotes import find_quotes
    from communique.extract.statements import find_statements
    from communique.resolve import Cast, find_dates, find_quantities, lexicon, year_hint

    settings = settings or Settings()
    names = lexicon(settings.lexicon)
    for article, doc in parse(articles, settings=settings):
        cast = Cast(article, doc, names)
        mend(doc, cast.mentions)
        # A text without a date of its own may still name one year throughout.
        hint = None if article.published else year_hint(article.text)
        dates = tuple(
            DateMention(article.span(start, end), interval)
            for start, end, interval in find_dates(article.text, article.published, hint)
        )
        quantities = tuple(
            Quantity(article.span(start, end), value, unit, bound)
            for start, end, value, unit, bound in find_quantities(article.text)
        )
        quotes = find_quotes(article, doc, cast)
        statements = find_statements(article, doc, cast, quotes, dates)
        yield Reading(
            article=article,
            actors=cast.actors,
            mentions=cast.mentions,
            dates=dates,
            quantities=quantities,
            quotes=quotes,
            statements=statements,
            lemmas=content_lemmas(article, doc),
        )
