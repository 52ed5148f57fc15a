"""How much two propositions speak of the same thing: aligned concepts, weighed by how telling they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from communique.compare.measures import agree, same_unit
from communique.compare.near import near
from communique.compare.propositions import Proposition, Term
from communique.compare.words import broader, common_concepts, concept, directed, opposed

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
HARD = 0.65
"""Credit from which a word counts as shared, not only near."""
DOING = 1.25
"""What is done tells two statements apart more than what it is done with."""
_PRICE = concept("price")
FIGURE = 1.3
TIME = 0.6
GROUND = 0.6
"""Weight of a figure, a time and a place that the two agree on."""


class Weights:
    """How telling each concept is within a set of propositions, and the propositions weighed by it.

    Without a set every concept is taken to be middling rare.
    """

    def __init__(self, bags: Iterable[Iterable[str]] = ()) -> None:
        """`bags` holds for each proposition (or sentence) of the set its concepts, each once."""
        self._count: Counter[str] = Counter()
        self._size = 0
        for bag in bags:
            self._size += 1
            self._count.update(bag)
        self._log = log(self._size + 1) if self._size else 1.0
        self._weighed: dict[str, Weighed] = {}
        self._of: dict[tuple[str, str], float] = {}

    @classmethod
    def counted(cls, seen: Mapping[str, int], size: int) -> Weights:
        """The weights in a set of `size` of which so many hold each concept."""
        weights = cls()
        weights._count.update(seen)
        weights._size, weights._log = size, log(size + 1) if size else 1.0
        return weights

    def of(self, term: Term) -> float:
        """The weight of a term, above 0 and at most 1.1."""
        key = term.concept, term.kind
        found = self._of.get(key)
        if found is None:
            found = self._of[key] = self._weight(term)
        return found

    def _weight(self, term: Term) -> float:
        base = COMMON if term.kind == "word" and term.concept in common_concepts() else BASE[term.kind]
        if self._size < 2:
            return 0.8 * base
        seen = max(1, self._count[term.concept])
        return base * (0.25 + 0.75 * max(0.0, 1.0 - log(seen) / self._log))

    def weighed(self, p: Proposition) -> Weighed:
        """A proposition with the weights of its terms and what it answers; kept for the next time."""
        found = self._weighed.get(p.id)
        if found is None or found.terms is not p.terms:
            found = self._weighed[p.id] = _weigh(p, self)
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposition ready to be laid beside many: (concept, weight, what else it answers to) of its
    terms, their sum, and the credit with which it answers each concept of another.

    The rest is looked at for each pair it is in: `each` the weight of every concept of its own (as a
    thing, the last time it stands there), `around` its telling concepts and those it leans on, `verbs`
    the concepts that look like verbs, `parties` the states and bodies (a person counts for the state),
    `counts` whether it holds a figure of ten or more.
    """

    terms: tuple[Term, ...]
    items: tuple[tuple[str, float, str], ...]
    whole: float
    answers: Mapping[str, float]
    each: Mapping[str, float]
    around: frozenset[str]
    verbs: frozenset[str]
    parties: frozenset[str]
    counts: bool


def _weigh(p: Proposition, weights: Weights) -> Weighed:
    items: dict[str, tuple[str, float, str]] = {}
    for term in p.terms:
        if term.concept not in items:
            weight = weights.of(term) * (DOING if term.verb else 1.0)
            items[term.concept] = (term.concept, weight, term.also)
    return Weighed(
        terms=p.terms,
        items=tuple(items.values()),
        whole=sum(w for _, w, _ in items.values()),
        answers=_answers(p),
        each={term.concept: weights.of(term) for term in p.terms},
        around=(p.concepts | p.context) - common_concepts(),
        verbs=frozenset(term.concept for term in p.terms if term.verb),
        parties=frozenset(t.also or t.concept for t in p.terms if t.concept.startswith("@")),
        counts=any(m.role != "rejected" and m.value >= 10 for m in p.measures),
    )


def _answers(p: Proposition) -> dict[str, float]:
    """Which concepts a proposition answers, and how well."""
    found = dict.fromkeys(p.context, INHERITED)

    def give(name: str, credit: float) -> None:
        if credit > found.get(name, 0.0):
            found[name] = credit

    for name in p.concepts:
        for other, credit in kin(name):
            if credit > found.get(other, 0.0):
                found[other] = credit
    for term in p.terms:
        if term.also:
            give(term.also, OF_STATE)
        elif term.kind == "state":
            give(f"of {term.concept}", OF_STATE)
    if any(m.money for m in p.measures):
        give(_PRICE, KIND)  # "worth", "for $40"
    for name in p.concepts:
        found[name] = 1.0
    return found


@lru_cache(maxsize=50_000)
def kin(name: str) -> tuple[tuple[str, float], ...]:
    """The other concepts that one answers, and how well."""
    found = [*near().get(name, ()), *((narrow, KIND) for narrow in _narrower().get(name, ()))]
    for up in (name, *broader().get(name, ())):
        found += [(other, CONVERSE) for other in _told_from().get(up, ())]
        if up != name:
            found.append((up, KIND))
    return tuple(found)


