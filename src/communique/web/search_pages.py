"""Search, claims and quotes: pages and interface."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.records import Modality, Standing
from communique.store import Wanted
from communique.store.finding import MOST_FOUND, WITHIN, Order, Sought
from communique.store.hits import Within
from communique.web.api import NOT_SO
from communique.web.asking import After, AtDesk, Many, Narrowed
from communique.web.pages import MOST, As, html
from communique.web.searching import Found, pieces
from communique.web.tables import download

interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["search"])
pages = APIRouter(include_in_schema=False)

MODALITIES: tuple[Modality, ...] = get_args(Modality)
STANDINGS: tuple[Standing, ...] = ("corroborated", "contested", "single-source")

Standings = Annotated[
    Standing | Literal[""], Query(description="Only claims of this standing.", examples=["contested"])
]
Speaker = Annotated[
    str, Query(description="Only quotes of a speaker: a part of the name, or an id.", max_length=200)
]
Sorted = Annotated[Order, Query(description="What fits best first, or the newest; without words the newest.")]


def sought(
    wanted: Narrowed,
    within: Annotated[
        Within, Query(alias="in", description="What is searched for.", examples=["statements"])
    ] = "sentences",
    modality: Annotated[
        Modality | Literal[""], Query(description="Only statements said so.", examples=["denied"])
    ] = "",
    holder: Annotated[
        str, Query(description="Only statements of a holder: a part of the name, or an id.", max_length=200)
    ] = "",
    speaker: Speaker = "",
    standing: Standings = "",
) -> Sought:
    """What a search asks for."""
    return Sought(wanted, within, modality or None, holder.strip(), speaker.strip(), standing or None)


Asked = Annotated[Sought, Depends(sought)]


@interface.get("/search")
def found(desk: AtDesk, asked: Asked, sort: Sorted = "best", after: After = None, limit: Many = 25) -> Found:
    """Sentences, articles, statements, quotes or claims that hold these words, in parts.

    Statements, quotes and claims are found by the sentences that they stand in. Without words something else
    must narrow the search; sentences are found by words alone.
    """
    return desk.searching.found(asked, order=sort, after=after, limit=limit)


@pages.get("/search")
def search_page(
    request: Request, desk: AtDesk, asked: Asked, sort: Sorted = "best", after: After = None
) -> Response:
    """What a search found, kind by kind, with what narrows it."""
    told = desk.searching.found(asked, order=sort, after=after)
    return html(
        request,
        "search.html.j2",
        found=told,
        shown=[(hit, pieces(hit)) for hit in told.items],
        sought=asked,
        wanted=asked.wanted,
        kinds=WITHIN,
        sort=sort,
        most=MOST_FOUND,
        modalities=MODALITIES,
        standings=STANDINGS,
        narrowed=asked.wanted.facets or asked.wanted.since or asked.wanted.until,
        mutes=desk.judging.mutes(),
    )


@pages.get("/search.{form}")
def search_as_data(
    desk: AtDesk, form: As, asked: Asked, sort: Sorted = "best", after: After = None
) -> Response:
    """What a search found, as data."""
    return download("search", desk.searching.found(asked, order=sort, after=after, limit=MOST), form)


@pages.get("/claims")
def claims(
    request: Request, desk: AtDesk, wanted: Narrowed, standing: Standings = "", after: After = None
) -> Response:
    """The claims with their standing."""
    return html(
        request,
        "claims.html.j2",
        claims=desk.claims(wanted, standing=standing or None, after=after),
        facets=desk.searching.facets(wanted),
        standing=standing,
        standings=STANDINGS,
        wanted=wanted,
        narrowed=wanted != Wanted() or standing,
        mutes=desk.judging.mutes(),
    )


@pages.get("/claims.{form}")
def claims_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, standing: Standings = "", after: After = None
) -> Response:
    """The claims as data."""
    return download("claims", desk.claims(wanted, standing=standing or None, after=after, limit=MOST), form)


@pages.get("/quotes")
def quotes(
    request: Request, desk: AtDesk, wanted: Narrowed, speaker: Speaker = "", after: After = None
) -> Response:
    """Who said what."""
    return html(
        request,
        "quotes.html.j2",
        quotes=desk.quotes(wanted, speaker=speaker or None, after=after),
        facets=desk.searching.facets(wanted),
        speaker=speaker,
        wanted=wanted,
        narrowed=wanted != Wanted() or speaker,
        mutes=desk.judging.mutes(),
    )


@pages.get("/quotes.{form}")
def quotes_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, speaker: Speaker = "", after: After = None
) -> Response:
    """The quotes as data."""
    return download("quotes", desk.quotes(wanted, speaker=speaker or None, after=after, limit=MOST), form)
