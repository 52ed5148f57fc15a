"""Lists as files: JSON as the interface gives it, CSV that spreadsheets open without running anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from communique.exchange.sheet import sheet
from communique.web import models


def download(name: str, found: models.Page[Any], form: str) -> Response:
    """A list as a file of this form, "json" or "csv"."""
    if form == "json":
        return Response(found.model_dump_json(), media_type="application/json")
    columns, row = _ROWS[name]
    return Response(
        sheet(columns, map(row, found.items)),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


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
        one.overdue,
    )


def _claim(one: models.Claim) -> Sequence[object]:
    outlets = "; ".join(sorted({said.source.outlet or said.source.name for said in one.statements}))
    return (one.id, one.standing, one.sources, len(one.contradicts), one.text, outlets)


def _promise(one: Any) -> Sequence[object]:
    by, to = ("; ".join(party.name for party in side) for side in (one.by, one.to))
    last = one.history[-1] if one.history else None
    words = (last.span.quote, last.span.article) if last else ("", "")
    overdue = "yes" if one.overdue else "no"
    due = one.due.end if one.due else ""
    return (one.id, by, to, one.what, one.amount, due, one.status, overdue, len(one.history), *words)


def _cause(one: Any) -> Sequence[object]:
    words = " / ".join(said.span.quote for said in one.sentences)
    articles = "; ".join(sorted({said.span.article for said in one.sentences}))
    contested = "yes" if one.contested else "no"
    sign = "raises" if one.sign > 0 else "lowers"
    return (one.cause, sign, one.effect, one.sources, one.belief, contested, words, articles)


def _quote(one: models.Quote) -> Sequence[object]:
    speaker = one.speaker.name if one.speaker else ""
    return (speaker, one.span.quote, *_source(one.source), one.span.start, one.span.end)


def _hit(one: models.Hit) -> Sequence[object]:
    who = one.speaker or (one.statement.holder if one.statement else None)
    held = (who.name if who else "", one.statement.modality if one.statement else "")
    claim = (one.claim.standing, one.claim.sources) if one.claim else ("", "")
    return (one.span.quote, *_source(one.source), one.span.start, one.span.end, *held, *claim)


def _said(one: Any) -> Sequence[object]:
    span = one.statement.span
    said = (span.quote, one.statement.modality, one.statement.claim)
    return (*said, *_source(one.source), span.start, span.end)


def _pair(one: Any) -> Sequence[object]:
    return (one.a.id, one.a.name, one.b.id, one.b.name, one.articles)


def _bond(one: Any) -> Sequence[object]:
    sides = (one.a.id, one.a.name, one.b.id, one.b.name)
    return (*sides, one.cooperation, one.conflict, one.first, one.last, " ".join(one.statements))


def _actor(one: Any) -> Sequence[object]:
    return (one.id, one.name, one.kind, one.state.name if one.state else "", one.articles)


SOURCE = ("outlet", "published", "title", "article")
_ROWS: Mapping[str, tuple[Sequence[str], Callable[[Any], Sequence[object]]]] = {
    "stories": (
        (
            *("story", "date", "label", "places", "actors"),
            *("articles", "outlets", "copies", "contested", "overdue"),
        ),
        _story,
    ),
    "claims": (("claim", "standing", "sources", "against", "text", "outlets"), _claim),
    "quotes": (("speaker", "quote", *SOURCE, "start", "end"), _quote),
    "ledger": (
        ("promise", "by", "to", "what", "amount", "due", "status", "overdue", "steps", "words", "article"),
        _promise,
    ),
    "map": (("cause", "sign", "effect", "sources", "belief", "contested", "words", "articles"), _cause),
    "relations": (("a", "a_name", "b", "b_name", "articles"), _pair),
    "network": (
        ("a", "a_name", "b", "b_name", "cooperation", "conflict", "first", "last", "statements"),
        _bond,
    ),
    "said": (("statement", "modality", "claim", *SOURCE, "start", "end"), _said),
    "actors": (("actor", "name", "kind", "state", "articles"), _actor),
    "search": (
        ("words", *SOURCE, "start", "end", "said_by", "modality", "standing", "sources"),
        _hit,
    ),
}


def as_json(model: BaseModel) -> Response:
    """One thing as a file."""
    return Response(model.model_dump_json(), media_type="application/json")
