"""Parties that a sentence leaves to its article."""

from tests.extract.events.happened import events_of

from communique.records import Event

QUARREL = "Peru accused Chile of emptying the squid grounds. "
TWO = "Peru wrote to Chile. Chile wrote to Peru. Peru and Chile share a lake. "


def dealings(text: str, root: str) -> set[tuple[str | None, str | None]]:
    return {(event.source, event.target) for event in events_of(text) if event.type == root}


def test_a_refusal_answers_whoever_accused_before() -> None:
    assert ("CHL", "PER") in dealings(QUARREL + "Chile rejected the charge.", "REJECT")


def test_a_denial_is_an_answer_where_somebody_accused() -> None:
    assert ("CHL", "PER") in dealings(QUARREL + "Chile denied it.", "REJECT")


def test_a_denial_that_answers_nobody_is_no_event() -> None:
    assert dealings("The lake froze early. Chile denied it.", "REJECT") == set()
    assert dealings("Chile denied it.", "REJECT") == set()


def test_nobody_answers_who_only_declines_to_comment() -> None:
    assert dealings(QUARREL + "Chile refused to comment.", "REJECT") == set()


def test_a_demand_in_a_text_about_two_states_is_made_of_the_other() -> None:
    found: list[Event] = [e for e in events_of(TWO + "Peru demanded an apology.") if e.type == "REQUEST"]
    assert [(e.source, e.target) for e in found] == [("PER", "CHL")]
    assert found[0].target_span is not None and found[0].target_span.quote == "Chile"


def test_a_demand_in_a_text_about_three_states_is_made_of_nobody_certain() -> None:
    three = TWO + "Brazil wrote to Fiji. Brazil wrote to Fiji. Brazil wrote to Fiji. "
    assert dealings(three + "Peru demanded an apology.", "REQUEST") == {("PER", None)}


def test_what_two_agree_on_is_told_each_way() -> None:
    found = dealings("Peru and Chile share a lake. The two countries agreed to dredge it.", "AGREE")
    assert found == {("PER", "CHL"), ("CHL", "PER")}


def test_a_thing_of_a_state_is_the_states() -> None:
    found = dealings("The night was quiet. Peru attacked a Chilean trawler.", "ASSAULT")
    assert found == {("PER", "CHL")}
