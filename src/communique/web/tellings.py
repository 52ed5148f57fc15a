"""What takes long to tell of a record, told behind the scenes: kept in the record, and shown meanwhile.

Whoever asks gets what is told of the record as it stands; while that is being told anew, what was told
before; the first time it is waited for, up to a bound. Of a large record it is told in another process.
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
from communique.telling_briefs import tell_briefs
from communique.telling_pairs import Heads
from communique.web.aside import Aside
from communique.web.freshness import passing

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds that a page waits for what was never told."""
MOST_HELD = 64
"""Tellings that are held in memory."""
LARGE = 500
"""Articles from which on a record is told in another process, whose start then costs less than it saves."""

log = logging.getLogger(__name__)

Tell = Callable[[Record, Heads], T]
"""A function of a module, or a partial of one: it is handed to another process."""


class Telling(Generic[T]):
    """What was told, and whether it is behind: told of the record before its last additions."""

    def __init__(self, told: T, *, behind: bool) -> None:
        self.told, self.behind = told, behind
        if behind:
            passing()


class Tellings:
    """The tellings of the record at `path`; one is made at a time."""

    def __init__(self, path: Path, record: Callable[[], Record]) -> None:
        self._path, self._record = path, record
        self._closed = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="telling")
        self._aside = Aside()
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[Any]] = {}
        self._held: dict[str, tuple[str, Any]] = {}
        self.heads = Heads()
        self._waiting: deque[Callable[[], object]] = deque(maxlen=MOST_HELD)
        self._counted: dict[str, tuple[str, Any]] = {}
        self._size = 0
        self._filled: str | None = None

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
        of = ties.kept_of(name)
        kept = held if held is not None and held[0] == of else ties.kept(name, kind)
        if kept is not None:
            self._hold(name, kept)
            if kept[0] == state:
                return Telling(kept[1], behind=False)
        job = self.later(name, kind, tell)
        if kept is not None:
            return Telling(kept[1], behind=True)
        try:
            state, told = job.result(wait)
        except Late:
            passing()
            return None
        return Telling(told, behind=state != ties.state())

    def later(self, name: str, kind: type[T], tell: Tell[T]) -> Future[tuple[str, T]]:
        """Have it told when there is time."""
        return self._submit(name, lambda: self._tell(name, kind, tell))

    def idle(self, name: str, kind: type[T], tell: Tell[T]) -> None:
        """Have it told when nobody waits for anything else, unless it is told."""
        held = self._held.get(name)
        if held is not None and held[0] == self._record().ties.state():
            return
        with self._lock:
            self._waiting.append(lambda: self.get(name, kind, tell, wait=0))
        self._next()

    def counted(self, name: str, kind: type[T], count: Tell[T]) -> T:
        """What is counted over the whole record. Of a large one it may be of the state before the last
        additions; after that what was counted is held until the record changes."""
        if self.is_large():
            telling = self.get(f"count {name}", kind, count, wait=None)
            assert telling is not None  # it was waited for
            return telling.told
        record = self._record()
        state = record.ties.state()
        held = self._counted.get(name)
        if held is None or held[0] != state:
            held = self._counted[name] = (state, count(record, self.heads))
        found: T = held[1]
        return found

    def ledger(self) -> Future[bool]:
        """Have the ledger told, if it is behind."""
        return self._submit("ledger", lambda: self._apart(ledger_at, self._path))

    def fill(self) -> None:
        """Have the briefs composed that are wanting, in lots, behind all else; of a small record none."""
        if self._closed or not self.is_large():
            return
        state = self._record().ties.state()
        if state == self._filled:
            return
        job = self._submit("briefs", self._fill)
        job.add_done_callback(lambda done: self._filled_by(done, state))

    def _fill(self) -> int:
        try:
            return self._aside.run(briefs_at, self._path)
        except CommuniqueError as error:  # an import holds the record for long: they are composed again then
            if not self._closed:
                log.warning("briefs not kept: %s", error)
            return 0

    def _filled_by(self, done: Future[int], state: str) -> None:
        if done.cancelled() or self._closed:
            return
        if done.result():
            self.fill()
        else:
            self._filled = state

    def is_large(self) -> bool:
        """Whether the record is told in another process."""
        if self._size < LARGE:
            self._size = self._record().lists.articles_held()
        return self._size >= LARGE

    def close(self) -> None:
        """Let go of what is still to be told."""
        self._closed = True
        self._aside.close()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _apart(self, function: Callable[..., T], *given: Any) -> T:
        return self._aside.run(function, *given) if self.is_large() else function(*given)

    def _submit(self, name: str, work: Callable[[], T]) -> Future[T]:
        def done() -> T:
            try:
                return work()
            finally:
                with self._lock:
                    self._under_way.pop(name, None)
                if not self._closed:
                    self._next()

        with self._lock:
            under_way = self._under_way.get(name)
            if under_way is None:
                under_way = self._worker.submit(done)
                self._under_way[name] = under_way
            return under_way

    def _next(self) -> None:
        while True:
            with self._lock:
                if self._under_way.keys() - {"briefs"} or not self._waiting:
                    return
                job = self._waiting.popleft()
            job()

    def _tell(self, name: str, kind: type[T], tell: Tell[T]) -> tuple[str, T]:
        if self.is_large():
            state, told, same = self._aside.run(told_at, self._path, name, kind, tell)
        else:
            state, told, same = told_at(self._path, name, kind, tell, self.heads)
        if same:
            self._hold(name, (state, told))
        return state, told

    def _hold(self, name: str, told: tuple[str, Any]) -> None:
        self._held.pop(name, None)
        self._held[name] = told
        while len(self._held) > MOST_HELD:
            self._held.pop(next(iter(self._held)), None)


HEADS = Heads()
"""Those of the process that tells beside the desk."""


def told_at(path: Path, name: str, kind: type[T], tell: Tell[T], heads: Heads = HEADS) -> tuple[str, T, bool]:
    """What is told of the record at `path`, of which state, and whether that is still the record's; if so it
    is kept there."""
    with Record.open(path) as record:  # its own: a transaction belongs to one thread
        state = record.ties.state()
        told = tell(record, heads)
        same = record.ties.state() == state
        if same:
            try:
                with record.transaction():
                    record.ties.keep(name, kind, state, told)
            except CommuniqueError as error:  # an import holds the record for long: it is told again then
                log.warning("not kept: %s: %s", name, error)
        return state, told, same


def ledger_at(path: Path) -> bool:
    """Bring the ledger of the record at `path` up to date; whether it was not."""
    with Record.open(path) as record:
        return tell_ledger(record)


def briefs_at(path: Path) -> int:
    """Compose some of the briefs that are wanting in the record at `path`; how many that were."""
    with Record.open(path) as record:
        return tell_briefs(record)
