"""Nouns that only measure what was spoken of before, and verbs that the tagger took for nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.dependencies.phrases import AMOUNTS, out_of
from communique.extract.dependencies.roles import mistaken_subject
from communique.extract.events.arguments import surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_verb_by_mistake(noun: Token) -> bool:
    """Whether the tagger took a verb for a plural: "has no planes and leans on ..."."""
    if noun.dep_ == "ROOT" and mistaken_subject(noun) is not None:
        return True
    on = any(c.lower_ in {"on", "upon"} and c.dep_ == "prep" for c in noun.rights)
    return noun.tag_ == "NNS" and noun.dep_ == "conj" and on and not list(noun.lefts)


def measured_before(verb: Token, subject: Token | None) -> Token | None:
    """The subject of the clause before, where a verb's own only measures it ("and most of that is ...")."""
    if verb.dep_ != "conj" or not is_amount(subject):
        return None
    return surface_subject(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else None


def is_amount(noun: Token | None) -> bool:
    """Whether a noun only measures what was spoken of: "seven litres out of ten", "most of that"."""
    if noun is None:
        return False
    whole = next((w for c in noun.rights if c.lower_ == "of" for w in c.rights if w.dep_ == "pobj"), None)
    if whole is not None and noun.lemma_.lower() in AMOUNTS:
        return whole.pos_ in {"PRON", "DET"}
    out = next((t for t in noun.rights if t.lower_ == "out" and t.dep_ == "prep"), None)
    return whole is None and out is not None and not list(out_of(out))
