"""Denials, things ruled out, days that differ: what contradicts and what does not."""

from __future__ import annotations

import pytest

from communique.compare import Weights, contradiction, proposition_of
from communique.compare.exclusive import other_doer, ruled_out
from communique.compare.opposing import opposite_mains, same_who, there_or_not, told_as_so


def pair(reading, left, right):
    made = [reading(name, text) for name, text in (("a", left), ("b", right))]
    return [proposition_of(r, r.statements[0]) for r in made]


@pytest.mark.parametrize(
    ("denial", "other", "so"),
    [
        ("The town never bought the mill.", "The town bought the mill.", True),
        ("The town never bought the mill.", "The town talks on ways to buy the mill.", False),
        ("There was no shortage.", "There was a shortage of flour.", True),
        ("She was not the first baker.", "She was a baker.", False),
    ],
)
def test_a_denial_is_of_what_is_told_as_so(reading, denial, other, so):
    a, b = pair(reading, denial, other)
    assert told_as_so(a, b) is so


def test_what_is_denied_of_one_is_not_denied_of_another(reading):
    a, b = pair(reading, "Malta was never a member.", "Chad was a member.")
    assert not same_who(a, b)
    c, d = pair(reading, "Malta was never a member.", "Malta was a member.")
    assert same_who(c, d)


def test_a_thing_that_is_missing_is_no_thing_that_is_there(reading):
    a, b = pair(reading, "The ferry had no pilot on board.", "A Maltese pilot stood on the bridge.")
    assert there_or_not(a, b, Weights())
    c, d = pair(reading, "The ferry had no pilot on board.", "The mayor spoke of the pilot.")
    assert not there_or_not(c, d, Weights())


def test_opposites_are_told_of_one_thing_named_first(reading):
    a, b = pair(reading, "The ferry crossed the line.", "The ferry stayed at the quay.")
    assert opposite_mains(a, b, Weights())
    c, d = pair(reading, "The ferry crossed the line.", "The mayor stayed at the quay.")
    assert not opposite_mains(c, d, Weights())


def test_what_is_ruled_out_is_told_by_the_other(reading):
    a, b = pair(
        reading,
        "The joint salt company will sit in Malta and not in Niger.",
        "The joint salt company will have its seat in Niger.",
    )
    assert ruled_out(a, b) is not None
    assert ruled_out(b, a) is not None


def test_who_does_it_alone_leaves_no_other(reading):
    a, b = pair(reading, "The mill will be paid by Chad alone.", "Niger will pay a third of the mill.")
    assert other_doer(a, b) is not None
    c, d = pair(reading, "The mill will be paid by Chad alone.", "Chad will pay for the mill.")
    assert other_doer(c, d) is None


def test_a_deed_done_once_was_not_done_on_two_days(reading):
    a, b = pair(
        reading,
        "The parliament of Niger approved the salt treaty on 3 May.",
        "The salt treaty was approved by the parliament of Niger on 9 May.",
    )
    found = contradiction(a, b, Weights())
    assert found is not None
    assert found.on == "date"


def test_an_hour_of_the_clock_is_read_in_both_ways(reading):
    from communique.compare.moments import same_moment

    assert same_moment("It rang at 7:20 p.m. sharp.", "It rang at 19:05.", passing=False)
    assert not same_moment("It rang at 7:20 p.m. sharp.", "It rang at 9:05.", passing=False)
