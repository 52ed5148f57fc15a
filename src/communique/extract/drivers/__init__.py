"""Drivers: what raises or lowers what, as the sentences of one article say.

Tables (`data/*.tsv`) say which words tell it and with what sign, the parse finds cause and effect.
Somebody by name is no cause ("Peru raised its tariff"): only things, deeds and states of affairs are.
Where a sign or a side is unclear, nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.dependencies import Nations, Standing
from communique.extract.drivers.finder import Finder
from communique.extract.drivers.links import Found
from communique.extract.events.arguments import surface_subject
from communique.records import Article, Driver, Modality, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

__all__ = ["find_drivers"]

THESE = {"those", "these", "such"}
HOLDING = {"have", "hold", "keep", "own", "possess", "retain", "enjoy", "control", "command"}
NEAR = 8
FARTHEST = 80
"""So many words before are searched for what "those" points at."""


def find_drivers(
    article: Article,
    doc: Doc,
    cast: Cast,
    statements: Sequence[Statement],
    *,
    nations: Nations | None = None,
) -> tuple[Driver, ...]:
    """The drivers that an article states, in the order of its text; each rests on one of `statements`.

    Offsets of `doc` are those of `article.text`. `nations` are made here if not given. Of two with the
    same statement, cause and effect, the first is kept.
    """
    nations = nations or Nations(article, doc, cast)
    finder = Finder(article.text, nations.is_party)
    standing = Standing(article, statements)
    drivers: dict[tuple[str, int, int], Driver] = {}
    before: list[Token] = []
    last = -1
    for number, sentence in enumerate(article.sentences):
        span = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
        tokens = [t for t in span if not t.is_space] if span is not None and not sentence.heading else []
        for found in finder.find(tokens, before if sentence.paragraph == last else []):
            statement = standing.statement_of(number, found.trigger)
            if statement is not None:
                driver = _driver(article, found, statement, standing, nations)
                key = (statement.id, found.effect[0], found.cause[0])
                drivers.setdefault(key, driver)
        before, last = tokens, sentence.paragraph
    return tuple(drivers.values())


def _driver(
    article: Article, found: Found, statement: Statement, standing: Standing, nations: Nations
) -> Driver:
    cause, effect = article.span(*found.cause), article.span(*found.effect)
    modality = standing.modality_of(found.trigger, statement)
    return Driver(
        cause=_plain(cause),
        effect=found.label or _plain(effect),
        sign=found.sign,
        statement=statement.id,
        modality="hypothetical" if found.supposed else _held(found, modality),
        cue=article.span(*found.cue),
        cause_span=cause,
        effect_span=effect,
        cause_actor=_whose(nations, found.cause_head),
        effect_actor=_whose(nations, found.effect_head) or _holder_of(nations, found),
    )


def _held(found: Found, modality: Modality) -> Modality:
    """What somebody blames or credits is no more than possible."""
    return "possible" if found.claimed and modality == "asserted" else modality


def _plain(span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(span.quote.split())


def _whose(nations: Nations, head: Token) -> str | None:
    """The one nation that a phrase names; None for what only an earlier sentence tells."""
    found = nations.of(head)
    return found[0] if len(found) == 1 and not nations.recalled else None


def _holder_of(nations: Nations, found: Found) -> str | None:
    """Of "the value of those assets", who was said just before to hold the assets."""
    doc, head = found.effect_head.doc, found.effect_head
    spoken = [t for t in doc[head.i : head.i + NEAR] if t.idx < found.effect[1]]
    noun = next((t.head for t in spoken if t.lower_ in THESE and t.head.pos_ == "NOUN"), None)
    if noun is None:
        return None
    for token in reversed(doc[max(0, head.i - FARTHEST) : min(head.i, noun.i)]):
        verb = token.head
        if token.lemma_ == noun.lemma_ and token.pos_ == "NOUN":
            subject = surface_subject(verb) if verb.lemma_ in HOLDING and token.dep_ == "dobj" else None
            return _whose(nations, token) or (_whose(nations, subject) if subject is not None else None)
    return None
