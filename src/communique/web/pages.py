"""The pages: the desk's answers as HTML, and beside every list the same as `.json` and `.csv`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.store import Sort, Wanted
from communique.web import models
from communique.web.api import Uploads
from communique.web.articles import Layers, layered
from communique.web.asking import After, AtDesk, Narrowed
from communique.web.briefs import shown_findings
from communique.web.rendering import page
from communique.web.tables import download

router = APIRouter(include_in_schema=False)

As = Literal["json", "csv"]

MOST = 200
"""Items of a list as data."""
AGREED = 8
"""Claims of several sources that a story's page shows."""


def _query(request: Request, *, leave: tuple[str, ...] = ("after",)) -> dict[str, Any]:
    """The query of the address as it was asked, for links that change a part of it."""
    values: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key not in leave:
            values.setdefault(key, []).append(value)
    return values


def html(request: Request, template: str, **values: Any) -> HTMLResponse:
    """A template as an answer, with the path and the query that it was asked by."""
    return HTMLResponse(page(template, path=request.url.path, asked=_query(request), **values))


@router.get("/")
def today(
    request: Request, desk: AtDesk, wanted: Narrowed, sort: Sort = "newest", after: After = None
) -> Response:
    """The stories, newest first, with what narrows them."""
    counts = desk.counts()
    return html(
        request,
        "stories.html.j2",
        counts=counts,
        stories=desk.stories(wanted, sort=sort, after=after),
        facets=desk.facets(wanted),
        wanted=wanted,
        sort=sort,
        narrowed=wanted != Wanted(),
        following=after is not None,
    )


@router.get("/stories.{form}")
def stories_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, sort: Sort = "newest", after: After = None
) -> Response:
    """The stories as data."""
    return download("stories", desk.stories(wanted, sort=sort, after=after, limit=MOST), form)


@router.get("/stories/{story}")
def story(request: Request, desk: AtDesk, story: str) -> Response:
    """One story."""
    found = desk.story(story)
    agreed = desk.claims(Wanted(), story=found.id, standing="corroborated", limit=AGREED)
    return html(
        request,
        "story.html.j2",
        story=found,
        brief=desk.opened(found),
        agreed=agreed,
        muted=desk.record.judgements.muted(),
        judged=[
            one
            for one in desk.judging.of(
                {a.id for a in found.articles}, {a.outlet for a in found.articles if a.outlet}
            )
            if one.kind != "reassign"
        ],
    )


@router.get("/articles/{article}")
def article(
    request: Request,
    desk: AtDesk,
    article: str,
    layer: Annotated[list[Layers], Query()] = [],  # noqa: B006
    at: Annotated[int | None, Query(ge=0)] = None,
    removed: bool = False,
) -> Response:
    """One article, with the layers that are switched on."""
    reading = desk.reading(article)
    found = desk.article(reading)
    return html(
        request,
        "article.html.j2",
        article=found,
        paragraphs=layered(found, reading, tuple(layer), at=at, removed=removed),
        layers=layer,
        judged=desk.judging.of({found.id}, {found.outlet} if found.outlet else set()),
        at=at,
        removed=removed,
    )


Standings = Literal["", "corroborated", "single-source", "contested"]


@router.get("/claims")
def claims(
    request: Request, desk: AtDesk, wanted: Narrowed, standing: Standings = "", after: After = None
) -> Response:
    """The claims with their standing."""
    found = desk.claims(wanted, standing=standing or None, after=after)
    return html(request, "claims.html.j2", claims=found, standing=standing, wanted=wanted)


@router.get("/claims.{form}")
def claims_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, standing: Standings = "", after: After = None
) -> Response:
    """The claims as data."""
    return download("claims", desk.claims(wanted, standing=standing or None, after=after, limit=MOST), form)


Speaker = Annotated[str, Query(max_length=200)]


@router.get("/quotes")
def quotes(
    request: Request, desk: AtDesk, wanted: Narrowed, speaker: Speaker = "", after: After = None
) -> Response:
    """Who said what."""
    found = desk.quotes(wanted, speaker=speaker or None, after=after)
    return html(request, "quotes.html.j2", quotes=found, speaker=speaker, wanted=wanted)


@router.get("/quotes.{form}")
def quotes_as_data(
    desk: AtDesk, wanted: Narrowed, form: As, speaker: Speaker = "", after: After = None
) -> Response:
    """The quotes as data."""
    return download("quotes", desk.quotes(wanted, speaker=speaker or None, after=after, limit=MOST), form)


Words = Annotated[str, Query(max_length=500)]


@router.get("/search")
def search(request: Request, desk: AtDesk, words: Words = "") -> Response:
    """Sentences that hold the words."""
    hits = desk.search(words, limit=50) if words.strip() else []
    return html(request, "search.html.j2", hits=hits, words=words)


@router.get("/search.{form}")
def search_as_data(desk: AtDesk, form: As, words: Words = "") -> Response:
    """The sentences that a search finds, as data."""
    hits = desk.search(words, limit=MOST)
    return download("search", models.Page[models.Hit](items=hits, total=len(hits), after=None), form)


@router.get("/audit")
def audit(request: Request, story: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Where a text is given to be checked."""
    return html(request, "audit.html.j2", audit=None, text="", story=story, lines=())


@router.post("/audit")
def audited(
    request: Request,
    desk: AtDesk,
    text: Annotated[str, Form(max_length=200_000)] = "",
    story: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """A text with what is found of each sentence."""
    if not text.strip():
        return html(request, "audit.html.j2", audit=None, text="", story=story, lines=())
    found = desk.audit(text, [story] if story else [])
    readings = desk.readings(sorted({span.article for one in found.sentences for span in one.evidence}))
    lines = shown_findings(found.sentences, readings)
    return html(request, "audit.html.j2", audit=found, text=text, story=story, lines=lines)


@router.get("/add")
def adding(request: Request, desk: AtDesk) -> Response:
    """Where files are added to the record."""
    return html(request, "add.html.j2", imports=desk.every_import(), shown=None)


@router.post("/add")
def add(desk: AtDesk, files: Uploads) -> Response:
    """Take files in, and lead to where their import can be followed."""
    given = [(file.filename, file.file) for file in files if file.filename]
    if not given:
        return RedirectResponse("/add", 303)
    return RedirectResponse(f"/add/{desk.add(given).id}", 303)


@router.get("/add/{key}")
def added(request: Request, desk: AtDesk, key: str) -> Response:
    """How far one import is."""
    return html(request, "add.html.j2", imports=desk.every_import(), shown=desk.imported(key))
