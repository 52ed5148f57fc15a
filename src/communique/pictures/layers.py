"""A directed graph in layers, after Sugiyama, Tagawa and Toda (1981).

Cycles are broken by turning the arrows that close them, layers are longest paths, orders within layers are
found by barycentres, places by least squares under the orders. Everything depends on the numbers of nodes
and arrows alone, so the same graph is always drawn the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[int, int]
SWEEPS = 8
"""Passes over the layers, there and back."""


@dataclass(frozen=True, slots=True)
class Layered:
    """Layers of nodes in order, first layer first; `route` has for each arrow the nodes it passes, from its
    tail to its head. Nodes below 0 are bends: places that an arrow over several layers passes."""

    layers: tuple[tuple[int, ...], ...]
    route: Mapping[Edge, tuple[int, ...]]


def components(edges: Iterable[Edge]) -> list[tuple[int, ...]]:
    """The connected parts of the graph, those with most nodes first; in each the nodes by number."""
    near = _neighbours(edges)
    seen: set[int] = set()
    found: list[tuple[int, ...]] = []
    for start in sorted(near):
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            for other in near[todo.pop()]:
                if other not in part:
                    part.add(other)
                    todo.append(other)
        seen |= part
        found.append(tuple(sorted(part)))
    return sorted(found, key=lambda part: (-len(part), part))


def layered(edges: Sequence[Edge]) -> Layered:
    """The layers of a connected graph without arrows from a node to itself."""
    edges = sorted(set(edges))
    turned = _closing(edges)
    forward = sorted({(b, a) if (a, b) in turned else (a, b) for a, b in edges})
    rank = _ranks(forward)
    chains: dict[Edge, tuple[int, ...]] = {}
    bend = 0
    for a, b in forward:
        bends = range(bend - 1, bend - (rank[b] - rank[a]), -1)
        for n, one in enumerate(bends):
            rank[one] = rank[a] + n + 1
        bend -= len(bends)
        chains[a, b] = (a, *bends, b)
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    route = {(a, b): tuple(reversed(chains[b, a])) if (a, b) in turned else chains[a, b] for a, b in edges}
    return Layered(_ordered(rank, links), route)


def _closing(edges: Sequence[Edge]) -> set[Edge]:
    """Arrows that lead back to a node under way, in a search from the nodes by number, roots first."""
    after = defaultdict(list)
    for a, b in edges:
        after[a].append(b)
    heads = {b for _, b in edges}
    nodes = sorted({n for edge in edges for n in edge}, key=lambda n: (n in heads, n))
    done: set[int] = set()
    under_way: set[int] = set()
    closing: set[Edge] = set()
    for root in nodes:
        if root in done:
            continue
        todo = [(root, iter(after[root]))]
        under_way.add(root)
        while todo:
            node, rest = todo[-1]
            following = next(rest, None)
            if following is None:
                todo.pop()
                under_way.discard(node)
                done.add(node)
            elif following in under_way:
                closing.add((node, following))
            elif following not in done:
                under_way.add(following)
                todo.append((following, iter(after[following])))
    return closing


def _ranks(edges: Sequence[Edge]) -> dict[int, int]:
    """The layer of each node: longest path from a root; a root stands right before what it leads to."""
    after, before = defaultdict(list), defaultdict(list)
    for a, b in edges:
        after[a].append(b)
        before[b].append(a)
    nodes = sorted({n for edge in edges for n in edge})
    waiting = {n: len(before[n]) for n in nodes}
    ready = [n for n in nodes if not waiting[n]]
    rank = dict.fromkeys(ready, 0)
    while ready:
        node = ready.pop()
        for other in after[node]:
            rank[other] = max(rank.get(other, 0), rank[node] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    for node in nodes:
        if not before[node] and after[node]:
            rank[node] = min(rank[other] for other in after[node]) - 1
    return rank


def _ordered(rank: Mapping[int, int], links: Sequence[Edge]) -> tuple[tuple[int, ...], ...]:
    near = _neighbours(links)
    layers: list[list[int]] = [[] for _ in range(max(rank.values()) + 1)]
    for node in sorted(rank, key=lambda n: (n < 0, abs(n))):
        layers[rank[node]].append(node)
    best, fewest = [list(layer) for layer in layers], crossings(layers, links)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for n in range(1, len(layers)) if down else range(len(layers) - 2, -1, -1):
            beside = {node: place for place, node in enumerate(layers[n - 1 if down else n + 1])}
            now = {node: place for place, node in enumerate(layers[n])}

            def centre(node: int, beside: dict[int, int] = beside, now: dict[int, int] = now) -> float:
                places = [beside[other] for other in near[node] if other in beside]
                return sum(places) / len(places) if places else float(now[node])

            layers[n].sort(key=lambda node: (centre(node), now[node]))
        found = crossings(layers, links)
        if found < fewest:
            best, fewest = [list(layer) for layer in layers], found
    return tuple(tuple(layer) for layer in best)


def crossings(layers: Sequence[Sequence[int]], links: Sequence[Edge]) -> int:
    """How many links between neighbouring layers cross."""
    place = {node: (n, at) for n, layer in enumerate(layers) for at, node in enumerate(layer)}
    between: dict[int, list[Edge]] = defaultdict(list)
    for a, b in links:
        between[place[a][0]].append((place[a][1], place[b][1]))
    return sum(
        (a - c) * (b - d) < 0
        for found in between.values()
        for n, (a, b) in enumerate(found)
        for c, d in found[n + 1 :]
    )


def placed(layered_: Layered, heights: Mapping[int, float], gap: float) -> dict[int, float]:
    """The middle of each node across the layers, so that no two of a layer touch (`gap` between them) and
    each is as near as may be to what it is joined with. The least is half a node from 0."""
    near = _neighbours(pair for chain in layered_.route.values() for pair in pairwise(chain))
    at: dict[int, float] = {}
    for layer in layered_.layers:
        down = 0.0
        for node in layer:
            at[node] = down + heights[node] / 2
            down += heights[node] + gap
    count = len(layered_.layers)
    for sweep in range(SWEEPS):
        for n in range(count) if sweep % 2 == 0 else range(count - 1, -1, -1):
            layer = layered_.layers[n]
            wanted = [sum(at[o] for o in near[node]) / max(len(near[node]), 1) for node in layer]
            at.update(zip(layer, apart(wanted, [heights[node] for node in layer], gap), strict=True))
    least = min(at[node] - heights[node] / 2 for node in at)
    return {node: middle - least for node, middle in at.items()}


def apart(wanted: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """Middles nearest to those wanted, by least squares, in this order and `gap` apart.

    Isotonic regression by pooling adjacent violators (Ayer and others, 1955).
    """
    offsets, down = [], 0.0
    for size in sizes:
        offsets.append(down + size / 2)
        down += size + gap
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pool = (want - offset, 1)
        while pools and pools[-1][0] > pool[0]:
            value, held = pools.pop()
            pool = ((value * held + pool[0] * pool[1]) / (held + pool[1]), held + pool[1])
        pools.append(pool)
    levels = [value for value, held in pools for _ in range(held)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _neighbours(edges: Iterable[Edge]) -> dict[int, list[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    return defaultdict(list, {node: sorted(found) for node, found in near.items()})
