import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from communique.exchange.relationship import relationship_to_dict
from communique.pipeline import recorded
from communique.store import Record, turns
from communique.web import Serving, create_app
from communique.web.pair_models import Evidence, Turn
from communique.web.rendering import days, environment
from communique.web.tellings import Tellings

NEW = [
    "/relations",
    "/relations?words=Kenya",
    "/relations?words=nowhere",
    "/relations/IDN/KEN",
    "/relations/IDN/KEN?since=2024-01-01",
    "/network",
    "/network?domain=energy",
    "/network?since=1900-01-01&until=1900-12-31",
    "/actors",
    "/actors?kind=state",
    "/actors?words=zzz",
    "/actors/KEN",
    "/actors/KEN/said",
    "/actors/KEN/said?month=none&modality=denied",
]


@pytest.fixture(scope="module")
def report(record_path):
    with Record.open(record_path) as record:
        return recorded(record)


def unescaped(text):
    return text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")


@pytest.mark.parametrize("path", NEW)
def test_a_page_runs_nothing_inline_and_asks_nothing_elsewhere(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    for source in re.findall(r'(?:src|href|action)="([^"]*)"', answer.text):
        assert source.startswith(("/", "#", "?")), source
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", answer.text)


def test_every_place_on_a_page_that_a_mark_leads_to_is_there(client):
    for path in NEW:
        page = client.get(path).text
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids), path


def test_the_marks_of_the_pictures_lead_to_sentences(client):
    page = client.get("/relations/IDN/KEN").text
    pictures = re.findall(r"<svg.*?</svg>", page, re.S)
    assert len(pictures) >= 4
    led = [href for one in pictures for href in re.findall(r'<a href="([^"]+)"', one)]
    assert len(led) > 10
    for href in {unescaped(h).partition("#")[0] for h in led if h.startswith("/articles")}:
        assert client.get(href).text.count('id="at"') == 1, href


def test_the_interface_gives_the_relationship_of_the_whole_record(client, report):
    for one in report.relationships:
        told = client.get(f"/api/v1/relations/{one.b}/{one.a}").json()
        assert told["relationship"] == relationship_to_dict(one)
        assert (told["a"]["id"], told["b"]["id"]) == (one.a, one.b)
        assert told["current"] is True


def test_spans_behind_a_pair_are_the_words_of_their_articles(client):
    told = client.get("/api/v1/relations/KEN/IDN").json()
    texts = {}
    assert len(told["evidence"]) > 10
    for one in told["evidence"]:
        span = one["statement"]["span"]
        if span["article"] not in texts:
            texts[span["article"]] = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
        assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]
        assert one["sentence"] in texts[span["article"]]
    known = {one["statement"]["id"] for one in told["evidence"]}
    assert set(told["relationship"]["balance"]["statements"]) <= known


def test_a_pair_page_tells_what_changed_since_a_day(client):
    told = client.get("/relations/KEN/IDN", params={"since": "2000-01-01"}).text
    assert "What changed since 1 January 2000" in told
    assert 'class="tag">new' in told
    data = client.get("/api/v1/relations/KEN/IDN", params={"since": "2000-01-01"}).json()
    assert data["changes"]["articles"]
    assert client.get("/api/v1/relations/KEN/IDN").json()["changes"] is None


def test_a_pair_of_unknown_states_is_not_there_and_an_unbound_one_says_so(client, report):
    for path in ("/relations/XXX/KEN", "/relations/KEN/KEN", "/relations/%3Cscript%3E/KEN"):
        assert client.get(path).status_code == 404
        assert client.get(f"/api/v1{path}").json()["error"]["status"] == 404
    states = [a.id for a in report.actors if a.kind == "state"]
    bound = {(one.a, one.b) for one in report.relationships}
    a, b = next((a, b) for a in states for b in states if a < b and (a, b) not in bound)
    assert "No source tells of an event" in client.get(f"/relations/{a}/{b}").text


def test_third_parties_lead_to_relations_of_their_own(client):
    page = client.get("/relations/IDN/KEN").text
    led = re.findall(r'href="(/relations/[A-Z]+/[A-Z]+)"', page[page.index('id="thirds"') :])
    assert led
    assert all(client.get(path).status_code == 200 for path in led)


