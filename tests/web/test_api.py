import base64
import json
import re
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from jsonschema import Draft202012Validator

from communique.web import Serving
from communique.web.app import unguarded
from communique.web.described import described as described_by
from communique.web.described import operation_id, operations


def pages(client, path, **asked):
    after = None
    while True:
        found = client.get(path, params={**asked, **({"after": after} if after else {})}).json()
        yield from found["items"]
        after = found["after"]
        if after is None:
            return


def test_what_it_shows_stands_at_its_offsets(client):
    texts = {}
    for claim in pages(client, "/api/v1/claims", limit=50):
        for said in claim["statements"]:
            span = said["statement"]["span"]
            if span["article"] not in texts:
                texts[span["article"]] = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
            assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]
    assert len(texts) > 5


@pytest.mark.parametrize("sort", ["newest", "oldest", "most covered"])
@pytest.mark.parametrize("path", ["/api/v1/stories", "/api/v1/articles"])
def test_parts_of_a_list_have_every_item_once(client, path, sort):
    found = [one["id"] for one in pages(client, path, limit=2, sort=sort)]
    whole = client.get(path, params={"limit": 200, "sort": sort}).json()
    assert found == [one["id"] for one in whole["items"]]
    assert len(set(found)) == len(found) == whole["total"]


def test_stories_are_sorted_as_asked(client):
    newest = [s["date"]["start"] for s in pages(client, "/api/v1/stories") if s["date"]]
    oldest = [s["date"]["start"] for s in pages(client, "/api/v1/stories", sort="oldest") if s["date"]]
    covered = [s["articles"] for s in pages(client, "/api/v1/stories", sort="most covered")]
    assert newest == sorted(newest, reverse=True) == oldest[::-1]
    assert covered == sorted(covered, reverse=True)


def test_facets_count_what_narrowing_by_them_gives(client):
    counted = client.get("/api/v1/stories/facets").json()
    checked = 0
    for facet, values in counted.items():
        for value in values:
            asked = {facet: value["value"]}
            assert client.get("/api/v1/stories", params=asked).json()["total"] == value["count"]
            narrowed = client.get("/api/v1/stories/facets", params=asked).json()[facet]
            assert value["count"] in [v["count"] for v in narrowed if v["value"] == value["value"]]
            checked += 1
    assert checked > 10


def test_words_and_days_narrow(client):
    boats = client.get("/api/v1/stories", params={"words": '"patrol boats"'}).json()
    everything = client.get("/api/v1/stories").json()
    assert 0 < boats["total"] < everything["total"]
    late = client.get("/api/v1/stories", params={"since": "2026-01-01"}).json()
    assert 0 < late["total"] < everything["total"]
    assert all(story["date"]["start"] >= "2026-01-01" for story in late["items"] if story["date"])


def test_contested_stories_have_contested_claims(client):
    found = client.get("/api/v1/stories", params={"contested": True}).json()
    assert found["items"]
    assert all(story["contested"] for story in found["items"])
    for story in found["items"]:
        asked = {"story": story["id"], "standing": "contested"}
        assert client.get("/api/v1/claims", params=asked).json()["total"] == story["contested"]


def test_a_brief_opens_the_words_it_cites(client, story):
    sentences = [s for part in story["brief"]["sections"] for s in part["sentences"]]
    assert len(sentences) > 4
    for sentence in sentences:
        assert sentence["evidence"]
        assert len(sentence["evidence"]) == len(sentence["citations"])


def test_an_audit_tells_a_wrong_number_with_its_evidence(client):
    asked = {"text": "Indonesia sold Kenya six patrol boats. Indonesia sold Kenya eleven patrol boats."}
    found = client.post("/api/v1/audits", json=asked).json()
    verdicts = [one["verdict"] for one in found["sentences"]]
    assert verdicts[0] != "contradicted"
    assert verdicts[1] == "contradicted"
    assert found["sentences"][1]["error"] == "number"
    assert found["sentences"][1]["evidence"]


def test_an_audit_against_nothing_like_it_says_so(client):
    answer = client.post("/api/v1/audits", json={"text": "Zyx qwv."})
    assert answer.status_code == 409
    assert "nothing" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/v1/stories/ffffffffffffffff", {}, 404),
        ("/api/v1/articles/nothing", {}, 404),
        ("/api/v1/claims", {"story": "ffff"}, 404),
        ("/api/v1/nothing", {}, 404),
        ("/api/v1/stories", {"after": "e30"}, 409),
        ("/api/v1/stories", {"after": "***"}, 422),
        ("/api/v1/stories", {"limit": 0}, 422),
        ("/api/v1/stories", {"since": "yesterday"}, 422),
        ("/api/v1/search", {"in": "words"}, 422),
    ],
)
def test_errors_have_one_shape(client, path, asked, status):
    answer = client.get(path, params=asked)
    error = answer.json()["error"]
    assert answer.status_code == error["status"] == status
    assert error["message"]
    assert set(error) == {"status", "kind", "message"}


