"""Propositions: the clauses of a stretch of a sentence, each one a run of tokens with its head verb.

Coordinated main clauses are separate, subordinate ones stay with the clause they depend on,
contrasting ones ("while", "although") are separate. Together the clauses cover the stretch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.cues import SUBJECTS
from communique.extract.sources import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTRASTS = {"while", "whereas", "although", "though"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `start` to `end` (exclusive) that one head governs; `own_subject` if it names one."""

    head: int
    start: int
    end: int
    own_subject: bool


def find_clauses(
    doc: Doc,
    start: int,
    end: int,
    skip: tuple[tuple[int, int], ...] = (),
    whole: frozenset[int] = frozenset(),
) -> list[Clause]:
    """The clauses of the tokens from `start` to `end`, in order; they cover all but `skip`.

    Semicolons and colons between two finite clauses part them, except before the token indices
    in `whole` (where the content of a reporting verb begins).
    """
    clauses: list[Clause] = []
    for low, high in _parts(doc, start, end, whole):
        for clause in _coordinated(doc, low, high, skip):
            if clauses and _content_start(doc, clause) in whole:
                last = clauses[-1]  # reported content belongs to the clause that reports it
                if last.end == clause.start:
                    clauses[-1] = Clause(last.head, last.start, clause.end, last.own_subject)
                    continue
            clauses.append(clause)
    return clauses


def _content_start(doc: Doc, clause: Clause) -> int:
    """The clause's first token that is no mark and no "that"."""
    start = clause.start
    while start + 1 < clause.end and (
        doc[start].is_punct or doc[start].is_quote or doc[start].lower_ == "that"
    ):
        start += 1
    return start


def _parts(doc: Doc, start: int, end: int, whole: frozenset[int]) -> list[tuple[int, int]]:
    if start < end and not any(mark in doc[start:end].text for mark in (";", ":")):
        return [(start, end)]
    parts, low, finite = [], start, False
    later = _finite_after(doc, start, end)
    for i in range(start, end):
        if doc[i].text in {";", ":"} and finite and later[i - start] and i + 1 not in whole:
            parts.append((low, i + 1))
            low, finite = i + 1, False
        finite = finite or doc[i].tag_ in FINITE
    return [*parts, (low, end)] if low < end else parts


def _finite_after(doc: Doc, start: int, end: int) -> list[bool]:
    """For each token, whether a finite verb stands to its right before the next (semi)colon."""
    flags, seen = [False] * (end - start), False
    for i in range(end - 1, start - 1, -1):
        flags[i - start] = seen
        seen = doc[i].text not in {";", ":"} and (seen or doc[i].tag_ in FINITE)
    return flags


def _coordinated(doc: Doc, start: int, end: int, skip: tuple[tuple[int, int], ...]) -> list[Clause]:
    hidden = [False] * (end - start)
    for low, high in skip:
        for i in range(max(low, start), min(high, end)):
            hidden[i - start] = True
    shown = [i for i in range(start, end) if not hidden[i - start]]
    if not shown:
        return []
    above = _heads_of(doc, start, end)
    heads = _heads(doc, start, end, shown, hidden, above)
    firsts = _first_tokens(doc, start, end, shown, heads, above)
    starts = _rejoined(doc, sorted((first, head) for head, first in firsts.items()))
    clauses = []
    for n, (first, head) in enumerate(starts):
        low = start if n == 0 else first
        high = starts[n + 1][0] if n + 1 < len(starts) else end
        clauses.append(Clause(head, low, high, has_subject(doc[head])))
    return clauses


def _rejoined(doc: Doc, starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Clauses by start and head, without those that a misread noun makes out of a mere subject.

    "The radar tracks that they sent | are old": nothing links the second verb, which has no
    subject, to the first, so that the first is none.
    """
    kept: list[tuple[int, int]] = []
    for first, head in starts:
        if kept and first > 0 and doc[head].tag_ in FINITE and doc[head].dep_ == "conj":
            before = doc[first - 1]
            linked = before.is_punct or before.is_quote or before.dep_ == "cc" or doc[first].dep_ == "cc"
            if doc[head].head.i == kept[-1][1] and not linked and not has_subject(doc[head]):
                first = kept.pop()[0]
        kept.append((first, head))
    return kept


def _heads(
    doc: Doc, start: int, end: int, shown: list[int], hidden: list[bool], above: list[int]
) -> list[int]:
    """The tokens that govern a clause of their own; `above` are their heads, from `start` on."""
    tops = [i for i in shown if _outside(above[i - start], start, end, hidden) or above[i - start] == i]
    verbs = [i for i in tops if doc[i].pos_ in {"VERB", "AUX"} and is_finite(doc[i])]
    chosen = (
        verbs or [max(tops, key=lambda i: doc[i].right_edge.i - doc[i].left_edge.i)] if tops else [shown[0]]
    )
    known = set(chosen)
    for i in shown:  # heads stand before what is coordinated with them, with few exceptions
        if above[i - start] in known and i not in known and _starts_clause(doc[i]):
            known.add(i)
    for i in reversed(shown):
        if above[i - start] in known and i not in known and _starts_clause(doc[i]):
            known.add(i)
    return sorted(known)


def _heads_of(doc: Doc, start: int, end: int) -> list[int]:
    """For each token of a stretch the index of its head: all at once, since they are asked for often."""
    from spacy.attrs import HEAD  # type: ignore[import-not-found]

    offsets = doc[start:end].to_array([HEAD]).astype("int64").ravel().tolist()  # type: ignore[attr-defined]
    return [i + offset for i, offset in enumerate(offsets, start)]


def _outside(i: int, start: int, end: int, hidden: list[bool]) -> bool:
    return not start <= i < end or hidden[i - start]


def is_finite(token: Token) -> bool:
    """Whether a verb is finite, or has a subject of its own."""
    if token.tag_ in FINITE or has_subject(token):
        return True
    return any(child.tag_ in FINITE for child in token.lefts if child.dep_ in {"aux", "auxpass"})


def _starts_clause(token: Token) -> bool:
    """Whether a dependent of a clause's head begins a clause of its own."""
    if token.pos_ not in {"VERB", "AUX"} or not is_finite(token):
        return False
    if token.dep_ == "conj":
        return True
    if token.dep_ in {"parataxis", "ccomp"} and has_subject(token):
        if token.dep_ == "parataxis":
            return True
        between = token.doc[token.right_edge.i + 1] if token.right_edge.i + 1 < len(token.doc) else None
        return token.i < token.head.i and between is not None and between.text in {",", ";", "–", "—", ":"}
    if token.dep_ == "advcl" and has_subject(token):
        first = token.left_edge
        return first.lower_ in CONTRASTS
    return False


def has_subject(token: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def _first_tokens(
    doc: Doc, start: int, end: int, shown: list[int], heads: list[int], above: list[int]
) -> dict[int, int]:
    """For each head the first token that belongs to it and to no other head."""
    owner: dict[int, int] = {head: head for head in heads}
    firsts: dict[int, int] = {head: head for head in heads}
    for i in shown:
        path = []
        j = i
        while j not in owner and start <= above[j - start] < end and above[j - start] != j:
            path.append(j)
            j = above[j - start]
        found = owner.get(j, -1)
        for k in path:
            owner[k] = found
        owner.setdefault(j, found)
        if found >= 0 and i < firsts[found] and doc[i].dep_ not in {"punct", "cc"}:
            firsts[found] = i
    return firsts
