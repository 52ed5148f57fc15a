"""Which source sentences tell what a sentence tells: the same words, the same deed."""

from __future__ import annotations

from communique.brief.amounts import hard, same_amount
from communique.brief.content import Content
from communique.brief.cover import FIGURE, Cover
from communique.brief.evidence import Line, Sources
from communique.brief.judgement import lines_of

BESIDE = 0.8
"""Sentences nearly as alike as the best one also count."""


def closest(
    asked: Content, cover: Cover, sources: Sources, without: frozenset[str] = frozenset()
) -> list[tuple[float, Line, Content]]:
    """Source sentences with the share of the asked one's words and figures that each holds alone,
    most alike first. `without` are keys that do not count."""
    weights = {k: sources.rarity(k) for k in asked.keys if k not in without}
    figure = FIGURE * max(weights.values(), default=1.0)
    figures = [a for a in asked.amounts if hard(a, asked)]
    total = sum(weights.values()) + figure * len(figures) or 1.0
    found = []
    for line, content in lines_of(cover.windows + cover.ranked):
        own = sum(w for k, w in weights.items() if k in content.keys)
        own += figure * sum(any(same_amount(a, o) for o in content.amounts) for a in figures)
        found.append((own / total, line, content))
    return sorted(found, key=lambda row: (-row[0], row[1].number))


def aligned(
    asked: Content,
    cover: Cover,
    sources: Sources,
    *,
    least: float,
    without: frozenset[str] = frozenset(),
) -> list[tuple[Line, Content]]:
    """The source sentences that by themselves hold at least this share (0 to 1) of the asked one,
    and nearly as much as the best of them does."""
    near = closest(asked, cover, sources, without)
    best = near[0][0] if near else 0.0
    return [(line, content) for share, line, content in near if share >= max(least, BESIDE * best)]
