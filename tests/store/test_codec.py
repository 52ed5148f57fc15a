import datetime as dt
import json
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import records
from communique.records import (
    Actor,
    Article,
    Claim,
    Contradiction,
    Copy,
    DateMention,
    Grouping,
    Holder,
    Interval,
    Mention,
    Quantity,
    Quote,
    Reading,
    Removed,
    Sentence,
    Span,
    Statement,
    Story,
)
from communique.store.codec import decode, encode

words = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "é", "e\u0301", "👩‍👩‍👧", "שלום", "\x00", "\r\n", "\u2028", "1e5", "null", '"\\']
)
ids = st.text("0123456789abcdef", min_size=1, max_size=16)
maybe = lambda strategy: st.none() | strategy  # noqa: E731
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def one_of(name):
    return st.sampled_from(typing.get_args(getattr(records, name)))


@st.composite
def spans(draw):
    quote = draw(words.filter(bool))
    start = draw(st.integers(0, 10**7))
    return Span(draw(ids), start, start + len(quote), quote)


@st.composite
def intervals(draw):
    first, last = sorted((draw(days), draw(days)))
    return Interval(first, last, draw(one_of("Precision")))


def tuples(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


holders = st.builds(Holder, one_of("HolderKind"), maybe(words), maybe(ids), maybe(spans()))
sentences = st.builds(Sentence, spans(), st.integers(0, 99), st.booleans())
articles = st.builds(
    Article,
    **dict.fromkeys(("id", "digest"), ids),
    **dict.fromkeys(("path", "name", "text", "language"), words),
    **dict.fromkeys(("title", "byline", "outlet", "wire", "place", "url"), maybe(words)),
    published=maybe(intervals()),
    kind=one_of("Kind"),
    sentences=tuples(sentences),
    removed=tuples(st.builds(Removed, st.integers(0, 99), words, st.sampled_from(["title", "caption"]))),
)
readings = st.builds(
    Reading,
    articles,
    actors=tuples(
        st.builds(Actor, ids, words, one_of("ActorKind"), maybe(words), maybe(words), tuples(words))
    ),
    mentions=tuples(st.builds(Mention, spans(), maybe(ids), st.sampled_from(["name", "pronoun"]))),
    dates=tuples(st.builds(DateMention, spans(), maybe(intervals()))),
    quantities=tuples(st.builds(Quantity, spans(), st.floats(allow_nan=False, allow_infinity=False), words)),
    quotes=tuples(st.builds(Quote, spans(), maybe(holders), maybe(ids))),
    statements=tuples(
        st.builds(
            Statement,
            ids,
            spans(),
            st.integers(0, 99),
            holders,
            maybe(spans()),
            one_of("Modality"),
            tuples(one_of("Domain")),
            tuples(ids),
            maybe(intervals()),
        )
    ),
    lemmas=tuples(tuples(words)),
)
stories = st.builds(
    Story, ids, words, tuples(ids), maybe(intervals()), tuples(words), tuples(ids), maybe(ids), tuples(words)
)
claims = st.builds(
    Claim,
    ids,
    words,
    tuples(ids),
    st.integers(1, 99),
    one_of("Standing"),
    tuples(st.builds(Contradiction, ids, one_of("Difference"), st.tuples(spans(), spans()))),
)
groupings = st.builds(Grouping, tuples(st.builds(Copy, ids, ids, st.floats(0, 1))), tuples(stories))


@settings(max_examples=60, deadline=None)
@given(st.one_of(readings, claims, groupings, stories))
def test_every_record_comes_back_exactly(record):
    text = encode(type(record), record)
    assert decode(type(record), text) == record
    assert json.loads(text)


def test_what_is_no_record_is_refused():
    for text in ("", "{}", '{"id": 5}', "[1]"):
        with pytest.raises(ValueError):
            decode(Claim, text)
