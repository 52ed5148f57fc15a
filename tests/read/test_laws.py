"""Laws that hold for every text: spans, nothing invented, nothing lost, time."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read import read, split
from communique.read.sentences import LONGEST
from communique.records import Article, Problem, RawArticle

PIECES = [
    "The ministers of Kenya and Uganda met in Entebbe on Friday and signed the text.",
    "“We waited. We are still waiting,” she said.",
    "By Ana Lima",
    "LIMA, Sept. 3, 2024 (Coast News) — ",
    "UREA AND RICE",
    "© Coast News 2024",
    "Read next: Ferry fares rise",
    "Share.",
    "12 November 2025",
    "The 👩🏽‍🚀 envoy of the 🇰🇪 state said “e\u0301t\u00e9” [1, 2].",
    "قال الوزير إن المحادثات مستمرة.",
    "שלום עולם",
    "1. The sides agreed.",
    "Mr. J. T. Reed of the U.S. left at 9 a.m. Friday...",
    '"',
    "(",
    "\u200b",
    "• one",
    "| a | b |",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=14).flatmap(
    lambda parts: st.lists(
        st.sampled_from([" ", "\n", "\n\n", "\n \n", "\t", "  ", "\n\n\n"]),
        min_size=len(parts),
        max_size=len(parts),
    ).map(lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True)))
)


def _read(content: str, media: str = "text") -> Article | Problem:
    raw = RawArticle("a.txt", "a.txt", media, content, "0" * 64)  # type: ignore[arg-type]
    (found,) = read([raw])
    return found


def _check(article: Article) -> None:
    before = 0
    for sentence in article.sentences:
        span = sentence.span
        assert article.text[span.start : span.end] == span.quote
        assert span.quote == span.quote.strip()
        assert before <= span.start
        assert len(span.quote) <= LONGEST
        assert "\n\n" not in span.quote
        before = span.end
    assert all(0 <= piece.at <= len(article.text) for piece in article.removed)
    assert [piece.at for piece in article.removed] == sorted(piece.at for piece in article.removed)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["text", "markdown"]))
def test_every_sentence_is_the_text_at_its_offsets(content: str, media: str) -> None:
    found = _read(content, media)
    if isinstance(found, Article):
        _check(found)
        assert found == _read(content, media)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_letter_is_kept_or_removed_and_none_is_added(content: str) -> None:
    english = (
        content + "\n\nThe two sides said that they had agreed on all of it and that the rest would follow.\n"
    )
    found = _read(english)
    if isinstance(found, Article):
        kept = Counter(found.text) + sum((Counter(piece.text) for piece in found.removed), Counter())
        assert {c: n for c, n in kept.items() if not c.isspace()} == {
            c: n for c, n in Counter(english).items() if not c.isspace()
        }


@given(TEXTS)
def test_sentences_cover_all_but_space_and_labels(text: str) -> None:
    covered = sum(len("".join(text[a:b].split())) for a, b, _, _ in split(text))
    assert covered <= len("".join(text.split()))
    for a, b, _, _ in split(text):
        assert text[a:b].strip() == text[a:b] != ""


@pytest.mark.parametrize(
    "content",
    [
        "word " * 100_000,
        "x" * 2_000_000,
        "“ " * 10_000 + "The sides met and agreed that it was over.",
        '" ' * 50_000,
        ". " * 60_000 + "a",
        "a.\n" * 40_000,
        "a\n\n" * 20_000,
        "Mr. " * 50_000,
        "[1]" * 50_000,
        "[1, " * 50_000,
        "(" * 100_000,
        "By " * 100_000,
        "©" * 300_000 + " word",
        "Word | " * 50_000,
        "*a " * 50_000,
        "A - " * 50_000,
        " \n" * 80_000 + "a",
        "\u00a0" * 100_000 + "a",
        "12 " * 60_000 + "a",
        "The sides met. " * 20_000,
    ],
    ids=lambda content: repr(content[:6]),
)
@pytest.mark.parametrize("media", ["text", "markdown"])
def test_hostile_texts_take_linear_time(content: str, media: str) -> None:
    start = time.process_time()
    found = _read(content, media)
    if isinstance(found, Article):
        _check(found)
    assert time.process_time() - start < 4


def test_hostile_pages_take_linear_time() -> None:
    for content in (
        "<p>" * 20_000 + "The sides met and agreed.",
        "<a>" * 400 + "The sides met and agreed." + "</a>" * 400,
        "<p>" + "The sides met and agreed on it. " * 20_000,
        "<p>The sides met and agreed on it.</p>" * 10_000,
        "<" * 50_000,
        "<!--" * 100_000,
        "&amp;" * 50_000,
    ):
        start = time.process_time()
        found = _read("<html><body>" + content, "html")
        if isinstance(found, Article):
            _check(found)
        assert time.process_time() - start < 10, content[:10]
