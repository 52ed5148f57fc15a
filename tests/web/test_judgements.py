import shutil

import pytest
from starlette.testclient import TestClient

from communique.store import Record
from communique.web import Serving, create_app


@pytest.fixture
def desk(record_path, tmp_path):
    """A desk over a copy of the record, for it is changed here."""
    with Record.open(record_path, create=False) as record:
        assert record.ids()
    shutil.copy(record_path, tmp_path / "r.db")
    with TestClient(create_app(Serving(tmp_path / "r.db")), base_url="http://127.0.0.1:8765") as client:
        yield client


def stories(desk):
    return desk.get("/api/v1/stories", params={"limit": 200}).json()["items"]


def test_stories_are_merged_at_the_desk_and_the_page_says_so_until_it_is_undone(desk):
    before = stories(desk)
    one, two = before[0]["id"], before[1]["id"]
    form = {
        "kind": "merge",
        "subject": one,
        "value": f"http://127.0.0.1:8765/stories/{two}",
        "who": "ada <b>",
    }
    answer = desk.post("/judgements", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/judgements")
    (made,) = desk.get("/api/v1/judgements").json()
    assert made["kind"] == "merge"
    assert len(stories(desk)) == len(before) - 1
    home = desk.get(f"/api/v1/articles/{made['articles'][0]}").json()["story"]
    assert "Corrected by hand" in desk.get(f"/stories/{home}").text
    log = desk.get("/judgements").text
    assert "ada &lt;b&gt;" in log
    assert desk.post(f"/judgements/{made['id']}/undo", follow_redirects=False).status_code == 303
    assert stories(desk) == before
    assert "Undo</button>" not in desk.get("/judgements").text
    assert desk.get("/api/v1/judgements").json()[0]["undone_at"]


def test_an_article_is_split_out_through_the_interface(desk):
    card = next(one for one in stories(desk) if one["articles"] - one["copies"] > 2)
    article = desk.get(f"/api/v1/stories/{card['id']}").json()["articles"][0]["id"]
    asked = {"kind": "split", "subject": article, "who": "ada"}
    made = desk.post("/api/v1/judgements", json=asked)
    assert made.status_code == 201
    others = set(made.json()["articles"][1:])
    story = desk.get(f"/api/v1/articles/{article}").json()["story"]
    assert not others & {one["id"] for one in desk.get(f"/api/v1/stories/{story}").json()["articles"]}
    assert "kept from a story" in desk.get(f"/articles/{article}").text
    again = {"kind": "merge", "subject": story, "value": card["id"], "who": "bo"}
    refused = desk.post("/api/v1/judgements", json={**again, "value": "zz"})
    assert refused.status_code == 409
    assert desk.delete(f"/api/v1/judgements/{made.json()['id']}").json()["undone_at"]
    assert desk.delete(f"/api/v1/judgements/{made.json()['id']}").status_code == 404


def test_a_quote_gets_another_speaker_wherever_it_is_shown(desk):
    quote = next(q for q in desk.get("/api/v1/quotes").json()["items"] if q["speaker"])
    span = quote["span"]
    place = f"{span['article']}:{span['start']}:{span['end']}"
    asked = {"kind": "reassign", "subject": place, "value": "Ana Sol", "who": "ada"}
    made = desk.post("/api/v1/judgements", json=asked).json()
    found = desk.get("/api/v1/quotes", params={"speaker": "Ana Sol"}).json()["items"]
    assert [one["span"] for one in found] == [span]
    told = desk.get(f"/api/v1/articles/{span['article']}").json()["quotes"]
    assert next(q for q in told if q["span"] == span)["speaker"]["name"] == "Ana Sol"
    assert "a quote was given another speaker" in desk.get(f"/articles/{span['article']}").text
    assert desk.post("/api/v1/judgements", json={**asked, "value": "Bo"}).status_code == 409
    desk.delete(f"/api/v1/judgements/{made['id']}")
    assert quote in desk.get("/api/v1/quotes").json()["items"]


def test_a_muted_outlet_is_no_source_and_no_outlet_of_a_story(desk):
    known = {one["outlet"] for one in desk.get("/api/v1/articles", params={"limit": 200}).json()["items"]}
    outlet = next(one for c in stories(desk) if len(c["outlets"]) > 1 for one in c["outlets"] if one in known)
    before = desk.get("/api/v1/claims", params={"limit": 200}).json()["items"]
    made = desk.post("/api/v1/judgements", json={"kind": "mute", "subject": outlet, "who": "ada"}).json()
    assert not any(outlet in card["outlets"] for card in stories(desk))
    for claim in desk.get("/api/v1/claims", params={"limit": 200}).json()["items"]:
        assert all(said["source"]["outlet"] != outlet for said in claim["statements"])
    for arrow in desk.get("/api/v1/causes", params={"limit": 200}).json()["items"]:
        assert all(said["source"]["outlet"] != outlet for said in arrow["sentences"])
    muted = {one["id"] for one in desk.get("/api/v1/articles", params={"outlet": outlet}).json()["items"]}
    for card in stories(desk):
        story = desk.get(f"/api/v1/stories/{card['id']}").json()
        cited = {
            s["article"] for p in story["brief"]["sections"] for x in p["sentences"] for s in x["evidence"]
        }
        assert not cited & muted or {one["id"] for one in story["articles"]} <= muted
    desk.delete(f"/api/v1/judgements/{made['id']}")
    assert desk.get("/api/v1/claims", params={"limit": 200}).json()["items"] == before


def test_a_wrong_correction_is_refused_in_the_one_shape_of_errors(desk):
    for asked, status in (
        ({"kind": "mute", "subject": "Nobody's Paper", "who": "ada"}, 409),
        ({"kind": "mute", "subject": "x", "who": " "}, 409),
        ({"kind": "split", "subject": "x", "who": "ada"}, 409),
        ({"kind": "reassign", "subject": "x:y:z", "who": "ada"}, 409),
        ({"kind": "delete", "subject": "x", "who": "ada"}, 422),
        ({"kind": "mute", "subject": "x"}, 422),
    ):
        answer = desk.post("/api/v1/judgements", json=asked)
        assert answer.status_code == status, asked
        assert set(answer.json()) == {"error"}
    assert desk.get("/api/v1/judgements").json() == []
    foreign = {"origin": "http://elsewhere.example", "sec-fetch-site": "cross-site"}
    form = {"kind": "mute", "subject": "x", "who": "ada"}
    assert desk.post("/judgements", data=form, headers=foreign).status_code == 403
