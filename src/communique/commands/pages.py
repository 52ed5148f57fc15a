"""How a page of several tables is set: headings, tables with figures to the right, cited sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.commands.printing import days, print_table, print_text, safe

if TYPE_CHECKING:
    from communique.records import Article, Interval, Report, Span, Statement

FIGURES = frozenset("+-−.0123456789,% ")


def section(title: str, note: str = "") -> None:
    """A heading with an empty line before it, and a line that says how to read what follows."""
    print_text(f"\n{title.upper()}")
    if note:
        lines(note)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows for a person: figures to the right, words broken between words, no column that is empty; in a
    pipe all columns, with tabs."""
    cells = [["" if cell is None else safe(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        print_table(columns, cells)
        return
    kept = [n for n in range(len(columns)) if any(row[n] for row in cells)]
    columns, cells = [columns[n] for n in kept], [[row[n] for n in kept] for row in cells]
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    laid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for n, column in enumerate(columns):
        figures = all(FIGURES.issuperset(row[n]) and "-" not in row[n][1:] for row in cells)
        longest = max((len(row[n]) for row in cells), default=0)
        short = longest <= MOST_KEPT
        laid.add_column(
            column,
            justify="right" if figures else "left",
            no_wrap=short,
            min_width=max(len(column), longest) if short else None,
        )
    for row in cells:
        laid.add_row(*(Text(cell) for cell in row))
    Console().print(laid)


MOST_KEPT = 18
"""Characters of a cell up to which its column is never broken."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What stands behind figures: statements and articles by id, and the names of actors."""

    statements: Mapping[str, Statement]
    articles: Mapping[str, Article]
    names: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> Sentences:
        """Those of a report."""
        return cls(
            {s.id: s for reading in report.readings for s in reading.statements},
            {reading.article.id: reading.article for reading in report.readings},
            {actor.id: actor.name for actor in report.actors},
        )

    def source(self, article: str) -> str:
        """An article for a person: its outlet, else its file, and its day."""
        found = self.articles.get(article)
        if found is None:
            return article
        day = f", {found.published.start.isoformat()}" if found.published else ""
        return f"{found.outlet or found.name}{day}"

    def spans(self, ids: Iterable[str]) -> list[Span]:
        """The spans of statements, each words of a text once."""
        found = {self.statements[one].span: None for one in ids if one in self.statements}
        return list(found)

    def sentence(self, statement: str) -> str:
        """The whole sentence that a statement stands in."""
        one = self.statements[statement]
        return " ".join(self.articles[one.span.article].sentences[one.sentence].span.quote.split())

    def tell(
        self, ids: Iterable[str], *, most: int | None = None, whole: bool = True, mark: str = "  "
    ) -> None:
        """The sentences (or just the words) of statements with their sources, those of many sources first
        where not all are told."""
        told: dict[tuple[str, str], None] = {}
        for one in ids:
            if one in self.statements:
                span = self.statements[one].span
                words = self.sentence(one) if whole else " ".join(span.quote.split())
                told.setdefault((span.article, words))
        chosen = list(told)
        if most is not None and len(chosen) > most:
            first: dict[str, tuple[str, str]] = {}
            for item in chosen:
                first.setdefault(item[0], item)
            rest = [item for item in chosen if first[item[0]] != item]
            chosen = [*first.values(), *rest][:most]
        for article, words in chosen:
            quoted = words if set('“”"') & set(words) else f"“{words}”"
            lines(f"{quoted} {self.source(article)}", mark)
        if len(chosen) < len(told):
            print_text(f"{mark}and {len(told) - len(chosen)} more; see --evidence")


def lines(text: str, mark: str = "") -> None:
    """A paragraph within the terminal's width, its later lines under the first; one line in a pipe."""
    if not sys.stdout.isatty():
        print_text(mark + text)
        return
    import textwrap

    from rich.console import Console

    width = max(Console().width, 40)
    print_text(
        textwrap.fill(
            text, width, initial_indent=mark, subsequent_indent=" " * (len(mark) + 1), break_on_hyphens=False
        )
    )


def when(interval: Interval | None) -> str:
    """A time as precise as it was told: a day, a month, a year, else the first and the last day."""
    if interval is None:
        return ""
    sizes = {"year": 4, "month": 7}
    if interval.precision in sizes:
        return interval.start.isoformat()[: sizes[interval.precision]]
    return days(interval)
