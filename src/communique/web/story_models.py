"""What the interface tells of one story beside its brief: what is disputed, who said what, its days."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, JsonValue

from communique.web import models
from communique.web.models import SPAN, Model

SOURCE: dict[str, JsonValue] = {
    "id": "9f86d081884c7d65",
    "name": "post.txt",
    "title": "A loan for the ferry",
    "outlet": "Harbour Post",
    "published": models.DAY,
    "story": "4858fd14fd4458c0",
    "copy_of": None,
}
WORDS: dict[str, JsonValue] = {"source": SOURCE, "span": SPAN}


class Words(Model):
    """Words as printed, and the article that they stand in."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": WORDS})

    source: models.Source
    span: models.Span


class Account(Model):
    """How one article tells a value that is disputed."""

    source: models.Source
    value: models.Span = Field(description="Where it says so.")
    verbatim: bool = Field(description="Whether it says so in just the words of `text`.")
    sentence: models.Span
    holder: models.Holder
    modality: str = Field(description='"asserted", "expected", "possible", "denied" and so on.')


class Value(Model):
    """One of the values that stand against each other, with all who tell it, and its claims (ids)."""

    text: str
    outlets: int = Field(description="Outlets that tell it, copies left out.")
    claims: list[str]
    accounts: list[Account]


class Point(Model):
    """What accounts differ on: two values or more that cannot all be right."""

    on: str = Field(description='"number", "date", "place", "actor", "polarity" or "other".')
    values: list[Value]


class Differences(Model):
    """Where the accounts of a story differ, the points that most outlets tell of first."""

    story: str
    points: list[Point]


class Saying(Model):
    """Words that somebody said, and every article that quotes them, copies last."""

    text: str
    said: list[Words]


class Speaker(Model):
    """One who speaks in a story; `name` is null for whoever the texts do not name."""

    name: str | None
    actor: str | None
    office: str | None = Field(description="As the texts have it.")
    sayings: list[Saying]


class Speakers(Model):
    """Who speaks in a story, those with most sayings first, and who is not named last."""

    story: str
    speakers: list[Speaker]


class Day(Model):
    """What sources tell of a day."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "date": models.DAY,
                "text": "The loan was signed on Wednesday.",
                "sources": 1,
                "expected": False,
                "said": [WORDS],
            }
        },
    )

    date: models.Interval
    text: str
    sources: int = Field(description="Independent sources, 1 and up.")
    expected: bool = Field(description="Only told before the day came: whether it happened is not told.")
    said: list[Words] = Field(description="The sentence, then those of others that make the same claim.")


class Timeline(Model):
    """The days of a story, in their order; empty where no article tells the day it came out."""

    story: str
    days: list[Day]


Standing = Literal["contested", "corroborated", "single-source"]


class ClaimGroup(Model):
    """The claims of a story with one standing, the best supported first; `left` are not listed."""

    standing: Standing
    total: int
    left: int
    claims: list[models.Claim]


class StoryClaims(Model):
    """All claims of a story by their standing; of each standing at most 100 are listed."""

    story: str
    total: int
    groups: list[ClaimGroup]
