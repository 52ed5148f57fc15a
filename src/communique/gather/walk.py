"""Files under a path: sorted, without hidden files and files that are not articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.records import Problem

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".json", ".jsonl"})
"""What is read in a folder. A file that is named itself may have any suffix."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `walked` tells that it was met in a folder, not named by the user."""

    path: Path
    walked: bool


def walk(path: Path) -> Iterator[Found | Problem]:
    """The file at `path`, or the readable files under the folder, sorted by their path.

    Links to folders are not followed, so no folder is read twice.
    """
    try:
        is_folder = path.is_dir()
        exists = path.exists()
    except (OSError, ValueError) as error:
        yield Problem(str(path), f"cannot be opened: {error}")
        return
    if not exists:
        yield Problem(str(path), "there is no such file or folder; check its name")
    elif not is_folder:
        yield Found(path, walked=False)
    else:
        yield from _folder(path)


def _folder(folder: Path) -> Iterator[Found | Problem]:
    any_file = False
    problems: list[Problem] = []

    def refuse(error: OSError) -> None:
        problems.append(Problem(str(error.filename or folder), f"cannot be opened: {error.strerror}"))

    for here, folders, files in os.walk(folder, onerror=refuse):
        yield from problems
        problems.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or path.suffix.lower() not in SUFFIXES:
                continue
            any_file = True
            if path.is_file():
                yield Found(path, walked=True)
            else:
                yield Problem(str(path), "is not a file (a broken link or a device)")
    yield from problems
    if not any_file and not problems:
        known = ", ".join(sorted(SUFFIXES))
        yield Problem(str(folder), f"holds no file that is read ({known})")
