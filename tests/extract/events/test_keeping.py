"""What the record keeps of what the coder finds."""

from tests.extract.said import article_of

from communique.config import Settings
from communique.extract import extract
from communique.records import Event


def kept(text: str) -> list[Event]:
    (reading,) = extract([article_of(text)], settings=Settings(fast=True))
    return list(reading.events)


def test_two_states_are_kept_with_their_words() -> None:
    (event,) = kept("Kenya condemned Ethiopia on Friday.")
    assert (event.type, event.source, event.target) == ("ACCUSE", "KEN", "ETH")


def test_a_thing_is_nobodys_target() -> None:
    (event,) = kept("Kenya condemned the vote on Friday.")
    assert event.source == "KEN" and event.target is None and event.target_span is None


def test_what_a_thing_does_is_not_kept() -> None:
    assert kept("The ceremony praised the weather.") == []


def test_a_pronoun_that_nobody_resolves_does_nothing() -> None:
    assert [e for e in kept("It attacked them on Friday.") if e.source_span or e.target_span] == []


def test_unnamed_people_stay_with_their_words() -> None:
    events = kept("Rebels attacked soldiers near the border.")
    assert [
        (e.source_span.quote, e.target_span.quote) for e in events if e.source_span and e.target_span
    ] == [("Rebels", "soldiers")]


def test_without_its_doer_only_force_and_release_are_kept() -> None:
    assert [e.type for e in kept("The sailors were arrested in Peru.")] == ["COERCE"]
    assert kept("The sailors were criticised in Peru.") == []
