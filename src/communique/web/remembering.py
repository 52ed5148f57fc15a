"""Answers that are given again while nothing was written."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 512
"""Answers that are kept; those not asked for longest are dropped."""


class Remembered:
    """Keeps answers with the version of the record that they are of."""

    def __init__(self, version: Callable[[], int]) -> None:
        self._version = version
        self._kept: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gave for this key since the record was last written, else what it gives now.

        The version is asked for before the answer is made: an answer made while somebody writes is
        made again the next time.
        """
        version = self._version()
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found[0] == version:
                self._kept.move_to_end(key)
                answer: T = found[1]
                return answer
        made = make()
        with self._lock:
            self._kept[key] = (version, made)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
