"""Likeness and differences of two propositions, as an audit uses them."""

from __future__ import annotations

import pytest

from communique.compare import differences, likeness, proposition_of


def pair(reading, left, right):
    made = [reading(name, text) for name, text in (("a", left), ("b", right))]
    return [proposition_of(r, r.statements[0]) for r in made]


@pytest.mark.parametrize(
    ("left", "right", "on"),
    [
        ("Chad lent Niger $40 million.", "Chad lent Niger $70 million.", ["number"]),
        ("Chad lent Niger $40 million.", "Niger lent Chad $40 million.", ["actor"]),
        ("The ferry sank on 3 May.", "The ferry sank on 5 May.", ["date"]),
        ("The ferry sank.", "The ferry never sank.", ["polarity"]),
        ("The ferry sank in Chadian waters.", "The ferry sank in Nigerien waters.", ["place"]),
        ("Chad lent Niger $40 million.", "Chad gave Niger a loan of 40 million dollars.", []),
        ("Chad sold Niger 40 boats.", "Niger bought 40 boats from Chad.", []),
    ],
)
def test_differences_name_what_differs_both_ways(reading, left, right, on):
    a, b = pair(reading, left, right)
    assert [d.on for d in differences(a, b)] == on
    assert [d.on for d in differences(b, a)] == on


def test_likeness_is_symmetric_and_whole_for_the_same_words(reading):
    a, b = pair(reading, "A gunship fired on the farm.", "The helicopter shot at a farm in the valley.")
    assert likeness(a, b).score == likeness(b, a).score
    assert likeness(a, a).score == 1.0


def test_words_of_one_meaning_are_alike_and_others_are_not(reading):
    a, b = pair(reading, "Chad pledged loans for wells.", "Chad promised credit for wells.")
    c, d = pair(reading, "Chad pledged loans for wells.", "A pianist opened the evening.")
    assert likeness(a, b).score > 0.8 > 0.2 > likeness(c, d).score
