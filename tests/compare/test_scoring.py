"""Pairs that are left out early lose nothing."""

from communique.compare.claims import Comparison
from communique.compare.sameness import may_say_same
from communique.compare.scoring import Pair, ceiling, probability

LINES = (
    (
        "Chad sold 40 tractors to Niger on Monday.",
        "The mayor said the ferry would sail by Friday.",
        "No boat left the port of Malta.",
    ),
    (
        "Niger bought 40 tractors from Chad on Monday.",
        "The ferry is to sail by Friday, the mayor said.",
        "Three boats left the port of Malta.",
    ),
    (
        "Chad sold 90 tractors to Niger.",
        "The ferry sank in the port on Tuesday.",
        "The port of Malta saw no boat leave.",
    ),
)


def _comparison(reading, grouping):
    readings = [reading(f"paper {n}", *lines, outlet=f"Paper {n}") for n, lines in enumerate(LINES)]
    return Comparison(readings, grouping(*readings))


def test_no_pair_is_more_probable_than_its_ceiling(reading, grouping):
    comparison = _comparison(reading, grouping)
    pairs = [(pair, group) for group in comparison.groups for pair in comparison.measured(group)]
    assert len(pairs) >= 9
    for pair, group in pairs:
        chance = probability(pair, comparison.weights[group])
        at_best = Pair(pair.a, pair.b, pair.alike, pair.one, pair.alike.score)
        assert chance <= ceiling(pair) <= ceiling(at_best) + 1e-9


def test_hopeless_pairs_are_left_out_and_the_others_keep_their_margins(reading, grouping):
    comparison = _comparison(reading, grouping)
    (group,) = comparison.groups
    every, hopeful = comparison.measured(group), comparison.measured(group, hopeless=False)
    margins = {(p.a.id, p.b.id): p.margin for p in every}
    assert 0 < len(hopeful) <= len(every)
    assert all(margins[p.a.id, p.b.id] == p.margin for p in hopeful)
    kept = {(p.a.id, p.b.id) for p in hopeful}
    assert all(
        (p.a.id, p.b.id) in kept for p in every if may_say_same(p) and p.a.span.article != p.b.span.article
    )
