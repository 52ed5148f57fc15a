"""Reading stays linear in what it is given, whatever that is: gather, read and extract together.

Time is the processor's, so that a busy machine changes little, and each check compares one input
with another twice as long. What is measured is our own code beside spaCy's: its components and the
tokens it makes cost the same for every character, so that a quadratic loop of either shows.
"""

import time

import pytest

from communique.config import Settings
from communique.extract import extract
from communique.gather import gather
from communique.read import read
from communique.records import Problem

pytestmark = pytest.mark.usefixtures("steady")

FAST = Settings(fast=True)
SMALL = 4_000
"""Characters of the shorter input."""

TWICE, SLACK = 2.6, 0.4
"""How much longer an input twice as long may take: a factor, and seconds of noise."""


def repeated(words: str, size: int) -> str:
    return (words * (size // len(words) + 1))[:size]


def sentence(n: int) -> str:
    return repeated("Peru signed the water accord with Chile near Arica and ", n)


def marks(n: int) -> str:
    return "The minister said " + repeated('"we agree on water" and ', n)


def open_marks(n: int) -> str:
    return "The minister said that " + repeated("“so he told them ", n)


def nested(n: int) -> str:
    opened = "“the envoy told us ‘that it was agreed "
    return "He said " + opened * (n // 45) + "’” " * (n // 45)


def unpunctuated(n: int) -> str:
    return repeated("the ministers met in Lima on monday and spoke about the wells with their guests\n", n)


def capitals(n: int) -> str:
    return repeated("PRESIDENT ADA UMEH MET THE CHILEAN MINISTER IN LIMA. THEY SIGNED AN ACCORD. ", n)


def mojibake(n: int) -> str:
    return repeated("The minister said â€œwe agreeâ€\x9d to the cafÃ© accord in BogotÃ¡. ", n)


def numbers(n: int) -> str:
    return "The ministry in Lima counted the wells in the valley: " + repeated("12 ", n)


def dates(n: int) -> str:
    return "The ministry in Lima named the days for it: " + repeated("12 March from 3 to ", n)


def events(n: int) -> str:
    return repeated("Peru warned Chile in Lima, met Kenya in Arica and sued Ghana in Accra. ", n)


def newlines(n: int) -> str:
    return "Peru and Chile signed an accord on water in Arica." + "\n" * n + "They met again in Lima."


def unbroken(n: int) -> str:
    return "The ministry in Lima wrote of the wells: " + "a.b-" * (n // 4)


HOSTILE = [
    unbroken,
    sentence,
    marks,
    open_marks,
    nested,
    unpunctuated,
    capitals,
    mojibake,
    numbers,
    dates,
    events,
]


def seconds(folder, text: str) -> float:
    """Processor time of gather, read and extract; nothing may be lost on the way."""
    path = folder / "article.txt"
    path.write_bytes(text.encode("utf-8"))
    clock = time.process_time()
    articles = list(read(gather([path], settings=FAST)))
    readings = list(extract(articles, settings=FAST))
    spent = time.process_time() - clock
    assert [type(a).__name__ for a in articles] == ["Article"]
    assert all(
        r.article.text[s.span.start : s.span.end] == s.span.quote for r in readings for s in r.statements
    )
    return spent


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory):
    """Models and tables load at first use: before any clock starts."""
    seconds(tmp_path_factory.mktemp("warm"), events(500) + marks(500))


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda make: make.__name__)
def test_twice_as_much_takes_about_twice_as_long(hostile, tmp_path):
    once, twice = seconds(tmp_path, hostile(SMALL)), seconds(tmp_path, hostile(2 * SMALL))
    assert twice <= TWICE * once + SLACK


def test_a_hundred_thousand_empty_lines_cost_nothing(tmp_path):
    assert seconds(tmp_path, newlines(100_000)) < 2.0


@pytest.mark.parametrize(
    "hostile", [sentence, marks, nested, mojibake, numbers], ids=lambda make: make.__name__
)
def test_two_megabytes_become_an_article_in_seconds(hostile, tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(hostile(2_000_000).encode("utf-8"))
    clock = time.process_time()
    found = list(read(gather([path], settings=FAST)))
    assert time.process_time() - clock < 6.0
    assert all(len(sentence.span.quote) <= 2000 for article in found for sentence in article.sentences)


def test_two_megabytes_of_numbers_are_looked_through_in_time():
    from communique.resolve import find_dates, find_quantities

    def spent(text: str) -> float:
        clock = time.process_time()
        find_dates(text, None)
        find_quantities(text)
        return time.process_time() - clock

    spent(numbers(1000))
    assert spent(numbers(120_000)) <= TWICE * spent(numbers(60_000)) + SLACK


@pytest.mark.parametrize(
    ("text", "why"),
    [("12 " * 5_000, "no words"), ("\n" * 5_000, "no words"), ('"' * 10_000, "no words")],
)
def test_what_is_no_article_is_named_with_the_reason(tmp_path, text, why):
    path = tmp_path / "article.txt"
    path.write_text(text)
    found = list(read(gather([path], settings=FAST)))
    assert [(type(p).__name__, p.origin) for p in found] == [("Problem", str(path))]
    assert all(isinstance(p, Problem) and why in p.reason for p in found)


def test_a_text_parsed_in_pieces_keeps_its_characters_and_sentences(tmp_path, monkeypatch):
    from communique.extract import parse as parsing

    path = tmp_path / "article.txt"
    path.write_text(events(3000) + "\n\n" + marks(500))
    articles = [a for a in read(gather([path], settings=FAST)) if not isinstance(a, Problem)]
    monkeypatch.setattr(parsing, "PIECE", 400)
    [(article, doc)] = parsing.parse(articles, settings=FAST)
    assert doc.text == article.text
    assert [s.start_char for s in doc.sents] == [s.span.start for s in article.sentences]
    assert all(token.pos_ and token.dep_ for token in doc)


def test_pieces_and_whole_articles_come_back_in_the_order_given(tmp_path, monkeypatch):
    from communique.extract import parse as parsing

    paths = [tmp_path / f"{n}.txt" for n in range(5)]
    for n, path in enumerate(paths):
        path.write_text(events(200 + 700 * (n % 3)))
    articles = [a for a in read(gather(paths, settings=FAST)) if not isinstance(a, Problem)]
    monkeypatch.setattr(parsing, "PIECE", 400)
    assert [(a.id, d.text) for a, d in parsing.parse(articles)] == [(a.id, a.text) for a in articles]


def test_batches_hold_so_few_tokens_that_memory_stays_bounded(tmp_path, monkeypatch):
    from communique.extract import parse as parsing

    path = tmp_path / "article.txt"
    path.write_text(events(3000))
    articles = [a for a in read(gather([path], settings=FAST)) if not isinstance(a, Problem)]
    monkeypatch.setattr(parsing, "PIECE", 300)
    monkeypatch.setattr(parsing, "BATCH_TOKENS", 150)
    waiting = parsing.deque()
    nlp = parsing.model(FAST.spacy_model)
    batches = list(parsing._batches(parsing._documents(nlp, articles, waiting)))
    assert "".join(doc.text for batch in batches for doc in batch) == articles[0].text
    assert len(batches) > 2
    assert all(sum(len(doc) for doc in batch[:-1]) < 150 for batch in batches)
