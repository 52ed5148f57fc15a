"""What parse and print tell of each word, and the ways from a cue through the tree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.said import article_of

from communique.extract.parse import parse
from communique.extract.reader import reader
from communique.extract.reader.hints import BRANCH, LABELS, SIZES, UP, WAYS, Hints, hints_of
from communique.extract.reader.pieces import Text, words_of


def read(text: str) -> tuple[list[str], Hints]:
    article = article_of(text)
    _, doc = next(parse([article]))
    found = words_of(text, [s.span.start for s in article.sentences], reader().splitter)
    return [text[a:b] for a, b in found.spans], hints_of(found, doc)


def way(number: int) -> str:
    spine = 1 + BRANCH * UP
    if number >= spine:
        return f"up {number - spine}"
    return f"{(number - 1) // BRANCH} {['', *LABELS][(number - 1) % BRANCH]}"


def test_a_cue_leads_to_its_source_by_the_subject_and_to_its_content_by_the_clause() -> None:
    words, hints = read("The port is open. The envoy said that ships had left.")
    first, last, found = hints.ways(words.index("said"))
    assert words[first:last] == ["The", "envoy", "said", "that", "ships", "had", "left", "."]
    ways = [way(n) for n in found]
    assert ways == ["0 nsubj", "0 nsubj", "up 0", *["0 ccomp"] * 4, "0 punct"]


def test_a_cue_that_begins_with_an_auxiliary_hangs_on_its_verb() -> None:
    words, hints = read("The envoy has said that ships left.")
    (_, _, one), (_, _, other) = hints.ways(words.index("has")), hints.ways(words.index("said"))
    assert (one == other).all()


def test_what_governs_a_cue_is_above_it_and_its_other_branches_are_told_apart() -> None:
    words, hints = read("Ships had left, according to the envoy.")
    _, _, found = hints.ways(words.index("according"))
    ways = dict(zip(words, map(way, found), strict=True))
    assert ways["according"] == "up 0" and ways["left"] == "up 1"
    assert ways["Ships"] == "1 nsubj" and ways["envoy"] == "0 prep"


def test_shape_and_place_are_told() -> None:
    words, hints = read('NATO met Umeh.\n\nHe said: "Come at 5."')
    kinds = dict(zip(words, hints.kinds.tolist(), strict=True))
    assert [kinds[w][2] for w in ("NATO", "Umeh", "said", "5")] == [3, 2, 1, 4]
    assert [kinds[w][3] for w in ("NATO", "met", "He", "said", "Come", "5")] == [2, 0, 2, 0, 1, 1]


def test_rows_are_within_their_tables() -> None:
    _, hints = read(
        "“Nobody,” she wrote, “gave the U.S. 3.5 % of it — not even (then) he!” http://x.example/y"
    )
    assert (hints.kinds >= 0).all() and (hints.kinds < np.array(SIZES)).all()


def test_a_text_without_words_has_no_hints() -> None:
    _, doc = next(parse([article_of("A b.")]))
    found = hints_of(Text("", [], [], []), doc)
    assert found.kinds.shape == (0, len(SIZES))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(0, 10_000))
def test_ways_end_even_where_a_tree_was_damaged(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    hints = Hints(
        np.zeros((size, len(SIZES)), dtype=np.int64),
        np.arange(size),
        rng.integers(0, size, size),
        rng.integers(0, BRANCH, size),
        rng.random(size) < 0.2,
        np.zeros(size, dtype=np.int64),
        np.full(size, size),
    )
    for word in range(size):
        first, last, ways = hints.ways(word)
        assert (first, last) == (0, size)
        assert ways.min() >= 1 and ways.max() < WAYS


@pytest.mark.parametrize("text", ["a", "!", "\n\n x"])
def test_the_shortest_texts_are_read(text: str) -> None:
    words, hints = read(text)
    assert len(hints.kinds) == len(words)
