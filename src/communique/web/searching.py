"""Search as the desk tells it: what was found, how much there is of each kind, what narrows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import Field

from communique import exchange
from communique.exchange.report import holder_to_dict
from communique.store import FACETS, FacetCount, Record, Wanted
from communique.store.finding import MOST_FOUND, Findings, Order, Sought
from communique.store.hits import Item
from communique.web import models
from communique.web.claim_lines import claim_model
from communique.web.remembering import Remembered
from communique.web.sources import source_model


class Found(models.Page[models.Hit]):
    """A part of what a search found."""

    counts: dict[str, int | None] = Field(
        description="How much there is of each kind that can be searched for; null where it was not counted."
    )
    facets: models.Facets = Field(description="What it can be narrowed by, with counts.")
    cut: bool = Field(
        description=f"Whether there is more than the {MOST_FOUND} that a search looks at, the last to come."
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence: whether they were sought, and whether they only stand around what was found."""

    text: str
    marked: bool
    around: bool


class Searching:
    """Answers on searches."""

    def __init__(self, record: Callable[[], Record], remembered: Remembered) -> None:
        self._record, self._remembered = record, remembered

    def found(
        self, sought: Sought, *, order: Order = "best", after: str | None = None, limit: int = 25
    ) -> Found:
        """What is sought, in parts."""
        key = f"search {sought} {order} {after} {limit}"
        return self._remembered.get(key, lambda: self._found(sought, order, after, limit))

    def facets(self, wanted: Wanted) -> models.Facets:
        """What lists of claims and quotes can be narrowed by, with how many articles have it."""
        return self._remembered.get(
            f"facets of articles {wanted}",
            lambda: self._named(self._record().lists.article_facets(wanted)),
        )

    def _found(self, sought: Sought, order: Order, after: str | None, limit: int) -> Found:
        told: Findings = self._record().lists.search(sought, order=order, after=after, limit=limit)
        return Found(
            items=[_hit(item) for item in told.items],
            total=told.total,
            after=told.after,
            counts={str(kind): number for kind, number in told.counts.items()},
            facets=self._named(told.facets),
            cut=told.cut,
        )

    def _named(self, counted: Iterable[FacetCount]) -> models.Facets:
        listed = list(counted)
        names = self._record().actor_names(sorted(one.value for one in listed if one.facet == "actor"))
        found: dict[str, list[models.FacetValue]] = {facet: [] for facet in FACETS}
        for one in listed:
            name = names.get(one.value, one.value) if one.facet == "actor" else one.value
            found[one.facet].append(models.FacetValue(value=one.value, name=name, count=one.count))
        return models.Facets(**found)


def pieces(hit: models.Hit) -> tuple[Piece, ...]:
    """What was found, in the sentence around it."""
    begin, end = hit.span.start, hit.span.end
    first = hit.sentence.start
    if not first <= begin < hit.sentence.end:
        return tuple(_cut(hit.span.quote, 0, hit.marks, around=False))
    before, behind = hit.sentence.quote[: begin - first], hit.sentence.quote[end - first :]
    found = [*_cut(before, 0, hit.sentence_marks, around=True)]
    found += _cut(hit.span.quote, 0, hit.marks, around=False)
    if end < hit.sentence.end:
        found += _cut(behind, end - first, hit.sentence_marks, around=True)
    return tuple(found)


def _cut(text: str, offset: int, marks: Iterable[tuple[int, int]], *, around: bool) -> Iterable[Piece]:
    """A text in pieces; the marks are offsets into one that it begins in at `offset`."""
    at = 0
    for begin, end in sorted(marks):
        first, last = max(begin - offset, at), min(end - offset, len(text))
        if first < last:
            if at < first:
                yield Piece(text[at:first], False, around)
            yield Piece(text[first:last], True, around)
            at = last
    if at < len(text):
        yield Piece(text[at:], False, around)


def _hit(item: Item) -> models.Hit:
    return models.Hit.model_validate(
        {
            "source": source_model(item.source),
            "span": exchange.span_to_dict(item.span),
            "marks": item.marks,
            "sentence": exchange.span_to_dict(item.sentence),
            "sentence_marks": item.sentence_marks,
            "statement": exchange.statement_to_dict(item.statement, claim=None) if item.statement else None,
            "speaker": holder_to_dict(item.speaker) if item.speaker else None,
            "claim": claim_model(item.claim) if item.claim else None,
        }
    )