@pytest.mark.parametrize("name", ["relations", "network", "actors"])
def test_the_lists_come_as_json_and_csv(client, name):
    told = client.get(f"/{name}.json").json()
    items = told["bonds"] if name == "network" else told["items"]
    answer = client.get(f"/{name}.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(items) + 1 > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_pairs_are_found_by_a_states_name_or_code(client):
    for words in ("Kenya", "ken", " KEN "):
        items = client.get("/api/v1/relations", params={"words": words}).json()["items"]
        assert items
        assert all("KEN" in (one["a"]["id"], one["b"]["id"]) for one in items)
    assert client.get("/api/v1/relations", params={"words": "zzz"}).json()["total"] == 0


def test_the_network_counts_what_happened_in_a_period_and_domain(client, report):
    bonds = client.get("/api/v1/network").json()["bonds"]
    happened = {
        (one.a, one.b): sum(e.modality in ("asserted", "historical") for e in one.events)
        for one in report.relationships
    }
    counted = {(b["a"]["id"], b["b"]["id"]): b["cooperation"] + b["conflict"] for b in bonds}
    assert counted == {pair: number for pair, number in happened.items() if number}
    some = client.get("/api/v1/network", params={"domain": "energy"}).json()["bonds"]
    assert sum(b["cooperation"] + b["conflict"] for b in some) < sum(counted.values())
    assert client.get("/api/v1/network", params={"until": "1900-01-01"}).json()["bonds"] == []
    assert "Nothing is told to have happened" in client.get("/network?until=1900-01-01").text


def test_every_actor_of_the_record_has_a_profile(client, report):
    said = {s.holder.actor for r in report.readings for s in r.statements if s.holder.actor}
    for actor in [a for a in report.actors if a.id in said][:12]:
        told = client.get(f"/api/v1/actors/{actor.id}").json()
        assert (told["name"], told["kind"], told["office"]) == (actor.name, actor.kind, actor.office)
        assert set(told["aliases"]) == set(actor.aliases) - {actor.name}
        assert {one["statement"]["holder"]["actor"] for one in told["said"]} <= {actor.id}
        assert {q["speaker"]["actor"] for q in told["quotes"]["items"]} <= {actor.id}
        assert client.get(f"/actors/{actor.id}").status_code == 200


def test_a_contradiction_of_itself_has_both_sides_held_by_one_actor(client, report):
    holders = {s.id: s.holder.actor for r in report.readings for s in r.statements}
    claims = {c.id: c for c in report.claims}
    for actor in report.actors:
        for one in client.get(f"/api/v1/actors/{actor.id}").json()["against_itself"]:
            assert actor.id in {holders[s] for s in claims[one["id"]].statements}
            for other in one["contradicts"]:
                assert actor.id in {holders[s] for s in claims[other["claim"]].statements}


def test_what_an_actor_said_is_told_by_month_and_goes_on_to_its_end(client):
    most = max(
        (client.get(f"/api/v1/actors/{one['id']}").json() for one in states(client)),
        key=lambda told: told["statements"],
    )
    path = f"/api/v1/actors/{most['id']}/said"
    seen, after = [], None
    while True:
        part = client.get(path, params={"limit": 2, **({"after": after} if after else {})}).json()
        seen += part["items"]
        after = part["after"]
        if after is None:
            break
    assert len(seen) == len({one["statement"]["id"] for one in seen}) == part["total"] == most["statements"]
    days = [one["source"]["published"]["start"] if one["source"]["published"] else "" for one in seen]
    assert days == sorted(days, reverse=True)
    assert seen[: len(most["said"])] == most["said"]
    assert any(one["statement"]["claim"] for one in seen)
    for month in most["months"]:
        asked = {"month": month["month"] or "none", "limit": 200}
        told = client.get(path, params=asked).json()
        assert told["total"] == month["statements"] == sum(month["modalities"].values())
        for modality, number in month["modalities"].items():
            some = client.get(path, params={**asked, "modality": modality}).json()
            assert some["total"] == number
            assert {one["statement"]["modality"] for one in some["items"]} == {modality}
    assert [m["month"] or "" for m in most["months"]] == sorted({day[:7] for day in days}, reverse=True)
    page = client.get(f"/actors/{most['id']}/said").text
    assert page.count('class="month"') == len(most["months"])
    rows = client.get(f"/actors/{most['id']}/said.csv").text.splitlines()
    assert len(rows) == most["statements"] + 1
    for wrong, status in (("?month=soon", 422), ("?modality=sure", 422), ("?after=x", 409)):
        assert client.get(path + wrong).status_code == status
    assert client.get("/api/v1/actors/none/said").status_code == 404


def states(client):
    return client.get("/api/v1/actors", params={"limit": 12}).json()["items"]


def test_a_turn_has_two_sides_of_one_actor_the_earlier_first(client, report):
    holders = {s.id: s.holder.actor for r in report.readings for s in r.statements}
    for actor in sorted({one for one in holders.values() if one}):
        for turn in client.get(f"/api/v1/actors/{actor}").json()["turns"]:
            sides = turn["earlier"], turn["later"]
            assert {holders[side["statement"]["id"]] for side in sides} == {actor}
            days = [s["source"]["published"]["start"] for s in sides if s["source"]["published"]]
            assert days == sorted(days)


def test_a_turn_is_shown_with_both_sides_their_days_and_how_sure_they_are(client):
    said = client.get("/api/v1/actors/KEN").json()["said"]
    said = [one for one in said if one["source"]["published"]]
    first, last = (Evidence.model_validate(one) for one in (said[-1], said[0]))
    turn = Turn(kind="how surely", on="", earlier=first, later=last)
    shown = str(environment().get_template("telling.html.j2").module.turn(turn))
    assert shown.count('class="side"') == 2
    assert shown.index(f"/articles/{first.source.id}") < shown.index(f"/articles/{last.source.id}")
    assert all(days(one.source.published.model_dump()) in shown for one in (first, last))


def own(name, day, modality, claim):
    return turns._Own(name, day, modality, claim)


def test_the_same_said_otherwise_surely_on_a_later_day_is_a_turn():
    said = [
        own("a", "2026-03-02", "denied", "c"),
        own("b", "2026-04-02", "negated", "c"),
        own("c", "2026-05-02", "asserted", "c"),
    ]
    ((turn, days),) = turns._surely({"c": said})
    assert turn == turns.Turn("how surely", "", "b", "c")
    assert days == ("2026-05-02", "2026-04-02")
    assert not list(turns._surely({"c": said[:2], "d": [own("x", "2026-05-02", "expected", "d")]}))
    same_day = [own("a", "2026-03-02", "denied", "c"), own("b", "2026-03-02", "asserted", "c")]
    assert not list(turns._surely({"c": same_day}))
    assert not list(
        turns._surely({"c": [own("a", "", "denied", "c"), own("b", "2026-03-02", "pledged", "c")]})
    )


def test_a_denial_stands_against_what_is_held_only_where_it_is_about_whether_it_is_so():
    said = [own("a", "2026-03-02", "denied", "c"), own("b", "2026-03-03", "expected", "c")]
    assert turns._stood(said, "number") == []
    assert [one.id for one in turns._stood(said, "polarity")] == ["a"]
    later = [own("z", "2026-01-01", "asserted", "d")]
    ((turn, _),) = turns._sides("against itself", "polarity", said[:1], later)
    assert (turn.earlier, turn.later) == ("z", "a")
    assert not list(turns._sides("carried on", "stage", said[:1], later, in_order=True))
    assert not list(turns._sides("carried on", "stage", [], later, in_order=True))


def test_the_list_of_actors_goes_on_to_its_end(client):
    seen, after = [], None
    while True:
        part = client.get(
            "/api/v1/actors", params={"limit": 40, **({"after": after} if after else {})}
        ).json()
        seen += [one["id"] for one in part["items"]]
        after = part["after"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == part["total"] == sum(part["kinds"].values())
    for wrong in ("x", "LTE", "WyIx"):
        assert client.get("/api/v1/actors", params={"after": wrong}).status_code == 409
    states = client.get("/api/v1/actors", params={"kind": "state"}).json()
    assert states["total"] == states["kinds"]["state"]
    assert client.get("/api/v1/actors/none").status_code == 404


def test_what_was_told_is_shown_while_it_is_told_anew(record_path, tmp_path):
    import shutil

    from communique.pipeline import add

    path = tmp_path / "r.db"
    shutil.copy(record_path, path)
    with TestClient(create_app(Serving(path)), base_url="http://127.0.0.1:8765") as client:
        first = client.get("/api/v1/relations/IDN/KEN").json()
    (tmp_path / "late.txt").write_text(
        "Indonesia and Kenya sign ferry pact\n\nIndonesia and Kenya signed a ferry pact in Nairobi on "
        "4 May 2026.\n"
    )
    with Record.open(path) as record:
        assert add([tmp_path / "late.txt"], record).new == 1
        kept = Tellings(path, lambda: record)
        from communique.telling_pairs import PairTold, tell_pair

        def tell(held, heads):
            return tell_pair(held, "IDN", "KEN", heads)

        meanwhile = kept.get("pair IDN KEN", PairTold, tell)
        assert meanwhile.behind
        assert relationship_to_dict(meanwhile.told.relationship) == first["relationship"]
        kept.later("pair IDN KEN", PairTold, tell).result(60)
        anew = kept.get("pair IDN KEN", PairTold, tell)
        assert not anew.behind
        assert anew.told.naming == meanwhile.told.naming + 1
        kept.close()


def test_an_empty_record_says_that_nothing_is_told(tmp_path):
    with TestClient(create_app(Serving(tmp_path / "new.db")), base_url="http://127.0.0.1:8765") as client:
        for path in ("/relations", "/network", "/actors"):
            assert client.get(path).status_code == 200
        assert "No article of this record names two states" in client.get("/relations").text
