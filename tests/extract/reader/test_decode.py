"""From link scores to spans of words."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.said import article_of

from communique.extract.parse import parse
from communique.extract.reader.decode import EDGE, ENTER, best_paths, decode
from communique.extract.reader.heads import REACH, STEPS, Heads, distance_bucket, gelu
from communique.extract.reader.hints import Hints
from communique.extract.reader.model import reader


def worth(path: tuple[bool, ...], scores: np.ndarray) -> float:
    total = 0.0
    for n, inside in enumerate(path):
        if not inside:
            continue
        total += scores[n, 0]
        if n == 0 or not path[n - 1]:
            total += EDGE * np.clip(scores[n, 1], -8, 8) + ENTER
        if n == len(path) - 1 or not path[n + 1]:
            total += EDGE * np.clip(scores[n, 2], -8, 8)
    return float(total)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_the_best_path_is_the_best_of_all(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (1, words, 1, 3)).astype(np.float32)
    found = tuple(bool(x) for x in best_paths(scores)[0, :, 0])
    best = max(worth(path, scores[0, :, 0]) for path in itertools.product((False, True), repeat=words))
    assert abs(worth(found, scores[0, :, 0]) - best) < 1e-3


def test_distances_have_their_own_rows_near_and_share_them_far_away() -> None:
    buckets = distance_bucket(np.arange(-600, 601))
    assert buckets.min() == 0 and buckets.max() == 2 * (REACH + STEPS)
    assert len(set(distance_bucket(np.arange(-REACH, REACH + 1)).tolist())) == 2 * REACH + 1
    assert distance_bucket(np.array([0]))[0] == REACH + STEPS


def test_the_unit_is_nearly_the_identity_for_large_and_nearly_nothing_for_small_numbers() -> None:
    assert np.allclose(gelu(np.array([-6, 0, 6], dtype=np.float32)), [0, 0, 6], atol=1e-4)


def test_nothing_is_said_in_no_words() -> None:
    none = np.zeros(0, dtype=np.int64)
    hints = Hints(np.zeros((0, 4), dtype=np.int64), none, none, none, none.astype(bool), none, none)
    assert decode(np.zeros((0, 384), dtype=np.float32), hints, Heads({})) == []


def test_a_text_without_speech_has_no_attributions() -> None:
    text = "The bridge is 40 metres long and made of steel."
    _, doc = next(parse([article_of(text)]))
    states = reader().encode(text, [0], doc)
    assert decode(states.words, states.hints, reader().heads) == []
