"""The small shapes that both contracts share: spans, intervals, references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.records import Interval, Quantity, Reference, Span

Json = dict[str, Any]
"""A JSON object."""


def span_to_dict(span: Span) -> Json:
    """`{"article", "start", "end", "quote"}`: offsets in code points, `end` exclusive."""
    return {"article": span.article, "start": span.start, "end": span.end, "quote": span.quote}


def spans_to_list(spans: Iterable[Span]) -> list[Json]:
    """Spans in the order given."""
    return [span_to_dict(span) for span in spans]


def optional_span(span: Span | None) -> Json | None:
    """A span, or null."""
    return None if span is None else span_to_dict(span)


def interval_to_dict(interval: Interval | None) -> Json | None:
    """`{"start", "end", "precision"}` with ISO 8601 days, or null."""
    if interval is None:
        return None
    return {
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat(),
        "precision": interval.precision,
    }


def quantity_to_dict(quantity: Quantity | None) -> Json | None:
    """`{"value", "unit", "bound", "span"}`, or null."""
    if quantity is None:
        return None
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "bound": quantity.bound,
        "span": span_to_dict(quantity.span),
    }


def references_to_list(references: Iterable[Reference]) -> list[Json]:
    """Reference lists as `{"number", "article", "text"}`; `article` is null where no source fits."""
    return [
        {"number": reference.number, "article": reference.article, "text": reference.text}
        for reference in references
    ]
