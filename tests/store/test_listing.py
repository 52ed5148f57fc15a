import shutil
import sqlite3
from importlib.resources import files

import pytest

from communique.errors import UsageError
from communique.pipeline import add
from communique.store import Record, Wanted
from communique.store.tables import FORMAT


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "communique.db"
    with Record.open(path) as record:
        add([str(files("communique.sample") / "articles")], record)
    return path


@pytest.fixture
def lists(path):
    with Record.open(path) as record:
        yield record.lists


def test_a_card_counts_outlets_without_copies(lists):
    (most, *_) = lists.stories(sort="most covered").items
    assert most.copies == 1
    assert len(most.outlets) == len(most.story.articles) - most.copies


def test_narrowing_by_two_facets_asks_for_both(lists):
    kenya = lists.stories(Wanted(facets={"actor": ("KEN",)})).total
    both = lists.stories(Wanted(facets={"actor": ("KEN",), "domain": ("culture",)})).total
    either = lists.stories(Wanted(facets={"actor": ("KEN", "ISL")})).total
    assert both <= kenya < either


def test_a_list_without_words_to_find_is_empty(lists):
    assert lists.stories(Wanted(words="?!")).total == 0


@pytest.mark.parametrize(
    "words", ['"', "a OR b", "NEAR(", "x*", "sentences_text:a", "'; DROP TABLE articles"]
)
def test_any_words_can_be_asked_for(lists, words):
    assert lists.stories(Wanted(words=words)).total >= 0
    assert lists.articles(Wanted(words=words)).total >= 0


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_bounds(lists, limit):
    with pytest.raises(UsageError, match="page"):
        lists.stories(limit=limit)


def test_deleting_an_article_takes_its_facets_along(path, tmp_path):
    copy = tmp_path / "copy.db"
    with sqlite3.connect(path) as held, sqlite3.connect(copy) as made:
        held.backup(made)
    with Record.open(copy) as record:
        for article in sorted(record.ids()):
            record.delete(article)
        assert record.lists.facets() == ()
        assert record.lists.stories().items == ()


def test_a_record_of_the_last_format_gets_the_statements_of_its_claims(path, tmp_path):
    copy = tmp_path / "five.db"
    shutil.copy(path, copy)
    asked = "SELECT claim, statement FROM claim_statements ORDER BY claim, statement"
    with sqlite3.connect(copy) as made:
        held = made.execute(asked).fetchall()
        made.execute("DROP TABLE claim_statements")
        made.execute("CREATE TABLE persons (article TEXT, actor TEXT, state TEXT)")
        made.execute("UPDATE meta SET value = '5' WHERE name = 'format'")
    made.close()
    with Record.open(copy) as record:
        claims = record.claims()
    with sqlite3.connect(copy) as made:
        assert made.execute(asked).fetchall() == held
        assert made.execute("SELECT value FROM meta WHERE name = 'format'").fetchone() == (str(FORMAT),)
        assert not made.execute("SELECT name FROM sqlite_master WHERE name = 'persons'").fetchall()
    made.close()
    assert held == sorted((claim.id, one) for claim in claims for one in claim.statements)


def test_a_record_of_an_older_format_gets_its_facets(path, tmp_path):
    old = tmp_path / "old.db"
    with sqlite3.connect(path) as held, sqlite3.connect(old) as made:
        held.backup(made)
        for table in ("article_facets", "story_facets", "story_cards"):
            made.execute(f"DROP TABLE {table}")
        made.execute("UPDATE meta SET value = '2' WHERE name = 'format'")
        made.commit()
    with Record.open(path) as now, Record.open(old) as upgraded:
        assert upgraded.lists.facets() == now.lists.facets()
        assert upgraded.lists.stories() == now.lists.stories()
        assert upgraded.digest() == now.digest()
    with sqlite3.connect(old) as made:
        assert made.execute("SELECT value FROM meta WHERE name = 'format'").fetchone() == (str(FORMAT),)
