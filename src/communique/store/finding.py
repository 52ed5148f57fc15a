"""Search over sentences, articles, statements, quotes and claims, narrowed as lists are.

The sentences that hold all the words are found once, into a table that lives as long as the question; all
else is counted and shown from there. At most `MOST_FOUND` of anything are looked at, of sentences those that
came into the record last, so that common words cost little more than rare ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    String,
    Table,
    insert,
    literal_column,
    select,
    text,
)

from communique.errors import UsageError
from communique.records import Modality, Standing
from communique.store import tables
from communique.store.facets import FACETS
from communique.store.hits import Hits, Item, Within
from communique.store.listing import VALUES, Wanted, article_conditions, bounded, mark, place
from communique.store.search import terms
from communique.store.views import FacetCount

WITHIN: tuple[Within, ...] = get_args(Within)
Order = Literal["best", "newest"]

MOST_FOUND = 5000
"""Sentences, and items of a list, that one search looks at."""

MANY_ARTICLES = 2000
"""From so many articles on what is of a modality or a standing is looked up by that, not in each of them."""

LONGEST_QUOTE = 4000
"""Characters before a sentence in which a quote may begin that reaches into it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for: words and what narrows them, in what kind of thing.

    Statements, quotes and claims are found by the sentences that they stand in. `modality` and `holder`
    narrow statements, `speaker` quotes, `standing` claims; holder and speaker are a part of a name, or an
    actor's id. Without words there must be something else that narrows, and sentences are not listed.
    """

    wanted: Wanted = field(default_factory=Wanted)
    within: Within = "sentences"
    modality: Modality | None = None
    holder: str = ""
    speaker: str = ""
    standing: Standing | None = None

    @property
    def asks(self) -> bool:
        """Whether anything is searched for."""
        if terms(self.wanted.words):
            return True
        own = self.modality or self.holder or self.speaker or self.standing
        return not self.wanted.words and self.within != "sentences" and bool(own or self.wanted != Wanted())


@dataclass(frozen=True, slots=True)
class Findings:
    """A part of what was found, how much that is in all, and by what it can be narrowed.

    `counts` tells how much there is of each kind, None where that was not counted; `cut` that there is more
    than is looked at.
    """

    items: tuple[Item, ...]
    total: int
    after: str | None
    counts: dict[Within, int | None]
    facets: tuple[FacetCount, ...]
    cut: bool


def search(
    connection: Connection, sought: Sought, *, order: Order = "best", after: str | None = None, limit: int
) -> Findings:
    """What is sought, from behind the place `after` on; nothing where nothing is searched for.

    Raises UsageError if `after` was not made by this list.
    """
    wanted = terms(sought.wanted.words)
    keyed = place(after, 4 if order == "newest" or not wanted else 1)
    bounded(limit)
    if not sought.asks:
        return Findings((), 0, None, dict.fromkeys(WITHIN), (), False)
    with _tables(connection):
        cut = bool(wanted) and _match(connection, wanted, sought.wanted)
        if not wanted or len(wanted) > 1:
            _choose(connection, sought.wanted)
        counts: dict[Within, int | None] = dict.fromkeys(WITHIN)
        for kind in WITHIN if wanted else ():
            if kind != sought.within:
                counts[kind] = _count(connection, Sought(sought.wanted, kind))
        cut = _fill(connection, sought) or cut
        total = connection.scalar(text("SELECT count(DISTINCT key) FROM found")) or 0
        counts[sought.within] = total
        best = order == "best" and bool(wanted)
        keys, last = (_best if best else _newest)(connection, keyed, limit)
        items = Hits(connection, wanted).of(sought.within, keys)
        return Findings(items, total, last, counts, _facets(connection, sought.within), cut)


def article_facets(connection: Connection, wanted: Wanted) -> tuple[FacetCount, ...]:
    """How many of the articles that are wanted have which value, the most frequent of each facet first."""
    facets = tables.article_facets.c
    query = select(facets.facet, facets.value, literal_column("count(*)").label("number"))
    conditions = article_conditions(wanted, facets.article, dated=True)
    return _most(connection.execute(query.where(*conditions).group_by(facets.facet, facets.value)))


# ------------------------------------------------------------------ what is found

_TABLES = {
    "matched": "id INTEGER PRIMARY KEY, article TEXT, start INTEGER, size INTEGER, day TEXT, rank REAL",
    "chosen": "article TEXT UNIQUE, day TEXT",
    "found": "key TEXT, article TEXT, day TEXT, start INTEGER, rank REAL",
}
_CHOSEN = Table("chosen", MetaData(), Column("article", String), Column("day", String))


@contextmanager
def _tables(connection: Connection) -> Iterator[None]:
    """Tables of this question alone, in no file that others read."""
    for name, columns in _TABLES.items():
        connection.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))
        connection.execute(text(f"CREATE TEMP TABLE {name} ({columns})"))
    try:
        yield
    finally:
        for name in _TABLES:
            connection.execute(text(f"DROP TABLE temp.{name}"))


def _match(connection: Connection, wanted: Sequence[str], narrowing: Wanted) -> bool:
    """Note the sentences that hold all these words in articles that are wanted; whether there are more than
    are looked at."""
    columns = (
        "sentences.id",
        "sentences.article",
        "sentences.start",
        "length(sentences.text)",
        "coalesce(articles.published_start, '')",
        "bm25(sentences_text)",
    )
    # CROSS JOIN: from the words to the sentences, never the other way round.
    joined = (
        "sentences_text CROSS JOIN sentences ON sentences.id = sentences_text.rowid"
        " CROSS JOIN articles ON articles.id = sentences.article"
    )
    article = literal_column("sentences.article", String)
    query: Any = (
        select(*(literal_column(one) for one in columns))
        .select_from(text(joined))
        .where(text("sentences_text MATCH :sought").bindparams(sought=" AND ".join(wanted)))
        .where(*article_conditions(replace(narrowing, words=""), article, dated=True))
        .order_by(literal_column("sentences_text.rowid").desc())
        .limit(MOST_FOUND)
    )
    rows = [dict(zip("abcdef", row, strict=True)) for row in connection.execute(query)]
    if rows:
        connection.execute(text("INSERT INTO matched VALUES (:a, :b, :c, :d, :e, :f)"), rows)
    return len(rows) == MOST_FOUND


def _choose(connection: Connection, wanted: Wanted) -> None:
    """Note the articles that are wanted, the latest first; each word stands in one of its sentences."""
    columns = tables.articles.c
    query = select(columns.id, literal_column("coalesce(articles.published_start, '')", String))
    query = query.where(*article_conditions(wanted, columns.id, dated=True))
    ordered = query.order_by(columns.published_start.desc().nulls_last(), columns.id)
    connection.execute(insert(_CHOSEN).from_select(["article", "day"], ordered))


_HELD = "st.article = m.article AND st.start >= m.start AND st.start < m.start + m.size"
_REACHES = (
    f"q.article = m.article AND q.start < m.start + m.size AND q.start >= m.start - {LONGEST_QUOTE}"
    " AND (q.start >= m.start OR json_extract(q.data, '$.span.end') > m.start)"
)
_BY_WORDS: dict[Within, str] = {
    "sentences": "SELECT m.id AS key, m.article, m.day, m.start, m.rank FROM matched m WHERE 1",
    "statements": "SELECT st.row AS key, m.article, m.day, st.start, m.rank"  # noqa: S608
    f" FROM matched m CROSS JOIN statements st ON {_HELD} WHERE 1",
    "quotes": "SELECT q.row AS key, m.article, m.day, q.start, m.rank"  # noqa: S608
    f" FROM matched m CROSS JOIN quotes q ON {_REACHES} WHERE 1",
    # The best supported first: a claim is no better for its wording.
    "claims": "SELECT c.id AS key, m.article, m.day, 0 AS start, m.rank - 1000 * c.sources AS rank"  # noqa: S608
    f" FROM matched m CROSS JOIN statements st ON {_HELD}"
    " CROSS JOIN claim_statements cs ON cs.statement = st.id CROSS JOIN claims c ON c.id = cs.claim WHERE 1",
}
_ARTICLES = (
    "SELECT a.article AS key, a.article, a.day, 0 AS start, coalesce(b.best, 0) AS rank FROM {} a"
    " LEFT JOIN (SELECT article, min(rank) AS best FROM matched GROUP BY article) b ON b.article = a.article"
)
_WITHOUT: dict[Within, str] = {
    "statements": "SELECT st.row AS key, a.article, a.day, st.start, 0 AS rank"
    " FROM chosen a CROSS JOIN statements st ON st.article = a.article WHERE 1",
    "quotes": "SELECT q.row AS key, a.article, a.day, q.start, 0 AS rank"
    " FROM chosen a CROSS JOIN quotes q ON q.article = a.article WHERE 1",
    "claims": "SELECT c.id AS key, a.article, a.day, 0 AS start, 0 AS rank FROM chosen a"
    " CROSS JOIN claim_articles ca ON ca.article = a.article CROSS JOIN claims c ON c.id = ca.claim WHERE 1",
}
_OF_MANY: dict[Within, str] = {
    "statements": "SELECT st.row AS key, a.article, a.day, st.start, 0 AS rank"
    " FROM statements st CROSS JOIN chosen a ON a.article = st.article WHERE 1",
    "claims": "SELECT c.id AS key, a.article, a.day, 0 AS start, 0 AS rank FROM claims c"
    " CROSS JOIN claim_articles ca ON ca.claim = c.id CROSS JOIN chosen a ON a.article = ca.article WHERE 1",
}


def _found(sought: Sought, *, many: bool = False) -> tuple[str, dict[str, Any]]:
    """The query of what is sought, with its values."""
    wanted = terms(sought.wanted.words)
    if sought.within == "articles":
        # One word alone stands in an article where it stands in a sentence.
        alone = "(SELECT DISTINCT article, day FROM matched)"
        return _ARTICLES.format(alone if len(wanted) == 1 else "chosen"), {}
    values: dict[str, Any] = {}
    query = (_BY_WORDS if wanted else _WITHOUT)[sought.within]
    if many and not wanted and (sought.modality or sought.standing or sought.wanted.contested):
        query = _OF_MANY.get(sought.within, query)
    if sought.within == "statements" and sought.modality:
        query, values = f"{query} AND st.modality = :modality", {"modality": str(sought.modality)}
    if sought.within == "statements" and sought.holder:
        query += " AND (st.actor = :who OR st.holder LIKE :named ESCAPE '\\')"
        values |= {"who": sought.holder, "named": _part(sought.holder)}
    if sought.within == "quotes" and sought.speaker:
        query += " AND (q.actor = :who OR q.speaker LIKE :named ESCAPE '\\')"
        values |= {"who": sought.speaker, "named": _part(sought.speaker)}
    if sought.within == "claims" and (sought.standing or sought.wanted.contested):
        query, values = f"{query} AND c.standing = :standing", {"standing": sought.standing or "contested"}
    return query, values


def _part(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _count(connection: Connection, sought: Sought) -> int:
    query, values = _found(sought)
    limited = text(f"SELECT count(DISTINCT key) FROM ({query} LIMIT {MOST_FOUND})")  # noqa: S608
    return connection.scalar(limited, values) or 0


def _fill(connection: Connection, sought: Sought) -> bool:
    """Note what is sought; whether there is more than is looked at."""
    many = (connection.scalar(text("SELECT count(*) FROM chosen")) or 0) >= MANY_ARTICLES
    query, values = _found(sought, many=many)
    connection.execute(text(f"INSERT INTO found {query} LIMIT {MOST_FOUND}"), values)
    return (connection.scalar(text("SELECT count(*) FROM found")) or 0) == MOST_FOUND


# ------------------------------------------------------------------ what is shown

_EACH = (
    "SELECT key, max(day) AS day, min(article) AS article, min(start) AS start, min(rank) AS rank FROM found"
)


def _best(connection: Connection, after: list[Any] | None, limit: int) -> tuple[list[str], str | None]:
    """A part of the best first. It goes on by counting: how well things fit changes with every addition."""
    (start,) = after or (0,)
    if not isinstance(start, int) or not 0 <= start <= MOST_FOUND:
        raise UsageError("no list goes on from there; take `after` from the list's own answer")
    query = f"{_EACH} GROUP BY key ORDER BY rank, day DESC, article, start, key LIMIT :limit OFFSET :start"
    rows = connection.execute(text(query), {"limit": limit + 1, "start": start}).all()
    return [row.key for row in rows[:limit]], mark([start + limit]) if len(rows) > limit else None


def _newest(connection: Connection, after: list[Any] | None, limit: int) -> tuple[list[str], str | None]:
    """A part of the latest first, in each article in the order of its text."""
    query, values = f"SELECT * FROM ({_EACH} GROUP BY key)", {"limit": limit + 1}  # noqa: S608
    if after is not None:
        query += " WHERE day < :day OR (day = :day AND (article, start, key) > (:article, :start, :key))"
        values |= dict(zip(("day", "article", "start", "key"), after, strict=True))
    ordered = text(f"{query} ORDER BY day DESC, article, start, key LIMIT :limit")
    rows = connection.execute(ordered, values).all()
    last = None
    if len(rows) > limit:
        row = rows[limit - 1]
        last = mark([row.day, row.article, row.start, row.key])
    return [row.key for row in rows[:limit]], last


def _facets(connection: Connection, within: Within) -> tuple[FacetCount, ...]:
    # A claim may stand in several articles, and is one; all else is told of one article.
    held, number = (
        "(SELECT article, count(DISTINCT key) AS number FROM found GROUP BY article)",
        "sum(i.number)",
    )
    if within == "claims":
        held, number = "(SELECT DISTINCT article, key FROM found)", "count(DISTINCT i.key)"
    query = (
        f"SELECT f.facet, f.value, {number} AS number FROM {held} i"  # noqa: S608
        " CROSS JOIN article_facets f ON f.article = i.article GROUP BY f.facet, f.value"
    )
    return _most(connection.execute(text(query)))


def _most(rows: Iterable[Any]) -> tuple[FacetCount, ...]:
    found: dict[str, list[FacetCount]] = {facet: [] for facet in FACETS}
    for row in rows:
        found[row.facet].append(FacetCount(row.facet, row.value, row.number))
    ordered = (sorted(counts, key=lambda c: (-c.count, c.value))[:VALUES] for counts in found.values())
    return tuple(count for counts in ordered for count in counts)
