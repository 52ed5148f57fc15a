"""The list of stories and the page of one, the same as data, Markdown and under `/api/v1`."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from communique.store import Sort, Wanted
from communique.web.api import NOT_SO, NOT_THERE, Id
from communique.web.asking import After, AtDesk, Narrowed
from communique.web.pages import MOST, As, html
from communique.web.story_models import Differences, Speakers, StoryClaims, Timeline
from communique.web.tables import as_json, download
from communique.web.visits import before

pages = APIRouter(include_in_schema=False)
interface = APIRouter(prefix="/api/v1/stories/{story}", responses=NOT_SO | NOT_THERE, tags=["stories"])


@pages.get("/")
def today(
    request: Request, desk: AtDesk, wanted: Narrowed, sort: Sort = "newest", after: After = None
) -> Response:
    """The stories, newest first, with what narrows them and what is new since the last visit."""
    look = before(request)
    fresh = desk.stories(Wanted(added=look.after), limit=1).total if look else 0
    return html(
        request,
        "stories.html.j2",
        counts=desk.counts(),
        stories=desk.stories(wanted, sort=sort, after=after),
        facets=desk.facets(wanted),
        wanted=wanted,
        sort=sort,
        narrowed=wanted != Wanted(),
        look=look,
        fresh=fresh,
        only_fresh=wanted.added is not None and replace(wanted, added=None) == Wanted(),
    )


@pages.get("/stories.{form}")
def stories_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, sort: Sort = "newest", after: After = None
) -> Response:
    """The stories as data."""
    return download("stories", desk.stories(wanted, sort=sort, after=after, limit=MOST), form)


@pages.get("/stories/{story}.md")
def story_as_markdown(desk: AtDesk, story: Id) -> Response:
    """The brief of a story as `communique brief` writes it."""
    return PlainTextResponse(desk.markdown(story), media_type="text/markdown")


@pages.get("/stories/{story}.json")
def story_as_json(desk: AtDesk, story: Id) -> Response:
    """A story as the interface gives it."""
    return as_json(desk.story(story))


@pages.get("/stories/{story}")
def story(request: Request, desk: AtDesk, story: Id) -> Response:
    """One story."""
    found = desk.story(story)
    own, outlets = {one.id for one in found.articles}, {one.outlet for one in found.articles if one.outlet}
    return html(
        request,
        "story.html.j2",
        story=found,
        view=desk.view(found),
        overdue=desk.promises.some(found.overdue),
        muted=desk.record.judgements.muted(),
        judged=[one for one in desk.judging.of(own, outlets) if one.kind != "reassign"],
    )


@interface.get("/differences")
def differences(desk: AtDesk, story: Id) -> Differences:
    """Where the accounts of a story differ: each value, who tells it, and where."""
    return desk.view(desk.story(story)).differences


@interface.get("/claims")
def claims(desk: AtDesk, story: Id) -> StoryClaims:
    """All claims of a story by their standing."""
    return desk.view(desk.story(story)).claims


@interface.get("/quotes")
def quotes(desk: AtDesk, story: Id) -> Speakers:
    """Who says what in a story."""
    return desk.view(desk.story(story)).speakers


@interface.get("/timeline")
def timeline(desk: AtDesk, story: Id) -> Timeline:
    """What a story's sources tell of its days."""
    return desk.view(desk.story(story)).timeline
