"""Modality: what governs a clause, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.extract.said import Echo, article_of, statements_of

from communique.extract.cues import table
from communique.extract.parse import parse
from communique.extract.statements import find_statements
from communique.records import DateMention, Interval


def modalities(text: str) -> list[str]:
    """The modalities of the statements of a text, in its order."""
    return [statement.modality for statement in statements_of(text)[1]]


def test_every_word_of_the_lexicon_works_in_its_own_example() -> None:
    rows = list(table("modality.tsv"))
    undated = [row for row in rows if row[1] != "scheduled"]
    assert [row for row in undated if modalities(row[3]) != [row[2]]] == []


def test_the_present_tense_of_timetables_is_no_assertion() -> None:
    published = Interval(dt.date(2030, 5, 14), dt.date(2030, 5, 14), "day")
    thursday = Interval(dt.date(2030, 5, 16), dt.date(2030, 5, 16), "day")
    for _, _, modality, example in [row for row in table("modality.tsv") if row[1] == "scheduled"]:
        ((article, doc),) = parse([replace(article_of(example), published=published)])
        start = example.index("Thursday")
        date = DateMention(article.span(start, start + len("Thursday")), thursday)
        found = find_statements(article, doc, Echo(article), (), [date])
        assert [(s.modality, s.date) for s in found] == [(modality, thursday)], example


def test_what_is_dated_long_before_the_article_is_historical() -> None:
    text = "The firm leased the land in 2019."
    published = Interval(dt.date(2030, 5, 14), dt.date(2030, 5, 14), "day")
    year = Interval(dt.date(2019, 1, 1), dt.date(2019, 12, 31), "year")
    ((article, doc),) = parse([replace(article_of(text), published=published)])
    date = DateMention(article.span(28, 32), year)
    found = find_statements(article, doc, Echo(article), (), [date])
    assert [s.modality for s in found] == ["historical"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The two sides signed a treaty.", "asserted"),
        ("The two sides did not sign a treaty.", "negated"),
        ("Nobody signed the treaty.", "negated"),
        ("No treaty was signed.", "negated"),
        ("Neither side has signed the treaty.", "negated"),
        ("The two sides have yet to sign a treaty.", "negated"),
        ("The minister refused to sign the treaty.", "negated"),
        ("The minister could not sign the treaty.", "negated"),
        ("The gates were shut for four days, not nine.", "asserted"),
        ("Not only the river froze.", "asserted"),
        ("The speech left no doubt about the treaty.", "asserted"),
        ("It is not clear who signed the treaty.", "possible"),
        ("The two sides may sign a treaty.", "possible"),
        ("Perhaps the two sides signed a treaty.", "possible"),
        ("Will the two sides sign a treaty?", "possible"),
        ("The ship is believed to have sunk.", "possible"),
        ("The ship allegedly carried rifles.", "possible"),
        ("The two sides will sign a treaty on Monday.", "expected"),
        ("The two sides are expected to sign a treaty.", "expected"),
        ("The two sides are to sign a treaty on Monday.", "expected"),
        ("The plant was to be finished in May.", "expected"),
        ("Malta hopes to sign a treaty.", "expected"),
        ("If the Senate agreed, the loan would be paid in June.", "hypothetical"),
        ("It could, if the Senate agrees.", "possible"),
        ("Malta promised to sign the treaty.", "pledged"),
        ("Malta promised not to sell the island.", "pledged"),
        ("Malta did not promise any money.", "negated"),
        ("Malta denied that it had promised any money.", "denied"),
        ("Malta rejected the demand.", "denied"),
        ("Malta called on the council not to sell the island.", "demanded"),
        ("Residents were told to boil their water.", "demanded"),
        ("Ministers argued for hours about the port.", "asserted"),
        ("Malta threatened to close the port.", "possible"),
        ("Malta plans to close the port.", "expected"),
        ("Malta has not ruled out a strike.", "possible"),
        ("It was announced that the port would close.", "expected"),
        ("Malta denied that it had pledged to free the sailors.", "denied"),
        ("If signed, the treaty would open the port.", "hypothetical"),
        ("Malta failed to free the sailors.", "negated"),
        ("Malta is yet to free the sailors.", "negated"),
        ("Malta urged Cyprus to stop the trains.", "demanded"),
        ("Malta had vowed in 2023 to free the sailors.", "pledged"),
    ],
)
def test_a_clause_has_the_modality_of_its_own_words(text: str, modality: str) -> None:
    assert modalities(text) == [modality]


def test_official_texts_promise_with_will() -> None:
    _, statements = statements_of("Malta will close the port by 3 May.", kind="statement")
    assert [s.modality for s in statements] == ["pledged"]


def test_a_question_that_is_reported_asserts_nothing() -> None:
    assert modalities("The senator asked whether the bridge was safe.") == ["possible"]


@pytest.mark.parametrize(
    "text",
    [
        "The firm is expected to pay the fine, a lawyer said.",
        "The mine may have flooded, according to the union.",
        "Police said the driver had allegedly fled.",
        "She was quoted as saying that the mine would reopen.",
        "The union warned that the mine could flood.",
        "Malta and Cyprus pledged to share the water.",
    ],
)
def test_nothing_expected_alleged_or_promised_comes_out_asserted(text: str) -> None:
    assert "asserted" not in modalities(text)
