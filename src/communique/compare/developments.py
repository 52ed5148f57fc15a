"""The same thing told at two times: a toll that grows, a plan that is carried out, what had not come yet.

Such a pair is no contradiction, since both may be right, and it does not say the same. Which of the
two came first is read off the days on which they were told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from communique.compare.contradictions import Stretch
from communique.compare.differences import Differing, same_of_series
from communique.compare.figures import doings_of, rival_counts
from communique.compare.likeness import Likeness, Weights
from communique.compare.measures import Measure
from communique.compare.propositions import Proposition
from communique.compare.words import common_concepts, speech_concepts, word_set
from communique.records import Claim, Development, Interval, Span

LEAST, LEAST_LOW, LEAST_MASS = 0.5, 0.4, 1.3
"""How alike a plan and what is told of it later have to be."""
LEAST_COUNT, LEAST_MASS_COUNT = 0.2, 0.45
"""The same where both count one thing in one doing."""

_YET = re.compile(r"\b(?:yet|so far|still|until now|to date|as of)\b", re.I)
_NO_LONGER = re.compile(r"\b(?:no longer|any ?more|not any longer)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:promis|pledg|undert|agree|expect|due|set|plan|vow|commit|decid|intend|aim|schedul|is|are"
    r"|was|were)\w*\s+(?:\w+\s+){0,3}?to)\s+(?:(?:be|have|also|soon|then|it)\s+)*",
    re.I,
)
"""What stands before the verb of a plan."""
_REACH = 16
"""Characters behind "will" in which the verb stands that it is told of."""
_NO_PLAN = frozenset({"demanded", "hypothetical"})


MOST = 4
"""Earlier claims that one claim may carry on: those most like it."""


@dataclass(frozen=True, slots=True)
class Developing:
    """In what the later of two propositions carries the earlier on; `first` tells whether the earlier is
    `a`. `mine` and `theirs` are the stretches of the two values, None where the whole tells it."""

    on: Literal["number", "stage", "polarity"]
    first: bool
    mine: Stretch | None = None
    theirs: Stretch | None = None


def may_develop(a: Proposition, b: Proposition, alike: Likeness) -> bool:
    """Whether one may carry the other on, by what is cheap to tell."""
    if (a.stage == "done") == (b.stage == "done"):
        return False
    low = min(alike.left, alike.right)
    return alike.score >= LEAST and low >= LEAST_LOW and alike.mass >= LEAST_MASS


def development(
    a: Proposition, b: Proposition, weights: Weights, alike: Likeness, told: tuple[dt.date, dt.date]
) -> Developing | None:
    """How the one carries the other on; None where it does not. `told` are the days on which the two
    were told; of one day nothing is known to have come first."""
    if told[0] == told[1] or not same_of_series(a, b):
        return None
    first = told[0] < told[1]
    earlier, later = (a, b) if first else (b, a)
    if may_develop(a, b, alike):
        return Developing("stage", first) if _carried_out(earlier, later, min(told)) else None
    if a.stage == b.stage == "done" and a.negative == b.negative:
        grown = _grown(earlier, later, alike)
        if grown is not None:
            x, y = ((m.start, m.end) for m in (grown if first else grown[::-1]))
            return Developing("number", first, x, y)
    return None


def settles(a: Proposition, b: Proposition, differing: Differing, told: tuple[dt.date, dt.date]) -> bool:
    """Whether what looks like a contradiction only tells of two times: "not yet", "no longer"."""
    if abs((told[0] - told[1]).days) < 2 or differing.on != "polarity" or a.negative == b.negative:
        return False
    first = told[0] < told[1]
    denier = a if a.negative else b
    before = denier is (a if first else b)
    return (_YET if before else _NO_LONGER).search(denier.span.quote[:2000]) is not None


def _carried_out(plan: Proposition, later: Proposition, day: dt.date) -> bool:
    """Whether the later tells as done, or as not done, what the earlier tells on a `day` as to come."""
    if plan.stage != "future" or later.stage != "done" or plan.negative:
        return False
    if plan.modality in _NO_PLAN or later.modality == "denied":
        return False
    if later.times and all(when.interval.end < day for when in later.times):
        return False  # what was done before the plan was made
    ahead = [plan.span.start + m.end() for m in _AHEAD.finditer(plan.span.quote[:2000])]
    doings = {t.concept for t in plan.terms if any(0 <= t.start - at < _REACH for at in ahead)}
    done = {t.concept for t in later.terms if t.verb}
    return bool((doings & done) - common_concepts() - speech_concepts())


def _grown(earlier: Proposition, later: Proposition, alike: Likeness) -> tuple[Measure, Measure] | None:
    """The two values of a count that only grows, the later no smaller: the dead, the delivered."""
    if alike.score < LEAST_COUNT or alike.mass < LEAST_MASS_COUNT:
        return None
    counts = rival_counts(earlier, later, people=True)
    if counts is None or counts[0].value >= counts[1].value:
        return None
    kinds = doings_of(earlier, counts[0]) & doings_of(later, counts[1])
    return counts if kinds & word_set("growing.txt") else None


class Told(Protocol):
    """What is known of statements, by their ids."""

    def told(self, name: str) -> Interval | None:
        """The day on which a statement was told."""

    def value(self, name: str, stretch: Stretch | None) -> Span:
        """The words of a value in a statement."""

    def likeness(self, one: str, other: str) -> float:
        """How alike two statements are."""


def carry_on(
    claims: Iterable[Claim], pairs: Mapping[tuple[str, str], Developing], ids: Mapping[str, str], told: Told
) -> list[Claim]:
    """The claims with the earlier ones that they carry on, each shown by the two statements most alike.

    `pairs` are of statements, `ids` their claims. Claims that contradict each other do not.
    """
    found = {claim.id: claim for claim in claims}
    apart = {(claim.id, other.claim) for claim in found.values() for other in claim.contradicts}
    lines: dict[str, list[Development]] = defaultdict(list)
    for i, j in sorted(pairs, key=lambda pair: (-round(told.likeness(*pair), 6), pair)):
        pair = pairs[i, j]
        first, later = (i, j) if pair.first else (j, i)
        mine, theirs = (pair.mine, pair.theirs) if pair.first else (pair.theirs, pair.mine)
        one, other, days = ids[first], ids[later], (told.told(first), told.told(later))
        if one == other or (one, other) in apart or len(lines[other]) >= MOST:
            continue
        if days[0] is None or days[1] is None:
            continue
        apart |= {(one, other), (other, one)}
        spans = told.value(first, mine), told.value(later, theirs)
        lines[other].append(Development(one, pair.on, spans, (days[0], days[1])))
    return [
        replace(claim, develops=tuple(sorted(lines[name], key=lambda line: line.claim)))
        if name in lines
        else claim
        for name, claim in found.items()
    ]
