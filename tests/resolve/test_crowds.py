"""Crowds, local bodies and oppositions: which state they are of, and when nobody can tell."""

import datetime as dt
from dataclasses import replace

import pytest

from communique.extract.parse import parse
from communique.read.sentences import split
from communique.records import Article, Sentence, Span
from communique.resolve import Cast, lexicon
from communique.resolve.nouns import bodies
from communique.resolve.tables import read_table

DAY = dt.date(2024, 5, 1)


def cast_of(text, **given):
    sentences = tuple(
        Sentence(Span("a", start, end, text[start:end]), paragraph, heading)
        for start, end, paragraph, heading in split(text)
    )
    article = Article(
        "a", "a", "a", "a", text, None, None, None, None, None, None, "en", "report", None, sentences
    )
    article = replace(article, **given)
    ((_, doc),) = parse([article])
    return Cast(article, doc, lexicon())


def state(cast, words):
    """The state of the actor that is mentioned by these words, None where there is none."""
    actors = {actor.id: actor for actor in cast.actors}
    found = {m.actor for m in cast.mentions if m.span.quote == words}
    assert len(found) <= 1
    return next((actors[a].state for a in found if a), None)


@pytest.mark.parametrize(
    ("text", "crowd", "of"),
    [
        ("Ghanaian planters met the mayor.", "Ghanaian planters", "GHA"),
        ("Ghana was quiet. Lorry drivers in Kumasi slept.", "Lorry drivers in Kumasi", "GHA"),
        ("Ghana was quiet. Herders near Kumasi slept.", "Herders near Kumasi", "GHA"),
        ("Ghana was quiet. Residents of Kumasi slept.", "Residents of Kumasi", "GHA"),
        ("Some lawmakers in Accra slept.", "Some lawmakers in Accra", "GHA"),
        ("A ship rescued 40 Ghanaian fishermen.", "40 Ghanaian fishermen", "GHA"),
    ],
)
def test_a_crowd_is_of_the_state_that_its_own_words_tell(text, crowd, of):
    assert state(cast_of(text), crowd) == of


@pytest.mark.parametrize(
    ("text", "crowd"),
    [
        ("Farmers near the border slept.", "Farmers near the border"),
        ("Lorry drivers in Kumasi slept.", "Lorry drivers in Kumasi"),
        ("Ghana was quiet. Western traders in Kumasi slept.", "Western traders in Kumasi"),
        ("A group of farmers at the Ghanaian court wept.", "farmers at the Ghanaian court"),
        ("Ghana was quiet. Farmers in Wexmoor slept.", "Farmers in Wexmoor"),
        ("No Ghanaian drivers came.", "No Ghanaian drivers"),
    ],
)
def test_a_crowd_whose_state_is_not_told_has_none(text, crowd):
    assert state(cast_of(text), crowd) is None


def test_the_growers_are_those_of_whom_all_the_text_has_told_one_state():
    one = cast_of("Ghanaian growers met the minister. The growers left at noon.")
    two = cast_of("Ghanaian growers met Ivorian growers. The growers left at noon.")
    both = cast_of("Ivorian and Ghanaian growers met. The growers left at noon.")
    assert state(one, "The growers") == "GHA"
    assert state(two, "The growers") is None and state(both, "The growers") is None


def test_a_count_of_people_is_not_all_of_them():
    cast = cast_of("Ghanaian fishermen slept. A ship rescued 40 Ghanaian fishermen.")
    actors = {m.span.quote: m.actor for m in cast.mentions}
    assert actors["Ghanaian fishermen"] != actors["40 Ghanaian fishermen"]


@pytest.mark.parametrize(
    ("text", "body", "of"),
    [
        ("The Ghanaian port authority closed a quay.", "The Ghanaian port authority", "GHA"),
        ("Ghana was quiet. The dockers' union in Kumasi slept.", "The dockers' union in Kumasi", "GHA"),
        ("Ghana was quiet. The Herders' Council of Kumasi wept.", "The Herders' Council of Kumasi", "GHA"),
        ("The Ghanaian company closed a quay.", "The Ghanaian company", None),
        ("A Ghanaian port authority closed a quay.", "A Ghanaian port authority", None),
    ],
)
def test_a_local_body_is_of_the_state_in_which_it_is(text, body, of):
    assert state(cast_of(text), body) == of


@pytest.mark.parametrize(
    ("text", "words", "of"),
    [
        ("In Accra the opposition walked out.", "the opposition", "GHA"),
        ("Ghana will vote. The opposition party Dawn Front wept.", "The opposition party Dawn Front", "GHA"),
        ("In Accra the opposition to the canal grew.", "the opposition", None),
        ("The opposition walked out.", "The opposition", None),
    ],
)
def test_an_opposition_is_of_the_state_that_the_text_is_about_there(text, words, of):
    assert state(cast_of(text), words) == of


def test_a_dateline_that_names_a_known_town_tells_where_a_report_comes_from():
    text = "Ghana and Togo spoke of a bridge. The trade ministry said no. Ghana and Togo will meet again."
    assert state(cast_of(text, place="KUMASI"), "The trade ministry") == "GHA"


def test_an_official_text_is_of_the_organ_whose_letterhead_it_bears():
    text = "MINISTRY OF HARBOURS\n\nThe Ministry of Harbours thanks Togo.\n\nGhana and Togo are neighbours.\n"
    issued = cast_of(text, kind="statement", place="Accra", published=DAY)
    assert state(issued, "The Ministry of Harbours") == "GHA"
    assert state(cast_of(text, place="Accra", published=DAY), "The Ministry of Harbours") is None


def test_organs_of_one_name_in_two_states_are_two_actors():
    ghana = cast_of("Ghana's National Assembly voted.").actors
    togo = cast_of("Togo's National Assembly voted.").actors
    assert not {a.id for a in ghana if a.sector == "LEG"} & {a.id for a in togo if a.sector == "LEG"}


@pytest.mark.parametrize(
    ("name", "of"),
    [("Kumasi", "GHA"), ("Accra", "GHA"), ("Wexmoor", None), ("Kumasi road", None), ("", None)],
)
def test_a_town_lies_in_its_state(name, of):
    assert lexicon().town(name) == of


def test_the_words_for_local_bodies_are_marked_in_the_table():
    assert bodies()["union"].home and not bodies()["company"].home


@pytest.mark.parametrize(
    "row", [r for r in read_table("sectors") if r["sort"] == "lead"], ids=lambda r: r["word"]
)
def test_a_word_that_tells_no_state_leads_a_crowd_in_its_example(row):
    assert row["example"].lower().startswith(row["word"] + " ")
