"""Which answers may be given again: those of the record as it stands, and for a moment those before."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

GRACE = 5.0
"""Seconds for which an answer is given on after articles were added; it is made anew meanwhile."""
PASSING = 2.0
"""Seconds after which an answer is made anew that says itself that something is still being told."""
MOST_VERSIONS = 256
"""Versions of the record whose end is known; what is older than all of them is too old."""

Corrections = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state of the record: its version, and what people had corrected and taken out by then."""

    version: int
    corrections: Corrections


class Freshness:
    """Sees when the record changes, and how: by an addition, or by what must be seen at once.

    `version` gives another number after every writing, `corrections` other ones after every judgement and
    deletion.
    """

    def __init__(
        self,
        version: Callable[[], int],
        corrections: Callable[[], Corrections],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._version, self._corrections, self._clock = version, corrections, clock
        self._lock = threading.Lock()
        self._now: State | None = None
        self._seen = 0.0
        self._ended: OrderedDict[int, float] = OrderedDict()

    def now(self) -> State:
        """The state of the record. What is asked for only afterwards is of this state or a later one."""
        with self._lock:
            version = self._version()
            if self._now is None or self._now.version != version:
                # Corrections of a later version than this do no harm: that version is seen the next time.
                told = State(version, self._corrections())
                if self._now is not None:
                    self._ended[self._now.version] = self._seen
                    while len(self._ended) > MOST_VERSIONS:
                        self._ended.popitem(last=False)
                self._now = told
            self._seen = self._clock()
            return self._now

    def is_recent(self, state: State) -> bool:
        """Whether the record stood so at most GRACE seconds ago, and only additions were made since."""
        with self._lock:
            if self._now is None or state.corrections != self._now.corrections:
                return False
            if state.version == self._now.version:
                return True
            ended = self._ended.get(state.version)
            return ended is not None and self._clock() - ended <= GRACE

    def settle(self) -> None:
        """Give on nothing of what was told before: what was added now is to be seen at once."""
        self.now()
        with self._lock:
            self._ended.clear()


PASSES: ContextVar[list[bool] | None] = ContextVar("passes", default=None)


def passing() -> None:
    """Note that the answer which is being made will soon be another one though nobody writes."""
    noted = PASSES.get()
    if noted is not None:
        noted.append(True)
