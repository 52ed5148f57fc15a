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


def statuses(sentence):
    return [(c.history[0].status, c.firm) for c in told(LEAD + sentence)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Latvia accused Norway of going back on its word.", "breach alleged"),
        ("Norway and Latvia agreed not to pursue the construction of a bridge.", "dropped"),
        ("Norway and Latvia agreed to discuss the fishing quotas.", "negotiating"),
        ("A bridge over the sound is no longer on the table.", "dropped"),
        ("The ferry sailed for the first time on 3 May.", "implemented"),
        ("Norway stopped deliveries of coal on Monday.", "delayed"),
        ("The channel has still not been widened.", "delayed"),
        ("The deadline for the repair of the bridge has passed.", "delayed"),
        ("The bridge has been dropped.", "dropped"),
        ("What was dropped is the bridge.", "dropped"),
        ("Latvia wants Norway to lift the fish tax.", "proposed"),
        ("Norwegian builders have requested three more weeks for the bridge.", "delayed"),
        ("A tunnel was due in March. It has not been dug.", "delayed"),
    ],
)
def test_the_words_of_a_sentence_tell_how_the_matter_stands(sentence, status):
    assert status in [found for found, _ in statuses(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge is on schedule.",
        "The ferry will sail for the first time in August.",
        "Norway's president received Juris Ozols in Oslo.",
        "The deadline has passed.",
    ],
)
def test_what_has_not_happened_yet_keeps_no_promise(sentence):
    assert "implemented" not in [found for found, _ in statuses(sentence)]


def test_a_pipeline_somewhere_is_no_matter_in_the_pipeline():
    found = statuses("Norway will store 30 tonnes in the pipeline to Latvia.")
    assert "negotiating" not in [status for status, _ in found]


def test_two_deeds_of_one_sentence_are_two_promises():
    found = told(LEAD + "Norway will lend Latvia 30 boats and will build a quay by June 2026.")
    assert ["boat" in c.about for c in found] == [True, False]
    assert "quay" in found[-1].about and found[-1].due is not None


def test_what_is_promised_reads_with_its_verb_and_without_half_a_quotation():
    (found,) = told(LEAD + "Norway will pay off a debt of 30 million euros to Latvia.")
    assert found.what.startswith("pay off a debt")
    (found,) = told(LEAD + "Norway and Latvia pledged to deepen coastal “trust and rescue work.”")
    assert not {"“", "”"} & set(found.what)


def test_a_pledge_to_do_something_to_it_alone_tells_nothing():
    assert not told(LEAD + "Norway and Latvia vowed to counter it together.")
