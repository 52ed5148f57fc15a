import datetime as dt
import multiprocessing
import os
import sqlite3

import pytest

from communique.errors import RecordError, UsageError
from communique.store import Record

LONG_AGO = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 3, 5, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "communique.db"


@pytest.fixture
def record(path):
    with Record.open(path) as record:
        yield record


@pytest.fixture
def full(record, readings, derived):
    with record.transaction():
        record.add(readings, at=LONG_AGO)
        record.replace_derived(*derived)
    return record


def dump(path):
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def test_readings_come_back_exactly_as_they_were(full, readings):
    assert full.readings() == tuple(sorted(readings, key=lambda r: r.article.id))


def test_adding_the_same_article_again_changes_nothing(full, readings, path):
    before = dump(path)
    assert full.add(readings, at=LATER) == 0
    assert dump(path) == before


def test_stories_and_claims_come_back_as_they_were_derived(full, derived):
    grouping, claims = derived
    assert full.grouping() == grouping
    assert set(full.claims()) == set(claims)
    assert full.claims()[0].sources == 2
    assert {c.standing for c in full.claims(standing="contested")} == {"contested"}
    assert set(full.claims(story=grouping.stories[0].id)) == set(claims)
    assert full.claims(story="none") == ()


def test_a_story_is_found_by_the_beginning_of_its_id(full):
    (story,) = full.stories()
    assert full.story(story.id[:5]) == story
    for name in ("", "zz", "%"):
        with pytest.raises(UsageError):
            full.story(name)


def test_the_digest_does_not_depend_on_order_or_time(full, readings, derived, tmp_path):
    with Record.open(tmp_path / "other.db") as other:
        for reading in reversed(readings):
            other.add([reading], at=LATER)
        other.replace_derived(*derived)
        assert other.digest() == full.digest()


def test_quotes_are_found_by_a_part_of_the_speakers_name(full):
    assert [line.quote.span.quote for line in full.quotes(speaker="quell")] == [
        "We will open every well by June,"
    ]
    assert len(full.quotes(speaker="minister")) == 1
    assert full.quotes(speaker="%") == ()
    assert full.quotes() == full.quotes(speaker="quell")


def test_actors_go_by_their_fullest_name(full):
    assert full.actor_names() == {"CHL": "Chile", "quell": "Minister Rosa Quell"}


def test_changes_tell_what_came_since(full, make_reading):
    assert full.changes(LATER).articles == ()
    late = make_reading("late.txt", ["Peru drilled on."])
    full.add([late], at=LATER)
    assert [source.id for source in full.changes(LATER).articles] == [late.article.id]
    everything = full.changes(LONG_AGO)
    assert len(everything.articles) == 4
    assert [word for _, word in everything.stories] == ["new"]


def test_a_story_that_gets_another_article_has_grown(record, readings, derived):
    record.add(readings[:2], at=LONG_AGO)
    record.add(readings[2:], at=LATER)
    record.replace_derived(*derived)
    assert [word for _, word in record.changes(LATER).stories] == ["grown"]
    assert record.changes(LATER).claims == ()


def test_deleting_an_article_withdraws_what_rests_on_it(full, readings, path):
    first, second, _ = readings
    assert full.delete(first.article.id)
    assert not full.delete(first.article.id)
    assert len(full.readings()) == 2
    assert full.stories() == ()
    assert [claim.statements for claim in full.claims()] == [(second.statements[1].id,)]
    assert full.search("Quell") == ()
    assert full.quotes() == ()
    assert first.article.id not in "\n".join(line for line in dump(path) if 'INTO "articles"' in line)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO sentences_text(sentences_text) VALUES ('integrity-check')")


def test_an_error_inside_a_transaction_leaves_the_record_as_it_was(full, make_reading, path):
    before = dump(path)
    with pytest.raises(ZeroDivisionError), full.transaction():
        full.add([make_reading("new.txt", ["Something new."])])
        _ = 1 / 0
    assert dump(path) == before
    assert full.add([make_reading("new.txt", ["Something new."])]) == 1


def _die_while_adding(path, readings):
    with Record.open(path) as record, record.transaction():
        record.add(readings)
        os._exit(9)


def test_a_crash_while_adding_leaves_the_record_as_it_was(full, make_reading, path):
    before = dump(path)
    reading = make_reading("new.txt", ["Something new."])
    process = multiprocessing.get_context("spawn").Process(target=_die_while_adding, args=(path, [reading]))
    process.start()
    process.join(30)
    assert process.exitcode == 9
    assert dump(path) == before
    assert full.add([reading]) == 1


def _add_one(path, reading, barrier):
    barrier.wait()
    with Record.open(path) as record:
        record.add([reading])


def test_several_may_make_and_fill_one_record_at_the_same_moment(path, readings):
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(readings))
    processes = [context.Process(target=_add_one, args=(path, r, barrier)) for r in readings]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with Record.open(path, create=False) as record:
        assert len(record.readings()) == len(readings)


def test_readers_see_the_record_as_it_was_while_another_writes(full, make_reading, path):
    with full.transaction():
        full.add([make_reading("new.txt", ["Something new."])])
        with Record.open(path, create=False) as reader:
            assert len(reader.readings()) == 3
            assert reader.search("new") == ()
    with Record.open(path, create=False) as reader:
        assert len(reader.readings()) == 4


def test_a_record_that_is_not_there_is_not_made_for_reading(path):
    with pytest.raises(UsageError, match="communique add"):
        Record.open(path, create=False)
    assert not path.exists()


def test_a_record_of_a_newer_communique_is_refused_with_what_to_do(full, path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    with pytest.raises(RecordError, match="upgrade"):
        Record.open(path)


@pytest.mark.parametrize(
    "content", [b"not a database at all, only words" * 40, b"SQLite format 3\0" + b"x" * 500]
)
def test_a_file_that_is_no_record_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(RecordError):
        Record.open(path)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(RecordError, match="not a record"):
        Record.open(path)
    assert len(dump(path)) == len(["BEGIN", "CREATE", "COMMIT"])


def test_a_records_name_may_hold_what_an_address_may_not(tmp_path, readings):
    path = tmp_path / "a?b=c#d %20.db"
    with Record.open(path) as record:
        record.add(readings)
    assert path.exists()


def test_a_folder_is_no_record(tmp_path):
    with pytest.raises(UsageError):
        Record.open(tmp_path)
    with pytest.raises(UsageError):
        Record.open(tmp_path / "missing" / "communique.db")


def test_no_file_stays_open_behind_a_closed_record(path, readings):
    with Record.open(path) as record:
        record.add(readings)
    if os.path.isdir("/proc/self/fd"):
        held = [
            os.readlink(f"/proc/self/fd/{fd}")
            for fd in os.listdir("/proc/self/fd")
            if os.path.exists(f"/proc/self/fd/{fd}")
        ]
        assert not [name for name in held if str(path) in name]
