"""When two propositions cannot both be right: same happening, same stage, one value that differs.

Judged on the two texts alone; who printed them plays no part.
"""

from __future__ import annotations

import re

from communique.compare.differences import Differing, differences, same_of_series, setting
from communique.compare.likeness import Likeness, Weights, likeness
from communique.compare.propositions import Proposition

_ALL = re.compile(r"\W*(?:no one|nobody|none|nothing)\b", re.I)
LEAST = {"number": 0.42, "date": 0.6, "place": 0.32, "actor": 0.5, "polarity": 0.34, "other": 1.0}
"""How alike two propositions have to be before a difference of this sort is a contradiction."""
LEAST_LOW = {"number": 0.4, "polarity": 0.2}
"""The share of the longer one that the shorter has to cover, unless the longer covers all of it."""
RICH = 2.0
LEAST_LOW_RICH = 0.3
"""The same where the two share much: each goes on about other things."""
LEAST_SETTING = 0.85
LEAST_SETTING_SURE = 0.4
"""How much the sentences around must share where the two themselves are short or worded apart."""
LEAST_MASS = {"number": 1.0, "date": 2.0, "place": 0.8, "actor": 1.5, "polarity": 0.55, "other": 9.0}


def contradiction(
    a: Proposition, b: Proposition, weights: Weights, alike: Likeness | None = None
) -> Differing | None:
    """What `a` and `b`, told of one story, contradict each other on; None if they may both be right."""
    if a.stage != b.stage or a.stage in {"demand", "possible"}:
        return None
    if not (same_time(a, b) and _two_voices(a, b) and same_of_series(a, b)):
        return None
    alike = alike or likeness(a, b, weights)
    for differing in differences(a, b, weights):
        if a.side and a.side == b.side and differing.on not in {"number", "date"}:
            continue  # a ministry does not deny what its minister says: the words only seem to
        if differing.sure and setting(a, b, weights) >= LEAST_SETTING_SURE:
            return differing
        low, high = sorted((alike.left, alike.right))
        least = 0.0 if _denies_all(a) or _denies_all(b) else LEAST_LOW.get(differing.on, 0.0)
        if differing.on == "number" and alike.mass >= RICH:
            least = LEAST_LOW_RICH
        if low < least and high < 0.98:
            continue
        if alike.score < LEAST[differing.on] or alike.mass < LEAST_MASS[differing.on]:
            continue
        if differing.on != "polarity" or setting(a, b, weights) >= LEAST_SETTING:
            return differing
    return None


def _denies_all(p: Proposition) -> bool:
    """Whether a statement denies of everybody what any single case refutes ("nobody was hurt")."""
    return p.negative and _ALL.match(p.span.quote) is not None


def _two_voices(a: Proposition, b: Proposition) -> bool:
    """Whether two speak: within one article only people whom it quotes differ from each other."""
    if a.span.article != b.span.article:
        return True
    return a.holder != b.holder and "outlet" not in {a.holder, b.holder}


def same_time(a: Proposition, b: Proposition) -> bool:
    """Whether both may tell of the same time: their days meet, or one of them names none."""
    if a.anchor is None or b.anchor is None or a.stage != "done" or b.stage != "done":
        return True  # a plan's day is when it was made, or when it falls due; `differences` compares those
    return a.anchor.start <= b.anchor.end and b.anchor.start <= a.anchor.end
