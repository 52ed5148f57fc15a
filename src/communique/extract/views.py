"""Phrases without a verb of speech that give a proposition to somebody: "by her count", "to hear him tell it"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.cues import table
from communique.extract.sources import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNING = {"'s", "’s", "'", "’"}
TELLING = {"tell", "describe"}

Span = tuple[int, int]


@cache
def views() -> Mapping[str, frozenset[str]]:
    """`data/views.tsv`: for each noun, by its lemma, the prepositions that go before it."""
    rows: dict[str, set[str]] = {}
    for preposition, noun, _ in table("views.tsv"):
        rows.setdefault(noun, set()).add(preposition)
    return {noun: frozenset(found) for noun, found in rows.items()}


def view_at(token: Token, start: int, end: int) -> tuple[int, Span, Span] | None:
    """What a phrase of this kind that turns on `token` tells, None if there is none.

    The index of the word that hangs on the clause told, the tokens of whoever holds the view and those of the whole
    phrase; all between `start` and `end`.
    """
    if token.lower_ == "hear":
        return _hearing(token, start, end)
    prepositions = views().get(token.lemma_.lower())
    if prepositions is None or token.dep_ not in {"pobj", "pcomp"}:
        return None
    link = token.head
    if link.lower_ not in prepositions or not start <= link.i < token.i:
        return None
    owner = next((c for c in token.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        low, high = noun_phrase(owner)
        if owner.doc[high - 1].lower_ in OWNING:
            high -= 1
        return link.i, (low, high), (link.i, min(token.i + 1, end))
    of = next((c for c in token.rights if c.lower_ == "of" and c.i == token.i + 1), None)
    person = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if person is None:
        return None
    low, high = noun_phrase(person)
    high = min(high, end)
    return (link.i, (low, high), (link.i, high)) if token.i < low < high else None


def _hearing(verb: Token, start: int, end: int) -> tuple[int, Span, Span] | None:
    """ "To hear him tell it": up to three words stand between "hear" and "tell"."""
    doc = verb.doc
    if verb.i <= start or doc[verb.i - 1].lower_ != "to":
        return None
    for i in range(verb.i + 2, min(verb.i + 6, end - 1)):
        if doc[i].lower_ in TELLING and doc[i + 1].lower_ == "it":
            return verb.i, (verb.i + 1, i), (verb.i - 1, i + 2)
    return None
