"""Phrases without a verb that give a proposition to somebody: "by her count", "to hear him tell it"."""

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

    The index of the word that hangs on the clause told, the tokens of whoever holds the view and
    those of the whole phrase; all between `start` and `end`.
    """
    lower, known = token.lower_, views()
    if lower == "hear":
        return _hearing(token, start, end)
    prepositions = known.get(lower) or known.get(token.lemma_.lower())
    if prepositions is None:
        return None
    owner = _owner(token, start)
    if owner is not None:
        low, high = owner
        linked = low > start and token.doc[low - 1].lower_ in prepositions
        return (low - 1, owner, (low - 1, min(token.i + 1, end))) if linked else None
    link = token.head
    if link.lower_ not in prepositions or not start <= link.i < token.i:
        return None
    of = next((c for c in token.rights if c.lower_ == "of" and c.i == token.i + 1), None)
    person = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if person is None:
        return None
    low, high = noun_phrase(person)
    high = min(high, end)
    return (link.i, (low, high), (link.i, high)) if token.i < low < high else None


def _owner(noun: Token, start: int) -> Span | None:
    """The tokens of "her" or "Umeh" before "(own) count", by their place."""
    doc, k = noun.doc, noun.i - 1
    while k > start and (doc[k].lower_ == "own" or doc[k].pos_ == "ADJ"):
        k -= 1
    if k > start and doc[k].tag_ == "PRP$":
        return k, k + 1
    if k > start + 1 and doc[k].lower_ in OWNING:
        low, high = noun_phrase(doc[k - 1])
        return max(low, start), min(high, k)
    return None


def _hearing(verb: Token, start: int, end: int) -> tuple[int, Span, Span] | None:
    """ "To hear him tell it": up to three words stand between "hear" and "tell"."""
    doc = verb.doc
    if verb.i <= start or doc[verb.i - 1].lower_ != "to":
        return None
    for i in range(verb.i + 2, min(verb.i + 6, end - 1)):
        if doc[i].lower_ in TELLING and doc[i + 1].lower_ == "it":
            return verb.i, (verb.i + 1, i), (verb.i - 1, i + 2)
    return None
