"""Which articles tell of promises whose day has passed without a deed, by the ledger as told last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence

from communique.store import Record

EVERY = 60.0
"""Seconds before a ledger that is behind is told anew once more for these marks."""


class Overdue:
    """Overdue promises by article. Nothing is told here while a reader waits: `warm` has the ledger told
    anew behind the scenes, and what was told last is shown."""

    def __init__(self, record: Callable[[], Record], warm: Callable[[], None]) -> None:
        self._record, self._warm = record, warm
        self._held: tuple[str | None, Mapping[str, frozenset[str]]] = (None, {})
        self._begun = float("-inf")
        self._lock = threading.Lock()

    def among(self, stories: Sequence[Collection[str]]) -> list[frozenset[str]]:
        """For each story, given by its articles (ids), the overdue promises (ids) told in it."""
        held = self._late()
        none: frozenset[str] = frozenset()
        return [none.union(*(held.get(one, none) for one in articles)) for articles in stories]

    def _late(self) -> Mapping[str, frozenset[str]]:
        pledges = self._record().pledges
        now, told = pledges.state()
        if now != told:
            self._ask()
        if told is not None and self._held[0] != told:
            self._held = (told, pledges.late(pledges.latest_day()))
        return self._held[1]

    def _ask(self) -> None:
        with self._lock:
            if time.monotonic() - self._begun < EVERY:
                return
            self._begun = time.monotonic()
        self._warm()
