"""Domains: what a statement is about, by the terms of `data/domains.tsv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast, get_args

from communique.extract.cues import table
from communique.records import Domain

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST = 3
"""A statement is in at most this many domains."""


@cache
def terms() -> Mapping[str, tuple[tuple[tuple[str, ...], Domain], ...]]:
    """Terms by their first word: (words of the term, domain), longest first."""
    rows: dict[str, set[tuple[tuple[str, ...], Domain]]] = {}
    for term, domain, _ in table("domains.tsv"):
        key = tuple(term.split())
        rows.setdefault(key[0], set()).add((key, cast("Domain", domain)))
    return {first: tuple(sorted(found, key=lambda r: (-len(r[0]), r))) for first, found in rows.items()}


def domains_of(tokens: Iterable[Token]) -> tuple[Domain, ...]:
    """The domains of these words: most terms first, at most three; in the order of the glossary if equal."""
    forms = [(token.lower_, token.lemma_.lower()) for token in tokens if not token.is_space]
    counts: Counter[Domain] = Counter()
    i = 0
    while i < len(forms):
        length = 1
        for key, domain in _starting(forms[i]):
            if len(key) < length and length > 1:
                break
            if all(i + k < len(forms) and word in forms[i + k] for k, word in enumerate(key)):
                counts[domain] += 1
                length = max(length, len(key))
        i += length
    order = {domain: n for n, domain in enumerate(get_args(Domain))}
    ranked = sorted(counts, key=lambda domain: (-counts[domain], order[domain]))
    return tuple(ranked[:MOST])


def _starting(form: tuple[str, str]) -> Iterable[tuple[tuple[str, ...], Domain]]:
    lexicon = terms()
    found = lexicon.get(form[0], ())
    if form[1] != form[0]:
        found = (*found, *lexicon.get(form[1], ()))
    if len(found) < 2:
        return found
    return sorted(set(found), key=lambda r: (-len(r[0]), r))
