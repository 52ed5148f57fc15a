"""`communique doctor`: is everything here that the program needs?"""

from __future__ import annotations

import datetime as dt
import platform
import sqlite3
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import AsJson, chosen
from communique.commands.printing import print_json, print_table, print_text
from communique.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = 3

group = typer.Typer(invoke_without_command=True, help="Check that everything needed is here and works.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.add_typer(group, name="doctor")


@group.callback()
def check(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Check that everything needed is here and works."""
    if ctx.invoked_subcommand is not None:
        return
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("parser", _parser),
        ("lexicon", _lexicon),
        ("full text", _full_text),
    ]
    rows = [_tell(name, look) for name, look in checks]
    if as_json:
        print_json([{"what": name, "ok": ok, "detail": detail} for name, ok, detail in rows])
    else:
        print_table(("what", "is", "detail"), [(n, "fine" if ok else "MISSING", d) for n, ok, d in rows])
    if not all(ok for _, ok, _ in rows):
        raise typer.Exit(MISSING)


@group.command("actors")
def actors(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, demonym, metonym or office.")],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the article: who is in office."),
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="ISO", help="Alpha-3 code of the state it is about.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell whom the lexicon takes a name for, and why: entry, file, sector, office, other readings."""
    from communique.resolve import explain, lexicon

    names = lexicon(chosen().lexicon)
    of = state.upper() if state else None
    entry = names.get(of) if of else None
    if of and (entry is None or entry.kind != "state"):
        raise UsageError(f"--state {state}: no alpha-3 code that the lexicon knows")
    told = explain(names, " ".join(name), day=_day(date), state=of)
    if as_json:
        print_json({**asdict(told), "explanation": told.text()})
    else:
        print_text(told.text())


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--date {text}: not a day as YYYY-MM-DD") from error


def _tell(name: str, look: Callable[[], str]) -> tuple[str, bool, str]:
    try:
        return name, True, look()
    except Exception as error:  # whatever is wrong is what the doctor is asked for
        return name, False, f"{type(error).__name__}: {error}"


def _python() -> str:
    return f"{platform.python_version()} at {sys.executable}"


def _parser() -> str:
    from communique.extract.parse import model

    meta = model(chosen().spacy_model).meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"


def _lexicon() -> str:
    from communique.resolve import lexicon

    lexicon(chosen().lexicon)
    return "loaded"


def _full_text() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61')")
    return f"SQLite {sqlite3.sqlite_version} with FTS5"
