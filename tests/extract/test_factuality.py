"""Factuality: one number an event word, in step with the nine values."""

from __future__ import annotations

import pytest
from tests.extract.test_modality_events import marked

from communique.extract.factuality import (
    FULL,
    READ_WEIGHT,
    SETTLED,
    VALUES,
    bounded,
    coefficients,
    factuality,
    features,
    modality_of_value,
    stretched,
    value_of_modality,
)


def value(text: str, read: float | None = None) -> float:
    (word,) = marked([text])
    return factuality(word.doc, word.i, read=read)


def test_what_happened_stands_above_what_may_and_that_above_what_did_not() -> None:
    done = value("The crew *repaired* the valve on Monday.")
    ahead = value("The crew will *repair* the valve on Monday.")
    open_ = value("The crew might *repair* the valve on Monday.")
    undone = value("The crew did not *repair* the valve on Monday.")
    assert 3 >= done > ahead > open_ > undone >= -3


def test_a_failure_is_no_deed_and_no_failure_is_one() -> None:
    assert value("The crew failed to *repair* the valve.") < value("The crew managed to *repair* the valve.")


def test_a_trained_models_value_counts_by_its_weight() -> None:
    text = "The crew might *repair* the valve."
    alone = value(text)
    assert value(text, read=-3.0) == pytest.approx((1 - READ_WEIGHT) * alone - 3 * READ_WEIGHT)
    assert -3 <= value(text, read=-99.0) <= value(text, read=99.0) <= 3


def test_the_upper_end_is_drawn_out_without_a_jump() -> None:
    assert [stretched(v) for v in (-3.0, 0.0, SETTLED)] == [-3.0, 0.0, SETTLED]
    assert stretched(FULL) == stretched(3.0) == pytest.approx(3.0)
    assert [bounded(v) for v in (-9.0, 1.0, 9.0)] == [-3.0, 1.0, 3.0]


def test_every_modality_has_a_value_and_sure_values_lead_back_to_it() -> None:
    assert len(VALUES) == 9
    assert modality_of_value(value_of_modality("asserted")) == "asserted"
    assert modality_of_value(value_of_modality("negated")) == "negated"
    assert modality_of_value(0.0) == "possible"


def test_the_features_of_a_word_are_known_to_the_table() -> None:
    (word,) = marked(["The crew *repaired* the valve."])
    assert features(word) & set(coefficients())
    assert all(abs(weight) < 3 for weight in coefficients().values())
