"""Statements → claims: what several say, joined; what cannot stand together, kept apart and linked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.compare.blocks import Place, block
from communique.compare.contradictions import contradiction, may_differ
from communique.compare.developments import Developing, carry_on, development, may_develop, settles
from communique.compare.differences import Differing
from communique.compare.happenings import Happenings
from communique.compare.independence import Sources
from communique.compare.laying import Laying
from communique.compare.likeness import Likeness, Weights, likeness
from communique.compare.propositions import Proposition
from communique.compare.sameness import ALIKE, WITHIN, may_say_same, may_stand_together, says_same
from communique.compare.scoring import Pair
from communique.records import (
    Claim,
    Contradiction,
    Grouping,
    Interval,
    Reading,
    Span,
    Standing,
    Statement,
    digest,
)

LARGEST = 60
"""Statements that one claim may grow to; whatever is said more often is a formula, not news."""

Links = dict[str, dict[str, Contradiction]]


class Comparison:
    """The statements of a record, laid side by side.

    Only statements that `blocks` pairs are laid out at all; the others stand alone.
    """

    def __init__(self, readings: Sequence[Reading], grouping: Grouping) -> None:
        ordered = sorted(readings, key=lambda r: r.article.id)
        self.readings = {r.article.id: r for r in ordered}
        self.happenings = Happenings(ordered, grouping)
        self.copies = {copy.article for copy in grouping.copies}
        self.text_of = {copy.article: copy.original for copy in grouping.copies}
        self.sources = Sources([r.article for r in ordered], grouping.copies)
        self.groups: dict[str, list[Reading]] = defaultdict(list)
        for reading in ordered:
            self.groups[self.happenings.group(reading.article.id)].append(reading)
        self.weights: dict[str, Weights] = {}
        self.laid: dict[str, Proposition] = {}
        self._likes: dict[tuple[str, str], Likeness] = {}
        self.twins: dict[str, Sequence[Statement]] = {}
        """For a statement the others that say it word for word."""
        self.said = {s.id: s for r in ordered for s in r.statements}
        self.later: dict[tuple[str, str], Developing] = {}

    def claims(self) -> tuple[Claim, ...]:
        """Every statement in one claim, in the order of the claims' ids."""
        same, against = self.pairs()
        ids: dict[str, str] = {}
        found: list[tuple[list[str], list[str]]] = []
        twins = {s.id for others in self.twins.values() for s in others}
        alone = (
            [s.id]
            for r in self.readings.values()
            for s in r.statements
            if s.id not in self.laid and s.id not in twins
        )
        for cluster in (*self.clusters(same, against), *alone):
            every = cluster + [s.id for n in cluster for s in self.twins.get(n, ())]
            key = digest("claim", *sorted(every))
            ids.update(dict.fromkeys(every, key))
            found.append((cluster, every))
        links = self._links(against, ids)
        claims = [self._claim(*each, ids, links) for each in found]
        return tuple(sorted(carry_on(claims, self.later, ids, self), key=lambda c: c.id))

    # ------------------------------------------------------------------ pairs

    def pairs(self) -> tuple[list[tuple[str, str]], dict[tuple[str, str], Differing]]:
        """Pairs (ids) that say the same, the best first, and pairs that contradict each other."""
        same: list[tuple[float, Span, Span, str, str]] = []
        against: dict[tuple[str, str], Differing] = {}
        for group in sorted(self.groups):
            for pair in self.measured(group, hopeless=False):
                weights = self.weights[group]
                a, b = pair.a, pair.b
                differing = (
                    contradiction(a, b, weights, pair.alike) if pair.one and not self._copied(a, b) else None
                )
                told = self._days(a, b)
                if differing is not None and told is not None and settles(a, b, differing, told):
                    self.later[a.id, b.id] = Developing("polarity", told[0] < told[1])
                    continue
                later = development(a, b, weights, pair.alike, told) if told is not None else None
                if later is not None:
                    self.later[a.id, b.id] = later
                elif differing is not None:
                    against[a.id, b.id] = differing
                elif a.span.article != b.span.article:
                    chance = says_same(pair, weights)
                    if chance is not None:
                        same.append((-round(chance, 6), a.span, b.span, a.id, b.id))
        return [(i, j) for *_, i, j in sorted(same)], against

    def measured(self, group: str, *, hopeless: bool = True) -> list[Pair]:
        """The candidates of a group with how alike they are, and how far each is from its best rival.

        Those that can neither say the same nor contradict each other are left out if not `hopeless`.
        """
        found = []
        best: dict[tuple[str, str], tuple[tuple[float, str], ...]] = {}
        for a, b in self.candidates(group):
            alike, one = likeness(a, b, self.weights[group]), self.happenings.one(a, b)
            self._likes[(a.id, b.id) if a.id < b.id else (b.id, a.id)] = alike
            pair = Pair(a, b, alike, one, alike.score)  # its margin at the best
            apart = a.span.article != b.span.article
            if (
                hopeless
                or (one and may_differ(a, b, alike))
                or (apart and (may_say_same(pair) or may_develop(a, b, alike)))
            ):
                found.append(pair)
            for key, other in (((a.id, b.span.article), b.id), ((b.id, a.span.article), a.id)):
                mine, held = (alike.score, other), best.get(key)
                if held is None:
                    best[key] = (mine,)
                elif len(held) < 2 or mine > held[1]:
                    best[key] = (mine, held[0]) if mine > held[0] else (held[0], mine)
        pairs = []
        for a, b, alike, one, _ in found:
            others = [s for s, name in best[a.id, b.span.article] if name != b.id]
            others += [s for s, name in best[b.id, a.span.article] if name != a.id]
            margin = max(-0.5, alike.score - max(others, default=0.0))
            pairs.append(Pair(a, b, alike, one, margin))
        return pairs

    def candidates(self, group: str) -> Iterator[tuple[Proposition, Proposition]]:
        """Pairs of statements of a group whose sentences share something telling, in their order."""
        readings = self.groups[group]
        found = block(readings, self.happenings, frozenset(self.copies))
        # words are weighed among the sentences of one story or arc: its own names tell little there
        self.weights[group] = found.weights
        layings: dict[int, Laying] = {}
        laid: dict[Place, Proposition] = {}

        def lay(place: Place) -> Proposition:
            if place not in laid:
                n, m = place
                if n not in layings:
                    layings[n] = Laying(readings[n])
                laid[place] = layings[n].of(readings[n].statements[m])
                self.laid[laid[place].id] = laid[place]
            return laid[place]

        for one, two in found.pairs:
            yield lay(one), lay(two)
        for (n, m), others in found.twins.items():
            self.twins[readings[n].statements[m].id] = [readings[k].statements[i] for k, i in others]

    def _days(self, a: Proposition, b: Proposition) -> tuple[dt.date, dt.date] | None:
        """The days on which two statements of different texts were told, where both are known."""
        one, other = self.told(a.id), self.told(b.id)
        if one is None or other is None or self._copied(a, b):
            return None
        return one.start, other.start

    def told(self, name: str) -> Interval | None:
        """The day on which a statement was told, where it is known."""
        found = self.readings[self.laid[name].span.article].article.published
        return found if found is not None and found.precision == "day" else None

    def _copied(self, a: Proposition, b: Proposition) -> bool:
        """Whether the two stand in different copies of one text: it has its own say for itself."""
        here, there = a.span.article, b.span.article
        return here != there and self.text_of.get(here, here) == self.text_of.get(there, there)

    def _weights(self, p: Proposition) -> Weights:
        return self.weights[self.happenings.group(p.span.article)]

    def likeness(self, one: str, other: str) -> float:
        """How alike two statements are."""
        return self._alike(self.laid[one], self.laid[other]).score

    def _alike(self, a: Proposition, b: Proposition) -> Likeness:
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        found = self._likes.get(key)
        if found is None:
            found = self._likes[key] = likeness(a, b, self._weights(a))
        return found

    # ------------------------------------------------------------------ clusters

    def clusters(
        self, same: Iterable[tuple[str, str]], against: Iterable[tuple[str, str]]
    ) -> list[list[str]]:
        """Statements joined best pair first; none joined to what it contradicts or differs from."""
        home = {name: name for name in self.laid}
        members: dict[str, list[str]] = {name: [name] for name in self.laid}
        apart = {frozenset(pair) for pair in against}
        for i, j in same:
            low, high = sorted((home[i], home[j]))
            if low == high or not self._joinable(members[low], members[high], apart):
                continue
            for n in members[high]:
                home[n] = low
            members[low] += members.pop(high)
        return [sorted(members[n]) for n in sorted(members)]

    def _joinable(self, xs: list[str], ys: list[str], apart: set[frozenset[str]]) -> bool:
        """Whether every statement of the one can stand beside every one of the other."""
        if len(xs) + len(ys) > LARGEST:
            return False
        total = 0.0
        for i in xs:
            for j in ys:
                a, b = self.laid[i], self.laid[j]
                if frozenset((i, j)) in apart or not may_stand_together(a, b, self._weights(a)):
                    return False
                score = self._alike(a, b).score
                if a.span.article == b.span.article and score < WITHIN:
                    return False
                total += score
        return total / (len(xs) * len(ys)) >= ALIKE

    # ------------------------------------------------------------------ claims

    def _links(self, against: dict[tuple[str, str], Differing], ids: dict[str, str]) -> Links:
        """For each claim the claims that contradict it, shown by the two statements most alike.

        Copies show it only where no original does.
        """

        def order(pair: tuple[str, str]) -> tuple[int, float, Span, Span]:
            a, b = (self.laid[n] for n in pair)
            repeated = sum(p.span.article in self.copies for p in (a, b))
            return repeated, -round(self._alike(a, b).score, 6), a.span, b.span

        links: Links = defaultdict(dict)
        for i, j in sorted(against, key=order):
            one, other = ids[i], ids[j]
            if one == other or other in links[one]:
                continue
            mine, theirs = self.value(i, against[i, j].mine), self.value(j, against[i, j].theirs)
            links[one][other] = Contradiction(other, against[i, j].on, (mine, theirs))
            links[other][one] = Contradiction(one, against[i, j].on, (theirs, mine))
        return links

    def value(self, name: str, stretch: tuple[int, int] | None) -> Span:
        """The words of the differing value in a statement; the whole statement where no words hold it."""
        whole = self.laid[name].span
        if stretch is None or not whole.start <= stretch[0] < stretch[1] <= whole.end:
            return whole
        return self.readings[whole.article].article.span(*stretch)

    def _claim(self, cluster: list[str], every: list[str], ids: dict[str, str], links: Links) -> Claim:
        """The claim of these statements; `every` has those in the same words too."""
        key = ids[cluster[0]]
        if len(every) == 1 and key not in links:
            text = self.said[every[0]].span.quote
            return Claim(id=key, text=text, statements=tuple(every), sources=1, standing="single-source")
        sources = self.sources.count({self.said[n].span.article for n in every})
        contradicts = tuple(links[key][other] for other in sorted(links.get(key, {})))
        standing: Standing = (
            "contested" if contradicts else "corroborated" if sources >= 2 else "single-source"
        )
        return Claim(
            id=key,
            text=self.said[self._best(cluster)].span.quote,
            statements=tuple(sorted(every)),
            sources=sources,
            standing=standing,
            contradicts=contradicts,
        )

    def _best(self, cluster: list[str]) -> str:
        """The statement whose words speak for all: most like the others, asserted, short, no copy."""

        if len(cluster) == 1:
            return cluster[0]

        def worth(n: str) -> tuple[float, int, str]:
            p = self.laid[n]
            others = [m for m in cluster if m != n][:12]
            central = sum(self._alike(p, self.laid[m]).score for m in others) / (len(others) or 1)
            points = central - 0.15 * (p.modality != "asserted") - 0.3 * (p.span.article in self.copies)
            points -= 0.002 * min(len(p.span.quote), 400) + 0.15 * _leans(p)
            return -round(points, 6), len(p.span.quote), p.id

        return min(cluster, key=worth)


def _leans(p: Proposition) -> bool:
    """Whether a statement does not stand on its own: very short, or it opens with a pronoun."""
    first = p.span.quote.split(maxsplit=1)[0].strip("“\"'‘").lower()
    return len(p.span.quote) < 30 or first in {"it", "he", "she", "they", "this", "that", "those", "these"}
