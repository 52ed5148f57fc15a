"""Series of a pair, and where they move to another level."""

import dataclasses
import datetime as dt
import random
from itertools import pairwise

import numpy as np
import pytest

from communique.records import Article, Interval, PairEvent, Period
from communique.relate.segments import Segments, composition, dispersion, rates
from communique.relate.series import coverage, series
from communique.relate.shifts import LEAST_EVENTS, LEAST_PERIODS, shifts
from communique.relate.tones import quad_of, tone_of


def article(name, day):
    date = dt.date.fromisoformat(day)
    return Article(
        name, name, name, name, "", None, None, None, None, None, Interval(date, date, "day"), "en", "report",
        None, (),
    )  # fmt: skip


def event(name, root, date=None, modality="asserted"):
    when = Interval(date, date, "day") if date else None
    return PairEvent(
        name, root, None, quad_of(root), "a to b", modality, ("trade",), when, "text" if when else None,
        tone_of(root), (name,), 1,
    )  # fmt: skip


def made(events, articles, naming, by="month", published=None):
    return series(events, naming, coverage(articles, by), published=published or {}, source_of={})


def test_a_month_without_articles_and_one_without_the_pair_are_told_apart_and_have_no_tone():
    articles = [article("x", "2025-01-10"), article("y", "2025-03-01"), article("z", "2025-04-02")]
    found = made([event("e", "AID", dt.date(2025, 1, 9))], articles, ["x", "z"])
    assert [p.coverage for p in found.periods] == ["told", "none", "silent", "told"]
    assert [p.tone for p in found.periods] == [7.0, None, None, None]
    assert [p.articles for p in found.periods] == [1, 0, 1, 1]
    assert found.periods[1].end == dt.date(2025, 2, 28)


def test_what_is_promised_stands_in_the_month_in_which_it_was_said_and_adds_no_tone():
    day = Interval(dt.date(2025, 1, 10), dt.date(2025, 1, 10), "day")
    ahead = event("p", "AGREE", dt.date(2025, 6, 1), "pledged")
    found = made([ahead], [article("x", "2025-01-10")], ["x"], published={"p": day})
    (period,) = found.periods
    assert (period.events, period.tone) == (("p",), None)
    assert [(c.modality, c.events) for c in period.counts] == [("pledged", 1)]


def test_a_happening_that_spans_months_is_told_as_undated_by_month_and_placed_by_year():
    wide = dataclasses.replace(
        event("w", "AID"), date=Interval(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "year"), dated="text"
    )
    articles = [article("x", "2025-01-10")]
    assert made([wide], articles, ["x"]).undated == ("w",)
    (year,) = made([wide], articles, ["x"], by="year").periods
    assert (year.start, year.events) == (dt.date(2025, 1, 1), ("w",))


def test_a_pair_of_which_nothing_has_a_date_has_no_series():
    assert made([event("e", "AID")], [], []) is None


def test_an_ancient_happening_does_not_fill_centuries_with_empty_months():
    found = made([event("o", "AID", dt.date(1500, 1, 1))], [article("x", "2025-01-10")], ["x"])
    assert [p.start.year for p in found.periods] == [1500, 2025]


