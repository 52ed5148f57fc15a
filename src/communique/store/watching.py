"""Whether anything was written since."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path


class Watch:
    """Sees when the file of a record is written, by whomever. Keeps a connection of its own until closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def version(self) -> int:
        """A number that is another one once anything has been written; it means nothing in itself."""
        with self._lock:
            if self._connection is None:
                # Without transactions of its own: inside of one the number would stand still.
                self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
