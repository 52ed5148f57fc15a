"""The timeline of a story, an arc, a pair of actors, or of articles that hold some words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_table
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.records import Reading
    from communique.store import Record

MOST_HITS = 10_000
"""Sentences that a search for words looks at."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(timeline)


def timeline(
    story: Annotated[
        str | None, typer.Argument(metavar="STORY", help="A story's or an arc's id, or its beginning.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="A B", help="Sentences that name both (RUS CHN, ids of actors)."),
    ] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Articles with them.")] = None,
    days: Annotated[int | None, typer.Option("--days", "-d", min=1, help="At most so many days.")] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """What happened day by day, each line with its source; without a choice, over the whole record."""
    from communique.exchange import interval_to_dict, span_to_dict
    from communique.relate.timeline import timeline as made
    from communique.store import Record

    if sum(choice is not None for choice in (story, between, about)) > 1:
        raise UsageError("choose one of: a story, --between, --about")
    with Record.open(record, create=False) as held:
        readings = held.readings(_articles(held, story, about))
        allowed = _naming(readings, between) if between else None
        grouping, claims = held.grouping(), held.claims()
        names = {source.id: source.outlet or source.name for source in held.sources()}
    entries = made(readings, days=days, grouping=grouping, claims=claims, allowed=allowed)
    if as_json:
        print_json(
            [
                {
                    "date": interval_to_dict(entry.date),
                    "text": entry.text,
                    "sources": entry.sources,
                    "expected": entry.expected,
                    "evidence": [span_to_dict(span) for span in entry.evidence],
                }
                for entry in entries
            ]
        )
        return
    rows = []
    for entry in entries:
        day = entry.date.start.isoformat() + (" (expected)" if entry.expected else "")
        cited = dict.fromkeys(names.get(span.article, span.article) for span in entry.evidence)
        rows.append((day, entry.text, entry.sources, ", ".join(cited)))
    print_table(("day", "what the source says", "sources", "cited"), rows)


def _articles(held: Record, story: str | None, about: str | None) -> Collection[str] | None:
    """The ids of the articles asked for; None for all."""
    if about is not None:
        return {hit.source.id for hit in held.search(about, MOST_HITS)}
    if story is None:
        return None
    arc = [one for one in held.stories() if one.arc is not None and story and one.arc.startswith(story)]
    if len({one.arc for one in arc}) == 1:
        return {article for one in arc for article in one.articles}
    return held.story(story).articles


def _naming(readings: Sequence[Reading], pair: tuple[str, str]) -> dict[str, set[int]]:
    """By article, the sentences that name both of a pair, themselves or somebody of theirs."""
    found: dict[str, set[int]] = {}
    wanted = {name.casefold() for name in pair}
    for reading in readings:
        sides = {
            actor.id: {actor.id.casefold(), actor.name.casefold(), (actor.state or "").casefold()} & wanted
            for actor in reading.actors
        }
        named: dict[int, set[str]] = {}
        for statement in reading.statements:
            for actor in statement.actors:
                named.setdefault(statement.sentence, set()).update(sides.get(actor, ()))
        both = {sentence for sentence, parties in named.items() if parties == wanted}
        if both:
            found[reading.article.id] = both
    return found
