"""The parts of a brief: which points go into each, and how each is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from communique.brief.agreement import OVERLAP, Agreement, choose, overlap
from communique.brief.arguments import arguments_in
from communique.brief.attributing import arguer, names_holder, naming, upper_first
from communique.brief.choosing import (
    happening_weight,
    one_an_article,
    one_family,
    opens_with_quote,
    quote_score,
    weight_of_kind,
)
from communique.brief.citing import Citer
from communique.brief.happenings import Happenings
from communique.brief.material import Material, Point, words_of
from communique.brief.wording import word
from communique.records import BriefSentence, Claim, Quote, Reading, Span

MOST = {"happened": 4, "several": 5, "matters": 4, "promised": 5, "expected": 4, "short": 4}
"""The most sentences in each part: a brief is read in two minutes."""
MOST_ARGUED = 2
"""Arguments of one person or article; the others have theirs too."""
OVER = 12
"""Words by which a short brief may be longer than asked for."""
UNREAL = re.compile(r"\b(?:could|would|might|should) (?:not )?have\b")
"""What did not come about is neither expected nor possible any more."""


class Parts:
    """Picks and words sentences; remembers what has been told so that no point comes twice."""

    def __init__(self, material: Material, citer: Citer) -> None:
        self.material = material
        self.citer = citer
        self.told: list[tuple[frozenset[str], frozenset[str]]] = []
        self.spans: set[Span] = set()
        self.reserved: set[Span] = set()
        self.happenings = Happenings(material)

    @property
    def only_planned(self) -> bool:
        """True if nothing has happened yet, as far as the story's articles tell."""
        return self.happenings.only_planned

    @property
    def opening(self) -> str:
        """The heading of the first part."""
        return "What is planned" if self.only_planned else "What happened"

    @cached_property
    def agreement(self) -> Agreement:
        """What the story's sources have in common."""
        return Agreement(self.material)

    def reserve(self, spans: Iterable[Span]) -> None:
        """Keep sentences for another part."""
        self.reserved.update(spans)

    # ------------------------------------------------------------ the parts

    def in_short(self, words: int) -> Iterator[BriefSentence]:
        """What independent sources agree on, in about so many words; the weightiest, then by day."""
        pool = [
            p
            for p in self.material.points
            if not opens_with_quote(p) and not self.material.overtaken(p.article)
        ]
        yield from self._most_agreed(pool, MOST["short"], weight_of_kind, words + OVER)

    def happened(self) -> Iterator[BriefSentence]:
        """What is told as fact and most of the sources tell; the weightiest, then by day."""
        yield from self._most_agreed(
            self.happenings.points(), MOST["happened"], happening_weight(self.material), None
        )

    def several(self) -> Iterator[BriefSentence]:
        """One sentence for each corroborated claim, cited to each independent source."""
        groups = [
            c
            for c in self.material.story_claims
            if c.standing == "corroborated" and sum(s in self.material.point_of for s in c.statements) >= 2
        ]
        groups.sort(key=lambda c: (-c.sources, c.id))
        count = 0
        for claim in groups:
            if count >= MOST["several"]:
                return
            told = self._corroborated(claim)
            if told:
                count += 1
                yield told

    def matters(self) -> Iterator[BriefSentence]:
        """Arguments, each with whoever argues: a named speaker, or the article that argues."""
        pool = [
            p
            for p in self.material.points
            if arguments_in(p.statement.span.quote)
            and (len(p.sentence.span.quote.split()) >= 8)
            and p.statement.modality in ("asserted", "negated", "possible", "hypothetical")
        ]
        yield from self._take(
            pool,
            MOST["matters"],
            lambda p: self.material.centrality(p) * (1 + arguments_in(p.statement.span.quote)),
            attribute=True,
        )

    def promised(self) -> Iterator[BriefSentence]:
        """What somebody has pledged."""
        pool = [
            p for p in self.material.points if p.statement.modality == "pledged" and not opens_with_quote(p)
        ]
        yield from self._take(pool, MOST["promised"], lambda p: self.material.centrality(p) + 0.5 * p.sources)

    def expected(self) -> Iterator[BriefSentence]:
        """What has not come about as far as the sources tell, and may."""
        pool = [
            p
            for p in self.material.points
            if p.statement.modality in ("expected", "possible")
            and not opens_with_quote(p)
            and not UNREAL.search(p.statement.span.quote)
            and not self.material.overtaken(p.article)
        ]
        yield from self._take(pool, MOST["expected"], self.material.centrality)

    def telling_quote(self) -> Iterator[BriefSentence]:
        """The quote that says most in few words, by somebody with a name."""
        ranked = sorted(self.material.quotes(), key=lambda rq: (-quote_score(self.material, *rq), rq[1].span))
        for reading, quote in ranked:
            if not quote_score(self.material, reading, quote):
                return
            told = self._quoted(reading, quote)
            if told:
                yield told
                return

    # ------------------------------------------------------------ the hands

    def _most_agreed(
        self, pool: Iterable[Point], most: int, factor: Callable[[Point], float], words: int | None
    ) -> Iterator[BriefSentence]:
        """Points by what each adds to those before it, the first first, the others by day and place."""
        told: list[tuple[Point, BriefSentence]] = []
        length = 0
        chosen = choose(pool, self.agreement, factor)
        point = next(chosen, None)
        while point is not None and len(told) < most and (words is None or length < words - OVER):
            size = len(point.sentence.span.quote.split())
            fits = words is None or not told or length + size <= words
            sentence = self._tell(point) if fits else None
            if sentence:
                told.append((point, sentence))
                length += size
            try:
                point = chosen.send(sentence is not None)
            except StopIteration:
                break
        for _, sentence in (*told[:1], *sorted(told[1:], key=lambda row: self.material.order(row[0]))):
            yield sentence

    def _take(
        self,
        pool: Iterable[Point],
        most: int,
        score: Callable[[Point], float],
        *,
        attribute: bool = False,
    ) -> Iterator[BriefSentence]:
        count = 0
        arguers: Counter[str] = Counter()
        for point in sorted(pool, key=lambda p: (-score(p), p.statement.span)):
            if count >= most:
                return
            who = arguer(point)[0] if attribute else ""
            if attribute and arguers[who] >= MOST_ARGUED:
                continue
            told = self._tell(point, attribute=attribute)
            if told:
                count += 1
                arguers[who] += 1
                yield told

    def _tell(self, point: Point, *, attribute: bool = False) -> BriefSentence | None:
        """The point's sentence, unless it was told, cannot stand alone or does not hold."""
        if point.sentence.span in self.spans | self.reserved or self._repeats(point.lemmas, point.words):
            return None
        wording = word(point)
        if wording is None:
            return None
        before = ""
        given: tuple[str, ...] = ()
        disputed = point.claim is not None and point.claim.standing == "contested"
        if (attribute or disputed) and not names_holder(point):
            who, given = arguer(point)
            before = f"{who}: "
        told = self.citer.sentence(wording.text, wording.evidence, before=before, given=given)
        if told:
            self.remember([point])
        return told

    def _corroborated(self, claim: Claim) -> BriefSentence | None:
        points = [self.material.point_of[s] for s in claim.statements if s in self.material.point_of]
        points = one_family([p for p in points if not self.material.overtaken(p.article)])
        points.sort(key=lambda p: (-self.material.centrality(p), p.statement.span))
        for point in points:
            if self._repeats(point.lemmas, point.words) or point.sentence.span in self.spans | self.reserved:
                continue
            wording = word(point)
            if wording is None:
                continue
            others = one_an_article(points, point)
            told = self.citer.sentence(wording.text, (*wording.evidence, *others))
            if told and len({s.article for s in told.evidence}) >= 2:
                self.remember(points)
                return told
        return None

    def _quoted(self, reading: Reading, quote: Quote) -> BriefSentence | None:
        words = quote.span.quote.rstrip(",").strip()
        speaker = quote.speaker
        if speaker is None or speaker.name is None or "\n" in words:
            return None
        index, around = next(
            (
                (i, s.span)
                for i, s in enumerate(reading.article.sentences)
                if s.span.start <= quote.span.start < s.span.end
            ),
            (-1, quote.span),
        )
        if around in self.spans | self.reserved or self._repeats(
            frozenset(reading.lemmas[index]), words_of(around.quote)
        ):
            return None
        evidence = [reading.article.span(around.start, max(around.end, quote.span.end))]
        named = naming(reading, speaker.name)
        if named:
            evidence.append(named)
        return self.citer.sentence(f"“{words}”", evidence, before=f"{upper_first(speaker.name)}: ", part=True)

    def remember(self, points: Iterable[Point]) -> None:
        """Points that have been told and are not to be told again."""
        for point in points:
            self.told.append((point.lemmas, point.words))
            self.spans.add(point.sentence.span)

    def _repeats(self, lemmas: frozenset[str], words: frozenset[str]) -> bool:
        return any(max(overlap(lemmas, a), overlap(words, b)) > OVERLAP for a, b in self.told)
