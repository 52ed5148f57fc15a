"""Persons by office with time."""

import datetime as dt

import pytest

from communique.records import Interval
from communique.resolve.lexicon import lexicon
from communique.resolve.tables import items, read_table
from communique.resolve.tenure import HORIZON, held_by, holder, known, office_named, standing

TERMS = lexicon().tenures


def on(text):
    day = dt.date.fromisoformat(text)
    return Interval(day, day, "day")


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("foreign minister", ("", "foreign minister")),
        ("new foreign minister", ("", "foreign minister")),
        ("then foreign minister", ("then", "foreign minister")),
        ("then-foreign minister", ("then", "foreign minister")),
        ("former president", ("former", "president")),
        ("ex-president", ("former", "president")),
        ("acting president", ("acting", "president")),
        ("deputy prime minister", ("acting", "prime minister")),
        ("outgoing president", ("outgoing", "president")),
        ("president-elect", ("elect", "president")),
        ("country's president", ("", "president")),
        ("", ("", "")),
    ],
)
def test_how_somebody_stands_to_an_office(role, told):
    assert standing(role) == told


@pytest.mark.parametrize(
    ("role", "of", "day", "person"),
    [
        ("foreign minister", "BRA", "2020-02-03", "Ernesto Araújo"),
        ("foreign secretary", "GBR", "2024-05-06", "David Cameron"),
        ("secretary of state", "USA", "2010-05-06", "Hillary Clinton"),
        ("outgoing president", "USA", "2024-12-01", "Joe Biden"),
        ("chancellor", "DEU", "2003-01-02", "Gerhard Schröder"),
        ("chief", "UN", "2001-01-02", "Kofi Annan"),
        ("president", "EC", "2018-01-02", "Jean-Claude Juncker"),
        ("chancellor", "PER", "2003-01-02", None),
        ("acting president", "USA", "2024-12-01", None),
        ("former president", "USA", "2024-12-01", None),
        ("president-elect", "USA", "2024-12-01", None),
        ("then president", "USA", "2024-12-01", None),
    ],
)
def test_a_dated_text_tells_who_holds_an_office(role, of, day, person):
    term = holder(TERMS, role, of, on(day), None)
    assert (term.person if term else None) == person


def test_then_asks_for_the_date_that_is_told():
    year = Interval(dt.date(2003, 1, 1), dt.date(2003, 12, 31), "year")
    assert holder(TERMS, "then president", "FRA", on("2020-01-02"), year).person == "Jacques Chirac"
    change = Interval(dt.date(2007, 1, 1), dt.date(2007, 12, 31), "year")
    assert holder(TERMS, "then president", "FRA", on("2020-01-02"), change) is None


def test_nobody_is_meant_without_a_date_or_past_what_the_table_knows():
    assert holder(TERMS, "president", "FRA", None, None) is None
    later = on((HORIZON + dt.timedelta(days=1)).isoformat())
    assert holder(TERMS, "president", "FRA", later, None) is None


def test_a_month_with_two_holders_is_left_open():
    assert holder(TERMS, "defence minister", "ISR", on("2024-11-04"), None) is None


@pytest.mark.parametrize(
    ("name", "roles", "state", "near", "person"),
    [
        ("Volodymyr Zelensky", (), None, {"UKR"}, "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", (), None, {"PER"}, None),
        ("Zelensky", (), None, {"UKR"}, None),
        ("Zelensky", ("president",), None, set(), "Volodymyr Zelenskyy"),
        ("Zelensky", ("plumber",), None, {"UKR"}, None),
        ("Lula", ("ex-president",), None, set(), "Luiz Inácio Lula da Silva"),
        ("Paul Martin", (), "PER", {"CAN"}, None),
        ("Ada Umeh", ("president",), None, {"GHA"}, None),
    ],
)
def test_a_name_is_an_office_holder_where_the_text_bears_it_out(name, roles, state, near, person):
    term = known(TERMS, name, roles, state, frozenset(near))
    assert (term.person if term else None) == person


def test_what_somebody_holds_on_a_day():
    assert [t.office for t in held_by(TERMS, "Mark Rutte", on("2015-01-02"))] == ["prime minister"]
    assert [t.state for t in held_by(TERMS, "Mark Rutte", on("2025-01-02"))] == ["NATO"]
    assert held_by(TERMS, "Mark Rutte", None) == ()


def test_every_title_names_an_office_of_the_table_and_says_so():
    offices = {row["office"] for row in read_table("officeholders")}
    for row in read_table("office_titles"):
        assert row["office"] in offices, row
        assert row["title"].lower() in row["example"].lower()
        for of in items(row["of"]):
            assert of in lexicon().entries
            assert office_named(row["title"], of) == row["office"]


def test_a_name_points_to_one_person():
    shared = {name for name, persons in TERMS._names.items() if len(persons) > 1}
    assert shared == set()
