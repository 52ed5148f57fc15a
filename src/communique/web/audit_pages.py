"""Where a text is given to be checked, how far that is, what was found; and the same under `/api/v1`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Query, UploadFile
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from communique.store import Wanted
from communique.web import models
from communique.web.api import NOT_SO, NOT_THERE
from communique.web.asking import AtDesk, Day, Text
from communique.web.audit_models import KEY, AuditShown, AuditState, Group, ToCheck
from communique.web.audit_text import LONGEST, SUFFIXES, text_to_check
from communique.web.audit_view import MARKS, WORDS, view
from communique.web.audits import MEDIA
from communique.web.desk import Desk
from communique.web.faults import RequestError
from communique.web.pages import html

pages = APIRouter(include_in_schema=False)
interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["audit"])

OFFERED = 8
"""Stories that are offered for words."""

MOST_OUTLETS = 200
"""Outlets that are offered."""

PRIVATE = {"cache-control": "no-store"}
"""What is checked may be confidential: browsers keep no copy."""


class Ids(StringConvertor):
    """Ids of audits in paths, which no name beside them looks like: not "started"."""

    regex = "[0-9a-f]{1,64}"


register_url_convertor("id", Ids())

Several = Annotated[list[Annotated[str, Query(max_length=64)]], Query(max_length=50)]
SeveralGiven = Annotated[list[Annotated[str, Form(max_length=64)]], Form(max_length=50)]
Key = Annotated[str, Path(description="The id of an audit.", max_length=64)]


def _form(
    request: Request,
    desk: Desk,
    *,
    text: str = "",
    stories: list[str],
    articles: list[str],
    outlet: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    find: str = "",
    fault: str = "",
    status: int = 200,
) -> Response:
    """Where a text is given, filled in as it was."""
    chosen = desk.audits.stories(tuple(stories))
    taken = {one.id for one in chosen}
    offered = desk.stories(Wanted(words=find), sort="newest", limit=OFFERED + len(taken))
    values: dict[str, Any] = {
        "text": text,
        "chosen": chosen,
        "offered": [card for card in offered.items if card.id not in taken][:OFFERED],
        "articles": desk.audits.named(tuple(articles)),
        "outlets": sorted(desk.record.judgements.outlets())[:MOST_OUTLETS],
        "outlet": outlet,
        "since": since,
        "until": until,
        "find": find,
        "fault": fault,
        "longest": LONGEST,
        "suffixes": ",".join(SUFFIXES),
    }
    answer = html(request, "audit.html.j2", **values)
    answer.status_code = status
    return answer


@pages.get("/audit")
def audit(
    request: Request,
    desk: AtDesk,
    story: Several = [],  # noqa: B006
    article: Several = [],  # noqa: B006
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    find: Text = "",
) -> Response:
    """Where a text is given to be checked."""
    return _form(
        request,
        desk,
        stories=story,
        articles=article,
        outlet=outlet,
        since=since,
        until=until,
        find=find,
    )


@pages.post("/audit")
def checked(
    request: Request,
    desk: AtDesk,
    text: Annotated[str, Form(max_length=4 * LONGEST)] = "",
    file: UploadFile | None = None,
    story: SeveralGiven = [],  # noqa: B006
    article: SeveralGiven = [],  # noqa: B006
    outlet: Annotated[str, Form(max_length=200)] = "",
    since: Annotated[Day, Form()] = None,
    until: Annotated[Day, Form()] = None,
    find: Annotated[str, Form(max_length=200)] = "",
    do: Annotated[Literal["check", "find"], Form()] = "check",
) -> Response:
    """Check a text in the background, and lead to where that can be followed; or find stories first."""
    asked: dict[str, Any] = {
        "stories": story,
        "articles": article,
        "outlet": outlet,
        "since": since,
        "until": until,
        "find": find,
    }
    given = (file.filename or "", file.file) if file is not None else ("", None)
    if do == "find" and not text.strip() and not given[0]:
        return _form(request, desk, **asked)
    try:
        whole = text_to_check(text, *given)
    except RequestError as error:
        return _form(request, desk, text=text, fault=error.message, status=error.status, **asked)
    if do == "find":
        return _form(request, desk, text=whole, **asked)
    outlets = [outlet] if outlet else []
    started = desk.audits.start(
        ToCheck(text=whole, stories=story, articles=article, outlets=outlets, since=since, until=until)
    )
    return RedirectResponse(f"/audit/{started.id}", 303)


@pages.get("/audit/{key}.{form}")
def report(desk: AtDesk, key: Key, form: Literal["md", "json", "csv", "html"]) -> Response:
    """The report of an audit, as a file; HTML to be read and printed."""
    # A file, HTML too: its own style would not be allowed on a page of the desk.
    disposition = {"content-disposition": f'attachment; filename="audit.{form}"'}
    return Response(desk.audits.report(key, form), media_type=MEDIA[form], headers=PRIVATE | disposition)


@pages.get("/audit/{key}")
def found(request: Request, desk: AtDesk, key: Key, show: Group | Literal[""] = "") -> Response:
    """How far an audit is, or what it found; `show` narrows to one kind."""
    shown = desk.audits.shown(key)
    made = view(shown, desk.audits.articles(key), show or None) if shown.state == "done" else None
    template = "audit_result.html.j2" if made else "audit_state.html.j2"
    values = {"shown": shown, "view": made, "show": show, "marks": MARKS, "names": WORDS}
    answer = html(request, template, **values)
    answer.headers.update(PRIVATE)
    return answer


@pages.post("/audit/{key}/cancel")
def cancel(desk: AtDesk, key: Key) -> Response:
    """End an audit that waits or runs."""
    desk.audits.cancel(key)
    return RedirectResponse(f"/audit/{key}", 303)


@pages.post("/audit/{key}/forget")
def forget(desk: AtDesk, key: Key) -> Response:
    """Hold nothing of an audit longer."""
    desk.audits.forget(key)
    return RedirectResponse("/audit", 303)


# -------------------------------------------------------------------- the interface

EVENT = f'data: {{"id": "{KEY}", "state": "checking", "ahead": 0, "done": 3, "total": 12, ...}}\n\n'

STREAM: dict[int | str, dict[str, Any]] = {
    **NOT_THERE,
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": EVENT}},
        "description": "One event a change, each an AuditState.",
    },
}


@interface.post("/audits", responses=NOT_THERE)
def at_once(desk: AtDesk, asked: ToCheck) -> models.Audit:
    """Every sentence of a text checked; answers when it is done, and keeps nothing. For long texts use
    `/audits/started`."""
    return desk.audits.at_once(asked)


@interface.post("/audits/started", responses=NOT_THERE, status_code=202)
def started(desk: AtDesk, asked: ToCheck) -> AuditState:
    """Check a text in the background, after those before it; the last are remembered until the desk is
    closed."""
    return desk.audits.start(asked)


@interface.get("/audits/{key:id}", responses=NOT_THERE)
def shown(desk: AtDesk, key: Key) -> AuditShown:
    """How far an audit is, and at its end what it found of each sentence."""
    return desk.audits.shown(key)


@interface.delete("/audits/{key:id}", responses=NOT_THERE, status_code=204)
def forgotten(desk: AtDesk, key: Key) -> Response:
    """End an audit that waits or runs, and hold nothing of it longer."""
    desk.audits.forget(key)
    return Response(status_code=204)


@interface.get("/audits/{key:id}/events", responses=STREAM, response_class=StreamingResponse)
def events(desk: AtDesk, key: Key) -> StreamingResponse:
    """How far an audit is, told again whenever that changes (server-sent events), until its end."""
    desk.audits.state(key)
    lines = (f"data: {one.model_dump_json()}\n\n" for one in desk.audits.follow(key))
    return StreamingResponse(lines, media_type="text/event-stream", headers=PRIVATE)
