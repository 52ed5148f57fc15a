"""What came into a record since a moment, and what that moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import Connection, select

from communique.records import Claim, Story
from communique.store import deriving, tables
from communique.store.sources import sources
from communique.store.views import Changes


def changes_since(
    connection: Connection, moment: str, stories: Iterable[Story], claims: Iterable[Claim]
) -> Changes:
    """What was added at or after a moment (UTC, ISO 8601); of stories and claims those it moved."""
    log = deriving.read_changes(connection, moment)
    late = set(connection.scalars(select(tables.articles.c.id).where(tables.articles.c.added >= moment)))
    known = sources(connection)
    support: dict[str, set[str]] = {}
    for row in connection.execute(select(tables.claim_articles)):
        support.setdefault(row.claim, set()).add(row.article)
    told = [(story, set(story.articles)) for story in stories]
    made = [(claim, support.get(claim.id, set())) for claim in claims]
    return Changes(
        articles=tuple(known[key] for key in sorted(late)),
        stories=tuple((story, _since(held, late)) for story, held in told if held & late),
        claims=tuple((claim, _since(held, late)) for claim, held in made if held & late),
        log=log,
    )


def _since(held: set[str], late: set[str]) -> Literal["new", "grown"]:
    return "new" if held <= late else "grown"
