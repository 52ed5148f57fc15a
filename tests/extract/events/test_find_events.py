"""Events: who did what to whom, how surely, when and where."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from tests.extract.events.happened import events_of, read, told
from tests.extract.said import article_of

from communique.extract.events import root_between
from communique.extract.events.acts import Act
from communique.extract.events.proposals import Offsets, Proposals
from communique.extract.events.traits import View
from communique.extract.parse import parse
from communique.resolve import Cast, lexicon


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru condemned the army.", ("ACCUSE", "Peru", "the army", "asserted")),
        ("The village was shelled by rebels.", ("ASSAULT", "rebels", "The village", "asserted")),
        ("The navy began to shell the village.", ("ASSAULT", "The navy", "the village", "asserted")),
        ("Ghana imposed sanctions on Togo.", ("COERCE", "Ghana", "Togo", "asserted")),
        ("Ghana lifted its sanctions on Togo.", ("RETREAT", "Ghana", "Togo", "asserted")),
        ("Norway suspended its aid to Malawi.", ("SANCTION", "Norway", "Malawi", "asserted")),
        ("Norway announced a suspension of aid to Malawi.", ("SANCTION", "Norway", "Malawi", "asserted")),
        ("Norway has provided aid to Malawi.", ("AID", "Norway", "Malawi", "asserted")),
        ("Peru refused to free the sailors.", ("REJECT", "Peru", "the sailors", "asserted")),
        ("Peru urged Fiji to free the sailors.", ("REQUEST", "Peru", "Fiji", "asserted")),
        ("Peru demanded that Fiji free the sailors.", ("REQUEST", "Peru", "Fiji", "asserted")),
        ("Peru said that Fiji must free the sailors.", ("REQUEST", "Peru", "Fiji", "asserted")),
        ("Peru said it would not meet Fiji.", ("REJECT", "Peru", "Fiji", "asserted")),
        ("Dockers protested against the government.", ("PROTEST", "Dockers", "the government", "asserted")),
    ],
)
def test_an_event_has_its_root_its_parties_and_its_modality(
    text: str, event: tuple[str, str, str, str]
) -> None:
    assert event in told(text)


def test_whom_an_accusation_is_about_is_not_said_to_have_done_it() -> None:
    assert [e[0] for e in told("Peru accused Fiji of attacking the trawler.")] == ["ACCUSE"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru denied that it had shelled the village.",
        "Peru hopes to meet Fiji.",
        "Peru agreed that the vote was fair.",
        "Peru and Fiji agree that two sailors were hurt.",
        "Peru is considering sending aid to Fiji.",
        "The premier declined to comment on the vote.",
        "The premier expressed condolences to the families.",
        "The storm hit the village.",
        "The goal gave the team a record.",
    ],
)
def test_what_nobody_says_to_happen_is_no_event(text: str) -> None:
    assert told(text) == []


def test_what_is_denied_or_supposed_is_never_asserted() -> None:
    for text in (
        "Peru did not shell the village.",
        "Peru may shell the village.",
        "The army would retaliate if Peru attacked the village.",
    ):
        assert [e for e in told(text) if e[3] == "asserted"] == [], text


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Peru will meet Fiji on Monday.", "AGREE"),
        ("Peru will send wheat to Fiji.", "AGREE"),
        ("Peru plans to release the sailors of Fiji.", "AGREE"),
        ("Peru will expel the envoy of Fiji.", "THREATEN"),
    ],
)
def test_cooperation_to_come_is_an_agreement_and_conflict_to_come_a_threat(text: str, root: str) -> None:
    found = events_of(text)
    assert [e.type for e in found[:1]] == [root]
    assert found[0].modality in {"expected", "pledged"}


def test_a_willing_party_agrees_but_nothing_is_asserted() -> None:
    assert told("Peru is willing to send wheat to Fiji.") == [("AGREE", "Peru", "Fiji", "possible")]


def test_what_two_do_together_is_two_events() -> None:
    both = {("CONSULT", "Peru", "Fiji", "asserted"), ("CONSULT", "Fiji", "Peru", "asserted")}
    for text in ("Peru met Fiji.", "Peru and Fiji met.", "Peru held talks with Fiji."):
        assert set(told(text)) == both, text


def test_a_noun_alone_tells_of_an_act_where_it_names_both_parties() -> None:
    found = told("Grain prices rose after the attack by rebels on the village.")
    assert found == [("ASSAULT", "rebels", "the village", "asserted")]
    pairs = {e[1:3] for e in told("Grain prices fell after talks between Peru and Fiji.")}
    assert pairs == {("Peru", "Fiji"), ("Fiji", "Peru")}


def test_a_relative_clause_and_a_participle_share_the_noun_that_they_describe() -> None:
    found = told("Police know rebels who shelled the village.")
    assert ("ASSAULT", "rebels", "the village", "asserted") in found
    found = told("The mayor visited a bridge destroyed by rebels.")
    assert any(e[0] == "ASSAULT" and e[1] == "rebels" for e in found)


def test_a_pronoun_in_reported_speech_is_who_speaks() -> None:
    assert ("RETREAT", "Peru", "the sailors", "asserted") in told("Peru said it had freed the sailors.")


def test_a_document_speaks_for_who_issued_it() -> None:
    found = told("The council issued a statement condemning the army.")
    assert ("ACCUSE", "The council", "the army", "asserted") in found


def test_an_event_carries_mode_place_date_actors_and_its_statement() -> None:
    (event,) = events_of("Peru carried out airstrikes on the rebels in Ecuador on 3 May 2024.")[:1]
    assert (event.type, event.mode, event.source) == ("ASSAULT", "aerial", "PER")
    assert event.place == "Ecuador"
    assert event.date is not None
    assert event.date.start == dt.date(2024, 5, 3)
    assert event.target is None or event.target_span is not None
    assert event.statement


def test_spans_hold_the_words_of_the_text() -> None:
    for article, events in read(["Peru and Fiji signed a treaty.", "Rebels shelled the “old” town in Peru."]):
        for event in events:
            for span in (event.source_span, event.target_span):
                assert span is None or article.text[span.start : span.end] == span.quote


def test_the_same_text_gives_the_same_events() -> None:
    text = "Peru urged Fiji to free the sailors, and rebels shelled the village."
    assert events_of(text) == events_of(text)


def test_the_root_between_two_given_parties_is_that_of_their_act() -> None:
    text = "Peru praised Fiji, while rebels shelled the village."
    ((article, doc),) = parse([article_of(text)])
    cast = Cast(article, doc, lexicon(""))
    words = ("Peru", "Fiji", "rebels", "village")
    at = {word: (text.index(word), text.index(word) + len(word)) for word in words}
    assert root_between(article, doc, cast, at["Peru"], at["Fiji"]) == "SUPPORT"
    assert root_between(article, doc, cast, at["rebels"], at["village"]) == "ASSAULT"


def test_a_sentence_without_end_takes_time_in_proportion_to_its_length() -> None:
    def seconds(times: int) -> float:
        text = "Peru met Fiji and " * times + "rebels shelled the village."
        ((article, doc),) = parse([article_of(text)])
        cast = Cast(article, doc, lexicon(""))
        started = time.process_time()
        root_between(article, doc, cast, None, None)
        return time.process_time() - started

    seconds(20)
    short, long = seconds(100), seconds(400)
    assert long < 12 * short + 0.2


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The prosecutor accused the mayor of bribery.", "The prosecutor", "the mayor"),
        ("The court convicted the general of treason.", "The court", "the general"),
        ("The unions condemned the army of Fiji.", "The unions", "the army of Fiji"),
        ("Omar al-Amin expelled the monks.", "Omar al-Amin", "the monks"),
        ("The Crop Relief Fund (CRF) has provided aid to Togo.", "The Crop Relief Fund (CRF)", "Togo"),
        ("Peru agreed to withdraw its troops from Togo.", "Peru", "Togo"),
    ],
)
def test_a_party_has_all_of_its_name_and_nothing_of_the_charge(text: str, source: str, target: str) -> None:
    assert (source, target) in [event[1:3] for event in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Fiji have agreed to share data on Togo.",
        "Peru and Fiji held war games near Togo.",
        "Peru and Fiji signed a pact on fishing in Togo.",
    ],
)
def test_what_two_agree_on_is_between_the_two(text: str) -> None:
    assert {event[1:3] for event in told(text)} == {("Peru", "Fiji"), ("Fiji", "Peru")}


def test_two_peoples_before_one_noun_are_two_parties() -> None:
    found = {event[1:3] for event in told("Peruvian and Fijian troops held war games in May.")}
    assert found == {("Peruvian", "Fijian troops"), ("Fijian troops", "Peruvian")}


def test_what_two_do_with_a_third_is_done_with_the_third() -> None:
    found = {event[1:3] for event in told("Peru and Fiji held talks with Togo.")}
    assert ("Peru and Fiji", "Togo") in found and ("Peru", "Fiji") not in found


def test_nobody_is_not_the_one_who_speaks() -> None:
    assert "The police" not in [event[2] for event in told("The police said that nobody was arrested.")]


def test_it_is_no_person() -> None:
    assert "Marta Lopez" not in [e[2] for e in told("Marta Lopez said that it had been shelled.")]


def test_what_two_do_together_is_told_both_ways_or_not_at_all() -> None:
    text = "Peru and Fiji held talks in May."
    assert len(events_of(text, Reserved({"Peru"}))) == 2
    assert events_of(text, Reserved({"Fiji"})) == ()


class Reserved:
    """A judge that takes an act for right where its source is one of these."""

    def __init__(self, sources: set[str]) -> None:
        self.sources = sources

    def right(self, act: Act, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> float:
        return float(source is not None and proposals.doc.text[slice(*source)] in self.sources)

    def roots(self, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> dict[str, float]:
        return {}


def test_a_warning_of_what_the_own_side_would_do_is_a_threat() -> None:
    text = "The talks went on. Peru warned that Peru would close its ports to Chile."
    assert [e.type for e in events_of(text) if e.type == "THREATEN"] == ["THREATEN"]


def test_a_warning_of_what_another_would_do_is_none() -> None:
    text = "The talks went on. Peru warned that Fiji would close its ports to Chile."
    assert all(e.type != "THREATEN" for e in events_of(text))


def test_a_deal_signed_to_do_something_is_a_promise_too() -> None:
    assert {root for root, *_ in told("Peru and Fiji signed an accord to dredge the lake.")} == {
        "SUPPORT",
        "AGREE",
    }
    assert {root for root, *_ in told("Peru and Fiji signed the accord.")} == {"SUPPORT"}


def test_a_plan_that_is_shelved_threatens_nobody() -> None:
    assert all(root != "THREATEN" for root, *_ in told("The army shelved a plan to shell the town."))


def test_insisting_that_something_was_done_asks_nothing_of_anybody() -> None:
    assert told("The minister insisted that the navy had called the port.") == []
