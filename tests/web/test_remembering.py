import sqlite3

import pytest

from communique.store import Record
from communique.web.remembering import MOST, Remembered


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        yield record


def write(record):
    with sqlite3.connect(record.path) as connection:
        connection.execute(
            "INSERT INTO meta VALUES ('n', '1') ON CONFLICT DO UPDATE SET value = value || '1'"
        )
    connection.close()


def test_an_answer_is_given_again_until_somebody_writes(record):
    asked = []
    remembered = Remembered(record.version)

    def make():
        asked.append(1)
        return len(asked)

    assert [remembered.get("a", make) for _ in range(3)] == [1, 1, 1]
    write(record)
    assert [remembered.get("a", make) for _ in range(3)] == [2, 2, 2]


def test_the_record_itself_may_write(record, readings, derived):
    before = record.version()
    with record.transaction():
        record.add(readings)
        record.replace_derived(*derived)
    assert record.version() != before


def test_an_answer_made_while_somebody_writes_is_made_again(record):
    remembered = Remembered(record.version)
    remembered.get("a", lambda: write(record))
    assert remembered.get("a", lambda: "new") == "new"


def test_only_so_many_answers_are_kept(record):
    remembered = Remembered(record.version)
    for number in range(MOST + 1):
        remembered.get(str(number), lambda: "old")
    assert remembered.get(str(MOST), lambda: "new") == "old"
    assert remembered.get("0", lambda: "new") == "new"
