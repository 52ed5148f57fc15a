"""The words of a noun phrase that names somebody: from its first adjective to what "of" adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 40
"""How many tokens before and after its head a phrase may have."""
KEPT = {"of", "in", "from", "for", "to", "at", "on", "near", "with", "against", "between"}
PARTICIPLE = 9
"""How many tokens a participle clause may have to count as part of a name."""
LINKED = {"prep"}
NAMES = {"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"}
APPOSED = 12
"""How many tokens an apposition may have to count as part of a name."""


def phrase(
    head: Token, *, alone: bool = False, short: bool = False, charged: bool = False
) -> tuple[int, int]:
    """Offsets of the noun phrase that a token heads.

    Without relative clauses, appositions and participles; with prepositional phrases that follow
    it (`short`: with "of" only); `alone`: without what is coordinated with it; `charged`: without an "of"
    that is followed by no name. A name is never cut.
    """
    doc = head.doc
    low, high = max(head.left_edge.i, head.i - LONGEST), head.i + 1
    short = short or head.ent_type_ == "PERSON"  # "met the king in Togo": no king is called so
    if alone and (sharer := sharing(head)) is not None:
        low = sharer[1].left_edge.i
    for i in range(low, head.i):
        if doc[i].text in {"–", "—", "--", ":"}:
            low = i + 1
    for child in head.rights:
        if child.i - head.i > LONGEST or child.left_edge.i > high + 1:
            break
        if child.dep_ in LINKED and _leads_on(child, charged):
            break
        if child.dep_ in LINKED and (child.lower_ == "of" or (not short and child.lower_ in KEPT)):
            high = _end(child)
        elif child.dep_ in {"conj", "cc"} and not alone:
            high = max(high, _end(child)) if child.dep_ == "conj" else high
            if child.dep_ == "conj":
                break
        elif child.dep_ == "acl" and child.tag_ in {"VBN", "VBG"} and not alone and not short:
            if child.right_edge.i - child.i < PARTICIPLE:
                high = max(high, _end(child))
            break
        elif child.dep_ in {"case", "nummod", "nmod", "compound", "amod"}:
            high = max(high, child.right_edge.i + 1) if child.dep_ != "case" else high
        elif child.dep_ in {"punct", "cc"}:
            continue
        elif child.dep_ == "appos" and not alone and child.right_edge.i - child.left_edge.i < APPOSED:
            if child.left_edge.i - high <= 1:
                high = max(high, _end(child))
        else:
            break
    while low < head.i and (doc[low].is_punct or doc[low].is_space):
        low += 1
    low, high = _whole(head, low, high)
    return doc[low].idx, doc[high - 1].idx + len(doc[high - 1])


def sharing(noun: Token) -> tuple[Token, Token] | None:
    """The two names that share a noun in the plural ("Army and Navy officers"), or None."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return None
    for child in noun.lefts:
        if child.dep_ in {"nmod", "amod", "compound", "poss"} and child.pos_ in {"PROPN", "ADJ", "NOUN"}:
            other = next((c for c in child.rights if c.dep_ == "conj"), None)
            if other is not None and other.i < noun.i:
                return child, other
    return None


def _leads_on(preposition: Token, charged: bool) -> bool:
    """Whether a preposition leads to what is done, not to more of the name: "of having lied"."""
    if any(child.dep_ == "pcomp" for child in preposition.rights):
        return True
    if not charged or preposition.lower_ != "of":
        return False
    return not any(child.dep_ == "pobj" and child.ent_type_ in NAMES for child in preposition.rights)


def _whole(head: Token, low: int, high: int) -> tuple[int, int]:
    """The phrase with all of the name that its head is in, and with the bracket that it opens."""
    doc = head.doc
    if head.ent_type_ in NAMES:
        while low > 0 and doc[low].ent_iob_ == "I" and head.i - low < LONGEST:
            low -= 1
        while high < len(doc) and doc[high].ent_iob_ == "I" and high - head.i < LONGEST:
            high += 1
    if high < len(doc) and doc[high].text == ")" and any(t.text == "(" for t in doc[low:high]):
        high += 1
    return low, high


def _end(token: Token) -> int:
    """Where a dependent phrase ends, before its first clause or apposition."""
    high = min(int(token.right_edge.i) + 1, token.i + LONGEST)
    steps = [token]
    while steps:
        at = steps.pop()
        for child in at.children:
            if child.i >= high:
                continue
            added = child.dep_ == "prep" and child.i > at.i and child.lower_ not in KEPT
            if added or child.dep_ in {"relcl", "acl", "appos", "advcl", "npadvmod", "parataxis"}:
                high = min(high, child.left_edge.i)
            else:
                steps.append(child)
    doc = token.doc
    while high - 1 > token.i and (doc[high - 1].is_punct or doc[high - 1].dep_ == "cc"):
        high -= 1
    return high
