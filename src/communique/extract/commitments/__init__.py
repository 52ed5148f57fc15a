"""Commitments as one article tells them: who promised what to whom, and what it says became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.commitments.article import Ledgerer
from communique.records import Article, Commitment, DateMention, Quantity, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.resolve import Cast

__all__ = ["find_commitments"]


def find_commitments(
    article: Article,
    doc: Doc,
    cast: Cast,
    statements: Sequence[Statement],
    dates: Sequence[DateMention],
    quantities: Sequence[Quantity],
) -> tuple[Commitment, ...]:
    """What an article says of promises, in the order of its text: one commitment of one step a place.

    Offsets of `doc`, `dates` and `quantities` are those of `article.text`; `statements` are those of
    `find_statements`, with their final holders. One that is not `firm` tells a fate ("the bridge opened
    in May") that counts only for a promise told elsewhere: `relate.ledger` joins them and lets the rest go.
    """
    return tuple(Ledgerer(article, doc, cast, statements, dates, quantities).commitments())
