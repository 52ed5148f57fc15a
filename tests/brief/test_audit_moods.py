# ruff: noqa: E501 (articles and briefs stand as they would on a page)
"""What is only promised or expected, told as done: in the passive, of amounts, beside other things that were done."""

import pytest

from communique.records import Report

YARD = """Peru and Chile sign for four tugs

LIMA, 4 May 2026 (Callao Post) — Chile will lend Peru 90 million dollars for four harbour tugs. The first 30 million dollars will be paid out by 1 August 2026.

The first tug will be handed over in October, Peru's transport minister said. Two of the nine buoys handed over in Ilo last year have sunk for want of tugs.

Chile paid for the survey of the bay in April. The yard in Talcahuano was paid 2 million dollars in March.
"""


@pytest.fixture(scope="module")
def report(report_of) -> Report:
    return report_of({"yard.txt": YARD})


@pytest.mark.parametrize(
    "sentence",
    [
        "The first 30 million dollars were paid out in August.",
        "The first 30 million dollars have been paid out.",
        "The first tug was handed over in October.",
        "The first tug has been handed over.",
    ],
)
def test_what_is_to_come_is_not_told_as_done(sentence, one):
    found = one(sentence)
    assert (found.verdict, found.error) == ("unsupported", "modality"), found.note


@pytest.mark.parametrize(
    "sentence",
    [
        "The first 30 million dollars will be paid out by 1 August 2026.",
        "The first tug will be handed over in October.",
        "Two of the nine buoys have sunk.",
        "The yard in Talcahuano was paid 2 million dollars in March.",
        "Chile paid for the survey of the bay.",
    ],
)
def test_what_was_done_and_what_is_told_as_to_come_is_supported(sentence, one):
    found = one(sentence)
    assert found.error != "modality", found.note
    assert found.verdict == "supported", found.note
