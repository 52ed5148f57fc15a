"""Who says a sentence: the words put in front of it, and the spans that hold the name."""

from __future__ import annotations

from communique.brief.material import Point
from communique.records import Reading, Span


def arguer(point: Point) -> tuple[str, tuple[str, ...]]:
    """Whoever argues a point, as put in front of it, and the names that this brings in."""
    article, holder = point.article, point.statement.holder
    if holder.kind != "outlet" and holder.name:
        who = upper_first(holder.name)
    elif article.byline or article.outlet:
        who = " in ".join(filter(None, (article.byline, article.outlet)))
    else:
        who = f"“{article.title}”" if article.title else f"An article without a headline ({article.name})"
    return who, (who, article.title or "")


def names_holder(point: Point) -> bool:
    """True if the sentence itself says who holds the statement."""
    holder = point.statement.holder
    return (
        holder.kind != "outlet" and holder.span is not None and holder.span.start >= point.sentence.span.start
    )


def naming(reading: Reading, name: str) -> Span | None:
    """The first sentence that holds the speaker's full name."""
    return next((s.span for s in reading.article.sentences if name in s.span.quote), None)


def whole_quotation(reading: Reading, span: Span) -> Span:
    """A sentence with the rest of the quotation that it opens, and the words that say whose it is."""
    for sentence in reading.article.sentences:
        if span.quote.count("“") <= span.quote.count("”") and span.quote.count('"') % 2 == 0:
            break
        if sentence.span.start >= span.end:
            span = reading.article.span(span.start, sentence.span.end)
    return span


def upper_first(text: str) -> str:
    """The text with its first letter as a capital; the rest as it is."""
    return text[:1].upper() + text[1:]
