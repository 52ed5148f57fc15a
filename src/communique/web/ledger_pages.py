"""The ledger's pages, and the same under `/api/v1`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from communique.records import Status
from communique.store import Pledged
from communique.web.api import NOT_SO, NOT_THERE, Id
from communique.web.asking import After, AtDesk, Day, Many
from communique.web.pages import MOST, As, html
from communique.web.promises import Ledger, Promise
from communique.web.tables import download

pages = APIRouter(include_in_schema=False)
interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["ledger"])

STATUSES: tuple[Status, ...] = get_args(Status)
Party = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the ledger is asked for, and as of which day."""

    wanted: Pledged
    as_of: dt.date | None


def asked(
    by: Annotated[
        Party, Query(description="Who is bound: an actor's id, such as KEN.", examples=["KEN"])
    ] = "",
    to: Annotated[Party, Query(description="Who gains: an actor's id.")] = "",
    between: Annotated[
        list[Party], Query(description="Parties on either side; all must have part.", max_length=2)
    ] = [],  # noqa: B006
    status: Annotated[Status | Literal[""], Query(description="How it stands.")] = "",
    overdue: Annotated[bool, Query(description="Only what is overdue.")] = False,
    due_from: Annotated[Day, Query(description="Due on that day or later.")] = None,
    due_to: Annotated[Day, Query(description="Due on that day or before.")] = None,
    as_of: Annotated[Day, Query(description="The day to count to; else that of the latest article.")] = None,
) -> Asked:
    """What the ledger is narrowed to."""
    parties = tuple(sorted({one for one in between if one}))
    return Asked(Pledged(by or None, to or None, parties, status or None, overdue, due_from, due_to), as_of)


Asking = Annotated[Asked, Depends(asked)]


@pages.get("/ledger")
def ledger(request: Request, desk: AtDesk, asking: Asking, after: After = None) -> Response:
    """The promises with what became of them."""
    found = desk.promises.page(asking.wanted, as_of=asking.as_of, after=after)
    return html(
        request,
        "ledger.html.j2",
        ledger=found,
        wanted=asking.wanted,
        as_of=asking.as_of,
        statuses=STATUSES,
        parties=desk.promises.parties(),
        picture=desk.promises.picture(found.items, found.as_of) if found.items else None,
        narrowed=asking != Asked(Pledged(), None),
    )


@pages.get("/ledger.{form}")
def ledger_as_data(desk: AtDesk, asking: Asking, form: As, after: After = None) -> Response:
    """The promises as data."""
    found = desk.promises.page(asking.wanted, as_of=asking.as_of, after=after, limit=MOST)
    return download("ledger", found, form)


@pages.get("/ledger/{promise}")
def promise(request: Request, desk: AtDesk, promise: str, as_of: Day = None) -> Response:
    """One promise."""
    found = desk.promises.one(promise, as_of=as_of)
    counted = as_of or desk.record.pledges.latest_day()
    day = counted.isoformat() if counted else None
    return html(
        request, "promise.html.j2", promise=found, as_of=day, picture=desk.promises.picture([found], day)
    )


@interface.get("/ledger")
def promises(desk: AtDesk, asking: Asking, after: After = None, limit: Many = 25) -> Ledger:
    """The promises of the record, each once, with what sources tell of it, in parts."""
    return desk.promises.page(asking.wanted, as_of=asking.as_of, after=after, limit=limit)


@interface.get("/ledger/{promise}", responses=NOT_THERE)
def one_promise(
    desk: AtDesk,
    promise: Id,
    as_of: Annotated[Day, Query(description="The day to count to; else that of the latest article.")] = None,
) -> Promise:
    """One promise with its history."""
    return desk.promises.one(promise, as_of=as_of)
