"""Derived state into the tables of a record: only what differs from what they hold is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text

from communique.records import Claim, Grouping, Story
from communique.store import briefs, facets, tables
from communique.store.codec import encode
from communique.store.views import StoryChange
from communique.store.writing import insert_rows

MANY = 500
"""Ids that are asked for at once."""


def touch(connection: Connection) -> None:
    """Note that articles or what groups them changed: what is told of them is told of an older state now."""
    _count(connection, STATE)


def state_of(connection: Connection) -> str:
    """The record's state: another one after every addition, deletion and new grouping."""
    return _counted(connection, STATE)


def note_deletion(connection: Connection) -> None:
    """Note that an article is taken out."""
    _count(connection, DELETIONS)


def deletions(connection: Connection) -> int:
    """How often an article was taken out."""
    return int(_counted(connection, DELETIONS))


def _count(connection: Connection, name: str) -> None:
    count = int(_counted(connection, name)) + 1
    connection.execute(delete(tables.meta).where(tables.meta.c.name == name))
    connection.execute(insert(tables.meta).values(name=name, value=str(count)))


def _counted(connection: Connection, name: str) -> str:
    return connection.scalar(select(tables.meta.c.value).where(tables.meta.c.name == name)) or "0"


STATE, DELETIONS = "state", "deletions"


def write_grouping(connection: Connection, grouping: Grouping) -> None:
    """Make these copies and stories the ones held."""
    touch(connection)
    _write(
        connection,
        tables.copies,
        "article",
        {
            copy.article: {"article": copy.article, "original": copy.original, "overlap": copy.overlap}
            for copy in grouping.copies
        },
    )
    told = {story.id: story for story in grouping.stories}
    fresh = _write(
        connection,
        tables.stories,
        "id",
        {
            key: {
                "id": key,
                "date_start": told[key].date.start if told[key].date else None,  # type: ignore[union-attr]
                "arc": told[key].arc,
                "data": encode(Story, told[key]),
            }
            for key in sorted(told)
        },
    )
    insert_rows(
        connection,
        tables.story_articles,
        [{"story": key, "article": article} for key in fresh for article in told[key].articles],
    )
    facets.insert_stories(connection, [told[key] for key in fresh])


def _write(connection: Connection, table: Table, key: str, rows: Mapping[str, dict[str, Any]]) -> list[str]:
    """Make these rows, by their key, the ones held; the keys of those that were not held so."""
    held = {row[key]: dict(row) for row in connection.execute(select(table)).mappings()}
    remove(connection, table.c[key], [name for name, row in held.items() if rows.get(name) != row])
    fresh = [name for name, row in rows.items() if held.get(name) != row]
    insert_rows(connection, table, [rows[name] for name in fresh])
    return fresh


def remove(connection: Connection, column: Any, values: Collection[str]) -> None:
    """Delete the rows whose column is one of these values."""
    ordered = sorted(values)
    for start in range(0, len(ordered), MANY):
        connection.execute(delete(column.table).where(column.in_(ordered[start : start + MANY])))


def forget(connection: Connection, keys: Collection[str]) -> None:
    """Take out these neighbourhoods with their claims, and claims that are of none."""
    remove(connection, tables.neighbourhoods.c.key, keys)
    kept = select(tables.neighbourhood_claims.c.claim)
    connection.execute(delete(tables.claims).where(tables.claims.c.id.not_in(kept)))


def write_claims(
    connection: Connection, claims: Iterable[Claim], article_of: Mapping[str, str], *, key: str | None = None
) -> None:
    """Add the claims of a neighbourhood. `article_of` has the article of each statement, by their ids."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    if key is not None:
        connection.execute(insert(tables.neighbourhoods).values(key=key))
    insert_rows(
        connection,
        tables.claims,
        [
            {
                "id": claim.id,
                "standing": claim.standing,
                "sources": claim.sources,
                "data": encode(Claim, claim),
            }
            for claim in ordered
        ],
    )
    insert_rows(
        connection,
        tables.claim_articles,
        [
            {"claim": claim.id, "article": article}
            for claim in ordered
            for article in sorted({article_of[s] for s in claim.statements if s in article_of})
        ],
    )
    insert_rows(
        connection,
        tables.claim_statements,
        [{"claim": claim.id, "statement": one} for claim in ordered for one in claim.statements],
    )
    # Their keys would tell; but those that are gone are composed before somebody asks.
    briefs.drop(connection, set(article_of.values()))
    if key is not None:
        insert_rows(
            connection,
            tables.neighbourhood_claims,
            [{"neighbourhood": key, "claim": claim.id} for claim in ordered],
        )


def relink(connection: Connection) -> None:
    """Which statements make which claim, anew from the claims that are held."""
    connection.execute(delete(tables.claim_statements))
    connection.execute(
        text(
            "INSERT INTO claim_statements (claim, statement) SELECT claims.id, one.value"
            " FROM claims, json_each(claims.data, '$.statements') AS one"
        )
    )


def write_changes(connection: Connection, changes: Iterable[StoryChange], members: Mapping[str, str]) -> None:
    """Enter these changes in the log. `members` has the articles of each story now, joined by blanks."""
    insert_rows(
        connection,
        tables.story_changes,
        [
            {
                "at": change.at,
                "kind": change.kind,
                "story": change.story,
                "label": change.label,
                "articles": f" {members.get(change.story, '')} ",
                "before": " ".join(change.before),
                "because": " ".join(change.because),
            }
            for change in changes
        ],
    )


def read_changes(connection: Connection, since: str) -> tuple[StoryChange, ...]:
    """The log from a moment on (UTC, ISO 8601), the oldest entry first."""
    log = tables.story_changes
    query = select(log).where(log.c.at >= since).order_by(log.c.row)
    return tuple(
        StoryChange(
            at=row.at,
            kind=row.kind,
            story=row.story,
            label=row.label,
            articles=len(row.articles.split()),
            before=tuple(row.before.split()),
            because=tuple(row.because.split()),
        )
        for row in connection.execute(query)
    )
