"""What a judge adds to the rules."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from tests.extract.events.happened import events_of

from communique.extract.events.acts import Act
from communique.extract.events.classes import NounClasses
from communique.extract.events.hearing import Hearing
from communique.extract.events.judge import TrainedJudge, combine
from communique.extract.events.linear import Linear, bundled, hashed, vector
from communique.extract.events.proposals import Offsets, Proposals
from communique.extract.events.roots import QUADS
from communique.extract.events.traits import LONGEST, Traits, View, bare_words, pair_traits
from communique.extract.parse import model
from communique.extract.reader import States
from communique.extract.reader.heads import Heads
from communique.extract.reader.hints import hints_of
from communique.extract.reader.pieces import Text


class Fixed:
    """A judge that says the same of everything."""

    def __init__(self, right: float, roots: Mapping[str, float]) -> None:
        self._right, self._roots = right, roots

    def right(self, act: Act, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> float:
        return self._right

    def roots(
        self, source: Offsets, target: Offsets, proposals: Proposals, view: View
    ) -> Mapping[str, float]:
        return self._roots


def proposals_of(text: str) -> Proposals:
    doc = model("en_core_web_sm")(text)
    return Proposals(doc, 0, len(doc), NounClasses(doc, ()))


def test_an_act_that_the_judge_thinks_wrong_is_not_told() -> None:
    text = "Peru condemned the army."
    assert events_of(text, Fixed(0.9, {"ACCUSE": 0.9}))
    assert events_of(text, Fixed(0.1, {"ACCUSE": 0.9})) == ()


def test_a_sure_judge_overrules_the_lexicon_and_an_unsure_one_does_not() -> None:
    assert combine("ACCUSE", {"ACCUSE": 0.05, "REJECT": 0.95}) == "REJECT"
    assert combine("ACCUSE", {"ACCUSE": 0.45, "REJECT": 0.55}) == "ACCUSE"
    assert combine("ACCUSE", {}) == "ACCUSE"


def test_giving_way_in_deed_stays_where_the_judge_has_one_name_for_both() -> None:
    assert combine("RETREAT", {"YIELD": 0.9, "AID": 0.1}) == "RETREAT"


def test_what_no_lexicon_knows_needs_a_judge_that_is_sure() -> None:
    assert combine(None, {"AID": 0.9}) == "AID"
    assert combine(None, {"AID": 0.4, "YIELD": 0.3}) is None
    text = "The council surprised the army."
    assert events_of(text) == ()
    assert [e.type for e in events_of(text, Fixed(0.9, {"COERCE": 0.9}))] == ["COERCE"]


def test_a_root_that_the_judge_changes_has_no_mode_of_the_old_one() -> None:
    (event,) = events_of("Peru criticised Fiji.", Fixed(0.9, {"REJECT": 0.99, "ACCUSE": 0.0}))
    assert (event.type, event.mode) == ("REJECT", None)


def test_the_bundled_models_know_fifteen_roots_and_two_answers() -> None:
    assert set(bundled("roots").labels) == set(QUADS) - {"RETREAT"}
    assert bundled("rightness").labels == ("right", "wrong")


def test_the_bundled_judge_sees_a_condemnation_and_no_act_in_a_game() -> None:
    told = proposals_of("Peru condemned the army of Fiji for the attack.")
    judge = TrainedJudge(told.doc)
    act = told.acts[0]
    source, target = (0, 4), (19, 35)
    roots = judge.roots(source, target, told, told.view(source, target))
    assert max(roots, key=lambda name: roots[name]) == "ACCUSE"
    assert sum(roots.values()) == pytest.approx(1)
    played = proposals_of("Peru beat Fiji in the final, the striker attacked from the left.")
    other = TrainedJudge(played.doc)
    chance = judge.right(act, source, target, told, told.view(source, target, act))
    for act in played.acts:
        assert other.right(act, (0, 4), (10, 14), played, played.view((0, 4), (10, 14), act)) < chance


def test_names_are_no_traits() -> None:
    found = proposals_of("Peru and Chile condemned Fiji.")
    traits = pair_traits(found.doc, found.words, (0, 4), (25, 29), found.view((0, 4), (25, 29)))
    words = {word for trait in traits.words for word in trait.split()}
    assert {"SRC", "TGT", "NAME", "condemn"} <= words
    assert not {"peru", "chile", "fiji"} & words


def test_a_long_sentence_costs_no_more_than_its_first_words() -> None:
    doc = model("en_core_web_sm")("Peru met Fiji and " * 300)
    traits = pair_traits(doc, bare_words(doc, 0, len(doc)), (0, 4), (9, 13), View(None, -2, False, ()))
    assert len(traits.words) <= 3 * LONGEST


def test_a_group_of_traits_counts_the_same_however_many_it_has() -> None:
    keys = np.array(sorted(hashed(f"t{n}") for n in range(9)), dtype=np.uint32)
    _, few = vector(Traits(("t1",), (), ()), keys)
    _, many = vector(Traits(tuple(f"t{n}" for n in range(9)), (), ()), keys)
    assert float((few**2).sum()) == pytest.approx(float((many**2).sum()))


def test_traits_that_nobody_has_seen_leave_the_bias() -> None:
    keys = np.array([hashed("known")], dtype=np.uint32)
    linear = Linear(("no", "yes"), keys, np.array([[0, 5], [1, 0]], dtype=np.float32))
    assert np.argmax(linear.scores(Traits(("unknown",), (), ()))) == 0
    assert np.argmax(linear.scores(Traits(("known",), (), ()))) == 1


class Sure(Heads):
    """Heads that are sure of the last of two roots, and that a sentence holds an event."""

    def relevance(self, words: np.ndarray) -> float:
        return 0.99

    def roots(self, words: np.ndarray, source: np.ndarray, target: np.ndarray) -> np.ndarray:
        return np.array([0.01, 0.99] if source[0] and target[-2] else [0.5, 0.5], dtype=np.float32)


def test_a_head_counts_as_much_as_its_share() -> None:
    found = proposals_of("Peru condemned Fiji.")
    spans = [(0, 4), (5, 14), (15, 19), (19, 20)]
    text = Text(found.doc.text, spans, [(1,)] * 4, [0])
    states = States(text, hints_of(text, found.doc), np.zeros((4, 384), dtype=np.float32))
    hearing = Hearing(found.doc, Sure({}), states)
    keys = np.array([hashed("none")], dtype=np.uint32)
    flat = np.zeros((2, 2), dtype=np.float32)
    view = found.view((0, 4), (15, 19))
    for share, chance in ((0.0, 0.5), (1.0, 0.99)):
        right = Linear(("right", "wrong"), keys, flat, share)
        roots = Linear(("AID", "REJECT"), keys, flat, share, (0, 1))
        judge = TrainedJudge(found.doc, hearing, models=(right, roots))
        assert judge.right(found.acts[0], (0, 4), (15, 19), found, view) == pytest.approx(chance, abs=1e-3)
        told = judge.roots((0, 4), (15, 19), found, view)
        assert told["REJECT"] == pytest.approx(chance, abs=1e-3)
