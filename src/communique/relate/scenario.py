"""What a change would move, along the causes that sources state: a fuzzy cognitive map.

It traces what sources argue and predicts nothing. Method (Kosko 1986), squashing and sensitivity:
`docs/methods/scenario.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import tanh
from typing import Literal

from communique.records import Driver
from communique.relate.causes import Arrow, CauseMap
from communique.relate.concepts import phrase_of
from communique.relate.matching import Match, matched

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
class Standing:
    """What sources say of the hand of one state: `moved` are the concepts of this change that strengthen
    (+1) or weaken (-1) it, `others` the drivers off its way that do."""

    actor: str
    moved: tuple[tuple[int, Literal[1, -1]], ...]
    others: tuple[tuple[Driver, Literal[1, -1]], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was changed (concept → -1 to 1) and how it was found, what that moves, the most first; concepts
    near what was asked (with the share they hold); how many rounds it took, and whether it came to rest."""

    changed: Mapping[int, float]
    moved: tuple[Moved, ...]
    rounds: int
    settled: bool
    matches: tuple[Match, ...] = ()
    near: tuple[tuple[int, float], ...] = ()
    standings: tuple[Standing, ...] = ()


def scenario(
    words: str, causes: CauseMap, *, on: str | None = None, named: Iterable[tuple[str, str]] = ()
) -> Scenario:
    """What `words` ("the canal closes") would move; with `on` only what stands in passages of that domain.

    Nothing is changed if no concept of the map is meant. Words that only name a state's hand ("Peru's
    leverage") get what is said to move it. Deterministic.
    """
    named = tuple(named)
    asked = matched(words, causes, named)
    hands = phrase_of(words, named)
    if hands.actors and not hands.turn and hands.kinds & {"leverage", "need"}:
        states = sorted(actor.removeprefix("@") for actor in hands.actors)
        standings = tuple(s for s in (_hand(causes, state, (), frozenset()) for state in states) if s.others)
        return Scenario({}, (), 0, True, near=asked.near, standings=standings)
    changed = {match.concept: match.value for match in asked.matches}
    if not changed:
        return Scenario({}, (), 0, True, near=asked.near)
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
    return Scenario(
        changed,
        tuple(found),
        rounds,
        settled,
        asked.matches,
        asked.near,
        tuple(_standings(causes, found)),
    )


def hand_of(causes: CauseMap, concept: int) -> Literal[1, -1] | None:
    """+1 if more of a concept is a better hand for the state whose it is (leverage, the value of what it
    has), -1 if a worse one (dependence, isolation); None if it tells neither."""
    kinds = causes.concepts[concept].head.kinds
    if causes.concepts[concept].actor is None or not kinds & {"leverage", "need"}:
        return None
    better = -1 if "need" in kinds else 1
    return 1 if better * (-1 if causes.concepts[concept].head.turn < 0 else 1) > 0 else -1


def _standings(causes: CauseMap, moved: list[Moved]) -> Iterable[Standing]:
    """Of every state whose hand the change moves: by what, and what else is said to move it."""
    hands: dict[str, list[tuple[int, Literal[1, -1]]]] = {}
    on_way = {d.statement for one in moved for arrow, _ in one.way for d in arrow.drivers}
    for one in moved:
        better, actor = hand_of(causes, one.concept), causes.concepts[one.concept].actor
        if better is not None and actor is not None:
            hands.setdefault(actor, []).append((one.concept, 1 if better * one.value > 0 else -1))
    for actor, concepts in sorted(hands.items()):
        yield _hand(causes, actor, tuple(concepts), frozenset(on_way))


def _hand(
    causes: CauseMap, actor: str, moved: tuple[tuple[int, Literal[1, -1]], ...], without: frozenset[str]
) -> Standing:
    """A state's hand, with every driver on it that does not rest on one of the statements `without`."""
    others: list[tuple[Driver, Literal[1, -1]]] = []
    for arrow in causes.arrows:
        better = hand_of(causes, arrow.effect)
        if better is None or causes.concepts[arrow.effect].actor != actor:
            continue
        side: Literal[1, -1] = 1 if better * arrow.weight > 0 else -1
        others.extend((d, side) for d in arrow.drivers if d.statement not in without)
    return Standing(actor, moved, tuple(others))


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
    best: dict[int, tuple[float, tuple[Arrow, ...]]] = {n: (abs(changed[n]), ()) for n in sorted(changed)}
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
