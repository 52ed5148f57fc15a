"""The picture of a pair."""

import pytest
from tests.pictures.drawn import NAMES, SVG, balance, labels, read, relationship, tie

from communique.pictures import pair


def ends(picture):
    """Height of the two ends of the beam, left and right."""
    (beam,) = [e for e in read(picture).iter(f"{SVG}line") if e.get("stroke-linecap") == "round"]
    return float(beam.get("y1")), float(beam.get("y2"))


@pytest.mark.parametrize(("value", "lower"), [(0.4, 0), (-0.4, 1)])
def test_the_side_that_needs_the_other_more_hangs_lower(value, lower):
    held = balance(value, min(value, value * 2), max(value, value * 2), ("PER", "TON")[lower])
    heights = ends(pair(relationship(held=held), NAMES))
    assert heights[lower] > heights[1 - lower]


def test_an_even_balance_is_level():
    left, right = ends(pair(relationship(held=balance(0.0, -0.2, 0.2, None)), NAMES))
    assert left == right


def test_who_depends_is_told_in_words_with_the_interval_and_the_sources():
    told = " ".join(found.text for found in labels(pair(relationship(), NAMES)))
    assert "Tonga depends more on Peru, as sources put it" in told
    assert "90 % interval 0.04 to 0.61" in told
    assert "4 independent sources" in told


def test_what_sources_do_not_settle_is_told_as_such():
    picture = pair(relationship(held=balance(-0.1, -0.5, 0.2, None)), NAMES)
    assert "Sources do not settle who depends more" in picture
    assert "between 0.20 towards Peru and 0.50 towards Tonga" in picture


def test_a_contested_balance_is_marked():
    assert "contested" in pair(relationship(held=balance(contested=True)), NAMES)
    assert "contested" not in pair(relationship(), NAMES)


def test_without_a_balance_that_is_said_and_the_ties_are_drawn():
    picture = pair(relationship(held=None), NAMES)
    assert "No source says that one depends on the other." in picture
    assert "Food and water" in picture


def test_what_is_said_to_come_is_counted_apart():
    texts = {found.text for found in labels(pair(relationship(ties=(tie("trade", 3, 2, fights=0),)), NAMES))}
    assert "3+2" in texts


def test_a_row_leads_to_the_statements_behind_it():
    asked = []
    pair(relationship(), NAMES, to=asked.append)
    assert ("s1", "s2") in asked
    assert ("s1",) in asked
