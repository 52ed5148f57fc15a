"""The interface under `/api/v1`: everything that the pages show, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, UploadFile
from starlette.responses import StreamingResponse

from communique.records import Standing
from communique.store import Sort
from communique.web import models
from communique.web.asking import After, AtDesk, Many, Narrowed

NOT_THERE: dict[int | str, dict[str, Any]] = {404: {"model": models.Error, "description": "There is none."}}
NOT_SO: dict[int | str, dict[str, Any]] = {
    400: {"model": models.Error, "description": "The request is wrong; the message says how to mend it."},
    422: {"model": models.Error, "description": "A parameter is wrong; the message names it."},
}

router = APIRouter(prefix="/api/v1", responses=NOT_SO)

EVENT = 'data: {"id": "4858fd14fd4458c0", "state": "reading", "read": 1, "total": 4, ...}\n\n'

STREAM: dict[int | str, dict[str, Any]] = {
    **NOT_THERE,
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": EVENT}},
        "description": "One event a change, each an Import.",
    },
}

Uploads = Annotated[
    list[UploadFile], File(description="Articles: .txt, .md, .html, .json, .jsonl, .zip.", min_length=1)
]

Id = Annotated[
    str, Path(description="An id, or its beginning.", max_length=64, examples=["4858fd14fd4458c0"])
]


@router.get("/counts", tags=["record"])
def counts(desk: AtDesk) -> models.Counts:
    """What the record holds."""
    return desk.counts()


@router.get("/stories", tags=["stories"])
def stories(
    desk: AtDesk, wanted: Narrowed, sort: Sort = "newest", after: After = None, limit: Many = 25
) -> models.Page[models.StoryCard]:
    """Stories, narrowed and sorted, in parts."""
    return desk.stories(wanted, sort=sort, after=after, limit=limit)


@router.get("/stories/facets", tags=["stories"])
def facets(desk: AtDesk, wanted: Narrowed) -> models.Facets:
    """What these stories can be narrowed by, with counts."""
    return desk.facets(wanted)


@router.get("/stories/{story}", tags=["stories"], responses=NOT_THERE)
def story(desk: AtDesk, story: Id) -> models.Story:
    """One story with its brief, its articles, and why they are together."""
    return desk.story(story)


@router.get("/articles", tags=["articles"])
def articles(
    desk: AtDesk, wanted: Narrowed, sort: Sort = "newest", after: After = None, limit: Many = 25
) -> models.Page[models.Source]:
    """Articles, narrowed and sorted, in parts."""
    return desk.articles(wanted, sort=sort, after=after, limit=limit)


@router.get("/articles/{article}", tags=["articles"], responses=NOT_THERE)
def article(desk: AtDesk, article: Id) -> models.Article:
    """One article: its clean text and all that was read from it."""
    return desk.article(desk.reading(article))


@router.get("/claims", tags=["claims"], responses=NOT_THERE)
def claims(
    desk: AtDesk,
    wanted: Narrowed,
    story: Annotated[str | None, Query(description="Only of this story.", max_length=64)] = None,
    standing: Annotated[Standing | None, Query(description="Only of this standing.")] = None,
    after: After = None,
    limit: Many = 25,
) -> models.Page[models.Claim]:
    """Claims with their statements, the best supported first, in parts."""
    return desk.claims(wanted, story=story, standing=standing, after=after, limit=limit)


@router.get("/quotes", tags=["quotes"])
def quotes(
    desk: AtDesk,
    wanted: Narrowed,
    speaker: Annotated[
        str | None, Query(description="A part of the speaker's name, or an actor's id.", max_length=200)
    ] = None,
    after: After = None,
    limit: Many = 25,
) -> models.Page[models.Quote]:
    """Quotes with their speakers, in the order of articles and texts, in parts."""
    return desk.quotes(wanted, speaker=speaker, after=after, limit=limit)


@router.get("/imports", tags=["imports"])
def imports(desk: AtDesk) -> list[models.Import]:
    """The imports since this desk was opened, the latest first."""
    return desk.every_import()


@router.post("/imports", tags=["imports"], status_code=202)
def add(desk: AtDesk, files: Uploads) -> models.Import:
    """Add files to the record in the background; a zip counts as the files in it."""
    return desk.add((file.filename or "", file.file) for file in files)


@router.get("/imports/{key}", tags=["imports"], responses=NOT_THERE)
def imported(desk: AtDesk, key: Id) -> models.Import:
    """How far an import is."""
    return desk.imported(key)


@router.get("/imports/{key}/events", tags=["imports"], responses=STREAM, response_class=StreamingResponse)
def events(desk: AtDesk, key: Id) -> StreamingResponse:
    """How far an import is, told again whenever that changes (server-sent events), until its end."""
    desk.imported(key)
    lines = (f"data: {one.model_dump_json()}\n\n" for one in desk.follow(key))
    return StreamingResponse(lines, media_type="text/event-stream", headers={"cache-control": "no-store"})
