"""Readings made by hand: each line of an article is a paragraph, a sentence and a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from communique.records import (
    Actor,
    Article,
    Copy,
    DateMention,
    Grouping,
    Holder,
    Interval,
    Mention,
    Modality,
    Quantity,
    Reading,
    Sentence,
    Statement,
    Story,
    digest,
)
from communique.resolve import find_dates, find_quantities

STATES = {"Chad": "TCD", "Niger": "NER", "Malta": "MLT", "Chadian": "TCD", "Nigerien": "NER"}
DAY = Interval(dt.date(2024, 5, 8), dt.date(2024, 5, 8), "day")

Line = str | tuple[str, str] | tuple[str, str, Modality]


def make_reading(name: str, *lines: Line, outlet: str | None = None, wire: str | None = None) -> Reading:
    """A reading of these lines; a line may be (text, holder) or (text, holder, modality)."""
    rows = [(line, "", "asserted") if isinstance(line, str) else (*line, "asserted")[:3] for line in lines]
    text = "\n\n".join(row[0] for row in rows)
    article = Article(
        id=digest("article", name),
        path=name,
        name=name,
        digest=digest(text),
        text=text,
        title=None,
        byline=None,
        outlet=outlet,
        wire=wire,
        place=None,
        published=DAY,
        language="en",
        kind="report",
        url=None,
        sentences=(),
    )
    sentences, statements, at = [], [], 0
    for n, (words, holder, modality) in enumerate(rows):
        span = article.span(at, at + len(words))
        sentences.append(Sentence(span, n))
        who = Holder("speaker", holder) if holder else Holder("outlet", outlet)
        statements.append(Statement(digest(name, n), span, n, who, None, modality))  # type: ignore[arg-type]
        at += len(words) + 2
    object.__setattr__(article, "sentences", tuple(sentences))
    mentions = []
    for word, state in STATES.items():
        start = text.find(word)
        while start >= 0:
            if not text[start + len(word) : start + len(word) + 1].isalpha():
                mentions.append(Mention(article.span(start, start + len(word)), state, "name"))
            start = text.find(word, start + 1)
    return Reading(
        article=article,
        actors=tuple(Actor(s, s, "state", s) for s in sorted(set(STATES.values()))),
        mentions=tuple(mentions),
        dates=tuple(DateMention(article.span(s, e), i) for s, e, i in find_dates(text, DAY)),
        quantities=tuple(Quantity(article.span(s, e), v, u, b) for s, e, v, u, b in find_quantities(text)),
        statements=tuple(statements),
    )


def make_grouping(*readings: Reading, copies: tuple[tuple[Reading, Reading], ...] = ()) -> Grouping:
    """All readings in one story; `copies` are pairs of a copy and its original."""
    articles = tuple(sorted(r.article.id for r in readings))
    return Grouping(
        tuple(Copy(a.article.id, b.article.id, 1.0) for a, b in copies),
        (Story("story", "a story", articles, None, (), ()),),
    )


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """`make_reading`, for tests."""
    return make_reading


@pytest.fixture
def grouping() -> Callable[..., Grouping]:
    """`make_grouping`, for tests."""
    return make_grouping
