"""When two propositions say the same: enough shared, the same stage and polarity, nothing that differs."""

from __future__ import annotations

from communique.compare.contradictions import same_time
from communique.compare.differences import differences, same_counts, same_of_series, stages_meet
from communique.compare.likeness import Weights, same_polarity
from communique.compare.measures import agree, same_unit
from communique.compare.propositions import Proposition
from communique.compare.scoring import Pair, ceiling, probability

SAME = 0.3
"""Probability from which two propositions say the same."""
ALIKE = 0.3
"""Mean likeness from which statements that were joined one by one may stand in one claim."""
WITHIN = 0.85
"""Likeness from which two statements of one article may stand in one claim."""
WORD_FOR_WORD = 0.92
"""Share of each that the other covers from which no more is asked."""


def may_say_same(pair: Pair) -> bool:
    """Whether the two could say the same, whatever takes longer to find out."""
    return ceiling(pair) >= SAME or min(pair.alike.left, pair.alike.right) >= WORD_FOR_WORD


def says_same(pair: Pair, weights: Weights) -> float | None:
    """How likely the two say the same, where they do; None where they do not."""
    if not may_say_same(pair):
        return None
    chance = probability(pair, weights)
    return chance if same_claim(pair, chance, weights) else None


def same_claim(pair: Pair, chance: float, weights: Weights) -> bool:
    """Whether the two say the same; `chance` is how likely they do by `scoring`."""
    a, b = pair.a, pair.b
    if chance < SAME and min(pair.alike.left, pair.alike.right) < WORD_FOR_WORD:
        return False
    if a.span.quote.endswith("?") != b.span.quote.endswith("?"):
        return False  # who asks says nothing
    if a.negative == b.negative and (a.modality == "negated") != (b.modality == "negated"):
        return False  # "cannot fly without parts" affirms, but not what "talks are under way" does
    if not same_polarity(a, b) or not same_time(a, b):
        return False
    return may_stand_together(a, b, weights)


def may_stand_together(a: Proposition, b: Proposition, weights: Weights) -> bool:
    """Whether nothing keeps two propositions out of one claim."""
    alike = stages_meet(a, b) and same_counts(a, b) and same_of_series(a, b) and not _count_otherwise(a, b)
    return alike and not differences(a, b, weights)


def _count_otherwise(a: Proposition, b: Proposition) -> bool:
    """Whether both count in one unit ("tonnes") and no count of the one is any of the other's: they
    count different things, or differ on one."""
    met = [(x, y) for x in a.measures for y in b.measures if same_unit(x, y)]
    return bool(met) and not any(agree(x, y) for x, y in met)
