"""Phrases that give a proposition to somebody without a verb of speech."""

from __future__ import annotations

from tests.extract.said import article_of, statements_of

from communique.extract.cues import table
from communique.extract.parse import parse
from communique.extract.views import view_at

ROWS = list(table("views.tsv"))


def test_every_view_gives_its_example_to_its_owner() -> None:
    parsed = parse([article_of(example) for _, _, example in ROWS])
    lost = []
    for (preposition, noun, _), (article, doc) in zip(ROWS, parsed, strict=True):
        found = [view for token in doc if (view := view_at(token, 0, len(doc))) is not None]
        if [doc[low:high].text for _, (low, high), _ in found] != ["Umeh"]:
            lost.append((preposition, noun, article.text))
    assert lost == []


def test_the_owner_may_stand_after_the_noun() -> None:
    _, statements = statements_of("In the view of the union, the road is unsafe.")
    assert [(s.span.quote, s.holder.name) for s in statements] == [("the road is unsafe", "the union")]


def test_a_count_of_things_is_nobodys_view() -> None:
    _, statements = statements_of("By the end of the count, ten ships had left.")
    assert [s.holder.kind for s in statements] == ["outlet"]
