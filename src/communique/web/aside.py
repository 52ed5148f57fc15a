"""Work beside the desk: in a process of its own that steps back behind readers, and stays."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from communique.errors import CommuniqueError, RecordError

T = TypeVar("T")

NICE = 19
"""By how much it steps back (0 to 19): it takes what readers and imports leave."""


class Aside:
    """One process, begun with the first work. Work goes one after the other.

    Work in a thread of this process would take turns with every answer that is made meanwhile.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    def run(self, function: Callable[..., T], *given: Any) -> T:
        """What the function gives there; it, what it is given and what it gives can be pickled.

        Raises what it raises of ours, and RecordError if the process ends under it.
        """
        with self._lock:
            try:
                pipe = self._begun()
                pipe.send((function, given))
                error, found = pipe.recv()
            except (EOFError, OSError) as gone:
                self._process = self._pipe = None
                raise RecordError("what was being told in the background was broken off") from gone
        if error is not None:
            raise error
        told: T = found
        return told

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        process = self._process
        if process is not None:
            process.terminate()
            process.join()

    def _begun(self) -> Connection:
        if self._closed:
            raise EOFError
        if self._pipe is None or self._process is None or not self._process.is_alive():
            # Not a fork: this process has threads.
            context = multiprocessing.get_context("spawn")
            self._pipe, there = context.Pipe()
            self._process = context.Process(target=_work, args=(there,), name="aside", daemon=True)
            self._process.start()
            there.close()
        return self._pipe


def _work(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the desk ends it
    if hasattr(os, "nice"):
        os.nice(NICE)
    while True:
        try:
            function, given = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((None, function(*given)))
        except CommuniqueError as error:
            pipe.send((error, None))
        except Exception as error:  # the work is lost, not the process
            pipe.send((RecordError(f"{type(error).__name__}: {error}"), None))
