"""The desk in a browser."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, InFile, chosen
from communique.commands.printing import print_text

if TYPE_CHECKING:
    from communique.web import Serving


TURN = 0.001
"""Seconds after which a thread gives way to others."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    record: InFile = DEFAULT_RECORD,
    host: Annotated[str, typer.Option("--host", help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="The port.")] = 8765,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="COMMUNIQUE_TOKEN", help="What readers must show; `new` makes one."),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another host name that requests may come to.")
    ] = None,
) -> None:
    """The record as pages and an HTTP API, on this machine alone unless a token is given."""
    from communique.web import Serving

    made = secrets.token_urlsafe(24) if token == "new" else token  # noqa: S105
    if made is not None and token == "new":  # noqa: S105
        print_text(f"The token: {made}")
    run(Serving(record, host, port, made, tuple(name or ()), chosen()))


def run(serving: Serving) -> None:
    """Serve until the user ends it; prints where."""
    from communique.web.guards import login_path
    from communique.web.listening import listen

    host, port = serving.host, serving.port
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if serving.token is None:
        print_text(f"{address} (Ctrl+C ends it)")
    else:
        print_text(f"Open this link; it works once: {address}{login_path(serving)}")
    # What is told from memory soon gets its turn beside an answer that is being made.
    sys.setswitchinterval(TURN)
    listen(serving)