def encoded(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("path", ["stories", "articles", "claims", "quotes", "ledger", "causes", "actors"])
@pytest.mark.parametrize("values", [[10**40], [10**40, "a"], ["\ud800", "\ud800"], ["a"], [[[]]], {}, "x"])
def test_a_list_goes_on_only_from_where_it_could_have_ended(client, path, values):
    answer = client.get(f"/api/v1/{path}", params={"after": encoded(values)})
    assert answer.status_code in (200, 409)


def test_what_is_unchanged_is_not_sent_again(client):
    first = client.get("/api/v1/stories")
    again = client.get("/api/v1/stories", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/claims").headers["etag"] != first.headers["etag"]


def test_an_answer_is_not_sent_again_to_who_names_it_in_any_way(client):
    tag = client.get("/api/v1/counts").headers["etag"]
    for asked in (tag, f"W/{tag}", f'"x", {tag}', f'W/"x,y",W/{tag} , "z"', "*", f'"a\\", {tag}'):
        again = client.get("/api/v1/counts", headers={"if-none-match": asked})
        assert (again.status_code, again.content) == (304, b""), asked
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "private, no-cache"
        assert not {"content-type", "content-length"} & set(again.headers)
    for asked in (tag.strip('"'), '"x"', "", tag[:-2] + '"', f'"x{tag[1:]}'):
        again = client.get("/api/v1/counts", headers={"if-none-match": asked})
        assert again.status_code == 200, asked


def test_every_kind_of_answer_has_a_tag_but_those_for_once(client):
    for path in ("/", "/stories.json", "/stories.csv", "/static/desk.css", "/api/v1/openapi.json"):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304, path
    assert "etag" not in client.get("/api/v1/stories/nothing").headers
    assert "etag" not in client.post("/api/v1/audits", json={"text": "Kenya bought six boats."}).headers


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/stories.csv", "/api/v1/stories", "/static/desk.css", "/no"]
)
def test_head_says_what_get_would(client, path):
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "content-security-policy"):
        assert head.headers.get(name) == got.headers.get(name), name


def test_every_address_says_what_it_takes(client):
    expected = {
        "/api/v1/judgements": {"GET", "POST", "HEAD", "OPTIONS"},
        "/api/v1/judgements/x": {"DELETE", "OPTIONS"},
        "/api/v1/imports": {"GET", "POST", "HEAD", "OPTIONS"},
        "/": {"GET", "HEAD", "OPTIONS"},
        "/audit": {"GET", "POST", "HEAD", "OPTIONS"},
        "/static/desk.css": {"GET", "HEAD", "OPTIONS"},
    }
    for path, methods in expected.items():
        answer = client.options(path)
        assert (answer.status_code, answer.content) == (204, b"")
        assert set(answer.headers["allow"].split(", ")) == methods
        wrong = client.request("PATCH", path)
        assert wrong.status_code == 405, path
        assert set(wrong.headers["allow"].split(", ")) == methods
    assert client.options("/api/v1/nothing").status_code == 404


@pytest.fixture(scope="module")
def described(client):
    return client.get("/api/v1/openapi.json").json()


def test_the_interface_is_documented_whole(described):
    names = []
    assert len(described["paths"]) >= 20
    tags = {one["name"]: one["description"] for one in described["tags"]}
    for path, method, told in operations(described):
        assert told["summary"], path
        assert told["description"].endswith("."), path
        assert set(told["tags"]) <= set(tags), path
        names.append(told["operationId"])
        for parameter in told.get("parameters", ()):
            assert parameter.get("description") or parameter["name"] == "sort", (path, parameter["name"])
            assert "example" in parameter or "example" in json.dumps(parameter), (path, parameter["name"])
        errors = {status for status in told["responses"] if status >= "400"}
        assert {"421", "422", "503"} <= errors | {"422"}, path
        assert ("404" in errors) or "{" not in path, path
        assert {"403", "413", "429"} <= errors or method == "get", path
        assert "415" in errors or "requestBody" not in told, path
        for status in errors:
            content = told["responses"][status]["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Error"}, (path, status)
            assert content["example"]["error"]["status"] == int(status)
    assert len(set(names)) == len(names)
    assert "http://" not in json.dumps(described)


def test_names_of_operations_do_not_follow_those_of_handlers():
    assert operation_id("get", "/api/v1/relations/{a}/{b}") == "get_relations_a_b"
    assert operation_id("delete", "/api/v1/judgements/{judgement}") == "delete_judgements_judgement"


def test_examples_hold_by_their_schemas(described):
    checked = 0
    for path, _, told in operations(described):
        bodies = [told.get("requestBody", {})]
        bodies += [one for status, one in told["responses"].items() if status != "304"]
        contents = [one for body in bodies for one in body.get("content", {}).values()]
        for one in [*contents, *told.get("parameters", ())]:
            if "example" in one:
                schema = {**one["schema"], "components": described["components"]}
                Draft202012Validator(schema).validate(one["example"])
                checked += 1
        for status, body in told["responses"].items():
            held = body.get("content", {}).get("application/json", {"example": 0})
            assert held.get("example") not in (None, {}, []), (path, status)
    assert checked > 100


def test_what_a_token_guards_says_so(record_path):
    serving = Serving(record_path, token="a-token-of-some-length")
    told = described_by(unguarded(serving), locked=True)
    assert told["security"] == [{"token": []}]
    assert all("401" in one["responses"] for _, _, one in operations(told))


def test_every_pages_data_is_in_the_interface(record_path, described):
    text = Path("docs/desk.md").read_text(encoding="utf-8").partition("| page | under `/api/v1` |")[2]
    rows = [line.split("|")[1:3] for line in text.partition("\n\n")[0].splitlines() if line.startswith("| `")]
    pages = {one for row in rows for one in re.findall("`([^`]+)`", row[0])}
    told = {one for row in rows for one in re.findall("`([^`]+)`", row[1])}
    app = unguarded(Serving(record_path))
    routes = {one.path for one in iter_route_contexts(app.routes) if getattr(one, "path", None)}
    app.state.desk.close()
    assert {one for one in routes if not one.startswith(("/api/", "/static"))} == pages
    assert {f"{m.upper()} {p.removeprefix('/api/v1')}" for p, m, _ in operations(described)} == told


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-23:00", "1265-07-19T07:11:16Z"]
)
def test_moments_far_off_are_asked_for_like_others(client, moment):
    assert client.get("/api/v1/stories", params={"added": moment}).status_code == 200
