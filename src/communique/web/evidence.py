"""The sentences behind figures: loaded together, told with their sources, led to by marks of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.records import Span, Statement
from communique.store import Record, Source
from communique.web.rendering import span_of_days

MOST = 40
"""Sentences that are told of one figure; the rest is in the data."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence with its source: `address` opens the article there, `note` is how it is said, if not as
    fact."""

    text: str
    address: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one figure rests on: its place on the page, a heading, sentences, and how many are left out."""

    anchor: str
    heading: str
    lines: tuple[Cited, ...]
    left: int


class Evidence:
    """Statements of a record by id, with their sentences and sources."""

    def __init__(self, record: Record, ids: Iterable[str]) -> None:
        self.statements = record.ties.statements(frozenset(ids))
        self._sentences = record.ties.sentences(self.statements.values())
        articles = {one.span.article for one in self.statements.values()}
        self.sources = {one.id: one for one in record.sources(articles)}
        self._groups: list[tuple[frozenset[str], str]] = []

    def lines(self, ids: Sequence[str], most: int = MOST) -> tuple[Cited, ...]:
        """The sentences of these statements, each once, in their order, at most `most`."""
        found: dict[tuple[str, str], Cited] = {}
        for one in ids:
            statement = self.statements.get(one)
            if statement is not None:
                line = self._cited(statement)
                found.setdefault((statement.span.article, line.text), line)
            if len(found) == most:
                break
        return tuple(found.values())

    def group(self, anchor: str, heading: str, ids: Iterable[str], most: int = MOST) -> Group:
        """The sentences of a figure, to which marks of just these statements lead from now on."""
        ordered = tuple(dict.fromkeys(ids))
        self._groups.append((frozenset(ordered), anchor))
        lines = self.lines(ordered, most)
        shown = sum(1 for one in ordered[:most] if one in self.statements)
        return Group(anchor, heading, lines, max(len(ordered) - max(shown, len(lines)), 0))

    def to(self, ids: Sequence[str]) -> str | None:
        """Where these statements can be read: the one sentence in its article, else the smallest group that
        holds all of them, else the first of the sentences."""
        wanted = frozenset(ids)
        if len(wanted) > 1 or not wanted & self.statements.keys():
            fitting = [(len(held), anchor) for held, anchor in self._groups if wanted and wanted <= held]
            if fitting:
                return f"#{min(fitting)[1]}"
        first = next((one for one in ids if one in self.statements), None)
        return address(self.statements[first].span) if first else None

    def sentence(self, statement: str) -> str:
        """The whole sentence that a statement stands in."""
        return self._sentences[statement]

    def _cited(self, statement: Statement) -> Cited:
        source = self.sources.get(statement.span.article)
        holder = statement.holder.name
        said = f"said by {holder}" if holder and statement.holder.kind != "outlet" else ""
        modality = "" if statement.modality == "asserted" else statement.modality
        return Cited(
            " ".join(self._sentences[statement.id].split()),
            address(statement.span),
            label(source) if source else statement.span.article,
            ", ".join(filter(None, (said, modality))),
        )


def address(span: Span) -> str:
    """Where the words of an article can be read."""
    return f"/articles/{span.article}?at={span.start}#at"


def label(source: Source) -> str:
    """An article for a reader: its outlet, else its file, and its day."""
    day = span_of_days(source.published)
    name = source.outlet or source.name
    return f"{name}, {day}" if day else name
