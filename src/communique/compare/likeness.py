"""How much two propositions speak of the same thing: aligned concepts, weighed by how telling they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from communique.compare.measures import agree, same_unit
from communique.compare.propositions import Proposition, Term
from communique.compare.words import broader, common_concepts, concept, directed, opposites

BASE = {"word": 1.0, "name": 1.1, "person": 0.8, "organisation": 0.8, "state": 0.5}
"""How telling a term is by its kind, before its frequency is looked at."""
COMMON = 0.35
"""The same for words that nearly every article holds."""

KIND = 0.7
"""Credit where one side says "aircraft" and the other "helicopter"."""
CONVERSE = 0.9
"""Credit where one side sells what the other buys."""
OF_STATE = 0.5
"""Credit where one side names a person and the other the person's state."""
INHERITED = 0.5
"""Credit where the other side leaves the word to the sentences before it."""
DOING = 1.25
"""What is done tells two statements apart more than what it is done with."""
_PRICE = concept("price")
FIGURE = 1.3
TIME = 0.6
GROUND = 0.6
"""Weight of a figure, a time and a place that the two agree on."""


class Weights:
    """How telling each concept is within a set of propositions.

    Without a set every concept is taken to be middling rare.
    """

    def __init__(self, propositions: Iterable[Proposition] = ()) -> None:
        self._count: Counter[str] = Counter()
        self._size = 0
        for proposition in propositions:
            self._size += 1
            self._count.update(proposition.concepts)

    def of(self, term: Term) -> float:
        """The weight of a term, above 0 and at most 1.1."""
        base = COMMON if term.kind == "word" and term.concept in common_concepts() else BASE[term.kind]
        if self._size < 2:
            return 0.8 * base
        seen = max(1, self._count[term.concept])
        rarity = log((self._size + 1) / seen) / log(self._size + 1)
        return base * (0.25 + 0.75 * rarity)

    def frequency(self, concept: str) -> int:
        """In how many propositions of the set a concept stands."""
        return self._count[concept]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two propositions overlap.

    `score` runs from 0 to 1. `left` and `right` are the shares of each side's weight that the
    other side covers, `mass` the weight they have in common (about one for each telling word),
    `shared` the concepts that both hold themselves, `figures` the telling numbers they agree on.
    """

    score: float
    left: float
    right: float
    mass: float
    shared: frozenset[str]
    figures: int = 0


def likeness(a: Proposition, b: Proposition, weights: Weights | None = None) -> Likeness:
    """How far `a` and `b` speak of the same thing, whatever they say of it. Symmetric."""
    weights = weights or Weights()
    agreed = agreeing(a, b)
    telling = sum(value >= 10 and value != 100 for value in agreed)
    figures = (
        FIGURE * telling
        + 0.5 * (len(agreed) - telling)
        + TIME * _same_times(a, b)
        + GROUND * bool(a.grounds & b.grounds)
    )
    left, left_all = coverage(a, b, weights)
    right, right_all = coverage(b, a, weights)
    if not left_all or not right_all:
        return Likeness(0.0, 0.0, 0.0, 0.0, frozenset())
    of_a = (left + figures) / (left_all + figures)
    of_b = (right + figures) / (right_all + figures)
    high, low = max(of_a, of_b), min(of_a, of_b)
    shared = a.concepts & b.concepts
    return Likeness(0.6 * high + 0.4 * low, of_a, of_b, min(left, right) + figures, shared, telling)


def coverage(a: Proposition, b: Proposition, weights: Weights) -> tuple[float, float]:
    """The weight of `a`'s terms that `b` answers, and the whole weight of `a`'s terms."""
    have = b.concepts
    states = {term.also for term in b.terms if term.also}
    above = {up for name in have for up in broader().get(name, ())}
    covered = whole = 0.0
    seen: set[str] = set()
    for term in a.terms:
        if term.concept in seen:
            continue
        seen.add(term.concept)
        weight = weights.of(term) * (DOING if term.verb else 1.0)
        whole += weight
        credit = _credit(term, have, above, states, b.context)
        if credit < KIND and _priced(term.concept, b):
            credit = KIND
        if credit < KIND and a.negative != b.negative and _turned(term.concept, a, b):
            credit = KIND
        covered += weight * credit
    return covered, whole


def _priced(name: str, b: Proposition) -> bool:
    """Whether a word only says that there is a price, and the other names one ("worth", "for $40")."""
    return name == _PRICE and any(m.money for m in b.measures)


def _credit(
    term: Term, have: frozenset[str], above: set[str], states: set[str], context: frozenset[str]
) -> float:
    name = term.concept
    if name in have:
        return 1.0
    converse = directed().get(name)
    if converse and (converse in have or converse in above):
        return CONVERSE
    if name in above or broader().get(name, frozenset()) & have:
        return KIND
    if name in states or (term.also and term.also in have):
        return OF_STATE
    if name in context:
        return INHERITED
    return 0.0


def _turned(name: str, a: Proposition, b: Proposition) -> bool:
    """Whether one denies a word and the other holds its opposite: "never left", "stayed"."""
    if a.negative:
        return name in a.denied and any((name, other) in opposites() for other in b.concepts)
    return any((name, other) in opposites() for other in b.denied)


def same_polarity(a: Proposition, b: Proposition) -> bool:
    """Whether both affirm or both deny, or one denies the opposite of what the other holds."""
    if a.negative and b.negative:
        return a.denied == b.denied or _related(a.denied, b.denied)
    if a.negative == b.negative:
        return True
    return any(_turned(name, a, b) for name in sorted(a.concepts))


def _related(xs: frozenset[str], ys: frozenset[str]) -> bool:
    """Whether two denials share a concept, or one denies a kind of what the other does."""
    above = {up for names in (xs, ys) for name in names for up in broader().get(name, ())}
    return bool(xs & ys or above & (xs | ys))


def agreeing(a: Proposition, b: Proposition) -> tuple[float, ...]:
    """The numbers of `a` that `b` holds too, of the same unit and in the same part."""
    found = []
    for x in a.measures:
        if x.role == "rejected":
            continue
        if any(
            y.role != "rejected"
            and (x.role == "whole") == (y.role == "whole")
            and same_unit(x, y, loose=True)
            and agree(x, y)
            for y in b.measures
        ):
            found.append(x.value)
    return tuple(sorted(set(found)))[:3]


def same_deadline(a: Proposition, b: Proposition) -> bool:
    """Whether both name one term until which something is to be done."""
    return any(x.role == "until" for x in a.times) and bool(_same_times(a, b, "until"))


def _same_times(a: Proposition, b: Proposition, role: str = "") -> int:
    return int(
        any(
            x.role == y.role
            and role in {"", x.role}
            and x.interval.precision not in {"year", "season", "half"}
            and x.interval.start <= y.interval.end
            and y.interval.start <= x.interval.end
            for x in a.times
            for y in b.times
        )
    )
