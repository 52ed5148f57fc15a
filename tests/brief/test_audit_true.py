# ruff: noqa: E501 (articles stand as they would on a page)
"""True sentences that are put otherwise than in the sources, and their false neighbours."""

import pytest

from communique.brief import audit
from communique.records import Report

TALKS = """Malta and Tunisia agree on rescue zones

VALLETTA, March 3, 2023 (Gozo Wire) — Tunisia has undertaken to lend Malta 14 patrol boats, starting in August, the two interior ministers said on Friday.

Malta will free eleven Tunisian sailors held in Marsaxlokk within twenty days. On flights for returned migrants the two ministers signed nothing. They also signed a paper that opens a training school for pilots in June.

Tunisian Interior Minister Leila Hamrouni promised to open the school every year.
"""
AFTER = """Gozo Gazette

Sailors home at last

The eleven sailors came home nine days after the agreed date, Hamrouni said.

The boats cost 30 million dinars, Tunisia said on Monday. Malta said that they cost 48 million dinars.
"""
LIST = "\n\nReferences\n\n[1] talks.txt, Gozo Wire\n[2] after.txt\n"


@pytest.fixture(scope="module")
def report(report_of) -> Report:
    return report_of({"talks.txt": TALKS, "after.txt": AFTER})


@pytest.mark.parametrize(
    "sentence",
    [
        "In March 2023 Tunisia undertook to lend Malta 14 patrol boats [1].",
        "Eleven sailors held in Marsaxlokk are to be freed within 20 days [1].",
        "On flights for migrants nothing was signed [1].",
        "The sailors came home nine days late [2].",
        "Tunisia's interior minister promised to open the school every year [1].",
        "Tunisia said the boats cost 30 million dinars and Malta 48 million [2].",
    ],
)
def test_a_true_sentence_put_otherwise_is_supported(sentence: str, one):
    found = one(sentence, LIST)
    assert (found.verdict, found.citation_ok, found.error) == ("supported", True, None), found.note


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        ("In May 2023 Tunisia undertook to lend Malta 14 patrol boats [1].", "date"),
        ("Eleven sailors held in Marsaxlokk have been freed [1].", "modality"),
        ("The sailors came home nine days before the agreed date [2].", "date"),
        ("In March 2023 Tunisia undertook to lend Malta 25 patrol boats [1].", "number"),
        ("Tunisia lent Malta 14 patrol boats [1].", "modality"),
        ("Maltese interior minister Leila Hamrouni promised to open the school every year [1].", "speaker"),
    ],
)
def test_its_false_neighbour_is_not(sentence: str, error: str, one):
    found = one(sentence, LIST)
    assert found.verdict != "supported"
    assert found.error == error, found


def test_a_model_is_asked_only_where_words_are_missing(report: Report):
    asked = []

    def entails(pairs):
        asked.extend(claim for _, claim in pairs)
        return [(0.99, 0.0, 0.01)] * len(pairs)

    contradicted = "In March 2023 Tunisia undertook to lend Malta 25 patrol boats."
    audit(contradicted, report, entailment=entails)
    assert asked == []
    partly = "The ministers signed a paper that opens a flying academy for beginners in June."
    assert audit(partly, report).sentences[0].verdict == "partly"
    audit(partly, report, entailment=entails)
    assert asked
