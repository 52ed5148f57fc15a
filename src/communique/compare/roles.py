"""Who does it to whom, and on whose ground, as far as the order of the words tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.compare.propositions import Doing, Term
from communique.compare.words import concept_set, directed

_BY = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|t|n)\b.{0,40}?\bby\b", re.I | re.S
)
_OUTSIDE = re.compile(r"\b(?:outside|beyond|short)\s+(?:of\s+)?(?:the\s+)?$", re.I)
_AWAY = re.compile(r"\b(?:from|near|of|towards?|along|off|opposite|facing)\s+(?:the\s+)?$", re.I)


def grounds(terms: tuple[Term, ...], words: str, start: int) -> frozenset[str]:
    """The states on whose ground something is, as far as the words say ("inside X territory"), with a
    "-" before the state where it is said to be outside of it."""
    ground = concept_set("territory.txt")
    found = set()
    for one, other in pairwise(terms):
        if one.kind != "state" or other.concept not in ground:
            continue
        lead = words[max(0, one.start - start - 16) : max(0, one.start - start)]
        near_by = 0 < other.start - one.start < 30
        if near_by and not _AWAY.search(lead):
            found.add(f"-{one.concept}" if _OUTSIDE.search(lead) else one.concept)
    return frozenset(found)


def doings(terms: tuple[Term, ...], words: str) -> Iterator[Doing]:
    """For each concept in which sides matter, the actor before it and the actor after it."""
    passive = bool(_BY.search(words[:2000]))
    sides = [(n, term.also or term.concept) for n, term in enumerate(terms) if term.concept.startswith("@")]
    for n, term in enumerate(terms):
        if not term.verb or term.concept not in directed():
            continue
        agent = next((side for at, side in reversed(sides) if at < n), "")
        patient = next((side for at, side in sides if at > n), "")
        if passive:
            agent, patient = patient, agent
        if agent != patient:
            yield Doing(term.concept, agent, patient)
