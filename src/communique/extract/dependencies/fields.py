"""The field of a dependence: what is needed, else what for, else what the text speaks of there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from communique.extract.dependencies.phrases import AMOUNTS, out_of
from communique.extract.dependencies.tables import find_runs, runs
from communique.extract.domains import domains_of
from communique.records import Domain

NEVER = "never"
DEEPEST = 4

if TYPE_CHECKING:
    from spacy.tokens import Token


def field_of(tokens: Sequence[Token], head: Token | None = None) -> Domain | None:
    """The field that a phrase's words put it in: its head's, else that of the nearest word.

    Without `head` the first word that tells one decides. None where no word does, or where the head is
    no need at all ("consent").
    """
    forms = [(t.lower_, t.lemma_.lower()) for t in tokens]
    told = [(first, stop, value) for first, stop, value in find_runs(forms, _goods()) if value != "-"]
    if not told:
        return None
    if head is not None:
        at = next((n for n, t in enumerate(tokens) if t.i == head.i), 0)
        told.sort(key=lambda r: (not r[0] <= at < r[1], r[0] > at, abs(at - r[1])))
    return None if told[0][2] == NEVER else cast("Domain", told[0][2])


def is_no_need(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a phrase's head is what nobody depends on, however much it is "needed": a consent, a vote."""
    table = _goods()
    return any(
        key == (head.lemma_.lower(),) and value == NEVER for key, value in table.get(head.lemma_.lower(), ())
    )


def core(head: Token) -> Token:
    """The noun that a phrase is about: of "most of its wheat" and "a supply of wheat", the wheat."""
    for _ in range(DEEPEST):
        inner = next((w for c in head.rights if c.lower_ == "of" for w in c.rights if w.dep_ == "pobj"), None)
        if inner is None:
            inner = next((w for c in head.rights if c.lower_ == "out" for w in out_of(c)), None)
        if inner is None or not (
            head.lemma_.lower() in AMOUNTS or head.pos_ in {"NUM", "ADJ", "DET", "PRON", "ADV"}
        ):
            return head
        head = inner
    return head


def field_around(
    phrases: Iterable[tuple[Sequence[Token], Token | None]], sentences: Iterable[Sequence[Token]]
) -> Domain | None:
    """The field of the first phrase that tells one, else of the first sentence that does; or None."""
    for phrase, head in phrases:
        found = field_of(phrase, head)
        if found is not None:
            return found
    sentences = list(sentences)
    for sentence in sentences:
        domains = domains_of(sentence)
        if domains:
            return domains[0]
    return field_of(sentences[0]) if sentences else None


@cache
def _goods() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """`data/goods.tsv` with its last column before the example as the value."""
    return runs("goods.tsv")
