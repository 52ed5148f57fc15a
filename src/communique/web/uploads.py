"""Files that a browser sends, put where they can be read: plain names, bounded sizes, zips unpacked.

What cannot be taken is named with the reason; the rest goes on.
"""

from __future__ import annotations

import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from communique.config import Settings
from communique.records import Problem

MOST_FILES = 20_000
"""Files of one import, those inside of zips counted."""

UNPACKED = 2_000_000_000
"""Bytes that the files of one import may have, unpacked."""

LONGEST_NAME = 120

DIRECTORY = 4_000_000
"""Bytes that the table of contents of a zip may have: it is read before the first file is."""

DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
UNREADABLE = (*DAMAGED, OSError, ValueError)


def stored(files: Iterable[tuple[str, BinaryIO]], folder: Path, settings: Settings) -> list[Problem]:
    """Write these files (name, content) into the folder, each in a folder of its own by its number.

    A zip is opened: each file in it becomes one. Nothing is written outside of `folder`, whatever
    names say.
    """
    problems: list[Problem] = []
    left = UNPACKED
    for count, (name, content) in enumerate(_files(files, settings, problems), start=1):
        if count > MOST_FILES or left <= 0:
            problems.append(Problem(name, f"left out: an import takes {MOST_FILES:,} files at most"))
            break
        place = folder / f"{count:05}"
        place.mkdir(parents=True)
        target = place / plain_name(name)
        try:
            with target.open("wb") as kept:
                # One byte more than may be read, so that reading names the file as too large.
                left -= _copy(content, kept, min(settings.max_bytes + 1, left))
        except DAMAGED as error:
            problems.append(Problem(name, f"is damaged inside its zip: {error}"))
            target.unlink()
    return problems


def plain_name(name: str) -> str:
    """A name without folders, control characters and what file systems refuse; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join("_" if not c.isprintable() or c in '<>:"|?*' else c for c in last).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:20]}" if stem else (kept[:LONGEST_NAME] or "unnamed.txt")


def _files(
    files: Iterable[tuple[str, BinaryIO]], settings: Settings, problems: list[Problem]
) -> Iterator[tuple[str, BinaryIO]]:
    for name, content in files:
        if not name.lower().endswith(".zip"):
            yield name, content
            continue
        try:
            yield from _unpacked(name, content, settings, problems)
        except UNREADABLE as error:
            problems.append(Problem(name, f"this zip cannot be opened: {error}"))


def _unpacked(
    name: str, content: BinaryIO, settings: Settings, problems: list[Problem]
) -> Iterator[tuple[str, BinaryIO]]:
    # Only this tells how long the table is before all of it is in memory.
    end = zipfile._EndRecData(content)  # type: ignore[attr-defined]
    if end is not None and end[zipfile._ECD_SIZE] > DIRECTORY:  # type: ignore[attr-defined]
        raise ValueError(f"it holds too many files; put at most {MOST_FILES:,} into one")
    with zipfile.ZipFile(content) as opened:
        for entry in opened.infolist():
            inside = PurePosixPath(entry.filename)
            hidden = (part for part in inside.parts if not part.startswith(".."))
            if entry.is_dir() or any(part.startswith((".", "__MACOSX")) for part in hidden):
                continue
            if entry.flag_bits & 1:
                problems.append(
                    Problem(f"{name}/{entry.filename}", "is locked with a password; unlock it first")
                )
            elif inside.suffix.lower() == ".zip":
                problems.append(Problem(f"{name}/{entry.filename}", "is a zip inside a zip; unpack it first"))
            else:
                try:
                    held = opened.open(entry)
                except UNREADABLE as error:
                    problems.append(Problem(f"{name}/{entry.filename}", f"is damaged: {error}"))
                    continue
                with held:
                    yield entry.filename, held  # type: ignore[misc]  # reads like a file


def _copy(source: BinaryIO, target: BinaryIO, most: int) -> int:
    """Copy at most so many bytes; how many it were."""
    copied = 0
    while copied < most and (part := source.read(min(1 << 20, most - copied))):
        target.write(part)
        copied += len(part)
    return copied


def cleared(folder: Path) -> None:
    """Take the folder away with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)
