"""A small article out of a text, and a cast that only repeats the words of the noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.parse import parse
from communique.extract.statements import find_statements
from communique.records import Actor, Article, Holder, Kind, Mention, Quote, Sentence, Span, Statement


def article_of(text: str, *, kind: Kind = "report", title: str | None = None) -> Article:
    """An article whose sentences end at a full stop, question mark or blank line."""
    sentences = []
    for n, found in enumerate(re.finditer(r"\S(?:[^.?!\n]|[.?!](?=\S))*[.?!]?[”\"’]?", text)):
        span = Span("a", found.start(), found.end(), found.group())
        sentences.append(Sentence(span, n))
    return Article(
        id="a",
        path="a.txt",
        name="a.txt",
        digest="d",
        text=text,
        title=title,
        byline=None,
        outlet=None,
        wire=None,
        place=None,
        published=None,
        language="en",
        kind=kind,
        url=None,
        sentences=tuple(sentences),
    )


class Echo:
    """A cast for which every noun phrase is a speaker of that name, and pronouns are nobody."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.mentions: Sequence[Mention] = ()
        self.actors: Sequence[Actor] = ()
        self.lexicon = None

    def holder(self, start: int, end: int) -> Holder | None:
        words = self.article.text[start:end]
        if words.lower() in {"it", "they", "who", "which"}:
            return None
        return Holder("speaker", words, None, self.article.span(start, end))


def statements_of(
    text: str, *, kind: Kind = "report", quotes: Sequence[Quote] = ()
) -> tuple[Article, tuple[Statement, ...]]:
    """The article of a text and the statements found in it."""
    ((article, doc),) = parse([article_of(text, kind=kind)])
    return article, find_statements(article, doc, Echo(article), quotes, ())
