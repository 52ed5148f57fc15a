"""What people judged of a grouping: articles that belong together, and articles that never do.

A judgement names articles, not stories, so it holds while stories grow, join and split around it. What is
made of a grouping depends on the set of judgements, never on their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """`together` are pairs of articles (ids) whose stories are one; `apart` has for an article those that
    it never shares a story with."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, frozenset[str]]] = frozenset()


def corrected(
    groups: Sequence[tuple[str, ...]], judged: Judged, copies: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """These groups of articles (ids) as people judged them; untouched ones stay as they are.

    An article that is kept apart leaves its group, and its copies (`copies`: article to original) with it.
    Then the groups of articles that belong together are joined, in the order of their ids, as long as
    that brings none together that are kept apart.
    """
    home = {article: number for number, group in enumerate(groups) for article in group}
    parts: list[set[str]] = [set(group) for group in groups]
    for article, others in sorted(judged.apart, key=lambda one: (one[0], sorted(one[1]))):
        if article not in home or not any(home.get(other) == home[article] for other in others):
            continue
        leaving = {article} | {c for c, original in copies.items() if original == article and c not in others}
        leaving &= parts[home[article]]
        parts[home[article]] -= leaving
        home.update(dict.fromkeys(leaving, len(parts)))
        parts.append(leaving)
    for one, other in sorted(judged.together):
        if one in home and other in home and home[one] != home[other]:
            whole = parts[home[one]] | parts[home[other]]
            if not any(article in whole and whole & others for article, others in judged.apart):
                kept, lost = sorted((home[one], home[other]))
                parts[kept], parts[lost] = whole, set()
                home.update(dict.fromkeys(whole, kept))
    return [tuple(sorted(part)) for part in parts if part]


def reasons(articles: Sequence[str], judged: Judged) -> tuple[str, ...]:
    """In plain words, what of a story with these articles was judged by people."""
    held = set(articles)
    joined = sum(one in held and other in held for one, other in judged.together)
    left = sum(article in held and not held & others for article, others in judged.apart)
    lines = []
    if joined:
        lines.append("Corrected: somebody judged that stories told apart here are one.")
    if left:
        lines.append("Corrected: somebody judged that an article here belongs to no other story.")
    return tuple(lines)
