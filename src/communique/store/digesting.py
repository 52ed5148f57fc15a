"""One number for all that a record holds."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from communique.store import tables


def digest_of(connection: Connection) -> str:
    """SHA-256, in hex, of all that the record holds, whatever the order and time of its adding."""
    # Judgements are part of it by what follows them, stories and claims: who said so, and when, is not.
    parts = hashlib.sha256()
    for table in (tables.articles, tables.copies, tables.stories, tables.claims):
        columns = [column for column in table.c if column.name != "added"]
        for row in connection.execute(select(*columns).order_by(*table.primary_key)):
            parts.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return parts.hexdigest()
