"""What a change would move, along the causes that the record's sources state."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_text
from communique.errors import UsageError

EVERY = 10_000_000
"""More articles than a record holds: the command takes all of them."""


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
    from communique.store import Record, Wanted
    from communique.telling import tell_causes, tell_scenario

    if on is not None and on not in get_args(Domain):
        raise UsageError(f"--on takes one of {', '.join(get_args(Domain))}, not {on!r}")
    with Record.open(record, create=False) as held:
        argued = tell_causes(held, Wanted(), limit=EVERY)
        names = held.actor_names()
    domain = next((one for one in get_args(Domain) if one == on), None)
    told = tell_scenario(words, argued, on=domain, names=names)
    if as_json:
        print_json(told.data())
    else:
        print_text("\n".join(told.lines()))
