import base64
import json

import pytest

from communique.web.asking import After


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


def test_the_interface_is_documented_whole(client):
    described = client.get("/api/v1/openapi.json").json()
    assert len(described["paths"]) >= 10
    for path, methods in described["paths"].items():
        for method in methods.values():
            assert method["summary"], path
            assert method["description"], path
            for parameter in method.get("parameters", ()):
                assert parameter.get("description") or parameter["name"] == "sort", (path, parameter["name"])
    assert "http://" not in json.dumps(described)
    assert After