@cache
def _told_from() -> dict[str, tuple[str, ...]]:
    """For a concept those that tell it from the other side."""
    table: dict[str, list[str]] = {}
    for one, other in sorted(directed().items()):
        if other:
            table.setdefault(other, []).append(one)
    return {name: tuple(found) for name, found in table.items()}


@cache
def _narrower() -> dict[str, tuple[str, ...]]:
    """For a concept those that are kinds of it."""
    table: dict[str, list[str]] = {}
    for narrow, broad in sorted(broader().items()):
        for name in sorted(broad):
            table.setdefault(name, []).append(narrow)
    return {name: tuple(found) for name, found in table.items()}


class Likeness(NamedTuple):
    """How two propositions overlap.

    `score` runs from 0 to 1. `left` and `right` are the shares of each side's weight that the
    other side covers, `mass` the weight they have in common (about one for each telling word),
    `hard` the part of it in words that are the same or nearly, `shared` the concepts that both hold
    themselves, `figures` the telling numbers they agree on.
    """

    score: float
    left: float
    right: float
    mass: float
    shared: frozenset[str]
    figures: int = 0
    hard: float = 0.0


def likeness(a: Proposition, b: Proposition, weights: Weights | None = None) -> Likeness:
    """How far `a` and `b` speak of the same thing, whatever they say of it. Symmetric."""
    weights = weights or Weights()
    agreed = agreeing(a, b)
    telling = sum(value >= 10 and value != 100 for value in agreed) if agreed else 0
    figures = (
        FIGURE * telling
        + 0.5 * (len(agreed) - telling)
        + TIME * _same_times(a, b)
        + GROUND * (not a.grounds.isdisjoint(b.grounds))
    )
    mine, theirs = weights.weighed(a), weights.weighed(b)
    left, left_hard, left_all = _coverage(a, mine, b, theirs)
    right, right_hard, right_all = _coverage(b, theirs, a, mine)
    if not left_all or not right_all:
        return Likeness(0.0, 0.0, 0.0, 0.0, frozenset())
    of_a = (left + figures) / (left_all + figures)
    of_b = (right + figures) / (right_all + figures)
    high, low = max(of_a, of_b), min(of_a, of_b)
    shared = a.concepts & b.concepts
    return Likeness(
        0.6 * high + 0.4 * low,
        of_a,
        of_b,
        min(left, right) + figures,
        shared,
        telling,
        min(left_hard, right_hard) + figures,
    )


def coverage(a: Proposition, b: Proposition, weights: Weights) -> tuple[float, float, float]:
    """The weight of `a`'s terms that `b` answers, the part of it answered well, and the whole."""
    return _coverage(a, weights.weighed(a), b, weights.weighed(b))


def _coverage(a: Proposition, mine: Weighed, b: Proposition, theirs: Weighed) -> tuple[float, float, float]:
    answers = theirs.answers
    turned = a.negative != b.negative
    covered = hard = 0.0
    against = opposed()
    for name, weight, also in mine.items:
        credit = 0.0
        if name in answers:
            credit = answers[name]
        if also and credit < OF_STATE and (also in b.concepts or f"of {also}" in answers):
            credit = OF_STATE
        if turned and credit < KIND and name in against and _turned(name, a, b):
            credit = KIND
        if credit:
            covered += weight * credit
            if credit >= HARD:
                hard += weight * credit
    return covered, hard, mine.whole


def _turned(name: str, a: Proposition, b: Proposition) -> bool:
    """Whether one denies a word and the other holds its opposite: "never left", "stayed"."""
    against = opposed().get(name)
    if against is None:
        return False
    if a.negative:
        return name in a.denied and not against.isdisjoint(b.concepts)
    return not against.isdisjoint(b.denied)


def same_polarity(a: Proposition, b: Proposition) -> bool:
    """Whether both affirm or both deny, or one denies the opposite of what the other holds."""
    if a.negative and b.negative:
        return a.denied == b.denied or _related(a.denied, b.denied)
    if a.negative == b.negative:
        return True
    return any(_turned(name, a, b) for name in a.concepts)


def _related(xs: frozenset[str], ys: frozenset[str]) -> bool:
    """Whether two denials share a concept, or one denies a kind of what the other does."""
    above = {up for names in (xs, ys) for name in names for up in broader().get(name, ())}
    return bool(xs & ys or above & (xs | ys))


def agreeing(a: Proposition, b: Proposition) -> tuple[float, ...]:
    """The numbers of `a` that `b` holds too, of the same unit and in the same part."""
    if not a.measures or not b.measures:
        return ()
    found = []
    for x in a.measures:
        if x.role == "rejected":
            continue
        if any(
            y.role != "rejected"
            and (x.role == "whole") == (y.role == "whole")
            and agree(x, y)
            and same_unit(x, y, loose=True)
            for y in b.measures
        ):
            found.append(x.value)
    return tuple(sorted(set(found)))[:3]


def same_deadline(a: Proposition, b: Proposition) -> bool:
    """Whether both name one term until which something is to be done."""
    return any(x.role == "until" for x in a.times) and bool(_same_times(a, b, "until"))


def _same_times(a: Proposition, b: Proposition, role: str = "") -> int:
    if not a.times or not b.times:
        return 0
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
