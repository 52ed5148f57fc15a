"""The network of actors."""

import datetime as dt
from itertools import pairwise

from tests.pictures.drawn import NAMES, SVG, day, event, labels, read, relationship

from communique.pictures import network
from communique.pictures.circle import around, order

OLD = event(1, "material conflict", date=day(2001), domains=("energy",))
NEW = event(2, "verbal cooperation", date=day(2024), domains=("trade",))
HOPED = event(3, "verbal cooperation", "expected", day(2024))
PAIRS = [
    relationship("PER", "TON", events=(OLD, HOPED)),
    relationship("COD", "PER", events=(NEW,)),
]


def titles(picture):
    return [e.text for e in read(picture).iter(f"{SVG}title")]


def test_only_what_is_told_as_having_happened_is_a_tie():
    found = titles(network(PAIRS, NAMES))
    assert "Peru and Tonga: 1 event of conflict" in found
    assert "Democratic Republic of the Congo and Peru: 1 event of cooperation" in found


def test_a_domain_and_a_period_choose_the_ties():
    assert "Tonga" not in network(PAIRS, NAMES, domain="trade")
    assert "Tonga" not in network(PAIRS, NAMES, first=dt.date(2020, 1, 1))
    assert "Congo" not in network(PAIRS, NAMES, last=dt.date(2010, 1, 1))


def test_of_many_actors_those_with_most_events_are_drawn_and_the_rest_counted():
    found = network(PAIRS, NAMES, most=2)
    assert "and 1 more" in {each.text for each in labels(found)}


def test_conflict_is_broken_and_cooperation_whole():
    drawn = list(read(network(PAIRS, NAMES)).iter(f"{SVG}path"))
    assert sorted(e.get("stroke-dasharray") is None for e in drawn) == [False, True]


def test_no_two_places_of_a_half_are_nearer_than_a_row():
    for count in range(1, 41):
        for side in (True, False):
            heights = sorted(p.y for p in around(count, 100, 20) if p.right == side)
            assert all(b - a >= 20 - 1e-6 for a, b in pairwise(heights))


def test_who_are_joined_stand_side_by_side():
    weights = {("a", "c"): 5.0, ("b", "d"): 5.0, ("a", "e"): 1.0}
    row = order(["a", "b", "c", "d", "e", "f"], weights, around(6, 100, 30))
    assert abs(row.index("a") - row.index("c")) == 1
    assert sorted(row) == ["a", "b", "c", "d", "e", "f"]
