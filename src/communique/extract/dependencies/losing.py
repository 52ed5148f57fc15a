"""What would become of a party if another withheld something: "if X closed the valve, Y would freeze"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.dependencies.roles import clause
from communique.extract.dependencies.tables import lemma_of, rows, words
from communique.extract.events.arguments import is_passive, object_of, surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

INVERTED = {"were", "should", "had"}
MODALS = {"would", "could", "might", "will"}


@cache
def _losses(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.split()) for cell, k, _ in rows("losses.tsv") if k == kind for w in words(cell))


def condition_of(verb: Token) -> tuple[Token, Token | None, Token] | None:
    """For a verb of ruin under a condition of loss: (who holds it, the thing if that is another, the verb
    of the condition), or None.
    """
    if not any(c.dep_ == "aux" and c.lower_ in MODALS for c in verb.lefts) or not _is(verb, "ruin"):
        return None
    for condition in (c for c in verb.children if c.dep_ == "advcl"):
        opening = [c for c in condition.lefts if c.dep_ in {"mark", "aux", "auxpass"}]
        if not opening or not (opening[0].lower_ == "if" or opening[0].lower_ in INVERTED):
            continue
        if any(c.dep_ == "neg" for c in condition.children):
            continue
        loss = next((x for c in condition.children if c.dep_ == "xcomp" for x in (c,)), condition)
        subject = surface_subject(condition)
        if subject is None:
            continue
        for told in (condition, loss):
            thing = object_of(told)
            if thing is not None and not is_passive(told) and thing.i != subject.i and _is(told, "withhold"):
                return subject, thing, told
        if _is(condition, "cease") and (is_passive(condition) or object_of(condition) is None):
            return subject, None, condition
    return None


def _is(verb: Token, kind: str) -> bool:
    table = _losses(kind)
    known = dict.fromkeys(row[0] for row in table)
    lemma = lemma_of(verb, known)
    after = {t.lower_ for t in _near(verb)}
    denied = any(c.dep_ == "neg" or c.lower_ == "hardly" for c in verb.children)
    if denied:
        return ("not", lemma) in table
    return any(row[0] == lemma and all(w in after for w in row[1:]) for row in table)


def _near(verb: Token) -> Sequence[Token]:
    """The words after a verb in its own clause, the nearest few."""
    return [t for t in clause(verb) if verb.i < t.i <= verb.i + 4]
