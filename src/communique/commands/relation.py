"""The relationship of two states: ties by domain, who depends more, over time, third parties, promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_text
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.records import Relationship, RelationshipChanges, Report
    from communique.relate.flows import Disagreement, Share
    from communique.store import Record


class Every(StrEnum):
    """Periods of a series."""

    month = "month"
    year = "year"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(relation)


def relation(
    a: Annotated[str, typer.Argument(metavar="A", help="A state's code or name (RUS, Russia).")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other's.")],
    since: Annotated[
        str | None,
        typer.Option("--since", help="First what articles since a day changed."),
    ] = None,
    by: Annotated[Every, typer.Option("--by", help="The periods of the series.")] = Every.month,
    flows: Annotated[
        Path | None,
        typer.Option("--flows", help="Your own figures: a CSV of from, to, product, year, value."),
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="All sentences behind every figure.")] = False,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """What binds two states, as the record's sources tell it, and who needs whom more."""
    from communique.commands.changes_page import print_changes
    from communique.commands.flows_page import print_flows
    from communique.commands.relation_page import print_page
    from communique.pipeline import recorded
    from communique.relate.changes import late_articles
    from communique.store import Record

    day = day_of(since)
    with Record.open(record, create=False) as held:
        report = recorded(held)
        undated = came_since(held, day) if day else frozenset()
    one, other = (state_of(name, report) for name in (a, b))
    found = told(report, one, other, by.value)
    late = late_articles(report.readings, day, undated=undated) if day else frozenset()
    moved = changed(report, one, other, late, day) if day and found else None
    figures, apart = laid_beside(report, flows, one, other) if flows else ((), ())
    if as_json:
        print_json(_data(report, found, moved, figures, apart) if found else None)
        return
    if found is None:
        names = {actor.id: actor.name for actor in report.actors}
        print_text(f"The record tells of nothing between {names[one]} and {names[other]}.")
    if found is not None and moved is not None:
        print_changes(report, moved, evidence=evidence)
    if found is not None:
        print_page(report, found, evidence=evidence)
    if figures or flows:
        print_flows(report, figures, apart)


def changes_between(held: Record, a: str, b: str, moment: dt.datetime, *, as_json: bool) -> None:
    """Print what articles that came into a record since a moment changed in what is told of two states."""
    from communique.commands.changes_page import print_changes
    from communique.exchange.relationship import changes_to_dict
    from communique.pipeline import recorded

    report = recorded(held)
    late = {source.id for source in held.changes(moment).articles}
    one, other = (state_of(name, report) for name in (a, b))
    found = changed(report, one, other, late, moment.date())
    if as_json:
        print_json(changes_to_dict(found))
    else:
        print_changes(report, found)


def day_of(since: str | None) -> dt.date | None:
    """A day as given; UsageError if it is none."""
    try:
        return dt.date.fromisoformat(since) if since else None
    except ValueError:
        raise UsageError(f"--since takes a day such as 2025-03-31, not {since!r}") from None


def came_since(held: Record, day: dt.date) -> frozenset[str]:
    """The articles (ids) that were added to a record since a day."""
    moment = dt.datetime.combine(day, dt.time()).astimezone()
    return frozenset(source.id for source in held.changes(moment).articles)


def state_of(name: str, report: Report) -> str:
    """The id of a state by its code or a name of it; UsageError if the record does not know it."""
    from communique.resolve import lexicon

    states = {actor.id: actor.name for actor in report.actors if actor.kind == "state"}
    wanted = name.casefold()
    for key, known in sorted(states.items()):
        if wanted in (key.casefold(), known.casefold()):
            return key
    entry = lexicon().lookup(name)
    if entry is not None and entry.id in states:
        return entry.id
    raise UsageError(f"the record knows no state {name!r}; give a code such as {min(states, default='KEN')}")


def told(report: Report, one: str, other: str, by: Any = "month") -> Relationship | None:
    """What binds the two, with the claims of the record that stand against each other."""
    from communique.relate.relationships import relationships

    if one == other:
        raise UsageError(f"give two states, not {one} twice")
    found = relationships(
        report.readings,
        report.grouping,
        report.actors,
        report.commitments,
        report.claims,
        by=by,
        only=(one, other),
    )
    return found[0] if found else None


def changed(report: Report, one: str, other: str, late: Iterable[str], since: dt.date) -> RelationshipChanges:
    """What the late articles changed in what is told of the two."""
    from communique.relate.changes import changes

    return changes(
        one,
        other,
        report.readings,
        report.grouping,
        report.actors,
        report.claims,
        late=frozenset(late),
        since=since,
        commitments=report.commitments,
    )


def laid_beside(
    report: Report, path: Path, one: str, other: str
) -> tuple[tuple[Share, ...], tuple[Disagreement, ...]]:
    """The user's figures on the two, and where a text and they disagree."""
    from communique.relate.flows import disagreements, read_flows, shares
    from communique.resolve import lexicon

    def known(name: str) -> str | None:
        entry = lexicon().get(name.upper()) or lexicon().lookup(name)
        return (entry.state or entry.id) if entry else None

    figures = shares(read_flows(path, known), one, other)
    said = {s.id: r.article.sentences[s.sentence].span.quote for r in report.readings for s in r.statements}
    repeats = {copy.article for copy in report.grouping.copies}
    stated = [d for r in report.readings if r.article.id not in repeats for d in r.dependencies]
    return figures, disagreements(stated, figures, lambda d: said.get(d.statement, ""))


def _data(
    report: Report,
    found: Relationship,
    moved: RelationshipChanges | None,
    figures: Iterable[Share],
    apart: Iterable[Disagreement],
) -> dict[str, Any]:
    """The relationship, and every sentence its figures rest on."""
    from dataclasses import asdict

    from communique.exchange.parts import span_to_dict
    from communique.exchange.relationship import changes_to_dict, relationship_to_dict
    from communique.exchange.report import commitment_to_dict, dependency_to_dict, story_to_dict

    data = relationship_to_dict(found)
    moved_data = changes_to_dict(moved) if moved else None
    known = {s.id: s for reading in report.readings for s in reading.statements}
    apart = tuple(apart)
    used = dict.fromkeys(key for key in _texts([data, moved_data]) if key in known)
    used |= dict.fromkeys(one.dependency.statement for one in apart)
    articles = {reading.article.id: reading.article for reading in report.readings}
    return {
        **data,
        "changes": moved_data,
        "flows": [asdict(figure) for figure in figures],
        "disagreements": [
            {
                "dependency": dependency_to_dict(one.dependency),
                "stated": one.stated,
                "by": one.by,
                "figure": asdict(one.figure),
            }
            for one in apart
        ],
        "promises": [commitment_to_dict(c) for c in report.commitments if c.id in found.commitments],
        "told_in": [story_to_dict(s) for s in report.grouping.stories if s.id in found.stories],
        "sentences": [
            {
                "statement": key,
                "span": span_to_dict(known[key].span),
                "sentence": " ".join(
                    articles[known[key].span.article].sentences[known[key].sentence].span.quote.split()
                ),
                "holder": known[key].holder.name,
                "modality": known[key].modality,
                "outlet": articles[known[key].span.article].outlet,
            }
            for key in used
        ],
    }


def _texts(data: Any) -> Iterable[str]:
    """All texts in nested data, in order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (list, dict)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)
