"""Stories of the same actors on the same matter over time: the stages of one arc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.group.evidence import Signature
from communique.group.linkage import Linkage
from communique.group.pairs import Verdict, shared
from communique.group.topics import centre, cosine

SAME_ACTORS = 0.6
"""How alike the attention to states must be for two stories to be of the same actors."""

SAME_MATTER = 0.24
"""How alike the words of two such stories must be, on the mean over an arc."""

MAIN, CLOSE = 3, 0.3
"""How many states make a story's main actors at most, and their least share of the first one's."""

CROWD, WORDS = 60, 12
"""Of more stories between the same actors than this, only those that share one of their so many
heaviest words are compared."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a story is about: the centre of its articles' words, and of their attention to states."""

    words: Mapping[str, float]
    states: Mapping[str, float]


def theme(members: Sequence[Signature]) -> Theme:
    """The theme of these articles."""
    return Theme(centre(one.whole for one in members), centre(one.states for one in members))


def arcs(themes: Sequence[Theme]) -> list[tuple[int, ...]]:
    """Groups of two stories and more that are stages of one arc, as sorted indices, in order."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for index, one in enumerate(themes):
        for key in _keys(one):
            rows.setdefault(key, []).append(index)
    for key in [key for key, row in rows.items() if len(row) > CROWD]:
        for index in rows.pop(key):
            for word in _heaviest(themes[index]):
                rows.setdefault((*key, word), []).append(index)
    pairs = {(i, j) for row in rows.values() for n, i in enumerate(row) for j in row[n + 1 :]}
    linkage = Linkage(range(len(themes)), lambda i, j: _judge(themes[i], themes[j]), SAME_MATTER)
    linkage.merge(sorted(pairs))
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


def _heaviest(one: Theme) -> list[str]:
    return sorted(one.words, key=lambda word: (-one.words[word], word))[:WORDS]


def _judge(a: Theme, b: Theme) -> Verdict:
    if shared(a.states, b.states) < SAME_ACTORS:
        return Verdict(0.0, True)
    return Verdict(cosine(a.words, b.words), False)
