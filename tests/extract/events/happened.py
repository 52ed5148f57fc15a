"""The events of a text, read with the real cast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.extract.said import article_of

from communique.extract.events import Judge, find_events
from communique.extract.parse import parse
from communique.extract.statements import find_statements
from communique.records import Article, DateMention, Event
from communique.resolve import Cast, find_dates, lexicon


def read(texts: Sequence[str], judge: Judge | None = None) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Each text's article with its events; one parse for all."""
    for article, doc in parse([article_of(text) for text in texts]):
        cast = Cast(article, doc, lexicon(""))
        dates = [
            DateMention(article.span(start, end), interval)
            for start, end, interval in find_dates(article.text, None, None)
        ]
        statements = find_statements(article, doc, cast, (), dates)
        yield article, find_events(article, doc, cast, statements, dates, judge=judge)


def events_of(text: str, judge: Judge | None = None) -> tuple[Event, ...]:
    """The events of one text."""
    ((_, events),) = read([text], judge)
    return events


def told(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """Root, source, target (as printed) and modality of the events of one text."""
    return [
        (
            event.type,
            event.source_span.quote if event.source_span else None,
            event.target_span.quote if event.target_span else None,
            event.modality,
        )
        for event in events_of(text)
    ]
