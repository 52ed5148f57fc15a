"""Words, concepts and the tables they come from."""

from __future__ import annotations

import pytest

from communique.compare.words import WORD, broader, concept, opposites, phrasal, reduce, rows, word_set

CONCEPTS = rows("concepts.tsv")


def concepts_in(sentence):
    """The words of a sentence with the concepts they can stand for."""
    words = [match.group() for match in WORD.finditer(sentence)]
    for n, word in enumerate(words):
        yield word, {concept(word), *(phrasal(word, other) for other in words[n + 1 : n + 4])}


@pytest.mark.parametrize(("name", "words", "example"), CONCEPTS, ids=[row[0] for row in CONCEPTS])
def test_the_example_of_a_concept_holds_two_of_its_words(name, words, example):
    assert len({word for word, names in concepts_in(example) if name in names}) >= 2


def test_a_word_belongs_to_one_concept_only():
    owner = {}
    for name, words, _ in CONCEPTS:
        for word in words.split():
            verb, _, particle = word.partition("_")
            key = f"{reduce(verb)}_{particle}"
            assert owner.setdefault(key, name) == name, word


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("release", "releasing"),
        ("agree", "agreed"),
        ("send", "sent"),
        ("carry", "carries"),
        ("stop", "stopped"),
        ("fertilizer", "fertilizers"),
        ("shoot", "shots"),
        ("pass", "passes"),
        ("need", "needs"),
        ("Chad", "Chad's"),
    ],
)
def test_inflections_share_one_key(base, form):
    assert reduce(base) == reduce(form)


def test_narrow_words_know_their_broader_ones():
    assert {"aircraft"} <= broader()["helicopter"]
    assert "drone" not in broader()["helicopter"]


def test_opposites_hold_both_ways():
    assert opposites() == {(b, a) for a, b in opposites()}


def test_a_common_word_does_not_make_a_telling_concept_common():
    assert "work" in word_set("common.txt")
    assert concept("plant") == "factory"
