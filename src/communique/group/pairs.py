"""How much speaks for two articles telling of one happening, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from communique.group.evidence import Signature
from communique.group.marks import compared
from communique.group.partial import fits
from communique.group.timing import When, gap, meet
from communique.group.topics import cosine

JOIN = 0.30
"""The score from which two articles belong together."""

WHOLE, LEADS, FACTS = 0.5, 0.25, 0.25
"""What the likeness of the texts, of their leads and of their facts is worth."""

STATES = 0.12
"""What it is worth to speak of the same states, at most."""

SAME_DAY, NARROW = 0.08, 0.18
"""What it is worth to happen on one day; to be bound to one time by independent evidence."""

LOOK_BACK = 35
"""How many days after a happening a column on it appears."""

FARTHER = -0.45
"""What days of the week say that are not even neighbours."""

LOOSE, TIGHT = 1500, 400
"""Days that each of two undated texts may leave open at most, and both together, to be bound."""

FIGURES, MOST_FIGURES = 0.05, 3
"""What each figure with its unit that both tell is worth, and how many count, where both are dated."""

UNDATED = 0.5
"""What a pair counts in which one has no date."""

FAR = 14
"""Days between two happenings from which they are never one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score of a pair; `apart` is True where time rules out that they are one happening.

    `weight` is how much the pair counts among others: less where a date is missing, since half of
    what could speak for it is.
    """

    score: float
    apart: bool
    because: str = ""
    weight: float = 1.0


def judge(a: Signature, b: Signature) -> Verdict:
    """The verdict on two articles; the order does not matter."""
    time, apart, because = time_evidence(a, b)
    content = (
        WHOLE * cosine(a.whole, b.whole) + LEADS * cosine(a.lead, b.lead) + FACTS * cosine(a.facts, b.facts)
    )
    actors = STATES * shared(a.states, b.states) if a.states and b.states else STATES / 2
    dated = a.moment.precise and b.moment.precise
    facts, differ = compared(a.marks, b.marks, dated=dated)
    if differ and dated and facts < 0:
        facts /= 2  # two days that are known say more than a town or a title
    if dated:
        facts += FIGURES * min(len(figures(a) & figures(b)), MOST_FIGURES)
    return Verdict(content + actors + time + facts, apart, because, 1.0 if dated else UNDATED)


def figures(one: Signature) -> frozenset[str]:
    """The figures of an article as "30 boat": a number and what it counts."""
    return frozenset(fact for fact in one.facts if fact[0].isdigit() and " " in fact)


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two attentions to states, 0 to 1."""
    product = sum(value * b.get(code, 0.0) for code, value in a.items())
    length = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return product / length if length else 0.0


def time_evidence(a: Signature, b: Signature) -> tuple[float, bool, str]:
    """What time says: a bonus or malus, whether it rules the pair out, and why."""
    days = gap(a.moment, b.moment)
    if a.moment.precise and b.moment.precise:
        if days >= FAR:
            return -1.0, True, f"{distance(days)} apart"
        return (
            SAME_DAY - 0.02 * min(days, 3) - 0.05 * max(days - 3, 0),
            False,
            f"{distance(days)} apart" if days else "on the same day",
        )
    if days > 3:
        return -1.0, True, f"{distance(days)} apart at least"
    because = f"{distance(days)} apart at least" if days else ""
    if _other_days(a, b):
        return -1.0, True, "they name different days of the week"
    bonus = bound_together(a.moment, b.moment) + weekday_evidence(a, b)
    return bonus + day_evidence(a, b), False, because


def bound_together(a: When, b: When) -> float:
    """What it says that independent evidence binds two undated texts to the same few months."""
    if max(a.days_left, b.days_left) > LOOSE:
        return 0.0
    common = sum(end.toordinal() - start.toordinal() + 1 for start, end in meet(a.windows, b.windows))
    return NARROW if common <= TIGHT else 0.0


def weekday_evidence(a: Signature, b: Signature) -> float:
    """What the days of the week named in the leads say, where one of the two has no date.

    A neighbouring day is often that of a second report; official texts name few days.
    """
    mine, other = _weekdays(a.moment), _weekdays(b.moment)
    if not mine or not other:
        return 0.0
    nearest = min(min((x - y) % 7, (y - x) % 7) for x in mine for y in other)
    dated = a.moment.precise or b.moment.precise
    if any(
        one.moment.precise and not one.moment.named and one.reading.article.kind == "analysis"
        for one in (a, b)
    ):
        return 0.0
    sure = all(one.moment.named or not one.moment.precise for one in (a, b))
    weight = (0.05, -0.04 if dated else -0.12, FARTHER, FARTHER)[nearest]
    return weight if sure or weight > 0 else weight / 3


def _other_days(a: Signature, b: Signature) -> bool:
    """Whether two undated reports each name one day of the week, and not neighbouring ones."""
    if a.moment.precise or b.moment.precise or "analysis" in (a.reading.article.kind, b.reading.article.kind):
        return False
    if len(a.moment.weekdays) != 1 or len(b.moment.weekdays) != 1:
        return False
    (mine,), (other,) = a.moment.weekdays, b.moment.weekdays
    return min((mine - other) % 7, (other - mine) % 7) > 1


def day_evidence(a: Signature, b: Signature) -> float:
    """What days named without a year in an undated text say about a happening that is dated."""
    score = 0.0
    for one, other in ((a, b), (b, a)):
        if not one.moment.precise and other.moment.precise:
            start = other.moment.windows[0][0]
            later = LOOK_BACK if one.reading.article.kind == "analysis" else 3
            fit = fits(one.moment.near, start.month, start.day, later=later)
            score += {1.0: 0.08, -1.0: -0.20}.get(fit, 0.0)
    return score


def _weekdays(moment: When) -> frozenset[int]:
    if moment.precise:
        start, end = moment.windows[0][0].toordinal(), moment.windows[-1][1].toordinal()
        return frozenset((day - 1) % 7 for day in range(start, min(end, start + 6) + 1))
    return moment.weekdays


def apart(a: Signature, b: Signature) -> str:
    """What keeps two look-alikes apart, in plain words."""
    _, ruled_out, because = time_evidence(a, b)
    if ruled_out or gap(a.moment, b.moment) > 0:
        return because
    _, differ = compared(a.marks, b.marks)
    if differ:
        return "they differ in " + ", ".join(
            f"{kind} ({'/'.join(sorted(a.marks[kind]))}, {'/'.join(sorted(b.marks[kind]))})"
            for kind in differ
        )
    if weekday_evidence(a, b) < 0:
        return "they name different days of the week"
    return "too little speaks for one happening"


def distance(days: int) -> str:
    """Days in words: "3 days", "5 weeks", "2 years"."""
    for least, length, word in ((700, 365, "year"), (60, 30.4, "month"), (14, 7, "week"), (1, 1, "day")):
        if days >= least:
            number = round(days / length)
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "0 days"