def laid(seed, levels, each=3, articles=20):
    """Periods with `each` happenings, cooperative with the chance of their level."""
    rng = random.Random(seed)
    events, periods = {}, []
    for n, level in enumerate(levels):
        start = dt.date(2015 + n // 12, n % 12 + 1, 1)
        number = each if isinstance(each, int) else each[n]
        names = [f"{n}-{k}" for k in range(number)]
        for name in names:
            kinds = ("CONSULT", "SUPPORT", "AID") if rng.random() < level else ("ACCUSE", "REJECT", "COERCE")
            events[name] = event(name, rng.choice(kinds), start)
        end = start + dt.timedelta(days=27)
        coverage = "told" if names else "silent"
        periods.append(
            Period(start, end, coverage, articles, number, number, (), tuple(names), None, None, None)
        )
    return periods, events


def test_a_quarrel_that_replaces_friendship_is_found_with_the_acts_that_make_it():
    periods, events = laid(1, [0.95] * 12 + [0.05] * 12)
    (change,), thin = shifts(periods, events, "month")
    assert thin is None
    assert (change.measure, change.before, change.after) == ("tone", periods[11].end, periods[12].start)
    assert change.earliest <= change.after <= change.latest
    assert change.probability >= 0.9
    assert change.level_before > 2 > -2 > change.level_after
    assert all(events[one].tone > change.level_after for one in change.events_before)
    assert {events[one].tone < 0 for one in change.events_after} == {True}


def test_a_level_that_stays_is_hardly_ever_told_to_change():
    told = [
        change
        for seed in range(20)
        for change in shifts(*laid(seed, [0.6] * 36), "month")[0]
        if change.measure == "tone"
    ]
    assert len(told) <= 1


def test_three_times_the_happenings_in_the_same_coverage_are_a_change_of_volume():
    periods, events = laid(3, [0.7] * 40, each=[1, 2] * 10 + [5, 6] * 10)
    (change,) = [c for c in shifts(periods, events, "month")[0] if c.measure == "volume"]
    assert change.after == periods[20].start
    assert change.level_after > 2 * change.level_before


def test_twice_the_happenings_in_twice_the_articles_are_none():
    periods, events = laid(4, [0.7] * 40, each=[2] * 20 + [4] * 20)
    grown = [dataclasses.replace(period, articles=20 if n < 20 else 40) for n, period in enumerate(periods)]
    assert [c for c in shifts(grown, events, "month")[0] if c.measure == "volume"] == []


def test_too_thin_a_series_asserts_nothing_and_says_why():
    found, thin = shifts(*laid(1, [0.9] * 3 + [0.1] * 3, each=1), "month")
    assert found == ()
    assert f"6 happenings in 6 months with coverage; changes are looked for from {LEAST_EVENTS}" in thin
    assert shifts(*laid(1, [0.9] * (LEAST_PERIODS - 1), each=9), "year")[0] == ()


def test_periods_without_an_article_count_for_nothing():
    periods, events = laid(1, [0.95] * 12 + [0.05] * 12)
    bare = [dataclasses.replace(p, coverage="none", articles=0) for p in periods]
    assert shifts(bare, events, "month")[0] == ()


def test_beliefs_of_cuts_are_those_of_all_segmentations_counted_one_by_one():
    counts = np.array([[2.0, 0], [3, 0], [0, 2], [0, 3], [1, 2]])
    evidence = composition(counts)
    segments = Segments(evidence)
    weights = {}
    for mask in range(16):
        cuts = [n + 1 for n in range(4) if mask >> n & 1]
        edges = [0, *cuts, 5]
        if any(y - x < 2 for x, y in pairwise(edges)):
            continue
        weight = sum(evidence[x, y] for x, y in pairwise(edges))
        weights[tuple(cuts)] = np.exp(weight) * (1 / 24) ** len(cuts) * (23 / 24) ** (4 - len(cuts))
    best = max(weights, key=weights.get)
    assert tuple(segments.best()) == best
    for place in best:
        there = sum(weight for cuts, weight in weights.items() if cuts)
        assert segments.chance(place) == pytest.approx(there / sum(weights.values()))


def test_the_bounds_of_a_cut_hold_most_of_the_belief_in_it_and_are_tight_where_it_is_plain():
    plain = Segments(composition(np.array([[6.0, 0]] * 8 + [[0, 6.0]] * 8)))
    assert plain.best() == [8]
    assert plain.bounds(8) == (8, 8)
    blurred = Segments(composition(np.array([[4.0, 0]] * 6 + [[2, 2.0]] * 3 + [[0, 4.0]] * 6)))
    for place in blurred.best():
        first, last = blurred.bounds(place)
        assert first <= place <= last


def test_counts_that_swing_are_known_to_swing():
    even, wild = np.full(20, 4.0), np.array([0.0, 8] * 10)
    assert dispersion(even, np.ones(20)) == 1.0
    assert dispersion(wild, np.ones(20)) > 5
    assert np.isfinite(rates(np.zeros(4), np.ones(4))[0, 4])
