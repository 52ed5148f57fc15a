"""Timelines: dated happenings, each with a sentence of the sources and its exact span.

The days come from `relate.days`, ranked by fitted weights. For each day one sentence speaks: central
among those that tell of it, close to what all the articles are about, early in its article, able
to stand alone, and not what a neighbouring day already tells. Only sentences that came out on the day
(and name no other) or that name it may speak for it. Method and figures: `docs/methods/timelines.md`.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from communique.group.copies import find_copies
from communique.group.topics import WORD
from communique.records import Claim, Grouping, Interval, Reading, Span, TimelineEntry
from communique.relate.days import Day, Days, Telling, find_days, scores, table
from communique.relate.word_vectors import Vector, centre, cosine

MOST_DAYS = 20
"""Days of a timeline where nobody says how many."""
MOST_TELLINGS = 400
"""Sentences of one day that are weighed; more of them change nothing."""
BEST, RECENT = 60, 20
"""Sentences of a day that compete for its place, and sentences before that they may not repeat."""

FOCUS, NAMED_CENTRE, LEAD, LATER, REPEATED = 0.5, 0.3, 0.2, 0.02, 0.5
"""What nearness to all the articles and to the sentences that name the day, a place among the first two
sentences, each place further down, and likeness to a sentence already taken count beside centrality."""
LEANING, UNFIT, SIZES = 0.2, 0.5, range(8, 46)
"""What a sentence loses that leans on another, that asks or is no prose, and the words it may have."""


def timeline(
    readings: Iterable[Reading],
    *,
    days: int | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    sentences: int = 1,
    grouping: Grouping | None = None,
    claims: Sequence[Claim] = (),
    allowed: Mapping[str, Collection[int]] | None = None,
    weights: Mapping[str, float] | None = None,
) -> tuple[TimelineEntry, ...]:
    """The happenings that readings tell of, in the order of their days.

    days: how many days at most (by default 20); fewer where fewer are told of.
    start, end: the first and the last day that may stand in it.
    sentences: entries for each day at most.
    grouping: tells which articles are copies, which count for nothing; found out here if not given.
    claims: what the record holds of independent sources; without them each entry has one.
    allowed: by article id, the sentences (indices) that may be used; by default all.
    weights: of the measures of days, by default those fitted.
    Raises ValueError if `days` or `sentences` is less than 1.
    """
    if (days is not None and days < 1) or sentences < 1:
        raise ValueError("a timeline has at least one day, and one sentence for each")
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    copies = grouping.copies if grouping else find_copies([reading.article for reading in ordered])
    repeats = {copy.article for copy in copies}
    own = [reading for reading in ordered if reading.article.id not in repeats]
    found = find_days(own, start=start, end=end, allowed=allowed)
    ranked = sorted(scores(found, weights).items(), key=lambda item: (-item[1], item[0]))
    chosen = sorted(date for date, _ in ranked[: days or MOST_DAYS])
    said = _Said(own, claims)
    recent: deque[Telling] = deque(maxlen=RECENT)
    entries = []
    for date in chosen:
        day = found.days[date]
        for telling in _speaking(day, found, recent, sentences):
            recent.append(telling)
            sources, others = said.claimed(telling.span)
            entries.append(
                TimelineEntry(
                    date=Interval(date, date, "day"),
                    text=" ".join(telling.span.quote.split()),
                    evidence=(telling.span, *others),
                    sources=sources,
                    expected=telling.lag < 0,
                )
            )
    return tuple(entries)


def _speaking(day: Day, found: Days, recent: Iterable[Telling], most: int) -> list[Telling]:
    """The sentences that speak for a day, the best first. What was said before the day came speaks only
    where nothing later does."""
    told = [t for t in day.tellings if t.lag >= 0] or day.tellings
    told = told[:MOST_TELLINGS]
    middle = centre(t.words for t in told)
    named = centre(t.words for t in told if t.named)
    worth = [(_worth(t, middle, named, found.centre), t) for t in told]
    worth.sort(key=lambda item: (-item[0], item[1].span))
    left = worth[:BEST]
    before = list(recent)
    taken: list[Telling] = []
    while left and len(taken) < most:
        gains = [
            value - REPEATED * max((cosine(t.words, u.words) for u in before), default=0.0)
            for value, t in left
        ]
        best = max(range(len(left)), key=lambda n: (gains[n], -n))
        _, telling = left.pop(best)
        taken.append(telling)
        before.append(telling)
        quote = telling.span.quote
        left = [item for item in left if item[1].span.quote != quote]
    return taken


def _worth(telling: Telling, middle: Vector, named: Vector, focus: Vector) -> float:
    quote = telling.span.quote
    words = WORD.findall(quote)
    worth = cosine(telling.words, middle) + NAMED_CENTRE * cosine(telling.words, named)
    worth += FOCUS * cosine(telling.words, focus)
    worth += LEAD * (telling.place < 2) - LATER * min(telling.place, 40)
    if len(words) not in SIZES:
        worth -= UNFIT
    if words and words[0].casefold() in leaning():
        worth -= LEANING
    if quote.rstrip("\"'”’ ").endswith("?") or "|" in quote:
        worth -= UNFIT
    return worth


@cache
def leaning() -> frozenset[str]:
    """First words that lean on an earlier sentence."""
    return frozenset(row[0] for row in table("leaning.tsv"))


class _Said:
    """Which claim a sentence makes, and who else makes it."""

    def __init__(self, readings: Sequence[Reading], claims: Sequence[Claim]) -> None:
        self._claims = {statement: claim for claim in claims for statement in claim.statements}
        self._sentence: dict[str, Span] = {}
        self._held: dict[tuple[str, int], tuple[int, str]] = {}
        for reading in readings if claims else ():
            for statement in reading.statements:
                if statement.id not in self._claims:
                    continue
                span = reading.article.sentences[statement.sentence].span
                self._sentence[statement.id] = span
                size = statement.span.end - statement.span.start
                key = (span.article, span.start)
                self._held[key] = max(self._held.get(key, (0, "")), (size, statement.id))

    def claimed(self, span: Span) -> tuple[int, tuple[Span, ...]]:
        """How many independent sources make the claim that most of this sentence is, and the sentences
        of the other articles that make it."""
        held = self._held.get((span.article, span.start))
        if held is None:
            return 1, ()
        claim = self._claims[held[1]]
        others = {self._sentence[one] for one in claim.statements if one in self._sentence}
        return claim.sources, tuple(sorted(one for one in others if one.article != span.article))
