"""The relationship of two states: ties by domain, who depends more and by which words, promises, stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_table, print_text
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.records import Balance, Relationship, Report


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(relation)


def relation(
    a: Annotated[str, typer.Argument(metavar="A", help="A state's code or name (RUS, Russia).")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other's.")],
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """What binds two states, as the record's sources tell it, and who needs whom more."""
    from communique.exchange.report import relationship_to_dict
    from communique.pipeline import recorded
    from communique.store import Record

    with Record.open(record, create=False) as held:
        report = recorded(held)
    states = {actor.id: actor.name for actor in report.actors if actor.kind == "state"}
    one, other = (_state(name, states) for name in (a, b))
    pair = {one, other}
    found = next((r for r in report.relationships if {r.a, r.b} == pair and len(pair) == 2), None)
    if as_json:
        print_json(relationship_to_dict(found) if found else None)
        return
    if found is None:
        print_text(f"The record tells of nothing between {states[one]} and {states[other]}.")
        return
    _print(report, found, states)


def _state(name: str, states: dict[str, str]) -> str:
    """The id of a state by its code or name; UsageError if the record does not know it."""
    wanted = name.casefold()
    for key, known in sorted(states.items()):
        if wanted in (key.casefold(), known.casefold()):
            return key
    raise UsageError(f"the record knows no state {name!r}; give a code such as {min(states, default='KEN')}")


def _print(report: Report, found: Relationship, states: dict[str, str]) -> None:
    a, b = states[found.a], states[found.b]
    print_text(f"{a} and {b}: {len(found.stories)} stories, {len(found.commitments)} promises\n")
    shown = [
        (tie.domain, len(tie.events), len(tie.statements), _share(tie.a_on_b), _share(tie.b_on_a))
        for tie in found.ties
    ]
    print_table(("domain", "events", "statements", f"{a} on {b}", f"{b} on {a}"), shown)
    if found.balance is None:
        print_text("\nNo source says that one depends on the other.")
        return
    print_text("\n" + balance_line(found.balance, a, b, states))
    said = {s.id: (s.span.quote, reading.article) for reading in report.readings for s in reading.statements}
    rows = [
        (" ".join(quote.split()), article.outlet or article.name)
        for quote, article in (said[one] for one in found.balance.statements if one in said)
    ]
    print_table(("what is said of it", "source"), rows)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def balance_line(balance: Balance, a: str, b: str, states: dict[str, str]) -> str:
    """The balance in one sentence, with its interval and how many independent sources are behind it."""
    scale = (
        f"balance {balance.value:+.2f}, {balance.low:+.2f} to {balance.high:+.2f}, above 0 if {a} needs more"
    )
    sources = f"{balance.sources} independent source{'s' if balance.sources != 1 else ''}"
    if balance.more_dependent is None:
        told = "Sources do not settle who depends more"
    else:
        more = states[balance.more_dependent]
        told = f"{more} depends more on {b if more == a else a}, as sources put it"
    return f"{told} ({scale}; {sources}{'; contested' if balance.contested else ''})."
