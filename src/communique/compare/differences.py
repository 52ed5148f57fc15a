"""In what two propositions about the same thing differ: number, date, place, actor, polarity.

Nothing here decides whether they are about the same thing; see `contradictions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.compare.likeness import INHERITED, KIND, Weights, agreeing, same_deadline
from communique.compare.measures import TIME_UNITS, Measure, agree, of_one_size, same_frame, same_unit, series
from communique.compare.propositions import Proposition, When
from communique.compare.words import (
    broader,
    common_concepts,
    concept,
    directed,
    opposed,
    speech_concepts,
)
from communique.records import Difference


@dataclass(frozen=True, slots=True, order=True)
class Differing:
    """One thing in which `a` and `b` differ. `mine` and `theirs` are offsets of the two values
    in their articles' texts, or None where the whole sentence tells it. `sure` if one rejects the
    other's very figure ("four days, not nine"); `among` how many figures of the two differ."""

    on: Difference
    mine: tuple[int, int] | None = None
    theirs: tuple[int, int] | None = None
    sure: bool = False
    among: int = 1


def differences(a: Proposition, b: Proposition, weights: Weights | None = None) -> tuple[Differing, ...]:
    """What the two cannot both be right about, if they speak of the same thing at the same time."""
    weights = weights or Weights()
    found = [*_numbers(a, b), *_polarity(a, b, weights), *_places(a, b), *_dates(a, b), *_sides(a, b)]
    return tuple(found)


def stages_meet(a: Proposition, b: Proposition) -> bool:
    """Whether both are told as done, or both as to come: a plan is not its outcome.

    What may be and what will be are both to come. To have signed, agreed or granted and to have
    pledged are one stage, and so is what is told as done but falls due at the same time as the plan.
    """
    if a.stage == b.stage or {a.stage, b.stage} == {"future", "possible"}:
        return True
    if {a.stage, b.stage} != {"future", "done"}:
        return False
    plan, done = (a, b) if a.stage == "future" else (b, a)
    if same_deadline(a, b):
        return True
    chief = next((t.concept for t in done.terms if t.verb), "")
    if chief in _BINDING and any(value >= 10 for value in agreeing(a, b)):
        return True  # "had accepted 600 a year", "will let in 600 a year"
    return "expected" not in {plan.modality, done.modality} and bool(done.concepts & _BINDING)


SAID, SAID_WITHOUT_SUBJECT, SAID_OF_STRANGERS = 0.6, 0.45, 1.2
"""The share of a denial, by weight, that the other has to say: with its subject and under another name
of it, and the least weight then."""

_SHORT_TERM = re.compile(r"\S+(?:\s+\S+){0,2}?[”’\"]\s+\w")
_CLAIM = re.compile(
    r"\b(?:claims?|reports?|allegations?|accusations?|assertions?|suggestions?|rumou?rs?|charges?)\s+(?:that|of)\b"
    r"|\bden(?:y|ies|ied|ying)\b[^.;]{0,80}?\bthat\b",
    re.I,
)
"""What is denied stands behind "the claim that"."""
_BINDING = frozenset({"agree", "sign", "promise", "accept", "extend", "contract", "announc"})


# ------------------------------------------------------------------ numbers


def _numbers(a: Proposition, b: Proposition) -> Iterator[Differing]:
    """Numbers of the same unit, of the same things, in the same part, none of which agree.

    Where two figures agree the third is told otherwise, not differently; where several differ the
    accounts may be of different things (one raid and all raids).
    """
    if not a.measures or not b.measures:
        return
    found = [pair for x in a.measures for pair in _rivals(a, x, b)]
    if found and len(agreeing(a, b)) < 2:
        count = len({x.start for x, _ in found})
        for x, y in found:
            yield Differing("number", (x.start, x.end), (y.start, y.end), among=count)
        return
    for one, other, swap in ((a, b, False), (b, a, True)):
        for x in one.measures:
            if x.role != "rejected":
                continue
            held = [z for z in one.measures if z.role in {"plain", "part"} and same_unit(z, x)]
            for y in other.measures:
                if y.role in {"plain", "part"} and same_unit(x, y) and agree(x, y):
                    mine = (held[0].start, held[0].end) if held else (x.start, x.end)
                    pair = (mine, (y.start, y.end))
                    yield Differing("number", *(pair[::-1] if swap else pair), sure=True)
                    return


def rivals(a: Proposition, b: Proposition) -> bool:
    """Whether some number of the one has another value in the other."""
    return any(True for x in a.measures for _ in _rivals(a, x, b))


def _rivals(a: Proposition, x: Measure, b: Proposition) -> Iterator[tuple[Measure, Measure]]:
    """A measure of `a` with the first of `b` that counts the same and is another, if none agrees."""
    if x.role not in {"plain", "rate", "each", "change", "part"}:
        return
    if any(agree(x, y) for y in b.measures if same_unit(x, y, loose=True)):
        return
    for y in b.measures:
        if not (_comparable(x, y) or _same_whole(a, x, b, y)) or not _aligned(a, x, b, y):
            continue
        if "part" in {x.role, y.role} and not _same_doing(a, b):
            continue
        if not any(agree(z, y) for z in a.measures if same_unit(z, y) and z.role != "rejected"):
            yield x, y
        return


