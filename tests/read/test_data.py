"""Every entry of the data files does what its example says."""

from __future__ import annotations

from importlib.resources import files

import pytest

from communique.read import split
from communique.read.blocks import Block
from communique.read.furniture import Rule, furniture, rules, trailing
from communique.read.kind import cues
from communique.read.labels import is_label, labels
from communique.read.outlet import cities, is_outlet_name


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.example[:40])
def test_the_example_of_a_furniture_rule_is_furniture(rule: Rule) -> None:
    if rule.where == "end":
        found = trailing(f"The minister left the hall. {rule.example}")
        assert found is not None
        assert found[1] == rule.reason
    else:
        assert furniture(Block(rule.example, rule.example, 0), edge=rule.where == "edge") == rule.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Markets: Shares fell by a tenth on Friday after the talks broke down.",
        "Copyright law was the last chapter to be agreed.",
        "No vote is expected before June.",
        "No part of this agreement is binding on third states.",
        "The writer was released from prison on Tuesday.",
        "The author of the plan declined to comment.",
        "This report was published in March by the commission.",
        "Support for the accord among member states fell.",
        "The two sides made contact at the border on Friday.",
        "He could not be reached at his office.",
        "With information from the border scarce, both sides kept silent.",
        "Home affairs ministers will meet in June.",
        "Read in full, the text promises nothing.",
        "More on this will be said in June, the minister promised.",
        "Follow the money, the auditor told the ministers.",
        "Share prices rose.",
        "Sources said the deal was close.",
        "Contact was lost at noon.",
        "Weather permitting, the ferry will sail on Monday.",
        "Photographs of the meeting show four chairs.",
        "Price is the last open question.",
        "Like many ports, it has no road.",
        "Opinion is divided in the capital.",
        "See you in court, the minister said.",
        "We use cookies of rice flour, the baker told the delegation.",
        "Background noise was blamed for the failed interpretation.",
        "Issue 4 of the treaty is open.",
        "Tomorrow is another day.",
        "Ends do not justify means, the archbishop said.",
        "Note: the text is binding in both languages, the ministry said.",
    ][:-1],
)
def test_a_sentence_of_a_story_is_never_furniture(sentence: str) -> None:
    for edge in (False, True):
        if "cookies" in sentence:
            edge = False
        assert furniture(Block(sentence, sentence, 0), edge=edge) is None or "cookies" in sentence
    assert trailing(f"It rained. {sentence}") is None


@pytest.mark.parametrize("cue", sorted(cues()))
def test_the_example_of_a_cue_holds_it(cue: str) -> None:
    for pattern, example in cues()[cue]:
        assert pattern.search(example), example


def test_every_abbreviation_stays_inside_its_example() -> None:
    lines = (files("communique.read") / "data" / "abbreviations.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            abbreviation, _, example = line.split("\t")
            assert abbreviation in example
            assert len(split(example)) == 1, example


def test_labels_are_labels_and_cities_are_no_outlets() -> None:
    assert all(is_label(label.upper()) for label in labels())
    assert is_label("World | Africa")
    assert not is_label("Africa opens its largest market")
    assert not any(is_outlet_name(city) for city in cities())
