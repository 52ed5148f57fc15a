"""The map of stated causes and what a change moves along it."""

from importlib.resources import files

import pytest

from communique.config import settings
from communique.pipeline import read_all
from communique.records import Driver
from communique.relate.causes import Arrow, CauseMap, _arrow, cause_map
from communique.relate.concepts import Concept, kin, likeness, phrase_of, root, same_trouble, turns, way
from communique.relate.scenario import scenario
from communique.relate.tracing import Tracing

TEXT = """Drought and dams
Lagoon Post, 3 May 2025

The drought raised the price of rice. The price of rice weakened the coalition in Dili.
"""

OTHER = """Empty dams
Atoll Herald, 9 May 2025

The drought has lowered the output of the dams. The drought also raised the price of rice, traders said.
"""


def driver(sign=1, modality="asserted", statement="s") -> Driver:
    return Driver("a", "b", sign, statement, modality=modality)


def drawn(*arrows: tuple[int, int, float], names: str = "abcde") -> CauseMap:
    words = ["drought", "rice", "coalition", "dams", "fishery"]
    concepts = [Concept(phrase_of(word)) for word in words[: len(names)]]
    for concept, word in zip(concepts, words, strict=False):
        concept.variants[word] += 1
    made = tuple(Arrow(c, e, w, (driver(),), 1, False) for c, e, w in arrows)
    return CauseMap(tuple(concepts), made, tuple(frozenset() for _ in concepts))


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return read_all([folder], settings=settings())[0]


def test_causes_of_a_text_become_a_map_that_a_change_runs_along(readings):
    causes = cause_map(readings)
    found = scenario("drought", causes)
    moved = {causes.concepts[one.concept].name: one.value for one in found.moved}
    assert found.settled
    assert any("price of rice" in name and value > 0 for name, value in moved.items())
    assert all(driver.statement for one in found.moved for arrow, _ in one.way for driver in arrow.drivers)


def test_the_order_of_articles_changes_nothing(readings):
    assert cause_map(readings) == cause_map(readings[::-1])


def test_signs_multiply_along_a_way_and_fade():
    found = {one.concept: one for one in scenario("drought", drawn((0, 1, 0.6), (1, 2, -0.6))).moved}
    assert found[1].value > 0 > found[2].value
    assert abs(found[2].value) < found[1].value
    assert [arrow.effect for arrow, _ in found[2].way] == [1, 2]


def test_each_arrow_tells_how_much_rests_on_it():
    (found,) = [
        o for o in scenario("drought", drawn((0, 1, 0.6), (1, 2, 0.5), (0, 2, 0.1))).moved if o.concept == 2
    ]
    (alone,) = [rests for arrow, rests in found.way if arrow.effect == 2]
    assert 0 < alone < found.value


def test_what_no_source_names_changes_nothing():
    found = scenario("volcano", drawn((0, 1, 0.6)))
    assert (found.changed, found.moved, found.settled) == ({}, (), True)


def test_a_loop_comes_to_rest_or_is_told():
    assert scenario("drought", drawn((0, 1, 0.6), (1, 2, 0.9), (2, 1, 0.9))).settled
    swinging = scenario("drought", drawn((0, 1, 1.0), (1, 2, 1.0), (2, 1, -1.0)))
    assert all(-1 <= one.value <= 1 for one in swinging.moved)


def test_belief_grows_with_sources_and_falls_with_those_that_argue_the_opposite():
    one = _arrow((0, 1), [(driver(), "x", 1)])
    two = _arrow((0, 1), [(driver(), "x", 1), (driver(statement="t"), "y", 1)])
    again = _arrow((0, 1), [(driver(), "x", 1), (driver(statement="t"), "x", 1)])
    other = _arrow((0, 1), [(driver(), "x", 1), (driver(-1), "y", 1)])
    denied = _arrow((0, 1), [(driver(), "x", 1), (driver(modality="denied"), "y", 1)])
    assert two.weight > one.weight == again.weight > 0
    assert other.weight == 0
    assert other.contested
    assert 0 < denied.weight < one.weight
    assert (one.sources, two.sources, again.sources) == (1, 2, 1)


def test_what_turns_the_other_way_is_the_same_concept_turned_round():
    closing, opening = phrase_of("the closure of the canal"), phrase_of("the opening of the canal")
    assert (likeness(closing, opening), way(closing, opening)) == (1, -1)
    assert likeness(closing, phrase_of("the closing of the canal")) == 1
    causes = drawn((0, 1, 0.6))
    causes.concepts[0].head = closing
    assert set(scenario("the opening of the canal", causes).changed.values()) == {-1.0}


def test_phrases_that_name_other_actors_are_two_concepts():
    one = phrase_of("exports of Peru", [("Peru", "PER")])
    other = phrase_of("exports of Chile", [("Chile", "CHL")])
    assert likeness(one, other) == 0


