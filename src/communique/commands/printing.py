"""How commands print: data on stdout, problems and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from communique.errors import UsageError
from communique.records import Interval, Problem

_UNSAFE = {code: "\ufffd" for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code not in (0x09, 0x0A)}


def safe(text: str) -> str:
    """Text without control characters: what was gathered must not steer the reader's terminal."""
    return text.translate(_UNSAFE)


def print_text(text: str, *, output: Path | None = None) -> None:
    """Text to a file, byte for byte, or to stdout; `output` may not lie in a folder that is missing."""
    if not text.endswith("\n"):
        text += "\n"
    if output is not None and str(output) != "-":
        try:
            output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise UsageError(f"cannot write {output}: {error.strerror}") from error
        return
    typer.echo(safe(text) if sys.stdout.isatty() else text, nl=False)


def print_json(data: Any, *, output: Path | None = None) -> None:
    """Data as indented JSON with the text's own characters."""
    print_text(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False), output=output)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows for a person: aligned on a terminal, separated by tabs in a pipe."""
    cells = [[safe("" if cell is None else str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        flat = [" ".join(cell.split()) for row in [list(columns), *cells] for cell in row]
        for start in range(0, len(flat), len(columns)):
            typer.echo("\t".join(flat[start : start + len(columns)]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_markdown(text: str) -> None:
    """Markdown, set on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        print_text(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(safe(text), hyperlinks=False))


def tell_problems(problems: Iterable[Problem]) -> bool:
    """Name every input that was not read, on stderr; true if one of them could not be."""
    unreadable = False
    for problem in problems:
        unreadable = unreadable or problem.kind == "unreadable"
        word = "not read" if problem.kind == "unreadable" else "set aside"
        typer.echo(safe(f"{word}: {problem.origin}: {problem.reason}"), err=True)
    return unreadable


@contextmanager
def working(on: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, if somebody is looking; call what it gives with (done, all)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(on, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def days(interval: Interval | None) -> str:
    """An interval for a person: a day, or the first and the last; empty if there is none."""
    if interval is None:
        return ""
    if interval.start == interval.end:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()}/{interval.end.isoformat()}"
