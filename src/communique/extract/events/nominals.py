"""Nouns that name an act with both its parties: "Russia's attack on Kharkiv", "talks between A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.events.acts import Act
from communique.extract.events.arguments import coordinated, nationality, possessor, under
from communique.extract.events.classes import NounClasses
from communique.extract.events.lexicon import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.extract.events.lexicon import Noun

TELLING = set(
    "talks call visit press deal drill ceasefire withdrawal release surrender sanction curfew "
    "emergency blockade probe suit arrest raid deportation cyber airstrike drone shelling suicide bomb "
    "shooting massacre cleansing "
    "assassination execution abduction beating chemical attack occupation "
    "protest walkout boycott deployment".split()
)
"""Classes of nouns that tell of an act without a verb of their own."""


SIGNING = {"sign", "conclude", "ink", "initial", "seal", "clinch", "finalise", "finalize", "ratify"}


def act_of(noun: Token, classes: NounClasses) -> Act | None:
    """The act that a noun names with its source and its target; None unless both are there."""
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod", "nmod", "poss"}:
        return None
    row = next((row for row in classes.acts(noun) if row.root), None)
    if row is None or row.kind not in TELLING:
        return None
    if "between" in row.target:
        for first in under(noun, "between"):
            both = coordinated(first)
            if len(both) > 1 and all(classes.is_party(party) for party in both[:2]):
                return Act(row.root, row.mode, noun, both[0], both[1], reciprocal=True, split=True)
    source = source_in(noun, row, classes)
    target = target_in(noun, row, classes, source)
    if source is None or target is None:
        return None
    reciprocal = row.kind in {"talks", "deal", "drill", "call"} and any(
        party.i == target.i for party in under(noun, "with")
    )
    return Act(row.root, row.mode, noun, source, target, reciprocal=reciprocal)


def source_in(noun: Token, row: Noun, classes: NounClasses) -> Token | None:
    """Who does the act that a noun names."""
    for slot in row.source:
        if slot == "poss":
            owner = possessor(noun) or nationality(noun)
            if owner is not None and classes.is_actor(owner):
                return owner
        else:
            for party in under(noun, slot):
                if classes.is_actor(party) and (slot != "of" or not set(row.target) & {"of"}):
                    return party
    return None


def target_in(noun: Token, row: Noun, classes: NounClasses, source: Token | None) -> Token | None:
    """To whom the act that a noun names is done."""
    for slot in row.target:
        parties: list[Token] = [*under(noun, slot), *(under(source, slot) if source is not None else ())]
        for party in parties:
            other = source is None or party.i != source.i
            if other and classes.is_party(party) and party.ent_type_ not in {"DATE", "TIME"}:
                return party
    return None


def first_source(noun: Token, classes: NounClasses) -> Token | None:
    """Who does what a noun names that a verb leans on: "talks between X and Y were held"."""
    row = next((row for row in classes.acts(noun) if row.root), None)
    found = source_in(noun, row, classes) if row is not None else None
    return found or (next(under(noun, "between"), None) if row is not None else None)


def binds(verb: Token, deal: Token | None, classes: NounClasses) -> bool:
    """Whether what is signed is about something to come: "a deal to buy", "an accord for tractors"."""
    if deal is None or lemma_of(verb) not in SIGNING or "deal" not in classes.of(deal):
        return False
    ahead = any(
        c.dep_ in {"acl", "relcl", "advcl", "xcomp"} and any(g.tag_ == "TO" for g in c.lefts)
        for c in (*deal.rights, *verb.rights)
    )
    return ahead or any(not party.ent_type_ for party in (*under(deal, "for"), *under(verb, "for")))
