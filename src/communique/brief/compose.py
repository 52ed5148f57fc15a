"""The brief of one story: every sentence cited, nothing told that its sources do not tell.

The parts, in order: what happened, what several sources say, why it matters (as argued by
somebody), where accounts differ, what was promised, what was only expected, one quote. Each
sentence is a source's own words (`wording`), passes the last gate (`held`), and is used once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from communique.brief.arguments import arguments_in
from communique.brief.attributing import argued, names_holder, naming, upper_first, whole_quotation
from communique.brief.choosing import lead_score, one_an_article, one_family, opens_with_quote, quote_score
from communique.brief.citing import Citer
from communique.brief.material import Material, Point
from communique.brief.wording import word
from communique.records import Brief, BriefSentence, Claim, Quote, Reading, Report, Section, Side, Span, Story

MOST = {"happened": 4, "several": 5, "matters": 4, "differ": 6, "promised": 5, "expected": 4}
"""The most sentences (pairs, for `differ`) in each part: a brief is read in two minutes."""

DEEPEST = 4
"""Paragraphs into an article in which what happened is told; further down stands background."""

ANNOUNCED = re.compile(r"\b(?:announced|agreed|declared)\b")
FEWEST = 9
"""Words of a sentence that tells what happened: a shorter one leans on what stands around it."""
UNREAL = re.compile(r"\b(?:could|would|might|should) (?:not )?have\b")
"""What did not come about is neither expected nor possible any more."""

MOST_SHOWN = 2
"""How often one sentence may stand in a disagreement."""


def compose(report: Report, story: Story) -> Brief:
    """The brief of `story`. Sections without a sentence are left out; order is fixed."""
    material = Material(report, story)
    writer = _Writer(material, Citer(r.article for r in report.readings))
    differ = writer.differ()
    sections = [
        Section(writer.opening, tuple(writer.happened())),
        Section("What several sources say", tuple(writer.several())),
        Section("Why it matters", tuple(writer.matters())),
        Section("Where accounts differ", (), tuple(differ)),
        Section("What was promised", tuple(writer.promised())),
        Section("What is only expected or possible", tuple(writer.expected())),
        Section("In their words", tuple(writer.telling_quote())),
    ]
    sections = [s for s in sections if s.sentences or s.sides]
    return _numbered(Brief(story.id, story.label, tuple(sections), ()), writer.citer)


class _Writer:
    """Picks and words sentences; remembers what has been told so that no point comes twice."""

    def __init__(self, material: Material, citer: Citer) -> None:
        self.material = material
        self.citer = citer
        self.told: list[frozenset[str]] = []
        self.spans: set[Span] = set()
        self.only_previews = bool(material.readings) and all(
            r.article.kind == "preview" for r in material.readings
        )

    @property
    def opening(self) -> str:
        return "What is planned" if self.only_previews else "What happened"

    # ------------------------------------------------------------ the parts

    def happened(self) -> Iterator[BriefSentence]:
        """The leads of the reports, then what is most central among what is told as fact."""
        kinds = {"preview"} if self.only_previews else {"report", "statement"}
        pool = [p for p in self.material.points if p.article.kind in kinds and self._is_happening(p)]
        pool = pool or [p for p in self.material.points if self._is_happening(p)]
        yield from self._take(pool, MOST["happened"], lead_score(self.material))

    def _is_happening(self, point: Point) -> bool:
        """Told as fact; or an act of speech that its own sentence reports, in the lead."""
        statement = point.statement
        if opens_with_quote(point) or point.sentence.paragraph > DEEPEST:
            return False
        if len(point.sentence.span.quote.split()) < FEWEST:
            return False
        if self.only_previews:
            return point.sentence.paragraph <= 2
        if statement.modality == "asserted":
            return point.sentence.paragraph == 0 or self._acts(point)
        # What is promised, denied or announced in the lead is an act of speech, and it happened.
        spoken = statement.modality in ("pledged", "denied", "demanded") or (
            statement.modality == "expected" and ANNOUNCED.search(point.sentence.span.quote)
        )
        return bool(spoken) and point.sentence.paragraph == 0

    def _acts(self, point: Point) -> bool:
        """Whether one of those whom the story is about has a part in it."""
        return bool(set(self.material.story.actors[:4]) & set(point.statement.actors))

    def several(self) -> Iterator[BriefSentence]:
        """One sentence for each corroborated claim, cited to each independent source."""
        groups = [
            c
            for c in report_claims(self.material)
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

    def differ(self) -> list[tuple[Side, Side]]:
        """Accounts that cannot both be right, side by side, each with its sentence."""
        pairs: list[tuple[Side, Side]] = []
        done: set[frozenset[str]] = set()
        shown: Counter[Span] = Counter()
        members = set(self.material.story.articles)
        found = [
            c for claim in report_claims(self.material) for c in ((claim.id, x) for x in claim.contradicts)
        ]
        found.sort(key=lambda pair: (pair[1].on == "other", sorted(pair[1].spans)))
        for own, contradiction in found:
            key = frozenset((own, contradiction.claim))
            spans = sorted(self.material.original(s) for s in contradiction.spans)
            if key in done or not all(s.article in members for s in spans) or len(pairs) >= MOST["differ"]:
                continue
            sides = [self._side(s) for s in spans]
            if sides[0] is None or sides[1] is None or sides[0].sentence.text == sides[1].sentence.text:
                continue
            holding = [side.sentence.evidence[0] for side in sides if side]
            if max(shown[s] for s in holding) >= MOST_SHOWN:
                continue
            shown.update(holding)
            done.add(key)
            pairs.append((sides[0], sides[1]))
        return pairs

    def promised(self) -> Iterator[BriefSentence]:
        pool = [
            p for p in self.material.points if p.statement.modality == "pledged" and not opens_with_quote(p)
        ]
        yield from self._take(pool, MOST["promised"], lambda p: self.material.centrality(p) + 0.5 * p.sources)

    def expected(self) -> Iterator[BriefSentence]:
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

    def _take(
        self,
        pool: Iterable[Point],
        most: int,
        score: Callable[[Point], float],
        *,
        attribute: bool = False,
    ) -> Iterator[BriefSentence]:
        count = 0
        for point in sorted(pool, key=lambda p: (-score(p), p.statement.span)):
            if count >= most:
                return
            told = self._tell(point, attribute=attribute)
            if told:
                count += 1
                yield told

    def _tell(self, point: Point, *, attribute: bool = False) -> BriefSentence | None:
        """The point's sentence, unless it was told, cannot stand alone or does not hold."""
        if point.sentence.span in self.spans or self._repeats(point.lemmas):
            return None
        wording = word(point)
        if wording is None:
            return None
        text = wording.text
        given: tuple[str, ...] = ()
        alone = point.claim is not None and point.claim.standing == "contested"
        if (attribute or alone) and not names_holder(point):
            text, given = argued(point, wording.text)
        told = self.citer.sentence(text, wording.evidence, given=given)
        if told:
            self._remember(point)
        return told

    def _corroborated(self, claim: Claim) -> BriefSentence | None:
        points = [self.material.point_of[s] for s in claim.statements if s in self.material.point_of]
        points = one_family([p for p in points if not self.material.overtaken(p.article)])
        points.sort(key=lambda p: (-self.material.centrality(p), p.statement.span))
        for point in points:
            if self._repeats(point.lemmas) and point.sentence.span not in self.spans:
                continue
            wording = word(point)
            if wording is None or point.sentence.span in self.spans:
                continue
            others = one_an_article(points, point)
            told = self.citer.sentence(wording.text, (*wording.evidence, *others))
            if told and len({s.article for s in told.evidence}) >= 2:
                for p in points:
                    self._remember(p)
                return told
        return None

    def _side(self, span: Span) -> Side | None:
        reading = self.material.readings_of[span.article]
        sentence = next(
            (s.span for s in reading.article.sentences if s.span.start <= span.start < s.span.end), None
        )
        if sentence is None:
            return None
        sentence = whole_quotation(reading, sentence)
        told = self.citer.sentence(" ".join(sentence.quote.split()), (sentence,))
        return Side(" ".join(span.quote.split()), told) if told else None

    def _quoted(self, reading: Reading, quote: Quote) -> BriefSentence | None:
        words = quote.span.quote.rstrip(",").strip()
        speaker = quote.speaker
        if speaker is None or speaker.name is None or "\n" in words:
            return None
        around = next(
            (s.span for s in reading.article.sentences if s.span.start <= quote.span.start < s.span.end),
            quote.span,
        )
        evidence = [reading.article.span(around.start, max(around.end, quote.span.end))]
        named = naming(reading, speaker.name)
        if named:
            evidence.append(named)
        return self.citer.sentence(f"{upper_first(speaker.name)}: “{words}”", evidence)

    def _repeats(self, lemmas: frozenset[str]) -> bool:
        return any(
            len(lemmas & old) > 0.6 * min(len(lemmas), len(old)) for old in self.told if old and lemmas
        )

    def _remember(self, point: Point) -> None:
        self.told.append(point.lemmas)
        self.spans.add(point.sentence.span)


def report_claims(material: Material) -> tuple[Claim, ...]:
    """The claims with a statement in the story, in the order of their ids."""
    ids = {p.claim.id for p in material.points if p.claim}
    return tuple(material.claim_of_id[i] for i in sorted(ids))


def _numbered(brief: Brief, citer: Citer) -> Brief:
    """The brief with its references numbered in reading order."""
    shown = [
        sentence
        for section in brief.sections
        for sentence in (*section.sentences, *(side.sentence for pair in section.sides for side in pair))
    ]
    references, order = citer.references(shown)

    def renumber(sentence: BriefSentence) -> BriefSentence:
        return replace(sentence, citations=tuple(order[n] for n in sentence.citations))

    sections = tuple(
        Section(
            s.heading,
            tuple(renumber(x) for x in s.sentences),
            tuple(
                (Side(a.value, renumber(a.sentence)), Side(b.value, renumber(b.sentence))) for a, b in s.sides
            ),
        )
        for s in brief.sections
    )
    return Brief(brief.story, brief.title, sections, references)
