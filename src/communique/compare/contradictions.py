"""When two propositions cannot both be right: same happening, same stage, one value that differs.

Judged on the two texts alone; who printed them plays no part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.compare.differences import Differing, differences, rivals, same_of_series, setting
from communique.compare.exclusive import excludes, other_doer, ruled_out
from communique.compare.figures import apart, company, countable, of_one_thing, rival_counts
from communique.compare.likeness import Likeness, Weights, agreeing, likeness
from communique.compare.measures import Measure
from communique.compare.moments import same_moment
from communique.compare.opposing import opposite_mains, same_who, tells_enough, there_or_not, told_as_so
from communique.compare.propositions import Proposition
from communique.compare.words import concept_set

Stretch = tuple[int, int]

_PERSONAL = re.compile(r"\b(?:I|you|me|my|your)\b|\b(?:later|since then|afterwards?)\b")
"""What somebody says of himself or his hearer, or of a later time, denies nothing that others tell."""
_ALL = re.compile(r"\W*(?:no one|nobody|none|nothing)\b", re.I)
LEAST = {"number": 0.42, "date": 0.6, "place": 0.5, "actor": 0.5, "polarity": 0.34, "other": 1.0}
"""How alike two propositions have to be before a difference of this sort is a contradiction."""
LEAST_LOW = {"number": 0.33, "polarity": 0.2}
"""The share of the longer one that the shorter has to cover, unless the longer covers all of it."""
MANY = 0.6
"""How alike two propositions have to be that differ in several numbers."""
RICH = 2.0
LEAST_LOW_RICH = 0.2
"""The same where the two share much: each goes on about other things."""
LEAST_SETTING = 0.85
LEAST_SETTING_SURE = 0.4
"""How much the sentences around must share where the two themselves are short or worded apart."""
LEAST_MASS = {"number": 1.0, "date": 1.8, "place": 1.2, "actor": 1.5, "polarity": 0.75, "other": 9.0}

LEAST_MASS_RULED_OUT = 0.8
LEAST_SETTING_RULED_OUT, LEAST_SETTING_THERE = 0.8, 1.2
"""The same where one rules out what the other tells, and where one tells of a thing that the other misses."""
LEAST_COUNT, LEAST_MASS_COUNT, LEAST_SETTING_COUNT = 0.2, 0.45, 0.8
"""How alike, and how much around them shared, where both count the same things in the same doing."""
LEAST_DAY, LEAST_LOW_DAY = 0.55, 0.5
"""How alike two statements have to be that tell one thing of two days."""
LEAST_COMPANY = ((0.9, 0.6), (0.5, 0.75))
"""The weight of the telling words beside two figures of a plain unit (days, dollars) that answer each
other, and how alike the whole has to be then."""
_FORMERLY = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|used to|until now|at the time|originally|initially)\b", re.I
)
"""What is told of an earlier time is no rival of what holds now."""

_LEAST_ANY, _LEAST_MASS_ANY = min(LEAST.values()), min(LEAST_MASS.values())


def contradiction(
    a: Proposition, b: Proposition, weights: Weights, alike: Likeness | None = None
) -> Differing | None:
    """What `a` and `b`, told of one story, contradict each other on; None if they may both be right."""
    alike = alike or likeness(a, b, weights)
    if not may_differ(a, b, alike):
        return None
    if _formerly(a.span.quote) != _formerly(b.span.quote):
        return None
    if not same_time(a, b) and _two_voices(a, b):
        return _other_day(a, b, weights, alike)
    if not (same_time(a, b) and _two_voices(a, b) and same_of_series(a, b)):
        return None
    found = _exclusive(a, b, weights)
    if found is not None:
        return found
    if a.stage == b.stage == "done" and there_or_not(a, b, weights):
        return Differing("polarity") if setting(a, b, weights) >= LEAST_SETTING_THERE else None
    staged = a.stage == b.stage and a.stage not in {"demand", "possible"}
    if staged and a.negative == b.negative and alike.score >= LEAST_COUNT and alike.mass >= LEAST_MASS_COUNT:
        counts = rival_counts(a, b)
        if counts is not None and setting(a, b, weights) >= LEAST_SETTING_COUNT:
            x, y = counts
            if same_moment(a.span.quote, b.span.quote, passing=False) and not _contrasted(a, b):
                return Differing("number", (x.start, x.end), (y.start, y.end))
    for differing in differences(a, b, weights):
        if not staged and not (differing.sure and {a.stage, b.stage} == {"done", "possible"}):
            continue
        if differing.on == "place" and a.span.article == b.span.article:
            continue  # one text tells of several places; two texts may differ on one
        if _one_side(a, b) and differing.on not in {"number", "date"}:
            continue  # a ministry does not deny what its minister says: the words only seem to
        if differing.on == "polarity" and any(_PERSONAL.search(p.span.quote) for p in (a, b)):
            continue
        if differing.on == "number" and (_contrasted(a, b) or (differing.among > 1 and alike.score < MANY)):
            continue
        if differing.sure and setting(a, b, weights) >= LEAST_SETTING_SURE:
            return differing
        if differing.on == "date" and not _other_words(a, differing.mine, b, differing.theirs):
            continue
        if differing.on == "number" and not _of_one_thing(a, b, differing, weights, alike):
            continue
        if differing.on == "polarity" and not _of_one_doing(a, b, weights):
            continue
        passing = differing.on == "number" and _passing(a, differing)
        if not same_moment(a.span.quote, b.span.quote, passing=passing) and _compares(a, b, differing):
            continue
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


@lru_cache(maxsize=20_000)
def _formerly(text: str) -> bool:
    return _FORMERLY.search(text[:2000]) is not None


def _exclusive(a: Proposition, b: Proposition, weights: Weights) -> Differing | None:
    """Where one rules out what the other tells: "in A and not in B", "by A alone"."""
    if not excludes(a.span.quote) and not excludes(b.span.quote):
        return None
    if {a.stage, b.stage} & {"demand", "possible"} or setting(a, b, weights) < LEAST_SETTING_RULED_OUT:
        return None
    out = ruled_out(a, b)
    if out is not None:
        sort = {
            t.kind for p, (start, _) in zip((a, b), out, strict=True) for t in p.terms if t.start == start
        }
        return Differing("place" if sort <= {"state"} else "other", *out)
    other = other_doer(a, b) if a.stage == b.stage else None
    return Differing("actor", *other) if other is not None else None


def _other_day(a: Proposition, b: Proposition, weights: Weights, alike: Likeness) -> Differing | None:
    """The day on which they differ, where two tell of one thing that is done once ("approved on 3 May").

    Days that the two sentences themselves name for one telling verb; much else has to be the same.
    """
    if a.negative or b.negative or (a.measures and b.measures and rivals(a, b) and not agreeing(a, b)):
        return None
    if (
        alike.score < LEAST_DAY
        or min(alike.left, alike.right) < LEAST_LOW_DAY
        or alike.mass < LEAST_MASS["date"]
    ):
        return None
    if not same_of_series(a, b) or not once(a) & once(b):
        return None
    found = (d for d in differences(a, b, weights) if d.on == "date" and d.mine and d.theirs)
    return next((d for d in found if _other_words(a, d.mine, b, d.theirs)), None)


def _other_words(a: Proposition, mine: Stretch | None, b: Proposition, theirs: Stretch | None) -> bool:
    """Whether two times are told in other words: "next month" in two texts differs by what it was read
    beside, not by what it says."""
    one, other = (_words(p, stretch) for p, stretch in ((a, mine), (b, theirs)))
    return one not in other and other not in one


def _words(p: Proposition, stretch: Stretch | None) -> str:
    start, end = stretch or (p.span.start, p.span.end)
    return p.span.quote[max(0, start - p.span.start) : max(0, end - p.span.start)].lower()


def once(p: Proposition) -> frozenset[str]:
    """The doings of a statement that are done once: approving, delivering, signing."""
    return frozenset(t.concept for t in p.terms if t.verb) & concept_set("once.txt")


def _of_one_thing(
    a: Proposition, b: Proposition, differing: Differing, weights: Weights, alike: Likeness
) -> bool:
    """Whether nothing sets the two figures apart, and their unit or the words beside them say of what."""
    x, y = _measure_at(a, differing.mine), _measure_at(b, differing.theirs)
    if x is None or y is None:
        return True
    if apart(a, x, b, y):
        return False
    if (countable(x) and countable(y)) or of_one_thing(a, x, b, y):
        return True
    beside = company(a, x, b, y, weights)
    return any(beside >= least and alike.score >= score for least, score in LEAST_COMPANY)


def _measure_at(p: Proposition, stretch: tuple[int, int] | None) -> Measure | None:
    return next((m for m in p.measures if (m.start, m.end) == stretch), None)


def _of_one_doing(a: Proposition, b: Proposition, weights: Weights) -> bool:
    """Whether the one tells as so what the other denies, or both name first what they say opposites of."""
    if a.negative == b.negative:
        return opposite_mains(a, b, weights)
    denier, sayer = (a, b) if a.negative else (b, a)
    return told_as_so(denier, sayer) and same_who(denier, sayer) and tells_enough(denier, sayer)


def may_differ(a: Proposition, b: Proposition, alike: Likeness) -> bool:
    """Whether the two are told alike enough, and of one stage, for any difference to count: the cheap
    part of what `contradiction` asks. One that is sure, since it rejects a figure, is always looked at."""
    if any(m.role == "rejected" for p in (a, b) for m in p.measures):
        return True
    if alike.mass >= LEAST_MASS_RULED_OUT and (excludes(a.span.quote) or excludes(b.span.quote)):
        return True
    if a.stage != b.stage or a.stage in {"demand", "possible"}:
        return False
    if a.negative != b.negative and alike.mass >= LEAST_MASS_RULED_OUT:
        return True
    if a.measures and b.measures and alike.score >= LEAST_COUNT and alike.mass >= LEAST_MASS_COUNT:
        return True
    return alike.score >= _LEAST_ANY and alike.mass >= _LEAST_MASS_ANY


def _one_side(a: Proposition, b: Proposition) -> bool:
    """Whether both are told by one person or one state with its ministries and ministers."""
    return bool(a.side and a.side == b.side) or (len(a.holder) == 16 and a.holder == b.holder)


def _passing(a: Proposition, differing: Differing) -> bool:
    """Whether the number is a sum or a share, which may change by the hour."""
    return any((m.start, m.end) == differing.mine and (m.money or "percent" in m.units) for m in a.measures)


def _compares(a: Proposition, b: Proposition, differing: Differing) -> bool:
    """Whether two values are set against each other, not one account against its denial."""
    return differing.on == "number" or (differing.on == "polarity" and not a.negative and not b.negative)


def _contrasted(a: Proposition, b: Proposition) -> bool:
    """Whether one article sets two things beside each other: "teachers earn 40 dollars, clerks 60"."""
    if a.span.article != b.span.article:
        return False
    mine, theirs = _head(a), _head(b)
    apart = mine not in b.concepts and theirs not in a.concepts
    return bool(mine and theirs) and apart and mine in b.context and theirs in a.context


def _head(p: Proposition) -> str:
    """The first plain word before a proposition's first number: of what it is told."""
    first = min((m.start for m in p.measures), default=0)
    return next((t.concept for t in p.terms if t.kind == "word" and not t.verb and t.start < first), "")


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
