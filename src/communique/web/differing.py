"""Where the accounts of a story differ: claims that cannot stand beside each other, value by value.

A point is what claims contradict each other on, directly or over a third; the accounts of one value stand
together, whichever claims and outlets they come from. An article that says the rest of a claim without
its value does not tell the value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique import exchange
from communique.records import Claim, Difference, Reading, Span, Statement
from communique.store import Source
from communique.web import models
from communique.web.sources import source_model
from communique.web.story_models import Account, Point, Value

MOST_POINTS = 60
"""Points that are told of one story."""
MOST_ACCOUNTS = 40
"""Articles that are told of one value."""


@dataclass(frozen=True, slots=True, order=True)
class _Side:
    """One claim's value in a contradiction, as its claim id and the value's words on one line."""

    claim: str
    words: str


class Differing:
    """The disputed points of some claims.

    claims: with those that contradict them, as far as known; readings: of all their articles, by id.
    """

    def __init__(
        self, claims: Sequence[Claim], readings: Mapping[str, Reading], sources: Mapping[str, Source]
    ) -> None:
        self._claims = {claim.id: claim for claim in claims}
        self._readings, self._sources = readings, sources
        self._said = {s.id: s for reading in readings.values() for s in reading.statements}
        self._starts = {
            key: [sentence.span.start for sentence in reading.article.sentences]
            for key, reading in readings.items()
        }
        self._spans: dict[_Side, Span] = {}
        self._on: dict[_Side, Difference] = {}
        self._against: dict[_Side, set[_Side]] = defaultdict(set)

    def points(self) -> list[Point]:
        """The points, those with most accounts first."""
        for claim in self._claims.values():
            for other in claim.contradicts:
                own = self._side(claim.id, other.spans[0], other.on)
                rival = self._side(other.claim, other.spans[1], other.on)
                self._against[own].add(rival)
                self._against[rival].add(own)
        made = [point for group in self._groups() if len((point := self._point(group)).values) > 1]
        made.sort(key=lambda p: (-sum(v.outlets for v in p.values), p.on, p.values[0].text))
        return made[:MOST_POINTS]

    def _side(self, claim: str, span: Span, on: Difference) -> _Side:
        side = _Side(claim, " ".join(span.quote.split()))
        self._spans[side] = min(self._spans.get(side, span), span)
        self._on[side] = on
        return side

    def _groups(self) -> Iterable[list[_Side]]:
        """Sides that stand against each other, directly or over others, together."""
        seen: set[_Side] = set()
        for first in sorted(self._against):
            if first in seen:
                continue
            group, left = [], [first]
            seen.add(first)
            while left:
                side = left.pop()
                group.append(side)
                fresh = self._against[side] - seen
                seen |= fresh
                left += sorted(fresh)
            yield sorted(group)

    def _point(self, group: Sequence[_Side]) -> Point:
        values: dict[str, list[_Side]] = {}
        for side in group:
            values.setdefault(side.words.casefold(), []).append(side)
        told = [self._value(sides) for sides in values.values()]
        told = [value for value in told if value.accounts]
        told.sort(key=lambda value: (-value.outlets, value.text))
        return Point(on=self._on[group[0]], values=told)

    def _value(self, sides: Sequence[_Side]) -> Value:
        accounts: dict[str, Account] = {}
        for side in sides:
            for account in self._accounts(side):
                held = accounts.get(account.source.id)
                if held is None or (account.verbatim, -account.value.start) > (
                    held.verbatim,
                    -held.value.start,
                ):
                    accounts[account.source.id] = account
        ordered = sorted(
            accounts.values(),
            key=lambda a: (a.source.copy_of is not None, not a.verbatim, a.source.outlet or "", a.source.id),
        )
        own = {a.source.outlet or a.source.name for a in ordered if a.source.copy_of is None}
        return Value(
            text=sides[0].words,
            outlets=len(own),
            claims=sorted({side.claim for side in sides}),
            accounts=ordered[:MOST_ACCOUNTS],
        )

    def _accounts(self, side: _Side) -> Iterable[Account]:
        """How each article tells this side's value; of a claim that is not known, the one it was found in."""
        given = self._spans[side]
        claim = self._claims.get(side.claim)
        said = [self._said[key] for key in claim.statements if key in self._said] if claim else []
        told = set()
        for statement in said:
            account = self._account(statement, side)
            if account is not None:
                told.add(statement.span.article)
                yield account
        holding = None if given.article in told else self._holding(given)
        account = self._account(holding, side) if holding is not None else None
        if account is not None:
            yield account

    def _holding(self, span: Span) -> Statement | None:
        """The shortest statement that holds a span."""
        reading = self._readings.get(span.article)
        fitting = [
            s
            for s in (reading.statements if reading else ())
            if s.span.start <= span.start and span.end <= s.span.end
        ]
        return min(fitting, key=lambda s: (s.span.end - s.span.start, s.id), default=None)

    def _account(self, statement: Statement, side: _Side) -> Account | None:
        """How an article tells a side's value; None if it says the rest of the claim without it."""
        source = self._sources.get(statement.span.article)
        if source is None:
            return None
        sentence = self._sentence(statement.span)
        found = self._printed(side, sentence)
        if found is None and self._on[side] != "polarity":
            return None
        span = found or statement.span
        return Account(
            source=source_model(source),
            value=_span(span),
            verbatim=" ".join(span.quote.split()).casefold() == side.words.casefold(),
            sentence=_span(sentence),
            holder=models.Holder.model_validate(exchange.statement_to_dict(statement, claim=None)["holder"]),
            modality=statement.modality,
        )

    def _printed(self, side: _Side, sentence: Span) -> Span | None:
        """A value in a sentence: where it was found, where the same words stand, or the same amount or
        time in others."""
        given = self._spans[side]
        if given.article == sentence.article and sentence.start <= given.start and given.end <= sentence.end:
            return given
        at = sentence.quote.find(side.words)
        if at >= 0:
            start = sentence.start + at
            return self._readings[sentence.article].article.span(start, start + len(side.words))
        held, there = self._readings.get(given.article), self._readings[sentence.article]
        if held is None:
            return None
        amounts = {(q.value, q.unit) for q in held.quantities if _overlap(q.span, given)}
        times = {d.interval for d in held.dates if d.interval and _overlap(d.span, given)}
        same = [
            *(q.span for q in there.quantities if (q.value, q.unit) in amounts),
            *(d.span for d in there.dates if d.interval in times),
        ]
        return min((span for span in same if _overlap(span, sentence)), default=None)

    def _sentence(self, span: Span) -> Span:
        sentences = self._readings[span.article].article.sentences
        at = bisect_right(self._starts[span.article], span.start) - 1
        found = sentences[max(at, 0)].span
        return (
            found
            if found.end >= span.end
            else self._readings[span.article].article.span(found.start, span.end)
        )


def _span(span: Span) -> models.Span:
    return models.Span.model_validate(exchange.span_to_dict(span))


def _overlap(one: Span, other: Span) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end
