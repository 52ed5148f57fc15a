"""Stories of the same actors on the same matter over time: the stages of one arc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.group.evidence import Signature
from communique.group.linkage import Linkage
from communique.group.pairs import APART, shared
from communique.group.vectors import Vector, centre, heaviest, products

SAME_ACTORS = 0.6
"""How alike the attention to states must be for two stories to be of the same actors."""

SAME_MATTER = 0.24
"""How alike the words of two such stories must be, on the mean over an arc."""

MAIN, CLOSE = 3, 0.3
"""How many states make a story's main actors at most, and their least share of the first one's."""

CROWD, WORDS = 60, 12
"""Of more stories between the same actors than this, only those that share one of their so many
heaviest words are compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """What a story is about: the centre of its articles' words, and their mean attention to states."""

    words: Vector
    states: Mapping[str, float]


def theme(members: Sequence[Signature]) -> Theme:
    """The theme of these articles."""
    states: dict[str, float] = {}
    for one in members:
        for code, share in one.states.items():
            states[code] = states.get(code, 0.0) + share / len(members)
    return Theme(centre([one.whole for one in members]), dict(sorted(states.items())))


def arcs(themes: Sequence[Theme]) -> list[tuple[int, ...]]:
    """Groups of two stories and more that are stages of one arc, as sorted indices, in order."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for index, one in enumerate(themes):
        for key in _keys(one):
            rows.setdefault(key, []).append(index)
    for key in [key for key, row in rows.items() if len(row) > CROWD]:
        for index in rows.pop(key):
            for word in heaviest(themes[index].words, WORDS):
                rows.setdefault((*key, word), []).append(index)
    near: dict[int, set[int]] = {}
    for row in rows.values():
        for place, index in enumerate(row):
            near.setdefault(index, set()).update(row[place + 1 :])
    known: dict[tuple[int, int], float] = {}
    for index, others in sorted(near.items()):
        for other, likeness in zip(sorted(others), _compare(themes, index, sorted(others)), strict=True):
            known[index, other] = likeness

    def judge(i: int, j: int) -> float:
        if (i, j) not in known:
            known[i, j] = _compare(themes, i, [j])[0]
        return known[i, j]

    linkage = Linkage(range(len(themes)), judge, SAME_MATTER)
    linkage.merge(sorted(pair for pair, likeness in known.items() if likeness != APART))
    return sorted(group for group in linkage.groups.values() if len(group) > 1)


def main(one: Theme) -> list[str]:
    """The states and organisations that a story speaks of most, the first first."""
    codes = sorted(one.states, key=lambda code: (-one.states[code], code))[:MAIN]
    return [code for code in codes if one.states[code] >= CLOSE * one.states[codes[0]]]


def _keys(one: Theme) -> list[tuple[str, ...]]:
    """The pairs of a story's main actors; the actor itself where there is only one."""
    codes = sorted(main(one))
    pairs: list[tuple[str, ...]] = list(combinations(codes, 2))
    return pairs or [tuple(codes)] * bool(codes)


def _compare(themes: Sequence[Theme], index: int, others: Sequence[int]) -> list[float]:
    """How alike the words of a story are to those of others; `APART` where the actors are not the same."""
    one = themes[index]
    same = [other for other in others if shared(one.states, themes[other].states) >= SAME_ACTORS]
    found = dict(
        zip(same, products(one.words, [themes[other].words for other in same]).tolist(), strict=True)
    )
    return [round(found[other], 9) if other in found else APART for other in others]
