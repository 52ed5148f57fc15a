"""What a record answers with: records of the glossary, each beside the article it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.records import Claim, Interval, Quote, Span, Statement, Story


@dataclass(frozen=True, slots=True)
class Source:
    """What a list shows of an article; `story` is the id of its story, if grouped."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: Interval | None
    story: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence that a search found.

    `span` is the sentence; `marks` are the words that matched, as offsets into `span.quote`.
    """

    source: Source
    span: Span
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote and the article it stands in."""

    source: Source
    quote: Quote


@dataclass(frozen=True, slots=True)
class Pledge:
    """A statement that promises something, and the article it stands in."""

    source: Source
    statement: Statement


@dataclass(frozen=True, slots=True)
class Changes:
    """What came into the record since a moment, and what that moved.

    Stories and claims are "new" if all that supports them came since, else "grown".
    """

    articles: tuple[Source, ...]
    stories: tuple[tuple[Story, Literal["new", "grown"]], ...]
    claims: tuple[tuple[Claim, Literal["new", "grown"]], ...]
