"""Read the lexicon's tables: commented TSV files, with a user's own laid over the bundled ones."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from communique.errors import MalformedError

Row = dict[str, str]


def read_table(name: str, folder: str = "") -> list[Row]:
    """The rows of `data/<name>.tsv`, in order, as column -> cell (cells stripped).

    The first line that is not a comment holds the column names; lines that start with `#` and
    empty lines are skipped; missing cells at the end of a line are empty. With `folder`, rows of
    `<folder>/<name>.tsv` (same columns) follow; where the first cell repeats a bundled row's,
    the user's row stands in its place. Raises MalformedError for a line with too many cells.
    """
    bundled = resources.files("communique").joinpath("resolve", "data", f"{name}.tsv")
    rows = parse_table(bundled.read_text(encoding="utf-8"), f"{name}.tsv")
    own = Path(folder) / f"{name}.tsv" if folder else None
    if own is None or not own.is_file():
        return rows
    laid = parse_table(own.read_text(encoding="utf-8"), str(own))
    replaced = {_key(row) for row in laid}
    return [row for row in rows if _key(row) not in replaced] + laid


def origin(name: str, key: str, folder: str = "") -> str:
    """Which file holds the row of this key (its first cell): the user's own, or the bundled table."""
    own = Path(folder) / f"{name}.tsv" if folder else None
    if own is not None and own.is_file():
        laid = parse_table(own.read_text(encoding="utf-8"), str(own))
        if any(_key(row) == key for row in laid):
            return str(own)
    return f"{name}.tsv (bundled)"


def parse_table(text: str, origin: str) -> list[Row]:
    """The rows of one table's text; `origin` names it in errors."""
    columns: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise MalformedError(origin, f"line {number} has {len(cells)} cells, not {len(columns)}")
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def items(cell: str) -> list[str]:
    """The items of a cell that holds several, separated by `;`."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def _key(row: Row) -> str:
    return next(iter(row.values()), "")
