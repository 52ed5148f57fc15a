"""From link scores to attributions: for each cue its own words, its source, its content.

A role is a best path over the words of a window through "outside" and "inside", scored by what
each word says of being in it and of beginning or ending a piece (Viterbi 1967), so that a content
may be in several pieces, may nest in another, and begins and ends where the model saw an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.extract.reader.heads import Floats, Heads
from communique.extract.reader.hints import Hints

BEFORE, AFTER = 180, 230
"""Words around a cue in which its source and content are sought."""
ANCHOR = 0.4
"""The probability from which a word begins a cue."""
EDGE = 1.0
"""How much an edge's score counts beside that of a word."""
ENTER = 0.5
"""What beginning a piece adds: it weighs up what the two edges of a short piece may cost."""
BATCH = 96
"""Cues linked at a time, which bounds memory."""
SAME = 0.8
"""Overlap of contents from which two cues that touch are one."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as word numbers; each role in order, source possibly empty."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    score: float


def decode(words: Floats, hints: Hints, heads: Heads, *, anchor: float = ANCHOR) -> list[Linked]:
    """The attributions of a text whose words have these states and hints, in the order of their cues."""
    if not len(words):
        return []
    chances = heads.anchors(words)
    at = np.flatnonzero(chances >= anchor)
    cues, others = heads.cue_sides(words)
    found: list[Linked] = []
    for n in range(0, len(at), BATCH):
        found.extend(_linked(at[n : n + BATCH], chances, cues, others, hints, heads))
    return _merged(found)


def _linked(
    at: NDArray[np.int64], chances: Floats, cues: Floats, others: Floats, hints: Hints, heads: Heads
) -> list[Linked]:
    low, high = np.maximum(at - BEFORE, 0), np.minimum(at + AFTER, len(others))
    width = int((high - low).max())
    places = np.minimum(low[:, None] + np.arange(width), len(others) - 1)
    logits = np.full((len(at), width, 9), -12.0, dtype=np.float32)
    for k, (anchor, start, end) in enumerate(zip(at.tolist(), low.tolist(), high.tolist(), strict=True)):
        # One cue after the other: what a cue needs then stays in the processor's cache.
        ways = np.zeros(end - start, dtype=np.int64)
        first, last, found = hints.ways(anchor)
        begin, stop = max(first, start), min(last, end)
        ways[begin - start : stop - start] = found[begin - first : stop - first]
        distance = np.arange(start - anchor, end - anchor)
        logits[k, : end - start] = heads.links(cues[anchor], others[start:end], distance, ways)
    paths = best_paths(logits.reshape(len(at), width, 3, 3))
    result = []
    for k, anchor in enumerate(at):
        source, cue, content = (tuple(int(n) for n in places[k][paths[k, :, r]]) for r in range(3))
        if not content:
            continue
        own = tuple(n for n in cue if n not in set(content)) or (int(anchor),)
        taken = {*own, *content}
        result.append(
            Linked(tuple(n for n in source if n not in taken), own, content, round(float(chances[anchor]), 4))
        )
    return result


def best_paths(scores: Floats) -> NDArray[np.bool_]:
    """Which words are inside: scores (cues, words, roles, 3) → (cues, words, roles).

    The three scores are logits of being inside, of beginning a piece and of ending one.
    """
    cues, words, roles, _ = scores.shape
    told = np.moveaxis(scores, 1, 0)
    inside = np.ascontiguousarray(told[..., 0])
    begin = np.clip(told[..., 1], -8, 8) * EDGE + ENTER
    end = np.clip(told[..., 2], -8, 8) * EDGE
    # By how much the best path up to a word that ends inside is better than the best that ends outside.
    ahead = np.empty((words + 1, cues, roles), dtype=np.float32)
    ahead[0] = -1e9
    before, scratch = (
        np.full((cues, roles), -1e9, dtype=np.float32),
        np.empty((cues, roles), dtype=np.float32),
    )
    leaves = np.concatenate([np.zeros((1, cues, roles), dtype=np.float32), end])
    for j in range(words):
        after = ahead[j + 1]
        np.maximum(before, begin[j], out=after)
        after += inside[j]
        np.add(before, leaves[j], out=scratch)
        np.maximum(scratch, 0, out=scratch)
        after -= scratch
        before = after
    came_in, came_out = ahead[:-1] >= begin, ahead[:-1] + leaves[:-1] > 0
    path = np.zeros((words, cues, roles), dtype=bool)
    state = ahead[words] + leaves[words] > 0
    for j in range(words - 1, -1, -1):
        path[j] = state
        state = np.where(state, came_in[j], came_out[j])
    return np.moveaxis(path, 0, 1)


def _merged(found: Sequence[Linked]) -> list[Linked]:
    """One attribution for cues that touch each other and hold the same content."""
    kept: list[Linked] = []
    for linked in found:
        twin = next((k for k, other in enumerate(kept[-6:]) if _same(linked, other)), None)
        if twin is None:
            kept.append(linked)
            continue
        place = len(kept) - len(kept[-6:]) + twin
        other = kept[place]
        first, second = sorted((linked, other), key=lambda item: -item.score)
        cue = tuple(sorted({*first.cue, *second.cue} - set(first.content)))
        kept[place] = Linked(first.source or second.source, cue, first.content, first.score)
    return kept


def _same(one: Linked, other: Linked) -> bool:
    if not set(one.cue) & set(other.cue):
        return False
    mine, theirs = set(one.content), set(other.content)
    return len(mine & theirs) >= SAME * max(len(mine), len(theirs))
