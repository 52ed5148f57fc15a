"""Figures that take what they count from the sentence before."""

from __future__ import annotations

import pytest

from communique.compare import compare, proposition_of
from communique.compare.backreference import pointing


@pytest.mark.parametrize(
    ("text", "value", "voice"),
    [
        ("The harbour's own website speaks of 900.", 900, "the harbour's own website"),
        ("The mayor put the figure at 185 million.", 185e6, "the mayor"),
        ("The guild put the cost at $3 million.", 3e6, "the guild"),
        ("The ministry counted 40.", 40, "the ministry"),
        ("The police gave only twelve.", 12, "the police"),
        ("The union estimated it at about 1,500.", 1500, "the union"),
    ],
)
def test_a_figure_that_points_back_is_found_with_its_voice(text, value, voice):
    found = pointing(text, 0, len(text))
    assert found is not None
    assert (found.value, found.voice) == (value, voice)
    assert text[found.start : found.end][0] in "0123456789t"


@pytest.mark.parametrize(
    "text", ["The ministry counted 40 boats.", "It spoke of old times.", "The guild gave 3 lectures."]
)
def test_a_figure_that_names_what_it_counts_does_not_point_back(text):
    assert pointing(text, 0, len(text)) is None


def test_it_takes_unit_and_predicate_from_the_sentence_before(reading):
    made = reading("a", "Some 2,400 cottages lost their roofs.", "The insurers speak of 900.")
    told = proposition_of(made, made.statements[1])
    (figure,) = told.measures
    assert (figure.value, made.article.text[figure.start : figure.end]) == (900, "900")
    assert {"roof", "cottag"} <= told.concepts


def test_within_one_article_it_contradicts_the_first_figure(reading, grouping):
    made = reading(
        "a",
        ("Some 2,400 cottages lost their roofs.", "the mayor"),
        "The insurers speak of 900.",
        "A pianist opened the evening with a waltz.",
    )
    links = [x for c in compare([made], grouping(made)) for x in c.contradicts]
    assert {s.quote for x in links for s in x.spans} == {"2,400 cottages", "900"}


def test_it_points_to_nothing_where_nothing_before_counts(reading):
    made = reading("a", "The roofs were old.", "The insurers speak of 900.")
    assert "roof" not in proposition_of(made, made.statements[1]).concepts
