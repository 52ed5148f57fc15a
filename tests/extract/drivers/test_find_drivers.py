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


def together(texts):
    readings = extract([article_of(text) for text in texts], settings=Settings(fast=True))
    return [reading.drivers for reading in readings]


JOINED = [
    ("The quarrel has frightened tourists: bookings have halved.", "The quarrel", "bookings", -1),
    ("Tariffs on tea did the rest: they have lowered demand.", "Tariffs on tea", "demand", -1),
    ("The levy means fewer orders for the mills.", "The levy", "orders for the mills", -1),
    ("The strike left the island without bread.", "The strike", "bread of the island", -1),
    ("Any delay at the locks strikes at their wages.", "Any delay at the locks", "their wages", -1),
    ("It sells coal, made more valuable by the siege.", "the siege", "the value of coal", 1),
    ("The mine closed. That has cut wages in the valley.", "The mine closed", "wages in the valley", -1),
    ("They blame the siege that has raised the price of tea.", "the siege", "the price of tea", 1),
    ("The drought has made it harder to find pasture.", "The drought", "to find pasture", -1),
    ("Farmers blame the dam for ruining the fishery.", "the dam", "the fishery", -1),
    ("The frost caused a fall in exports of tea.", "The frost", "exports of tea", -1),
    ("The frost caused a slump in Togo.", "The frost", "a slump in Togo", 1),
    ("The frost made buyers look elsewhere.", "The frost", "buyers look elsewhere", 1),
    ("The harvest was so poor that prices tripled.", "The harvest was so poor", "prices", 1),
    ("The loan brought the port closer to Togo.", "The loan", "the closeness of the port to Togo", 1),
    ("Benin has profited from the closure of the canal.", "the closure of the canal", "Benin", 1),
    ("When the frost came, the price of tea tripled.", "the frost came", "the price of tea", 1),
]


NONE = [
    "The plan to raise the price of tea was dropped.",
    "Two pumps were used to cut the flow of oil.",
    "The ship cannot leave port without Japanese engines.",
    "Traders told the paper on Friday that they would sell.",
    "The talks ended in March.",
    "The ranchers blocked the road.",
]


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
        ("degrees.tsv", 3, 2),
        ("nouns.tsv", 3, 1),
    ],
)
def test_every_example_of_the_tables_has_a_driver_with_its_sign(name, example, sign):
    assert [(text, want, found) for text, want, found in signs(name, example, sign) if found != [want]] == []


@pytest.mark.parametrize(("name", "example"), [("nouns.tsv", 3), ("connectives.tsv", 2), ("blaming.tsv", 3)])
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


def test_what_joins_cause_and_effect_may_be_a_colon_a_pronoun_a_lack_or_a_comparison():
    told = together([text for text, *_ in JOINED])
    found = [{(d.cause, d.effect, d.sign) for d in drivers} for drivers in told]
    missed = [row for row, has in zip(JOINED, found, strict=True) if (row[1], row[2], row[3]) not in has]
    assert missed == []


def test_two_things_with_a_preposition_each_are_two_causes():
    found = read("The price was driven up by the frost in Chad and unrest in the Gulf of Oran.")
    assert [d.cause for d in found] == ["the frost in Chad", "unrest in the Gulf of Oran"]


def test_whose_those_are_is_told_by_who_was_said_to_hold_them():
    (found,) = read("Ghana holds stocks of cocoa. The drought has raised the value of those stocks.")
    assert (found.effect, found.effect_actor) == ("the value of those stocks", "GHA")


def test_plans_tools_people_and_dates_make_no_driver():
    assert [drivers for drivers in together(NONE) if drivers] == []


def test_what_somebody_blames_is_no_more_than_possible():
    (found,) = read("Traders blame the frost for the shortage.")
    assert (found.cause, found.effect, found.modality) == ("the frost", "the shortage", "possible")
