"""The balance of dependence between two actors: who needs whom more, as independent sources put it.

Asymmetry of dependence is Hirschman's (1945) measure of power in trade, and Keohane and Nye's (1977) of power
at large; what is weighed here is what sources say of it. Formula and choices: `docs/methods/balance.md`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.records import Balance, Dependency, Domain, Modality

MODALITIES: Mapping[Modality, float] = {
    "asserted": 1.0,
    "pledged": 0.5,
    "expected": 0.5,
    "demanded": 0.3,
    "possible": 0.3,
    "hypothetical": 0.2,
    "denied": 0.5,
    "negated": 0.5,
}
"""What a statement counts; a historical one counts nothing for how things stand."""
REFUSED = {"denied", "negated"}
"""What is said not to be counts as no dependence."""
HALF_LIFE = 730.0
"""Days after which a statement counts half."""
PLAIN = 0.5
"""How strong a dependence is of which nothing more is said."""
FLOOR = 0.1
"""How strong one is of which next to nothing is supplied."""
OPEN = {"none": 0.3, "few": 0.15, "some": -0.1, "many": -0.25}
"""What the ways that are open to the dependent add."""
MOVED = {"grown": 0.1, "eased": -0.15, "ended": -1.0}
PRIOR = 1.0
"""What the doubt weighs that speaks for no dependence: as much as one source that says so today."""
DRAWS = 800
LOW, HIGH = 5.0, 95.0
"""The ends of the interval, in per cent of the draws."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stated:
    """A dependence as one independent source states it on one day (None: not dated)."""

    dependency: Dependency
    source: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a statement says of the strength of a dependence (0 to 1), and how much it counts (0 to 1)."""

    stated: Stated
    strength: float
    weight: float


def strength_of(dependency: Dependency, grade: Callable[[str], float | None]) -> float:
    """How strong a stated dependence is, 0 to 1: by its share or else its words of strength (`grade`),
    then by the ways open and by what is said to happen to it; 0 where it is denied."""
    if dependency.modality in REFUSED:
        return 0.0
    if dependency.share is not None:
        found = FLOOR + (1 - FLOOR) * min(max(dependency.share, 0.0), 100.0) / 100
    else:
        told = grade(dependency.strength) if dependency.strength else None
        found = PLAIN if told is None else told
    found += OPEN.get(dependency.alternatives or "", 0.0) + MOVED.get(dependency.change or "", 0.0)
    return min(max(found, 0.0), 1.0)


def weigh(
    stated: Iterable[Stated], today: dt.date | None, grade: Callable[[str], float | None]
) -> tuple[Weighed, ...]:
    """Statements with strength and weight; of one source on one matter the weightiest, then strongest one.

    today: the day from which age counts, the latest of the record; an undated statement counts half.
    """
    best: dict[tuple[str, str, str, str | None], Weighed] = {}
    for each in sorted(stated, key=_order):
        one = each.dependency
        weight = MODALITIES.get(one.modality, 0.0)
        if each.date is None or today is None:
            weight *= 0.5
        else:
            weight *= 0.5 ** (max((today - each.date).days, 0) / HALF_LIFE)
        found = Weighed(each, strength_of(one, grade), weight)
        key = (each.source, one.dependent, one.provider, one.domain)
        known = best.get(key)
        if weight and (known is None or (weight, found.strength) > (known.weight, known.strength)):
            best[key] = found
    return tuple(best[key] for key in sorted(best, key=lambda k: tuple(str(part) for part in k)))


def balance(
    a: str,
    b: str,
    stated: Sequence[Stated],
    *,
    today: dt.date | None = None,
    grade: Callable[[str], float | None] = lambda words: None,
    domain: Domain | None = None,
) -> Balance | None:
    """Who of `a` and `b` depends more on the other, by these statements; None if none speaks of the two.

    In one domain, or overall. The value is how much a depends on b less how much b depends on a, each

        D = sum(weight * strength) / (PRIOR + sum(weight)),  0 <= D < 1

    so it is in (-1, 1), and above 0 if a depends more. The interval is that of a Bayesian bootstrap
    (Rubin 1981) over sources, in which the doubt is drawn like a source: each draw multiplies all that a
    source says by one exponential number. Same statements, same interval.
    """
    between = [
        s
        for s in stated
        if {s.dependency.dependent, s.dependency.provider} == {a, b}
        and (domain is None or s.dependency.domain == domain)
    ]
    if not between:
        return None
    weighed = weigh(between, today, grade)
    sources = sorted({w.stated.source for w in weighed})
    seed = hashlib.sha256("\x1f".join([a, b, domain or "", *sources]).encode()).digest()
    draw = np.random.default_rng(int.from_bytes(seed[:8], "big")).exponential(size=(DRAWS, len(sources) + 2))
    place = {source: n for n, source in enumerate(sources)}
    sides = [[w for w in weighed if w.stated.dependency.dependent == one] for one in (a, b)]
    on_other = [_dependence(side, np.ones((1, len(sources) + 2)), place, -1)[0] for side in sides]
    drawn = [_dependence(side, draw, place, -1 - n) for n, side in enumerate(sides)]
    low, high = np.percentile(drawn[0] - drawn[1], [LOW, HIGH])
    value = on_other[0] - on_other[1]
    more = a if low > 0 else b if high < 0 else None
    return Balance(
        value=_rounded(value),
        low=_rounded(min(float(low), value)),
        high=_rounded(max(float(high), value)),
        more_dependent=more,
        a_on_b=_rounded(on_other[0]),
        b_on_a=_rounded(on_other[1]),
        sources=len({s.source for s in between}),
        contested=_contested(between),
        statements=tuple(dict.fromkeys(s.dependency.statement for s in sorted(between, key=_order))),
    )


def _dependence(side: Sequence[Weighed], draw: Floats, place: Mapping[str, int], doubt: int) -> Floats:
    """(draws,): the dependence that each draw of the sources' weights makes."""
    over = np.zeros(len(draw))
    under = PRIOR * draw[:, doubt]
    for each in side:
        weight = each.weight * draw[:, place[each.stated.source]]
        over += weight * each.strength
        under += weight
    found: Floats = over / np.maximum(under, 1e-12)
    return found


def _contested(stated: Sequence[Stated]) -> bool:
    """True if one source says that an actor depends on the other, and another source that it does not,
    in the same domain."""
    sides: dict[tuple[str, str | None], tuple[set[str], set[str]]] = {}
    for each in stated:
        one = each.dependency
        yes, no = sides.setdefault((one.dependent, one.domain), (set(), set()))
        if one.modality in REFUSED:
            no.add(each.source)
        elif one.modality == "asserted" and one.change != "ended":
            yes.add(each.source)
    return any(len(yes | no) > 1 and yes and no for yes, no in sides.values())


def _order(stated: Stated) -> tuple[str, str, str, str]:
    one = stated.dependency
    return (str(stated.date), stated.source, one.statement, f"{one.dependent} {one.provider} {one.domain}")


def _rounded(value: float) -> float:
    return round(float(value), 4) + 0.0
