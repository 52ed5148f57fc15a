"""The desk in a browser."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from communique.commands.options import DEFAULT_RECORD, InFile
from communique.commands.printing import print_text


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    record: InFile = DEFAULT_RECORD,
    host: Annotated[str, typer.Option("--host", help="The address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="The port; 0 takes a free one.")] = 8765,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="COMMUNIQUE_TOKEN", help="What readers must show; `new` makes one."),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another host name that requests may come to.")
    ] = None,
) -> None:
    """The record as pages and an HTTP API, on this machine alone unless a token is given."""
    import uvicorn

    from communique.web import Serving, create_app
    from communique.web.guards import login_path

    made = secrets.token_urlsafe(24) if token == "new" else token  # noqa: S105
    serving = Serving(record=record, host=host, port=port, token=made, names=tuple(name or ()))
    shown = f"[{host}]" if ":" in host else host
    if made is not None:
        print_text(f"Open this link once: http://{shown}:{port}{login_path(made)}")
        if token == "new":  # noqa: S105
            print_text(f"The token: {made}")
    else:
        print_text(f"http://{shown}:{port} (Ctrl+C ends it)")
    uvicorn.run(create_app(serving), host=host, port=port, log_level="warning", server_header=False)
