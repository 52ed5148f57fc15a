"""How likely evidence bears a claim out: signals, calibration by use, the place of a model."""

import pytest

from communique.brief import support
from communique.brief.content import read_content
from communique.brief.directions import spans_of_time
from communique.brief.overlap import alike, in_order
from communique.brief.passages import MOST_PASSAGES, Rarity, keys_of, nearest, passages_of, words_of
from communique.brief.signals import SIGNALS
from communique.brief.support import calibrations, label_of, probability_of, weights
from communique.brief.terms import rows
from communique.errors import UsageError
from communique.extract.parse import model

PAGE = [
    "Welcome to the harbour's page. Sign in.",
    "The pilot Ana Breda brought 40 boats into Split on 3 May 2021. She had trained in Rijeka for six years.",
    "Fishing is not allowed on Sundays. The café serves soup.",
]
TRUE = "Ana Breda brought 40 boats into Split in May 2021."
FALSE = "Ana Breda brought 90 lorries out of Zadar in June 2019."


def test_what_the_evidence_says_is_likelier_than_what_it_does_not():
    for use in calibrations():
        assert support(TRUE, PAGE, use=use).probability > support(FALSE, PAGE, use=use).probability


def test_the_sentence_that_holds_most_comes_first_with_its_place():
    best = support(TRUE, PAGE).sentences[0]
    assert PAGE[best.source][best.start : best.end] == best.text
    assert "brought 40 boats" in best.text


def test_words_that_the_best_sentences_lack_are_told_by_their_offsets():
    words = {FALSE[a:b] for a, b in support(FALSE, PAGE).missing}
    assert {"lorries", "Zadar"} <= words
    assert "Breda" not in words


def test_a_figure_in_words_is_the_figure_in_digits():
    assert support("Forty boats came into Split.", PAGE).signals["absent_figures"] == 0
    assert support("Ninety boats came into Split.", PAGE).signals["absent_figures"] > 0


def test_citation_marks_are_no_figures_and_shift_no_offset():
    marked = FALSE[:-1] + " [17]."
    assert support(marked, PAGE).missing == support(FALSE, PAGE).missing


def test_words_that_hang_together_elsewhere_are_seen_to_be_broken():
    claim = "The café brought boats and serves the pilot."
    assert support(claim, PAGE).signals["broken"] > support("The café serves soup.", PAGE).signals["broken"]


def test_every_signal_is_told_and_every_weight_has_a_signal():
    assert set(support(TRUE, PAGE).signals) == set(SIGNALS)
    assert set(weights()) <= set(SIGNALS)


def test_only_an_entailment_model_adds_its_two_signals():
    asked = []

    def model_of(pairs):
        asked.extend(pairs)
        return [(0.9, 0.05, 0.05) if "Split" in evidence else (0.0, 0.2, 0.8) for evidence, _ in pairs]

    found = support(TRUE, PAGE, entailment=model_of)
    assert all(claim == TRUE for _, claim in asked)
    assert found.signals["entails"] > 0 > found.signals["contradicts"]
    if not weights(judge=True):
        assert found.probability == support(TRUE, PAGE).probability


def test_each_use_has_its_own_threshold_and_rises_with_the_share_held():
    found = support(TRUE, PAGE).signals
    likely = {use: probability_of(found, use) for use in calibrations()}
    assert len({round(p, 3) for p in likely.values()}) > 1
    assert all(probability_of({**found, "best": 0.0}, use) < p for use, p in likely.items())


def test_what_is_neither_likely_nor_unlikely_is_unsure():
    assert [label_of(p) for p in (0.1, 0.5, 0.9)] == ["not supported", "unsure", "supported"]


def test_context_makes_its_words_weigh_less():
    claim = "The ministry in Oslo said the boats came into Split."
    told = support(claim, PAGE, context="What did the ministry in Oslo say?")
    assert told.signals["best"] > support(claim, PAGE).signals["best"]


@pytest.mark.parametrize(("claim", "use"), [("...", "claims"), ("[3]", "claims"), (TRUE, "poetry")])
def test_a_claim_without_a_word_or_an_unknown_use_is_wrong_use(claim: str, use: str):
    with pytest.raises(UsageError):
        support(claim, PAGE, use=use)


def test_without_evidence_nothing_is_likely():
    assert support(TRUE, []).sentences == ()
    assert support(TRUE, []).probability < support(TRUE, PAGE).probability


@pytest.mark.parametrize(
    "claim", ["a b c d e " * 400, "boats " * 3_000, "[1]" * 500 + " boats", "x" * 50_000]
)
def test_hostile_claims_come_to_an_end(claim: str):
    evidence = ["boats " * 20_000, "a b c d e " * 5_000, "Split. " * 10_000]
    assert 0 <= support(claim, evidence).probability <= 1


def test_evidence_beyond_the_limit_is_not_read():
    assert len(passages_of(["Nine boats came. " * (MOST_PASSAGES + 5)])) <= MOST_PASSAGES


def test_a_rare_word_has_its_sentence_among_the_nearest():
    evidence = passages_of(["The boats came in. " * 40 + "A zeppelin left."])
    near = nearest(keys_of(words_of("The boats met a zeppelin.")), evidence, Rarity(evidence))
    assert any("zeppelin" in p.text for p in near)


def test_words_of_one_family_are_alike():
    assert alike("agricultur", "agricultural")
    assert not alike("port", "portion")
    assert in_order(("a", "b", "c"), [("a", "x", "b"), ("c", "b", "a")]) == 2


@pytest.mark.parametrize(("word", "side", "example"), list(rows("directions.tsv")))
def test_each_word_of_direction_has_its_side_in_its_example(word: str, side: str, example: str):
    content = read_content([example], nlp=model("en_core_web_sm"))[0]
    assert word in example
    assert [found for _, found in spans_of_time(content)] == [side]
