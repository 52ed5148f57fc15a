"""Words, word pieces and the windows over them."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.extract.reader import reader
from communique.extract.reader.pieces import LONGEST_WORD, PIECES_OF_WORD, Text, windows, words_of


def text_of(sizes: list[int], sentences: list[int]) -> Text:
    pieces = [(7,) * size for size in sizes]
    return Text("", [(n, n + 1) for n in range(len(sizes))], pieces, sentences)


@example(sizes=[1, 1, 11], cuts={2}, back=2, limit=12)
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=120),
    st.sets(st.integers(1, 119)),
    st.integers(0, 20),
    st.integers(12, 40),
)
def test_windows_cover_every_word_within_their_limit(
    sizes: list[int], cuts: set[int], back: int, limit: int
) -> None:
    text = text_of(sizes, [0, *sorted(n for n in cuts if n < len(sizes))])
    found = list(windows(text, back=min(back, limit // 2), limit=limit))
    assert found[0][0] == 0 and found[-1][1] == len(sizes)
    assert all(after[0] <= before[1] < after[1] for before, after in itertools.pairwise(found))
    assert all(sum(sizes[first:last]) <= limit for first, last in found)


def test_a_window_begins_with_a_sentence_where_sentences_fit() -> None:
    text = text_of([1] * 30, [0, 8, 16, 24])
    assert list(windows(text, limit=10)) == [(0, 8), (8, 16), (16, 24), (24, 30)]
    assert list(windows(text, limit=20, back=8)) == [(0, 16), (8, 24), (16, 30)]


def test_a_text_without_words_has_no_windows() -> None:
    assert list(windows(text_of([], []))) == []


def test_words_keep_the_offsets_of_the_text() -> None:
    text = "Müller didn’t sign, he said. “No,” she said."
    found = words_of(text, [0, 29], reader().splitter)
    assert [text[a:b] for a, b in found.spans][:5] == ["Müller", "didn’t", "sign", ",", "he"]
    assert text[slice(*found.spans[found.sentences[1]])] == "“"
    assert found.number(text.index("she")) == [text[a:b] for a, b in found.spans].index("she")


@pytest.mark.parametrize("word", ["a" * 1_000_000, "ﷺ" * 200, "\U0001f600"])
def test_a_word_of_any_length_has_few_pieces(word: str) -> None:
    (pieces,) = reader().splitter.split([word])
    assert 1 <= len(pieces) <= PIECES_OF_WORD
    assert len(word[:LONGEST_WORD]) <= LONGEST_WORD
