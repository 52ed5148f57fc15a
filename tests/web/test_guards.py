import asyncio
import hmac
import json
import re
import shutil
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from communique.config import Settings
from communique.errors import UsageError
from communique.web import Serving, create_app, limits, rendering
from communique.web import listening as listening_module
from communique.web.app import unguarded
from communique.web.guards import HEADERS, POLICY, Guards, login_path
from communique.web.limits import MAX_ASKED, MAX_BODY

HERE = "http://127.0.0.1:8765"
TOKEN = "a-token-of-some-length"
ONCE = "shown-once"
LINK = f"/login?once={ONCE}"


@pytest.fixture
def locked(record_path, tmp_path):
    shutil.copy(record_path, tmp_path / "communique.db")
    serving = Serving(tmp_path / "communique.db", token=TOKEN, once=ONCE)
    with TestClient(create_app(serving), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/claims", "/nothing", "/api/v1/counts", "/static/desk.css"])
def test_every_answer_holds_browsers_back(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "",
        "127.0.0.1:1",
        "localhost.",
        "localhost:08765",
        "[::1]:1",
        "[::ffff:127.0.0.1]:8765",
        "127.1:8765",
        "user@127.0.0.1:8765",
    ],
)
def test_requests_to_another_name_are_turned_away(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST"])
def test_requests_to_this_machine_are_answered(client, host):
    assert client.get("/api/v1/counts", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_sites_page_changes_nothing(client, headers):
    answer = client.post("/api/v1/audits", json={"text": "Kenya bought six boats."}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["kind"] == "forbidden"


def test_its_own_page_and_programs_may_write(client):
    own = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    for headers in (own, {}):
        answer = client.post("/api/v1/audits", json={"text": "Kenya bought six boats."}, headers=headers)
        assert answer.status_code == 200


@pytest.mark.parametrize("said", [str(MAX_ASKED + 1), "many", "-1"])
def test_a_body_above_the_limit_is_not_read(client, said):
    answer = client.post("/api/v1/audits", content=b"{}", headers={"content-length": said})
    assert answer.status_code == 413


def test_without_the_token_nothing_is_shown(locked):
    for path in ("/", "/api/v1/counts", "/static/desk.css", "/api/v1/openapi.json"):
        assert locked.get(path).status_code == 401
    assert locked.get("/", headers={"authorization": f"Bearer {TOKEN}x"}).status_code == 401
    assert locked.get("/", headers={"cookie": "communique=guessed"}).status_code == 401


def test_the_token_opens(locked):
    assert locked.get("/api/v1/counts", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_link_lets_in_once_and_leaves_a_cookie_that_scripts_cannot_read(locked):
    first = locked.get(LINK, follow_redirects=False)
    assert first.status_code == 303
    assert {"httponly", "samesite=strict"} <= {
        p.strip().lower() for p in first.headers["set-cookie"].split(";")
    }
    assert locked.get("/").status_code == 200
    locked.cookies.clear()
    assert locked.get(LINK, follow_redirects=False).status_code == 401
    assert locked.get("/").status_code == 401


def test_an_address_that_others_reach_needs_a_token(tmp_path):
    for host in ("0.0.0.0", "192.168.1.4", "desk.example", "::"):
        with pytest.raises(UsageError, match="token"):
            Serving(tmp_path / "r.db", host=host)
        Serving(tmp_path / "r.db", host=host, token=TOKEN)
    with pytest.raises(UsageError, match="16"):
        Serving(tmp_path / "r.db", token="short")


@pytest.fixture(scope="module")
def own(record_path, tmp_path_factory):
    """A desk of its own, with routes that take long, over a copy of the sample's record."""
    path = tmp_path_factory.mktemp("guards") / "r.db"
    shutil.copy(record_path, path)
    return Serving(path, settings=Settings(fast=True))


def answered(app, scope=None, messages=(), *, wait=0.0):
    """What an application sends for a request whose body comes in these messages: (status, headers, body)."""
    sent, waiting = [], list(messages)

    async def receive():
        if waiting:
            await asyncio.sleep(wait)
            return waiting.pop(0)
        return await asyncio.Future()

    async def send(message):
        sent.append(message)

    full = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/counts",
        "raw_path": b"/api/v1/counts",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8765")],
        "server": ("127.0.0.1", 8765),
        "client": ("127.0.0.1", 1),
        **(scope or {}),
    }
    asyncio.run(asyncio.wait_for(app(full, receive, send), 20))
    start = next(one for one in sent if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body


POSTED = {
    "method": "POST",
    "path": "/api/v1/audits",
    "headers": [
        (b"host", b"127.0.0.1:8765"),
        (b"content-type", b"application/json"),
        (b"transfer-encoding", b"chunked"),
    ],
}


def part(body, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


def in_one_shape(found, status):
    told = json.loads(found[2])["error"]
    return found[0] == status == told["status"] and set(told) == {"status", "kind", "message"}


def test_a_body_that_goes_on_behind_the_limit_is_left(own):
    parts = [part(b"x" * 500_000) for _ in range(20)]
    assert in_one_shape(answered(create_app(own), POSTED, parts), 413)
    assert len(parts) == 20
    files = {**POSTED, "path": "/api/v1/imports"}
    files["headers"] = [POSTED["headers"][0], (b"content-type", b"multipart/form-data; boundary=b")]
    files["headers"].append((b"content-length", str(MAX_BODY + 1).encode()))
    assert in_one_shape(answered(create_app(own), files), 413)


def test_a_body_that_stops_is_not_waited_for(own, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SILENCE", 0.05)
    assert in_one_shape(answered(create_app(own), POSTED, [part(b'{"te')]), 408)


def test_a_body_that_drips_is_not_waited_for(own, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SENDING", 0.3)
    drip = [part(b" ") for _ in range(100)]
    assert in_one_shape(answered(create_app(own), POSTED, drip, wait=0.02), 408)


def test_an_answer_that_takes_too_long_is_given_up(own, monkeypatch):
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.1)
    app = unguarded(own)
    gate = threading.Event()
    app.get("/api/v1/slow")(lambda: gate.wait(5))
    begun = time.monotonic()
    try:
        found = answered(Guards(app, own), {"path": "/api/v1/slow"})
        assert in_one_shape(found, 503)
        assert found[1]["retry-after"]
    finally:
        gate.set()
    assert time.monotonic() - begun < 4


def test_writes_and_streams_leave_readers_room(own, monkeypatch):
    monkeypatch.setattr(limits, "MOST_WRITES", 1)
    app = unguarded(own)
    gate, begun = threading.Event(), threading.Event()

    def long():
        begun.set()
        return gate.wait(10)

    app.post("/api/v1/long")(long)
    with TestClient(Guards(app, own), base_url=HERE) as client:
        first = threading.Thread(target=lambda: client.post("/api/v1/long"))
        first.start()
        assert begun.wait(10)
        second = client.post("/api/v1/long")
        assert second.status_code == second.json()["error"]["status"] == 429
        assert second.headers["retry-after"]
        assert client.get("/api/v1/counts").status_code == 200
        gate.set()
        first.join(10)
        assert client.post("/api/v1/long").status_code == 200


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "application/json", 400),
        (b'{"text": ' * 50_000 + b"1" + b"}" * 50_000, "application/json", 400),
        (b'{"text": ' + b"9" * 10_000 + b"}", "application/json", 400),
        (b'{"text": "', "application/json", 422),
        (b'{"text": "' + b"a" * 200_001 + b'"}', "application/json", 422),
        (b'{"text": "\xff\xfe"}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 422),
        (b"text=Kenya", "application/x-www-form-urlencoded", 415),
        (b'{"text": "Kenya bought six boats."}', "text/plain", 415),
        (b'{"text": "Kenya bought six boats."}', "", 415),
        (b"not multipart", "multipart/form-data; boundary=b", 422),
    ],
)
def test_a_body_that_is_wrong_is_told_so(client, content, kind, status):
    answer = client.post("/api/v1/audits", content=content, headers={"content-type": kind})
    assert answer.status_code == answer.json()["error"]["status"] == status


def test_a_form_has_only_so_many_fields_and_files(client):
    many = "&".join(f"f{n}=1" for n in range(2000))
    form = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    assert client.post("/judgements", content=many, headers=form).status_code == 400
    files = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(1001)]
    assert client.post("/api/v1/imports", files=files).status_code == 400


def test_a_page_of_another_site_cannot_send_a_form_as_text(client):
    body = b'{"kind": "mute", "subject": "The Daily Ledger", "who": "x", "value": "="}'
    for headers in (
        {"content-type": "text/plain", "origin": "http://evil.example"},
        {"content-type": "text/plain"},
        {"content-type": "text/plain", "origin": "null", "sec-fetch-site": "cross-site"},
        {"content-type": "application/x-www-form-urlencoded", "referer": "http://evil.example/x"},
    ):
        for path in ("/api/v1/judgements", "/judgements"):
            assert client.post(path, content=body, headers=headers).status_code in (403, 415), headers
    assert client.get("/api/v1/judgements").json() == []


def test_no_other_site_is_told_that_it_may_ask(client):
    asked = {"origin": "http://evil.example", "access-control-request-method": "DELETE"}
    answer = client.options("/api/v1/judgements/x", headers=asked)
    assert answer.headers["allow"] == "DELETE, OPTIONS"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_two_names_at_once_are_turned_away(own):
    scope = {"headers": [(b"host", b"127.0.0.1:8765"), (b"host", b"evil.example")]}
    assert in_one_shape(answered(create_app(own), scope), 421)


def test_the_policy_lets_nothing_in_but_the_desks_own():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert {"script-src", "style-src", "connect-src"} & set(rules) == set()
    assert "unsafe" not in POLICY
    assert HEADERS["referrer-policy"] == "same-origin"


def test_no_page_has_a_script_or_a_style_in_it():
    for path in sorted((Path(rendering.__file__).parent / "templates").glob("*.j2")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"<script(?![^>]*\ssrc=\"/static/)|<style|\sstyle=|\son[a-z]+=|javascript:", text
        ), path
        assert not re.search(r"\|\s*safe\b|autoescape false", text.replace("picture.svg|safe", "")), path


def test_values_in_templates_are_escaped_whatever_the_template_is_called():
    for name in (None, "x.txt", "x.html.j2"):
        escape = rendering.environment().autoescape
        assert escape(name) if callable(escape) else escape


def test_secrets_are_compared_in_a_time_that_tells_nothing(locked, monkeypatch):
    compared = []
    real = hmac.compare_digest
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: compared.append((a, b)) or real(a, b))
    locked.get("/", headers={"authorization": "Bearer wrong", "cookie": "communique-8765=guess"})
    locked.get("/login?once=wrong")
    assert [a for a, _ in compared] == [b"wrong", b"guess", b"wrong"]


def test_looking_a_link_up_does_not_use_it_up(locked):
    assert locked.head(LINK).status_code == 401
    assert locked.post(LINK).status_code == 401
    assert locked.get(LINK, follow_redirects=False).status_code == 303


def test_each_time_a_desk_is_served_its_link_is_another_one(tmp_path):
    first, second = (login_path(Serving(tmp_path / "r.db", token=TOKEN)) for _ in range(2))
    assert first != second
    assert TOKEN not in first


def test_cookies_of_others_on_this_machine_do_not_lock_the_reader_out(locked):
    locked.get(LINK, follow_redirects=False)
    session = locked.cookies["communique-8765"]
    locked.cookies.clear()
    mixed = f'other="broken; {{bad}}=1; communique-8765={session}'
    assert locked.get("/api/v1/counts", headers={"cookie": mixed}).status_code == 200


@pytest.mark.parametrize("token", ["with\nline-break-in-it", "mit-Umläuten-und-mehr"])
def test_a_token_is_what_a_header_can_hold(tmp_path, token):
    with pytest.raises(UsageError, match="ASCII"):
        Serving(tmp_path / "r.db", token=token)


@pytest.fixture
def listening(own, monkeypatch):
    """The port of a real server that waits a moment for heads."""
    monkeypatch.setattr(listening_module, "HEAD_SECONDS", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(listening_module.configured(replace(own, port=port)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield port
    server.should_exit = True
    thread.join(10)


def heard(port, *parts, pause=0.1):
    """What the server says to these bytes until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for part in parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            time.sleep(pause)
        said = b""
        try:
            while more := connection.recv(65536):
                said += more
        except ConnectionResetError:
            pass
        return said


def test_a_head_that_drips_is_not_waited_for(listening):
    drip = [b"GET /api/v1/counts HTTP/1.1\r\n", *[b"X-A: b\r\n"] * 30]
    begun = time.monotonic()
    assert heard(listening, *drip) == b""
    assert time.monotonic() - begun < 8


def test_a_head_that_is_too_long_is_turned_away(listening):
    endless = [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ", *[b"a" * 8_000] * 10]
    assert heard(listening, *endless, pause=0.01).startswith(b"HTTP/1.1 400 ")


def test_a_request_is_answered_and_the_connection_goes_on(listening):
    ask = b"GET /api/v1/counts HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % listening
    said = heard(listening, ask, ask.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert said.count(b"HTTP/1.1 200 OK") == 2
    assert b"server:" not in said.lower()


def test_a_request_without_a_host_is_turned_away(listening):
    assert b" 400 " in heard(listening, b"GET / HTTP/1.1\r\n\r\n").partition(b"\r\n")[0]
    assert b" 421 " in heard(listening, b"GET / HTTP/1.0\r\n\r\n").partition(b"\r\n")[0]
