import os
import shutil
import time

import pytest
from starlette.testclient import TestClient

from communique.errors import RecordError, UsageError
from communique.store import Record
from communique.web import Serving, create_app, tellings
from communique.web.aside import NICE, Aside

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def aside():
    made = Aside()
    yield made
    made.close()


def refuse():
    raise UsageError("not so")


def test_work_is_done_in_one_other_process_that_steps_back(aside):
    one, other = aside.run(os.getpid), aside.run(os.getpid)
    assert one == other != os.getpid()
    assert aside.run(os.nice, 0) == NICE


def test_an_error_comes_back_and_the_process_goes_on(aside):
    with pytest.raises(UsageError, match="not so"):
        aside.run(refuse)
    with pytest.raises(RecordError, match="ValueError"):
        aside.run(int, "x")
    assert aside.run(int, "1") == 1


def test_after_its_process_broke_off_there_is_another_one(aside):
    with pytest.raises(RecordError, match="broken off"):
        aside.run(os._exit, 1)
    assert aside.run(int, "1") == 1


def test_nothing_begins_once_it_is_closed(aside):
    aside.close()
    with pytest.raises(RecordError, match="broken off"):
        aside.run(int, "1")


def test_a_large_record_is_told_beside_the_desk_and_looks_the_same(record_path, tmp_path, monkeypatch):
    rooms = ("/network", "/relations", "/actors", "/ledger", "/relations/IDN/KEN")
    shutil.copy(record_path, tmp_path / "small.db")
    with TestClient(create_app(Serving(tmp_path / "small.db")), base_url=HERE) as client:
        wanted = {room: client.get(room).text for room in rooms}
    monkeypatch.setattr(tellings, "LARGE", 1)
    shutil.copy(record_path, tmp_path / "large.db")
    with TestClient(create_app(Serving(tmp_path / "large.db")), base_url=HERE) as client:
        client.get("/")
        until = time.monotonic() + 60
        found = {}
        while found != wanted and time.monotonic() < until:
            found = {room: client.get(room).text for room in rooms}
            time.sleep(0.3)
        assert found == wanted
        with Record.open(tmp_path / "large.db") as record:
            while record.briefs.wanting(1) and time.monotonic() < until:
                time.sleep(0.3)
            assert record.briefs.wanting(1) == ()
