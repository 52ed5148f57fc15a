import asyncio
import shutil
import sqlite3

import pytest
from starlette.testclient import TestClient

from communique.keeping import Keeping
from communique.store import Record
from communique.web import Serving, answers, create_app
from communique.web.freshness import GRACE, PASSES, Freshness, passing

HERE = "http://127.0.0.1:8765"


class Asked:
    """An application that counts how often it was asked, and answers with that."""

    def __init__(self, kind="text/html", status=200, passes=False):
        self.times, self.kind, self.status, self.passes = 0, kind, status, passes

    async def __call__(self, scope, receive, send):
        self.times += 1
        if self.passes:
            passing()
        headers = [(b"content-type", self.kind.encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": str(self.times).encode()})


class Moments:
    """A record's version and corrections, and a clock, all turned by hand."""

    def __init__(self):
        self.version, self.corrections, self.time = 1, (0,), 100.0
        self.freshness = Freshness(lambda: self.version, lambda: self.corrections, lambda: self.time)


@pytest.fixture
def moments():
    return Moments()


HTML = [(b"content-type", b"text/html")]


def client_of(app, moments, *, bare=False):
    async def alive(scope, receive, send):
        if scope["type"] == "http":
            await app(scope, receive, send)
            return
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})

    return TestClient(alive if bare else answers.Answers(alive, moments.freshness), base_url=HERE)


def test_an_answer_is_given_again_while_nobody_writes(moments):
    app = Asked()
    with client_of(app, moments) as client:
        assert [client.get("/stories/a").text for _ in range(3)] == ["1", "1", "1"]
        assert client.get("/stories/a?words=x").text == "2"


def test_what_is_no_room_of_the_record_is_asked_for_every_time(moments):
    app = Asked()
    with client_of(app, moments) as client:
        assert [client.get(path).text for path in ("/add", "/add", "/judgements", "/judgements")] == list(
            "1234"
        )


def test_after_an_addition_the_answer_before_is_given_for_a_moment_and_made_anew_meanwhile(moments):
    app = Asked()
    with client_of(app, moments) as client:
        client.get("/")
        moments.version = 2
        assert client.get("/").text == "1"
        assert client.get("/").text == "2"


def test_an_answer_that_has_been_old_for_longer_is_waited_for(moments):
    app = Asked()
    with client_of(app, moments) as client:
        client.get("/")
        moments.version = 2
        client.get("/claims")  # so that the desk sees when that was
        moments.time += GRACE + 1
        assert client.get("/").text == "3"


def test_nothing_older_is_given_once_somebody_judged_or_deleted(moments):
    app = Asked()
    with client_of(app, moments) as client:
        client.get("/")
        moments.version, moments.corrections = 2, (1,)
        assert client.get("/").text == "2"


def test_nothing_older_is_given_once_an_import_of_this_desk_has_ended(moments):
    app = Asked()
    with client_of(app, moments) as client:
        client.get("/")
        moments.version = 2
        moments.freshness.settle()
        assert client.get("/").text == "2"


@pytest.mark.parametrize(
    ("kind", "status"), [("text/html", 404), ("application/json", 500), ("text/csv", 200)]
)
def test_faults_and_files_are_not_remembered(moments, kind, status):
    app = Asked(kind, status)
    with client_of(app, moments) as client:
        assert [client.get("/").text for _ in range(2)] == ["1", "2"]


def test_an_answer_that_will_soon_be_another_one_is_soon_made_anew(moments, monkeypatch):
    monkeypatch.setattr(answers, "PASSING", 0.0)
    app = Asked(passes=True)
    with client_of(app, moments) as client:
        client.get("/network")
        assert client.get("/network").text == "1"  # and made anew behind it
        assert int(client.get("/network").text) > 1


def test_what_is_being_made_of_the_record_before_a_correction_is_given_to_nobody_after_it(moments):
    class Slow(Asked):
        async def __call__(self, scope, receive, send):
            told = str(self.times)
            self.times += 1
            if told == "0":
                moments.version, moments.corrections = 2, (1,)
                second = await answering({"type": "http", "method": "GET", "path": "/", "query_string": b""})
                assert second == b"1"
            await send({"type": "http.response.start", "status": 200, "headers": HTML})
            await send({"type": "http.response.body", "body": told.encode()})

    app = answers.Answers(Slow(), moments.freshness)

    async def answering(scope):
        sent = []

        async def send(message):
            sent.append(message)

        await app(scope, None, send)
        return sent[1]["body"]

    asked = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
    assert asyncio.run(asyncio.wait_for(answering(asked), 10)) == b"0"


def test_each_reader_sees_what_is_new_to_them(moments):
    app = Asked()

    async def looked(scope, receive, send):
        if scope["type"] == "http":
            scope["state"] = {"before": dict(scope["headers"]).get(b"x-before", b"").decode()}
        await remembering(scope, receive, send)

    remembering = answers.Answers(app, moments.freshness)
    with client_of(looked, moments, bare=True) as client:
        told = [client.get("/", headers={"x-before": one}).text for one in ("1", "2", "1", "2")]
    assert told == ["1", "2", "1", "2"]


def test_memory_is_bounded(moments, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 3)
    app = Asked()
    with client_of(app, moments) as client:
        for name in "abcd":
            client.get(f"/stories/{name}")
        assert client.get("/stories/d").text == "4"
        assert client.get("/stories/a").text == "5"


def test_an_error_is_raised_for_everybody_who_asked(moments):
    async def broken(scope, receive, send):
        raise ValueError("no")

    with client_of(broken, moments) as client, pytest.raises(ValueError, match="no"):
        client.get("/")


def test_noting_that_an_answer_passes_asks_nothing_of_who_is_not_remembered():
    assert PASSES.get() is None
    passing()


def test_a_deleted_article_is_gone_from_all_pages_at_once(record_path, tmp_path):
    path = tmp_path / "r.db"
    shutil.copy(record_path, path)
    with TestClient(create_app(Serving(path)), base_url=HERE) as client:
        story = client.get("/api/v1/stories").json()["items"][0]["id"]
        article = client.get(f"/api/v1/stories/{story}").json()["articles"][0]["id"]
        counted = client.get("/api/v1/counts").json()["articles"]
        assert client.get(f"/articles/{article}").status_code == 200
        with Record.open(path) as record:
            Keeping(record).remove(article)
        assert client.get(f"/articles/{article}").status_code == 404
        assert client.get("/api/v1/counts").json()["articles"] == counted - 1


def test_a_desk_sees_what_another_process_wrote(record_path, tmp_path):
    path = tmp_path / "r.db"
    shutil.copy(record_path, path)
    with Record.open(path) as record:
        before = record.version(), record.corrections()
        other = sqlite3.connect(path)
        other.execute("INSERT INTO meta VALUES ('n', '1')")
        other.commit()
        other.close()
        assert record.version() != before[0]
        assert record.corrections() == before[1]
