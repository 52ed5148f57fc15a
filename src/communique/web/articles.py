"""An article in layers: its clean text, cut where something begins or ends, and what each piece is."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.records import Reading, Span
from communique.web import models

Layers = Literal["statements", "quotes", "events", "commitments", "actors"]

MODALITIES = {
    "asserted": "told as fact",
    "expected": "expected",
    "possible": "possible",
    "denied": "denied",
    "negated": "said not to be so",
    "pledged": "pledged",
    "demanded": "demanded",
    "hypothetical": "supposed",
    "historical": "told of the past",
}


@dataclass(frozen=True, slots=True)
class Layer:
    """What a run of text is in one layer: `kind` names the style, `note` says it in words."""

    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with what it is in every layer that is switched on; `here` where a link leads."""

    text: str
    start: int
    layers: tuple[Layer, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading: its runs, and furniture that stood in front of it."""

    runs: tuple[Run, ...]
    heading: bool
    removed: tuple[models.Removed, ...]


def layered(
    article: models.Article,
    reading: Reading,
    layers: Sequence[Layers],
    *,
    at: int | None = None,
    removed: bool = False,
) -> tuple[Paragraph, ...]:
    """The paragraphs of an article with these layers on.

    at: the offset that a link leads to; the sentence there is marked. removed: show furniture too.
    """
    marks = sorted(_marks(reading, layers), key=lambda mark: (mark[0].start, -mark[0].end))
    target = next(
        (s.span for s in reading.article.sentences if at is not None and s.span.start <= at < s.span.end),
        None,
    )
    cuts = sorted(
        {cut for span, _ in marks for cut in (span.start, span.end)}
        | ({target.start, target.end} if target else set())
    )
    headings = {s.span.start for s in reading.article.sentences if s.heading}
    found = []
    left = list(article.removed) if removed else []
    for start, end in _paragraphs(article.text):
        inside = [start, *cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)], end]
        runs = tuple(
            Run(
                article.text[a:b],
                a,
                tuple(layer for span, layer in marks if span.start <= a and b <= span.end),
                here=target is not None and target.start <= a and b <= target.end,
            )
            for a, b in itertools.pairwise(inside)
        )
        before = tuple(piece for piece in left if piece.at <= start)
        left = [piece for piece in left if piece.at > start]
        found.append(Paragraph(runs, start in headings, before))
    if left:
        found.append(Paragraph((), False, tuple(left)))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split("\n\n"):
        if part:
            yield start, start + len(part)
        start += len(part) + 2


def _marks(reading: Reading, layers: Sequence[Layers]) -> Iterator[tuple[Span, Layer]]:
    said = {statement.id: statement for statement in reading.statements}
    if "statements" in layers:
        for statement in reading.statements:
            holder = statement.holder.name or "the outlet"
            note = f"{MODALITIES[statement.modality]}, by {holder}"
            yield statement.span, Layer(f"statement {statement.modality}", note)
    if "quotes" in layers:
        for quote in reading.quotes:
            speaker = (quote.speaker.name if quote.speaker else None) or "somebody not named"
            yield quote.span, Layer("quote", f"said by {speaker}")
    if "events" in layers:
        for event in reading.events:
            if event.statement in said:
                parties = " and ".join(filter(None, (event.source, event.target)))
                note = (
                    f"{event.type.lower()}{': ' + parties if parties else ''}, {MODALITIES[event.modality]}"
                )
                yield said[event.statement].span, Layer("event", note)
    if "commitments" in layers:
        for commitment in reading.commitments:
            for step in commitment.history:
                yield step.span, Layer("commitment", f"{step.status}: {commitment.what}")
    if "actors" in layers:
        names = {actor.id: actor.name for actor in reading.actors}
        for mention in reading.mentions:
            if mention.actor is not None:
                yield mention.span, Layer("actor", names.get(mention.actor, mention.actor))
