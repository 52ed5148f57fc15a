"""The statement that words rest on, and how far they are put as fact. Drivers use it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.modality import event_modality
from communique.records import Article, Modality, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

HOPS = 8
SUBORDINATE = {"relcl", "acl", "advcl", "pcomp"}
BINDING: set[Modality] = {
    "historical",
    "hypothetical",
    "possible",
    "denied",
    "expected",
    "negated",
    "pledged",
}
"""What a statement's modality makes of what stands in its main clause and is not qualified itself."""
FINITE = {"VBZ", "VBP", "VBD"}
ONCE = {"once", "formerly", "previously", "historically"}
"""Adverbs that with a past tense tell what is no more."""
UNREAL: set[Modality] = {"negated", "hypothetical", "possible"}
"""What "cannot ... without" and "would ... without" make of a clause that says all the same that it is so."""


class Standing:
    """Asks the statements of one article; each asking looks at one sentence's only."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        self._by_sentence: dict[int, list[Statement]] = {}
        for statement in statements:
            self._by_sentence.setdefault(statement.sentence, []).append(statement)

    def statement_of(self, sentence: int, token: Token) -> Statement | None:
        """The smallest statement that holds a word, else the nearest of its sentence; None if it has none."""
        found = self._by_sentence.get(sentence, [])
        at = token.idx
        holding = [s for s in found if s.span.start <= at < s.span.end]
        if holding:
            return min(holding, key=lambda s: (s.span.end - s.span.start, s.id))
        return min(found, key=lambda s: (abs(s.span.start - at), s.id)) if found else None

    def modality_of(self, token: Token, statement: Statement, *, real: bool = False) -> Modality:
        """How far what a word tells is put as fact.

        With `real`, the words deny or suppose something to say that it is so ("cannot fly without"),
        so that only what stands above them counts.
        """
        own = event_modality(token.doc, token)
        told = statement.modality
        if real:
            own = "asserted" if own in UNREAL else own
            told = "asserted" if told in UNREAL else told
        if own == "asserted" and _no_more(token):
            return "historical"
        if own != "asserted":
            return own
        if told == "negated" and token.dep_ == "conj" and token.tag_ in FINITE:
            return own  # "has none of its own and depends on ...": only the first verb is denied
        if _is_side(token):
            return told if told == "historical" else own
        return told if told in BINDING else own


def _no_more(token: Token) -> bool:
    """ "Once relied", "used to rely", "relied until 2020"."""
    verb = token
    for _ in range(HOPS):
        if verb.pos_ in {"VERB", "AUX"}:
            break
        verb = verb.head
    used = verb.dep_ == "xcomp" and verb.head.lower_ == "used"
    past = verb.tag_ == "VBD" or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.lefts)
    once = any(c.lower_ in ONCE and c.dep_ == "advmod" for c in verb.children)
    until = any(c.lower_ == "until" and c.dep_ in {"prep", "mark"} for c in verb.children)
    return used or (past and (once or until))


def _is_side(token: Token) -> bool:
    for _ in range(HOPS):
        if token.dep_ in SUBORDINATE:
            return True
        if token.head.i == token.i:
            return False
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"xcomp", "conj", "ccomp"}:
            return False
        token = token.head
    return False
