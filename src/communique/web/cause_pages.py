"""The map of stated causes with its scenario box, and the same under `/api/v1`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.records import Domain
from communique.web.api import NOT_SO
from communique.web.asking import After, AtDesk, Many
from communique.web.causes import CausesPage, Narrowing, Scenario
from communique.web.pages import MOST, As, html
from communique.web.tables import download

pages = APIRouter(include_in_schema=False)
interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["causes"])

DOMAINS: tuple[Domain, ...] = get_args(Domain)


def narrowing(
    domain: Annotated[Domain | Literal[""], Query(description="Only of this domain.")] = "",
    state: Annotated[
        str, Query(description="Only with this state (or organisation), by its id.", max_length=64)
    ] = "",
    words: Annotated[str, Query(description="Words that the article holds.", max_length=500)] = "",
) -> Narrowing:
    """What the map is narrowed to."""
    return Narrowing(domain or None, state.strip() or None, words.strip())


Narrowed = Annotated[Narrowing, Depends(narrowing)]
Change = Annotated[
    str,
    Query(description='What changes, in words: "the strait closes".', max_length=200, examples=["drought"]),
]


@pages.get("/map")
def causes(
    request: Request, desk: AtDesk, narrowed: Narrowed, change: Change = "", after: After = None
) -> Response:
    """The map of stated causes, and what a change would move along it."""
    found = desk.causes.page(narrowed, after=after)
    return html(
        request,
        "map.html.j2",
        causes=found,
        narrowed=narrowed,
        domains=DOMAINS,
        change=change.strip(),
        scenario=desk.causes.scenario(change.strip(), narrowed) if change.strip() else None,
        picture=desk.causes.picture(narrowed, found.items) if found.items else None,
    )


@pages.get("/map.{form}")
def causes_as_data(desk: AtDesk, narrowed: Narrowed, form: As, after: After = None) -> Response:
    """The arrows as data."""
    return download("map", desk.causes.page(narrowed, after=after, limit=MOST), form)


@interface.get("/causes")
def arrows(desk: AtDesk, narrowed: Narrowed, after: After = None, limit: Many = 25) -> CausesPage:
    """What sources state as causes: signed arrows with their sentences, in parts."""
    return desk.causes.page(narrowed, after=after, limit=limit)


@interface.get("/scenario")
def scenario(desk: AtDesk, narrowed: Narrowed, change: Change) -> Scenario:
    """What a change would move along the causes that sources state; a trace of arguments, no forecast."""
    return desk.causes.scenario(change.strip(), narrowed)
