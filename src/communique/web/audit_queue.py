"""Audits under way: one at a time, in a process of their own that is kept warm; the last are remembered.

Texts may be confidential: they are held in memory, never in the record or on the disk.
"""

from __future__ import annotations

import itertools
import multiprocessing
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from communique.against import Against
from communique.config import Settings
from communique.errors import CommuniqueError
from communique.records import Article, Audit
from communique.web.faults import RequestError

KEPT = 20
"""Audits that are remembered; the oldest are forgotten."""

MOST_WAITING = 10
"""Audits that may wait; more are refused."""

LONGEST = 900.0
"""Seconds that one audit may take."""

IDLE = 300.0
"""Seconds after which a process that has nothing to do is let go."""

BEAT = 10.0
"""Seconds after which a listener is told again, so that nobody takes silence for an end."""

State = Literal["waiting", "preparing", "checking", "done", "failed", "cancelled"]
ENDED = ("done", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of an audit, the articles that it names, and all that it was held against (ids)."""

    audit: Audit
    articles: tuple[Article, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One text to check: how far it is (`done` of `total` sentences, `ahead` audits before it), and at its
    end `checked`, or in `error` why there is nothing."""

    id: str
    text: str
    against: Against
    state: State = "waiting"
    ahead: int = 0
    done: int = 0
    total: int = 0
    error: str | None = None
    checked: Checked | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED


class AuditQueue:
    """The audits against the record at a path. Ids are secrets: who has one sees the text."""

    def __init__(self, record: Path, settings: Settings) -> None:
        self._record, self._settings = record, settings
        self._jobs: dict[str, Job] = {}
        self._order: list[str] = []
        self._running: str | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._stale = self._closed = False

    def start(self, text: str, against: Against) -> Job:
        """Check this text after those before it. Raises RequestError 429 if too many wait."""
        with self._changed:
            if len(self._order) >= MOST_WAITING:
                raise RequestError(429, f"{MOST_WAITING} audits wait already; try again when some are done")
            job = Job(secrets.token_hex(16), text, against)
            self._jobs[job.id] = job
            self._order.append(job.id)
            ended = [key for key, one in self._jobs.items() if one.ended]
            for key in itertools.islice(ended, max(0, len(self._jobs) - KEPT)):
                del self._jobs[key]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="audits", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return self._told(job)

    def get(self, key: str) -> Job | None:
        """How far the audit with this id is; None if there is none."""
        with self._changed:
            job = self._jobs.get(key)
            return self._told(job) if job else None

    def follow(self, key: str) -> Iterator[Job]:
        """How far the audit is, again whenever that changes, until its end."""
        last = None
        while True:
            with self._changed:
                if (told := self._look(key)) == last and told is not None:
                    self._changed.wait(BEAT)
                    told = self._look(key)
            if told is None:
                return
            last = told
            yield told
            if told.ended:
                return

    def wait(self, key: str, seconds: float) -> Job | None:
        """The audit when it has ended, or as it stands after so many seconds."""
        until = time.monotonic() + seconds
        with self._changed:
            while (told := self._look(key)) and not told.ended and time.monotonic() < until:
                self._changed.wait(until - time.monotonic())
            return told

    def cancel(self, key: str) -> None:
        """End an audit that waits or runs; one that has ended stays as it is."""
        with self._changed:
            job = self._jobs.get(key)
            if job is None or job.ended:
                return
            self._tell(key, state="cancelled")
            if key in self._order:
                self._order.remove(key)
            if key == self._running:
                self._stop()

    def forget(self, key: str) -> None:
        """End an audit, and hold its text no longer."""
        self.cancel(key)
        with self._changed:
            self._jobs.pop(key, None)
            self._changed.notify_all()

    def close(self) -> None:
        """End all that runs, and hold nothing longer."""
        with self._changed:
            self._closed = True
            self._jobs.clear()
            self._order.clear()
            self._stop()
            self._changed.notify_all()

    # ---------------------------------------------------------------- under the lock

    def _look(self, key: str) -> Job | None:
        job = self._jobs.get(key)
        return self._told(job) if job else None

    def _told(self, job: Job) -> Job:
        if job.state != "waiting" or job.id not in self._order:
            return job
        return replace(job, ahead=self._order.index(job.id) + (self._running is not None))

    def _tell(self, key: str, **changed: Any) -> None:
        job = self._jobs.get(key)
        if job is not None and not job.ended:
            self._jobs[key] = replace(job, **changed)
            self._changed.notify_all()

    def _stop(self) -> None:
        self._stale = True
        if self._process is not None:
            self._process.terminate()

    # ---------------------------------------------------------------- the thread

    def _work(self) -> None:
        while (key := self._next()) is not None:
            try:
                self._run(key)
            finally:
                with self._changed:
                    self._tell(key, state="failed", error="the audit was broken off; try it again")
                    self._running = None
                    self._changed.notify_all()
        self._let_go()

    def _next(self) -> str | None:
        with self._changed:
            while not self._order and not self._closed:
                idle = not self._changed.wait(IDLE if self._process else None)
                if idle and not self._order:
                    self._let_go()
            if self._closed:
                return None
            self._running = self._order.pop(0)
            self._tell(self._running, state="preparing")
            return self._running

    def _run(self, key: str) -> None:
        pipe = self._ready()
        until = time.monotonic() + LONGEST
        with self._changed:
            job = self._jobs.get(key)
        if job is None or job.ended:
            return
        try:
            pipe.send((job.text, job.against))
            while not job.ended:
                if not pipe.poll(max(until - time.monotonic(), 0)):
                    with self._changed:
                        self._tell(key, state="failed", error=TOO_LONG)
                        self._stop()
                    return
                told = pipe.recv()
                with self._changed:
                    self._tell(key, **told)
                    job = self._jobs.get(key)
                if job is None:
                    return
        except (EOFError, OSError):  # the process is gone: cancelled, or broken
            self._stale = True

    def _ready(self) -> Connection:
        """The way to a process that waits for texts: the one at hand, or a new one."""
        with self._changed:
            if self._stale or self._process is None or not self._process.is_alive():
                self._let_go()
            if self._pipe is not None:
                return self._pipe
            # Not a fork: this process has threads.
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            arguments = (self._record, self._settings, theirs)
            self._process = context.Process(target=_serve, args=arguments, name="audits", daemon=True)
            self._process.start()
            theirs.close()
            self._stale = self._closed
            return self._pipe

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


TOO_LONG = f"this took more than {LONGEST / 60:.0f} minutes; check the text in parts"


def _serve(path: Path, settings: Settings, pipe: Connection) -> None:
    """The work itself, in its own process: one text after another, until nobody sends more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the desk says when to end
    while True:
        try:
            text, against = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_checked(text, against, path, settings, pipe))
        except CommuniqueError as error:
            pipe.send({"state": "failed", "error": str(error)})


def _checked(
    text: str, against: Against, path: Path, settings: Settings, pipe: Connection
) -> dict[str, object]:
    from communique.pipeline import audit_recorded
    from communique.store import Record

    def progress(done: int, total: int) -> None:
        pipe.send({"state": "checking", "done": done, "total": total})

    with Record.open(path) as record:
        audit, report = audit_recorded(text, record, against=against, settings=settings, progress=progress)
    named = {span.article for one in audit.sentences for span in one.evidence}
    named |= {one.article for one in audit.references if one.article}
    articles = tuple(one.article for one in report.readings if one.article.id in named)
    held = tuple(one.article.id for one in report.readings)
    total = len(audit.sentences)
    return {"state": "done", "done": total, "total": total, "checked": Checked(audit, articles, held)}
