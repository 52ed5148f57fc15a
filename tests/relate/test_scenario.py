"""The map of stated causes and what a change moves along it."""

import pytest

from communique.config import settings
from communique.pipeline import read_all
from communique.records import Driver
from communique.relate.causes import Arrow, CauseMap, _arrow, cause_map
from communique.relate.concepts import Concept, likeness, phrase_of, turns
from communique.relate.scenario import scenario

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
    one = _arrow((0, 1), [(driver(), "x")])
    two = _arrow((0, 1), [(driver(), "x"), (driver(statement="t"), "y")])
    again = _arrow((0, 1), [(driver(), "x"), (driver(statement="t"), "x")])
    other = _arrow((0, 1), [(driver(), "x"), (driver(-1), "y")])
    denied = _arrow((0, 1), [(driver(), "x"), (driver(modality="denied"), "y")])
    assert two.weight > one.weight == again.weight > 0
    assert other.weight == 0
    assert other.contested
    assert 0 < denied.weight < one.weight
    assert (one.sources, two.sources, again.sources) == (1, 2, 1)


def test_what_turns_the_other_way_is_no_variant_and_is_changed_the_other_way():
    closing, opening = phrase_of("the closure of the canal"), phrase_of("the opening of the canal")
    assert likeness(closing, opening) == 0
    assert likeness(closing, phrase_of("the closing of the canal")) == 1
    causes = drawn((0, 1, 0.6))
    causes.concepts[0].head = closing
    assert set(scenario("the opening of the canal", causes).changed.values()) == {-1.0}


def test_phrases_that_name_other_actors_are_two_concepts():
    one = phrase_of("exports of Peru", [("Peru", "PER")])
    other = phrase_of("exports of Chile", [("Chile", "CHL")])
    assert likeness(one, other) == 0


def test_every_turning_word_stands_in_its_example():
    from importlib.resources import files

    text = files("communique.relate").joinpath("data", "turns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert all(word in example and turn in {"1", "-1"} for word, turn, example in rows)
    assert len(turns()) > 30
