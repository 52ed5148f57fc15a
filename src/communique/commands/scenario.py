"""What a change would move, along the causes that the record's sources state."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_text
from communique.errors import UsageError


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
    from communique.relate.tracing import Tracing
    from communique.resolve import lexicon
    from communique.store import Record

    if on is not None and on not in get_args(Domain):
        raise UsageError(f"--on takes one of {', '.join(get_args(Domain))}, not {on!r}")
    with Record.open(record, create=False) as held:
        readings, grouping = held.readings(), held.grouping()
        outlets = {source.id: source.outlet or source.name for source in held.sources()}
    causes = cause_map(readings, grouping)
    spots = lexicon().spot(words)
    named = [(words[s.start : s.end], s.entry.state or s.entry.id) for s in spots]
    found = traced(words, causes, on=on, named=named)
    said = {s.id: s for reading in readings for s in reading.statements}
    names = {a.id: a.name for reading in readings for a in reading.actors}
    told = Tracing(words, found, causes, said, outlets, names)
    if as_json:
        print_json(told.data())
    else:
        print_text("\n".join(told.lines()))
