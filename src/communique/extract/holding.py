"""Statements that the rules leave to the outlet and a sure attribution gives to somebody else.

A statement only ever moves away from the outlet: where no attribution covers it, it stays as it is,
and nothing that somebody holds becomes the outlet's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from communique.records import Attribution, Holder, Span, Statement, digest

SURE = 0.9
"""The score from which an attribution decides who holds a statement."""
COVERED = 0.95
"""The part of a statement's characters that must lie in the content; the rest is a stop or a mark."""
NEAREST = 20
"""So many pieces of content before a statement are looked through for one that covers it."""
SELF = {"i", "we", "you", "one", "us", "me"}
"""Sources that are nobody outside a quotation."""


class Cast(Protocol):
    """What holding needs of `resolve.Cast`."""

    def holder(self, start: int, end: int) -> Holder | None:
        """The holder that the words at these offsets of the article's text name, if any."""
        ...


def hold(
    statements: Sequence[Statement], attributions: Sequence[Attribution], cast: Cast
) -> tuple[Statement, ...]:
    """The statements in their order, those of the outlet inside a sure content with its source and cue.

    The innermost content decides. A source that nobody can resolve ("they") is unnamed. Ids follow,
    since they tell the holder.
    """
    pieces = sorted(
        ((piece.start, piece.end, n) for n, a in enumerate(attributions) if _speaks(a) for piece in a.content)
    )
    starts = [low for low, _, _ in pieces]
    held: dict[str, Statement] = {}
    for statement in statements:
        chosen = None
        if statement.holder.kind == "outlet":
            high = bisect_right(starts, statement.span.end)
            near = pieces[max(high - NEAREST, 0) : high]
            over = [(stop - start, n) for start, stop, n in near if _covers(start, stop, statement.span)]
            chosen = attributions[min(over)[1]] if over else None
        found = statement if chosen is None else _given(statement, chosen, cast)
        held.setdefault(found.id, found)
    return tuple(held.values())


def _speaks(attribution: Attribution) -> bool:
    """Whether an attribution is sure and names a source that may hold something."""
    if attribution.score < SURE or not attribution.source:
        return False
    return attribution.source[0].quote.lower() not in SELF


def _covers(low: int, high: int, span: Span) -> bool:
    return min(high, span.end) - max(low, span.start) >= COVERED * (span.end - span.start)


def _given(statement: Statement, attribution: Attribution, cast: Cast) -> Statement:
    source = attribution.source[0]
    holder = cast.holder(source.start, source.end) or Holder("unnamed", None, None, source)
    if holder.kind == "outlet":
        return statement
    span = statement.span
    return replace(
        statement,
        id=digest(span.article, span.start, span.end, statement.modality, holder.name),
        holder=holder,
        cue=attribution.cue[0] if attribution.cue else statement.cue,
    )
