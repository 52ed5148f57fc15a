"""The log of corrections with its forms, and the same under `/api/v1`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.web.api import NOT_SO, NOT_THERE, Id
from communique.web.asking import AtDesk
from communique.web.judgements import Deed, Judgement, ToJudge
from communique.web.pages import html

pages = APIRouter(include_in_schema=False)
interface = APIRouter(prefix="/api/v1", responses=NOT_SO, tags=["judgements"])


@pages.get("/judgements")
def judgements(request: Request, desk: AtDesk) -> Response:
    """What people corrected, with the way back."""
    found = desk.judging.all()
    articles = sorted({one for judgement in found for one in judgement.articles})
    known = {source.id: source for source in desk.record.sources(articles)}
    return html(request, "judgements.html.j2", judgements=found, known=known)


@pages.post("/judgements")
def judge(
    desk: AtDesk,
    kind: Annotated[Deed, Form()],
    subject: Annotated[str, Form(min_length=1, max_length=200)],
    who: Annotated[str, Form(min_length=1, max_length=100)],
    value: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Correct something, and lead to the log; of an address of a story its end is taken."""
    named = value.rstrip("/").rpartition("/")[2] if kind == "merge" else value
    desk.judging.judge(ToJudge(kind=kind, subject=subject, value=named, who=who))
    return RedirectResponse("/judgements", 303)


@pages.post("/judgements/{judgement}/undo")
def undo(desk: AtDesk, judgement: str) -> Response:
    """Take a correction back."""
    desk.judging.undo(judgement)
    return RedirectResponse("/judgements", 303)


@interface.get("/judgements")
def listed(desk: AtDesk) -> list[Judgement]:
    """What people corrected, the latest first; what was undone too."""
    return desk.judging.all()


@interface.post("/judgements", status_code=201)
def made(desk: AtDesk, asked: ToJudge) -> Judgement:
    """Merge two stories, split an article out of its story, reassign a quote, or mute an outlet."""
    return desk.judging.judge(asked)


@interface.delete("/judgements/{judgement}", responses=NOT_THERE)
def undone(desk: AtDesk, judgement: Id) -> Judgement:
    """Take a correction back; it stays in the log."""
    return desk.judging.undo(judgement)
