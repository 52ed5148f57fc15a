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


def test_a_third_state_appeals_to_both_of_two() -> None:
    found = dealings(TWO + "Brazil called for restraint.", "REQUEST")
    assert found == {("BRA", "PER"), ("BRA", "CHL")}


def test_whoever_welcomes_the_deal_of_two_supports_both() -> None:
    text = "Peru and Chile signed an accord on squid. Brazil welcomed the accord."
    assert {("BRA", "PER"), ("BRA", "CHL")} <= dealings(text, "SUPPORT")


def test_what_one_of_two_promises_after_their_deal_it_promises_the_other() -> None:
    text = "Peru and Chile signed an accord on squid. Peru promised to dredge the harbour."
    assert ("PER", "CHL") in dealings(text, "AGREE")
    assert ("PER", "CHL") not in dealings("Peru likes squid. Peru promised to dredge the harbour.", "AGREE")


def test_a_demand_for_the_release_of_people_is_made_of_the_other_state() -> None:
    assert ("PER", "CHL") in dealings(TWO + "Peru demanded the release of the sailors.", "REQUEST")


def test_a_patrol_boat_acts_for_its_state() -> None:
    text = "The night was quiet. A Peruvian patrol boat rammed a Chilean trawler."
    assert dealings(text, "ASSAULT") == {("PER", "CHL")}


def test_a_place_behind_a_thing_is_not_its_owner() -> None:
    text = "The night was quiet. Peru fired at the boat from the Chilean bank."
    assert ("PER", "CHL") not in dealings(text, "ASSAULT")


def test_an_offer_that_is_rejected_was_made_by_somebody() -> None:
    text = TWO + "Peru offered to dredge the lake. Chile rejected the offer."
    assert ("CHL", "PER") in dealings(text, "REJECT")


def test_the_two_sides_that_met_in_a_town_met_each_other() -> None:
    text = "Peru and Chile signed an accord on squid. The two sides met in Accra on Monday."
    assert dealings(text, "CONSULT") == {("PER", "CHL"), ("CHL", "PER")}


def test_nobody_does_anything_to_himself() -> None:
    text = "Peru and Chile share a lake. Peru and the Peruvian side signed an accord."
    assert not any(source == target for source, target in dealings(text, "SUPPORT"))


def test_who_are_to_be_released_are_not_whom_it_is_demanded_of() -> None:
    text = "The night was long. Brazil demanded the release of the Chilean sailors."
    assert ("BRA", "CHL") not in dealings(text, "REQUEST")


def test_two_who_threaten_a_third_do_it_each() -> None:
    text = "The night was long. Peru and Chile threatened to close their ports."
    assert {("PER", None), ("CHL", None)} <= dealings(text, "THREATEN")


def test_who_lives_in_a_state_speaks_to_its_own_president() -> None:
    text = "The lake froze early. Peruvian growers urged the president to lower the toll."
    assert {target for _, target in dealings(text, "REQUEST")} == {"PER"}


def test_who_comes_from_nowhere_certain_speaks_to_no_state() -> None:
    text = "The lake froze early. Angry growers urged the president to lower the toll."
    assert {target for _, target in dealings(text, "REQUEST")} <= {None}
