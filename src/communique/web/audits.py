"""Audits of the desk: texts checked against the record, in the background, remembered for a while."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from communique import exchange
from communique.against import Against
from communique.brief.citing import source_line
from communique.config import Settings
from communique.errors import UsageError
from communique.exchange.audit import audit_to_csv
from communique.records import Article, Audit, Finding, Grouping, Reading, Report
from communique.store import Record
from communique.web import models
from communique.web.audit_models import (
    AuditShown,
    AuditState,
    Better,
    Checked,
    Group,
    HeldAgainst,
    Proof,
    ToCheck,
)
from communique.web.audit_placing import placed
from communique.web.audit_queue import AuditQueue, Job
from communique.web.audit_words import deciding, group_of, needs_note, places, told
from communique.web.faults import RequestError
from communique.web.sources import source_model

AT_ONCE = 50.0
"""Seconds within which an audit must be done whose asker waits for it."""

MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
"""The forms of a report."""


class Audits:
    """The audits of one desk. Raises RequestError 404 for an id that is not there, or no longer."""

    def __init__(self, path: Path, record: Callable[[], Record], settings: Settings) -> None:
        self._record = record
        self._queue = AuditQueue(path, settings)

    def start(self, asked: ToCheck) -> AuditState:
        """Check a text in the background, after those before it."""
        return _state(self._queue.start(asked.text, self.against(asked)))

    def at_once(self, asked: ToCheck) -> models.Audit:
        """Check a text and wait for it; nothing of it is remembered.

        Raises RequestError 503 if it takes longer than AT_ONCE, 400 if nothing is like it.
        """
        key = self._queue.start(asked.text, self.against(asked)).id
        try:
            job = self._queue.wait(key, AT_ONCE)
        finally:
            self._queue.forget(key)
        if job is None or not job.ended:
            raise RequestError(503, f"this took more than {AT_ONCE:.0f} seconds; ask /api/v1/audits/started")
        if job.checked is None:
            raise RequestError(409, job.error or "the audit was cancelled")
        shown = exchange.audit_to_dict(job.checked.audit)
        return models.Audit.model_validate({**shown, "sources": self._sources(job)})

    def against(self, asked: ToCheck) -> Against:
        """What a text is to be held against, with whole ids."""
        return Against(
            tuple(self._story(name).id for name in asked.stories if name.strip()),
            tuple(asked.articles),
            tuple(one for one in asked.outlets if one.strip()),
            asked.since,
            asked.until,
        )

    def state(self, key: str) -> AuditState:
        """How far an audit is."""
        return _state(self._job(key))

    def follow(self, key: str) -> Iterator[AuditState]:
        """How far an audit is, again whenever that changes, until its end."""
        return (_state(one) for one in self._queue.follow(key))

    def cancel(self, key: str) -> None:
        """End an audit that waits or runs; its text stays, to be changed."""
        self._job(key)
        self._queue.cancel(key)

    def forget(self, key: str) -> None:
        """End an audit, and hold nothing of it longer."""
        self._job(key)
        self._queue.forget(key)

    def close(self) -> None:
        """End all audits."""
        self._queue.close()

    def shown(self, key: str) -> AuditShown:
        """An audit with all that it found so far: nothing before it is done."""
        job = self._job(key)
        done = job.checked
        sentences = _sentences(job.text, done.audit, self.articles(key)) if done else []
        counted = Counter(one.group for one in sentences)
        return AuditShown(
            **_state(job).model_dump(),
            text=job.text,
            against=self._told(job.against),
            counts={group: counted[group] for group in get_args(Group)},
            sentences=sentences,
            references=[
                models.Reference(number=one.number, text=one.text, article=one.article)
                for one in (done.audit.references if done else ())
            ],
            sources=self._sources(job),
        )

    def articles(self, key: str) -> dict[str, Article]:
        """The articles that an audit names, by id, as they were when it was made."""
        done = self._job(key).checked
        return {one.id: one for one in done.articles} if done else {}

    def report(self, key: str, form: str) -> str:
        """The report of an audit as `communique audit` prints it: "md", "json", "csv" or "html".

        Raises RequestError 409 if the audit is not done.
        """
        from communique.brief.render import render_audit_html, render_audit_markdown

        done = self._job(key).checked
        if done is None:
            raise RequestError(409, "this audit is not done; there is no report of it")
        readings = tuple(Reading(one) for one in done.articles)
        held = Report(readings, (), Grouping((), ()), claims=(), briefs=())
        if form == "md":
            return render_audit_markdown(done.audit, held)
        if form == "html":
            return render_audit_html(done.audit, held)
        if form == "csv":
            return audit_to_csv(done.audit, {one.id: source_line(one) for one in done.articles})
        data = exchange.audit_to_dict(done.audit)
        return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"

    # ---------------------------------------------------------------- parts

    def _job(self, key: str) -> Job:
        job = self._queue.get(key)
        if job is None:
            raise RequestError(404, "there is no such audit; the last ones are kept until the desk is closed")
        return job

    def _story(self, name: str) -> models.Named:
        try:
            story = self._record().story(name.strip())
        except UsageError as error:
            raise RequestError(404, str(error).partition(";")[0]) from error
        return models.Named(id=story.id, name=story.label)

    def _told(self, against: Against) -> HeldAgainst:
        return HeldAgainst(
            stories=self.stories(against.stories),
            articles=self.named(against.articles),
            outlets=list(against.outlets),
            since=against.since,
            until=against.until,
        )

    def stories(self, names: tuple[str, ...]) -> list[models.Named]:
        """Those of these stories (ids, or how they begin) that the record holds, each once."""
        found: dict[str, models.Named] = {}
        for name in names:
            try:
                one = self._story(name)
            except RequestError:
                continue
            found[one.id] = one
        return list(found.values())

    def named(self, articles: tuple[str, ...]) -> list[models.Named]:
        """Those of these articles that the record holds, by their title or file."""
        sources = self._record().sources(articles) if articles else ()
        return [models.Named(id=one.id, name=one.title or one.name) for one in sources]

    def _sources(self, job: Job) -> list[models.Source]:
        held = job.checked.held if job.checked else ()
        return [source_model(one) for one in self._record().sources(held)]


def _state(job: Job) -> AuditState:
    return AuditState(
        id=job.id, state=job.state, ahead=job.ahead, done=job.done, total=job.total, error=job.error
    )


def _sentences(text: str, audit: Audit, articles: Mapping[str, Article]) -> list[Checked]:
    where = placed(text, [one.text for one in audit.sentences])
    numbers = {one.article: one.number for one in reversed(audit.references) if one.article}
    named = {one.number: one.article for one in audit.references}
    found = []
    for number, (one, place) in enumerate(zip(audit.sentences, where, strict=True), start=1):
        cited = {named.get(citation) for citation in one.citations}
        said, held = deciding(one)
        marks = places(said, text[slice(*place)]) if place else []
        begin = place[0] if place else 0
        found.append(
            Checked(
                number=number,
                start=place[0] if place else None,
                end=place[1] if place else None,
                text=one.text,
                citations=list(one.citations),
                verdict=one.verdict,
                citation_ok=one.citation_ok,
                error=one.error,
                note=one.note if needs_note(one) else "",
                group=group_of(one),
                told=told(one),
                marks=[(begin + start, begin + end) for start, end in marks],
                evidence=[
                    Proof(
                        **exchange.span_to_dict(span),
                        number=numbers.get(span.article),
                        cited=span.article in cited,
                        marks=places(held, span.quote),
                    )
                    for span in one.evidence
                ],
                better=_better(one, cited, numbers, articles),
            )
        )
    return found


def _better(
    one: Finding, cited: set[str | None], numbers: Mapping[str, int], articles: Mapping[str, Article]
) -> list[Better]:
    """Where a true sentence stands, if not where it is cited from."""
    if one.verdict != "supported" or one.citation_ok is not False:
        return []
    holding = dict.fromkeys(span.article for span in one.evidence if span.article not in cited)
    return [
        Better(number=numbers.get(article), article=article, source=source_line(articles[article]))
        for article in holding
        if article in articles
    ]
