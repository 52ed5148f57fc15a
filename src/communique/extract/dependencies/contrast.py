"""Contrast: of two clauses in a row, one side needs and the other can choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.extract.dependencies.finder import Found
from communique.extract.dependencies.measure import Measure
from communique.extract.dependencies.nations import Nations
from communique.extract.dependencies.roles import clause
from communique.extract.dependencies.tables import find_runs, runs
from communique.extract.events.arguments import own_subject, under

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_CLAUSES = 6
"""So many clauses of a sentence are laid beside the next."""


def contrasts(before: Sequence[Token], tokens: Sequence[Token], nations: Nations) -> Iterator[Found]:
    """The dependences that a sentence states against the one before it, or between two of its own clauses.

    `before` is empty where the sentence before belongs to another paragraph.
    """
    here = _stances(tokens, nations)
    if not here:
        return
    for one, side, verb in here:
        against = {n for t in under(verb, "with") for n in nations.of(t)} - {one}
        if side == "weak" and len(against) == 1:
            yield Found(verb, (one,), tuple(against), [], None, [verb], Measure(), real=True)
    row = [*(_stances(before, nations)[-1:] if before else []), *here]
    for (one, side, verb), (other, facing, later) in pairwise(row):
        if one == other or side == facing:
            continue
        weak, strong = (one, other) if side == "weak" else (other, one)
        trigger = verb if side == "weak" and verb.i >= tokens[0].i else later
        yield Found(trigger, (weak,), (strong,), [], None, [verb, later], Measure(), real=True)


def _stances(tokens: Sequence[Token], nations: Nations) -> list[tuple[str, str, Token]]:
    """The clauses of a sentence that tell how a nation stands: (nation, "weak" or "strong", verb)."""
    found: list[tuple[str, str, Token]] = []
    stances = runs("stances.tsv")
    for verb in [t for t in tokens if t.pos_ in {"VERB", "AUX"}][: MOST_CLAUSES * 4]:
        if verb.dep_ not in {"ROOT", "conj", "ccomp", "advcl", "parataxis"}:
            continue
        words = clause(verb)
        forms = [(t.lower_, "not" if t.dep_ == "neg" else t.lemma_.lower()) for t in words]
        side = next((value for _, _, value in find_runs(forms, stances)), None)
        subject = own_subject(verb) if side is not None else None
        parties = nations.of(subject) if subject is not None else ()
        if len(parties) != 1:
            continue
        if side is not None:
            found.append((parties[0], side, verb))
    return found[:MOST_CLAUSES]
