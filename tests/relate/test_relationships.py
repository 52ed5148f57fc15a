"""Relationships of states from readings, and words of strength."""

import pytest

from communique.config import settings
from communique.exchange import report_to_dict
from communique.pipeline import assemble, read_all
from communique.relate.grades import grade, grades

TEXT = """Tonga buys sugar
Lagoon Post, 3 May 2025

NUKU'ALOFA. Peru supplies 80 percent of Tonga's wheat, the trade ministry said on Saturday. Tonga
relies heavily on Peru for its wheat. Peru and Tonga signed a trade agreement on Friday. Chile said nothing.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    readings, problems = read_all([folder], settings=settings())
    assert problems == ()
    return assemble(readings)


@pytest.mark.parametrize(("words", "value", "example"), [(w, *row) for w, row in grades().items()])
def test_each_word_of_strength_has_its_grade_and_stands_in_its_example(words, value, example):
    assert words in example.replace("\u2019", "'")
    assert 0 <= value <= 1
    assert grade(words) == value


def test_the_longest_words_of_strength_count_and_unknown_ones_have_no_grade():
    assert grade("almost entirely") == grades()["almost entirely"][0]
    assert grade("too") is None


def test_two_states_are_told_with_the_one_that_needs_the_other(report):
    (found,) = [r for r in report.relationships if (r.a, r.b) == ("PER", "TON")]
    assert found.balance.more_dependent == "TON"
    assert found.balance.value < 0
    assert found.balance.sources == 1
    said = {s.id: s.span.quote for reading in report.readings for s in reading.statements}
    assert all("Peru" in said[one] and "Tonga" in said[one] for one in found.balance.statements)
    assert found.stories == (report.grouping.stories[0].id,)


def test_a_state_of_which_nothing_is_told_has_no_relationship(report):
    assert all("CHL" not in (r.a, r.b) for r in report.relationships)


def test_every_id_of_a_relationship_is_one_of_the_report(report):
    told = report_to_dict(report)
    statements = {s["id"] for s in told["statements"]}
    for one in told["relationships"]:
        assert one["a"] < one["b"]
        for tie in one["ties"]:
            assert {*tie["events"], *tie["statements"]} <= statements
        assert set(one["commitments"]) <= {c["id"] for c in told["commitments"]}
        assert set(one["stories"]) <= {s["id"] for s in told["stories"]}
