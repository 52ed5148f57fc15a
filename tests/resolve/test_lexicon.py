"""Names of states, peoples, capitals, seats and organisations, in their many forms."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import MalformedError
from communique.resolve.lexicon import Lexicon, lexicon
from communique.resolve.tables import items, parse_table, read_table
from communique.resolve.venues import is_place_use


def seen(text):
    return [(text[s.start : s.end], s.entry.id, s.form) for s in lexicon().spot(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brazil's minister", [("Brazil", "BRA", "name")]),
        ("the Federative Republic of Brazil", [("Federative Republic of Brazil", "BRA", "name")]),
        (
            "the Kyrgyz Republic and the Kyrgyz",
            [("Kyrgyz Republic", "KGZ", "name"), ("Kyrgyz", "KGZ", "demonym")],
        ),
        (
            "The US, the U.S. and the EU",
            [("US", "USA", "name"), ("U.S.", "USA", "name"), ("EU", "EU", "name")],
        ),
        ("Tell us more; who says it?", []),
        ("GIVE US BREAD NOW", []),
        ("The Kremlin spoke.", [("Kremlin", "RUS", "metonym")]),
        ("The Elysee and Brasilia agree.", [("Elysee", "FRA", "metonym"), ("Brasilia", "BRA", "metonym")]),
        ("Brussels will pay.", [("Brussels", "EU", "metonym")]),
        (
            "Belgium mourns, and Brussels will pay.",
            [("Belgium", "BEL", "name"), ("Brussels", "BEL", "metonym")],
        ),
        ("NATO and the Security Council", [("NATO", "NATO", "name"), ("Security Council", "UNSC", "name")]),
        ("the South China Sea, the Gulf of Guinea, American football", []),
        ("Jordan Ellsworth met Michael Jordan.", []),
        ("Jordan King Abdullah and Chad agreed.", [("Jordan", "JOR", "name"), ("Chad", "TCD", "name")]),
        ("Atlanta, Georgia, votes.", []),
        ("Georgia and Armenia trade.", [("Georgia", "GEO", "name"), ("Armenia", "ARM", "name")]),
        ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "GNB", "name"), ("Guinea", "GIN", "name")]),
        ("Latin American and anti-German", []),
        ("They learn Portuguese.", []),
        ("Portuguese ports", [("Portuguese", "PRT", "demonym")]),
        ("The Quito Courier on the Lima Declaration", []),
        ("Russia-China ties", [("Russia", "RUS", "name"), ("China", "CHN", "name")]),
        ("the Bundestag", [("Bundestag", "DEU", "body")]),
    ],
)
def test_names_stand_for_what_they_mean(text, found):
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Quito.", True),
        ("Quito has asked for time.", False),
        ("QUITO, May 3, 2025 (Wire) — It rained.", True),
        ("QUITO (AP) - It rained.", True),
        ("Quito, 3 May 2025", True),
        ("By Ann Poe, Quito\nIt rained.", True),
        ("He flew to Quito.", True),
        ("It is a signal to Quito.", False),
        ("She has no interest in Quito’s collapse.", False),
        ("He was recalled as ambassador from Quito.", True),
        ("Talks between Lima and Quito failed.", False),
        ("The Quito summit failed.", True),
        ("He left Quito at dawn.", True),
    ],
)
def test_a_capital_is_a_venue_or_an_actor(text, place):
    at = text.upper().index("QUITO")
    assert is_place_use(text, at, at + 5) is place


def test_places_are_found_with_their_state():
    text = "They met in Geneva and Quito on the Strait of Hormuz."
    assert [(s.entry.name, s.entry.state, s.entry.sense) for s in lexicon().places(text)] == [
        ("Geneva", "CHE", "city"),
        ("Quito", "ECU", "capital"),
        ("Strait of Hormuz", None, "strait"),
    ]


def test_terms_and_elections_date_office_holders():
    lex = lexicon()
    first, second = lex.terms("Lula")
    assert (first.office, first.state, first.start.start.year) == ("president", "BRA", 2003)
    assert second.start.start.year == 2023
    assert [day.year for day in lex.elections("Emmanuel Macron")] == [2017, 2022]
    assert lex.terms("Clinton") == ()


def test_terms_end_after_they_start_and_elections_have_terms():
    lex = lexicon()
    for row in read_table("officeholders"):
        terms = lex.terms(row["person"])
        assert terms, row["person"]
        assert all(t.end is None or t.start.start <= t.end.start for t in terms)
        assert row["of"] in lex.entries
    for row in read_table("elections"):
        assert lex.terms(row["person"]) and lex.elections(row["person"])


def test_every_state_is_found_by_its_names():
    lex = lexicon()
    for row in read_table("countries"):
        for name in [row["name"], *items(row["other"])]:
            found = lex.spot(f"It said that {name} agreed.")
            assert [s.entry.id for s in found] == [row["code"]], name


def test_every_organisation_has_an_id_of_its_own():
    rows = read_table("organisations")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {row["code"] for row in read_table("countries")}
    assert {row["state"] for row in rows} - {""} <= {row["code"] for row in read_table("countries")}


def test_a_users_table_is_laid_over(tmp_path):
    (tmp_path / "organisations.tsv").write_text(
        "id\tname\tother\tkind\tstate\n"
        "EU\tEuropean Union\tUnion Bloc\tintergovernmental\t\n"
        "ZZX\tZed Works\t\tcompany\tPER\n",
        encoding="utf-8",
    )
    own = Lexicon(str(tmp_path))
    assert [s.entry.id for s in own.spot("Zed Works and the Union Bloc")] == ["ZZX", "EU"]
    assert own.entries["ZZX"].state == "PER"


def test_a_line_with_too_many_cells_names_its_file():
    with pytest.raises(MalformedError, match=r"mine\.tsv: line 2"):
        parse_table("a\tb\n1\t2\t3\n", "mine.tsv")


@given(st.text(max_size=200))
def test_spots_lie_in_the_text_and_do_not_overlap(text):
    reached = 0
    text = text + " Chile’s U.S. Brussels " + text
    for spot in lexicon().spot(text):
        assert reached <= spot.start < spot.end <= len(text)
        reached = spot.end


@pytest.mark.parametrize("piece", ["1", "a", "US ", "New ", "U.", "the ", " "])
def test_time_is_linear_in_hostile_text(piece):
    text = (piece * 100_000)[:100_000]
    before = time.process_time()
    lexicon().spot(text)
    assert time.process_time() - before < 5
