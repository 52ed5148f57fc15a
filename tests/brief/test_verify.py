"""Each check on its own, and the examples of the word lists that they read."""

import re

import pytest

from communique.brief.amounts import comparable, hard, same_amount
from communique.brief.content import Amount, key, read_content
from communique.brief.frames import frames, mood_of
from communique.brief.partial_dates import find_partial_dates
from communique.brief.quotations import quotations
from communique.brief.terms import rows, synonyms
from communique.brief.widely import claims_of_all
from communique.extract.parse import model


def read(text: str):
    return read_content([text], nlp=model("en_core_web_sm"))[0]


def amount(value: float, unit: str, bound: str = "exact") -> Amount:
    return Amount(0, 1, value, unit, bound, "")


@pytest.mark.parametrize(("pattern", "example"), [(r[0], r[2]) for r in rows("generalisations.tsv")])
def test_each_generalisation_is_seen_in_its_example(pattern, example):
    assert re.search(pattern, example, re.I)


@pytest.mark.parametrize(("pattern", "example"), [(r[0], r[2]) for r in rows("hedges.tsv")])
def test_each_limit_is_seen_in_its_example(pattern, example):
    assert re.search(pattern, example, re.I)


def test_each_word_of_mood_stands_in_its_example():
    for word, kind, example in rows("moods.tsv"):
        assert kind in {"planned", "pledged", "demanded", "threatened", "negated", "alleged"}
        found = {form for token in read(example).doc for form in (token.lemma_.lower(), token.lower_)}
        assert word.removesuffix(" to") in found, word


def test_synonyms_come_with_a_pair_of_sentences():
    for members, example in rows("synonyms.tsv"):
        assert len(members.split(",")) >= 2
        assert " = " in example, members


def test_words_of_one_group_have_one_key():
    assert key("vow") == key("pledge") == key("promise")
    assert key("withdrawal") == key("withdraw")
    assert synonyms()["put_off"] == synonyms()["postpone"]


@pytest.mark.parametrize(
    ("sentence", "verb", "mood"),
    [
        ("The port closed the gate.", "close", "real"),
        ("The port will close the gate.", "close", "planned"),
        ("The envoy warned that the port would close the gate.", "close", "planned"),
        ("The port threatened to close the gate.", "close", "threatened"),
        ("The port is expected to close the gate.", "close", "planned"),
        ("The port has not closed the gate.", "close", "negated"),
        ("The envoy denied that the port closed the gate.", "close", "negated"),
        ("The gate could close in May.", "close", "possible"),
        ("The envoy said that the port closed the gate.", "close", "real"),
        ("The mayor urged the port to close the gate.", "close", "demanded"),
    ],
)
def test_a_mood_is_read_off_the_words_above(sentence, verb, mood):
    token = next(t for t in read(sentence).doc if t.lemma_ == verb)
    assert mood_of(token) == mood


def test_a_passive_is_turned_round():
    frame = next(iter(frames(read("A Chilean trawler was seized by Peru."))))
    assert frame.agent is not None and frame.agent.states == {"PER"}
    assert frame.patient is not None and frame.patient.states == {"CHL"}


def test_figures_are_one_if_equal_or_rounded():
    assert same_amount(amount(5.7e9, "cubic metre"), amount(5.7e9, "cubic metre"))
    assert same_amount(amount(33, "percent"), amount(33.3, "percent"))
    assert not same_amount(amount(753e6, "kilowatt-hour"), amount(750e6, "kilowatt-hour"))
    assert not same_amount(amount(4, "day"), amount(4, "week"))
    assert same_amount(amount(40, "farmer"), amount(40, "people"))


def test_figures_of_different_kinds_are_not_set_against_each_other():
    assert comparable(amount(4, "day"), amount(9, "day"))
    assert not comparable(amount(4, "day"), amount(9, "percent"))
    assert not comparable(amount(40, "farmer"), amount(9, "USD"))


def test_a_counted_span_of_time_need_not_stand_in_the_source():
    content = read("Two years later the port paid 40 dollars.")
    assert [a.unit for a in content.amounts if hard(a, content)] == ["USD"]


def test_a_part_and_its_whole_are_told_apart():
    content = read("The port has paid 40 of the 95 million dollars it owes.")
    assert [(a.value, a.part, a.whole) for a in content.amounts] == [(4e7, True, False), (9.5e7, False, True)]


def test_dates_without_a_year_agree_with_dates_that_have_one():
    first, second, third = find_partial_dates("3 September; Sept. 3, 2024; in June 2027")
    assert first.agrees(second)
    assert not first.agrees(third)
    assert first.rivals(next(find_partial_dates("28 September")))


def test_labels_in_single_marks_are_known_from_quotations():
    found = list(quotations("He called it 'a marriage of need' and said “we shall see what comes”."))
    assert [q.single for q in found] == [False, True] or [q.single for q in found] == [True, False]


@pytest.mark.parametrize(("lemma", "example"), list(rows("witnessing.tsv")))
def test_each_verb_of_witnessing_makes_a_claim_of_all_in_its_example(lemma: str, example: str):
    assert [verb for verb, _ in claims_of_all(read(example))], lemma


def test_what_all_do_together_is_no_claim_of_all():
    assert not list(claims_of_all(read("Both sides agreed to meet in May.")))
