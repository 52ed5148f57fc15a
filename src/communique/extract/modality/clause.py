"""Modality: how far a proposition is put forward as fact.

Only words that govern the clause count: its own auxiliaries, negation, the adjectives and
verbs it is built on ("is likely to", "has yet to"), its conditional clauses. What stands in a
relative clause or in a contrast ("four days, not nine") says nothing of the clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, cast

from communique.extract.cues import table
from communique.extract.modality.stance import signatures
from communique.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_ACT: Mapping[str, Modality] = {
    "deny": "denied",
    "pledge": "pledged",
    "offer": "pledged",
    "demand": "demanded",
    "threaten": "possible",
    "expect": "expected",
    "refuse": "negated",
    "judge": "asserted",
    "announce": "asserted",
    "exclude": "negated",
}
NEGATIVE_WORDS = {"nobody", "nothing", "none", "neither", "nowhere"}
YET_TO = {"have", "be", "remain"}
RAISING = {"be", "seem", "appear", "tend"}
CONDITIONS = {"if", "unless", "provided", "should"}
NO_IDIOMS = {"more", "less", "fewer", "longer", "later", "doubt", "secret", "wonder", "matter", "question"}
"""What "no" before them does not deny: "no doubt", "no less than"."""
WILL = {"will", "would", "shall", "'ll", "’ll"}
UNSETTLED = {"expected", "possible", "pledged", "demanded", "negated"}
CARRIERS = {"acomp", "attr", "xcomp", "oprd"}


@cache
def words() -> Mapping[tuple[str, str], str]:
    """`data/modality.tsv`: (word, place) → class."""
    return {(word, place): kind for word, place, kind, _ in table("modality.tsv")}


def modality_of(
    head: Token, *, act: str | None, will: Modality, question: bool, ought: Modality = "demanded"
) -> Modality:
    """The modality of the clause that `head` governs.

    `act` is the class of the head's cue if the clause is itself an act of speech; `will` is what
    "will" and "would" mean here: "pledged" where the speaker can do it himself, else "expected". `ought`
    is what "should" and "ought" mean: "expected" of what only happens, else "demanded".
    """
    modal = _modal(head)
    if act is not None:
        return _of_act(head, act, modal, will)
    if question:
        return "possible"
    negated = is_negated(head)
    condition = has_condition(head)
    if modal in {"may", "might"} and _negative_subject(head):
        return "negated"
    if modal in {"may", "might"} or (modal == "could" and not negated):
        return "possible"
    if negated:
        return "possible" if _is_open(head) else "negated"
    if condition and modal in WILL:
        return "hypothetical"
    carried = _carried(head)
    if carried is not None:
        return carried
    if modal in {"should", "must", "ought"}:
        if any(c.lower_ == "have" and c.dep_ == "aux" for c in head.lefts):
            return "expected"
        return ought if modal != "must" else "demanded"
    if modal in WILL:
        return will
    if condition:
        return "hypothetical"
    return "asserted"


def _is_open(head: Token) -> bool:
    """Whether the negation leaves the matter open: "it is not clear who fired"."""
    lexicon = words()
    if (head.lemma_.lower(), "denied") in lexicon and any(c.dep_ == "auxpass" for c in head.lefts):
        return True
    return any((child.lower_, "denied") in lexicon for child in head.rights if child.dep_ == "acomp")


def _of_act(head: Token, act: str, modal: str | None, will: Modality) -> Modality:
    if is_negated(head):
        return "possible" if act in {"deny", "exclude"} else "negated"  # what is not ruled out stays open
    if modal in {"may", "might", "could"}:
        return "possible"
    if modal in WILL:
        return will  # "the union will call for a strike"
    content = next((c for c in head.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    if act == "propose":
        return "possible" if content is None else "demanded"
    if act != "warn":
        return OF_ACT[act]
    if content is None:
        return "asserted"
    return modality_of(content, act=None, will="expected", question=False)


def _modal(head: Token) -> str | None:
    """The modal verb of the clause, or of the clause whose verb it shares ("would come and see")."""
    for child in head.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return str(child.lower_)
    for child in head.rights:  # questions and inversions
        if child.dep_ == "aux" and child.tag_ == "MD":
            return str(child.lower_)
    if head.tag_ == "MD":
        return str(head.lower_)
    if head.dep_ == "conj" and head.tag_ == "VB" and head.head.i != head.i:
        return _modal_own(head.head)
    return None


def _modal_own(head: Token) -> str | None:
    return next((str(c.lower_) for c in head.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)


def is_timetabled(head: Token) -> bool:
    """Whether the clause is in the present tense of timetables ("flies to Lima on Tuesday")."""
    if head.tag_ not in {"VBZ", "VBP"} or any(child.dep_ == "aux" for child in head.lefts):
        return False
    return (head.lemma_.lower(), "scheduled") in words()


def is_negated(head: Token) -> bool:
    """Whether the clause as a whole is denied by its own words."""
    for child in head.children:
        if child.dep_ == "neg" and not _only_follows(child) and _governs(child, head):
            return True
        if child.dep_ == "advmod" and child.lower_ in {"never", "neither", "nor"}:
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and _negative_phrase(child):
            return True
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
        if child.dep_ == "xcomp" and head.lemma_ in YET_TO and _yet(head):
            return True
        if child.dep_ in {"acomp", "xcomp"} and words().get((child.lower_, "adjective")) == "negated":
            return True
        inner = child.dep_ in {"acomp", "attr"} or (child.dep_ == "xcomp" and head.lemma_ in RAISING)
        if inner and any(g.dep_ == "neg" and g.i < child.i for g in child.lefts) and not _contrast(child):
            return True
    return False


def _governs(negation: Token, head: Token) -> bool:
    """Whether a negation stands in the verb group of the head, not in a neighbour's."""
    doc = head.doc
    if negation.i > head.i + 2:
        return False
    before = doc[negation.i - 1] if negation.i else head
    own = before.i == head.i or before.head.i == head.i
    return own or before.pos_ not in {"AUX", "VERB"}


