"""Corrections by people: kept beside the record's data, with who and when; all that is derived follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, AsJson, InFile
from communique.commands.printing import print_json, print_table, print_text
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.keeping import Keeping
    from communique.store import Judgement, Record

judge = typer.Typer(name="judge", help="Correct the record: merge, split, reassign, mute; list and undo.")

Who = Annotated[str | None, typer.Option("--by", help="Who says so; else the name you are logged in by.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(judge, name="judge")


@judge.command("list")
def listed(record: InFile = DEFAULT_RECORD, as_json: AsJson = False) -> None:
    """The log: what was judged, by whom and when; what was undone too."""
    from communique.store import Record

    with Record.open(record, create=False) as held:
        found = held.judgements.all()
    if as_json:
        print_json([_data(one) for one in found])
        return
    rows = [(one.id, one.at, one.who, *told(one), one.undone_at or "") for one in found]
    print_table(("id", "at", "by", "what", "on", "undone"), rows)


@judge.command()
def merge(
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story (an id's beginning).")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another that is the same.")],
    by: Who = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """Two stories are one."""
    from communique import judging

    with _held(record) as (held, keeping):
        _print(judging.merge(held, keeping, story, other, who=_who(by)), as_json=as_json)


@judge.command()
def split(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article (its id).")],
    by: Who = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """An article does not belong to its story."""
    from communique import judging

    with _held(record) as (held, keeping):
        _print(judging.split(held, keeping, article, who=_who(by)), as_json=as_json)


@judge.command()
def reassign(
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="Its place: ARTICLE:START:END.")],
    speaker: Annotated[str | None, typer.Argument(metavar="SPEAKER", help="Who says it.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody-knows", help="The text does not tell who.")] = False,
    by: Who = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """A quote is said by somebody else, or nobody knows by whom."""
    name = (speaker or "").strip()
    if bool(name) == nobody:
        raise UsageError("name the speaker, or say --nobody-knows")
    from communique import judging

    with _held(record) as (held, keeping):
        _print(judging.reassign(held, keeping, quote, name, who=_who(by)), as_json=as_json)


@judge.command()
def mute(
    outlet: Annotated[str, typer.Argument(metavar="OUTLET", help="Its name, as lists show it.")],
    by: Who = None,
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """An outlet does not count as a source."""
    from communique import judging

    with _held(record) as (held, keeping):
        _print(judging.mute(held, keeping, outlet, who=_who(by)), as_json=as_json)


@judge.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, or the id's beginning.")],
    record: InFile = DEFAULT_RECORD,
    as_json: AsJson = False,
) -> None:
    """Take a judgement back; what was derived is as it was before."""
    with _held(record) as (_, keeping):
        _print(keeping.undo(judgement), as_json=as_json, undone=True)


@contextmanager
def _held(path: Path) -> Iterator[tuple[Record, Keeping]]:
    """The record, open, and what keeps it."""
    from communique.keeping import Keeping
    from communique.store import Record

    with Record.open(path, create=False) as record:
        yield record, Keeping(record)


def told(one: Judgement) -> tuple[str, str]:
    """What a judgement says, and on what, for a person."""
    if one.kind == "together":
        return "one story", f"{one.subject} {one.value}"
    if one.kind == "apart":
        return "of no story with these", f"{one.subject} / {one.value}"
    if one.kind == "speaker":
        return f"said by {one.value}" if one.value else "nobody knows who says this", one.subject
    return "no source", one.subject


def _who(given: str | None) -> str:
    import getpass

    if given is not None and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("say who judges so: --by NAME") from error


def _data(one: Judgement) -> dict[str, str | None]:
    return {
        "id": one.id,
        "at": one.at,
        "who": one.who,
        "kind": one.kind,
        "subject": one.subject,
        "value": one.value,
        "undone_at": one.undone_at,
    }


def _print(one: Judgement, *, as_json: bool, undone: bool = False) -> None:
    if as_json:
        print_json(_data(one))
        return
    what, where = told(one)
    print_text(f"undone: {one.id}" if undone else f"{one.id}: {what}: {where}")
