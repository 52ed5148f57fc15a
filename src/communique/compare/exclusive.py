"""What leaves room for nothing else: "in A and not in B", "by A alone".

Where one statement says so of an actor, a place or a thing, and another tells the same of what is
ruled out, the two cannot both be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.compare.propositions import Proposition, Term
from communique.compare.words import common_concepts

_NOT = re.compile(
    r"(?:,|\band\b|\bbut\b|[\u2014\u2013-])\s*not\s+(?:(?:in|on|at|by|from|to|with|for|of|into)\s+)?(?:an?\s+|the\s+)?(?=[^\W\d_])",
    re.I,
)
_ALONE = re.compile(r"\b(?:alone|on (?:its|his|her|their) own)\b", re.I)
_NAMED = frozenset({"state", "organisation", "person", "name"})
_MOST = 2000
_NEAR = 42
"""Characters between what is ruled out and what stands in its place, or a doing and its actor."""


@lru_cache(maxsize=20_000)
def excludes(text: str) -> bool:
    """Whether a sentence may leave room for nothing else than what it tells."""
    text = text[:_MOST]
    return _NOT.search(text) is not None or _ALONE.search(text) is not None


def ruled_out(a: Proposition, b: Proposition) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The stretches of the two values where one says "X, not Y" and the other Y of the same; None without."""
    for one, other, swap in ((a, b, False), (b, a, True)):
        for held, out in _instead(one):
            if out.concept not in other.concepts or held.concept in other.concepts or other.negative:
                continue
            about = (one.concepts - {held.concept, out.concept}) & other.concepts
            if len(about - common_concepts()) < 2:
                continue
            theirs = next(t for t in other.terms if t.concept == out.concept)
            pair = _stretch(one, held), _stretch(other, theirs)
            return (pair[1], pair[0]) if swap else pair
    return None


def _instead(p: Proposition) -> Iterator[tuple[Term, Term]]:
    """What is told, and what is not, of "in A and not in B"."""
    text = p.span.quote[:_MOST]
    for match in _NOT.finditer(text):
        at = p.span.start + match.end()
        out = next((t for t in p.terms if at <= t.start < at + 3), None)
        before = [t for t in p.terms if at - _NEAR <= t.start < p.span.start + match.start()]
        if out is not None and before and out.kind in _NAMED and before[-1].kind in _NAMED:
            yield before[-1], out


def other_doer(a: Proposition, b: Proposition) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The stretches of the two actors where one says that somebody does a thing alone, and the other
    that somebody else does it; None without."""
    for one, other, swap in ((a, b, False), (b, a, True)):
        match = _ALONE.search(one.span.quote[:_MOST])
        if match is None or one.negative or other.negative:
            continue
        at = one.span.start + match.start()
        sole = [t for t in one.terms if t.kind in {"state", "organisation"} and at - 30 <= t.start < at]
        verbs = {t.concept for t in one.terms if t.verb} - common_concepts()
        if not sole or sole[-1].concept in other.concepts:
            continue
        for verb in (t for t in other.terms if t.verb and t.concept in verbs):
            doer = [
                t
                for t in other.terms
                if t.kind in {"state", "organisation"} and verb.start - _NEAR <= t.start < verb.start
            ]
            if doer:
                pair = _stretch(one, sole[-1]), _stretch(other, doer[-1])
                return (pair[1], pair[0]) if swap else pair
    return None


def _stretch(p: Proposition, term: Term) -> tuple[int, int]:
    """From a term to the end of its word."""
    at = term.start - p.span.start
    match = re.compile(r"[^\W_]+").match(p.span.quote, at)
    return term.start, p.span.start + (match.end() if match is not None else at + 1)
