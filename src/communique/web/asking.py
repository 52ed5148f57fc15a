"""What a request asks for: the parameters that lists share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from fastapi import Depends, Query
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from starlette.requests import Request

from communique.store import FACETS, Wanted
from communique.store.facets import Facet
from communique.web.days import form_day
from communique.web.desk import Desk


def _moment(value: object) -> object:
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:", value, re.ASCII):
        raise ValueError("a moment is written as in 2026-03-31T12:00:00Z")
    return value


def _within(value: dt.datetime) -> dt.datetime:
    """The moment, or the nearest that every clock of the world can tell: no record is older or younger."""
    year = min(max(value.year, FIRST_YEAR), LAST_YEAR)
    return value if year == value.year else dt.datetime(year, 1, 1, tzinfo=dt.UTC)


FIRST_YEAR, LAST_YEAR = 1900, 2999

Day = Annotated[
    dt.date | None,
    BeforeValidator(form_day),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}),
]
"""A day; a form's empty field is none."""

Moment = Annotated[dt.datetime, BeforeValidator(_moment), AfterValidator(_within)]

Text = Annotated[str, Query(max_length=200)]
Values = Annotated[list[Text], Query(max_length=20)]


def desk(request: Request) -> Desk:
    """The desk that this application serves."""
    found: Desk = request.app.state.desk
    return found


AtDesk = Annotated[Desk, Depends(desk)]

After = Annotated[
    str | None,
    Query(description="`after` of the part before.", max_length=400, pattern="^[A-Za-z0-9_-]*$"),
]
Many = Annotated[int, Query(description="Items of a part.", ge=1, le=200, examples=[25])]


def wanted(
    actor: Annotated[Values, Query(description="Ids of actors, such as KEN; one must take part.")] = [],  # noqa: B006
    place: Annotated[Values, Query(description="Places.")] = [],  # noqa: B006
    domain: Annotated[Values, Query(description="Domains, such as energy.")] = [],  # noqa: B006
    outlet: Annotated[Values, Query(description="Outlets.")] = [],  # noqa: B006
    language: Annotated[Values, Query(description="Languages, ISO 639-1.")] = [],  # noqa: B006
    kind: Annotated[Values, Query(description="Kinds of articles, such as report.")] = [],  # noqa: B006
    since: Annotated[Day, Query(description="The first day.", examples=["2026-03-01"])] = None,
    until: Annotated[Day, Query(description="The last day.", examples=["2026-03-31"])] = None,
    words: Annotated[str, Query(description='Words and "phrases" that the text holds.', max_length=500)] = "",
    contested: Annotated[bool, Query(description="Only what sources contradict each other on.")] = False,
    added: Annotated[Moment | None, Query(description="Only what came in then or later.")] = None,
) -> Wanted:
    """What a list is narrowed to."""
    values: dict[Facet, list[str]] = {
        "actor": actor,
        "place": place,
        "domain": domain,
        "outlet": outlet,
        "language": language,
        "kind": kind,
    }
    return Wanted(
        facets={facet: tuple(sorted(set(values[facet]))) for facet in FACETS if values[facet]},
        since=since,
        until=until,
        words=words.strip(),
        contested=contested,
        added=added,
    )


Narrowed = Annotated[Wanted, Depends(wanted)]
