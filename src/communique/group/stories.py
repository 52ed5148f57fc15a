"""Articles → groups about one happening: average-linkage clustering under constraints.

Two groups merge while the mean score over all pairs between them is high enough, time rules out
few of these pairs, and nothing shows that they are rivals. Ties fall to the lower ids, so that
the order of the input never matters. Articles that no chain of pairs binds together are clustered
by themselves, so that an article more touches only what it can change.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from communique.group.evidence import Signature
from communique.group.linkage import Linkage
from communique.group.pairs import ADOPTED, JOIN, LOWEST, MARGIN, near_enough
from communique.group.rivals import LEAST_PART, MOST, halves, rivals
from communique.group.story_index import StoryIndex

BEHIND, CLEAR = 4.0, 0.0
"""How far a pair may fall behind the best one of either article and still bind them; it need not be higher
than `CLEAR`, since copies are closer than reports of one happening ever are."""

TOLERANCE = 0.2
"""The share of the pairs between two groups that time may keep apart: single dates are often wrong."""

VOTING_COPIES = 6
"""Of more copies of one text than this, only the first vote, to keep the work linear."""

Groups = list[tuple[int, ...]]


def components(index: StoryIndex, same: Mapping[int, int]) -> Groups:
    """The places of an index in sets that no pair of any weight binds together, each in the order of
    the articles' ids; what is in two of them can be in no story together.

    A pair weighs something if it is near to the best that either of the two has: look-alikes would
    else bind all that is known into one chain.
    """
    parent = list(range(len(index.signatures)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    signatures = index.signatures
    least = [min(max(near.values(), default=LOWEST) - BEHIND, CLEAR) for near in index.scores]
    for one, near in enumerate(index.scores):
        mine = max(least[one], JOIN - ADOPTED - MARGIN)
        for other, score in near.items():
            close = other < one and score >= mine and score >= least[other]
            if close and near_enough(signatures[one], signatures[other], score):
                parent[root(one)] = root(other)
    for copy, original in same.items():
        parent[root(copy)] = root(original)
    found: dict[int, list[int]] = {}
    for one in sorted(range(len(parent)), key=lambda place: index.signatures[place].id):
        found.setdefault(root(one), []).append(one)
    return sorted((tuple(row) for row in found.values()), key=lambda row: index.signatures[row[0]].id)


def cluster(index: StoryIndex, members: Sequence[int], same: Mapping[int, int]) -> Groups:
    """The groups among these places of an index, which stand in the order of their ids.

    `same` maps a place to one whose story it must share (a copy to its original).
    """
    if len(members) == 1:
        return [(members[0],)]
    rank = {place: number for number, place in enumerate(members)}
    signatures = [index.signatures[place] for place in members]
    ties = {rank[copy]: rank[same[copy]] for copy in members if copy in same}
    repeats: dict[int, list[int]] = {}
    for copy in sorted(ties):
        repeats.setdefault(ties[copy], []).append(copy)
    silent = {copy for row in repeats.values() for copy in row[VOTING_COPIES:]}
    voters = [one for one in range(len(members)) if one not in silent]

    def judged(i: int, j: int) -> float:
        return index.scores[members[i]][members[j]]

    linkage = Linkage(
        voters,
        judged,
        JOIN,
        lambda a, b: rivals([signatures[i] for i in a], [signatures[j] for j in b]),
        tolerance=TOLERANCE,
        unlinked=LOWEST,
    )
    pairs = sorted(
        (i, rank[other])
        for i in voters
        for other in index.scores[members[i]]
        if other in rank and i < rank[other] and rank[other] not in silent
    )
    undated = [one for one in voters if not signatures[one].moment.precise]
    # A column that dates itself by another happening is as good as dated if others do the same.
    following = Counter(visitor for one in voters for visitor in signatures[one].after)
    columns = {
        one
        for one in undated
        if signatures[one].article.kind == "analysis"
        and not any(following[visitor] > 1 for visitor in signatures[one].after)
    }
    linkage.merge(pairs, [(copy, ties[copy]) for copy in sorted(ties) if copy not in silent], columns)

    def latest(one: int, groups: Sequence[int]) -> int | None:
        """A column looks back from the latest happening that it tells of, if all of them are dated."""
        dated = {group: _last_day(signatures, linkage.groups[group]) for group in groups}
        if signatures[one].article.kind != "analysis" or not all(dated.values()):
            return None
        return max(groups, key=lambda group: (dated[group] or dt.date.min, -group))

    linkage.adopt(undated, JOIN - ADOPTED, MARGIN, latest)
    linkage.settle()
    groups = [part for group in linkage.groups.values() for part in parted(group, signatures)]
    return sorted(
        tuple(members[one] for one in sorted({*group, *(copy for i in group for copy in repeats.get(i, ()))}))
        for group in groups
    )


def parted(group: tuple[int, ...], signatures: Sequence[Signature]) -> Groups:
    """A group, or the two and more that it turns out to be of once its articles are weighed against
    each other: what merged pair by pair may show as two happenings when seen whole."""
    done: Groups = []
    todo = [group]
    while todo:
        one = todo.pop()
        if not 2 * LEAST_PART <= len(one) <= 2 * MOST:
            done.append(one)
            continue
        sides = [tuple(one[place] for place in side) for side in halves([signatures[i] for i in one])]
        a, b = ([signatures[i] for i in side] for side in sides)
        if min(len(a), len(b)) >= LEAST_PART and rivals(a, b):
            todo.extend(sides)
        else:
            done.append(one)
    return done


def _last_day(signatures: Sequence[Signature], group: Sequence[int]) -> dt.date | None:
    """The latest day on which the happening of a group may have ended; None where no member is dated."""
    moments = [signatures[i].moment for i in group]
    return max((m.windows[-1][1] for m in moments if m.precise), default=None)
