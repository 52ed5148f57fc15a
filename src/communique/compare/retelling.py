"""A sentence that gives the figure of the one before another value, with what it leaves unsaid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

from communique.compare.annotations import Annotations
from communique.compare.attribution import attribution
from communique.compare.backreference import Pointing, pointing
from communique.compare.measures import Measure, bounds, measure, unit_concept
from communique.compare.propositions import Term
from communique.compare.terms import terms_between
from communique.records import Quantity, Statement

_LIKE = 50
"""How many times larger or smaller the other value may be."""
_BACK = 3
"""Sentences that are looked back through; those between must point back themselves."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """What a figure that points back measures: the terms it takes over, and itself with their unit."""

    terms: tuple[Term, ...]
    measure: Measure
    voice: str


def told_again(notes: Annotations, statement: Statement) -> Retelling | None:
    """What "The operator speaks of 900" says, by the sentence before it; None if it points to nothing."""
    start, end = statement.span.start, statement.span.end
    found = pointing(notes.text, start, end)
    if found is None:
        return None
    own = next((q for q in notes.quantities(start, end) if q.span.start <= found.start < q.span.end), None)
    if own is not None and own.unit and found.bare:
        return None
    sentences = notes.article.sentences
    for n in range(statement.sentence - 1, max(-1, statement.sentence - 1 - _BACK), -1):
        span = sentences[n].span
        if sentences[n].heading:
            return None
        first = _first(notes, found, own, span.start, span.end)
        if first is not None:
            return _retelling(notes, n, found, own, first)
        if pointing(notes.text, span.start, span.end) is None:
            return None
    return None


def _first(
    notes: Annotations, found: Pointing, own: Quantity | None, start: int, end: int
) -> Quantity | None:
    """The quantity that is nearest in size, of the same unit where both tell one."""
    unit = unit_concept(own.unit) if own is not None else ""
    rivals = [
        q
        for q in notes.quantities(start, end)
        if q.unit
        and q.value > 0
        and found.value > 0
        and 1 / _LIKE <= q.value / found.value <= _LIKE
        and unit in {"", unit_concept(q.unit)}
    ]
    return min(rivals, key=lambda q: (abs(log(q.value / found.value)), q.span.start), default=None)


def _retelling(
    notes: Annotations, sentence: int, found: Pointing, own: Quantity | None, first: Quantity
) -> Retelling:
    told = [
        s
        for s in notes.statements.get(sentence, ())
        if s.span.start <= first.span.start and first.span.end <= s.span.end
    ]
    shortest = min(told, key=lambda s: (s.span.end - s.span.start, s.span.start), default=None)
    span = shortest.span if shortest is not None else notes.article.sentences[sentence].span
    hidden = attribution(notes, shortest) if shortest is not None else ()
    terms = terms_between(notes, span.start, span.end, hidden)
    low, high = bounds(found.value, own.bound if own is not None else "exact")
    like = measure(first, notes.text, frozenset())
    held = replace(
        like,
        value=found.value,
        low=low,
        high=high,
        role="plain" if like.role in {"rejected", "whole"} else like.role,
        start=own.span.start if own is not None else found.start,
        end=own.span.end if own is not None else found.end,
    )
    return Retelling(tuple(replace(term, start=held.start) for term in terms), held, found.voice)
