"""Whether two figures count one thing."""

from __future__ import annotations

import pytest

from communique.compare import proposition_of
from communique.compare.figures import apart, countable, rival_counts
from communique.compare.words import concept, rows

DOINGS = rows("doings.tsv")


def pair(reading, left, right):
    made = [reading(name, text) for name, text in (("a", left), ("b", right))]
    return [proposition_of(r, r.statements[0]) for r in made]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Some 300 dockers marched to the gates.", "About 70 dockers stood at the gates."),
        ("Guards fired nine rounds at the ferry.", "Four warning rounds were fired at noon."),
        ("The port handled 40,000 containers.", "Some 31,000 containers passed through the port."),
    ],
)
def test_two_counts_of_one_thing_in_one_sort_of_doing_are_rivals(reading, left, right):
    a, b = pair(reading, left, right)
    assert rival_counts(a, b) is not None
    assert rival_counts(b, a) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Police arrested nine miners.", "The blast wounded 40 miners."),  # another doing
        ("Two of the seven guards were hurt.", "Seven guards were hurt."),  # some of the others
        ("Three other miners were arrested.", "Nine miners were arrested."),  # picked out
        ("Two women were arrested.", "Nine people were arrested."),  # some of a wider kind
        ("This year police arrested 90 miners.", "Police arrested nine miners."),  # a whole year
        ("Nine tonnes of salt were delivered.", "Forty tonnes of flour were delivered."),
    ],
)
def test_counts_of_different_things_are_no_rivals(reading, left, right):
    a, b = pair(reading, left, right)
    assert rival_counts(a, b) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("He signed a ten-year lease.", "He asked for six years."),
        ("Malta is home to 400,000 people.", "Some 90,000 people signed in Malta."),
        ("Chad earned $9 million in fees.", "Chad earned $40 million in aid."),
    ],
)
def test_figures_are_set_apart_by_what_stands_beside_them(reading, left, right):
    a, b = pair(reading, left, right)
    assert apart(a, a.measures[0], b, b.measures[0])


def test_a_plain_unit_does_not_say_what_is_counted(reading):
    a, b = pair(reading, "The strike lasted nine days.", "Nine dockers went home.")
    assert not countable(a.measures[0])
    assert countable(b.measures[0])


@pytest.mark.parametrize(("name", "words", "example"), DOINGS, ids=[row[0] for row in DOINGS])
def test_the_example_of_a_doing_holds_one_of_its_words(name, words, example):
    held = {concept(word.strip(".")) for word in example.split()}
    assert held & {concept(word) for word in words.split()}
