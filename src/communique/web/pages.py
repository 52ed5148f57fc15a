"""The pages: the desk's answers as HTML, and beside every list the same as `.json` and `.csv`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Query, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.web.articles import Layers, layered
from communique.web.asking import AtDesk
from communique.web.rendering import page

router = APIRouter(include_in_schema=False)

As = Literal["json", "csv"]

MOST = 200
"""Items of a list as data."""


def _query(request: Request, *, leave: tuple[str, ...] = ("after",)) -> dict[str, Any]:
    """The query of the address as it was asked, for links that change a part of it."""
    values: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key not in leave:
            values.setdefault(key, []).append(value)
    return values


def html(request: Request, template: str, **values: Any) -> HTMLResponse:
    """A template as an answer, with the path and the query that it was asked by."""
    return HTMLResponse(page(template, path=request.url.path, asked=_query(request), **values))


@router.get("/articles/{article}")
def article(
    request: Request,
    desk: AtDesk,
    article: str,
    layer: Annotated[list[Layers], Query()] = [],  # noqa: B006
    at: Annotated[int | None, Query(ge=0)] = None,
    removed: bool = False,
) -> Response:
    """One article, with the layers that are switched on."""
    reading = desk.reading(article)
    found = desk.article(reading)
    return html(
        request,
        "article.html.j2",
        article=found,
        paragraphs=layered(found, reading, tuple(layer), at=at, removed=removed),
        layers=layer,
        judged=desk.judging.of({found.id}, {found.outlet} if found.outlet else set()),
        at=at,
        removed=removed,
    )


@router.get("/add")
def adding(request: Request, desk: AtDesk, nothing: bool = False) -> Response:
    """Where files are added to the record; `nothing`: after a form without any."""
    return html(request, "add.html.j2", imports=desk.every_import(), shown=None, nothing=nothing)


@router.post("/add")
def add(desk: AtDesk, files: Annotated[list[UploadFile], File()] = []) -> Response:  # noqa: B006
    """Take files in, and lead to where their import can be followed."""
    given = [(file.filename, file.file) for file in files if file.filename]
    if not given:
        return RedirectResponse("/add?nothing=true", 303)
    return RedirectResponse(f"/add/{desk.add(given).id}", 303)


@router.get("/add/{key}")
def added(request: Request, desk: AtDesk, key: str) -> Response:
    """How far one import is."""
    return html(request, "add.html.j2", imports=desk.every_import(), shown=desk.imported(key), nothing=False)
