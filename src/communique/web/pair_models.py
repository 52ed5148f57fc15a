"""What the interface answers on pairs of states, actors, and who acts with whom."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from communique.web import models
from communique.web.judgements import Judgement
from communique.web.models import Model

JUDGED: Any = Field(default=[], description="Corrections that bear on this: outlets muted, speakers given.")


class Pair(Model):
    """Two states and how much is told of them."""

    a: models.Named
    b: models.Named
    articles: int = Field(description="Articles that name both, copies left out.")


class StoryLine(Model):
    """A story in the order of its day."""

    id: str
    label: str
    date: models.Interval | None
    articles: int
    arc: str | None


class Evidence(Model):
    """A statement, the article it stands in, and the whole sentence."""

    source: models.Source
    statement: models.Statement
    sentence: str


class Relation(Model):
    """What binds two states, as the latest articles on both tell it.

    `relationship` is that of the report's contract (null: nothing binds them); every id of a statement in it
    is among `evidence` up to the most that one answer holds.
    """

    a: models.Named
    b: models.Named
    articles: int = Field(description="Articles on both.")
    read: int = Field(description="How many of them, the latest, this is told of.")
    current: bool = Field(description="False while what came in last is not yet in it.")
    relationship: dict[str, Any] | None
    commitments: list[dict[str, Any]]
    stories: list[StoryLine]
    names: dict[str, str] = Field(description="Names of actors by their ids.")
    evidence: list[Evidence]
    changes: dict[str, Any] | None = Field(description="What changed `since` a day, if that was asked.")
    judged: list[Judgement] = JUDGED


class ActorLine(Model):
    """An actor as lists show it."""

    id: str
    name: str
    kind: str
    state: models.Named | None
    articles: int


class Actors(models.Page[ActorLine]):
    """A part of the list of actors; `kinds` counts those of each kind in the record."""

    kinds: dict[str, int]


class Month(Model):
    """What an actor said in a month, by how surely."""

    month: str | None = Field(description='"2026-03"; null for articles without a day.')
    statements: int
    modalities: dict[str, int] = Field(description="How many of each modality, the most first.")


class Turn(Model):
    """Two statements of an actor: it said one thing, and another later, or on the same day."""

    kind: Literal["against itself", "carried on", "how surely"] = Field(
        description="They cannot both be so; the later carries the earlier on; the same, otherwise sure."
    )
    on: str = Field(description='On what they differ: "number", "polarity", "stage"; empty for "how surely".')
    earlier: Evidence
    later: Evidence


class Actor(Model):
    """Who acts: names, what it said, what it promised, whom it has to do with."""

    id: str
    name: str
    kind: str
    state: models.Named | None
    office: str | None
    sector: str | None
    aliases: list[str]
    articles: int
    said: list[Evidence] = Field(description="The latest statements that it holds.")
    statements: int = Field(description="All statements that it holds.")
    said_after: str | None = Field(description="Where `said` goes on at /actors/{actor}/said.")
    months: list[Month] = Field(description="What it said by month, the latest first.")
    turns: list[Turn] = Field(description="Where what it said changed or stands against itself.")
    quotes: models.Page[models.Quote]
    against_itself: list[models.Claim] = Field(description="Contested claims both of whose sides it holds.")
    promises: list[dict[str, Any]]
    relations: list[Pair]
    stories: list[StoryLine]
    names: dict[str, str]
    judged: list[Judgement] = JUDGED


class Bond(Model):
    """What happened between two states in a period and domain."""

    a: models.Named
    b: models.Named
    cooperation: int
    conflict: int
    first: str | None = Field(description="The first day of it, ISO 8601.")
    last: str | None
    statements: list[str] = Field(description="Statements (ids) that tell it, at most 50.")


class Network(Model):
    """Who acts with and against whom: only what is told as having happened."""

    bonds: list[Bond] = Field(description="By how much happened, the most first, at most 200.")
    total: int
    current: bool
    judged: list[Judgement] = JUDGED