def _negative_subject(head: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} and _negative_phrase(c) for c in head.lefts)


def _contrast(child: Token) -> bool:
    return any(c.dep_ == "conj" for c in child.rights)


def _only_follows(negation: Token) -> bool:
    doc, i = negation.doc, negation.i + 1
    return i < len(doc) and doc[i].lower_ in {"only", "just", "merely", "least"}


def _negative_phrase(noun: Token) -> bool:
    if noun.lower_ in NEGATIVE_WORDS:
        return True
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    if before == "not" and noun.lower_ in {"one", "single"}:
        return True
    for child in noun.lefts:
        if child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg", "advmod", "preconj"}:
            following = child.doc[child.i + 1].lower_
            return following not in NO_IDIOMS
    return False


def _yet(head: Token) -> bool:
    """ "Has yet to", "is yet to", not "is yet another way to"."""
    found = [child.i + 1 for child in head.children if child.lower_ == "yet"]
    return any(i < len(head.doc) and head.doc[i].lower_ == "to" for i in found)


def has_condition(head: Token) -> bool:
    """Whether a conditional clause ("if", "unless") depends on the head."""
    for child in head.children:
        if child.dep_ in {"advcl", "ccomp"}:
            for grand in child.lefts:
                if grand.lower_ in CONDITIONS and grand.dep_ in {"mark", "advmod", "aux"}:
                    before = grand.doc[grand.i - 1].lower_ if grand.i else ""
                    return before not in {"even", "as"} and grand.dep_ != "aux"
    return False


def _carried(head: Token) -> Modality | None:
    """The modality that the head's own word, adverbs or predicate carry ("is due to", "perhaps")."""
    lexicon = words()
    kind = None
    if head.tag_ == "VBN" and any(c.dep_ in {"auxpass", "aux"} and c.lemma_ == "be" for c in head.lefts):
        kind = lexicon.get((head.lemma_.lower(), "passive"))
        if kind is None and any(c.dep_ in {"xcomp", "ccomp", "advcl"} for c in head.rights):
            kind = lexicon.get((head.lemma_.lower(), "hearsay"))
    if kind is None and any(c.dep_ == "xcomp" for c in head.rights):
        kind = lexicon.get((head.lemma_.lower(), "raising"))
    if kind is None and head.lemma_ == "be":
        kind = _be_to(head)
    kind = kind or _signed(head)
    for child in head.children:
        if kind is not None:
            break
        if child.dep_ in CARRIERS:
            kind = lexicon.get((child.lower_, "adjective"))
            if kind is None and any(grand.dep_ == "xcomp" for grand in child.rights):
                kind = lexicon.get((child.lower_, "willing"))
        if kind is None and child.dep_ in {"advmod", "npadvmod"}:
            kind = lexicon.get((child.lower_, "adverb"))
            if kind == "expected" and head.tag_ == "VBD":
                kind = "possible"  # "likely turned back": nothing still to come
        if kind is None and child.dep_ == "prep" and child.lower_ in {"in", "under", "out"}:
            kind = next((k for g in child.rights if (k := lexicon.get((g.lower_, "noun")))), None)
    return cast("Modality | None", kind)


def _signed(head: Token) -> str | None:
    """What the signature of the head says of its infinitive, if that leaves the matter open or denies it.

    The statement is of the whole clause, so what a governor asserts ("managed to") changes nothing.
    """
    below = next((c for c in head.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    if below is None or not any(c.tag_ == "TO" for c in below.lefts):
        return None
    passive = head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in head.lefts)
    signature = signatures().get((head.lemma_.lower(), "passive" if passive else "to"))
    return signature[0] if signature is not None and signature[0] in UNSETTLED else None


def _be_to(head: Token) -> str | None:
    """ "It was to be finished", "they are to meet": something planned."""
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if following is not None and following.tag_ == "TO":
        return "expected"
    return None
