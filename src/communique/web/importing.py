"""Imports: articles added to the record while readers read, in a process of its own, one after another."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import queue
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from communique.config import Settings
from communique.errors import CommuniqueError
from communique.records import Problem
from communique.web.uploads import cleared

KEPT = 50
"""Imports that are remembered; the oldest are forgotten."""

BEAT = 10.0
"""Seconds after which a listener is told again, so that nobody takes silence for an end."""


NICE = 10
"""By how much an import steps back behind what readers wait for (0 to 19)."""


@dataclass(frozen=True, slots=True)
class Import:
    """How far an import is: `read` of `total` articles; at its end how many were new, and what was not
    read. `error` says why it failed, if it did; what it had added until then stays."""

    id: str
    state: Literal["waiting", "reading", "done", "failed"] = "waiting"
    read: int = 0
    total: int = 0
    new: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    error: str | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ENDED


ENDED = ("done", "failed")


@dataclass(slots=True)
class _Job:
    folder: Path
    told: Import
    changed: threading.Condition = field(default_factory=threading.Condition)


class Imports:
    """The imports into one record. Each folder is taken away when its import has ended.

    `ended` is called before it is told that one has.
    """

    def __init__(
        self, record: Path, settings: Settings, *, ended: Callable[[], object] = lambda: None
    ) -> None:
        self._record, self._settings, self._ended = record, settings, ended
        self._jobs: dict[str, _Job] = {}
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = threading.Lock()

    def folder(self) -> Path:
        """A new folder for files to be imported."""
        return Path(tempfile.mkdtemp(prefix="communique-import-"))

    def start(self, folder: Path, problems: tuple[Problem, ...] = ()) -> Import:
        """Import what is in this folder, after the imports before it. `problems` were met already."""
        job = _Job(folder, Import(secrets.token_hex(8), problems=problems))
        with self._lock:
            self._jobs[job.told.id] = job
            for key in list(itertools.islice(self._jobs, max(0, len(self._jobs) - KEPT))):
                if self._jobs[key].told.ended:
                    del self._jobs[key]
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="imports", daemon=True)
                self._worker.start()
        self._waiting.put(job)
        return job.told

    def get(self, key: str) -> Import | None:
        """How far the import with this id is; None if there is none."""
        job = self._jobs.get(key)
        return job.told if job else None

    def all(self) -> tuple[Import, ...]:
        """The imports of this session, the latest first."""
        return tuple(job.told for job in reversed(self._jobs.values()))

    def follow(self, key: str) -> Iterator[Import]:
        """How far the import is, again whenever that changes, until its end."""
        job = self._jobs.get(key)
        last = None
        while job is not None:
            with job.changed:
                if job.told == last:
                    job.changed.wait(BEAT)
                last = job.told
            yield last
            if last.ended:
                return

    def close(self) -> None:
        """End the import that runs; what it has written so far stays."""
        self._waiting.put(None)
        if self._process is not None and self._process.is_alive():
            self._process.terminate()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                self._run(job)
            finally:
                cleared(job.folder)

    def _run(self, job: _Job) -> None:
        # Not a fork: this process has threads, and the models load faster than a fork of it would cost.
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        arguments = (job.folder, self._record, self._settings, sender)
        self._process = context.Process(target=_import, args=arguments, name="import", daemon=True)
        self._process.start()
        sender.close()
        _tell(job, state="reading")
        try:
            while True:
                told = receiver.recv()
                if told.get("state") in ENDED:
                    self._ended()
                told["problems"] = (*job.told.problems, *told.pop("problems", ()))
                _tell(job, **told)
        except EOFError:
            self._process.join()
        if not job.told.ended:
            _tell(job, state="failed", error="the import was broken off; what it had added stays")


def _tell(job: _Job, **changed: Any) -> None:
    with job.changed:
        job.told = replace(job.told, **changed)
        job.changed.notify_all()


def _import(folder: Path, path: Path, settings: Settings, sender: Connection) -> None:
    """The work itself, in its own process."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    from communique.pipeline import add
    from communique.store import Record
    from communique.telling import tell_ledger

    def progress(read: int, total: int) -> None:
        sender.send({"read": read, "total": total})

    try:
        with Record.open(path) as record:
            done = add(sorted(folder.iterdir()), record, settings=settings, progress=progress)
            tell_ledger(record)  # here, so that no page has to wait for it
        problems = tuple(replace(p, origin=_shown(p.origin, folder)) for p in done.problems)
        ended = {"state": "done", "new": done.new, "changed": len(done.changes), "problems": problems}
        sender.send(ended)
    except CommuniqueError as error:
        sender.send({"state": "failed", "error": str(error)})
    finally:
        sender.close()


def _shown(origin: str, folder: Path) -> str:
    """A file as its sender knows it: without the folders that it was put into here."""
    parts = Path(origin).parts[len(folder.parts) + 1 :]
    return "/".join(parts) or origin
