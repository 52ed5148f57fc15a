"""A text as an article as it stands: nothing is taken out of it, nothing but its words is known of it.

For texts that are no files of news: rows of a benchmark, sentences to train on. Offsets stay those of
the text given.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.read.dateline import read_dateline
from communique.read.sentences import split
from communique.records import Article, Sentence, Span, digest


def plain_article(
    text: str, name: str | None = None, *, ranges: Iterable[tuple[int, int]] | None = None
) -> Article:
    """The article of a text; its id is the digest of `name`, by default of the text.

    ranges: where its sentences begin and end; by default those that reading would find.
    """
    name = digest(text) if name is None else name
    key = digest(name)
    found = list(split(text)) if ranges is None else [(start, end, 0, False) for start, end in ranges]
    return Article(
        id=key,
        path=name,
        name=name,
        digest=digest(text),
        text=text,
        title=None,
        byline=None,
        outlet=None,
        wire=None,
        place=None,
        published=None,
        language="en",
        kind="report",
        url=None,
        sentences=tuple(
            Sentence(Span(key, start, end, text[start:end]), paragraph, heading)
            for start, end, paragraph, heading in found
        ),
    )


def sentence_article(text: str, name: str | None = None) -> Article:
    """The article of one sentence; a dateline before it is no part of it, as in articles that are read."""
    line = read_dateline(text)
    start = line.end if line is not None else 0
    while start < len(text) - 1 and not (text[start].isalnum() or text[start] in "\"“'"):
        start += 1
    return plain_article(text, name, ranges=[(start, len(text))])
