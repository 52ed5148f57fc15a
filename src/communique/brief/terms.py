"""The audit's word lists: read once from `brief/data`, comments and blank lines left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a TSV file under `brief/data`, as tuples of cells."""
    text = files("communique.brief").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The first cells of a file's rows."""
    return frozenset(row[0] for row in rows(name))


@cache
def classes(name: str) -> dict[str, str]:
    """First cell → second cell of a file's rows."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def synonyms() -> dict[str, str]:
    """Lemma → the head of its group in `synonyms.tsv` (a lemma belongs to one group)."""
    groups: dict[str, str] = {}
    for row in rows("synonyms.tsv"):
        members = [word.strip() for word in row[0].split(",")]
        for member in members:
            groups.setdefault(member, members[0])
    return groups
