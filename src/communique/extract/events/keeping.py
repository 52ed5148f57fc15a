"""What the record keeps of coded events: who did what to whom, and no things in place of somebody.

Coding names the words that stand where a target would, whatever they are ("discussed various
issues"). The record asserts less: a target that is nobody is left out, and so is an act without
anybody who does it or has it done to him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.events.classes import NounClasses
from communique.extract.events.roots import quad
from communique.records import Event, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


FORCE = 4
"""The quad of what is done to somebody whoever does it; nothing else is told without its doer."""


def between_parties(events: Iterable[Event], doc: Doc, mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """The events between somebody and somebody, or of somebody alone, in their order, each once."""
    classes = NounClasses(doc, mentions)

    def is_somebody(actor: str | None, span: Span | None) -> bool:
        if span is None or actor is not None:
            return actor is not None
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        return words is not None and words.root.pos_ != "PRON" and classes.is_actor(words.root)

    kept: dict[Event, None] = {}
    for event in events:
        if event.source_span is not None and not is_somebody(event.source, event.source_span):
            continue
        if event.source_span is None and quad(event.type) != FORCE and event.type != "RETREAT":
            continue
        if not is_somebody(event.target, event.target_span):
            if event.source_span is None:
                continue
            event = replace(event, target=None, target_span=None)
        kept.setdefault(event)
    return tuple(kept)
