"""What a brief of one story is made from: its articles, statements and claims, ready to be asked."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from communique.records import Article, Claim, Quote, Reading, Report, Sentence, Span, Statement, Story

WORD = re.compile(r"[^\W\d_]{5,}|\d+")


def words_of(text: str) -> frozenset[str]:
    """The longer words and the figures of a text, in small letters."""
    return frozenset(WORD.findall(text.lower()))


@dataclass(frozen=True)
class Point:
    """One statement of the story with everything around it."""

    statement: Statement
    reading: Reading
    claim: Claim | None
    place: int
    """How many sentences of the article, headings left out, stand before its own."""

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.reading.article

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.article.sentences[self.statement.sentence]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The content words of its sentence."""
        return frozenset(self.reading.lemmas[self.statement.sentence])

    @cached_property
    def words(self) -> frozenset[str]:
        """The longer words and the figures of its sentence as printed."""
        return words_of(self.sentence.span.quote)

    @property
    def sources(self) -> int:
        """Independent sources that say the same; 1 where nobody else does."""
        return self.claim.sources if self.claim else 1


class Material:
    """The story's own articles (copies set aside) and the points they make, in order."""

    def __init__(self, report: Report, story: Story) -> None:
        self.report = report
        self.story = story
        self.copies = {c.article: c.original for c in report.grouping.copies}
        members = set(story.articles)
        self.readings = tuple(
            sorted(
                (r for r in report.readings if r.article.id in members and not self._is_copy(r, members)),
                key=_by_date,
            )
        )
        self.readings_of = {r.article.id: r for r in report.readings}
        self.claims = {s: c for c in report.claims for s in c.statements}
        self.claim_of_id = {c.id: c for c in report.claims}
        self.actors = {a.id: a for a in report.actors}

    def _is_copy(self, reading: Reading, members: set[str]) -> bool:
        original = self.copies.get(reading.article.id)
        return original is not None and original in members

    def source_of(self, article: Article) -> str:
        """What the article counts as a source under: the agency it is credited to, its outlet, itself."""
        return article.wire or article.outlet or article.id

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every statement of the story outside headings, in the order of articles and text."""
        found = []
        for reading in self.readings:
            sentences = reading.article.sentences
            places = [0, *accumulate(not s.heading for s in sentences)]
            found += [
                Point(s, reading, self.claims.get(s.id), places[s.sentence])
                for s in reading.statements
                if not sentences[s.sentence].heading
            ]
        return tuple(found)

    @cached_property
    def point_of(self) -> dict[str, Point]:
        """Statement id → point."""
        return {p.statement.id: p for p in self.points}

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a content word stands for this story: in many of its sentences and articles."""
        articles: Counter[str] = Counter()
        sentences: Counter[str] = Counter()
        for reading in self.readings:
            seen: set[str] = set()
            for row in reading.lemmas:
                sentences.update(set(row))
                seen.update(row)
            articles.update(seen)
        return {w: math.log1p(sentences[w]) * articles[w] / max(1, len(self.readings)) for w in sentences}

    def centrality(self, point: Point) -> float:
        """How near a point's sentence is to what the whole story speaks of, 0 and up."""
        words = point.lemmas
        if not words:
            return 0.0
        return sum(self.weights.get(w, 0.0) for w in words) / math.sqrt(len(words) + 4)

    @cached_property
    def story_claims(self) -> tuple[Claim, ...]:
        """The claims with a statement in the story, in the order of their ids."""
        ids = {p.claim.id for p in self.points if p.claim}
        return tuple(self.claim_of_id[i] for i in sorted(ids))

    def order(self, point: Point) -> tuple[str, int, Span]:
        """Where a point stands among those of the story: by day, then by place in its article."""
        return (*_by_date(point.reading)[:1], point.place, point.sentence.span)

    def quotes(self) -> tuple[tuple[Reading, Quote], ...]:
        """The story's quotes that have a speaker."""
        return tuple((r, q) for r in self.readings for q in r.quotes if q.speaker and q.speaker.name)

    def overtaken(self, article: Article) -> bool:
        """True for a preview of what a later article of the story reports as come about."""
        published = article.published
        if article.kind != "preview" or published is None:
            return False
        later = (r.article for r in self.readings if r.article.kind != "preview")
        return any(a.published and a.published.start > published.end for a in later)

    def original(self, span: Span) -> Span:
        """The same words in the original where the span stands in a copy; else the span itself."""
        original = self.readings_of.get(self.copies.get(span.article, ""))
        if original is None:
            return span
        at = original.article.text.find(span.quote)
        return original.article.span(at, at + len(span.quote)) if at >= 0 else span


def _by_date(reading: Reading) -> tuple[str, str, str]:
    published = reading.article.published
    return (published.start.isoformat() if published else "9999", reading.article.name, reading.article.id)
