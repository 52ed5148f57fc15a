"""Statements handed from the outlet to whoever a sure attribution names; never the other way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.said import Echo, article_of

from communique.extract.holding import SURE, hold
from communique.records import Article, Attribution, Holder, Statement

TEXT = "The bridge was shut, the mayor said. It should open in June. They hope so."


def statement(article: Article, words: str, holder: Holder | None = None) -> Statement:
    at = article.text.index(words)
    span = article.span(at, at + len(words))
    return Statement(f"id {words}", span, 0, holder or Holder("outlet"), None, "asserted")


def attribution(article: Article, source: str, content: list[str], score: float = 1.0) -> Attribution:
    spans = [
        article.span(at, at + len(w))
        for w in (source, "said", *content)
        if (at := article.text.index(w)) >= 0
    ]
    return Attribution(tuple(spans[:1]), tuple(spans[1:2]), tuple(spans[2:]), score)


@pytest.fixture
def article() -> Article:
    return article_of(TEXT)


def test_a_sentence_that_a_content_goes_on_to_gets_its_holder_and_cue(article: Article) -> None:
    given = attribution(article, "the mayor", ["The bridge was shut", "It should open in June"])
    (found,) = hold([statement(article, "It should open in June.")], [given], Echo(article))
    assert (found.holder.kind, found.holder.name) == ("speaker", "the mayor")
    assert found.cue is not None
    assert found.cue.quote == "said"
    assert found.id != "id It should open in June."


@pytest.mark.parametrize(
    "attributions",
    [
        [],
        [("the mayor", ["The bridge was shut"], 1.0)],
        [("the mayor", ["It should open in June"], SURE - 0.01)],
    ],
    ids=["silence", "another sentence", "unsure"],
)
def test_where_no_sure_content_covers_it_a_statement_stays(
    article: Article, attributions: list[tuple[str, list[str], float]]
) -> None:
    known = [statement(article, "It should open in June.")]
    assert hold(known, [attribution(article, *a) for a in attributions], Echo(article)) == tuple(known)


@pytest.mark.parametrize("score", [0.0, SURE, 1.0])
def test_what_somebody_holds_never_becomes_the_outlets_or_anothers(article: Article, score: float) -> None:
    known = [statement(article, "The bridge was shut", Holder("speaker", "Ivo Brandt"))]
    given = [attribution(article, "the mayor", ["The bridge was shut"], score)]
    assert hold(known, given, Echo(article)) == tuple(known)
    assert hold(known, [], Echo(article)) == tuple(known)


def test_a_content_that_holds_only_part_of_a_statement_decides_nothing(article: Article) -> None:
    known = [statement(article, "The bridge was shut, the mayor said.")]
    given = [attribution(article, "the mayor", ["The bridge was shut"])]
    assert hold(known, given, Echo(article)) == tuple(known)


def test_a_source_that_stands_for_nobody_is_unnamed_and_no_source_is_nobody(article: Article) -> None:
    known = [statement(article, "It should open in June.")]
    given = attribution(article, "They", ["It should open in June"])
    (found,) = hold(known, [given], Echo(article))
    assert (found.holder.kind, found.holder.name) == ("unnamed", None)
    assert hold(known, [replace(given, source=())], Echo(article)) == tuple(known)


def test_the_innermost_content_decides(article: Article) -> None:
    outer = attribution(article, "The bridge", [TEXT])
    inner = attribution(article, "the mayor", ["It should open in June."])
    (found,) = hold([statement(article, "It should open in June.")], [outer, inner], Echo(article))
    assert found.holder.name == "the mayor"
