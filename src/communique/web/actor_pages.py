"""Actors: pages and interface."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.records import ActorKind, Modality
from communique.web import models
from communique.web.actors import KINDS
from communique.web.api import NOT_SO, NOT_THERE
from communique.web.asking import After, AtDesk, Many
from communique.web.pages import MOST, As, html
from communique.web.pair_models import Actor, Actors, Evidence
from communique.web.search_pages import MODALITIES
from communique.web.tables import as_json, download

interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["actors"])
pages = APIRouter(include_in_schema=False)

Kind = Annotated[ActorKind | Literal[""], Query(description="Only actors of this kind.", examples=["state"])]
Words = Annotated[str, Query(description="A part of the name.", max_length=200, examples=["minister"])]
OfMonth = Annotated[
    str,
    Query(
        description='Only of articles that came out in this month; "none": of those without a day.',
        pattern=r"^(\d{4}-\d{2}|none|)$",
        examples=["2026-03"],
    ),
]
Surely = Annotated[Modality | Literal[""], Query(description="Only what is said so.", examples=["denied"])]
Id = Annotated[str, Path(description="An actor's id, of a state its code.", max_length=64, examples=["KEN"])]


@interface.get("/actors")
def actors(desk: AtDesk, kind: Kind = "", words: Words = "", after: After = None, limit: Many = 50) -> Actors:
    """Actors by the number of articles they stand in, the most first, in parts."""
    return desk.actors.list(kind=kind, words=words, after=after, limit=limit)


@interface.get("/actors/{actor}", responses=NOT_THERE)
def actor(desk: AtDesk, actor: Id) -> Actor:
    """Who acts: names, what it said, what it promised, whom it has to do with."""
    return desk.actors.one(actor)


@interface.get("/actors/{actor}/said", responses=NOT_THERE)
def said(
    desk: AtDesk,
    actor: Id,
    month: OfMonth = "",
    modality: Surely = "",
    after: After = None,
    limit: Many = 50,
) -> models.Page[Evidence]:
    """What an actor is told to have said, the latest first, in parts."""
    return desk.actors.said(actor, month=month, modality=modality or None, after=after, limit=limit)


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


@pages.get("/actors/{actor}/said")
def said_page(
    request: Request,
    desk: AtDesk,
    actor: Id,
    month: OfMonth = "",
    modality: Surely = "",
    after: After = None,
) -> Response:
    """What an actor said, month by month."""
    return html(
        request,
        "said.html.j2",
        actor=actor,
        name=desk.actors.named(actor),
        found=desk.actors.said(actor, month=month, modality=modality or None, after=after),
        month=month,
        modality=modality,
        modalities=MODALITIES,
        address=f"/actors/{quote(actor, safe='')}/said",
    )


@pages.get("/actors/{actor}/said.{form}")
def said_as_data(
    desk: AtDesk, actor: Id, form: As, month: OfMonth = "", modality: Surely = "", after: After = None
) -> Response:
    """What an actor said, as data."""
    found = desk.actors.said(actor, month=month, modality=modality or None, after=after, limit=MOST)
    return download("said", found, form)


@pages.get("/actors/{actor}.json")
def actor_as_data(desk: AtDesk, actor: Id) -> Response:
    """A profile as data."""
    return as_json(desk.actors.one(actor))


@pages.get("/actors/{actor}")
def actor_page(request: Request, desk: AtDesk, actor: Id) -> Response:
    """The profile of one actor."""
    return html(request, "actor.html.j2", actor=desk.actors.one(actor))
