"""Options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from communique.config import Settings, settings
from communique.errors import UsageError

Format = TypeVar("Format", bound=StrEnum)

DEFAULT_RECORD = Path("communique.db")

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files and folders; `-` is standard input.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write to; its suffix tells the format.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", "-w", min=0, help="Processes; 0 is one for each core.")
]
Fast = Annotated[bool, typer.Option("--fast", help="Rules alone, without the trained reading model.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
InFile = Annotated[
    Path, typer.Option("--record", "-r", envvar="COMMUNIQUE_RECORD", help="The record's file.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]


def chosen(workers: int | None = None, *, fast: bool = False) -> Settings:
    """The settings of the environment, with what the command line says above them.

    Raises UsageError if a variable that should hold a number does not.
    """
    try:
        found = settings()
    except ValueError as error:
        raise UsageError(f"a COMMUNIQUE_ variable should hold a number: {error}") from error
    if workers is not None:
        found = replace(found, workers=workers)
    return replace(found, fast=True) if fast else found


def by_suffix(formats: type[Format], output: Path | None) -> Format | None:
    """The format that a file's name asks for, if it is one of these."""
    suffix = output.suffix.removeprefix(".").lower() if output else ""
    return formats(suffix) if suffix in {form.value for form in formats} else None
