"""Rows as CSV that spreadsheets open without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula."""


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a head, its lines ended by `\\r\\n`; begins with a mark by which it is read as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return "\ufeff" + text.getvalue()


def cell(value: object) -> object:
    """A value as a cell: a text that a spreadsheet could run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
