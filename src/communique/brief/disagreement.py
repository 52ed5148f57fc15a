"""Where accounts differ: sentences that cannot both be right, side by side. And what changed over time:
an earlier sentence beside the later one that carries it on.

A sentence that has been told above is not told again: what stands against the other side is then shown
as a part of it, the clause that holds the value, with whoever says it in front. A sentence of which no
part may stand alone is kept for this place; one that leans on the sentence before it comes with that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set

from communique.brief.attributing import naming, upper_first, whole_quotation
from communique.brief.citing import Citer
from communique.brief.material import Material, Point
from communique.brief.wording import LONGEST, MARKS, PRONOUN, leans, opens_leaning, stand_alone, unbalanced
from communique.records import BriefSentence, Reading, Side, Span

CHANGED = "What changed over time"
"""The heading of pairs of which one came after the other, and both may be right."""
MOST = 6
"""Pairs in a brief."""
MOST_SHOWN = 2
"""How often one sentence may stand in a disagreement."""
FEWEST = 4
"""Words of a clause that tells enough to stand against another."""


Values = tuple[Span, Span]
"""What two sentences say differently."""


def contradicting(material: Material) -> list[tuple[frozenset[str], Values]]:
    """The two claims and the two values of each contradiction, the plainest differences first."""
    found = [(c.id, x) for c in material.story_claims for x in c.contradicts]
    found.sort(key=lambda pair: (pair[1].on == "other", sorted(pair[1].spans)))
    rows = []
    for own, contradiction in found:
        one, other = sorted(material.original(s) for s in contradiction.spans)
        rows.append((frozenset((own, contradiction.claim)), (one, other)))
    return rows


def developing(material: Material) -> list[tuple[frozenset[str], Values]]:
    """The two claims and the two values of each development, by the later day; the earlier value first."""
    found = [(c.id, x) for c in material.story_claims for x in c.develops]
    found.sort(key=lambda pair: (pair[1].days[1], pair[1].days[0], pair[1].spans))
    rows = []
    for own, development in found:
        one, other = (material.original(s) for s in development.spans)
        rows.append((frozenset((own, development.claim)), (one, other)))
    return rows


class Sides:
    """Pairs of a story's sentences that belong side by side, chosen before anything is told."""

    def __init__(
        self, material: Material, citer: Citer, found: Iterable[tuple[frozenset[str], Values]]
    ) -> None:
        """`found` are the claims of each pair and the two values, in the order in which to show them."""
        self._material, self._citer = material, citer
        self._by_sentence: dict[Span, list[Point]] = {}
        for point in material.points:
            self._by_sentence.setdefault(point.sentence.span, []).append(point)
        self._chosen = self._choose(found)
        self.shown: list[Point] = []

    def _choose(self, found: Iterable[tuple[frozenset[str], Values]]) -> list[tuple[Values, Values]]:
        """(the two values, the two sentences that hold them)."""
        members = set(self._material.story.articles)
        chosen: list[tuple[Values, Values]] = []
        done: set[frozenset[str]] = set()
        shown: Counter[Span] = Counter()
        for key, (one, other) in found:
            if key in done or len(chosen) >= MOST or not {one.article, other.article} <= members:
                continue
            a, b = self._sentence(one), self._sentence(other)
            if a is None or b is None or a.quote == b.quote or max(shown[a], shown[b]) >= MOST_SHOWN:
                continue
            shown.update((a, b))
            done.add(key)
            chosen.append(((one, other), (a, b)))
        return chosen

    def only_whole(self) -> set[Span]:
        """Sentences that can be shown here only as they are, so that nobody else may tell them."""
        return {
            sentence
            for values, sentences in self._chosen
            for value, sentence in zip(values, sentences, strict=True)
            if self._clause(value, sentence) is None and not self._leads(sentence)
        }

    def _leads(self, sentence: Span) -> bool:
        """Whether a sentence opens its article: without it nobody knows what the story is."""
        return any(p.place == 0 for p in self._by_sentence.get(sentence, ()))

    def pairs(self, told: Set[Span], *, without: Set[Span] = frozenset()) -> tuple[tuple[Side, Side], ...]:
        """The pairs, each side with its sentence, or with a part of it where that has been `told`;
        none that has one of the sentences `without`."""
        pairs = []
        seen = set(told)
        for values, sentences in self._chosen:
            if without & set(sentences):
                continue
            one, other = (self._side(v, s, seen) for v, s in zip(values, sentences, strict=True))
            if one is not None and other is not None:
                pairs.append((one, other))
                seen.update(sentences)
                self.shown += [self._by_sentence[s][0] for s in sentences if s in self._by_sentence]
        return tuple(pairs)

    def _side(self, value: Span, sentence: Span, told: Set[Span]) -> Side | None:
        ways = (self._whole, self._part, self._with_the_one_before)
        for way in (self._part, self._whole) if sentence in told else ways:
            made = way(value, sentence)
            if made is not None:
                return Side(" ".join(value.quote.split()), made)
        return None

    def _whole(self, value: Span, sentence: Span) -> BriefSentence | None:
        """The sentence as it may stand alone, with the rest of a quotation that it opens."""
        reading = self._reading(sentence)
        whole = whole_quotation(reading, sentence)
        wording = stand_alone(reading, whole)
        if wording is not None:
            return self._citer.sentence(wording.text, wording.evidence)
        # What stands beside its rival may speak of "this newspaper"; it may not open with a pronoun.
        if PRONOUN.search(whole.quote) or opens_leaning(whole.quote) or unbalanced(whole.quote):
            return None
        return self._citer.sentence(" ".join(MARKS.sub("", whole.quote).split()), (whole,))

    def _part(self, value: Span, sentence: Span) -> BriefSentence | None:
        point = self._clause(value, sentence)
        if point is None:
            return None
        clause, holder = point.statement.span, point.statement.holder
        text = " ".join(clause.quote.split()).strip(" ,;.")
        text = f"{'… ' if clause.start > sentence.start else ''}{text} …"
        who = "" if holder.kind == "outlet" else upper_first(holder.name or "")
        evidence = [sentence, *filter(None, [naming(point.reading, holder.name or "") if who else None])]
        before = f"{who}: " if who else ""
        return self._citer.sentence(text, evidence, before=before, part=True)

    def _with_the_one_before(self, value: Span, sentence: Span) -> BriefSentence | None:
        """A sentence that leans on the one before, behind it, if that one leans on none."""
        reading = self._reading(sentence)
        rows = reading.article.sentences
        at = next((n for n, s in enumerate(rows) if s.span == sentence), 0)
        if at == 0 or rows[at - 1].heading or stand_alone(reading, rows[at - 1].span) is None:
            return None
        both = reading.article.span(rows[at - 1].span.start, sentence.end)
        if len(both.quote.split()) > LONGEST or unbalanced(both.quote):
            return None
        return self._citer.sentence(" ".join(MARKS.sub("", both.quote).split()), (both,))

    def _clause(self, value: Span, sentence: Span) -> Point | None:
        """The shortest clause of the sentence that holds the value, told as fact by its outlet or
        by somebody whom the sentence itself names so, and leaning on nothing."""
        fitting = [
            p
            for p in self._by_sentence.get(sentence, ())
            if (p.statement.modality == "asserted" or _shows_itself(p))
            and (p.statement.holder.kind == "outlet" or (p.statement.holder.name or "\n") in sentence.quote)
            and p.statement.span.start <= value.start
            and value.end <= p.statement.span.end
            and FEWEST <= len(p.statement.span.quote.split()) < len(sentence.quote.split()) - 2
            and not unbalanced(p.statement.span.quote)
            and not PRONOUN.search(p.statement.span.quote)
            and not leans(p.statement.span.quote)
        ]
        return min(
            fitting,
            key=lambda p: (p.statement.span.end - p.statement.span.start, p.statement.span),
            default=None,
        )

    def _reading(self, span: Span) -> Reading:
        return self._material.readings_of[span.article]

    def _sentence(self, value: Span) -> Span | None:
        sentences = self._reading(value).article.sentences
        return next((s.span for s in sentences if s.span.start <= value.start < s.span.end), None)


AHEAD = re.compile(r"\b(?:will|would|shall|may|might|could)\b")


def _shows_itself(point: Point) -> bool:
    """Whether a clause that tells of what is to come says so in its own words."""
    return point.statement.modality in ("expected", "possible") and bool(
        AHEAD.search(point.statement.span.quote)
    )
