"""Inside noun phrases: what is coordinated, what stands under a preposition, what "whose" stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 7
"""So many phrases inside each other are looked into."""
MOST_SIDES = 4
"""No list names more parties than this that all depend or provide."""
AMOUNTS = frozenset(
    "most much all half part percent tenth fifth third quarter sixth seventh eighth ninth share bulk majority"
    " "
    "number portion rest many some none one lot amount fraction two-thirds three-quarters ton tonne barrel "
    "million billion proportion everything quantity cent supply kind sort thousand hundred dozen "
    "tenths fifths "
    "thirds quarters plenty volume chunk slice".split()
)
"""Nouns that measure what "of" names."""
SUBJECTS = {"nsubj", "nsubjpass"}


def antecedent(noun: Token) -> Token | None:
    """The noun that "whose" in a relative clause stands for."""
    token = noun
    for _ in range(DEEPEST):
        if token.dep_ == "relcl":
            return token.head
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def coordinated(noun: Token) -> list[Token]:
    """A noun and those coordinated with it, `MOST_SIDES` at most."""
    found = [noun]
    while len(found) < MOST_SIDES:
        following = next((c for c in found[-1].rights if c.dep_ == "conj" and c.pos_ in NOUNS), None)
        if following is None or (noun.dep_ not in SUBJECTS and _begins_clause(following)):
            break
        found.append(following)
    return found


def _begins_clause(noun: Token) -> bool:
    """Whether a noun that the parser coordinates begins a clause of its own: a finite verb follows."""
    after = noun.right_edge.i + 1
    return after < len(noun.doc) and noun.doc[after].tag_ in {"VBZ", "VBD", "VBP", "MD"}


NOUNS = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}


def out_of(out: Token) -> Iterator[Token]:
    """What is counted in "four out of five litres", "six out of ten of the ships"."""
    for of in (c for c in out.rights if c.lower_ == "of"):
        for noun in (c for c in of.rights if c.dep_ == "pobj"):
            if noun.pos_ != "NUM" and noun.tag_ != "CD":
                yield noun
            else:
                yield from (w for c in noun.rights if c.lower_ == "of" for w in c.rights if w.dep_ == "pobj")


def under(token: Token, preposition: str) -> Iterator[Token]:
    """The nouns under a preposition of a word, and under "of" or "from" inside that."""
    for child in token.children:
        if preposition == "of" and child.lower_ == "out" and child.dep_ == "prep":
            yield from out_of(child)  # "four out of five litres"
        if child.dep_ in {"prep", "agent"} and child.lower_ == preposition:
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    yield inner
                elif inner.dep_ == "prep" and inner.lower_ in {"of", "from"}:
                    yield from (g for g in inner.rights if g.dep_ == "pobj")
