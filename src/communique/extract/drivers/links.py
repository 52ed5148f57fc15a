"""What hangs on a causal verb, and other questions about words that the finder asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.drivers.tables import Sign
from communique.extract.drivers.wording import Offsets, clause_words, phrase
from communique.extract.events.arguments import is_passive, own_subject, surface_subject, under

if TYPE_CHECKING:
    from spacy.tokens import Token

POINTERS = {"it", "this", "that"}
"""Pronouns that may stand for what the sentence before is about."""
OFF = {"off", "out", "away", "of", "against", "from"}
APART = {"prt", "prep", "advmod"}
INTO = {"into", "to", "towards", "toward", "onto"}


@dataclass(slots=True)
class Found:
    """One stated cause: offsets of its two sides, the words that head them, and what joins them.

    `label` stands for the effect's words where a change of "how much" has a name ("the value of ...").
    """

    trigger: Token
    cue: Offsets
    sign: Sign
    cause: Offsets
    effect: Offsets
    cause_head: Token
    effect_head: Token
    label: str | None = None
    supposed: bool = False
    claimed: bool = False


def span(token: Token) -> Offsets:
    """The offsets of a word."""
    return token.idx, token.idx + len(token)


def overlap(one: Offsets, other: Offsets) -> bool:
    """Whether two stretches share characters."""
    return one[0] < other[1] and other[0] < one[1]


def denied(verb: Token) -> bool:
    """Whether a verb is denied."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "hardly"} for c in verb.children)


def told(verb: Token) -> bool:
    """Whether a clause has a subject of its own that can be read without the text around it."""
    subject = own_subject(verb) or surface_subject(verb)
    return subject is not None and subject.pos_ != "PRON"


def after(verb: Token, words: Sequence[str]) -> int | None:
    """The index of the last of the words that follow a verb, or its own; None if they do not follow."""
    if not words:
        return verb.i
    following = verb.doc[verb.i + 1 : verb.i + 1 + len(words)]
    if [t.lower_ for t in following] == list(words):
        return verb.i + len(words)
    if len(words) != 1:
        return None
    found = next((c for c in verb.rights if c.dep_ in APART and c.lower_ == words[0]), None)
    if found is None:
        return None
    # A particle may stand after the object ("drove prices up"), a preposition hardly ("told X on Friday").
    apart = any(c.dep_ == "dobj" for c in verb.rights) and found.dep_ == "prep" and found.i > verb.i + 1
    return None if apart else found.i


def with_particle(verb: Token) -> str:
    """The lemma of a verb with its particle ("go up")."""
    particle = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}".strip()


def complement(verb: Token, noun: Token, kind: str) -> Offsets | None:
    """The infinitive, "from ...", "into ..." or "off ..." that an object is followed by."""
    for child in verb.rights:
        if child.i <= noun.i:
            continue
        if (
            kind == "to"
            and child.dep_ in {"xcomp", "ccomp", "advcl"}
            and any(c.tag_ == "TO" for c in child.lefts)
        ):
            return clause_words(child)
        if kind == "to" and child.dep_ in {"ccomp", "xcomp"} and child.tag_ == "VB":
            return clause_words(child)
        wanted = {"from": {"from"}, "into": INTO, "off": OFF}.get(kind, set())
        if child.dep_ == "prep" and child.lower_ in wanted:
            inner = next((c for c in child.rights if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return (child.idx, (phrase if inner.dep_ == "pobj" else clause_words)(inner)[1])
    if kind == "to" and is_passive(verb):
        return None
    inner = next(
        (c for c in verb.children if c.dep_ == "ccomp" and any(g.i == noun.i for g in c.lefts)), None
    )
    return clause_words(inner) if kind == "to" and inner is not None and inner.tag_ == "VB" else None


def beside(verb: Token, noun: Token, role: str) -> Iterator[Token]:
    """The nouns in a role under a verb or its object."""
    if role == "dative":
        yield from (c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP")
        return
    yield from under(noun, role)
    yield from under(verb, role)
