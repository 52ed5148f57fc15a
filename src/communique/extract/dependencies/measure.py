"""How much and how strongly: the share, the words for it, and what other ways a text leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast

from communique.extract.dependencies.tables import find_runs, rows, runs, words
from communique.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

Alternatives = Literal["none", "few", "some", "many"]
ONLY = {"only", "solely", "exclusively", "entirely", "wholly"}
BESIDE = {"advmod", "amod", "det", "npadvmod", "nummod", "quantmod"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text says of the size of a need: words as printed with their offsets, and a share in percent."""

    words: tuple[int, int] | None = None
    share: float | None = None
    strength: str | None = None


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cell, kind, _ in rows("strengths.tsv"):
        found.setdefault(kind, set()).update(words(cell))
    return {kind: frozenset(same) for kind, same in found.items()}


@cache
def _shares() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found = {k: tuple(r for r in v if r[1] == "share") for k, v in runs("strengths.tsv").items()}
    return {k: v for k, v in found.items() if v}


def is_rank(token: Token) -> bool:
    """Whether a word before a noun says that nobody else is so much of it ("main", "largest")."""
    return token.lower_ in _kinds()["rank"]


def shares(tokens: Sequence[Token], quantities: Sequence[Quantity], text: str) -> Measure:
    """The first share that some words of one sentence name, by a quantity in percent or in words."""
    if not tokens:
        return Measure()
    low, high = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    inside = {t.idx for t in tokens}

    for quantity in quantities:
        start, end = quantity.span.start, quantity.span.end
        if (
            quantity.unit == "percent"
            and low <= start
            and end <= high
            and any(start <= i < end for i in inside)
        ):
            return Measure((start, end), quantity.value, text[start:end])
    forms = [(t.lower_, t.lower_) for t in tokens]
    for first, stop, _ in find_runs(forms, _shares()):
        if tokens[stop - 1].i - tokens[first].i != stop - 1 - first or not _measures(tokens[stop - 1]):
            continue
        start, end = tokens[first].idx, tokens[stop - 1].idx + len(tokens[stop - 1])
        return Measure((start, end), None, text[start:end])
    return Measure()


def only(tokens: Sequence[Token], text: str) -> Measure:
    """ "Only" and its like before a preposition ("reaches the sea only through ...")."""
    for token, following in pairwise(tokens):
        if token.lower_ in ONLY and following.pos_ == "ADP" and following.i == token.i + 1:
            start, end = token.idx, token.idx + len(token)
            return Measure((start, end), None, text[start:end])
    return Measure()


def degree(trigger: Token, text: str) -> Measure:
    """The adverb or adjective right beside a trigger that tells how strongly."""
    for child in trigger.children:
        if child.dep_ in BESIDE and child.lower_ in _kinds()["degree"] | _kinds()["rank"]:
            start = child.left_edge.idx if child.left_edge.dep_ == "advmod" else child.idx
            end = child.idx + len(child)
            return Measure((start, end), None, text[start:end])
    return Measure()


def alternatives(tokens: Sequence[Token]) -> tuple[Alternatives, tuple[int, int]] | None:
    """What some words in a row say of other ways open, with the offsets of the words for it; or None."""
    forms = [(t.lower_, "not" if t.dep_ == "neg" else t.lemma_.lower()) for t in tokens]
    for first, stop, value in find_runs(forms, runs("alternatives.tsv")):
        return cast("Alternatives", value), (tokens[first].idx, tokens[stop - 1].idx + len(tokens[stop - 1]))
    return None


def _measures(token: Token) -> bool:
    """Whether a word of amount stands before what it measures: "most of its", "all its", "most stations"."""
    doc, i = token.doc, token.i
    if token.lower_ in {"of", "everything", "rest"}:
        return True
    following = doc[i + 1] if i + 1 < len(doc) else None
    if following is None or following.is_punct:
        return False
    return following.lower_ == "of" or following.pos_ not in {"ADP", "VERB", "AUX", "ADV"}
