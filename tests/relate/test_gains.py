"""What one state takes from another: verbs, things, and who the parties are."""

from dataclasses import replace

import pytest

from communique.config import settings
from communique.pipeline import merge_actors, read_all
from communique.relate.gains import gains, things, verbs

OTHERS = {
    "nobody": "Tonga does not get cheap oil from Samoa.",
    "passive": "Oil was sold in Tonga and Samoa.",
    "several": "Chile, Peru and Fiji met. Tonga got better terms.",
    "paragraph": "Samoa is important to Tonga. It offers cheap timber and political support.",
    "governed": "Samoa came with need. Tonga can wait and use the crisis to secure better terms.",
    "clause": "Tonga buys coal from Samoa, and its farmers want fish.",
    "priced": "Samoa sold Tonga 40 tonnes of wheat at a discount.",
    "compound": "Tonga pays oil spill costs to Samoa.",
    "about": "Tonga got news on the gas of Samoa.",
    "particle": "Tonga set up a fund for oil with Samoa.",
    "demand": "Tonga must not give Samoa weapons.",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    examples = {
        **{f"verb {form}": example for form, (_, example) in verbs().items()},
        **{f"thing {words}": example for words, (_, example) in things().items()},
        **OTHERS,
    }
    paragraphs = list(dict.fromkeys(examples.values()))
    text = "\n\n".join(paragraphs)
    (folder / "a.txt").write_text(f"Tonga and Samoa\nLagoon Post, 3 May 2025\n\n{text}\n", encoding="utf-8")
    (reading,), _ = read_all([folder], settings=replace(settings(), fast=True))
    states = {a.id: a.id if a.kind == "state" else a.state for a in merge_actors([reading])}
    told = gains(reading, states)
    answer = {}
    for key, example in examples.items():
        start = reading.article.text.index(example)
        answer[key] = [g for g in told if start <= g.span.start < start + len(example)]
    return answer


@pytest.mark.parametrize("form", [form for form in verbs() if form in verbs()[form][1].split()])
def test_each_verb_is_understood_in_its_example(found, form):
    assert {(g.taker, g.giver) for g in found[f"verb {form}"]} == {("TON", "WSM")}


def test_each_verb_has_an_example_with_one_of_its_forms():
    examples = {
        example: {f for f, row in verbs().items() if row[1] == example} for _, example in verbs().values()
    }
    assert [e for e, forms in examples.items() if not forms & set(e.replace(".", "").split())] == []


@pytest.mark.parametrize("words", list(things()))
def test_each_thing_is_found_in_its_example_as_of_its_kind(found, words):
    kind, example = things()[words]
    assert words in example
    told = found[f"thing {words}"]
    assert kind in {g.kind for g in told}
    assert {(g.taker, g.giver) for g in told} == {("TON", "WSM")}


@pytest.mark.parametrize("case", ["nobody", "passive", "several", "demand", "compound", "about", "particle"])
def test_nothing_is_told_that_is_denied_unclear_or_about_something_else(found, case):
    assert found[case] == []


def test_the_other_party_may_stand_in_the_sentence_before(found):
    assert {(g.taker, g.kind) for g in found["paragraph"]} == {
        ("TON", "terms"),
        ("TON", "resources"),
        ("TON", "support"),
    }
    assert [(g.taker, g.giver, g.kind) for g in found["governed"]] == [("TON", "WSM", "terms")]


def test_what_is_paid_for_it_is_told_with_the_thing(found):
    assert [(g.taker, g.kind) for g in found["priced"]] == [("TON", "resources"), ("TON", "terms")]


def test_an_object_ends_where_the_next_clause_begins(found):
    (told,) = found["clause"]
    assert told.what == "coal from Samoa"
    assert told.span.quote == told.what
