"""Stated causes: the tables' own examples, their signs, and what is no cause."""

from dataclasses import replace

import pytest
from tests.extract.said import article_of as sentences_of

from communique.config import Settings
from communique.extract import extract
from communique.extract.drivers.tables import examples


def article_of(text):
    """An article of one paragraph."""
    article = sentences_of(text)
    return replace(article, sentences=tuple(replace(s, paragraph=0) for s in article.sentences))


def read(text):
    (reading,) = extract([article_of(text)], settings=Settings(fast=True))
    return reading.drivers


def signs(name, example, sign=None):
    table = [
        (row[example], None if sign is None else (-1 if row[sign].endswith("-") else 1))
        for row in examples(name)
    ]
    readings = extract([article_of(text) for text, _ in table], settings=Settings(fast=True))
    return [
        (text, want, [d.sign for d in r.drivers]) for (text, want), r in zip(table, readings, strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "example", "sign"),
    [
        ("verbs.tsv", 4, 1),
        ("light.tsv", 4, 2),
        ("adjectives.tsv", 3, 2),
        ("changes.tsv", 2, 1),
    ],
)
def test_every_example_of_the_tables_has_a_driver_with_its_sign(name, example, sign):
    assert [(text, want, found) for text, want, found in signs(name, example, sign) if found != [want]] == []


@pytest.mark.parametrize(("name", "example"), [("nouns.tsv", 3), ("connectives.tsv", 2)])
def test_every_noun_and_connective_of_the_tables_joins_a_cause_to_its_effect(name, example):
    assert [text for text, _, found in signs(name, example) if len(found) != 1] == []


def test_cause_and_effect_are_the_words_of_the_text():
    (found,) = read("The drought in Togo has raised the price of yams in Ghana.")
    assert (found.cause, found.sign, found.effect) == ("The drought in Togo", 1, "the price of yams in Ghana")
    assert (found.cause_span.quote, found.cue.quote) == (found.cause, "raised")
    assert (found.cause_actor, found.effect_actor) == ("TGO", "GHA")


def test_what_is_less_of_something_lowers_it():
    (found,) = read("The new bridge has made the ferry less attractive.")
    assert (found.effect, found.sign) == ("the attraction of the ferry", -1)


def test_what_is_only_supposed_is_hypothetical():
    (found,) = read("If the dam breaks, prices will rise.")
    assert (found.cause, found.effect, found.sign, found.modality) == (
        "the dam breaks",
        "prices",
        1,
        "hypothetical",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ghana raised its tariff on yams.",
        "The report raised a question.",
        "Exports did not fall because of the strike.",
    ],
)
def test_a_named_actor_a_paper_and_a_denied_effect_make_no_driver(text):
    assert read(text) == ()
