"""Articles → groups about one happening: average-linkage clustering under constraints.

Pairs are found through an inverted index of telling words and judged one by one. Two groups
merge while the mean score over all pairs between them is high enough and time rules out none
of these pairs. Ties fall to the lower ids, so that the order of the input never matters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from communique.group.evidence import Signature
from communique.group.linkage import Linkage
from communique.group.pairs import FAR, JOIN, figures, judge
from communique.group.timing import gap

TELLING = 30
"""How many of an article's heaviest words enter the index."""

CROWDED = 200
"""A word that tells in more articles than this no longer tells."""

FEW = 400
"""Up to this many articles one shared telling word makes a candidate, above it two."""

ADOPTED, MARGIN = 0.06, 0.06
"""How far below `JOIN` an undated article may stay if no other story comes within the margin."""

Groups = list[tuple[int, ...]]


def cluster(signatures: Sequence[Signature], same: Mapping[int, int]) -> Groups:
    """Groups of indices, each sorted, in the order of their first index.

    `same` maps an article to one whose story it must share (a copy to its original); copies do
    not vote.
    """
    voters = [index for index in range(len(signatures)) if index not in same]
    linkage = Linkage(voters, lambda i, j: judge(signatures[i], signatures[j]), JOIN)
    linkage.merge(candidates(signatures, voters))
    undated = [index for index in voters if not signatures[index].moment.precise]

    def latest(index: int, groups: Sequence[int]) -> int | None:
        """A column looks back from the latest happening that it tells of, if all of them are dated."""
        dated = {one: _last_day(signatures, linkage.groups[one]) for one in groups}
        if signatures[index].reading.article.kind != "analysis" or not all(dated.values()):
            return None
        return max(groups, key=lambda one: (dated[one] or dt.date.min, -one))

    linkage.adopt(undated, JOIN - ADOPTED, MARGIN, latest)
    followers: dict[int, list[int]] = {}
    for index, original in same.items():
        followers.setdefault(original, []).append(index)
    return sorted(
        tuple(sorted({*group, *(copy for index in group for copy in followers.get(index, ()))}))
        for group in linkage.groups.values()
    )


def _last_day(signatures: Sequence[Signature], group: Sequence[int]) -> dt.date | None:
    """The latest day on which the happening of a group may have ended; None where no member is dated."""
    moments = [signatures[i].moment for i in group]
    return max((m.windows[-1][1] for m in moments if m.precise), default=None)


def candidates(signatures: Sequence[Signature], voters: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs (i < j), each once, that share telling words or figures and may share a time."""
    index: dict[str, list[int]] = {}
    for i in voters:
        vector = signatures[i].whole
        words = sorted(vector, key=lambda word: (-vector[word], word))[:TELLING]
        for word in (*words, *sorted(figures(signatures[i]))):
            index.setdefault(word, []).append(i)
    rows: dict[int, dict[int, int]] = {}
    for holders in index.values():
        if len(holders) > CROWDED:
            continue
        for place, i in enumerate(holders):
            row = rows.setdefault(i, {})
            for j in holders[place + 1 :]:
                row[j] = row.get(j, 0) + 1
    least = 1 if len(voters) <= FEW else 2
    for i in sorted(rows):
        for j in sorted(rows[i]):
            if rows[i][j] >= least and gap(signatures[i].moment, signatures[j].moment) < FAR:
                yield i, j
