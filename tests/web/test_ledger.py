import datetime as dt
import json
import re
import time

import pytest
from starlette.testclient import TestClient

from communique.keeping import Keeping
from communique.pipeline import add
from communique.relate.ledger import is_between, latest_day, ledger, overdue_on, status_of
from communique.store import Pledged, Record
from communique.telling import tell_ledger
from communique.web import Serving, create_app


@pytest.fixture(scope="module")
def told(record_path):
    """The ledger of all readings, made at once, and the day it is counted to."""
    with Record.open(record_path, create=False) as record:
        readings = record.readings()
        return ledger(readings, record.grouping()), latest_day(readings)


def ids(client, **asked):
    return [one["id"] for one in client.get("/api/v1/ledger", params={"limit": 200, **asked}).json()["items"]]


def test_the_ledger_kept_in_the_record_is_that_of_all_its_readings(client, told):
    assert ids(client) == [one.id for one in told[0]]
    assert len(told[0]) > 5


def test_parts_of_the_ledger_have_every_promise_once(client, told):
    found, after = [], None
    while True:
        asked = {"limit": 3, **({"after": after} if after else {})}
        part = client.get("/api/v1/ledger", params=asked).json()
        found += [one["id"] for one in part["items"]]
        after = part["after"]
        if after is None:
            break
    assert found == [one.id for one in told[0]]


def test_promises_are_narrowed_as_the_ledger_narrows_them(client, told):
    found, day = told
    for party in ("KEN", "IDN"):
        assert ids(client, by=party) == [c.id for c in found if party in c.by]
        assert ids(client, to=party) == [c.id for c in found if party in c.to]
    assert ids(client, between=["KEN", "IDN"]) == [c.id for c in found if is_between(c, "KEN", "IDN")]
    for status in {status_of(one) for one in found}:
        assert ids(client, status=status) == [c.id for c in found if status_of(c) == status]
    assert ids(client, overdue=True) == [c.id for c in found if overdue_on(c, day)]
    due = [c for c in found if c.due]
    assert due
    for one in due:
        on = one.due.end.isoformat()
        assert one.id in ids(client, due_from=on, due_to=on)
    far = "2400-01-01"
    assert ids(client, due_from=far) == []


def test_overdue_is_counted_to_the_day_that_is_asked_for(client, told):
    before = client.get("/api/v1/ledger", params={"as_of": "1990-01-01"}).json()
    late = client.get("/api/v1/ledger", params={"as_of": "2400-01-01", "limit": 200}).json()
    assert before["overdue"] == 0
    assert late["overdue"] == sum(overdue_on(one, dt.date(2400, 1, 1)) for one in told[0]) > 0
    assert sum(one["overdue"] for one in late["items"]) == late["overdue"]
    assert client.get("/api/v1/ledger").json()["as_of"] == told[1].isoformat()


def test_every_step_of_a_promise_stands_at_its_offsets(client):
    texts = {}
    for one in client.get("/api/v1/ledger", params={"limit": 200}).json()["items"]:
        assert one["history"], one
        assert one["status"] == one["history"][-1]["status"]
        for step in one["history"]:
            span = step["span"]
            if span["article"] not in texts:
                texts[span["article"]] = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
            assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]
            assert step["source"]["id"] == span["article"]


def test_the_pages_lead_to_the_words_of_each_step(client):
    page = client.get("/ledger").text
    one = client.get("/api/v1/ledger").json()["items"][0]
    assert f'href="/ledger/{one["id"]}"' in page
    assert page.count("<svg") == 2
    own = client.get(f"/ledger/{one['id']}").text
    for step in one["history"]:
        place = f"/articles/{step['span']['article']}?at={step['span']['start']}"
        assert place in own
        assert 'id="at"' in client.get(place).text
    assert (
        client.get("/ledger/nothing").status_code == client.get("/api/v1/ledger/nothing").status_code == 404
    )


