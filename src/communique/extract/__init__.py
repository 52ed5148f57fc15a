"""Sentences → mentions, dates, quantities, quotes, statements, events and more of one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.config import Settings
from communique.records import Article, Attribution, DateMention, Quantity, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.extract.events import Hearing

__all__ = ["extract"]

MOST_TOKENS = 100_000
"""A longer text, which is no article, is read by rules alone: the states of its words would fill memory."""


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Reading]:
    """Read out each article: pure, one by one, in the order given."""
    from communique.extract.attributions import find_attributions
    from communique.extract.commitments import find_commitments
    from communique.extract.dependencies import Nations, find_dependencies
    from communique.extract.drivers import find_drivers
    from communique.extract.events import between_parties, find_events
    from communique.extract.events.judge import TrainedJudge
    from communique.extract.frames import frames_of
    from communique.extract.holding import hold
    from communique.extract.lemmas import content_lemmas
    from communique.extract.mending import mend
    from communique.extract.parse import parse
    from communique.extract.plain import Plain
    from communique.extract.quotes import find_quotations
    from communique.extract.statements import find_statements
    from communique.resolve import Cast, find_dates, find_quantities, lexicon, year_hint

    settings = settings or Settings()
    names = lexicon(settings.lexicon)
    for article, parsed in parse(articles, settings=settings):
        words = Plain(parsed, article.text)
        doc = words.doc
        cast = Cast(article, doc, names)
        if mend(parsed, cast.mentions):
            words.refresh()
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
        quotations = find_quotations(article, doc, cast)
        quotes = tuple(found.quote for found in quotations)
        frames = frames_of(article, doc, quotes)
        statements = find_statements(article, doc, cast, quotes, dates, frames=frames)
        proposed, hearing = _heard(article, doc, settings)
        attributions = find_attributions(article, doc, frames, quotations, proposed=proposed)
        held = hold(statements, attributions, cast)
        nations = Nations(article, doc, cast)
        yield Reading(
            article=article,
            actors=cast.actors,
            mentions=cast.mentions,
            dates=dates,
            quantities=quantities,
            quotes=quotes,
            statements=held,
            lemmas=content_lemmas(article, doc),
            attributions=attributions,
            events=between_parties(
                find_events(article, doc, cast, held, dates, judge=TrainedJudge(doc, hearing)),
                doc,
                cast.mentions,
            ),
            commitments=find_commitments(article, doc, cast, held, dates, quantities),
            dependencies=find_dependencies(article, doc, cast, held, quantities, nations=nations),
            drivers=find_drivers(article, doc, cast, held, nations=nations),
        )


def _heard(article: Article, doc: Doc, settings: Settings) -> tuple[tuple[Attribution, ...], Hearing | None]:
    """What the trained reader makes of an article, and what it says of events; nothing if not wanted."""
    if settings.fast or len(doc) > MOST_TOKENS:
        return (), None
    from communique.extract.events import Hearing
    from communique.extract.reader import reader

    model = reader()
    states = model.encode(article.text, [sentence.span.start for sentence in article.sentences], doc)
    return model.attributions(article, states), Hearing(doc, model.heads, states)
