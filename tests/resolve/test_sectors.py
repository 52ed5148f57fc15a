"""PLOVER sectors of people, bodies and organisations, and which unnamed people are one actor."""

import pytest

from communique.resolve.lexicon import lexicon
from communique.resolve.sectors import CODES, agent_of, called, sector_of
from communique.resolve.tables import read_table

ROWS = read_table("sectors")


def test_every_sector_is_a_code_of_the_manual():
    assert {row["sector"] for row in ROWS if row["sort"] not in ("open", "lead")} <= CODES


def test_every_word_stands_in_its_example():
    odd = [
        row["word"]
        for row in ROWS
        if row["sort"] in ("noun", "open", "modifier", "over", "lead")
        and row["word"][:3].lower() not in row["example"].lower()
    ]
    assert odd == []
    assert [row["word"] for row in ROWS if not row["example"].endswith(".")] == []


@pytest.mark.parametrize("row", [r for r in ROWS if r["sort"] == "noun"], ids=lambda r: r["word"])
def test_a_noun_has_its_sector(row):
    assert sector_of("", "person", office=row["word"]) == row["sector"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["sort"] == "modifier"], ids=lambda r: r["word"])
def test_a_modifier_gives_an_open_noun_its_sector(row):
    assert sector_of("", "person", office=f"{row['word']} leader") in (row["sector"], "PTY", "LAB")
    assert sector_of("", "person", office=f"{row['word']} spokesman") == row["sector"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["sort"] == "over"], ids=lambda r: r["word"])
def test_some_modifiers_outweigh_the_noun(row):
    assert sector_of("", "person", office=f"{row['word']} minister") == row["sector"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["sort"] in ("kind", "sense")], ids=lambda r: r["word"])
def test_what_the_lexicon_calls_a_thing_gives_its_sector(row):
    assert sector_of("", "organisation", sense=row["word"], state="PER") in CODES


@pytest.mark.parametrize(
    ("office", "sector"),
    [
        ("spokesman", None),
        ("chief", None),
        ("foreign minister", "GOV"),
        ("former foreign minister", "ELI"),
        ("ex-president", "ELI"),
        ("secretary of state", "GOV"),
        ("riot policemen", "COP"),
        ("opposition lawmakers in Georgia", "OPP"),
        ("plumber", None),
        ("", None),
    ],
)
def test_an_office_tells_its_sector_or_nothing(office, sector):
    assert sector_of("", "person", office=office) == sector


@pytest.mark.parametrize(
    ("name", "sector"),
    [("Supreme Court of Peru", "JUD"), ("University of Lima", "EDU"), ("Tarn Institute", None)],
)
def test_a_body_that_nobody_knows_is_what_its_name_says(name, sector):
    assert sector_of(name, "organisation") == sector


def test_a_state_has_no_sector_and_a_company_without_a_state_is_a_multinational():
    assert sector_of("Peru", "state") is None
    assert sector_of("", "organisation", sense="company") == "MNC"
    assert sector_of("", "organisation", sense="company", state="PER") == "BUS"


def test_every_known_organisation_has_a_sector_but_treaties():
    entries = lexicon().entries.values()
    assert {e.sense for e in entries if e.kind == "organisation" and e.sector is None} == {"treaty"}


def test_every_seat_and_body_that_acts_has_a_sector():
    rows = [row for row in read_table("metonyms") if row["form"] != "place"]
    assert [row["name"] for row in rows if sector_of("", "state", sense=row["sense"]) is None] == []


@pytest.mark.parametrize(
    ("words", "noun", "several"),
    [
        ("police", "police", "police"),
        ("riot policemen", "police", "police"),
        ("the army", "military", "military"),
        ("insurgents", "rebel", "rebels"),
        ("opposition lawmakers", "opposition", "opposition"),
        ("opposition supporters", "opposition", "opposition"),
    ],
)
def test_people_called_so_are_one_agent(words, noun, several):
    agent = agent_of(words)
    assert (agent.noun, called(agent)) == (noun, several)


@pytest.mark.parametrize("words", ["president", "former soldiers", "plumbers", "opposition plumbers", ""])
def test_other_people_are_no_agent(words):
    assert agent_of(words) is None


@pytest.mark.parametrize(
    ("words", "home"),
    [("rebels", True), ("opposition lawmakers", True), ("troops", False), ("western officials", False)],
)
def test_in_a_state_tells_whose_only_those_are_who_are_at_home_there(words, home):
    assert agent_of(words).home is home


def test_a_long_description_is_cut():
    assert sector_of("", "person", office="x " * 100_000 + "minister") is None
