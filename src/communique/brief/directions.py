"""Spans of time told as before a moment where the evidence has them after it, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.amounts import DURATIONS, same_amount
from communique.brief.content import Amount, Content
from communique.brief.cover import Cover
from communique.brief.evidence import Sources
from communique.brief.judgement import Conflict, lines_of
from communique.brief.terms import classes

FIRST = 24
"""Characters after a number in which its unit and its side are told."""


def directions(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """ "Nine days before the flood" where every sentence with these nine days has "after"."""
    for amount, side in spans_of_time(asked):
        told = [
            (line, own, other)
            for line, content in lines_of(cover.windows + cover.ranked)
            if len(set(asked.keys) & set(content.keys)) > 1
            for own, other in spans_of_time(content)
            if same_amount(amount, own)
        ]
        if told and all(other != side for _, _, other in told):
            line, own, other = told[0]
            note = f"The source has {amount.words} {other}, not {side}."
            return Conflict("contradicted", "date", (line.span,), note, (amount.words, own.words))
    return None


def spans_of_time(content: Content) -> Iterator[tuple[Amount, str]]:
    """The spans of time that lie before or after something, with the side."""
    for amount in content.amounts:
        words = [w.strip(".,;") for w in content.text[amount.end : amount.end + FIRST].lower().split()]
        # In "nine days later" the unit is no part of the amount: it may be a date.
        timed = not amount.unit and len(words) > 1 and words[0].removesuffix("s") in DURATIONS
        if not timed and amount.unit.lower() not in DURATIONS:
            continue
        side = classes("directions.tsv").get(words[timed]) if len(words) > timed else None
        if side:
            yield amount, side
