"""What the interface answers with, as JSON. Pages show the same data, through the same functions.

Names and values are those of the report's contract (`communique-report/1`); lists add what a reader
needs beside them: the article that a span stands in, the page that goes on.
"""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

T = TypeVar("T")

SPAN: dict[str, JsonValue] = {
    "article": "9f86d081884c7d65",
    "start": 120,
    "end": 155,
    "quote": "the loan will be repaid by 30 June.",
}
DAY: dict[str, JsonValue] = {"start": "2026-03-11", "end": "2026-03-11", "precision": "day"}


class Model(BaseModel):
    """Answers hold what their model names, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Interval(Model):
    """Days, both included, and how precisely the source put them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": DAY})

    start: str = Field(description="The first day, ISO 8601.")
    end: str = Field(description="The last day, ISO 8601.")
    precision: str = Field(description='"day", "week", "month", "quarter", "year" and so on.')


class Span(Model):
    """Characters of one article's clean text: `text[start:end] == quote`, always."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": SPAN})

    article: str
    start: int = Field(ge=0, description="Code points before it.")
    end: int = Field(ge=1, description="Code points before its end.")
    quote: str


class Holder(Model):
    """Who says something."""

    kind: str = Field(description='"outlet", "actor", "speaker" or "unnamed".')
    name: str | None
    actor: str | None
    span: Span | None


class Source(Model):
    """An article as lists show it."""

    id: str
    name: str = Field(description="The name of its file, or its place in one.")
    title: str | None
    outlet: str | None
    published: Interval | None
    story: str | None
    copy_of: str | None = Field(description="The article that it repeats.")
    muted: bool = Field(default=False, description="Whether its outlet is muted: it counts as no source.")


class Page(Model, Generic[T]):
    """A part of a list."""

    items: list[T]
    total: int = Field(description="Items of the whole list.")
    after: str | None = Field(description="Hand it back as `after` for the next part; null at the end.")


class Named(Model):
    """An actor by id and name."""

    id: str
    name: str


class Lede(Model):
    """The sentence that opens a story, as one of its articles prints it."""

    source: Source
    span: Span


class StoryCard(Model):
    """A story as lists show it."""

    id: str
    label: str
    date: Interval | None
    places: list[str]
    actors: list[Named]
    articles: int
    outlets: list[str] = Field(description="Outlets of its articles that are no copies.")
    copies: int
    contested: int = Field(description="Claims that others contradict.")
    overdue: int = Field(
        description="Promises told in it whose day has passed without a deed, by the ledger as told last."
    )
    lede: Lede | None = Field(description="Null where none can be told, and in a story's related ones.")
    arc: str | None
    began: str = Field(description="When its first article came in: UTC, ISO 8601.")
    added: str = Field(description="When its last article came in: UTC, ISO 8601.")


class FacetValue(Model):
    """A value that a list can be narrowed to, and how many of the list have it."""

    value: str
    name: str
    count: int


class Facets(Model):
    """For each facet its most frequent values."""

    actor: list[FacetValue]
    place: list[FacetValue]
    domain: list[FacetValue]
    outlet: list[FacetValue]
    language: list[FacetValue]
    kind: list[FacetValue]


class Statement(Model):
    """One proposition, with its words, who holds it and how surely."""

    id: str
    span: Span
    sentence: int
    holder: Holder
    cue: Span | None
    modality: str
    domains: list[str]
    actors: list[str]
    date: Interval | None
    claim: str | None


class Said(Model):
    """A statement and the article it stands in."""

    source: Source
    statement: Statement


class Contradiction(Model):
    """Another claim that one cannot stand beside, on what, and both spans."""

    claim: str
    on: str
    spans: list[Span]


class Development(Model):
    """An earlier claim that one carries on, on what, both spans and the days on which the two were told."""

    claim: str
    on: str
    spans: list[Span]
    days: list[Interval | None]


class Claim(Model):
    """Statements that say the same; `sources` counts independent ones."""

    id: str
    text: str
    sources: int
    standing: Literal["corroborated", "single-source", "contested"]
    contradicts: list[Contradiction]
    develops: list[Development]
    statements: list[Said]


class Quote(Model):
    """Words that somebody said, the speaker if the text tells, and the article."""

    source: Source
    span: Span
    speaker: Holder | None
    statement: str | None


class BriefSentence(Model):
    """A sentence; `evidence[i]` is the span that `citations[i]` opens."""

    text: str
    citations: list[int]
    evidence: list[Span]
    finding: str


class Side(Model):
    """One account in a disagreement: the value, and the sentence that says so."""

    value: str
    sentence: BriefSentence


class Section(Model):
    """A part of a brief; `sides` pairs accounts that differ."""

    heading: str
    sentences: list[BriefSentence]
    sides: list[list[Side]]


class Reference(Model):
    """A line of a brief's references."""

    number: int
    text: str
    article: str | None


