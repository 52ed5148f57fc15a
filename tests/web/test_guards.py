import pytest
from starlette.testclient import TestClient

from communique.errors import UsageError
from communique.web import Serving, create_app
from communique.web.limits import MAX_ASKED

HERE = "http://127.0.0.1:8765"
TOKEN = "a-token-of-some-length"
ONCE = "shown-once"
LINK = f"/login?once={ONCE}"


@pytest.fixture
def locked(record_path):
    with TestClient(create_app(Serving(record_path, token=TOKEN, once=ONCE)), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/claims", "/nothing", "/api/v1/counts", "/static/desk.css"])
def test_every_answer_holds_browsers_back(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1:1"])
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
