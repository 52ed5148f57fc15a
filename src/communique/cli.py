"""The command line: `communique`.

Only light modules are imported here; every command imports what it needs when it runs, so that
`communique --help` answers at once.

Exit codes: 0 fine, 1 findings under `--strict`, 2 wrong use, 3 some inputs could not be read,
70 a fault in the program itself.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from communique import __version__
from communique.commands import (
    checking,
    doctor,
    files,
    judging,
    record,
    relation,
    scenario,
    serving,
    timeline,
)
from communique.commands.printing import safe
from communique.errors import CommuniqueError, InputError, RecordError, UsageError

WRONG_USE, UNREADABLE, FAULT = 2, 3, 70


class Commands(TyperGroup):
    """Turns what a command raises into one clear line on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; `--debug` lets errors through with their traceback."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, KeyboardInterrupt):
            raise
        except BrokenPipeError:
            # The reader has gone: leave quietly, and let nothing be flushed into its pipe at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            line, code = _explain(error)
            typer.echo(f"communique: {safe(line)}", err=True)
            raise typer.Exit(code) from None


def _explain(error: Exception) -> tuple[str, int]:
    """One line and the exit code for an error."""
    if isinstance(error, UsageError):
        return str(error), WRONG_USE
    if isinstance(error, (InputError, RecordError)):
        return str(error), UNREADABLE
    if isinstance(error, CommuniqueError):
        return str(error), FAULT
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}", UNREADABLE
    return f"{type(error).__name__}: {error} (a fault of the program; --debug shows where)", FAULT


app = typer.Typer(
    name="communique",
    cls=Commands,
    help="Reads news coverage of international affairs and keeps the record of it, every line tied "
    "to the exact characters it came from.",
    epilog="Exit codes: 0 fine, 1 findings under --strict, 2 wrong use, 3 some inputs could not be read.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit(0)


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Tell the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options before the command."""
    for stream in (sys.stdout, sys.stderr):
        # Characters that a terminal's encoding lacks are shown as escapes instead of ending the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


files.register(app)
checking.register(app)
record.register(app)
timeline.register(app)
relation.register(app)
scenario.register(app)
serving.register(app)
doctor.register(app)
judging.register(app)


def main() -> None:
    """Entry point of the `communique` script."""
    app()


if __name__ == "__main__":
    main()
