"""Opening the SQLite file of a record: settings of the connection, layout, version."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from communique.errors import RecordError, UsageError
from communique.records import Reading, Story
from communique.store import bonds, deriving
from communique.store.arguments import insert_argued
from communique.store.codec import decode
from communique.store.facets import MANY, refill
from communique.store.tables import (
    FORMAT,
    FULL_TEXT,
    GONE,
    LATER,
    WHOLE,
    arguments,
    articles,
    meta,
    metadata,
    stories,
)

PATIENCE = 60
"""Seconds that a writer waits for another one to finish."""


KEPT = 8
"""Connections that stay open between questions, where they do; more are opened while they are needed."""


def open_engine(path: Path, *, create: bool, steady: bool = False) -> Engine:
    """The engine over the record at `path`, its layout made or checked.

    create: make the file if there is none; otherwise that is a UsageError. steady: keep connections open
    between questions until the engine is disposed of: for one that is asked often, in a process that is
    not forked.
    Raises RecordError if the file is no record, or one of a newer Communiqué.
    """
    if not path.exists():
        if not create:
            raise UsageError(f"there is no record at {path}; make one with: communique add PATH...")
        if not path.parent.is_dir():
            raise UsageError(f"cannot make a record at {path}: there is no folder {path.parent}")
    elif not path.is_file():
        raise UsageError(f"{path} is not a file; name the record's file")
    # Opening one takes a millisecond: SQLite reads the whole layout again.
    pool = (
        {"poolclass": QueuePool, "pool_size": KEPT, "max_overflow": -1} if steady else {"poolclass": NullPool}
    )
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        **pool,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        _check_layout(engine, path)
    except DBAPIError as error:
        raise RecordError(f"{path}: {explain(error)}") from error
    return engine


def explain(error: DBAPIError) -> str:
    """In a user's words what the database refused."""
    reason = str(error.orig)
    if "not a database" in reason:
        return "this file is not a record of Communiqué"
    if "locked" in reason:
        return f"another process has been writing to it for more than {PATIENCE} s; try again later"
    if "malformed" in reason:
        return "the file is damaged; restore it from a copy, or add its articles to a new record"
    return reason


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    # SQLAlchemy begins transactions itself (see _begin); the driver's own way would not lock early.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and one writer at a time. Where several open a new file at one moment SQLite refuses this at
    once, without the patience that it has elsewhere."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # A writer takes the lock before it reads, so what it decides on cannot change under it.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_layout(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    if not found:
        _make_layout(engine)
        return
    if meta.name not in found or "articles" not in found:
        raise RecordError(f"{path}: this database is not a record of Communiqué")
    with engine.connect() as connection:
        value = connection.scalar(select(meta.c.value).where(meta.c.name == "format"))
    if value is None or not value.isdigit():
        raise RecordError(f"{path}: this record does not tell its format")
    if int(value) > FORMAT:
        raise RecordError(
            f"{path}: this record is of format {value}, made by a newer Communiqué "
            f"(this one knows up to {FORMAT}); upgrade communique to read it"
        )
    if int(value) < FORMAT:
        _upgrade(engine, int(value))


def _upgrade(engine: Engine, old: int) -> None:
    """Add the tables that an older format had not. Facets and cards are made here, of what is held; the
    rest at the next addition."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        metadata.create_all(connection)
        for index in LATER:
            index.create(connection, checkfirst=True)
        for name in GONE:
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
        deriving.relink(connection)
        connection.execute(update(meta).where(meta.c.name == "format").values(value=str(FORMAT)))
        if old >= WHOLE:
            return
        held = connection.scalars(select(articles.c.reading).order_by(articles.c.id)).yield_per(MANY)
        told = [decode(Story, data) for data in connection.scalars(select(stories.c.data))]
        connection.execute(delete(arguments))
        refill(connection, _argued(connection, (decode(Reading, data) for data in held)), told)


def _argued(connection: Connection, readings: Iterable[Reading]) -> Iterator[Reading]:
    for reading in bonds.refill(connection, readings):
        insert_argued(connection, reading)
        yield reading


def _make_layout(engine: Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        # Another process may have made it while this one waited for the lock.
        if inspect(connection).has_table(meta.name):
            return
        metadata.create_all(connection)
        for statement in FULL_TEXT:
            connection.execute(text(statement))
        connection.execute(insert(meta).values(name="format", value=str(FORMAT)))
