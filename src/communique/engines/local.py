"""Per-article work on this machine: in this process, or in several.

Results come in the order of the items whatever the number of workers, so a run with one worker
and a run with eight give the same record. Processes are spawned, not forked: they hold nothing
but what they import, and the same holds on every operating system.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Chunks handed out for each worker before their results are read: bounds what is in memory."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What stands in the place of a result whose item made the function raise.

    `error` is the name of the exception's type, `reason` its message. An exception itself is not
    handed over: not every one survives the way between processes.
    """

    error: str
    reason: str


def run(
    function: Callable[[T], R], items: Iterable[T], *, workers: int = 1, chunk: int = 1
) -> Iterator[R | Failure]:
    """`function` of every item, in the order of the items.

    function: importable by name where `workers` is not 1, as are items and results to pickle.
    workers: processes; 1 works in this one, 0 takes one for each core.
    chunk: items handed to a process at once.

    An item whose work raises, or whose process dies, gives a `Failure`; the others are done.
    """
    workers = workers if workers > 0 else os.cpu_count() or 1
    source = iter(items)
    # A single chunk gains nothing from another process.
    first = list(islice(source, chunk + 1))
    if workers == 1 or len(first) <= chunk:
        yield from (_one(function, item) for item in first)
        yield from (_one(function, item) for item in source)
        return
    chunks = _chunks(chain(first, source), chunk)
    while True:
        undone = yield from _pooled(function, chunks, workers)
        if not undone:
            return
        # A process died, and the pool with it. Which item killed it cannot be told when several
        # were under way, so each of those is done again in a process of its own.
        for item in chain.from_iterable(undone):
            yield _alone(function, item)


def _pooled(
    function: Callable[[T], R], chunks: Iterator[list[T]], workers: int
) -> Generator[R | Failure, None, list[list[T]]]:
    """Results of the chunks in order; returns the chunks under way when a process died."""
    waiting: deque[tuple[list[T], Future[list[R | Failure]]]] = deque()
    items: list[T] = []
    with _pool(workers) as pool:
        try:
            for items in chunks:
                waiting.append((items, pool.submit(_many, function, items)))
                items = []
                if len(waiting) >= workers * AHEAD:
                    yield from waiting[0][1].result()
                    waiting.popleft()
            while waiting:
                yield from waiting[0][1].result()
                waiting.popleft()
        except BrokenProcessPool:
            return [*(given for given, _ in waiting), items]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return []


def _pool(workers: int) -> ProcessPoolExecutor:
    # An interrupt from the keyboard reaches every process; those of the pool end without a word,
    # so that this one alone tells of it and waits for none of them.
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_DFL),
    )


def _alone(function: Callable[[T], R], item: T) -> R | Failure:
    with _pool(1) as pool:
        try:
            return pool.submit(_one, function, item).result()
        except BrokenProcessPool:
            return Failure("BrokenProcessPool", "the process that worked on it died (out of memory?)")


def _many(function: Callable[[T], R], items: list[T]) -> list[R | Failure]:
    return [_one(function, item) for item in items]


def _one(function: Callable[[T], R], item: T) -> R | Failure:
    try:
        return function(item)
    except Exception as error:  # one bad item never ends a run
        return Failure(type(error).__name__, str(error))


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk
