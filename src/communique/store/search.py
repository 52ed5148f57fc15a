"""Full-text search over sentences: every hit is an exact span."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, text

TERMS = 32
"""Words of a search that count; more are left out."""

NEAR = 24
"""Sentences that count as near to a text."""

OPEN, CLOSE = "\x02", "\x03"

_ALL = text(
    """
    SELECT s.id, s.article, s.start, s.text, highlight(sentences_text, 0, :open, :close) AS marked
    FROM sentences_text JOIN sentences s ON s.id = sentences_text.rowid
    WHERE sentences_text MATCH :query
    ORDER BY bm25(sentences_text), s.article, s.start
    LIMIT :limit
    """
)
_WITHIN = text(
    """
    SELECT s.article FROM sentences_text JOIN sentences s ON s.id = sentences_text.rowid
    WHERE sentences_text MATCH :query
    """
)

_SCORED = text(
    """
    SELECT s.article, -bm25(sentences_text) AS score
    FROM sentences_text JOIN sentences s ON s.id = sentences_text.rowid
    WHERE sentences_text MATCH :query
    ORDER BY bm25(sentences_text), s.article, s.start
    LIMIT :limit
    """
)

Row = tuple[str, int, str, tuple[tuple[int, int], ...]]
"""Article, start of the sentence, its text, and the marked words as offsets into it."""


def terms(words: str) -> tuple[str, ...]:
    """What a user typed as full-text terms: words, and phrases where double quotes enclose them.

    Every term is quoted, so that nothing typed is taken for an operator or breaks the query.
    """
    found = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words.replace("\0", " ")):
        term = phrase or word
        if any(character.isalnum() for character in term):
            found.append(f'"{term}"')
    return tuple(dict.fromkeys(found))[:TERMS]


def find(connection: Connection, words: str, limit: int) -> list[Row]:
    """Sentences that hold all words, best first; then, of articles that hold all, those with some."""
    wanted = terms(words)
    if not wanted or limit <= 0:
        return []
    rows = _rows(connection, " AND ".join(wanted), limit)
    if len(rows) >= limit or len(wanted) == 1:
        return rows
    holding = set.intersection(*(_articles(connection, term) for term in wanted))
    if not holding:
        return rows
    seen = {(article, start) for article, start, _, _ in rows}
    # Some hits fall away for their article; asking for a multiple bounds the work.
    for row in _rows(connection, " OR ".join(wanted), limit * 20):
        if row[0] in holding and (row[0], row[1]) not in seen:
            rows.append(row)
        if len(rows) == limit:
            break
    return rows


def nearest(connection: Connection, texts: Iterable[str], limit: int) -> list[str]:
    """Articles that hold most of what these texts say, the nearest first, at most `limit`.

    An article has the scores of the sentences that come nearest to each text, added up.
    """
    scores: Counter[str] = Counter()
    for words in texts:
        wanted = terms(words)
        if wanted:
            values = {"query": " OR ".join(wanted), "limit": NEAR}
            for row in connection.execute(_SCORED, values):
                scores[row.article] += row.score
    return sorted(scores, key=lambda article: (-scores[article], article))[:limit]


def _rows(connection: Connection, query: str, limit: int) -> list[Row]:
    values = {"query": query, "limit": limit, "open": OPEN, "close": CLOSE}
    return [
        (row.article, row.start, row.text, marks(row.text, row.marked))
        for row in connection.execute(_ALL, values)
    ]


def _articles(connection: Connection, term: str) -> set[str]:
    return set(connection.scalars(_WITHIN, {"query": term}))


def marks(plain: str, marked: str) -> tuple[tuple[int, int], ...]:
    """Where `marked`, the text `plain` with `OPEN` and `CLOSE` around some words, has these; as offsets."""
    if OPEN in plain or CLOSE in plain:  # the text holds our marks itself: show it without any
        return ()
    found = []
    position = start = 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            start = position
        elif piece == CLOSE:
            found.append((start, position))
        else:
            position += len(piece)
    return tuple(found)
