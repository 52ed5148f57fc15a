"""The walk from the root of a sentence down to an event word, and what each step makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.extract.modality.links import Link, link_of
from communique.extract.modality.own import Marks, marks_of
from communique.extract.modality.stance import Stance, negate, under
from communique.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEEPEST = 30
"""So many governors above an event word are looked at; what lies higher says nothing of it."""
CLAUSE_WIDE = {"nsubj", "nsubjpass", "dobj", "attr", "expl"}


def event_modality(doc: Doc, token: Token | int) -> Modality:
    """Which of the nine values of modality an event word has.

    `token` is a verb, a noun that tells an event, or a predicate adjective of the parsed `doc`
    (or its index). Time and memory are bounded however deep or broad the parse is.
    """
    return stance_of(doc[token] if isinstance(token, int) else token).modality


def stance_of(token: Token) -> Stance:
    """How the event that a word tells is put, from the root of its sentence down to it."""
    return walk(token)[0]


def walk(token: Token) -> tuple[Stance, list[tuple[Link, Stance]]]:
    """The stance of a word, and every step on the way down to it: the link, and what it hands on."""
    path = [token, *governors(token)]
    steps: list[tuple[Link, Stance]] = []
    context = Stance()
    marks = marks_of(path[-1])
    stance = own(context, marks)
    for head, word in zip(reversed(path[1:]), reversed(path[:-1]), strict=True):
        below = marks_of(word)
        link = link_of(head, word)
        if below.none and marks.negated and word.dep_ in CLAUSE_WIDE:
            stance = negate(stance)  # the one "no" denies clause and noun, not each in turn
        context = step(context, stance, link, below)
        stance = own(context, below)
        steps.append((link, stance))
        marks = below
    return stance, steps


def governors(token: Token) -> Iterator[Token]:
    """The governors of a word, nearest first, `DEEPEST` of them at most."""
    return islice(token.ancestors, DEEPEST)


def step(context: Stance, stance: Stance, link: Link, below: Marks) -> Stance:
    """What a dependent inherits: `context` is its head's own, `stance` with the head's marks."""
    if link.signature is not None:
        return under(stance, link.signature)
    if link.way == "shared":
        return context if below.auxiliary or below.subject or not link.alike else stance
    if link.way == "same":
        return stance
    if link.way == "aside":
        return Stance("asserted", True, stance.told)
    if link.way == "adjunct":  # negation does not reach into adjuncts, the future does
        kept = stance.kind if stance.kind in {"expected", "hypothetical", "pledged"} else "asserted"
        return Stance(kept, True, stance.told)
    return replace(stance, positive=True)  # what is not signed, met or read is there all the same


def own(context: Stance, marks: Marks) -> Stance:
    """The stance of a clause: what its own words make of what it inherits."""
    stance = context
    if marks.kind is not None:
        stance = under(replace(stance, positive=True), (marks.kind, marks.kind))
        if marks.kind == "hypothetical":
            stance = replace(stance, kind="hypothetical")
        if not context.positive:
            stance = negate(stance)
    if marks.unreal:
        stance = replace(stance, kind="asserted")
    if marks.negated:
        stance = negate(stance)
    if marks.cannot:
        stance = replace(stance, kind="asserted")
    return stance
