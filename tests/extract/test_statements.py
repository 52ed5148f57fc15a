"""Statements: spans, holders and modalities of whole sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.said import Echo, article_of, statements_of

from communique.extract.parse import model
from communique.extract.statements import find_statements
from communique.records import Article, Holder, Quote, Sentence

OUTLET = None

TOLD: list[tuple[str, list[tuple[str, str | None, str]]]] = [
    (
        "Peru rejected the charge and said its ships had never left port.",
        [
            ("Peru rejected the charge", "Peru", "denied"),
            ("its ships had never left port", "Peru", "negated"),
        ],
    ),
    (
        "Peru promised Chile a loan and sold it two ferries, but the minister had to explain the delay.",
        [
            ("Peru promised Chile a loan", "Peru", "pledged"),
            ("sold it two ferries", OUTLET, "asserted"),
            ("the minister had to explain the delay", OUTLET, "asserted"),
        ],
    ),
    (
        "A pump had to be mended, the engineer said, and the water is back.",
        [
            ("A pump had to be mended", "the engineer", "asserted"),
            ("the water is back", "the engineer", "asserted"),
        ],
    ),
    (
        "Oslo might sell more gas, the envoy said, but he gave no figures.",
        [
            ("Oslo might sell more gas", "the envoy", "possible"),
            ("he gave no figures", OUTLET, "negated"),
        ],
    ),
    (
        "The road will not be finished, the ministry said on Monday; it gave no new date.",
        [
            ("The road will not be finished", "the ministry", "negated"),
            ("it gave no new date", OUTLET, "negated"),
        ],
    ),
    (
        "The general said the line was held, but maps show nothing of the kind.",
        [
            ("the line was held", "The general", "asserted"),
            ("maps show nothing of the kind", OUTLET, "negated"),
        ],
    ),
    (
        "According to the mayor, the bridge is safe and the cranes have been paid for.",
        [
            ("the bridge is safe", "the mayor", "asserted"),
            ("the cranes have been paid for", "the mayor", "asserted"),
        ],
    ),
    (
        "Ankara said three men died; Athens said nobody had been hurt.",
        [("three men died", "Ankara", "asserted"), ("nobody had been hurt", "Athens", "negated")],
    ),
    (
        "“We do not want a quarrel,” the general said, adding that his men would stay at home.",
        [
            ("We do not want a quarrel", "the general", "negated"),
            ("his men would stay at home", "the general", "expected"),
        ],
    ),
    (
        "The firm buys its coal from Poland, which has said it may cut its sales.",
        [
            (
                "The firm buys its coal from Poland, which has said it may cut its sales.",
                OUTLET,
                "asserted",
            ),
            ("it may cut its sales", "Poland", "possible"),
        ],
    ),
    (
        "The town is quiet: the market has opened and two ferries have sailed.",
        [
            ("The town is quiet", OUTLET, "asserted"),
            ("the market has opened", OUTLET, "asserted"),
            ("two ferries have sailed", OUTLET, "asserted"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_every_proposition_has_its_holder_and_its_modality(
    text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    _, statements = statements_of(text)
    assert [(s.span.quote, s.holder.name, s.modality) for s in statements] == expected
    assert all((s.holder.kind == "outlet") == (s.holder.name is None) for s in statements)


def test_the_cue_of_a_statement_is_the_word_that_attributes_it() -> None:
    _, statements = statements_of("The mayor said the road was shut. According to a driver, it was open.")
    assert [s.cue.quote if s.cue else None for s in statements] == ["said", "According to"]


def test_a_sentence_inside_a_quotation_is_held_by_its_speaker() -> None:
    text = "“The road is shut. The bridge is down,” the mayor told reporters."
    article = article_of(text)
    span = article.span(1, text.index("down,") + 5)
    _, statements = statements_of(text, quotes=[Quote(span, Holder("speaker", "the mayor"))])
    assert [(s.span.quote, s.holder.name) for s in statements] == [
        ("The road is shut", "the mayor"),
        ("The bridge is down", "the mayor"),
    ]


def test_i_inside_a_quotation_is_the_speaker() -> None:
    text = "“I demand an answer,” the mayor said."
    article = article_of(text)
    quote = Quote(article.span(1, text.index(",") + 1), Holder("speaker", "the mayor"))
    _, statements = statements_of(text, quotes=[quote])
    assert [(s.holder.name, s.modality) for s in statements] == [("the mayor", "demanded")]


def test_headings_hold_no_statements() -> None:
    article = article_of("The road is shut.")
    heading = Sentence(article.sentences[0].span, 0, heading=True)
    changed = Article(**{**_fields(article), "sentences": (heading,)})
    doc = model("en_core_web_sm")(article.text)
    assert find_statements(changed, doc, Echo(changed), (), ()) == ()


def test_ids_are_stable_and_differ_from_each_other() -> None:
    text = " ".join(text for text, _ in TOLD)
    first, again = statements_of(text)[1], statements_of(text)[1]
    assert first == again
    assert len({s.id for s in first}) == len(first)


WORDS = st.sampled_from(
    'said told the minister that if will not may , . “ ” " ; : and but Peru ship to deny promise according '
    "to who which he it 🚢 é́ שלום 12 % ( ) ? — view 's in".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_every_span_holds_exactly_its_words(words: list[str]) -> None:
    article, statements = statements_of(" ".join(words))
    for statement in statements:
        for span in filter(None, (statement.span, statement.cue, statement.holder.span)):
            assert article.text[span.start : span.end] == span.quote
        sentence = article.sentences[statement.sentence].span
        assert sentence.start <= statement.span.start < statement.span.end <= sentence.end


@pytest.mark.parametrize(
    "unit",
    [
        "He said that ships came and ",
        "He said that ",
        "“a said ” ",
        ", he said",
        "it was: ",
        "said ",
        "according to ",
        "(he promised ",
        "not if ",
    ],
)
def test_hostile_sentences_take_bounded_time(unit: str) -> None:
    text = unit * (12_000 // len(unit))
    article = article_of(text)
    whole = Article(**{**_fields(article), "sentences": (Sentence(article.span(0, len(text)), 0),)})
    doc = model("en_core_web_sm").make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    doc = model("en_core_web_sm")(doc)
    begun = time.perf_counter()
    find_statements(whole, doc, Echo(whole), (), ())
    assert time.perf_counter() - begun < 5


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in Article.__dataclass_fields__}