def test_a_wrong_question_to_the_ledger_is_told(client):
    for asked in ({"status": "kept"}, {"due_from": "soon"}, {"between": ["A", "B", "C"]}):
        answer = client.get("/api/v1/ledger", params=asked)
        assert answer.status_code == 422, asked
        assert set(answer.json()) == {"error"}
    assert client.get("/api/v1/ledger", params={"after": "W1tdXQ"}).status_code == 409
    assert client.get("/ledger?status=&due_from=&by=&between=&between=&as_of=").status_code == 200


def test_a_ledger_of_nothing_says_so(tmp_path):
    with TestClient(create_app(Serving(tmp_path / "e.db")), base_url="http://127.0.0.1:8765") as client:
        assert "No article of this record tells of a promise" in client.get("/ledger").text
        assert "No source states a cause" in client.get("/map").text


def test_the_ledger_follows_what_comes_and_goes(record_path, tmp_path):
    with Record.open(record_path, create=False) as whole:
        readings = whole.readings()
    promising = next(r for r in readings if len(r.commitments) > 1)
    with Record.open(tmp_path / "r.db") as record:
        keeping = Keeping(record)
        keeping.add([r for r in readings if r is not promising])
        assert tell_ledger(record)
        assert not tell_ledger(record)
        keeping.add([promising])
        held = record.pledges
        state, told = held.state()
        assert state != told
        with TestClient(create_app(Serving(tmp_path / "r.db")), base_url="http://127.0.0.1:8765") as client:
            until = time.monotonic() + 20
            while not client.get("/api/v1/ledger").json()["current"] and time.monotonic() < until:
                time.sleep(0.02)
            grown = ids(client)
        assert grown == [one.id for one in ledger(readings, record.grouping())]
        keeping.remove(promising.article.id)
        assert tell_ledger(record)
        rest = ledger([r for r in readings if r is not promising], record.grouping())
        assert [one.id for one in held.page(Pledged(), None, limit=200).items] == [one.id for one in rest]


def test_the_ledger_as_cells_has_a_row_for_each_promise(client, told):
    lines = client.get("/ledger.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("promise,by,to,what,amount,due,status,overdue")
    assert sum(bool(re.match(r"[0-9a-f]{16},", line)) for line in lines) == len(told[0])


HOSTILE = {
    "title": "<script>parent.broken=1</script>Chile owes Peru",
    "text": (
        "Chile pledged on Monday to pay Peru $40 million for <b onmouseover=alert(1)>wells</b> by June 2025. "
        "Chile and Peru signed an accord on <script>parent.broken=1</script> water in Arica.\n\n"
        "The drought in Chile raised the price of <img src=x onerror=alert(1)> water in Peru."
    ),
    "outlet": '"><svg onload=alert(1)>Post',
    "published": "2025-03-03",
}


def test_nothing_that_is_promised_or_argued_becomes_markup(tmp_path):
    (tmp_path / "feed.jsonl").write_text(json.dumps(HOSTILE) + "\n", encoding="utf-8")
    with Record.open(tmp_path / "r.db") as record:
        assert add([tmp_path / "feed.jsonl"], record).new == 1
    with TestClient(create_app(Serving(tmp_path / "r.db")), base_url="http://127.0.0.1:8765") as client:
        promises = client.get("/api/v1/ledger").json()["items"]
        assert promises
        assert client.get("/api/v1/causes").json()["items"]
        paths = ["/ledger", f"/ledger/{promises[0]['id']}", "/map", "/map?change=drought"]
        paths += ["/map?change=%22%3E%3Csvg+onload%3Dalert(1)%3E", "/ledger?by=%22%3E%3Cimg+src=x%3E"]
        for path in paths:
            page = client.get(path).text
            assert "parent.broken=1</script>" not in page, path
            assert page.count("<script") == 2, path
            assert not re.search(r"<(?:b|img|iframe)\b|<svg onload|\s(?:on\w+|style)=\"", page), path
            assert not [h for h in re.findall(r'(?:href|src)="([^"]*)"', page) if h[:1] not in "/#?"], path
