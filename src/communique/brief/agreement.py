"""What independent sources agree on: the words they share, and the sentences that hold most of them.

A story's matter is what its sources have in common. A word weighs by how many independent sources
use it; a sentence gains by the weighty words that nothing chosen before it has told (after the
SumBasic and maximal-marginal-relevance families of extractive summaries, with sources in the
place of frequency). Where there is one source, what its own text comes back to decides.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Set
from heapq import heapify, heappop, heappush

from communique.brief.material import Material, Point
from communique.records import Span

ALONE = 0.05
"""What a word of one source alone weighs beside one more source that uses it."""
PLACES = (1.0, 0.6, 0.4)
"""What a sentence weighs by its place in its article: the first, the second, any later one."""
ENDINGS = ("", "s", "es", "d", "ed", "ing")
"""A headline is not lemmatised: forms of a lemma that count as it."""
WORD = re.compile(r"[^\W_]+")
OVERLAP = 0.5
"""Share of the shorter sentence's words that two chosen sentences may have in common."""


class Agreement:
    """How much each word of a story's sentences stands for the story."""

    def __init__(self, material: Material) -> None:
        sources: dict[str, set[str]] = defaultdict(set)
        times: dict[str, int] = defaultdict(int)
        titled: dict[str, set[str]] = defaultdict(set)
        for reading in material.readings:
            source = material.source_of(reading.article)
            for word in WORD.findall((reading.article.title or "").lower()):
                titled[word].add(source)
            for row in reading.lemmas:
                for lemma in set(row):
                    sources[lemma].add(source)
                    times[lemma] += 1
        for lemma in sources:
            for ending in ENDINGS:
                sources[lemma] |= titled.get(lemma + ending, set())
        self.weights = {w: len(s) - 1 + ALONE * math.log1p(times[w]) for w, s in sources.items()}

    def gain(self, point: Point, told: Set[str]) -> float:
        """What a point's sentence adds to what is `told` (content words), 0 and up.

        Divided by the root of its words, so that neither the longest nor the shortest leads.
        """
        new = sum(self.weights.get(w, 0.0) for w in point.lemmas - told)
        return (
            PLACES[min(point.place, len(PLACES) - 1)]
            * new
            / math.sqrt(len(point.sentence.span.quote.split()))
        )


def choose(
    points: Iterable[Point], agreement: Agreement, factor: Callable[[Point], float] = lambda point: 1.0
) -> Generator[Point, bool | None, None]:
    """One point a sentence, best first; each is judged by what it adds to those that were taken.

    Send True for a point that was told; others leave no trace. `factor` weighs a point besides. What a
    sentence adds can only fall, so the heap is put right from its top: no sentence is judged anew
    unless it could be next.
    """
    firsts: dict[Span, Point] = {}
    for point in sorted(points, key=lambda p: p.statement.span):
        firsts.setdefault(point.sentence.span, point)
    told: set[str] = set()
    taken: list[Point] = []
    heap = [(-factor(p) * agreement.gain(p, told), span, 0) for span, p in firsts.items()]
    heapify(heap)
    while heap:
        _, span, judged = heappop(heap)
        point = firsts[span]
        if any(repeats(point, other) for other in taken):
            continue
        if judged < len(taken):
            heappush(heap, (-factor(point) * agreement.gain(point, told), span, len(taken)))
        elif (yield point):
            taken.append(point)
            told |= point.lemmas


def repeats(a: Point, b: Point) -> bool:
    """True if two sentences have too much in common to stand in one brief."""
    return max(overlap(a.lemmas, b.lemmas), overlap(a.words, b.words)) > OVERLAP


def overlap(a: Set[str], b: Set[str]) -> float:
    """The share (0 to 1) of the smaller set that the other holds too."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
