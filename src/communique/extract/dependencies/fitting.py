"""What a noun has before it or above it: whether it fits its row, and what is done to what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.dependencies.measure import is_rank
from communique.extract.dependencies.roles import clause, governor
from communique.extract.dependencies.tables import endings, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

WANTING = {"need", "require", "seek", "want", "lack", "await"}
LASTING = set(
    "large long-term term big reliable steady stable new alternative lasting powerful rich major".split()
)
VITAL = set("vital crucial existential critical utmost paramount essential decisive strategic great".split())
IDIOMS = {"mercy": "at", "thrall": "in", "hock": "in", "debt": "in", "tutelage": "under"}
MORE = {"more", "greater", "better", "wider"}
SOLE = {"only", "sole", "lone", "single", "last"}
NONE = {"no", "few", "little", "limited", "scant", "hardly"}
TRADING = {"trade", "trading", "commercial", "economic", "export"}


def noun_fits(trigger: Token, needs: frozenset[str]) -> bool:
    """Whether a noun has before or above it what its row asks for."""
    before = {t.lower_ for c in trigger.lefts for t in (c, *c.lefts, *c.rights)}
    if "top" in needs and not any(is_rank(c) or (c.tag_ == "JJS") for c in trigger.lefts):
        return False
    if "trade" in needs and not before & TRADING:
        return False
    if "scarce" in needs and not (before & NONE or _verb_denied(trigger)):
        return False
    if "no-other" in needs and not ("other" in before and (before & NONE or _verb_denied(trigger))):
        return False
    if "wanted" in needs:
        verb = trigger.head if trigger.dep_ == "dobj" else None
        if verb is None or verb.lemma_ not in WANTING or not before & LASTING:
            return False
    if "sole" in needs and not before & SOLE:
        return False
    if "vital" in needs and not before & VITAL:
        return False
    idiom = IDIOMS.get(trigger.lemma_.lower())
    if "idiom" in needs and (trigger.dep_ != "pobj" or trigger.head.lower_ != idiom):
        return False
    return not ("more" in needs and trigger.pos_ == "NOUN" and not before & MORE)


def _verb_denied(noun: Token) -> bool:
    verb = governor(noun)
    return verb is not None and any(c.dep_ == "neg" for c in verb.children)


def change(trigger: Token) -> str | None:
    """What is done to a dependence that a noun names: "ended", "eased", "grown"; or None."""
    if trigger.pos_ != "NOUN" or trigger.dep_ not in {"dobj", "nsubj", "nsubjpass", "pobj"}:
        return None
    verb = governor(trigger)
    if verb is None:
        return None
    table = endings()
    return table.get(lemma_of(verb, table)) if trigger.dep_ != "nsubj" or verb.pos_ == "VERB" else None


def rest(trigger: Token) -> list[Token]:
    """The words of the clause that is coordinated with a verb's ("... and has no other")."""
    following = next((c for c in trigger.rights if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}), None)
    return clause(following) if following is not None else []
