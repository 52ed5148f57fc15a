"""Work beside the desk: in a process of its own that steps back behind readers, and stays."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
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
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(self, function: Callable[..., T], *given: Any) -> T:
        """What the function gives there; it, what it is given and what it gives can be pickled.

        Raises what it raises of ours, and RecordError if the process ends under it.
        """
        with self._lock:
            try:
                process = self._begun()
                assert process.stdin is not None
                assert process.stdout is not None
                pickle.dump((function, given), process.stdin)
                process.stdin.flush()
                # It is this program's own process, and nobody else's, that answers.
                error, found = pickle.load(process.stdout)  # noqa: S301
            except (EOFError, OSError, ValueError, pickle.UnpicklingError) as gone:
                self._end()
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
        with self._lock:
            self._end()

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise EOFError
        if self._process is None or self._process.poll() is not None:
            # Not by multiprocessing: that runs the program's main module once more.
            command = [sys.executable, "-c", "from communique.web.aside import work; work()"]
            places = os.pathsep.join(place for place in sys.path if place)
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": places},
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        for end in (process.stdin, process.stdout):
            if end is not None:
                try:
                    end.close()
                except OSError:  # what was to be written has nobody to read it
                    continue
        process.wait()


def work() -> None:
    """What the process does: take work from its input, give what comes of it, until there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the desk ends it
    if hasattr(os, "nice"):
        os.nice(NICE)
    taken, given_back = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may come between
    while True:
        try:
            function, given = pickle.load(taken)  # noqa: S301
        except EOFError:
            return
        found: tuple[Exception | None, Any]
        try:
            found = None, function(*given)
        except CommuniqueError as error:
            found = error, None
        except Exception as error:  # the work is lost, not the process
            found = RecordError(f"{type(error).__name__}: {error}"), None
        pickle.dump(found, given_back)
        given_back.flush()
