"""Denials, and the stage on the way from a wish to a fact."""

from __future__ import annotations

import pytest

from communique.compare.polarity import denials, stage_of
from communique.compare.words import rows

NEGATIONS = rows("negations.tsv")


@pytest.mark.parametrize(("word", "example"), NEGATIONS, ids=[row[0] for row in NEGATIONS])
def test_the_example_of_a_negation_denies(word, example):
    assert word in example.lower().split() or f"{word}." in example.lower()
    assert denials(example)


@pytest.mark.parametrize(
    "text",
    [
        "It is not only late but dear.",
        "The ferry will not sail before June.",
        "They cannot cook without gas.",
        "It lasted four days, not nine.",
    ],
)
def test_negations_that_deny_nothing_are_left_out(text):
    assert not denials(text)


@pytest.mark.parametrize(
    ("modality", "text", "stage"),
    [
        ("asserted", "The ferry sailed.", "done"),
        ("asserted", "The ferry will sail.", "future"),
        ("asserted", "The ferry sailed in May.", "done"),
        ("asserted", "The ferry may sail.", "possible"),
        ("pledged", "The ferry sails.", "future"),
        ("demanded", "The ferry sails.", "demand"),
        ("possible", "That may be why the ferry sailed.", "done"),
        ("hypothetical", "The ferry will sail, if a crew is found.", "future"),
        ("negated", "The ferry did not sail.", "done"),
    ],
)
def test_the_stage_follows_modality_and_words(modality, text, stage):
    assert stage_of(modality, text) == stage


def test_not_the_only_one_denies_but_none_of_its_words():
    assert all(start == end for start, end in denials("Ours are not the only boats."))
    assert denials("Ours are not the only boats.")