class Brief(Model):
    """A text in which every sentence carries citations, every citation a span."""

    story: str
    title: str
    sections: list[Section]
    references: list[Reference]


class Story(Model):
    """A story with its brief, its articles and why they are together."""

    id: str
    label: str
    date: Interval | None
    places: list[str]
    actors: list[Named]
    arc: str | None
    why: list[str]
    articles: list[Source]
    brief: Brief
    related: list[StoryCard] = Field(description="Other stories of its arc.")
    overdue: list[str] = Field(description="Overdue promises (ids) told in it, by the ledger as told last.")


class Removed(Model):
    """Furniture taken out of the text: where it stood, its words, why."""

    at: int
    text: str
    reason: str


class Article(Model):
    """One text from one outlet, with what was read from it."""

    id: str
    name: str
    title: str | None
    byline: str | None
    outlet: str | None
    wire: str | None
    place: str | None
    url: str | None
    published: Interval | None
    language: str
    kind: str
    copy_of: str | None
    story: str | None
    text: str
    removed: list[Removed]
    statements: list[Statement]
    quotes: list[dict[str, Any]]
    events: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    actors: list[Named]


class Hit(Model):
    """What a search found; `marks` are the words that matched, as offsets into the quote of `span`.

    `sentence` is the whole sentence that it begins in, `sentence_marks` the same there. A statement, the
    speaker of a quote and a claim are there where that was searched for.
    """

    source: Source
    span: Span
    marks: list[tuple[int, int]]
    sentence: Span
    sentence_marks: list[tuple[int, int]]
    statement: Statement | None
    speaker: Holder | None
    claim: Claim | None


class ToAudit(Model):
    """A text to check, and the stories to check it against (none: the nearest of the whole record)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"text": "Kenya will buy six boats.", "stories": []}},
    )

    text: str = Field(min_length=1, max_length=200_000)
    stories: list[str] = Field(default=[], max_length=50)


class Finding(Model):
    """What an audit says of one sentence; `citation_ok` is null where none was due."""

    text: str
    citations: list[int]
    verdict: Literal["supported", "partly", "unsupported", "contradicted"]
    citation_ok: bool | None
    error: str | None
    evidence: list[Span]
    note: str


class Audit(Model):
    """`communique-audit/1`: every sentence of a text with its finding, and the articles it was held
    against."""

    format: str
    references: list[Reference]
    sentences: list[Finding]
    problems: list[dict[str, str]]
    sources: list[Source]


class Import(Model):
    """How far an import is; `new`, `changed` (stories) and all `problems` are told at its end."""

    id: str
    state: Literal["waiting", "reading", "done", "failed"]
    read: int
    total: int
    new: int
    changed: int
    problems: list[dict[str, str]]
    error: str | None


class Counts(Model):
    """What the record holds."""

    articles: int
    copies: int
    stories: int
    claims: int
    contested: int


class Problem(Model):
    """What went wrong, and what to do."""

    status: int
    kind: str
    message: str


class Error(Model):
    """The one shape of errors."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "error": {
                    "status": 404,
                    "kind": "not found",
                    "message": "no story has an id that begins with 'ab'",
                }
            }
        },
    )

    error: Problem
