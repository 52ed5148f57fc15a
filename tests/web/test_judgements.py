import shutil
import time

import pytest
from starlette.testclient import TestClient

from communique.exchange.relationship import relationship_to_dict
from communique.pipeline import recorded
from communique.records import Copy
from communique.store import Record
from communique.store.muting import heard_copies
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


def two_voices(desk):
    """A quote that makes statements, and another person of its article."""
    for quote in desk.get("/api/v1/quotes", params={"limit": 200}).json()["items"]:
        if not (quote["speaker"] and quote["speaker"]["actor"]):
            continue
        article = desk.get(f"/api/v1/articles/{quote['source']['id']}").json()
        mine = {q["speaker"]["actor"] for q in article["quotes"] if q["speaker"]}
        held = {s["holder"]["actor"] for s in article["statements"]} - {None}
        others = [a for a in article["actors"] if a["id"] in held - mine]
        for other in others:
            if desk.get(f"/api/v1/actors/{other['id']}").json()["kind"] == "person":
                return quote, other
    raise AssertionError("the sample has no such article")


def within(statement, span):
    return statement["start"] < span["end"] and span["start"] < statement["end"]


def test_who_holds_what_a_quote_says_follows_its_speaker_until_that_is_undone(desk):
    quote, other = two_voices(desk)
    span, old = quote["span"], quote["speaker"]["actor"]
    paths = [f"/api/v1/articles/{span['article']}", "/api/v1/claims?limit=200"]
    paths += [f"/api/v1/actors/{one}" for one in (old, other["id"])]
    before = [desk.get(path).json() for path in paths]
    place = f"{span['article']}:{span['start']}:{span['end']}"
    asked = {"kind": "reassign", "subject": place, "value": other["name"], "who": "ada"}
    made = desk.post("/api/v1/judgements", json=asked).json()
    article, claims, left, right = (desk.get(path).json() for path in paths)
    said = [s for s in article["statements"] if within(s["span"], span)]
    assert said
    assert {s["holder"]["actor"] for s in said} == {other["id"]}
    moved = {s["id"] for s in said}
    elsewhere = {s["id"]: s for s in before[0]["statements"] if s["id"] not in moved}
    assert elsewhere == {s["id"]: s for s in article["statements"] if s["id"] not in moved}
    held = [t["statement"] for c in claims["items"] for t in c["statements"] if t["statement"]["id"] in moved]
    assert {s["holder"]["actor"] for s in held} == {other["id"]}
    assert left["statements"] == before[2]["statements"] - len(moved)
    assert right["statements"] == before[3]["statements"] + len(moved)
    assert span in [one["span"] for one in right["quotes"]["items"]]
    assert [one["id"] for one in right["judged"]] == [made["id"]] == [one["id"] for one in left["judged"]]
    desk.delete(f"/api/v1/judgements/{made['id']}")
    assert [desk.get(path).json() for path in paths] == before


def test_what_nobody_is_known_to_have_said_is_held_by_nobody(desk):
    quote, _ = two_voices(desk)
    span = quote["span"]
    place = f"{span['article']}:{span['start']}:{span['end']}"
    desk.post("/api/v1/judgements", json={"kind": "reassign", "subject": place, "who": "ada"})
    article = desk.get(f"/api/v1/articles/{span['article']}").json()
    said = [s["holder"] for s in article["statements"] if within(s["span"], span)]
    assert said
    assert {(one["kind"], one["name"], one["actor"]) for one in said} == {("unnamed", None, None)}


def test_a_relation_is_told_with_the_speakers_that_were_judged(desk, tmp_path):
    pair = "/api/v1/relations/IDN/KEN"
    told = {one["statement"]["id"]: one["statement"] for one in settled(desk, pair)["evidence"]}
    quotes = desk.get("/api/v1/quotes", params={"limit": 200}).json()["items"]
    quote = next(
        q
        for q in quotes
        if q["speaker"]
        and any(
            s["span"]["article"] == q["span"]["article"] and within(s["span"], q["span"])
            for s in told.values()
        )
    )
    span = quote["span"]
    place = f"{span['article']}:{span['start']}:{span['end']}"
    desk.post(
        "/api/v1/judgements",
        json={"kind": "reassign", "subject": place, "value": "Ana Sol", "who": "ada"},
    )
    now = settled(desk, pair)
    there = [
        one["statement"]
        for one in now["evidence"]
        if one["source"]["id"] == span["article"] and within(one["statement"]["span"], span)
    ]
    assert {one["holder"]["name"] for one in there} <= {"Ana Sol"}
    with Record.open(tmp_path / "r.db") as record:
        (whole,) = [r for r in recorded(record).relationships if (r.a, r.b) == ("IDN", "KEN")]
    assert now["relationship"] == relationship_to_dict(whole)


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


