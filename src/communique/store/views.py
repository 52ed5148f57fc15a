"""What a record answers with: records of the glossary, each beside the article it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from communique.records import Claim, Interval, Quote, Span, Statement, Story


@dataclass(frozen=True, slots=True)
class Source:
    """What a list shows of an article; `story` is the id of its story, if grouped, `muted` whether its
    outlet is."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: Interval | None
    story: str | None
    copy_of: str | None
    muted: bool = False


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
class StoryChange:
    """What an addition or a deletion made of one story; an entry of the record's log.

    `kind` is "new", "grown", "joined" out of several, a part of one that "split", "reduced" by a deleted
    article, or "withdrawn" with the last of its articles. `at` is when (UTC, ISO 8601), `story` its id
    then, `label` its label then (None once an article of it was deleted), `articles` how many it had.
    `before` are the ids of the stories that its articles were in, `because` those of the articles whose
    coming or going made it; empty where many came at once and none of them is in the story.
    """

    at: str
    kind: Literal["new", "grown", "joined", "split", "reduced", "withdrawn"]
    story: str
    label: str | None
    articles: int
    before: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What came into the record since a moment, and what that moved.

    Stories and claims are "new" if all that supports them came since, else "grown". `log` tells step by
    step what became of the stories, the oldest first.
    """

    articles: tuple[Source, ...]
    stories: tuple[tuple[Story, Literal["new", "grown"]], ...]
    claims: tuple[tuple[Claim, Literal["new", "grown"]], ...]
    log: tuple[StoryChange, ...] = ()


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list: its items, how many the whole list has, and where to go on (None: at its end).

    `after` is handed back to ask for what follows; it holds as long as the record stays as it is, and
    leads on from the same place, without gaps or repeats among what stayed, where it has changed.
    """

    items: tuple[T, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What a list shows of a story.

    `outlets` are those of its articles that are no copies and not muted, `copies` counts the others;
    `contested` counts its claims that others contradict. `added` is when its last article came (UTC,
    ISO 8601).
    """

    story: Story
    outlets: tuple[str, ...]
    copies: int
    contested: int
    added: str


@dataclass(frozen=True, slots=True)
class Lede:
    """The sentence that opens a story: the first of one of its articles, as printed."""

    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, and how many of the list have it."""

    facet: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with the statements that make it, each beside the article it stands in."""

    claim: Claim
    statements: tuple[tuple[Source, Statement], ...]
