# ruff: noqa: E501 (articles and briefs stand as they would on a page)
"""Sentences that are true but for one thing: an actor, a day, a place, an "all", a speaker."""

import pytest

from communique.records import Report

RAID = """Swedish tug hits Estonian ferry off Prangli

TALLINN, May 6, 2024 (Baltic Wire) — A Swedish tug struck an Estonian ferry off the island of Prangli on Monday, injuring five Estonian passengers, the Estonian coast guard said.

Estonian Transport Minister Kadri Vaher summoned the Swedish ambassador. Swedish Justice Minister Nils Orrling denied that the tug had been speeding.

Four of the passengers had left the hospital by noon.

A Latvian crew took a boy off the deck of the ferry. Estonia will close the harbour in July.

Sweden has yet to answer the complaint.
"""
SHOTS = """Flares over the strait

Saaremaa Post
21 June 2024

On 20 June, off Vilsandi, an Estonian cutter fired nine flares at a Swedish trawler.

The captain of the trawler counted twelve flares. "One does not wave," Nils Orrling said, "with a rocket."

Maritime adviser Liisa Tamberg said the flares had been old. The log that the Estonian ministry was to publish by August has never appeared.

Parliament in Tallinn approved the new harbour fee on 19 June.

Estonia and Sweden agreed to meet again in the autumn.
"""
REACTION = """Swedish paper asks for calm

Visby Tidning
22 June 2024

The Estonian parliament has been slow, Sweden's justice minister, Nils Orrling, said. Swedish trawlers stayed in port on Friday.
"""


@pytest.fixture(scope="module")
def report(report_of) -> Report:
    return report_of({"raid.txt": RAID, "shots.txt": SHOTS, "reaction.txt": REACTION})


@pytest.mark.parametrize(
    "sentence",
    [
        "A Swedish tug struck an Estonian ferry off Prangli on 6 May.",
        "On 20 June, off Vilsandi, an Estonian cutter fired nine flares at a Swedish trawler.",
        "A boy was taken off the deck of the ferry by a Latvian crew.",
        "Four of the Estonian passengers had left the hospital by noon.",
        "The Estonian parliament approved the new harbour fee on 19 June.",
        "“One does not wave with a rocket,” said the Swedish justice minister, Nils Orrling.",
        "“One does not wave, with a rocket,” Orrling said.",
        "Both countries agreed to meet again in the autumn.",
        "Estonia has failed so far to publish the log.",
        "Estonia has never published the log.",
        "The Estonian transport minister, Kadri Vaher, summoned the Swedish ambassador.",
        "Orrling denied that the tug had been speeding.",
    ],
)
def test_the_true_sentence_is_supported(sentence: str, one):
    found = one(sentence)
    assert (found.verdict, found.error) == ("supported", None), found.note


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        ("In the second incident, off Vilsandi on 20 June, a Swedish tug struck an Estonian ferry.", "date"),
        ("A Swedish tug struck an Estonian ferry off Vilsandi.", "date"),
        ("A Swedish tug struck an Estonian ferry off Prangli on 20 June.", "date"),
        ("Estonia will close the harbour in September.", "date"),
    ],
)
def test_a_deed_on_the_day_or_at_the_place_of_another_is_contradicted(sentence: str, error: str, one):
    found = one(sentence)
    assert (found.verdict, found.error) == ("contradicted", error), found.note


@pytest.mark.parametrize(
    "sentence",
    [
        "A boy was taken off the deck of the ferry by a Portuguese crew.",
        "A boy was taken off the deck of the ferry by an Estonian crew.",
        "Four of the Swedish passengers had left the hospital by noon.",
        "The Swedish parliament approved the new harbour fee on 19 June.",
        "The Swedish transport minister, Kadri Vaher, summoned the ambassador.",
        "Estonian Justice Minister Kadri Vaher summoned the Swedish ambassador.",
        "“One does not wave with a rocket,” said the Estonian justice minister, Nils Orrling.",
        "Kadri Vaher denied that the tug had been speeding.",
        "Orrling said the flares had been old.",
    ],
)
def test_another_state_office_or_person_is_contradicted(sentence: str, one):
    found = one(sentence)
    assert (found.verdict, found.error) == ("contradicted", "speaker"), found.note


def test_a_state_that_nobody_names_backs_nothing(one):
    found = one("The trawler's crew was Chilean, and its captain counted twelve flares.")
    assert found.verdict in ("unsupported", "contradicted")
    assert found.error == "speaker"


@pytest.mark.parametrize(
    "sentence",
    [
        "Everyone who was there counted twelve flares.",
        "Both sides say that the tug struck the ferry.",
        "Nobody doubts that nine flares were fired.",
        "All witnesses counted nine flares.",
        "It is undisputed that nine flares were fired at the trawler.",
    ],
)
def test_what_one_says_is_not_what_all_say(sentence: str, one):
    found = one(sentence)
    assert found.verdict in ("contradicted", "partly"), found
    assert found.error == "over-generalised"


def test_an_interrupted_quotation_of_somebody_else_has_the_wrong_speaker(one):
    found = one("“One does not wave with a rocket,” Vaher said.")
    assert (found.verdict, found.error) == ("contradicted", "speaker"), found.note


def test_a_failure_told_of_what_was_done_is_contradicted(one):
    found = one("The Estonian cutter failed to fire its flares at the trawler.")
    assert (found.verdict, found.error) == ("contradicted", "modality"), found.note


def test_an_ordinal_is_no_fraction(one):
    found = one("Sweden has yet to answer the complaint for a third time.")
    assert found.error != "number"
