"""Lists of stories, articles, claims and quotes: narrowed, sorted, in pages.

Every list goes on from the place of its last item, not by counting, so it stays true while the record
grows. Nothing here reads an article whole.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    column,
    false,
    func,
    literal,
    or_,
    select,
    table,
    type_coerce,
)

from communique.errors import UsageError
from communique.records import Claim, Quote, Standing, Statement
from communique.store import tables
from communique.store.cards import cards_of
from communique.store.codec import decode
from communique.store.facets import FACETS, Facet
from communique.store.search import terms
from communique.store.sources import sources
from communique.store.views import ClaimLine, FacetCount, Page, QuoteLine, Source, StoryCard

Sort = Literal["newest", "oldest", "most covered"]

MOST = 200
"""Items of the longest page."""

VALUES = 15
"""Values of a facet that are counted for a list; the most frequent."""

FULL_TEXT = table("sentences_text")
FULL_TEXT_ROWS: ColumnClause[str] = column("sentences_text")
"""The full-text index and what it is asked by: in SQLite its own name."""

NO_DAY = dt.date(1, 1, 1)
"""Stands for the day of what has none, which so comes last from the newest on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; what is left empty narrows nothing.

    facets: for each facet the values of which one must be there. since, until: the day, both included.
    words: words and "phrases" that a sentence of the article holds, or the label of the story.
    contested: only what sources contradict each other on. added: only what came in then or later.
    """

    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    words: str = ""
    contested: bool = False
    added: dt.datetime | None = None


def story_page(
    connection: Connection,
    wanted: Wanted,
    *,
    sort: Sort,
    after: str | None,
    limit: int,
    held: Mapping[str, int],
) -> Page[StoryCard]:
    """Stories that are wanted, from behind the place `after` on; `held` has their contested claims.

    Raises UsageError if `after` was not made by this list.
    """
    cards = tables.story_cards.c
    narrowed = select(cards.story).where(*_story_conditions(wanted))
    day = func.coalesce(cards.day, NO_DAY)
    keys = (cards.size, day, cards.story) if sort == "most covered" else (day, cards.story)
    # Counted in the same pass, as long as nothing is left out before.
    number = func.count().over() if after is None else literal(0)
    query = narrowed.add_columns(day.label("day"), cards.size, number.label("number"))
    query = behind(query, keys, place(after, len(keys)), falling=sort != "oldest")
    rows = connection.execute(query.limit(bounded(limit) + 1)).all()
    if after is None:
        total = rows[0].number if rows else 0
    else:
        total = connection.scalar(select(func.count()).select_from(narrowed.subquery())) or 0
    shown = rows[:limit]
    last = None
    if len(rows) > limit:
        row = shown[-1]
        values = [row.size, row.day, row.story] if sort == "most covered" else [row.day, row.story]
        last = mark(values)
    return Page(cards_of(connection, [row.story for row in shown], held), total, last)


def story_facets(connection: Connection, wanted: Wanted) -> tuple[FacetCount, ...]:
    """How many of the wanted stories have which value, the most frequent of each facet first."""
    facets = tables.story_facets.c
    counted = select(facets.facet, facets.value, func.count().label("number")).group_by(
        facets.facet, facets.value
    )
    if wanted != Wanted():
        narrowed = select(tables.story_cards.c.story).where(*_story_conditions(wanted))
        # One pass through the index in its own order: looking up each story's own facets takes longer for
        # many stories, and never much less.
        story: ColumnElement[str] = type_coerce(facets.story.op("||")(""), String)
        counted = counted.where(story.in_(narrowed))
    number = counted.subquery().c
    place = func.row_number().over(partition_by=number.facet, order_by=(number.number.desc(), number.value))
    ranked = select(number.facet, number.value, number.number, place.label("place")).subquery().c
    query = select(ranked.facet, ranked.value, ranked.number).where(ranked.place <= VALUES)
    found: dict[str, list[FacetCount]] = {facet: [] for facet in FACETS}
    for row in connection.execute(query.order_by(ranked.place)):
        found[row.facet].append(FacetCount(row.facet, row.value, row.number))
    return tuple(count for counts in found.values() for count in counts)


def article_page(
    connection: Connection, wanted: Wanted, *, sort: Sort = "newest", after: str | None, limit: int
) -> Page[Source]:
    """Articles that are wanted, from behind the place `after` on; sorted by their day."""
    articles = tables.articles.c
    narrowed = select(articles.id).where(*article_conditions(wanted, articles.id, dated=True))
    total = connection.scalar(select(func.count()).select_from(narrowed.subquery())) or 0
    day = func.coalesce(articles.published_start, NO_DAY)
    query = narrowed.add_columns(day.label("day"))
    query = behind(query, (day, articles.id), place(after, 2), falling=sort != "oldest")
    rows = connection.execute(query.limit(bounded(limit) + 1)).all()
    shown = rows[:limit]
    known = sources(connection, [row.id for row in shown])
    last = mark([shown[-1].day, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(known[row.id] for row in shown), total, last)


def claim_page(
    connection: Connection,
    wanted: Wanted,
    *,
    story: str | None = None,
    standing: Standing | None = None,
    after: str | None = None,
    limit: int,
) -> Page[ClaimLine]:
    """Claims that are wanted, the best supported first, each with its statements."""
    claims, links = tables.claims.c, tables.claim_articles.c
    query = select(claims.id, claims.sources)
    conditions = article_conditions(wanted, links.article, dated=True)
    if story is not None:
        held = select(tables.story_articles.c.article).where(tables.story_articles.c.story == story)
        conditions.append(links.article.in_(held))
    stands: Any = claims.standing
    support: Any = claims.sources
    if conditions:
        query = query.where(claims.id.in_(select(links.claim).where(*conditions)))
        # As sums these are in no index: the few that are wanted are looked up, not all walked through.
        stands, support = stands + "", support + 0
    if standing is not None or wanted.contested:
        query = query.where(stands == (standing or "contested"))
    total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = behind(query, (support, claims.id), place(after, 2), falling=True)
    rows = connection.execute(query.limit(bounded(limit) + 1)).all()
    shown = rows[:limit]
    last = mark([shown[-1].sources, shown[-1].id]) if len(rows) > limit else None
    data = select(claims.id, claims.data).where(claims.id.in_([row.id for row in shown]))
    told = {row.id: decode(Claim, row.data) for row in connection.execute(data)}
    return Page(claim_lines(connection, [told[row.id] for row in shown]), total, last)


def claim_lines(connection: Connection, claims: Sequence[Claim]) -> tuple[ClaimLine, ...]:
    """These claims, in this order, with their statements in the order of articles and texts."""
    wanted = sorted({one for claim in claims for one in claim.statements})
    said: dict[str, Statement] = {}
    for start in range(0, len(wanted), MANY):
        query = select(tables.statements.c.data).where(
            tables.statements.c.id.in_(wanted[start : start + MANY])
        )
        for data in connection.scalars(query):
            statement = decode(Statement, data)
            said[statement.id] = statement
    known = sources(connection, sorted({statement.span.article for statement in said.values()}))
    return tuple(
        ClaimLine(
            claim,
            tuple(
                (known[statement.span.article], statement)
                for statement in sorted(
                    (said[one] for one in claim.statements if one in said), key=lambda s: s.span
                )
            ),
        )
        for claim in claims
    )


MANY = 500
"""Ids that are asked for at once."""


def quote_page(
    connection: Connection,
    wanted: Wanted,
    *,
    speaker: str | None = None,
    after: str | None = None,
    limit: int,
) -> Page[QuoteLine]:
    """Quotes that are wanted, by article and place in the text; of a speaker by name or an actor's id."""
    quotes = tables.quotes.c
    query = select(quotes.row, quotes.article, quotes.data).where(
        *article_conditions(wanted, quotes.article, dated=True)
    )
    if speaker is not None:
        query = query.where(or_(quotes.speaker.icontains(speaker, autoescape=True), quotes.actor == speaker))
    total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = behind(query, (quotes.row,), place(after, 1), falling=False)
    rows = connection.execute(query.limit(bounded(limit) + 1)).all()
    shown = rows[:limit]
    known = sources(connection, sorted({row.article for row in shown}))
    last = mark([shown[-1].row]) if len(rows) > limit else None
    lines = tuple(QuoteLine(known[row.article], decode(Quote, row.data)) for row in shown)
    return Page(lines, total, last)


