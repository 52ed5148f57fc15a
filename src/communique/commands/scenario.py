"""What a change would move, along the causes that the record's sources state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_text
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.records import Driver, Statement
    from communique.relate.causes import CauseMap
    from communique.relate.scenario import Scenario

CAUTION = "This traces what sources argue. It predicts nothing."


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(scenario)


def scenario(
    words: Annotated[str, typer.Argument(metavar="CHANGE", help='What changes: "the strait closes".')],
    on: Annotated[
        str | None, typer.Option("--on", help="Tell only of this domain (energy, trade ...).")
    ] = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """What a change would move, with the statements behind every step; a trace of arguments, no forecast."""
    from typing import get_args

    from communique.records import Domain
    from communique.relate.causes import cause_map
    from communique.relate.scenario import scenario as traced
    from communique.resolve import lexicon
    from communique.store import Record

    if on is not None and on not in get_args(Domain):
        raise UsageError(f"--on takes one of {', '.join(get_args(Domain))}, not {on!r}")
    with Record.open(record, create=False) as held:
        readings, grouping = held.readings(), held.grouping()
        names = {source.id: source.outlet or source.name for source in held.sources()}
    causes = cause_map(readings, grouping)
    spots = lexicon().spot(words)
    named = [(words[s.start : s.end], s.entry.state or s.entry.id) for s in spots]
    found = traced(words, causes, on=on, named=named)
    said = {s.id: s for reading in readings for s in reading.statements}
    if as_json:
        print_json(_data(found, causes))
        return
    print_text("\n".join(_lines(words, found, causes, said, names)))


def _data(found: Scenario, causes: CauseMap) -> dict[str, object]:
    names = [concept.name for concept in causes.concepts]
    return {
        "caution": CAUTION,
        "changed": {names[n]: value for n, value in found.changed.items()},
        "rounds": found.rounds,
        "settled": found.settled,
        "moved": [
            {
                "concept": names[one.concept],
                "variants": sorted(causes.concepts[one.concept].variants),
                "value": one.value,
                "way": [
                    {
                        "cause": names[arrow.cause],
                        "effect": names[arrow.effect],
                        "weight": arrow.weight,
                        "sources": arrow.sources,
                        "contested": arrow.contested,
                        "rests_on_it": rests,
                        "statements": [driver.statement for driver in arrow.drivers],
                    }
                    for arrow, rests in one.way
                ],
            }
            for one in found.moved
        ],
    }


def _lines(
    words: str, found: Scenario, causes: CauseMap, said: dict[str, Statement], names: dict[str, str]
) -> list[str]:
    concepts = causes.concepts
    if not found.changed:
        return [f"No source of the record names “{words}” as a cause.", CAUTION]
    taken = ", ".join(
        f"“{concepts[n].name}”{' (the other way)' if v < 0 else ''}" for n, v in found.changed.items()
    )
    lines = [f"Taken as changed: {taken}.", CAUTION, ""]
    if not found.moved:
        lines.append("No source says what that would move.")
    for one in found.moved:
        lines.append(
            f"{'More' if one.value > 0 else 'Less'} of “{concepts[one.concept].name}” ({one.value:+.2f})"
        )
        for arrow, rests in one.way:
            verb = "raises" if arrow.weight > 0 else "lowers"
            mark = ", contested" if arrow.contested else ""
            count = (
                f"{arrow.sources} source{'s' if arrow.sources > 1 else ''}{mark}; {rests:+.2f} rests on it"
            )
            lines.append(f"  “{concepts[arrow.cause].name}” {verb} “{concepts[arrow.effect].name}” ({count})")
            lines.extend(f"    {_quoted(driver, said, names)}" for driver in arrow.drivers)
    if not found.settled:
        lines.append(f"The map did not come to rest in {found.rounds} rounds: the figures swing.")
    return lines


def _quoted(driver: Driver, said: dict[str, Statement], names: dict[str, str]) -> str:
    statement = said.get(driver.statement)
    if statement is None:
        return ""
    return f"{names.get(statement.span.article, '')}: {' '.join(statement.span.quote.split())}"
