"""What the interface answers about audits, and pages show: how far one is, and what it found."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue

from communique.web import models
from communique.web.audit_text import LONGEST
from communique.web.days import written_day
from communique.web.models import Model

Group = Literal["contradicted", "unsupported", "partly", "citation", "supported"]
"""A verdict, or `citation`: a sentence that is true, cited from where it does not stand."""

KEY = "3f0c9a1e5b7d42688e1f0a2b4c6d8e90"
TEXT = "Indonesia sold Kenya eleven patrol boats. [1]"
EXAMPLE: dict[str, JsonValue] = {
    "text": TEXT,
    "stories": [],
    "articles": [],
    "outlets": [],
    "since": "2026-03-01",
    "until": None,
}


GivenDay = Annotated[dt.date | None, BeforeValidator(written_day)]
"""A day, or none."""


class ToCheck(models.ToAudit):
    """A text to check, and what against: stories, articles, or the nearest of the record, narrowed to
    outlets and days."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": EXAMPLE})

    text: str = Field(min_length=1, max_length=LONGEST)
    articles: list[str] = Field(default=[], max_length=200, description="Ids of articles.")
    outlets: list[str] = Field(default=[], max_length=50, description="Only these outlets.")
    since: GivenDay = Field(default=None, description="The first day, ISO 8601.")
    until: GivenDay = Field(default=None, description="The last day, ISO 8601.")


class AuditState(Model):
    """How far an audit is: `done` of `total` sentences; `ahead` are the audits that come before it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"id": KEY, "state": "checking", "ahead": 0, "done": 3, "total": 12, "error": None}
        },
    )

    id: str = Field(description="Who has it sees the text; it cannot be guessed.")
    state: Literal["waiting", "preparing", "checking", "done", "failed", "cancelled"]
    ahead: int
    done: int
    total: int
    error: str | None


class HeldAgainst(Model):
    """What a text is held against; with neither stories nor articles the nearest of the record."""

    stories: list[models.Named]
    articles: list[models.Named]
    outlets: list[str]
    since: dt.date | None
    until: dt.date | None


class Proof(models.Span):
    """Evidence: `number` is that of its article in the text's own references, `cited` whether the sentence
    cites it, `marks` the words that decide, as offsets into `quote`."""

    number: int | None
    cited: bool
    marks: list[tuple[int, int]]


class Better(Model):
    """Where a wrongly cited sentence stands: its number in the references, if it is among them."""

    number: int | None
    article: str
    source: str


class Checked(Model):
    """One sentence with its finding and its place in the text: `text[start:end]`, null where it was not
    found again. `told` is the kind of finding in words; `marks` are the words of the sentence that
    decide, as offsets into `text` of the audit."""

    number: int
    start: int | None
    end: int | None
    text: str
    citations: list[int]
    verdict: Literal["supported", "partly", "unsupported", "contradicted"]
    citation_ok: bool | None
    error: str | None
    note: str
    group: Group
    told: str
    marks: list[tuple[int, int]]
    evidence: list[Proof]
    better: list[Better]


class AuditShown(AuditState):
    """An audit as its page shows it; the lists are empty until it is done."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "id": KEY,
                "state": "done",
                "ahead": 0,
                "done": 1,
                "total": 1,
                "error": None,
                "text": TEXT,
                "against": {"stories": [], "articles": [], "outlets": [], "since": None, "until": None},
                "counts": {"contradicted": 1, "unsupported": 0, "partly": 0, "citation": 0, "supported": 0},
                "sentences": [
                    {
                        "number": 1,
                        "start": 0,
                        "end": len(TEXT),
                        "text": TEXT,
                        "citations": [1],
                        "verdict": "contradicted",
                        "citation_ok": False,
                        "error": "number",
                        "note": "The source has six patrol boats, not eleven patrol boats.",
                        "group": "contradicted",
                        "told": "The number differs: eleven patrol boats in the text, six patrol boats in "
                        "the source",
                        "marks": [[21, 40]],
                        "evidence": [],
                        "better": [],
                    }
                ],
                "references": [],
                "sources": [],
            }
        },
    )

    text: str
    against: HeldAgainst
    counts: dict[Group, int]
    sentences: list[Checked]
    references: list[models.Reference]
    sources: list[models.Source]
