"""The tables of a record.

What one article holds by itself is saved once, whole, in `articles.reading`; the other
per-article tables repeat the parts that are searched and listed, and go with their article.
`copies`, `stories` and `claims` are derived: they can be rebuilt from the readings at any time.
`article_facets`, `story_facets` and `story_cards` are what lists are narrowed and sorted by.
`arguments` are what the ledger of promises and the map of causes are told of, `pledges` the
ledger as told last, of the state of the record that stands in `meta`.
`judgements` are corrections by people, which derived state follows; no addition or deletion touches them.
`neighbourhoods` are the parts of the record whose claims stand, by the key of all that they depend on.
`story_changes` is a log: what additions and deletions made of the stories.
`heads`, `parties`, `pairs` and `bonds` repeat what pages on pairs and actors read of an article; `told`
keeps what was made of many articles (see `bonds.py`), `briefs` what was composed of stories.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

FORMAT = 6
"""Version of this layout; a record with a higher one was written by a newer Communiqué. Format 1 had
neither `neighbourhoods` nor the log of changes, format 2 no facets and no cards, format 3 no
arguments, no ledger, no heads, parties, pairs and bonds, format 4 not all indexes, format 5 no briefs and
not which statements make a claim beside it; what is missing is added, and made from what is held, when such
a record is opened."""

WHOLE = 5
"""The first format that holds all that is made from the readings; to those from it on only tables and
indexes are added."""

GONE = ("persons",)
"""Tables of older formats: what `persons` held stands in `parties`."""

metadata = MetaData()


def _article() -> Column[str]:
    return Column(
        "article", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True
    )


meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published_start", Date, index=True),
    Column("published_end", Date),
    Column("published_precision", String),
    Column("kind", String, nullable=False),
    Column("added", String, nullable=False, index=True),  # UTC, ISO 8601: sorts as it reads
    Column("reading", Text, nullable=False),
)

sentences = Table(
    "sentences",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("start", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    _article(),
    Column("actor", String, nullable=False, index=True),
    Column("name", Text, nullable=False),
    UniqueConstraint("article", "actor"),
)

statements = Table(
    "statements",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("id", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("modality", String, nullable=False, index=True),
    Column("holder", String),
    Column("actor", String),
    Column("data", Text, nullable=False),
)

quotes = Table(
    "quotes",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("start", Integer, nullable=False),
    Column("speaker", String),
    Column("actor", String),
    Column("data", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("original", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("overlap", Float, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("date_start", Date),
    Column("arc", String, index=True),
    Column("data", Text, nullable=False),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    _article(),
    UniqueConstraint("story", "article"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("standing", String, nullable=False, index=True),
    Column("sources", Integer, nullable=False),
    Column("data", Text, nullable=False),
)

claim_articles = Table(
    "claim_articles",
    metadata,
    Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    _article(),
    UniqueConstraint("claim", "article"),
)

claim_statements = Table(  # what a claim is made of; repeats a part of its data
    "claim_statements",
    metadata,
    Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("statement", String, nullable=False, index=True),
)

neighbourhoods = Table("neighbourhoods", metadata, Column("key", String, primary_key=True))

neighbourhood_claims = Table(
    "neighbourhood_claims",
    metadata,
    Column(
        "neighbourhood",
        String,
        ForeignKey("neighbourhoods.key", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
)

story_changes = Table(
    "story_changes",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("at", String, nullable=False, index=True),  # UTC, ISO 8601: sorts as it reads
    Column("kind", String, nullable=False),
    Column("story", String, nullable=False),
    Column("label", Text),  # empty once an article of the story was deleted
    Column("articles", Text, nullable=False),  # ids, with a blank before and behind each
    Column("before", Text, nullable=False),
    Column("because", Text, nullable=False),
)

article_facets = Table(
    "article_facets",
    metadata,
    _article(),
    Column("facet", String, nullable=False),
    Column("value", String, nullable=False),
    UniqueConstraint("facet", "value", "article"),
)

story_facets = Table(
    "story_facets",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("facet", String, nullable=False),
    Column("value", String, nullable=False),
    UniqueConstraint("facet", "value", "story"),
)

story_cards = Table(  # what stories are sorted by; a story's own day may be open
    "story_cards",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date),
    Column("size", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Index("stories_by_day", "day", "story"),
    Index("stories_by_size", "size", "story"),
)

judgements = Table(  # what people corrected; nothing here is ever deleted
    "judgements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),  # UTC, ISO 8601
    Column("who", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("undone_at", String),
)

arguments = Table(  # of articles that promise something or state causes: what the ledger and the map look at
    "arguments",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("promises", Integer, nullable=False),
    Column("causes", Integer, nullable=False),
    Column("domains", String, nullable=False),  # of the passages that state causes, between bars
    Column("data", Text, nullable=False),
)

pledges = Table(
    "pledges",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", Integer, nullable=False, index=True),  # in the ledger's order
    Column("due_start", Date),
    Column("due_end", Date),
    Column("status", String, nullable=False),
    Column("settled", Integer, nullable=False),  # 1: kept or given up
    Column("data", Text, nullable=False),
)

pledge_parties = Table(
    "pledge_parties",
    metadata,
    Column("pledge", String, ForeignKey("pledges.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),  # "by" or "to"
    Column("actor", String, nullable=False, index=True),
)

heads = Table(  # an article without its text
    "heads",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("data", Text, nullable=False),
)

parties = Table(  # the actors of an article, and the state that each stands for there
    "parties",
    metadata,
    _article(),
    Column("actor", String, nullable=False),
    Column("state", String),
    Column("kind", String, nullable=False),
    Column("data", Text, nullable=False),
    UniqueConstraint("article", "actor"),
    Index("parties_by_state", "state", "actor"),
    Index("parties_by_actor", "actor", "article"),
)

pairs = Table(  # states that an article names together, `a` before `b`
    "pairs",
    metadata,
    _article(),
    Column("a", String, nullable=False),
    Column("b", String, nullable=False, index=True),
    UniqueConstraint("a", "b", "article"),
)

bonds = Table(  # events with two sides
    "bonds",
    metadata,
    Column("row", Integer, primary_key=True),
    _article(),
    Column("source", String, nullable=False),
    Column("target", String, nullable=False),
    Column("domains", String, nullable=False),
    Column("data", Text, nullable=False),
)

told = Table(
    "told",
    metadata,
    Column("name", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("data", Text, nullable=False),
)

briefs = Table(  # as composed last, under the key of all that it depends on
    "briefs",
    metadata,
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, nullable=False),
    Column("data", Text, nullable=False),
)

LATER = (
    Index("quotes_by_actor", quotes.c.actor),
    Index("statements_by_actor", statements.c.actor),
    Index("claims_by_support", claims.c.sources, claims.c.id),
    Index("actors_by_name", actors.c.actor, actors.c.name),
    Index("claims_by_standing", claims.c.standing, claims.c.sources, claims.c.id),
)
"""Indexes that older formats have not."""

Index("statements_in_order", statements.c.article, statements.c.start)
Index("quotes_in_order", quotes.c.article, quotes.c.start)

FULL_TEXT = (
    """
    CREATE VIRTUAL TABLE sentences_text USING fts5(
        text, content='sentences', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER sentences_in AFTER INSERT ON sentences BEGIN
        INSERT INTO sentences_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER sentences_out AFTER DELETE ON sentences BEGIN
        INSERT INTO sentences_text(sentences_text, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
)
"""The full-text index over `sentences` (SQLite FTS5) and the triggers that keep it true."""
