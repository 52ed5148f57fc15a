"""Paths to raw articles, one by one; what cannot be read becomes a `Problem` that names it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from communique.config import Settings
from communique.errors import CommuniqueError, InputError, TooLargeError
from communique.gather.contents import unpack
from communique.gather.walk import walk
from communique.records import Problem, RawArticle

STANDARD_INPUT = "-"


def gather(
    paths: Iterable[str | Path], *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[RawArticle | Problem]:
    """Every article in these files and folders, in the order given, folders sorted by name.

    `-` reads `stdin` (the process's own if None). Text is decoded, newlines become `\\n`, and
    control characters and byte order marks are dropped; no other character is changed.
    Nothing raises for one bad input: it is yielded as a `Problem` and the others go on.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from _read(STANDARD_INPUT, stdin if stdin is not None else sys.stdin.buffer, settings)
            continue
        for found in walk(Path(path)):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _open(found.path, found.walked, settings)


def _open(path: Path, walked: bool, settings: Settings) -> Iterator[RawArticle | Problem]:
    """The articles of one file."""
    # Bytes of a name that are not UTF-8 are told as escapes, so that the name can be written anywhere.
    origin = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    try:
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise _too_large(origin, size, settings)
        with path.open("rb") as file:
            yield from _read(origin, file, settings, walked=walked)
    except InputError as error:
        yield Problem(origin, error.reason)
    except (OSError, ValueError) as error:
        yield Problem(origin, f"cannot be opened: {_plain(error)}")


def _read(
    origin: str, file: BinaryIO, settings: Settings, *, walked: bool = False
) -> Iterator[RawArticle | Problem]:
    """The articles of one open file; reads at most one byte more than the limit allows."""
    try:
        data = file.read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise _too_large(origin, None, settings)
        yield from unpack(origin, data, settings=settings, walked=walked)
    except InputError as error:
        yield Problem(error.origin, error.reason)
    except (OSError, ValueError, CommuniqueError, RecursionError, MemoryError) as error:
        yield Problem(origin, f"cannot be read: {_plain(error)}")


def _too_large(origin: str, size: int | None, settings: Settings) -> TooLargeError:
    limit = f"{settings.max_bytes / 1e6:g} MB"
    holds = f"holds {size / 1e6:.1f} MB, more than" if size is not None else "holds more than"
    return TooLargeError(origin, f"{holds} the limit of {limit}; split it or raise COMMUNIQUE_MAX_BYTES")


def _plain(error: BaseException) -> str:
    """What the system said, without its error number and the path, which is named already."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
