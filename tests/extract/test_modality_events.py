"""Modality of event words: what governs them, composed from the root down."""

from __future__ import annotations

import time

import pytest
from spacy.tokens import Doc, Token
from tests.extract.events.happened import told

from communique.extract.cues import table
from communique.extract.modality import event_modality, stance_of
from communique.extract.modality.walk import DEEPEST
from communique.extract.parse import model

READ_AS = {"reported": "asserted", "unlikely": "negated"}


def marked(texts: list[str]) -> list[Token]:
    """The words that stand between asterisks, one a text, in the parse of the text without them."""
    docs = model("en_core_web_sm").pipe([text.replace("*", "") for text in texts], batch_size=128)
    return [
        next(token for token in doc if token.idx == text.index("*"))
        for text, doc in zip(texts, docs, strict=True)
    ]


def test_every_signature_works_in_its_own_example() -> None:
    rows = list(table("signatures.tsv"))
    found = [event_modality(word.doc, word) for word in marked([row[4] for row in rows])]
    wrong = [
        (row[0], row[1], modality)
        for row, modality in zip(rows, found, strict=True)
        if modality != READ_AS.get(row[2], row[2])
    ]
    assert wrong == []


def test_no_signature_stands_twice() -> None:
    keys = [row[:2] for row in table("signatures.tsv")]
    assert len(keys) == len(set(keys)) > 300


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The crew *repaired* the valve.", "asserted"),
        ("The crew did not *repair* the valve.", "negated"),
        ("Nobody *repaired* the valve.", "negated"),
        ("The crew did not manage to *repair* the valve.", "negated"),
        ("The crew did not fail to *repair* the valve.", "asserted"),
        ("The crew did not refuse to *repair* the valve.", "possible"),
        ("The mayor did not know that the crew *left*.", "asserted"),
        ("The mayor did not say that the crew *left*.", "possible"),
        ("The mayor denied that the crew had pledged to *leave*.", "denied"),
        ("The mayor denied that the crew had *pledged* to leave.", "denied"),
        ("The crew has yet to *answer*.", "negated"),
        ("The crew is to *answer* on Monday.", "expected"),
        ("The crew will *answer* on Monday.", "expected"),
        ("The crew will not *answer*.", "negated"),
        ("The crew might *answer*.", "possible"),
        ("The crew could not *answer*.", "negated"),
        ("The crew should have *answered*.", "negated"),
        ("The crew would *leave* if the mayor resigned.", "hypothetical"),
        ("The crew would leave if the mayor *resigned*.", "hypothetical"),
        ("They urged the mayor to *stop* the trains.", "demanded"),
        ("The mayor had vowed in May to *leave*.", "pledged"),
        ("The crew did not leave after the *storm*.", "asserted"),
        ("The crew left to *find* water.", "possible"),
        ("The crew left without *paying*.", "negated"),
        ("The lack of *rain* hurt them.", "negated"),
        ("No *strike* was held.", "negated"),
        ("The crew had no plans to *leave*.", "negated"),
        ("A failed attempt to *land* was filmed.", "negated"),
        ("*Stop* the trains!", "demanded"),
        ("The mayor insisted that the ship be *returned*.", "demanded"),
        ("The crew did not sing, but *danced*.", "asserted"),
        ("The crew used to *sing*.", "historical"),
        ("The crew used ropes to *climb* the tower.", "asserted"),
        ("The crew would have *answered*.", "hypothetical"),
        ("The crew nearly *left*.", "possible"),
        ("The crew barely *repaired* the valve.", "asserted"),
        ("The crew would like to *leave*.", "expected"),
        ("The crew flew to Lima to *repair* the valve.", "possible"),
        ("The mayor found no letters *linking* the two fires.", "possible"),
        ("The crew sailed under a deal *signed* in May.", "asserted"),
        ("The crew will free two boys a month after they were *caught*.", "asserted"),
        ("The crew will leave when the rain *stops*.", "expected"),
        ("The mayor rejected a request by the crew to *leave*.", "negated"),
        ("The mayor asked whether the crew had *left*.", "possible"),
    ],
)
def test_polarity_and_certainty_compose_on_the_way_down(text: str, modality: str) -> None:
    (word,) = marked([text])
    assert event_modality(word.doc, word.i) == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Malta denied that it had *pledged* grain to Togo.", "denied"),
        ("Malta denied that it had pledged to *send* grain to Togo.", "denied"),
        ("If signed, the pact would *open* the port.", "hypothetical"),
        ("If *signed*, the pact would open the port.", "hypothetical"),
        ("Malta failed to *free* the sailors.", "negated"),
        ("Malta did not fail to *free* the sailors.", "asserted"),
        ("Malta is yet to *free* the sailors.", "negated"),
        ("The sailors are yet to be *freed*.", "negated"),
        ("Malta *urged* Togo to stop the trains.", "asserted"),
        ("Malta urged Togo to *stop* the trains.", "demanded"),
        ("Malta urged Togo not to *stop* the trains.", "demanded"),
        ("Malta called on all crews to *stop*.", "demanded"),
        ("Malta had *vowed* in 2023 to free the sailors.", "asserted"),
        ("Malta had vowed in 2023 to *free* the sailors.", "pledged"),
        ("Malta had vowed in 2023 that it would *free* the sailors.", "pledged"),
    ],
)
def test_scope_reaches_the_word_that_is_meant_and_no_other(text: str, modality: str) -> None:
    (word,) = marked([text])
    assert event_modality(word.doc, word.i) == modality


