"""Actors: pages and interface."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.records import ActorKind
from communique.web.actors import KINDS
from communique.web.api import NOT_SO, NOT_THERE
from communique.web.asking import After, AtDesk, Many
from communique.web.pages import As, html
from communique.web.pair_models import Actor, Actors
from communique.web.tables import as_json, download

interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["actors"])
pages = APIRouter(include_in_schema=False)

Kind = Annotated[ActorKind | Literal[""], Query(description="Only actors of this kind.", examples=["state"])]
Words = Annotated[str, Query(description="A part of the name.", max_length=200, examples=["minister"])]
Id = Annotated[str, Path(description="An actor's id, of a state its code.", max_length=64, examples=["KEN"])]


@interface.get("/actors")
def actors(desk: AtDesk, kind: Kind = "", words: Words = "", after: After = None, limit: Many = 50) -> Actors:
    """Actors by the number of articles they stand in, the most first, in parts."""
    return desk.actors.list(kind=kind, words=words, after=after, limit=limit)


@interface.get("/actors/{actor}", responses=NOT_THERE)
def actor(desk: AtDesk, actor: Id) -> Actor:
    """Who acts: names, what it said, what it promised, whom it has to do with."""
    return desk.actors.one(actor)


@pages.get("/actors")
def actors_page(
    request: Request, desk: AtDesk, kind: Kind = "", words: Words = "", after: After = None
) -> Response:
    """The actors of the record."""
    found = desk.actors.list(kind=kind, words=words, after=after)
    mutes = desk.judging.mutes()
    return html(request, "actors.html.j2", found=found, kind=kind, sought=words, kinds=KINDS, mutes=mutes)


@pages.get("/actors.{form}")
def actors_as_data(
    desk: AtDesk, form: As, kind: Kind = "", words: Words = "", after: After = None
) -> Response:
    """The actors as data."""
    return download("actors", desk.actors.list(kind=kind, words=words, after=after, limit=200), form)


@pages.get("/actors/{actor}.json")
def actor_as_data(desk: AtDesk, actor: Id) -> Response:
    """A profile as data."""
    return as_json(desk.actors.one(actor))


@pages.get("/actors/{actor}")
def actor_page(request: Request, desk: AtDesk, actor: Id) -> Response:
    """The profile of one actor."""
    return html(request, "actor.html.j2", actor=desk.actors.one(actor))