def settled(desk, path):
    """What a path answers once it is told of the record as it stands."""
    for _ in range(300):
        found = desk.get(path).json()
        if found["current"]:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{path} is never told anew")


def told_alone(desk, pair):
    """An outlet that some of the evidence on a pair is of, and not all of it."""
    told = [one["source"]["outlet"] for one in desk.get(pair).json()["evidence"]]
    return next(one for one in sorted({t for t in told if t}) if told.count(one) < len(told))


def test_a_muted_outlet_counts_on_no_page_of_pairs_and_actors_until_that_is_undone(desk, tmp_path):
    pair, network, actor = "/api/v1/relations/IDN/KEN", "/api/v1/network", "/api/v1/actors/KEN"
    outlet = told_alone(desk, pair)
    before = settled(desk, pair), settled(desk, network), desk.get(actor).json()
    lists = [desk.get(f"/api/v1/{one}").json() for one in ("relations", "actors")]
    made = desk.post("/api/v1/judgements", json={"kind": "mute", "subject": outlet, "who": "ada"}).json()
    told, net, profile = settled(desk, pair), settled(desk, network), desk.get(actor).json()
    assert 0 < told["articles"] < before[0]["articles"]
    assert profile["articles"] < before[2]["articles"]
    for one in (*told["evidence"], *profile["said"], *profile["quotes"]["items"]):
        assert one["source"]["outlet"] != outlet
    with Record.open(tmp_path / "r.db") as record:
        report = recorded(record)
        muted = record.judgements.muted()
    (whole,) = [one for one in report.relationships if (one.a, one.b) == ("IDN", "KEN")]
    assert told["relationship"] == relationship_to_dict(whole)
    article_of = {s.id: r.article.id for r in report.readings for s in r.statements}
    assert not {article_of[s] for bond in net["bonds"] for s in bond["statements"]} & muted
    for step in (step for one in told["commitments"] for step in one["history"]):
        assert step["span"]["article"] not in muted
    for found in (told, net, profile):
        assert [one["id"] for one in found["judged"]] == [made["id"]]
    for page in ("/relations/IDN/KEN", "/network", "/actors/KEN", "/relations", "/actors"):
        assert f'href="/judgements#judgement-{made["id"]}"' in desk.get(page).text, page
    desk.delete(f"/api/v1/judgements/{made['id']}")
    assert (settled(desk, pair), settled(desk, network), desk.get(actor).json()) == before
    assert [desk.get(f"/api/v1/{one}").json() for one in ("relations", "actors")] == lists


def test_the_copy_of_a_muted_article_speaks_for_it_and_two_copies_are_one_source():
    copies = [Copy("b", "a", 1.0), Copy("c", "a", 0.9), Copy("e", "d", 1.0)]
    assert heard_copies(copies, {"a"}) == (Copy("c", "b", 0.9), Copy("e", "d", 1.0))
    assert heard_copies(copies, {"a", "b"}) == (Copy("e", "d", 1.0),)
    assert heard_copies(copies, frozenset()) == tuple(copies)


def test_where_an_original_is_muted_the_pages_take_the_same_copy(desk, tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        copies = record.grouping().copies
        known = {one.id: one for one in record.sources()}
        ids = set(known)
        outlet = next(o for c in copies if (o := known[c.original].outlet) != known[c.article].outlet and o)
        counted = record.ties.sources_among(ids)
        assert counted == ids - {c.article for c in copies}
        desk.post("/api/v1/judgements", json={"kind": "mute", "subject": outlet, "who": "ada"})
        muted = record.judgements.muted()
        aside = {c.article for c in heard_copies(copies, muted)}
        assert record.ties.sources_among(ids) == ids - muted - aside
        assert record.ties.sources_among(ids) & {c.article for c in copies}


def test_merging_and_splitting_stories_reaches_the_pairs_of_their_articles(desk):
    pair = "/api/v1/relations/IDN/KEN"
    before = settled(desk, pair)
    one, two = (story["id"] for story in before["stories"][:2])
    made = desk.post(
        "/api/v1/judgements", json={"kind": "merge", "subject": one, "value": two, "who": "ada"}
    ).json()
    told = settled(desk, pair)
    assert len(told["stories"]) == len(before["stories"]) - 1
    assert [j["kind"] for j in told["judged"]] == ["merge"]
    desk.delete(f"/api/v1/judgements/{made['id']}")
    assert settled(desk, pair) == before


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
