"""The step from a governor to what depends on it: with a signature, or by the kind of the step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.extract.modality.own import after, before, near
from communique.extract.modality.stance import signatures

if TYPE_CHECKING:
    from spacy.tokens import Token

Way = Literal["signature", "shared", "same", "aside", "adjunct", "object"]
NOT = ("negated", "possible")
PURPOSE = ("possible", "possible")
TO_COME = ("expected", "negated")
WILL_NOW = {"will", "wo", "'ll", "’ll", "shall"}
"""Not "would": "said that it would leave when the rain stopped" tells of no past."""
NEGATIVE_PREPOSITIONS = {"without", "instead", "rather"}
OBJECTS = {"dobj", "nsubjpass", "dative"}
ADJUNCTS = {"advcl", "npadvmod", "advmod", "prep", "agent", "pcomp", "pobj"}
SAME = {"compound", "amod", "nmod", "aux", "attr", "acomp", "oprd", "prt", "xcomp", "ccomp", "parataxis"}


@dataclass(frozen=True, slots=True)
class Link:
    """One step down: a signature, or the way in which the head's stance is handed on.

    `way` is "shared" (a coordinate), "same" (all of it), "aside" (nothing but who tells it), "adjunct"
    (all but denial and doubt), "object" (all but plain denial). `alike` tells of a coordinate whether
    it is in its head's form, so that auxiliaries stand for both: "did not come and see".
    """

    way: Way
    governor: str = ""
    complement: str = ""
    signature: tuple[str, str] | None = None
    alike: bool = True


def link_of(head: Token, word: Token) -> Link:
    """The step from `head` to `word`, which depends on it."""
    dep = word.dep_
    if dep == "conj":
        return Link("shared", alike=word.tag_ == head.tag_)
    complement = _to(word) or (word.i > 0 and word.nbor(-1).dep_ == "prt")  # "ruled out signing"
    if dep in {"ccomp", "xcomp", "csubj", "csubjpass"} or (dep in {"advcl", "acl", "relcl"} and complement):
        found = _clause(head, word)
        if found is not None:
            return found
    if dep in {"pobj", "pcomp"}:
        return _prepositional(head, word)
    if dep in OBJECTS or dep == "nsubj":
        return _nominal(head, word)
    if dep in {"relcl", "appos"} or _describes(word) or _looks_back(head, word):
        unsure = dep != "appos" and any(c.lower_ in {"any", "no"} and c.dep_ == "det" for c in before(head))
        return Link("signature", "any", "of", PURPOSE) if unsure else Link("aside")
    if dep in {"acl", "compound", "poss", "nmod", "amod"}:
        found = _look(head, "of")
        if found is not None and dep != "amod":
            return found
        return Link("aside" if dep == "acl" else "object")
    if dep in ADJUNCTS:
        return Link("adjunct")
    return Link("same" if dep in SAME else "object")


def _describes(word: Token) -> bool:
    """Whether a participle only describes its noun: "the pact signed in May", not "doubt that it was"."""
    if word.dep_ != "acl" or word.tag_ not in {"VBN", "VBG"}:
        return False
    return not any(c.dep_ in {"mark", "aux", "auxpass", *SUBJECTS_BELOW} for c in before(word))


def _looks_back(head: Token, word: Token) -> bool:
    """Whether a clause tells of the past beside a "will": "will free him a year after he was caught"."""
    if word.dep_ != "advcl" or not any(c.lower_ in WILL_NOW and c.tag_ == "MD" for c in before(head)):
        return False
    first = [c for c in before(word) if c.dep_ in {"aux", "auxpass"}][:1] or [word]
    return first[0].tag_ == "VBD"


def _look(head: Token, *complements: str) -> Link | None:
    """The first signature that the head has for one of these complements, with its particle if it can."""
    lemma = head.lemma_.lower()
    if lemma == "use" and "to" in complements and not _habit(head):
        return None
    particles = (c.lower_ for c in after(head) if c.dep_ in {"prep", "prt"})
    names = [*(f"{lemma} {particle}" for particle in particles), lemma]
    for name in names:
        for complement in complements:
            signature = signatures().get((name, complement))
            if signature is not None:
                return Link("signature", name, complement, signature)
    return None


def _habit(use: Token) -> bool:
    """Whether this is the "used to" of habits, not of tools ("used ropes to climb")."""
    following = use.doc[use.i + 1].lower_ if use.i + 1 < len(use.doc) else ""
    return use.lower_ == "used" and use.tag_ == "VBD" and following == "to"


def _clause(head: Token, word: Token) -> Link | None:
    """A clause as complement."""
    if head.pos_ in {"NOUN", "PROPN"}:
        over = head.head
        if head.dep_ in {"dobj", "nsubjpass", "dative"} and _to(word):
            found = _look(over, "passive" if head.dep_ == "nsubjpass" else "them")
            if found is not None and signatures().get((head.lemma_.lower(), "of")) is None:
                return found
        found = _spoiled(head) or _look(head, "of")
        return found or (Link("signature", head.lemma_.lower(), "of", PURPOSE) if _to(word) else None)
    if head.pos_ == "ADJ":
        return _look(head, "be")
    if head.lemma_ in {"be", "have", "remain", "become", "make"}:
        for child in after(head):
            if child.dep_ in {"acomp", "attr", "oprd"} and child.i < word.i:
                return _look(child, "be", "of")
        return _be_or_have(head) if _to(word) else None
    if word.tag_ == "VBG" and not _to(word):
        return _look(head, "ing", "noun")
    if _to(word) or (word.tag_ == "VB" and word.dep_ in {"ccomp", "xcomp"}):
        if _passive(head):
            return _look(head, "passive", "them", "to") or _felt(head) or _purpose(word)
        if any(c.dep_ in SUBJECTS_BELOW and c.i > head.i for c in before(word)):
            return _look(head, "them", "that", "to") or _purpose(word)
        if any(c.dep_ in {"dobj", "dative"} for c in after(head)):
            means = None if word.dep_ == "advcl" else _look(head, "to")
            return _look(head, "them") or means or _purpose(word)
        return _look(head, "to", "them") or _purpose(word)
    if _passive(head):
        return _look(head, "that", "passive", "be")
    return _look(head, "that")


SUBJECTS_BELOW = {"nsubj", "nsubjpass"}


def _purpose(word: Token) -> Link | None:
    """An infinitive that no signature tells of is open: mostly it says what something is for."""
    return Link("signature", "", "purpose", PURPOSE) if word.dep_ == "advcl" or _to(word) else None


def _felt(participle: Token) -> Link | None:
    """ "Was shocked to hear": a participle that is an adjective in all but its tag."""
    form = participle.lower_
    signature = signatures().get((form, "be"))
    return Link("signature", form, "be", signature) if signature is not None else None


def _spoiled(noun: Token) -> Link | None:
    """A governing noun whose adjective says that nothing came of it: "a failed attempt to land"."""
    for child in before(noun):
        if child.dep_ == "amod" and (child.lower_, "attribute") in signatures():
            return Link("signature", child.lower_, "attribute", signatures()[child.lower_, "attribute"])
    return None


def _be_or_have(head: Token) -> Link | None:
    """ "Is to meet", "has to leave", "has yet to answer"; also "is likely to", where "to" hangs on "is"."""
    yet = any(c.lower_ == "yet" for c in near(head))
    if yet:
        return Link("signature", "yet", "to", NOT)
    if head.lemma_ == "have":
        past = head.tag_ == "VBD"
        return Link("signature", "have", "to", ("asserted" if past else "demanded", "negated"))
    if head.lemma_ == "remain":
        return Link("signature", "remain", "to", NOT)
    return Link("signature", "be", "to", TO_COME)


def _prepositional(head: Token, word: Token) -> Link:
    """What stands after a preposition: an event of the verb, noun or adjective above it."""
    if head.lower_ in NEGATIVE_PREPOSITIONS or (head.i and head.nbor(-1).lower_ in {"instead", "rather"}):
        return Link("signature", head.lower_, "noun", ("negated", "negated"))
    if head.lower_ in {"despite", "after", "since", "amid", "during"}:
        return Link("aside")
    over = head.head
    if head.dep_ in {"prep", "agent"} and over.i != head.i:
        if over.pos_ in {"NOUN", "PROPN"}:
            taken = {"dobj", "nsubjpass", "pobj"}
            found = _look(over, "of")
            if found is None and over.dep_ in taken:
                found = _look(over.head, "ing") if word.tag_ == "VBG" else None
            return found or Link("adjunct")
        if over.pos_ == "ADJ":
            return _look(over, "be") or Link("adjunct")
        kinds = ("ing", "noun") if word.tag_ == "VBG" or word.dep_ == "pcomp" else ("noun", "ing")
        if head.lower_ in {"for", "to", "from", "of", "on", "about", "against", "in", "with", "at", "into"}:
            return _look(over, *kinds) or Link("adjunct")
    return Link("adjunct")


def _nominal(head: Token, word: Token) -> Link:
    """An event as object or subject."""
    if word.dep_ == "nsubj":
        for child in after(head):
            if head.lemma_ in {"be", "remain", "seem", "appear", "become"} and child.dep_ in {
                "acomp",
                "attr",
            }:
                return _look(child, "be") or Link("object")
        return _look(head, "subject") or Link("aside")
    return _look(head, "noun") or Link("object")


def _passive(head: Token) -> bool:
    if any(c.dep_ == "auxpass" for c in before(head)):
        return True
    return head.tag_ == "VBN" and head.dep_ in {"acl", "advcl", "relcl"}


def _to(word: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in before(word))