# ------------------------------------------------------------------ conditions


def _story_conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    cards, facets, links = tables.story_cards.c, tables.story_facets.c, tables.story_articles.c
    found: list[ColumnElement[bool]] = [
        cards.story.in_(select(facets.story).where(facets.facet == facet, facets.value.in_(values)))
        for facet, values in sorted(wanted.facets.items())
        if values
    ]
    if wanted.since is not None:
        found.append(cards.day >= wanted.since)
    if wanted.until is not None:
        found.append(cards.day <= wanted.until)
    if wanted.contested:
        found.append(
            cards.story.in_(
                select(links.story)
                .join(tables.claim_articles, tables.claim_articles.c.article == links.article)
                .join(tables.claims, tables.claims.c.id == tables.claim_articles.c.claim)
                .where(tables.claims.c.standing == "contested")
            )
        )
    if wanted.words:
        labelled = [cards.label.icontains(term.strip('"'), autoescape=True) for term in terms(wanted.words)]
        told = select(links.story).where(links.article.in_(_holding(wanted.words)))
        found.append(or_(and_(*labelled), cards.story.in_(told)) if labelled else cards.story.in_(told))
    if wanted.added is not None:
        late = select(links.story).join(tables.articles, tables.articles.c.id == links.article)
        found.append(cards.story.in_(late.where(tables.articles.c.added >= _moment(wanted.added))))
    return found


