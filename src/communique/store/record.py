"""The record: articles as read, and what was derived from them, in one SQLite file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, or_, select
from sqlalchemy.exc import DBAPIError

from communique.errors import RecordError, UsageError
from communique.records import (
    Claim,
    Copy,
    Grouping,
    Quote,
    Reading,
    Span,
    Standing,
    Story,
)
from communique.store import deriving, tables, writing
from communique.store.briefs import Briefs
from communique.store.cards import contested
from communique.store.causes import Causes
from communique.store.changing import changes_since
from communique.store.codec import decode, decode_evidence
from communique.store.digesting import digest_of
from communique.store.hearing import heard, speakers
from communique.store.judgements import Judgements
from communique.store.lists import Lists
from communique.store.muting import copies_among
from communique.store.opening import explain, open_engine
from communique.store.pledges import Pledges
from communique.store.search import find, nearest
from communique.store.sources import sources
from communique.store.ties import Ties
from communique.store.views import Changes, Hit, QuoteLine, Source, StoryChange
from communique.store.watching import Watch


class Record:
    """The record at one path. Many may read it while one writes; a change is whole or not at all.

    Use it as a context manager, or call `close`.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writing: Connection | None = None
        self._watch = Watch(path)
        self._counted: tuple[int, Mapping[str, int]] | None = None

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, steady: bool = False) -> Self:
        """The record at `path`, made if there is none and `create` is true.

        steady: it will be asked often, by a process that is not forked: the file stays open until `close`.
        Raises UsageError if there is none and none may be made, RecordError if the file is
        something else, damaged, or written by a newer Communiqué.
        """
        return cls(Path(path), open_engine(Path(path), create=create, steady=steady))

    def close(self) -> None:
        """Let go of the file."""
        self._watch.close()
        self._engine.dispose()

    def version(self) -> int:
        """A number that is another one once anybody has written anything, as long as this is open."""
        return self._watch.version()

    def corrections(self) -> tuple[int, ...]:
        """Numbers that are others once anybody judged, undid a judgement or deleted an article."""
        with self._connection() as connection:
            return (*self.judgements.counted(), deriving.deletions(connection))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or, after an error, not at all."""
        if self._writing is not None:
            yield
            return
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                self._writing = connection
                yield
        except DBAPIError as error:
            raise RecordError(f"{self.path}: {explain(error)}") from error
        finally:
            self._writing = None

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        if self._writing is not None:
            yield self._writing
            return
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise RecordError(f"{self.path}: {explain(error)}") from error

    # -------------------------------------------------------------- writing

    def add(self, readings: Iterable[Reading], *, at: dt.datetime | None = None) -> int:
        """Save readings of articles that the record does not hold yet; how many those were.

        at: when they came in, for `changes` (default: now). It is no part of the digest.
        """
        moment = _moment(at)
        with self.transaction(), self._connection() as connection:
            known = set(connection.scalars(select(tables.articles.c.id)))
            new = 0
            for reading in readings:
                if reading.article.id not in known:
                    known.add(reading.article.id)
                    writing.insert_reading(connection, reading, moment)
                    new += 1
            if new:
                deriving.touch(connection)
            return new

    def replace_derived(self, grouping: Grouping, claims: Iterable[Claim]) -> None:
        """Put this grouping and these claims in the place of the ones held."""
        with self.transaction(), self._connection() as connection:
            deriving.write_grouping(connection, grouping)
            deriving.forget(connection, self.neighbourhoods())
            rows = connection.execute(select(tables.statements.c.id, tables.statements.c.article))
            deriving.write_claims(connection, claims, {row.id: row.article for row in rows})

    def regroup(self, grouping: Grouping) -> None:
        """Put this grouping in the place of the one held; only what differs is written."""
        with self.transaction(), self._connection() as connection:
            deriving.write_grouping(connection, grouping)

    def forget(self, keys: Collection[str]) -> None:
        """Take out the claims of these neighbourhoods, and claims that are of none."""
        with self.transaction(), self._connection() as connection:
            deriving.forget(connection, keys)

    def compared(self, key: str, claims: Iterable[Claim], article_of: Mapping[str, str]) -> None:
        """Add a neighbourhood, which the record must not hold yet, with its claims.

        `article_of` has the article of each statement of the claims, by their ids.
        """
        with self.transaction(), self._connection() as connection:
            deriving.write_claims(connection, claims, article_of, key=key)

    def log(self, changes: Iterable[StoryChange]) -> None:
        """Enter in the log what became of stories."""
        found = tuple(changes)
        with self.transaction(), self._connection() as connection:
            links = connection.execute(select(tables.story_articles)).all() if found else ()
            members: dict[str, list[str]] = {change.story: [] for change in found}
            for row in links:
                if row.story in members:
                    members[row.story].append(row.article)
            joined = {story: " ".join(articles) for story, articles in members.items()}
            deriving.write_changes(connection, found, joined)

    def delete(self, article: str) -> bool:
        """Take an article out, with all that was read from it or derived with its help.

        False if there is no such article. What other articles still support must be derived anew
        afterwards, best inside one `transaction`.
        """
        with self.transaction(), self._connection() as connection:
            deriving.touch(connection)
            deriving.note_deletion(connection)
            return writing.delete_article(connection, article)

    # -------------------------------------------------------------- reading

    def known(self) -> frozenset[tuple[str, str]]:
        """Names and digests of the raw articles that the record holds."""
        query = select(tables.articles.c.name, tables.articles.c.digest)
        with self._connection() as connection:
            return frozenset((row.name, row.digest) for row in connection.execute(query))

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""
        with self._connection() as connection:
            return frozenset(connection.scalars(select(tables.articles.c.id)))

    def readings(self, articles: Collection[str] | None = None) -> tuple[Reading, ...]:
        """The readings of these articles (ids), or all, in the order of their article's id."""
        with self._connection() as connection:
            judged = speakers(connection)
            return tuple(heard(decode(Reading, text), judged) for text in _texts(connection, articles))

    def evidence(self, articles: Collection[str]) -> Iterator[Reading]:
        """The readings of these articles (ids) one by one, without their statements, attributions and
        events: what grouping looks at, in two thirds of the time and less memory."""
        with self._connection() as connection:
            for text in _texts(connection, articles):
                yield decode_evidence(text)

    def neighbourhoods(self) -> frozenset[str]:
        """The keys of the neighbourhoods whose claims the record holds."""
        with self._connection() as connection:
            return frozenset(connection.scalars(select(tables.neighbourhoods.c.key)))

    def membership(self) -> dict[str, tuple[str, ...]]:
        """The articles of each story, both by id."""
        query = select(tables.story_articles).order_by(tables.story_articles.c.article)
        found: dict[str, list[str]] = {}
        with self._connection() as connection:
            for row in connection.execute(query):
                found.setdefault(row.story, []).append(row.article)
        return {story: tuple(articles) for story, articles in found.items()}

    def sources(self, articles: Collection[str] | None = None) -> tuple[Source, ...]:
        """These articles (ids), or all, as lists show them, in the order of their id."""
        with self._connection() as connection:
            found = sources(connection, articles)
        return tuple(found[key] for key in sorted(found))

    def grouping(self) -> Grouping:
        """Copies and stories, as derived last."""
        query = select(tables.copies).order_by(tables.copies.c.article)
        with self._connection() as connection:
            copies = tuple(Copy(row.article, row.original, row.overlap) for row in connection.execute(query))
        return Grouping(copies, self.stories())

    def copies(self, articles: Collection[str]) -> tuple[Copy, ...]:
        """Which of these articles (ids) are copies, and of what; those whose original is muted are copies of
        the first of them."""
        with self._connection() as connection:
            return copies_among(connection, articles)

    def stories(self) -> tuple[Story, ...]:
        """All stories, in the order of their days (those without one last), then their ids."""
        query = select(tables.stories.c.data).order_by(
            tables.stories.c.date_start.nulls_last(), tables.stories.c.id
        )
        with self._connection() as connection:
            return tuple(decode(Story, text) for text in connection.scalars(query))

    def story(self, name: str) -> Story:
        """The story with this id, or the only one whose id begins so; else UsageError."""
        column = tables.stories.c.id
        # As a range, which is found along the key; as a pattern it would be looked for in all.
        query = select(tables.stories.c.data).where(column >= name, column < f"{name}\U0010ffff").limit(2)
        with self._connection() as connection:
            found = connection.scalars(query).all()
        if len(found) != 1 or not name:
            which = "more than one story's id begins" if found and name else "no story has an id that begins"
            raise UsageError(f"{which} with {name!r}; see: communique stories")
        return decode(Story, found[0])

    def claims(self, *, story: str | None = None, standing: Standing | None = None) -> tuple[Claim, ...]:
        """Claims, the best supported first; of one story, or of one standing."""
        query = select(tables.claims.c.data).order_by(tables.claims.c.sources.desc(), tables.claims.c.id)
        if standing is not None:
            query = query.where(tables.claims.c.standing == standing)
        if story is not None:
            query = query.where(
                tables.claims.c.id.in_(
                    select(tables.claim_articles.c.claim)
                    .join(
                        tables.story_articles,
                        tables.story_articles.c.article == tables.claim_articles.c.article,
                    )
                    .where(tables.story_articles.c.story == story)
                )
            )
        with self._connection() as connection:
            return tuple(decode(Claim, text) for text in connection.scalars(query))

    def quotes(self, *, speaker: str | None = None) -> tuple[QuoteLine, ...]:
        """Quotes in the order of articles and texts; of a speaker, by a part of the name or an actor's id."""
        query = select(tables.quotes.c.article, tables.quotes.c.data).order_by(
            tables.quotes.c.article, tables.quotes.c.start
        )
        if speaker is not None:
            named = select(tables.actors.c.actor).where(
                tables.actors.c.name.icontains(speaker, autoescape=True)
            )
            query = query.where(
                or_(
                    tables.quotes.c.speaker.icontains(speaker, autoescape=True),
                    tables.quotes.c.actor == speaker,
                    tables.quotes.c.actor.in_(named),
                )
            )
        with self._connection() as connection:
            known = sources(connection)
            return tuple(
                QuoteLine(known[row.article], decode(Quote, row.data)) for row in connection.execute(query)
            )

    def actor_names(self, actors: Collection[str] | None = None) -> dict[str, str]:
        """The fullest name of these actors (ids), or of every one, by id."""
        query = (
            select(tables.actors.c.actor, tables.actors.c.name)
            .distinct()
            .order_by(func.length(tables.actors.c.name), tables.actors.c.name.desc())
        )
        if actors is not None:
            query = query.where(tables.actors.c.actor.in_(actors))
        with self._connection() as connection:
            return {row.actor: row.name for row in connection.execute(query)}

    @property
    def lists(self) -> Lists:
        """Its stories, articles, claims and quotes in pages, narrowed and sorted."""
        return Lists(self._connection, self._contested)

    def _contested(self, connection: Connection) -> Mapping[str, int]:
        """How many contested claims each story has; counted once as long as nobody writes."""
        if self._writing is not None:
            return contested(connection)
        version = self.version()  # before it is counted: what is counted is of this version or a later one
        if self._counted is None or self._counted[0] != version:
            self._counted = version, contested(connection)
        return self._counted[1]

    @property
    def judgements(self) -> Judgements:
        """What people corrected of it."""
        return Judgements(self._connection)

    @property
    def briefs(self) -> Briefs:
        """The briefs of its stories as composed last."""
        return Briefs(self._connection)

    @property
    def pledges(self) -> Pledges:
        """Its ledger of promises as told last."""
        return Pledges(self._connection)

    @property
    def causes(self) -> Causes:
        """Its articles that state causes."""
        return Causes(self._connection)

    @property
    def ties(self) -> Ties:
        """What its articles tell of pairs of states and of actors, read without reading them whole."""
        return Ties(self._connection)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Sentences that hold these words (inflected forms too), best first; a phrase in double quotes.

        Any text is a valid search; one without a letter or digit finds nothing.
        """
        with self._connection() as connection:
            rows = find(connection, words, limit)
            known = sources(connection, sorted({row[0] for row in rows}))
        return tuple(
            Hit(known[article], Span(article, start, start + len(text), text), marks)
            for article, start, text, marks in rows
        )

    def nearest(self, texts: Iterable[str], limit: int) -> tuple[str, ...]:
        """The articles (ids) that hold most of what these texts say, the nearest first."""
        with self._connection() as connection:
            return tuple(nearest(connection, texts, limit))

    def changes(self, since: dt.datetime) -> Changes:
        """What was added at or after `since`, and the stories and claims that it made or moved."""
        with self._connection() as connection:
            return changes_since(connection, _moment(since), self.stories(), self.claims())

    def digest(self) -> str:
        """SHA-256, in hex, of all that the record holds, whatever the order and time of its adding."""
        with self._connection() as connection:
            return digest_of(connection)


def _moment(at: dt.datetime | None) -> str:
    return (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).isoformat(timespec="seconds")


def _texts(connection: Connection, articles: Collection[str] | None) -> Iterator[str]:
    """The readings of these articles as saved, in the order of their ids; all of them for None."""
    columns = tables.articles.c
    wanted = sorted(connection.scalars(select(columns.id)) if articles is None else articles)
    for start in range(0, len(wanted), deriving.MANY):
        part = wanted[start : start + deriving.MANY]
        yield from connection.scalars(
            select(columns.reading).where(columns.id.in_(part)).order_by(columns.id)
        )
