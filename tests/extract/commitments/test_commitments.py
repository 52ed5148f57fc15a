"""What one article tells of promises."""

import pytest

from communique.config import Settings
from communique.extract import extract
from communique.extract.commitments.lexicon import deeds, nouns, phrases, predicates, table
from communique.read import read
from communique.records import RawArticle


def told(text, published="2025-05-07"):
    raw = RawArticle("a.txt", "a.txt", "text", text, "0", title="Talks in Riga", published=published)
    (article,) = read([raw])
    (reading,) = extract([article], settings=Settings(fast=True))
    return reading.commitments


LEAD = "RIGA — Norway's president met Latvia's president in Riga on Wednesday. "


@pytest.mark.parametrize(
    ("sentence", "status", "by", "amount", "due"),
    [
        (
            "Norway pledged to lend Latvia 180 million euros by 31 March 2026.",
            "pledged",
            "NOR",
            180e6,
            "2026-03-31",
        ),
        ("Latvia will deliver 40 boats to Norway by June 2026.", "pledged", "LVA", 40, "2026-06-30"),
        ("Norway offered to repair the harbour bridge.", "proposed", "NOR", None, None),
        ("Norway and Latvia signed a treaty on herring.", "signed", "NOR", None, None),
        (
            "Latvia accused Norway of breaking its promise to repair the bridge.",
            "breach alleged",
            "NOR",
            None,
            None,
        ),
    ],
)
def test_a_sentence_tells_who_is_bound_to_what_and_until_when(sentence, status, by, amount, due):
    found = [c for c in told(LEAD + sentence) if c.history[0].status == status]
    assert found and by in found[0].by
    if amount is not None:
        assert found[0].amount.value == amount
    if due is not None:
        assert found[0].due.end.isoformat() == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway said it would not lend Latvia any money.",
        "Norway did not pledge a loan of 30 million euros.",
        "Norway denied that it had promised a loan of 30 million euros.",
        "Norway may lend Latvia 30 million euros if the herring returns.",
    ],
)
def test_what_is_denied_or_only_possible_is_no_pledge(sentence):
    assert not [c for c in told(LEAD + sentence) if c.firm and c.history[0].status in {"pledged", "signed"}]


def test_a_fate_alone_is_not_firm():
    found = told(LEAD + "The bridge opened in April.")
    assert found and not any(c.firm for c in found)


def test_every_span_holds_the_words_of_the_text():
    text = LEAD + "Norway pledged to lend Latvia 180 million euros by 31 March 2026."
    assert all(step.span.quote in text for c in told(text) for step in c.history)


def test_every_row_of_the_tables_has_an_example_and_there_are_many():
    for name in ("predicates.tsv", "nouns.tsv", "deeds.tsv", "phrases.tsv", "adjectives.tsv"):
        assert all(row[-1].endswith(".") for row in table(name))
    assert len(predicates()) > 150
    assert all((nouns(), deeds(), phrases()))
