"""Statements worth laying beside each other: found by a quick look, never by measuring all pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from communique.compare.bags import bags
from communique.compare.happenings import Happenings
from communique.compare.likeness import Weights
from communique.compare.look import Bools, Look
from communique.records import Reading

Place = tuple[int, int]
"""An article's place among the readings, and a statement's in the reading."""


@dataclass(frozen=True, slots=True)
class Block:
    """The statements of a story or an arc: `weights` how telling their concepts are, `pairs` those to be
    compared, `twins` for a statement those in the same words that nothing sets apart from it."""

    weights: Weights
    pairs: tuple[tuple[Place, Place], ...]
    twins: Mapping[Place, Sequence[Place]]


def block(readings: Sequence[Reading], happenings: Happenings, copies: frozenset[str] = frozenset()) -> Block:
    """The statements of these readings, and which of them to compare.

    `copies` are the articles (ids) that repeat another. Two statements of one article are paired if
    somebody other than the outlet speaks in each.
    """
    found = bags(readings, copies)
    found.rows.sort(key=lambda row: (row.article, row.statement))
    named = list(found.names)
    weights = Weights.counted({named[n]: count for n, count in found.seen.items()}, found.sentences)
    pairs: tuple[tuple[Place, Place], ...] = ()
    if len(found.rows) > 1:
        rows = found.rows
        articles = [reading.article.id for reading in readings]
        pairs = tuple(
            ((rows[i].article, rows[i].statement), (rows[j].article, rows[j].statement))
            for i, j in Look(found, _near(articles, happenings)).pairs()
        )
    return Block(weights, pairs, found.twins)


def _near(articles: Sequence[str], happenings: Happenings) -> Bools:
    """Which of these articles are of one story, or about one day."""
    stories = np.array([happenings.story(article) for article in articles])
    days = [happenings.days(article) for article in articles]
    one_day = [[not here.isdisjoint(there) for there in days] for here in days]
    near: Bools = (stories[:, None] == stories[None, :]) | np.array(one_day)
    return near
