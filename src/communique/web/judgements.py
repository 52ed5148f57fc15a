"""Corrections at the desk: taken one at a time, each by who gives it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import Field

from communique import judging
from communique.config import Settings
from communique.errors import UsageError
from communique.keeping import Keeping
from communique.store import Judgement as JudgementRecord
from communique.store import Record
from communique.web import models
from communique.web.faults import RequestError

Deed = Literal["merge", "split", "reassign", "mute"]
KINDS: dict[str, Deed] = {"together": "merge", "apart": "split", "speaker": "reassign", "mute": "mute"}


class Judgement(models.Model):
    """A correction. `articles` are those of the judgement: a merge holds two together, a split keeps the
    first from the others, a quote stands in one."""

    id: str
    kind: Deed
    at: str = Field(description="UTC, ISO 8601.")
    who: str
    articles: list[str]
    quote: str | None = Field(description="The place of a quote: article:start:end.")
    value: str = Field(description="The speaker, empty for nobody knows; the outlet that is muted.")
    undone_at: str | None


class ToJudge(models.Model):
    """A correction to make."""

    kind: Deed
    subject: str = Field(
        min_length=1,
        max_length=200,
        description="A story to merge; an article to split out; a quote (article:start:end); an outlet.",
        examples=["The Daily Ledger"],
    )
    value: str = Field(
        default="", max_length=200, description="merge: the other story; reassign: the speaker, or nobody."
    )
    who: str = Field(min_length=1, max_length=100, description="Who says so.", examples=["ada"])


class Judging:
    """The judgements of the record at `path`; `record` opens it for reading."""

    def __init__(self, path: Path, record: Callable[[], Record], settings: Settings) -> None:
        self._path, self._record, self._lexicon = path, record, settings.lexicon
        self._lock = threading.Lock()
        self._held: tuple[Record, Keeping] | None = None

    def close(self) -> None:
        """Let go of the record."""
        if self._held is not None:
            self._held[0].close()

    def all(self) -> list[Judgement]:
        """The log, the latest first; what was undone too."""
        return [judgement_model(one) for one in reversed(self._record().judgements.all())]

    def of(self, articles: set[str], outlets: set[str]) -> list[Judgement]:
        """What stands on these articles (ids) or outlets."""
        found = [one for one in self.all() if one.undone_at is None]
        return [
            one
            for one in found
            if articles & set(one.articles) or (one.kind == "mute" and one.value in outlets)
        ]

    def mutes(self) -> list[Judgement]:
        """Those that stand and mute an outlet."""
        standing = self._record().judgements.standing()
        return [judgement_model(one) for one in standing if one.kind == "mute"]

    def judge(self, asked: ToJudge) -> Judgement:
        """Make a correction; all that is derived follows before this returns."""
        with self._lock:
            record, keeping = self._open()
            named = asked.subject.strip(), asked.value.strip()
            who = asked.who.strip()
            if not who:
                raise UsageError("say who judges so")
            if asked.kind == "merge":
                made = judging.merge(record, keeping, *named, who=who)
            elif asked.kind == "split":
                made = judging.split(record, keeping, named[0], who=who)
            elif asked.kind == "reassign":
                made = judging.reassign(record, keeping, *named, who=who)
            else:
                made = judging.mute(record, keeping, named[0], who=who)
        return judgement_model(made)

    def undo(self, name: str) -> Judgement:
        """Take a correction back."""
        if not any(one.id == name and one.undone_at is None for one in self.all()):
            raise RequestError(404, f"no judgement stands that has the id {name[:40]!r}")
        with self._lock:
            _, keeping = self._open()
            keeping.undo(name)
        return next(one for one in self.all() if one.id == name)

    def _open(self) -> tuple[Record, Keeping]:
        """A record to write to, and what keeps it: made at the first correction, kept for the next."""
        if self._held is None:
            record = Record.open(self._path)
            self._held = record, Keeping(record, lexicon=self._lexicon)
        return self._held


def judgement_model(one: JudgementRecord) -> Judgement:
    """A judgement of the record as the interface gives it."""
    kind = KINDS[one.kind]
    return Judgement(
        id=one.id,
        kind=kind,
        at=one.at,
        who=one.who,
        articles=list(one.articles),
        quote=one.subject if kind == "reassign" else None,
        value=one.subject if kind == "mute" else one.value if kind == "reassign" else "",
        undone_at=one.undone_at,
    )
