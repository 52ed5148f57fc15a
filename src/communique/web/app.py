"""The application: the desk behind its guards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from communique import __version__
from communique.errors import CommuniqueError, UsageError
from communique.web import (
    actor_pages,
    api,
    audit_pages,
    cause_pages,
    judgement_pages,
    ledger_pages,
    pages,
    pair_pages,
    search_pages,
    story_pages,
)
from communique.web.answers import Answers
from communique.web.described import described
from communique.web.desk import Desk
from communique.web.faults import RequestError, answer
from communique.web.guards import Guards
from communique.web.methods import Methods
from communique.web.serving import Serving
from communique.web.tagging import Tagged
from communique.web.visits import Visits


def create_app(serving: Serving) -> ASGIApp:
    """The pages and the interface over one record, behind the guards."""
    app = unguarded(serving)
    desk: Desk = app.state.desk
    visited = Visits(Tagged(Answers(app, desk.freshness)), serving.record, desk.latest)
    return Guards(Methods(visited, app.routes), serving)


def unguarded(serving: Serving) -> FastAPI:
    """The same with all its routes, before anything is held back. Not to be served."""
    desk = Desk(serving.record, serving.settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Communiqué",
        version=__version__,
        docs_url=None,  # its pages would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.desk, app.state.serving = desk, serving
    app.openapi = cache(lambda: described(app, locked=serving.token is not None))  # type: ignore[method-assign]
    app.include_router(api.router)
    for rooms in (
        story_pages,
        pair_pages,
        actor_pages,
        ledger_pages,
        cause_pages,
        judgement_pages,
        audit_pages,
        search_pages,
    ):
        app.include_router(rooms.interface)
        app.include_router(rooms.pages)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=str(files("communique.web") / "static")), name="static")
    app.add_exception_handler(RequestError, _told)
    app.add_exception_handler(CommuniqueError, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    return app


async def _told(request: Request, error: Exception) -> Response:
    return answer(request, error) if isinstance(error, RequestError) else await _broken(request, error)


async def _refused(request: Request, error: Exception) -> Response:
    # What was asked is well put, but the record as it stands cannot give it.
    status = 409 if isinstance(error, UsageError) else 500
    return answer(request, RequestError(status, str(error)))


async def _misasked(request: Request, error: Exception) -> Response:
    parts = error.errors() if isinstance(error, RequestValidationError) else ()
    told = "; ".join(f"{'.'.join(str(p) for p in one['loc'][1:])}: {one['msg']}" for one in parts)
    return answer(request, RequestError(422, told or "a parameter is wrong"))


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return await _broken(request, error)
    messages = {404: "there is no such page", 405: "this cannot be asked in this way"}
    found = answer(
        request, RequestError(error.status_code, messages.get(error.status_code, str(error.detail)))
    )
    for name, value in (error.headers or {}).items():
        found.headers[name] = value
    return found


async def _broken(request: Request, _: Exception) -> Response:
    message = "something went wrong here; the terminal in which this desk runs says what"
    return answer(request, RequestError(500, message))
