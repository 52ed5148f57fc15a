"""What an analyst is told about a name."""

import datetime as dt
from pathlib import Path

import pytest

from communique.errors import MalformedError
from communique.records import digest
from communique.resolve import explain, lexicon
from communique.resolve.lexicon import Lexicon

DAY = dt.date(2024, 5, 6)
GUIDE = Path(__file__).parents[2] / "docs" / "methods" / "actors.md"


@pytest.mark.parametrize(
    ("name", "key", "kind", "state", "sector"),
    [
        ("the Blue House", "KOR", "state", "KOR", "GOV"),
        ("the Bundeswehr", "DEU", "state", "DEU", "MIL"),
        ("Gazprom", "GAZPROM", "organisation", "RUS", "BUS"),
        ("M23", "M23", "organisation", None, "REB"),
        ("OPEC+", "OPEC+", "organisation", None, "IGO"),
        ("Houthi rebels", "HOUTHIS", "organisation", None, "REB"),
        ("Wagner", "WAGNER", "organisation", "RUS", "PRM"),
        ("Turkish police", digest("agent", "police", "TUR"), "group", "TUR", "COP"),
        ("protesters in Dhaka", digest("agent", "protester", "BGD"), "group", "BGD", "CVL"),
        ("the foreign minister of Brazil", digest("person", "mauro vieira"), "person", "BRA", "GOV"),
        ("the former foreign minister of Brazil", None, "group", "BRA", "ELI"),
        ("the opposition", None, "group", None, "OPP"),
        ("the Court of Appeal", None, "group", None, "JUD"),
        ("troops in Mali", None, "group", None, "MIL"),
        ("Geneva", "Geneva", "place", "CHE", None),
        ("Sergey Lavrov", digest("person", "sergei lavrov"), "person", "RUS", "GOV"),
        ("Blorbistan", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_a_name_is_explained(name, key, kind, state, sector):
    told = explain(lexicon(), name, day=DAY)
    assert (told.id, told.kind, told.state, told.sector) == (key, kind, state, sector)
    assert told.text() and told.why


def test_other_readings_are_told_with_their_reasons():
    assert "surname" in explain(lexicon(), "Wagner").others[0]
    assert explain(lexicon(), "Brussels").others[0].startswith("Belgium")
    assert "given name" in explain(lexicon(), "Jordan").others[0]


def test_the_state_asked_for_owns_what_has_no_owner():
    told = explain(lexicon(), "the opposition", state="PER")
    assert (told.state, told.called) == ("PER", "Peruvian opposition")
    assert explain(lexicon(), "foreign minister", state="FRA", day=DAY).called == "Stéphane Séjourné"


def test_without_a_day_no_person_is_meant():
    told = explain(lexicon(), "the foreign minister of Brazil")
    assert (told.kind, told.office) == ("group", "foreign minister")


def test_the_users_file_is_named(tmp_path):
    (tmp_path / "organisations.tsv").write_text(
        "id\tname\tother\tkind\tstate\nTARN\tTarn Institute\tTI Lima\tthink tank\tPER\n", encoding="utf-8"
    )
    told = explain(Lexicon(str(tmp_path)), "TI Lima")
    assert (told.id, told.sector) == ("TARN", "NGO")
    assert told.source == str(tmp_path / "organisations.tsv")
    assert explain(Lexicon(str(tmp_path)), "Gazprom").source == "organisations.tsv (bundled)"


def test_a_users_seat_of_an_unknown_state_is_named(tmp_path):
    (tmp_path / "metonyms.tsv").write_text(
        "name\tstate\tsense\tform\nTarn House\tZZZ\tpresidency\tmetonym\n", encoding="utf-8"
    )
    with pytest.raises(MalformedError, match="Tarn House"):
        Lexicon(str(tmp_path))


def test_the_guides_examples_are_what_the_command_prints():
    guide = GUIDE.read_text(encoding="utf-8")
    assert explain(lexicon(), "the Blue House").text() in guide
    asked = explain(lexicon(), "foreign minister", state="BRA", day=dt.date(2020, 2, 3))
    assert asked.text() in guide
