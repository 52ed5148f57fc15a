"""A pair of states over time as a person reads it, with the changes of level and what makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.commands.pages import Sentences, lines, section, table, when
from communique.commands.printing import print_text
from communique.relate.wording import count

if TYPE_CHECKING:
    from communique.records import Period, Relationship, Series

WORDS = ("w+", "d+", "w−", "d−")
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def print_series(series: Series, found: Relationship, said: Sentences, evidence: bool) -> None:
    """The periods of a series; those in a row of which nothing is told as one line."""
    from communique.relate import tables

    section(
        f"Over time, by {series.by}",
        "Tone: mean weight of what happened on Goldstein's scale, −10 to 10; empty where nothing did.",
    )
    rows = list(zip(series.periods, tables.series(found, series), strict=True))
    laid: list[tuple[object, ...]] = []
    for first, last, row in _runs(rows, series.by):
        if row is None:
            word = "no articles" if first.coverage == "none" else f"{first.articles}, not on both"
            laid.append((_when(first, last, series.by), word, *[""] * 9))
            continue
        laid.append(
            (
                _when(first, last, series.by),
                f"{first.naming} of {first.articles}" if first.articles else "told later",
                first.sources or "",
                *(row[quad] or "" for quad in QUADS),
                row["not_happened"] or "",
                *(tone(row[key]) for key in ("tone", "tone_a_to_b", "tone_b_to_a")),
            )
        )
    ways = (f"{found.a}→{found.b}", f"{found.b}→{found.a}")
    table((series.by, "articles", "sources", *WORDS, "ahead", "tone", *ways), laid)
    if series.undated:
        print_text(
            f"{count(len(series.undated), 'happening')} without a date that falls into one {series.by}."
        )
    events = {event.id: event for event in found.events}
    for change in series.changes:
        lines(
            f"Change of {change.measure} from {change.level_before:+.1f} to {change.level_after:+.1f}: "
            f"after {change.before}, from {change.after} (between {change.earliest} and {change.latest}; "
            f"belief {change.probability:.2f})."
        )
        for word, ids in (("before", change.events_before), ("after", change.events_after)):
            shown = [events[one] for one in ids][: None if evidence else 2]
            for event in shown:
                lines(f"{word}: {when(event.date)} {event.type}, {event.quad}", "  ")
                said.tell(event.statements, most=None if evidence else 1, mark="    ")
    if series.thin:
        lines(f"Changes of level: {series.thin}.")


def _runs(
    rows: Sequence[tuple[Period, dict[str, object]]], by: str
) -> Iterator[tuple[Period, Period, dict[str, object] | None]]:
    """Periods one by one; those in a row of which nothing is told, for one reason, together."""
    at = 0
    while at < len(rows):
        first, row = rows[at]
        if first.events or first.coverage == "told":
            yield first, first, row
            at += 1
            continue
        end = at
        while end < len(rows) and not rows[end][0].events and rows[end][0].coverage == first.coverage:
            end += 1
        articles = sum(period.articles for period, _ in rows[at:end])
        yield _with_articles(first, articles), rows[end - 1][0], None
        at = end


def _with_articles(period: Period, articles: int) -> Period:
    return replace(period, articles=articles)


def _when(first: Period, last: Period, by: str) -> str:
    size = 4 if by == "year" else 7
    start, end = first.start.isoformat()[:size], last.start.isoformat()[:size]
    return start if start == end else f"{start} to {end}"


def tone(value: object) -> str:
    """A tone with its sign, to one place; empty if there is none."""
    if not isinstance(value, float):
        return ""
    return f"{value:+.1f}".replace("-", "−") if value else "0.0"
