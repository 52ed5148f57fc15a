"""Statements → claims: what several say, joined; what cannot stand together, kept apart and linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.compare.candidates import candidates
from communique.compare.contradictions import contradiction
from communique.compare.differences import Differing
from communique.compare.happenings import Happenings
from communique.compare.independence import Sources
from communique.compare.laying import propositions_of
from communique.compare.likeness import Likeness, Weights, likeness
from communique.compare.propositions import Proposition
from communique.compare.sameness import SAME, WITHIN, may_stand_together, rank, same_claim
from communique.records import Claim, Contradiction, Grouping, Reading, Span, Standing, digest

LARGEST = 60
"""Statements that one claim may grow to; whatever is said more often is a formula, not news."""

Links = dict[str, dict[str, Contradiction]]


class Comparison:
    """The propositions of a record, laid side by side."""

    def __init__(self, readings: Sequence[Reading], grouping: Grouping) -> None:
        ordered = sorted(readings, key=lambda r: r.article.id)
        self.propositions: list[Proposition] = [p for r in ordered for p in propositions_of(r)]
        self.happenings = Happenings(ordered, grouping)
        self.articles = {r.article.id: r.article for r in ordered}
        self.copies = {copy.article for copy in grouping.copies}
        self.text_of = {copy.article: copy.original for copy in grouping.copies}
        self.sources = Sources([r.article for r in ordered], grouping.copies)
        self.groups: dict[str, list[int]] = defaultdict(list)
        for n, p in enumerate(self.propositions):
            self.groups[self.happenings.group(p)].append(n)
        # words are weighed among the statements of one story or arc: its own names tell little there
        self.weights = {
            group: Weights(self.propositions[n] for n in members) for group, members in self.groups.items()
        }

    def claims(self) -> tuple[Claim, ...]:
        """Every statement in one claim, in the order of the claims' ids."""
        same, against = self.pairs()
        clusters = self.clusters(same, against)
        ids: dict[int, str] = {}
        for cluster in clusters:
            key = digest("claim", *sorted(self.propositions[n].id for n in cluster))
            ids.update(dict.fromkeys(cluster, key))
        links = self._links(against, ids)
        return tuple(sorted((self._claim(c, ids, links) for c in clusters), key=lambda c: c.id))

    # ------------------------------------------------------------------ pairs

    def pairs(self) -> tuple[list[tuple[int, int]], dict[tuple[int, int], Differing]]:
        """Pairs that say the same, the best first, and pairs that contradict each other."""
        same: list[tuple[float, Span, Span, int, int]] = []
        against: dict[tuple[int, int], Differing] = {}
        for group in sorted(self.groups):
            members, weights = self.groups[group], self.weights[group]
            local = [self.propositions[n] for n in members]
            for i, j in candidates(local, weights):
                a, b = local[i], local[j]
                one = self.happenings.one(a, b)
                alike = likeness(a, b, weights)
                differing = contradiction(a, b, weights, alike) if one and not self._copied(a, b) else None
                if differing is not None:
                    against[members[i], members[j]] = differing
                elif a.span.article != b.span.article and same_claim(a, b, alike, weights, one=one):
                    same.append((-rank(a, b, alike), a.span, b.span, members[i], members[j]))
        return [(i, j) for *_, i, j in sorted(same)], against

    def _copied(self, a: Proposition, b: Proposition) -> bool:
        """Whether the two stand in different copies of one text: it has its own say for itself."""
        here, there = a.span.article, b.span.article
        return here != there and self.text_of.get(here, here) == self.text_of.get(there, there)

    def _weights(self, p: Proposition) -> Weights:
        return self.weights[self.happenings.group(p)]

    def _alike(self, a: Proposition, b: Proposition) -> Likeness:
        return likeness(a, b, self._weights(a))

    # ------------------------------------------------------------------ clusters

    def clusters(
        self, same: Iterable[tuple[int, int]], against: Iterable[tuple[int, int]]
    ) -> list[list[int]]:
        """Statements joined best pair first; none joined to what it contradicts or differs from."""
        home = list(range(len(self.propositions)))
        members: dict[int, list[int]] = {n: [n] for n in home}
        apart = set(against)
        for i, j in same:
            low, high = sorted((home[i], home[j]))
            if low == high or not self._joinable(members[low], members[high], apart):
                continue
            for n in members[high]:
                home[n] = low
            members[low] += members.pop(high)
        return [sorted(members[n]) for n in sorted(members)]

    def _joinable(self, xs: list[int], ys: list[int], apart: set[tuple[int, int]]) -> bool:
        """Whether every statement of the one can stand beside every one of the other."""
        if len(xs) + len(ys) > LARGEST:
            return False
        total = 0.0
        for i in xs:
            for j in ys:
                a, b = self.propositions[i], self.propositions[j]
                if (min(i, j), max(i, j)) in apart or not may_stand_together(a, b, self._weights(a)):
                    return False
                score = self._alike(a, b).score
                if a.span.article == b.span.article and score < WITHIN:
                    return False
                total += score
        return total / (len(xs) * len(ys)) >= 0.8 * SAME

    # ------------------------------------------------------------------ claims

    def _links(self, against: dict[tuple[int, int], Differing], ids: dict[int, str]) -> Links:
        """For each claim the claims that contradict it, shown by the two statements most alike.

        Copies show it only where no original does.
        """

        def order(pair: tuple[int, int]) -> tuple[int, float, Span, Span]:
            a, b = (self.propositions[n] for n in pair)
            repeated = sum(p.span.article in self.copies for p in (a, b))
            return repeated, -round(self._alike(a, b).score, 6), a.span, b.span

        links: Links = defaultdict(dict)
        for i, j in sorted(against, key=order):
            one, other = ids[i], ids[j]
            if one == other or other in links[one]:
                continue
            mine, theirs = self._value(i, against[i, j].mine), self._value(j, against[i, j].theirs)
            links[one][other] = Contradiction(other, against[i, j].on, (mine, theirs))
            links[other][one] = Contradiction(one, against[i, j].on, (theirs, mine))
        return links

    def _value(self, n: int, stretch: tuple[int, int] | None) -> Span:
        """The words of the differing value in a statement; the whole statement where no words hold it."""
        whole = self.propositions[n].span
        if stretch is None or not whole.start <= stretch[0] < stretch[1] <= whole.end:
            return whole
        return self.articles[whole.article].span(*stretch)

    def _claim(self, cluster: list[int], ids: dict[int, str], links: Links) -> Claim:
        key = ids[cluster[0]]
        sources = self.sources.count({self.propositions[n].span.article for n in cluster})
        contradicts = tuple(links[key][other] for other in sorted(links.get(key, {})))
        standing: Standing = (
            "contested" if contradicts else "corroborated" if sources >= 2 else "single-source"
        )
        return Claim(
            id=key,
            text=self.propositions[self._best(cluster)].span.quote,
            statements=tuple(sorted(self.propositions[n].id for n in cluster)),
            sources=sources,
            standing=standing,
            contradicts=contradicts,
        )

    def _best(self, cluster: list[int]) -> int:
        """The statement whose words speak for all: most like the others, asserted, short, no copy."""

        def worth(n: int) -> tuple[float, int, str]:
            p = self.propositions[n]
            others = [m for m in cluster if m != n][:12]
            central = sum(self._alike(p, self.propositions[m]).score for m in others) / (len(others) or 1)
            points = central - 0.15 * (p.modality != "asserted") - 0.3 * (p.span.article in self.copies)
            points -= 0.002 * min(len(p.span.quote), 400) + 0.15 * _leans(p)
            return -round(points, 6), len(p.span.quote), p.id

        return min(cluster, key=worth)


def _leans(p: Proposition) -> bool:
    """Whether a statement does not stand on its own: very short, or it opens with a pronoun."""
    first = p.span.quote.split(maxsplit=1)[0].strip("“\"'‘").lower()
    return len(p.span.quote) < 30 or first in {"it", "he", "she", "they", "this", "that", "those", "these"}
