"""Numbers and the part they play in a sentence."""

from __future__ import annotations

import pytest

from communique.compare import proposition_of


def measures(reading, text):
    made = reading("a", text)
    return proposition_of(made, made.statements[0]).measures


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Only 4,000 tractors out of 9,000 arrived.", ["plain", "whole"]),
        ("The ferry carried 40 tonnes, not the 90 tonnes it had room for.", ["plain", "rejected"]),
        ("The strike lasted four days, not nine.", ["plain", "rejected"]),
        ("Output fell by 30 percent.", ["change"]),
        ("They ship 40 tonnes a year.", ["rate"]),
        ("The offer is $40 per share.", ["each"]),
        ("The first 40 tractors arrived.", ["first"]),
    ],
)
def test_numbers_have_roles(reading, text, roles):
    assert [m.role for m in measures(reading, text)] == roles


def test_a_bare_number_takes_the_unit_of_the_sentence_before(reading):
    made = reading("a", "They promised 90 million kilowatt-hours.", "It sent 40 million.")
    (bare,) = proposition_of(made, made.statements[1]).measures
    assert "electricity" in bare.units