def _comparable(x: Measure, y: Measure) -> bool:
    roles = x.role == y.role or {x.role, y.role} in ({"plain", "rate"}, {"plain", "part"})
    return roles and same_unit(x, y) and of_one_size(x, y) and same_frame(x, y)


def _same_doing(a: Proposition, b: Proposition) -> bool:
    """Whether one telling verb is told in both."""
    verbs = {t.concept for t in (*a.terms, *b.terms) if t.verb}
    return bool((verbs & a.concepts & b.concepts) - common_concepts())


def _same_whole(a: Proposition, x: Measure, b: Proposition, y: Measure) -> bool:
    """Whether two parts are told of one whole: "40 out of 90 boats", "only 30 of the 90"."""
    if {x.role, y.role} - {"plain", "part"} or (x.stated and y.stated):
        return False
    wholes = [m for m in b.measures if m.role == "whole"]
    return any(m.value == n.value for m in a.measures if m.role == "whole" for n in wholes)


def _aligned(a: Proposition, x: Measure, b: Proposition, y: Measure) -> bool:
    """Whether the two numbers stand with the same doing or thing, beyond their unit."""
    units = x.units | y.units
    mine, theirs = near(a, x) - units, near(b, y) - units
    names = {t.concept for t in (*a.terms, *b.terms) if t.kind != "word"}  # whom it is told of, not what
    return bool((mine & theirs) - common_concepts() - names)


def near(p: Proposition, m: Measure) -> frozenset[str]:
    """The concepts that stand about a number, within its clause or so."""
    return frozenset(t.concept for t in p.terms if -90 < t.start - m.start < 90)


def same_of_series(a: Proposition, b: Proposition) -> bool:
    """Whether the two do not speak of different ones of a series (the first half, the second half)."""
    mine, theirs = series(a.span.quote), series(b.span.quote)
    if not mine or not theirs:
        return True
    return all(mine[thing] & theirs[thing] for thing in mine if thing in theirs)


def same_counts(a: Proposition, b: Proposition) -> bool:
    """Whether the two count the same sort of thing, if both count anything: boats are not tonnes."""
    mine, theirs = _counted(a), _counted(b)
    if not mine or not theirs or agreeing(a, b):
        return True
    return any(same_unit(x, y, loose=True) for x in mine for y in theirs)


def _counted(p: Proposition) -> list[Measure]:
    return [m for m in p.measures if m.stated and m.role != "rejected" and not is_duration(m)]


def is_duration(m: Measure) -> bool:
    """Whether a number counts hours, days or the like."""
    return not m.units.isdisjoint(_durations())


@cache
def _durations() -> frozenset[str]:
    return frozenset(concept(unit) for unit in TIME_UNITS)


# ------------------------------------------------------------------ polarity


def _polarity(a: Proposition, b: Proposition, weights: Weights) -> Iterator[Differing]:
    """One denies what the other says, or they say opposite things."""
    if a.negative != b.negative:
        denier, sayer = (a, b) if a.negative else (b, a)
        if _denies(denier, sayer, weights):
            yield Differing("polarity")
            return
    elif not a.negative:
        against, doing = opposed(), weights.weighed(b).verbs
        for x in weights.weighed(a).verbs:
            met = against[x] & doing if x in against else ()
            if met and x not in b.concepts and any(y not in a.concepts for y in met):
                yield Differing("polarity")
                return


def _denies(denier: Proposition, sayer: Proposition, weights: Weights) -> bool:
    """Whether what the one denies is nearly all said by the other: "nobody was hurt", "two were hurt"."""
    chief = denier.predicate
    if denier.modality == "denied" and _turns_down(denier, sayer, weights):
        return True
    if not chief or chief in speech_concepts() or chief in common_concepts():
        return False
    if sum(term.concept == chief for term in denier.terms) > 1 and denier.modality != "denied":
        return False  # "the deal was no treaty" says what it is, not that there was none
    have, whole, said = sayer.concepts - sayer.aside, 0.0, 0.0
    above = {up for name in have for up in broader().get(name, ())}
    told = [t for t in sayer.terms if t.concept == chief]
    if told and not any(t.kind == "word" and not _marked(sayer, t.start) for t in told):
        return False  # the "Save the Bees" alliance has not saved them
    if chief not in have and chief not in above and not broader().get(chief, frozenset()) & have:
        return False
    for mine, theirs in zip(_states_beside(denier, chief), _states_beside(sayer, chief), strict=True):
        if mine and theirs and not mine & theirs:
            return False  # "none of the Chadians was hurt" says nothing of three Nigeriens
    if denier.measures and not agreeing(denier, sayer):
        return False  # "two of them did not vote": others may have
    around = have | sayer.context
    strange = [
        name
        for name in sorted(denier.subject)
        if name not in around and name not in above and not broader().get(name, frozenset()) & around
    ]
    for term in denier.terms:
        if term.concept not in denier.denied or term.concept.startswith("@"):
            continue
        if term.concept in denier.aside and term.concept != chief:
            continue  # "hurt by the guards" denies the hurt, by whomever
        weight = weights.of(term)
        whole += weight
        if term.concept in have or term.concept in above:
            said += weight
        elif broader().get(term.concept, frozenset()) & have:
            said += KIND * weight
        elif term.concept in sayer.context:
            said += INHERITED * weight
    # Who did it goes by many names; where none of them is known, more of the rest has to be.
    if strange and (denier.modality != "denied" or said < SAID_OF_STRANGERS):
        return False
    return whole > 0 and said / whole >= (SAID_WITHOUT_SUBJECT if strange else SAID)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+\s+)?$", re.I)
