"""The entailment model: what it is given, what it answers, what it costs on hostile texts."""

import time

import numpy as np
import pytest

from communique.brief.support import weights
from communique.compare.entailment import entailment, judge
from communique.compare.entailment.pairs import CLAIM, WHOLE, pair_of

TEXT = "The ministers of Chad and Gabon signed a treaty on river pilots in Bangui on 4 March."


@pytest.fixture(scope="module")
def model():
    return entailment()


def test_probabilities_sum_to_one_and_come_in_the_order_of_the_pairs():
    rated = judge(
        [(TEXT, "Chad and Gabon signed a treaty."), (TEXT, "Chad and Gabon did not sign a treaty.")]
    )
    assert all(sum(row) == pytest.approx(1, abs=1e-4) for row in rated)
    (yes, against, _), (no, denied, _) = rated
    assert yes > no
    assert denied > against


def test_a_shorter_sentence_is_likelier_entailed_than_one_with_another_day(model):
    same = model.judge(TEXT, "The ministers of Chad and Gabon signed a treaty on river pilots.")
    other = model.judge(TEXT, "The ministers of Chad and Gabon signed a treaty on river pilots on 9 June.")
    assert same.entails > 0.5 > other.entails


def test_the_words_that_a_text_lacks_are_told_by_their_characters(model):
    claim = "The ministers of Chad and Gabon signed a treaty on lion hunting."
    found = model.judge(TEXT, claim)
    worst = max(found.lacking, key=lambda row: row[2])
    assert claim[worst[0] : worst[1]] in {"lion", "hunting"}


def test_of_a_long_text_the_sentences_are_read_that_share_most_with_the_claim(model):
    padding = "Rain fell on the hills all night. " * 200
    pair = pair_of(padding + TEXT, "A treaty on river pilots was signed.", model.splitter)
    assert len(pair.ids) <= WHOLE
    pilots = model.splitter.split(["pilots"])[0][0]
    assert pair.ids.count(pilots) == 2


def test_a_claim_without_a_word_is_entailed_by_nothing(model):
    assert model.judge(TEXT, "").neither == 1.0
    assert model.judge("", "Rain fell.").entails < 0.5


@pytest.mark.parametrize("claim", ["a " * 50_000, "x" * 100_000, "é́" * 5_000, "<script>alert(1)</script>"])
def test_hostile_claims_and_texts_cost_no_more_than_their_length(model, claim: str):
    began = time.perf_counter()
    found = model.judge(claim * 2, claim)
    assert np.isfinite(found.entails)
    assert len(found.lacking) <= CLAIM
    assert time.perf_counter() - began < 5


def test_weights_for_the_verifier_with_the_model_are_stored():
    table = weights("claims", judge=True)
    assert table["entails"][2] > 0 > table["contradicts"][2]
