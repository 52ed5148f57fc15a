"""Which points of a story come first, and which belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from communique.brief.material import Material, Point
from communique.records import Quote, Reading, Span

FAMILIES = (
    ("asserted", "historical"),
    ("pledged", "expected"),
    ("negated", "denied"),
    ("demanded",),
    ("possible",),
)
"""Modalities that may stand behind one sentence as saying the same."""


def happening_weight(material: Material) -> Callable[[Point], float]:
    """How much a point counts as news, 0 and up: told by its outlet or an actor, about those whom the
    story is about, by several, undisputed, and in the latest reports."""
    latest = max((r.article.published.start for r in material.readings if r.article.published), default=None)

    def weight(point: Point) -> float:
        own = 1.0 if point.statement.holder.kind in ("outlet", "actor") else 0.7
        acting = sum(a in point.statement.actors for a in material.story.actors[:4])
        contested = 0.6 if point.claim and point.claim.standing == "contested" else 1.0
        published = point.article.published
        recent = 0.85 if latest and published and published.start < latest else 1.0
        several = 0.75 + 0.25 * point.sources
        return weight_of_kind(point) * own * contested * recent * (0.5 + 0.4 * acting) * several

    return weight


def weight_of_kind(point: Point) -> float:
    """Reports tell what happened; who argues or sums up others tells it second."""
    return {"brief": 0.4, "analysis": 0.6, "preview": 0.4}.get(point.article.kind, 1.0)


def quote_score(material: Material, reading: Reading, quote: Quote) -> float:
    """How telling a quote is, 0 and up: whole, short, near the story's matter, by one of its sides."""
    words = quote.span.quote.split()
    whole = quote.span.quote[:1].isupper() and len(words) >= 5
    if (not whole and len(words) < 8) or len(words) > 35:
        return 0.0
    speaker = quote.speaker.actor if quote.speaker else None
    actor = material.actors.get(speaker or "")
    weight = 2.0 if actor and actor.state in material.story.actors else 1.0
    sentence = next(
        (i for i, s in enumerate(reading.article.sentences) if s.span.start <= quote.span.start < s.span.end),
        0,
    )
    near = sum(material.weights.get(w, 0.0) for w in set(reading.lemmas[sentence]))
    return weight * (1 + near) / (1 + sentence / 10)


def opens_with_quote(point: Point) -> bool:
    """Whether the point's sentence begins with somebody's words."""
    return point.sentence.span.quote.lstrip().startswith(("“", '"', "‘"))


def one_family(points: list[Point]) -> list[Point]:
    """Those of the points that speak in one kind of modality: the kind with the most articles."""
    families = [[p for p in points if p.statement.modality in family] for family in FAMILIES]
    return max(families, key=lambda members: len({p.article.id for p in members}))


def one_an_article(points: Iterable[Point], first: Point) -> list[Span]:
    """The sentence of one point for each article other than `first`'s."""
    seen, spans = {first.article.id}, []
    for point in points:
        if point.article.id not in seen:
            seen.add(point.article.id)
            spans.append(point.sentence.span)
    return spans