_BESIDE = 34
"""Characters between a doing and the state whose people it is told of."""


def _states_beside(p: Proposition, chief: str) -> tuple[frozenset[str], frozenset[str]]:
    """The states named close to a concept of a proposition: of whom it is told, and to whom it is done."""
    sides: tuple[set[str], set[str]] = set(), set()
    for at in (t.start for t in p.terms if t.concept == chief):
        offset = at - p.span.start
        passive = _PASSIVE.search(p.span.quote, max(0, offset - 24), offset) is not None
        for t in p.terms:
            if t.kind == "state" and 0 < abs(t.start - at) <= _BESIDE:
                sides[(t.start > at) != passive].add(t.concept)
    return frozenset(sides[0]), frozenset(sides[1])


def _turns_down(denier: Proposition, sayer: Proposition, weights: Weights) -> bool:
    """Whether somebody denies outright nearly all that the other says, in other words or not."""
    answers = weights.weighed(sayer).answers
    whole = said = 0.0
    words: set[str] = set()
    claim = _CLAIM.search(denier.span.quote[:2000])
    least = denier.span.start + (claim.end() if claim is not None else 0)
    behind = {t.concept for t in denier.terms if t.start >= least}
    for name, weight, _ in weights.weighed(denier).items:
        if name in speech_concepts() or name in denier.aside or name not in behind:
            continue
        whole += weight
        said += weight * answers.get(name, 0.0)
        if name in sayer.concepts and name[0] != "@" and name not in common_concepts():
            words.add(name)
    return len(words) >= 2 and said >= SAID * whole


def _marked(p: Proposition, at: int) -> bool:
    """Whether a word opens a name or a term in quotation marks: two or three words at most."""
    words, at = p.span.quote, at - p.span.start
    return at > 0 and words[at - 1] in '“‘"' and _SHORT_TERM.match(words, at, at + 60) is not None


def setting(a: Proposition, b: Proposition, weights: Weights) -> float:
    """How much the surroundings of the two have in common, whatever they say: the telling concepts
    that stand in both or in the sentences they lean on."""
    one, other = weights.weighed(a), weights.weighed(b)
    mine, theirs = one.each, other.each
    total = 0.0
    for name in sorted(one.around & other.around):
        if name in mine:
            total += (1.0 if name in theirs else 0.6) * mine[name]
        else:
            total += 0.6 * theirs[name] if name in theirs else 0.25 * 0.5
    return total


# ------------------------------------------------------------------ places


def _places(a: Proposition, b: Proposition) -> Iterator[Differing]:
    """On the ground of different states, or inside of one and outside of it."""
    if a.negative or b.negative or not a.grounds or not b.grounds:
        return
    mine, theirs = a.grounds, b.grounds
    inside = {p for p in mine if p[0] != "-"}, {p for p in theirs if p[0] != "-"}
    turned = {p[1:] for p in mine - inside[0]} & inside[1] or {p[1:] for p in theirs - inside[1]} & inside[0]
    if turned or (inside[0] and inside[1] and not inside[0] & inside[1]):
        yield Differing("place")


# ------------------------------------------------------------------ dates


def _dates(a: Proposition, b: Proposition) -> Iterator[Differing]:
    """Times that play the same part and do not meet."""
    for x in a.times:
        rivals = [y for y in b.times if x.role == y.role and _precise(x) and _precise(y)]
        if rivals and not any(_meet(x, y) for y in b.times):
            if any(_meet(z, y) for z in a.times for y in rivals):
                continue
            y = rivals[0]
            yield Differing("date", (x.start, x.end), (y.start, y.end))
            return


def _precise(when: When) -> bool:
    return when.interval.precision in {"day", "week", "month"}


def _meet(x: When, y: When) -> bool:
    return x.interval.start <= y.interval.end and y.interval.start <= x.interval.end


# ------------------------------------------------------------------ who does it to whom


def _sides(a: Proposition, b: Proposition) -> Iterator[Differing]:
    """The same doing with its two sides exchanged."""
    for x in a.doings:
        for y in b.doings:
            if y.concept == x.concept:
                agent, patient = y.agent, y.patient
            elif directed().get(x.concept) == y.concept or directed().get(y.concept) == x.concept:
                agent, patient = y.patient, y.agent
            else:
                continue
            if agent and patient and x.agent == patient and x.patient == agent:
                yield Differing("actor")
                return
