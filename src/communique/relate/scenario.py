"""What a change would move, along the causes that sources state: a fuzzy cognitive map.

It traces what sources argue and predicts nothing. Method (Kosko 1986), squashing and sensitivity:
`docs/methods/scenario.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import tanh

from communique.relate.causes import Arrow, CauseMap
from communique.relate.concepts import covered, phrase_of

HALF = 0.5
"""A concept holds at least so much of what is asked to be what is meant."""
NEAR_BEST = 0.1
SETTLED = 1e-6
MOST_ROUNDS = 200
FELT = 0.02
"""An activation closer to 0 is not told."""
LONGEST = 6
"""Arrows of a way that is told."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A concept that the change moves: `value` from -1 to 1, above 0 for more of it; `way` are the arrows
    from what was changed, each with how much this value would fall short without it."""

    concept: int
    value: float
    way: tuple[tuple[Arrow, float], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was changed (concept → +1 or -1), what that moves, the most first; how many rounds it took, and
    whether it came to rest."""

    changed: Mapping[int, float]
    moved: tuple[Moved, ...]
    rounds: int
    settled: bool


def scenario(
    words: str, causes: CauseMap, *, on: str | None = None, named: Iterable[tuple[str, str]] = ()
) -> Scenario:
    """What `words` ("the canal closes") would move; with `on` only concepts of that domain are told.

    Nothing is changed if no concept of the map holds half of what the words name. Deterministic.
    """
    changed = _changed(words, causes, named)
    if not changed:
        return Scenario({}, (), 0, True)
    values, rounds, settled = _run(causes.arrows, changed, len(causes.concepts))
    found = []
    for concept, value in enumerate(values):
        told = on is None or on in causes.domains[concept]
        if concept in changed or abs(value) < FELT or not told:
            continue
        arrows = _way(causes.arrows, changed, concept)
        way = tuple((arrow, _lost(causes, arrow, changed, concept, value)) for arrow in arrows)
        found.append(Moved(concept, round(value, 4), way))
    found.sort(key=lambda one: (-abs(one.value), one.concept))
    return Scenario(changed, tuple(found), rounds, settled)


def _changed(words: str, causes: CauseMap, named: Iterable[tuple[str, str]]) -> dict[int, float]:
    """The concepts that are meant; -1 where a concept turns the other way ("opening" of what closes)."""
    asked = phrase_of(words, named)
    shares = [covered(asked, concept.head) for concept in causes.concepts]
    best = max(shares, default=0.0)
    found = {}
    for number, share in enumerate(shares):
        if share >= max(HALF, best - NEAR_BEST):
            turn = asked.turn * causes.concepts[number].head.turn
            found[number] = -1.0 if turn < 0 else 1.0
    return found


def _run(arrows: Iterable[Arrow], changed: Mapping[int, float], size: int) -> tuple[list[float], int, bool]:
    """Activations at rest: x_j = tanh(sum of w_ij x_i), what was changed held where it is."""
    kept = list(arrows)
    values = [changed.get(n, 0.0) for n in range(size)]
    for count in range(1, MOST_ROUNDS + 1):
        sums = [0.0] * size
        for arrow in kept:
            sums[arrow.effect] += arrow.weight * values[arrow.cause]
        after = [changed[n] if n in changed else tanh(total) for n, total in enumerate(sums)]
        moved = max((abs(a - b) for a, b in zip(after, values, strict=True)), default=0.0)
        values = after
        if moved < SETTLED:
            return values, count, True
    return values, MOST_ROUNDS, False


def _way(arrows: Iterable[Arrow], changed: Mapping[int, float], goal: int) -> tuple[Arrow, ...]:
    """The strongest way from what was changed to a concept, by the product of its weights."""
    leaving: dict[int, list[Arrow]] = {}
    for arrow in arrows:
        leaving.setdefault(arrow.cause, []).append(arrow)
    best: dict[int, tuple[float, tuple[Arrow, ...]]] = dict.fromkeys(sorted(changed), (1.0, ()))
    edge = dict(best)
    for _ in range(LONGEST):
        following: dict[int, tuple[float, tuple[Arrow, ...]]] = {}
        for at, (strength, way) in edge.items():
            for arrow in leaving.get(at, ()):
                reached = strength * abs(arrow.weight)
                known = following.get(arrow.effect, best.get(arrow.effect))
                if arrow.effect not in changed and (known is None or reached > known[0] + 1e-12):
                    following[arrow.effect] = (reached, (*way, arrow))
        best |= following
        edge = following
    return best.get(goal, (0.0, ()))[1]


def _lost(
    causes: CauseMap, without: Arrow, changed: Mapping[int, float], concept: int, value: float
) -> float:
    """How much of a concept's activation rests on one arrow."""
    rest, _, _ = _run((a for a in causes.arrows if a is not without), changed, len(causes.concepts))
    return round(value - rest[concept], 4)
