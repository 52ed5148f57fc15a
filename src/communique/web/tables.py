"""Lists as files: JSON as the interface gives it, CSV that spreadsheets open without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from communique.web import models

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula."""


def download(name: str, found: models.Page[Any], form: str) -> Response:
    """A list as a file of this form, "json" or "csv"."""
    if form == "json":
        return Response(found.model_dump_json(), media_type="application/json")
    columns, row = _ROWS[name]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for item in found.items:
        writer.writerow([cell(value) for value in row(item)])
    return Response(
        "\ufeff" + text.getvalue(),  # so that spreadsheets read it as UTF-8
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def cell(value: object) -> object:
    """A value as a cell: a text that a spreadsheet could run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def _day(interval: models.Interval | None) -> str:
    return interval.start if interval else ""


def _source(source: models.Source) -> tuple[object, ...]:
    return (source.outlet, _day(source.published), source.title, source.id)


def _story(one: models.StoryCard) -> Sequence[object]:
    names = "; ".join(actor.name for actor in one.actors)
    places = "; ".join(one.places)
    return (
        one.id,
        _day(one.date),
        one.label,
        places,
        names,
        one.articles,
        len(one.outlets),
        one.copies,
        one.contested,
    )


def _claim(one: models.Claim) -> Sequence[object]:
    outlets = "; ".join(sorted({said.source.outlet or said.source.name for said in one.statements}))
    return (one.id, one.standing, one.sources, len(one.contradicts), one.text, outlets)


def _quote(one: models.Quote) -> Sequence[object]:
    speaker = one.speaker.name if one.speaker else ""
    return (speaker, one.span.quote, *_source(one.source), one.span.start, one.span.end)


def _hit(one: models.Hit) -> Sequence[object]:
    return (one.span.quote, *_source(one.source), one.span.start, one.span.end)


SOURCE = ("outlet", "published", "title", "article")
_ROWS: Mapping[str, tuple[Sequence[str], Callable[[Any], Sequence[object]]]] = {
    "stories": (
        ("story", "date", "label", "places", "actors", "articles", "outlets", "copies", "contested"),
        _story,
    ),
    "claims": (("claim", "standing", "sources", "against", "text", "outlets"), _claim),
    "quotes": (("speaker", "quote", *SOURCE, "start", "end"), _quote),
    "search": (("sentence", *SOURCE, "start", "end"), _hit),
}


def as_json(model: BaseModel) -> Response:
    """One thing as a file."""
    return Response(model.model_dump_json(), media_type="application/json")
