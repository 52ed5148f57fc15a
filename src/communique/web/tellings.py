"""What takes long to tell of a record, told behind the scenes: kept in the record, and shown meanwhile.

Whoever asks gets what is told of the record as it stands; while that is being told anew, what was told
before; the first time it is waited for, up to a bound.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from pathlib import Path
from typing import Any, Generic, TypeVar

from communique.errors import CommuniqueError
from communique.store import Record
from communique.telling import tell_ledger
from communique.telling_pairs import Heads

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds that a page waits for what was never told."""
MOST_HELD = 64
"""Tellings that are held in memory."""

log = logging.getLogger(__name__)

Tell = Callable[[Record, Heads], T]


class Telling(Generic[T]):
    """What was told, and whether it is behind: told of the record before its last additions."""

    def __init__(self, told: T, *, behind: bool) -> None:
        self.told, self.behind = told, behind


class Tellings:
    """The tellings of the record at `path`; one is made at a time."""

    def __init__(self, path: Path, record: Callable[[], Record]) -> None:
        self._path, self._record = path, record
        self._closed = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="telling")
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[Any]] = {}
        self._held: dict[str, tuple[str, Any]] = {}
        self.heads = Heads()
        self._waiting: deque[Callable[[], object]] = deque(maxlen=MOST_HELD)
        self._counted: dict[str, tuple[str, Any]] = {}

    def get(
        self, name: str, kind: type[T], tell: Tell[T], *, wait: float | None = PATIENCE
    ) -> Telling[T] | None:
        """What is told under a name; None if it was never told and takes longer than `wait` seconds
        (None: as long as it takes)."""
        ties = self._record().ties
        state = ties.state()
        held = self._held.get(name)
        if held is not None and held[0] == state:
            return Telling(held[1], behind=False)
        kept = ties.kept(name, kind)
        if kept is not None and kept[0] == state:
            self._hold(name, kept)
            return Telling(kept[1], behind=False)
        job = self.later(name, kind, tell)
        if kept is not None:
            return Telling(kept[1], behind=True)
        try:
            state, told = job.result(wait)
        except Late:
            return None
        return Telling(told, behind=state != ties.state())

    def later(self, name: str, kind: type[T], tell: Tell[T]) -> Future[tuple[str, T]]:
        """Have it told when there is time."""
        with self._lock:
            under_way = self._under_way.get(name)
            if under_way is None:
                under_way = self._worker.submit(self._tell, name, kind, tell)
                self._under_way[name] = under_way
            return under_way

    def idle(self, name: str, kind: type[T], tell: Tell[T]) -> None:
        """Have it told when nobody waits for anything else, unless it is told."""
        held = self._held.get(name)
        if held is not None and held[0] == self._record().ties.state():
            return
        with self._lock:
            self._waiting.append(lambda: self.get(name, kind, tell, wait=0))
        self._next()

    def counted(self, name: str, count: Callable[[Record], T]) -> T:
        """What is quickly counted, held until the record changes."""
        record = self._record()
        state = record.ties.state()
        held = self._counted.get(name)
        if held is None or held[0] != state:
            held = self._counted[name] = (state, count(record))
        found: T = held[1]
        return found

    def _next(self) -> None:
        while True:
            with self._lock:
                if self._under_way or not self._waiting:
                    return
                job = self._waiting.popleft()
            job()

    def close(self) -> None:
        """Let go of what is still to be told."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _tell(self, name: str, kind: type[T], tell: Tell[T]) -> tuple[str, T]:
        try:
            with Record.open(self._path) as record:  # its own: a transaction belongs to one thread
                tell_ledger(record)
                state = record.ties.state()
                told = tell(record, self.heads)
                if record.ties.state() == state:
                    self._hold(name, (state, told))
                    self._keep(record, name, kind, state, told)
                return state, told
        finally:
            with self._lock:
                self._under_way.pop(name, None)
            if not self._closed:
                self._next()

    def _keep(self, record: Record, name: str, kind: type[T], state: str, told: T) -> None:
        try:
            with record.transaction():
                record.ties.keep(name, kind, state, told)
        except CommuniqueError as error:  # an import holds the record for long: it is told again then
            log.warning("not kept: %s: %s", name, error)

    def _hold(self, name: str, told: tuple[str, Any]) -> None:
        self._held.pop(name, None)
        self._held[name] = told
        while len(self._held) > MOST_HELD:
            self._held.pop(next(iter(self._held)), None)