def test_every_turning_word_stands_in_its_example():
    rows = table("turns.tsv")
    assert all(word in example and turn in {"1", "-1"} for word, turn, example in rows)
    assert len(turns()) > 30


def test_every_row_of_kin_has_its_second_word_in_its_example_and_reads_it_as_the_first():
    for cell, kind, example in table("kin.tsv"):
        first, second = (word.strip() for word in cell.split(";")[:2])
        assert second in example
        assert kin()[" ".join(map(root, second.split()))] == (first, kind)


def table(name: str) -> list[list[str]]:
    text = files("communique.relate").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_a_crisis_and_a_war_in_one_place_are_joined_only_where_nothing_else_is_named():
    war, crisis = (
        phrase_of("the war in Mali", [("Mali", "MLI")]),
        phrase_of("A crisis around Mali", [("Mali", "MLI")]),
    )
    assert same_trouble(war, crisis)
    assert not same_trouble(war, phrase_of("the crisis in Togo", [("Togo", "TGO")]))
    assert not same_trouble(war, phrase_of("the banking crisis in Mali", [("Mali", "MLI")]))
    assert not same_trouble(phrase_of("the war"), phrase_of("the crisis"))


STRAIT = (
    "Ships and sulphur\nLagoon Post, 3 May 2025\n\n"
    "Tanjung holds reserves that Dili buys by the shipload. The unrest on the islands has made those "
    "reserves more precious. The Gulf of Sura and the Strait of Ombai are where its tankers pass. "
    "Any interruption of that traffic hurts the mills of Dili.\n\n"
    "The drought lowered the output of the dams.\n"
)


@pytest.fixture(scope="module")
def strait(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strait")
    (folder / "a.txt").write_text(STRAIT, encoding="utf-8")
    return read_all([folder], settings=settings())[0]


def traced(words, readings):
    causes = cause_map(readings)
    found = scenario(words, causes)
    said = {s.id: s for reading in readings for s in reading.statements}
    return found, Tracing(words, found, causes, said, {}, {})


def test_a_strait_that_no_cause_names_is_followed_through_the_passage_that_does(strait):
    found, told = traced("Strait of Ombai closes", strait)
    assert {m.how for m in found.matches} == {"passage"}
    assert all(m.where is not None and "Strait of Ombai" in m.where.quote for m in found.matches)
    values = {one["concept"]: one["value"] for one in told.data()["moved"]}
    assert values["the value of those reserves"] > 0 > values["the mills of Dili"]
    assert "the output of the dams" not in values
    assert all(abs(match.value) < 1 for match in found.matches)


def test_the_answer_quotes_the_words_behind_every_step_and_predicts_nothing(strait):
    _, told = traced("Strait of Ombai closes", strait)
    text = "\n".join(told.lines())
    assert "predicts nothing" in text
    assert "Any interruption of that traffic hurts the mills of Dili." in text
    assert "came to rest" in text
    steps = [step for one in told.data()["moved"] for step in one["way"]]
    assert all(argued["span"]["quote"] for step in steps for argued in step["argued"])


def test_what_reopens_is_followed_the_other_way(strait):
    closed, _ = traced("Strait of Ombai closes", strait)
    opened, told = traced("Strait of Ombai reopens", strait)
    assert {m.concept: -m.value for m in opened.matches} == {m.concept: m.value for m in closed.matches}
    assert "turned round" in "\n".join(told.lines())


def test_where_nothing_is_meant_the_nearest_concepts_are_named(strait):
    found, told = traced("the volcano of Flores erupts", strait)
    assert (found.moved, found.matches) == ((), ())
    assert found.near
    assert "Causes that it does name" in "\n".join(told.lines())


def test_asked_for_a_states_leverage_the_causes_that_move_it_are_told(tmp_path):
    text = "Terms of trade\nLagoon Post, 3 May 2025\n\n"
    text += (
        "The drought has strengthened Peru's bargaining power. The levy made Peru more dependent on Chile."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    readings = read_all([tmp_path], settings=settings())[0]
    found = scenario("Peru's leverage", cause_map(readings), named=[("Peru", "PER")])
    (standing,) = found.standings
    assert {(driver.cause, side) for driver, side in standing.others} == {
        ("The drought", 1),
        ("The levy", -1),
    }


def test_an_effect_is_the_cause_of_the_next_step_in_other_words_and_the_other_way_round(tmp_path):
    text = "Fuel on the isles\nLagoon Post, 3 May 2025\n\nThe closure of the Sound of Ombai has cut supplies "
    text += "of oil to Malta. Lower supplies of oil have raised the price of fuel. The rise in fuel prices "
    text += "has weakened Malta's bargaining position.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    readings = read_all([tmp_path], settings=settings())[0]
    causes = cause_map(readings)
    closed = {causes.concepts[m.concept].name: m for m in scenario("Sound of Ombai closes", causes).moved}
    hand = next(m for name, m in closed.items() if "bargaining" in name)
    assert (hand.value < 0, len(hand.way)) == (True, 3)
