"""A story as its page shows it beside the list of articles: all made of one look at what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique import exchange
from communique.records import Claim, Grouping, Quote, Reading, Span
from communique.relate.timeline import timeline
from communique.store import ClaimLine, Record, Source
from communique.web import models
from communique.web.briefs import Part, shown_brief
from communique.web.claim_lines import claim_model
from communique.web.differing import Differing
from communique.web.sources import source_model
from communique.web.story_models import (
    ClaimGroup,
    Day,
    Differences,
    Saying,
    Speaker,
    Speakers,
    Standing,
    StoryClaims,
    Timeline,
    Words,
)

STANDINGS: tuple[Standing, ...] = ("contested", "corroborated", "single-source")
"""In which order the claims of a story stand."""
MOST_CLAIMS = 100
"""Claims of one standing that are told of one story."""
MOST_BEYOND = 50
"""Articles of other stories that are read for claims that contradict this one's."""
MOST_SPEAKERS, MOST_SAYINGS = 60, 60
"""Speakers that are told of one story, and sayings of each."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's brief with what its citations open, its differences, speakers and days."""

    brief: tuple[Part, ...]
    differences: Differences
    speakers: Speakers
    timeline: Timeline
    claims: StoryClaims
    several: bool
    """Whether more than one outlet tells it, copies left out."""

    @property
    def quoted(self) -> int:
        """How many different things are quoted."""
        return sum(len(one.sayings) for one in self.speakers.speakers)


class StoryViews:
    """Makes what the page of a story shows; `record` opens the record for reading."""

    def __init__(self, record: Callable[[], Record]) -> None:
        self._record = record

    def view(self, story: models.Story) -> StoryView:
        """All of it for one story."""
        record = self._record()
        own = [one.id for one in story.articles]
        claims = record.claims(story=story.id)
        beyond = {span.article for claim in claims for other in claim.contradicts for span in other.spans}
        wanted = {*own, *sorted(beyond - set(own))[:MOST_BEYOND]}
        readings = {reading.article.id: reading for reading in record.readings(wanted)}
        known = {source.id: source for source in record.sources(wanted)}
        muted = record.judgements.muted()
        heard = [readings[key] for key in sorted(own) if key in readings and key not in muted]
        copies = record.copies(own)
        days = timeline(heard, grouping=Grouping(copies, ()), claims=claims)
        repeats = {copy.article for copy in copies}
        own_words = {r.article.outlet or r.article.name for r in heard if r.article.id not in repeats}
        return StoryView(
            several=len(own_words) > 1,
            brief=shown_brief(story.brief, tuple(readings[key] for key in sorted(own) if key in readings)),
            differences=Differences(story=story.id, points=Differing(claims, readings, known).points()),
            speakers=Speakers(story=story.id, speakers=speakers(heard, known)),
            claims=_claims(story.id, self._lines(claims, readings, known)),
            timeline=Timeline(
                story=story.id,
                days=[
                    Day(
                        date=models.Interval.model_validate(exchange.interval_to_dict(entry.date)),
                        text=entry.text,
                        sources=entry.sources,
                        expected=entry.expected,
                        said=[_words(known[span.article], span) for span in entry.evidence],
                    )
                    for entry in days
                ],
            ),
        )

    def _lines(
        self, claims: Sequence[Claim], readings: Mapping[str, Reading], known: Mapping[str, Source]
    ) -> list[ClaimLine]:
        """The claims with their statements, those in articles of other stories too."""
        record = self._record()
        said = {one.id: one for reading in readings.values() for one in reading.statements}
        wanted = {key for claim in claims for key in claim.statements} - said.keys()
        if wanted:
            said |= record.ties.statements(frozenset(wanted))
        beyond = {said[key].span.article for key in wanted if key in said} - known.keys()
        sources = {**known, **{one.id: one for one in record.sources(beyond)}} if beyond else known
        lines = []
        for claim in claims:
            statements = sorted((said[key] for key in claim.statements if key in said), key=lambda s: s.span)
            told = ((sources[one.span.article], one) for one in statements if one.span.article in sources)
            lines.append(ClaimLine(claim, tuple(told)))
        return lines


def _claims(story: str, lines: Sequence[ClaimLine]) -> StoryClaims:
    groups = []
    for standing in STANDINGS:
        held = [line for line in lines if line.claim.standing == standing]
        shown = [claim_model(line) for line in held[:MOST_CLAIMS]]
        left = len(held) - len(shown)
        groups.append(ClaimGroup(standing=standing, total=len(held), left=left, claims=shown))
    return StoryClaims(story=story, total=len(lines), groups=groups)


def speakers(readings: Sequence[Reading], sources: dict[str, Source]) -> list[Speaker]:
    """Who speaks in these articles, each once, with what all of them quote; `sources` by article."""
    from communique.pipeline import merge_actors

    offices = {actor.id: actor.office for actor in merge_actors(readings)}
    said: dict[str, dict[str, list[Span]]] = {}
    names: dict[str, tuple[str | None, str | None]] = {}
    for quote in sorted(_quotes(readings, sources), key=lambda quote: _rank(quote, sources)):
        name = quote.speaker.name if quote.speaker else None
        actor = quote.speaker.actor if quote.speaker else None
        key = actor or (name or "").casefold()
        names.setdefault(key, (name, actor))
        text = " ".join(quote.span.quote.split()).strip(" ,.;:").casefold()
        said.setdefault(key, {}).setdefault(text, []).append(quote.span)
    made = [
        Speaker(
            name=names[key][0],
            actor=names[key][1],
            office=offices.get(key),
            sayings=[
                Saying(
                    text=" ".join(spans[0].quote.split()).rstrip(","),
                    said=[_words(sources[span.article], span) for span in _once(spans)],
                )
                for spans in list(sayings.values())[:MOST_SAYINGS]
            ],
        )
        for key, sayings in said.items()
    ]
    made.sort(key=lambda one: (one.name is None, -len(one.sayings), one.name or ""))
    return made[:MOST_SPEAKERS]


def _quotes(readings: Iterable[Reading], sources: dict[str, Source]) -> Iterable[Quote]:
    return (quote for reading in readings if reading.article.id in sources for quote in reading.quotes)


def _rank(quote: Quote, sources: dict[str, Source]) -> tuple[bool, str, Span]:
    """Originals before copies, then by day, article and place."""
    source = sources[quote.span.article]
    day = source.published.start.isoformat() if source.published else "9999"
    return source.copy_of is not None, day, quote.span


def _once(spans: Iterable[Span]) -> list[Span]:
    """The first span of each article."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.article, span)
    return list(first.values())


def _words(source: Source, span: Span) -> Words:
    return Words(source=source_model(source), span=models.Span.model_validate(exchange.span_to_dict(span)))
