"""What lengths and times measure, and hours of the day."""

from __future__ import annotations

import pytest

from communique.compare import differences, proposition_of
from communique.compare.moments import same_moment


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The boat was 30 kilometres away.", "apart"),
        ("The boat stayed at least 30 kilometres from the reef.", "apart"),
        ("It dragged the net for six kilometres.", "extent"),
        ("The ferry came three hours late.", "lag"),
        ("They flew four kilometres into the desert.", "depth"),
        ("The strike lasted nine days.", "extent"),
        ("The wall is 4 metres high.", "height"),
        ("The guild paid 4 million euros.", ""),
    ],
)
def test_the_words_beside_a_length_or_a_time_tell_what_it_measures(reading, text, found):
    made = reading("a", text)
    assert [m.frame for m in proposition_of(made, made.statements[0]).measures] == [found]


def test_numbers_of_one_unit_that_measure_different_things_are_no_rivals(reading):
    one, other = (
        reading("a", "The trawler dragged its net over the reef for six kilometres."),
        reading("b", "The trawler was 30 kilometres away from the reef."),
    )
    a, b = (proposition_of(r, r.statements[0]) for r in (one, other))
    assert not [d for d in differences(a, b) if d.on == "number"]


@pytest.mark.parametrize(
    ("one", "other", "passing", "same"),
    [
        ("Shares fell 2 percent at 9:34 a.m.", "Shares fell 4 percent by mid-afternoon.", True, False),
        ("Shares fell 2 percent at 9:34 a.m.", "Shares fell 4 percent.", True, False),
        ("The boat sank at 9:34 a.m.", "The boat sank.", False, True),
        ("Shares fell 2 percent.", "Shares fell 4 percent.", True, True),
    ],
)
def test_what_is_told_of_one_hour_is_no_rival_of_what_is_told_of_another(one, other, passing, same):
    assert same_moment(one, other, passing=passing) is same
