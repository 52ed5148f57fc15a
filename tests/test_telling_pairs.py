import sqlite3
from importlib.resources import files

import pytest

from communique.pipeline import add, recorded, remove
from communique.store import Record
from communique.telling import tell_ledger
from communique.telling_pairs import Heads, PairTold, tell_changes, tell_network, tell_pair


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A record of the bundled sample with its ledger told."""
    made = tmp_path_factory.mktemp("pairs") / "r.db"
    with Record.open(made) as record:
        add([str(files("communique.sample") / "articles")], record)
        tell_ledger(record)
    return made


@pytest.fixture
def record(path, tmp_path):
    copy = tmp_path / "r.db"
    with sqlite3.connect(path) as held, sqlite3.connect(copy) as made:
        held.backup(made)
    with Record.open(copy) as opened:
        yield opened


@pytest.fixture(scope="module")
def report(path):
    with Record.open(path) as record:
        return recorded(record)


def test_a_pair_told_of_its_own_articles_is_the_one_of_the_whole_record(record, report):
    heads = Heads()
    assert len(report.relationships) >= 3
    for one in report.relationships:
        told = tell_pair(record, one.b, one.a, heads)
        assert told.relationship == one
        assert [c.id for c in told.commitments] == [
            c.id for c in report.commitments if c.id in one.commitments
        ]
        assert told.read == told.naming < len(report.readings)


def test_the_network_has_the_happenings_of_every_pair(record, report):
    told = {(one.a, one.b): one.events for one in tell_network(record, Heads())}
    assert {pair: events for pair, events in told.items() if events} == {
        (one.a, one.b): one.events for one in report.relationships if one.events
    }


def test_a_pair_that_nothing_binds_is_told_as_none(record):
    told = tell_pair(record, "KEN", "PER", Heads())
    assert told.relationship is None
    assert (told.read, told.naming) == (0, 0)


def test_only_the_latest_articles_are_read(record, report):
    pair = max(report.relationships, key=lambda one: len(one.stories))
    whole = tell_pair(record, pair.a, pair.b, Heads())
    part = tell_pair(record, pair.a, pair.b, Heads(), most=2)
    assert (part.read, part.naming) == (2, whole.naming)
    ids, _ = record.ties.naming(pair.a, pair.b, limit=2)
    days = {s.id: s.published.start for s in record.sources() if s.published}
    everything, _ = record.ties.naming(pair.a, pair.b, limit=400)
    assert min(days[one] for one in ids) >= max(
        days[one] for one in set(everything) - set(ids) if one in days
    )


def test_what_changed_since_a_day_is_told_of_what_came_out_since(record, report):
    pair = max(report.relationships, key=lambda one: len(one.events))
    first = min(r.article.published.start for r in report.readings if r.article.published)
    moved = tell_changes(record, pair.a, pair.b, first, Heads())
    assert moved.articles
    assert moved.balance_now == pair.balance
    last = max(r.article.published.end for r in report.readings if r.article.published)
    late = tell_changes(record, pair.a, pair.b, last.replace(year=last.year + 1), Heads())
    assert (late.articles, late.events, late.stories) == ((), (), ())


def test_what_is_kept_goes_with_a_deleted_article_and_is_no_part_of_the_digest(record, report):
    one = report.relationships[0]
    before = record.digest()
    told = tell_pair(record, one.a, one.b, Heads())
    with record.transaction():
        assert record.ties.keep("pair", PairTold, record.ties.state(), told)
    assert record.digest() == before
    assert record.ties.kept("pair", PairTold) == (record.ties.state(), told)
    gone = record.ties.naming(one.a, one.b, limit=1)[0][0]
    words = next(r for r in report.readings if r.article.id == gone).events
    assert remove(gone, record)
    assert record.ties.kept("pair", PairTold) is None
    assert gone not in record.ties.heads()[1]
    assert gone not in {bond.article for bond in record.ties.bonds()}
    assert words is not None
    tell_ledger(record)
    after = recorded(record)
    found = {(r.a, r.b): r for r in after.relationships}
    assert tell_pair(record, one.a, one.b, Heads()).relationship == found.get((one.a, one.b))


def test_nothing_is_kept_of_a_record_that_is_another_by_now(record, report):
    one = report.relationships[0]
    state, told = record.ties.state(), tell_pair(record, one.a, one.b, Heads())
    assert remove(record.ties.naming(one.a, one.b, limit=1)[0][0], record)
    with record.transaction():
        assert not record.ties.keep("pair", PairTold, state, told)
    assert record.ties.kept("pair", PairTold) is None


def test_a_record_of_an_older_format_is_filled_when_it_is_opened(path, report, tmp_path):
    copy = tmp_path / "old.db"
    with sqlite3.connect(path) as held, sqlite3.connect(copy) as made:
        held.backup(made)
    with sqlite3.connect(copy) as old:
        for table in ("heads", "parties", "pairs", "bonds", "told"):
            old.execute(f"DROP TABLE {table}")
        old.execute("DROP INDEX quotes_by_actor")
        old.execute("UPDATE meta SET value = '3' WHERE name = 'format'")
    old.close()
    with Record.open(path, create=False) as whole, Record.open(copy) as opened:
        assert opened.ties.pairs() == whole.ties.pairs()
        assert opened.ties.bonds() == whole.ties.bonds()
        assert opened.ties.actor_counts() == whole.ties.actor_counts()
        assert opened.digest() == whole.digest()
        tell_ledger(opened)
        one = report.relationships[0]
        assert tell_pair(opened, one.a, one.b, Heads()).relationship == one


def test_pairs_are_counted_without_copies(record):
    found = record.ties.pairs()
    assert found
    assert [one.articles for one in found] == sorted((one.articles for one in found), reverse=True)
    copies = {one.article for one in record.grouping().copies}
    for one in found:
        ids, _ = record.ties.naming(one.a, one.b, limit=400)
        assert one.a < one.b
        assert copies.isdisjoint(ids)
        assert one.articles <= len(ids)