@pytest.mark.parametrize(
    ("text", "root", "modality"),
    [
        ("Malta signed a treaty with Togo.", "SUPPORT", "asserted"),
        ("Malta did not sign a treaty with Togo.", "SUPPORT", "negated"),
        ("If Malta signed a treaty with Togo, grain would be cheaper.", "SUPPORT", "hypothetical"),
        ("Malta said it will not meet Togo.", "REJECT", "asserted"),
        ("Malta said that Togo must free the sailors.", "REQUEST", "asserted"),
        ("Malta urged Togo to free the sailors.", "REQUEST", "asserted"),
        ("Malta pledged to send grain to Togo.", "AGREE", "pledged"),
        ("Malta had vowed in 2023 to send grain to Togo.", "AGREE", "pledged"),
        ("Malta is willing to send grain to Togo.", "AGREE", "possible"),
        ("Malta will meet Togo on Monday.", "AGREE", "expected"),
        ("Malta sent troops to shell the rebels.", "ASSAULT", "possible"),
        ("Togo barred the rebels from shelling Malta.", "ASSAULT", "negated"),
        ("Malta allegedly shelled the rebels.", "ASSAULT", "possible"),
        ("Malta would have shelled the rebels.", "THREATEN", "hypothetical"),
        ("Malta rejected an appeal by sailors whom Togo had expelled.", "SANCTION", "asserted"),
    ],
)
def test_an_event_of_the_record_is_put_as_its_word_is(text: str, root: str, modality: str) -> None:
    assert {found for name, _, _, found in told(text) if name == root} == {modality}


def test_what_somebody_reports_is_told() -> None:
    told, plain = marked(["The mayor said that the crew *left*.", "The crew *left*."])
    assert (stance_of(told).told, stance_of(plain).told) == (True, False)


@pytest.mark.parametrize("shape", ["chain", "star"])
def test_deep_and_broad_parses_take_bounded_time(shape: str) -> None:
    size = 20_000
    heads = [0, *range(size - 1)] if shape == "chain" else [0] * size
    nlp = model("en_core_web_sm")
    deps = ["ROOT", *["ccomp"] * (size - 1)]
    doc = Doc(nlp.vocab, words=["say"] * size, heads=heads, deps=deps, pos=["VERB"] * size)
    began = time.perf_counter()
    found = [event_modality(doc, i) for i in (*range(0, size, 400), size - 1)]
    assert time.perf_counter() - began < 5
    assert len(found) == 51
    assert DEEPEST < 100