def article_conditions(
    wanted: Wanted, article: ColumnElement[str], *, dated: bool
) -> list[ColumnElement[bool]]:
    """What a column of article ids must fulfil to be wanted; by day too if `dated`."""
    facets, articles = tables.article_facets.c, tables.articles.c
    found: list[ColumnElement[bool]] = [
        article.in_(select(facets.article).where(facets.facet == facet, facets.value.in_(values)))
        for facet, values in sorted(wanted.facets.items())
        if values
    ]
    within = []
    if dated and wanted.since is not None:
        within.append(articles.published_end >= wanted.since)
    if dated and wanted.until is not None:
        within.append(articles.published_start <= wanted.until)
    if wanted.added is not None:
        within.append(articles.added >= _moment(wanted.added))
    if within:
        found.append(article.in_(select(articles.id).where(*within)))
    if wanted.words:
        found.append(article.in_(_holding(wanted.words)))
    return found


def _holding(words: str) -> Any:
    """Articles that hold all these words, each in some sentence; none if there is no word."""
    sentences = tables.sentences.c
    found: Any = select(sentences.article)
    wanted = terms(words)
    if not wanted:
        return found.where(false())
    for number, term in enumerate(wanted):
        rows: ColumnClause[int] = column("rowid")
        matching = select(rows).select_from(FULL_TEXT).where(FULL_TEXT_ROWS.op("MATCH")(term))
        held = select(sentences.article).where(sentences.id.in_(matching))
        found = held if number == 0 else found.where(sentences.article.in_(held))
    return found


# ------------------------------------------------------------------ places in a list


def behind(
    query: Select[Any], keys: Sequence[Any], place: Sequence[Any] | None, *, falling: bool
) -> Select[Any]:
    """The query in the order of its keys, from behind a place on; the last key tells all items apart."""
    if place is not None:
        ahead: list[ColumnElement[bool]] = []
        for number, key in enumerate(keys):
            same = [keys[k] == place[k] for k in range(number)]
            ahead.append(and_(*same, key < place[number] if falling else key > place[number]))
        query = query.where(or_(*ahead))
    return query.order_by(*(key.desc() if falling else key for key in keys))


def mark(values: Sequence[Any]) -> str:
    """The place of an item in a list, by the values of its keys, as `Page.after` has it."""
    plain = [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def place(after: str | None, keys: int) -> list[Any] | None:
    """The keys that `mark` wrote; UsageError if it did not write this."""
    if after is None:
        return None
    values: Any = None
    try:
        text = base64.b64decode(after + "=" * (-len(after) % 4), b"-_", validate=True)
        if b"\\" not in text:
            values = json.loads(text, parse_int=lambda digits: int(digits[:18]))
    except (binascii.Error, ValueError):
        values = None
    plain = isinstance(values, list) and all(isinstance(one, str | int) for one in values)
    if not plain or len(values) != keys:
        raise UsageError(f"no list goes on from {after[:40]!r}; take `after` from the list's own answer")
    # Of two keys or more the last but one may be a day, which is the only one written as a text there.
    return [
        _day(value) if n == keys - 2 and isinstance(value, str) else value for n, value in enumerate(values)
    ]


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError("no list goes on from there; take `after` from the list's own answer") from error


def bounded(limit: int) -> int:
    """The limit, if a page may have it; UsageError if not."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page has from 1 to {MOST} items, not {limit}")
    return limit


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
