"""What no newsroom would write: read in linear time, without a crash, every span still the text's."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from communique.config import Settings
from communique.extract import extract
from communique.extract.parse import model
from communique.extract.tokens import LONGEST_RUN, tokens
from communique.read.sentences import LONGEST, split
from communique.records import Article, Reading, Sentence, Span

pytestmark = pytest.mark.usefixtures("steady")

CLAUSE = "the envoy of Peru said that the bridge near Lima was open and that Chile had paid for forty ships "
MISREAD = "â€œWeâ€™re late,â€\x9d said cafÃ© owner JosÃ© Brandt of Tarn. "

TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: (CLAUSE * (n // len(CLAUSE) + 1))[:n] + ".",
    "quotation marks around letters": lambda n: '"a" ' * (n // 4),
    "quotations": lambda n: "“Go,” he said. " * (n // 15),
    "no punctuation": lambda n: (CLAUSE * (n // len(CLAUSE) + 1))[:n],
    "all capitals": lambda n: (CLAUSE.upper().strip() + ". ") * (n // len(CLAUSE)),
    "mojibake": lambda n: MISREAD * (n // len(MISREAD)),
    "reports in reports": lambda n: "he said that " * (n // 13),
}
SMALL = 1500


def article_of(text: str) -> Article:
    sentences = tuple(
        Sentence(Span("a", start, end, text[start:end]), paragraph, heading)
        for start, end, paragraph, heading in split(text)
    )
    return Article(
        "a", "a", "a", "a", text, None, None, None, None, None, None, "en", "report", None, sentences
    )  # fmt: skip


def read(text: str) -> Reading:
    return next(extract([article_of(text)], settings=Settings(fast=True)))


def seconds(text: str) -> float:
    """Processor time of reading a text, the best of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_costs_twice_the_time(name: str) -> None:
    make = TEXTS[name]
    read(make(100))  # whatever loads once
    assert seconds(make(2 * SMALL)) <= 2.6 * seconds(make(SMALL)) + 0.05


@pytest.mark.parametrize("name", TEXTS)
def test_every_span_holds_the_words_of_the_text(name: str) -> None:
    text = TEXTS[name](SMALL)
    found = read(text)
    spans = [s.span for s in found.statements] + [q.span for q in found.quotes]
    spans += [s for a in found.attributions for part in (a.source, a.cue, a.content) for s in part]
    assert all(text[s.start : s.end] == s.quote for s in spans)


def test_ten_thousand_marks_in_a_row_are_tokens_at_once() -> None:
    nlp = model(Settings().spacy_model)
    start = time.process_time()
    doc = tokens(nlp, '"' * 10_000)
    assert time.process_time() - start < 5
    assert doc.text == '"' * 10_000
    assert read('"' * 1000).quotes == ()


def test_tokens_of_an_ordinary_text_are_the_tokenizers_own() -> None:
    nlp = model(Settings().spacy_model)
    text = "Ada Umeh, the mayor, didn't wait:  “Go!” \n\nSee https://example.org/" + "a" * 100 + " (today)."
    assert [t.text for t in tokens(nlp, text)] == [t.text for t in nlp.make_doc(text)]
    long = f"Umeh said {'x' * (3 * LONGEST_RUN)} twice."
    assert tokens(nlp, long).text == long


def test_a_sentence_without_an_end_is_cut() -> None:
    text = TEXTS["one sentence"](10_000)
    assert max(s.span.end - s.span.start for s in article_of(text).sentences) <= LONGEST
