"""Pairs of states and the network of who acts with whom: pages and interface."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from communique import pictures
from communique.records import Domain
from communique.telling_pairs import as_relationships
from communique.web import models
from communique.web.api import NOT_SO, NOT_THERE
from communique.web.asking import AtDesk, Day
from communique.web.pages import As, html
from communique.web.pair_models import Network, Pair, Relation
from communique.web.pair_view import shown_changes, shown_pair
from communique.web.promises import Drawn, drawn
from communique.web.tables import as_json, download
from communique.web.tellings import PATIENCE

interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["pairs"])
pages = APIRouter(include_in_schema=False)

Code = Annotated[str, Path(description="A state's code, ISO 3166 alpha-3.", max_length=64, examples=["KEN"])]
Words = Annotated[
    str,
    Query(description="Only pairs with a state of this name or code.", max_length=200, examples=["Kenya"]),
]
Since = Annotated[Day, Query(description="Tell what changed since this day.", examples=["2026-03-01"])]
From = Annotated[Day, Query(description="The first day.", examples=["2026-03-01"])]
To = Annotated[Day, Query(description="The last day.", examples=["2026-03-31"])]
Field = Annotated[Domain | Literal[""], Query(description="Only events of this domain.", examples=["energy"])]

MOST = 200


@interface.get("/relations")
def relations(desk: AtDesk, words: Words = "") -> models.Page[Pair]:
    """Pairs of states by how many articles name both, the most first, at most 200."""
    return _pairs(desk, words)


@interface.get("/relations/{a}/{b}", responses=NOT_THERE)
def relation(desk: AtDesk, a: Code, b: Code, since: Since = None) -> Relation:
    """What binds two states, with the statements behind every figure."""
    return desk.pairs.relation(a, b, since=since)


@interface.get("/network")
def network(desk: AtDesk, since: From = None, until: To = None, domain: Field = "") -> Network:
    """Who acts with and against whom in a period and domain."""
    return _network(desk, since, until, domain or None)


@pages.get("/relations")
def pairs_page(request: Request, desk: AtDesk, words: Words = "") -> Response:
    """The pairs of the record."""
    mutes = desk.judging.mutes()
    return html(request, "relations.html.j2", found=_pairs(desk, words), sought=words, mutes=mutes)


@pages.get("/relations.{form}")
def pairs_as_data(desk: AtDesk, form: As, words: Words = "") -> Response:
    """The pairs as data."""
    return download("relations", _pairs(desk, words), form)


@pages.get("/relations/{a}/{b}.json")
def relation_as_data(desk: AtDesk, a: Code, b: Code, since: Since = None) -> Response:
    """A pair as data."""
    return as_json(desk.pairs.relation(a, b, since=since))


@pages.get("/relations/{a}/{b}")
def relation_page(request: Request, desk: AtDesk, a: Code, b: Code, since: Since = None) -> Response:
    """What binds two states."""
    found = desk.pairs.found(a, b, since=since)
    return html(
        request,
        "relation.html.j2",
        found=found,
        view=shown_pair(found, desk.record),
        changes=shown_changes(found, desk.record),
        since=since,
        articles=desk.pairs.latest(found) if found.told is not None else (),
    )


@pages.get("/network")
def network_page(
    request: Request, desk: AtDesk, since: From = None, until: To = None, domain: Field = ""
) -> Response:
    """The picture of who acts with whom, and the same as a table."""
    found = desk.pairs.bonds(since=since, until=until, domain=domain or None, wait=PATIENCE)
    return html(
        request,
        "network.html.j2",
        found=found,
        picture=_drawn(desk, found, since, until, domain or None) if found is not None else None,
        since=since,
        until=until,
        domain=domain,
        domains=DOMAINS,
    )


@pages.get("/network.{form}")
def network_as_data(
    desk: AtDesk, form: As, since: From = None, until: To = None, domain: Field = ""
) -> Response:
    """Who acts with whom, as data."""
    found = _network(desk, since, until, domain or None)
    if form == "json":
        return as_json(found)
    listed: models.Page[Any] = models.Page(items=list(found.bonds), total=found.total, after=None)
    return download("network", listed, form)


DOMAINS: tuple[Domain, ...] = get_args(Domain)


def _network(desk: AtDesk, since: dt.date | None, until: dt.date | None, domain: Domain | None) -> Network:
    found = desk.pairs.bonds(since=since, until=until, domain=domain)
    assert found is not None  # it was waited for
    return found


def _pairs(desk: AtDesk, words: str) -> models.Page[Pair]:
    found, total = desk.pairs.list(words, limit=MOST)
    return models.Page[Pair](items=found, total=total, after=None)


def _drawn(
    desk: AtDesk, found: Network, since: dt.date | None, until: dt.date | None, domain: Domain | None
) -> Drawn | None:
    """The picture: a tie leads to its relation's page, an actor to its own."""
    if not found.bonds:
        return None
    told = desk.pairs.network()[0] or ()
    wanted = {(one.a.id, one.b.id) for one in found.bonds}
    shown = as_relationships([one for one in told if (one.a, one.b) in wanted])
    names = {side.id: side.name for one in found.bonds for side in (one.a, one.b)}
    pair_of = {s: (one.a, one.b) for one in shown for event in one.events for s in event.statements}

    def to(statements: Any) -> str | None:
        pair = next((pair_of[one] for one in statements if one in pair_of), None)
        return f"/relations/{pair[0]}/{pair[1]}" if pair else None

    return drawn(
        lambda narrow: pictures.network(
            shown,
            names,
            domain=domain,
            first=since,
            last=until,
            narrow=narrow,
            to=to,
            to_actor=lambda one: f"/actors/{one}",
        )
    )
