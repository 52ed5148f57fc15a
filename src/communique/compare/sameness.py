"""When two propositions say the same: enough shared, the same stage and polarity, nothing that differs."""

from __future__ import annotations

from communique.compare.contradictions import same_time
from communique.compare.differences import (
    differences,
    same_counts,
    same_of_series,
    setting,
    stages_meet,
    tells_figure,
)
from communique.compare.likeness import Likeness, Weights, same_deadline, same_polarity
from communique.compare.propositions import Proposition

SAME = 0.56
"""Likeness from which two propositions of one happening say the same."""
SAME_FIGURE = 0.5
"""The same where a telling figure or a deadline agrees, or very much is shared."""
SAME_ACROSS = 0.72
"""The same across the stories of an arc, where only a standing fact is told again."""
MUCH, SAME_MUCH = 2.4, 0.47
"""Weight in common from which less likeness is enough: two long sentences that share much."""
MASS_FIGURE, SAME_MUCH_FIGURE = 1.7, 0.42
"""The same where they share a telling figure, which the weight in common holds already."""
MASS = 1.5
SHORT_MASS = 0.85
SHORT_DENIAL = 0.5
"""Weight in common: of ordinary statements, and of short ones and short denials that cover each other."""
WITHIN = 0.85
"""Likeness from which two statements of one article may stand in one claim."""


def same_claim(a: Proposition, b: Proposition, alike: Likeness, weights: Weights, *, one: bool) -> bool:
    """Whether `a` and `b` say the same; `one` tells that they are of one happening."""
    if a.negative == b.negative and (a.modality == "negated") != (b.modality == "negated"):
        return False  # "cannot fly without parts" affirms, but not what "talks are under way" does
    enough = _of_one_happening(a, b, alike, weights) if one else _standing_fact(a, b, alike)
    if not enough or not same_polarity(a, b) or not same_time(a, b):
        return False
    return may_stand_together(a, b, weights)


def may_stand_together(a: Proposition, b: Proposition, weights: Weights) -> bool:
    """Whether nothing keeps two propositions out of one claim."""
    alike = stages_meet(a, b) and same_counts(a, b) and same_of_series(a, b)
    return alike and not differences(a, b, weights)


def rank(a: Proposition, b: Proposition, alike: Likeness) -> float:
    """How well two propositions fit each other, the best pairs first to be joined."""
    return round(alike.score + min(alike.left, alike.right) - 0.15 * lopsided(a, b), 6)


def lopsided(a: Proposition, b: Proposition) -> int:
    """How many points only one of the two makes: a figure, a deadline."""
    due = [any(when.role == "until" for when in p.times) for p in (a, b)]
    return (tells_figure(a) != tells_figure(b)) + (due[0] != due[1])


def _of_one_happening(a: Proposition, b: Proposition, alike: Likeness, weights: Weights) -> bool:
    low, high = sorted((alike.left, alike.right))
    if lopsided(a, b) and low < 0.4:
        return False
    if alike.mass >= MASS and high >= 0.93 and low >= 0.2:
        return True  # a long sentence that says all of the short one, and more
    if alike.figures and alike.mass >= MASS_FIGURE and alike.score >= SAME_MUCH_FIGURE and low >= 0.3:
        return True
    if alike.mass >= MUCH and alike.score >= SAME_MUCH and low >= 0.3:
        return True
    backed = alike.figures or alike.mass >= 3 or same_deadline(a, b)
    if low < 0.3 or alike.score < (SAME_FIGURE if backed else SAME):
        return False
    if len(alike.shared) < 2 and not alike.figures and not (a.negative and b.negative):
        return False  # one word in common, however rare, is no claim
    if alike.mass >= MASS:
        return True
    if alike.mass < (SHORT_DENIAL if a.negative and b.negative else SHORT_MASS):
        return False
    if low >= (0.4 if a.negative and b.negative else 0.45) and tells_figure(a) == tells_figure(b):
        return True
    return high >= 0.95 and low >= 0.35 and setting(a, b, weights) >= 1.2


def _standing_fact(a: Proposition, b: Proposition, alike: Likeness) -> bool:
    """Across stories: no plans, no denials (nobody was hurt, each time), and figures or nearly all
    words agree."""
    low = min(alike.left, alike.right)
    if a.stage != "done" or a.negative or alike.score < SAME_ACROSS or alike.mass < MASS:
        return False
    return low >= 0.5 if alike.figures else low >= 0.75 and not (a.times or b.times)
