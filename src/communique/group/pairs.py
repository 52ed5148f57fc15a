"""How much speaks for two articles telling of one happening, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.group.evidence import Signature
from communique.group.marks import compared
from communique.group.partial import fits
from communique.group.timing import When, gap, meet
from communique.group.topics import products

JOIN = -2.5
"""The score from which two articles belong together, as the mean over the pairs of two groups."""

BIAS, WHOLE, LEADS, NAMES, NUMBERS, MISSING, CLOSE, LATER = -3.1, 6.2, 4.8, 2.7, 0.4, -3.15, 2.25, -0.34
"""Weights of a logistic score, from cross-validation over topics: of the likeness of the texts, of
their leads and of their names, of each number that both tell (up to three), of the share of the
names of one lead that the other article lacks, of days less than four apart, of the logarithm of more."""

FEW_DAYS = 3
"""Days apart that say that two dated articles may be of one happening."""

LEAST, LOWEST, HIGHEST = 0.05, -6.0, 6.0
"""Texts less alike than `LEAST` have the lowest score; scores stay between the bounds."""

SCALE = 0.0
"""What the bonuses of marks, weekdays and bounds count for in the score."""

NARROW = 0.18
"""What it is worth to be bound to one time by independent evidence."""

LOOK_BACK = 35
"""How many days after a happening a column on it appears."""

FARTHER = -0.45
"""What days of the week say that are not even neighbours."""

LOOSE, TIGHT = 1500, 400
"""Days that each of two undated texts may leave open at most, and both together, to be bound."""

MOST_NUMBERS = 3

FAR = 6
"""Days between two happenings of a kind that comes again, from which they are never one."""


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


UNLIKE = Verdict(LOWEST, False)
"""The verdict on texts that have too little in common, whatever their times."""


def judge(a: Signature, b: Signature) -> Verdict:
    """The verdict on two articles; the order does not matter."""
    return judge_all(a, (b,))[0]


def judge_all(one: Signature, others: Sequence[Signature]) -> list[Verdict]:
    """The verdicts on an article with each of others."""
    likeness = products(one.packed[0], [other.packed[0] for other in others])
    alike = [other for other, whole in zip(others, likeness, strict=True) if whole >= LEAST]
    leads = iter(products(one.packed[1], [other.packed[1] for other in alike]))
    names = iter(products(one.packed[2], [other.packed[2] for other in alike]))
    return [
        _judge(one, other, whole, next(leads), next(names)) if whole >= LEAST else UNLIKE
        for other, whole in zip(others, likeness, strict=True)
    ]


def _judge(a: Signature, b: Signature, whole: float, lead: float, names: float) -> Verdict:
    time, apart, because = time_evidence(a, b)
    if apart:
        return Verdict(LOWEST, True, because)
    score = BIAS + WHOLE * whole + LEADS * lead + NAMES * names + time
    score += NUMBERS * min(len(a.numbers & b.numbers), MOST_NUMBERS)
    score += MISSING * min(missing(a, b), missing(b, a))
    facts, differ = compared(a.marks, b.marks, dated=a.moment.precise and b.moment.precise)
    if differ and a.moment.precise and b.moment.precise and facts < 0:
        facts /= 2  # two days that are known say more than a town or a title
    # Rounded, so that the order in which products were summed never shows.
    return Verdict(round(min(max(score + SCALE * facts, LOWEST), HIGHEST), 9), False, because)


def missing(a: Signature, b: Signature) -> float:
    """The share, by weight, of the names of one lead that the other article lacks; 0.5 without names."""
    total = math.fsum(a.focal.values())
    return math.fsum(v for word, v in a.focal.items() if word not in b.whole) / total if total else 0.5


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two attentions to states, 0 to 1."""
    product = sum(value * b.get(code, 0.0) for code, value in a.items())
    length = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return product / length if length else 0.0


def time_evidence(a: Signature, b: Signature) -> tuple[float, bool, str]:
    """What time says: a part of the score, whether it rules the pair out, and why.

    Time rules out that two happenings are one only if they are of a kind that comes again (a
    visit, talks): a crime, a storm or a discovery stays in the news for months.
    """
    days = gap(a.moment, b.moment)
    again = a.recurring and b.recurring
    if a.moment.precise and b.moment.precise:
        because = f"{distance(days)} apart" if days else "on the same day"
        if days >= FAR and again:
            return LOWEST, True, because
        return (CLOSE if days <= FEW_DAYS else LATER * math.log(days / FEW_DAYS)), False, because
    because = f"{distance(days)} apart at least" if days else ""
    if days > FEW_DAYS:
        return (LOWEST, True, because) if again else (LATER * math.log(days / FEW_DAYS), False, because)
    if again and _other_days(a, b):
        return LOWEST, True, "they name different days of the week"
    bonus = bound_together(a.moment, b.moment) + day_evidence(a, b)
    if again:
        bonus += weekday_evidence(a, b)
    return SCALE * bonus, False, because


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
