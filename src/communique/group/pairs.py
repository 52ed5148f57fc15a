"""How much speaks for two articles telling of one happening, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from communique.group.evidence import Signature
from communique.group.marks import differing, marks
from communique.group.timing import gap
from communique.group.vectors import Row, Values, bundle, bundle_products, ones, row, spread

JOIN = -2.5
"""The score from which two articles belong together, as the mean over the pairs of two groups."""

ADOPTED, MARGIN = 0.5, 1.0
"""How far below `JOIN` an undated article may stay if no other story comes within the margin."""

BIAS, WHOLE, LEADS, NAMES, NUMBERS, MISSING, CLOSE, LATER = -3.1, 6.2, 4.8, 2.7, 0.4, -3.15, 2.25, -0.34
"""Weights of a logistic score, from cross-validation over topics: of the likeness of the texts, of
their leads and of their names, of each number that both tell (up to three), of the share of the
names of one lead that the other article lacks, of days less than four apart, of the logarithm of more."""

FOLLOWING = 2.5
"""What it adds for two reports, of which one is undated, that both place the happening shortly after the
same visitor's: it dates them to each other as days do."""

FEW_DAYS = 3
"""Days apart that say that two dated articles may be of one happening."""

LEAST, LOWEST, HIGHEST = 0.05, -6.0, 6.0
"""Texts less alike than `LEAST` have the lowest score; scores stay between the bounds."""

MOST_NUMBERS = 3

FAR = 6
"""Days between two happenings of a kind that comes again, from which they are never one."""


APART = -9.0
"""Stands for the score of a pair of which time rules out that they are one happening."""


def judge(a: Signature, b: Signature) -> float:
    """The score of two articles, between `LOWEST` and `HIGHEST`, or `APART`; the order does not matter."""
    return judge_all(a, (b,))[0]


def judge_all(one: Signature, others: Sequence[Signature]) -> list[float]:
    """The scores of an article with each of others.

    Texts that have too little in common have the lowest score, whatever their times.
    """
    if not others:
        return []
    scores = np.full(len(others), LOWEST)
    texts = row([other.whole for other in others])
    whole = spread(one.whole, texts, np.concatenate([other.whole.values for other in others]))
    near = np.flatnonzero(whole >= LEAST)
    if not len(near):
        return scores.tolist()
    alike = [others[place] for place in near.tolist()]
    times = np.array([time_score(one, other) for other in alike])
    lead, names, mine, both = _details(one, alike)
    score = (
        BIAS
        + WHOLE * whole[near]
        + LEADS * lead
        + NAMES * names
        + NUMBERS * np.minimum(both, MOST_NUMBERS)
        + MISSING * np.minimum(mine, lacking(one, texts)[near])
        + times
    )
    # Rounded, so that the order in which products were summed never shows.
    found = np.round(np.minimum(np.maximum(score, LOWEST), HIGHEST), 9)
    scores[near] = np.where(times == APART, APART, found)
    return scores.tolist()


def _details(one: Signature, others: Sequence[Signature]) -> tuple[Values, Values, Values, Values]:
    """For each other the likeness of the leads and of the names, the share, by weight, of the names
    of its lead that the article lacks (0.5 without names), and how many numbers both tell."""
    mine = bundle((one.lead, one.names, ones(one.whole.numbers), one.numbers))
    lead, names, held, both = bundle_products(mine, [other.details for other in others])
    totals = np.array([other.focal_weight for other in others])
    return lead, names, np.where(totals > 0, 1 - held / np.where(totals > 0, totals, 1.0), 0.5), both


def lacking(one: Signature, texts: Row) -> Values:
    """The shares, by weight, of the names of an article's lead that texts lack; 0.5 without names."""
    total = one.focal_weight
    return 1 - spread(one.focal, texts) / total if total else np.full(texts.count, 0.5)


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two attentions to states, 0 to 1."""
    product = sum(value * b.get(code, 0.0) for code, value in a.items())
    length = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return product / length if length else 0.0


def near_enough(a: Signature, b: Signature, score: float) -> bool:
    """Whether a score is enough for two articles to have to do with each other."""
    # Dated articles merge by pairs that reach `JOIN`; which story an undated one goes with may hang on less.
    return score >= (JOIN if a.moment.precise and b.moment.precise else JOIN - ADOPTED - MARGIN)


def time_score(a: Signature, b: Signature) -> float:
    """What time says, as a part of the score, or `APART`.

    Time rules out that two happenings are one only if they are of a kind that comes again (a
    visit, talks): a crime, a storm or a discovery stays in the news for months.
    """
    dated = a.moment.precise and b.moment.precise
    days = days_between(a, b)
    again = a.recurring and b.recurring
    if again and (days >= FAR if dated else days > FEW_DAYS or _other_days(a, b)):
        return APART
    if days > FEW_DAYS:
        return LATER * math.log(days / FEW_DAYS)
    if dated:
        return CLOSE
    return FOLLOWING if a.after and not a.after.isdisjoint(b.after) else 0.0


def days_between(a: Signature, b: Signature) -> int:
    """Days between the nearest possible days of two happenings; 0 where they meet."""
    if a.moment.precise and b.moment.precise:
        return max(a.days[0] - b.days[1], b.days[0] - a.days[1], 0)
    return gap(a.moment, b.moment)


def time_reason(a: Signature, b: Signature) -> str:
    """What time says, in plain words; empty where it says nothing."""
    days = days_between(a, b)
    if a.moment.precise and b.moment.precise:
        return f"{distance(days)} apart" if days else "on the same day"
    return f"{distance(days)} apart at least" if days else ""


def _other_days(a: Signature, b: Signature) -> bool:
    """Whether two undated reports each name one day of the week, and not neighbouring ones."""
    if a.moment.precise or b.moment.precise or "analysis" in (a.article.kind, b.article.kind):
        return False
    if len(a.moment.weekdays) != 1 or len(b.moment.weekdays) != 1:
        return False
    (mine,), (other,) = a.moment.weekdays, b.moment.weekdays
    return min((mine - other) % 7, (other - mine) % 7) > 1


def apart(a: Signature, b: Signature) -> str:
    """What keeps two look-alikes apart, in plain words."""
    if days_between(a, b) > 0:
        return time_reason(a, b)
    if time_score(a, b) == APART:
        return "they name different days of the week"
    mine, others = marks(a.reading, a.past), marks(b.reading, b.past)
    differ = differing(mine, others, dated=a.moment.precise and b.moment.precise)
    if differ:
        return "they differ in " + ", ".join(
            f"{kind} ({'/'.join(sorted(mine[kind]))}, {'/'.join(sorted(others[kind]))})" for kind in differ
        )
    return "too little speaks for one happening"


def distance(days: int) -> str:
    """Days in words: "3 days", "5 weeks", "2 years"."""
    for least, length, word in ((700, 365, "year"), (60, 30.4, "month"), (14, 7, "week"), (1, 1, "day")):
        if days >= least:
            number = round(days / length)
            return f"{number} {word}{'' if number == 1 else 's'}"
    return "0 days"
