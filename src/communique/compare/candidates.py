"""Pairs of propositions worth laying side by side, without laying every one beside every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.compare.likeness import Weights
from communique.compare.propositions import Proposition
from communique.compare.words import broader, common_concepts

LONGEST_LIST = 40
"""A word that more propositions hold pairs nobody by itself; two such words together may."""
KEYS = 14


def candidates(propositions: Sequence[Proposition], weights: Weights) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) that share a telling word, a figure or two plainer words; each once.

    Every proposition is looked up under a bounded number of keys and every list of a key is
    bounded, so the pairs grow with the number of propositions, not with its square.
    """
    lists: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, proposition in enumerate(propositions):
        for key in _keys(proposition, weights):
            lists[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for key in sorted(lists):
        found = lists[key]
        if len(found) > LONGEST_LIST:
            continue
        for at, i in enumerate(found):
            pairs.update((i, j) for j in found[at + 1 :])
    yield from sorted(pairs)


def _keys(p: Proposition, weights: Weights) -> list[tuple[str, ...]]:
    content = {name for name in p.concepts if name not in common_concepts() and (not name.startswith("@"))}
    content |= {up for name in content for up in broader().get(name, ())}
    telling = sorted(content, key=lambda name: (weights.frequency(name), name))[:KEYS]
    actors = sorted(name for name in p.concepts if name.startswith("@"))[:4]
    keys: list[tuple[str, ...]] = [(name,) for name in telling]
    keys += [tuple(sorted((x, y))) for i, x in enumerate(telling[:6]) for y in telling[i + 1 : 6]]
    keys += [(name, actor) for name in telling[:4] for actor in actors]
    for m in p.measures[:6]:
        keys += [(f"#{m.value:g}", unit) for unit in sorted(m.units)[:3]]
        keys += [(f"#{m.value:g}", name) for name in telling[:3]]
    return keys
