import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from communique.store import Record, finding
from communique.store.search import terms
from communique.web import Serving, create_app
from communique.web.models import Hit
from communique.web.searching import pieces

KINDS = ("sentences", "articles", "statements", "quotes", "claims")


def found(client, **asked):
    answer = client.get("/api/v1/search", params={"limit": 200, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


def everything(client, **asked):
    after = None
    while True:
        part = client.get("/api/v1/search", params={**asked, **({"after": after} if after else {})}).json()
        yield from part["items"]
        after = part["after"]
        if after is None:
            return


def key(hit):
    return (hit["span"]["article"], hit["span"]["start"], hit["span"]["end"], (hit["claim"] or {}).get("id"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_found_stands_at_its_offsets_in_a_sentence_with_the_words(client, kind):
    texts = {}
    told = found(client, words="boats", **{"in": kind})
    assert told["items"]
    for hit in told["items"]:
        span, sentence = hit["span"], hit["sentence"]
        if span["article"] not in texts:
            texts[span["article"]] = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
        text = texts[span["article"]]
        assert text[span["start"] : span["end"]] == span["quote"]
        assert text[sentence["start"] : sentence["end"]] == sentence["quote"]
        assert sentence["start"] <= span["start"] < sentence["end"]
        marked = {span["quote"][a:b].lower() for a, b in hit["marks"]}
        assert marked <= {"boat", "boats"}
        assert hit["sentence_marks"] or kind == "quotes"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sort", ["best", "newest"])
def test_parts_of_what_is_found_have_everything_once(client, kind, sort):
    whole = found(client, words="the", sort=sort, **{"in": kind})
    if whole["after"] is None:
        assert len(whole["items"]) == whole["total"]
    parts = [key(hit) for hit in everything(client, words="the", sort=sort, limit=7, **{"in": kind})]
    assert len(parts) == len(set(parts)) == whole["total"]
    assert parts[: len(whole["items"])] == [key(hit) for hit in whole["items"]]


def test_each_tab_tells_how_much_there_is_of_every_kind(client):
    told = {kind: found(client, words="Kenya boats", **{"in": kind}) for kind in KINDS}
    for one in told.values():
        assert one["counts"] == {kind: told[kind]["total"] for kind in KINDS}
    assert told["articles"]["total"] >= len({h["source"]["id"] for h in told["sentences"]["items"]}) > 0


def test_the_newest_come_first_where_that_is_asked(client):
    for kind in KINDS:
        days = [
            hit["source"]["published"]["start"] if hit["source"]["published"] else ""
            for hit in found(client, words="said", sort="newest", **{"in": kind})["items"]
        ]
        if kind == "claims":  # a claim is as new as its newest article
            continue
        assert days == sorted(days, reverse=True)
        assert len(set(days)) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_facets_count_what_narrowing_by_them_gives(client, kind):
    told = found(client, words="boats", **{"in": kind})
    checked = 0
    for facet, values in told["facets"].items():
        for value in values[:4]:
            asked = {facet: value["value"], "in": kind, "words": "boats", "limit": 1}
            assert client.get("/api/v1/search", params=asked).json()["total"] == value["count"], value
            checked += 1
    assert checked > 5


def test_statements_are_narrowed_by_how_surely_and_by_who_holds_them(client):
    denied = found(client, modality="denied", **{"in": "statements"})["items"]
    assert denied
    assert {hit["statement"]["modality"] for hit in denied} == {"denied"}
    held = found(client, words="boats", **{"in": "statements"})["items"]
    holder = next(h["statement"]["holder"] for h in held if h["statement"]["holder"]["actor"])
    for who in (holder["name"], holder["actor"]):
        some = found(client, words="boats", holder=who, **{"in": "statements"})["items"]
        assert some
        assert {hit["statement"]["holder"]["name"] for hit in some} == {holder["name"]}


def test_quotes_are_narrowed_by_speaker_and_claims_by_standing(client):
    speaker = next(
        h["speaker"] for h in found(client, words="we", **{"in": "quotes"})["items"] if h["speaker"]
    )
    mine = found(client, speaker=speaker["name"], **{"in": "quotes"})["items"]
    assert {hit["speaker"]["name"] for hit in mine} == {speaker["name"]}
    contested = found(client, standing="contested", **{"in": "claims"})
    assert contested["total"] == client.get("/api/v1/counts").json()["contested"]
    assert {hit["claim"]["standing"] for hit in contested["items"]} == {"contested"}


def test_days_and_outlets_narrow_every_kind(client):
    whole = found(client, words="boats")
    day = sorted(hit["source"]["published"]["start"] for hit in whole["items"] if hit["source"]["published"])[
        0
    ]
    for kind in KINDS:
        early = found(client, words="boats", until=day, **{"in": kind})
        every = found(client, words="boats", **{"in": kind})["total"]
        assert early["total"] < every
        assert all(h["source"]["published"]["start"] <= day for h in early["items"])


def test_a_search_that_asks_for_nothing_finds_nothing_and_one_in_error_says_how_to_mend_it(client):
    for asked in ({}, {"words": "   "}, {"words": "?!"}, {"words": "?!", "in": "claims"}, {"in": "quotes"}):
        told = found(client, **asked)
        assert (told["items"], told["total"], told["after"]) == ([], 0, None)
    for asked, status in (
        ({"in": "words"}, 422),
        ({"sort": "worst"}, 422),
        ({"modality": "sure"}, 422),
        ({"words": "a", "after": "x"}, 409),
        ({"words": "a", "after": "WyJ4Il0"}, 409),
        ({"words": "a", "after": "Wzk5OTk5OTk5XQ"}, 409),
        ({"words": "a", "sort": "newest", "after": "WzFd"}, 409),
    ):
        answer = client.get("/api/v1/search", params=asked)
        assert answer.status_code == status, asked
        assert answer.json()["error"]["message"]
    for words in ('"', "a OR", "NEAR(", "x*", "-", "a'b", "\x00", "%", "日本", "a" * 500):
        assert client.get("/api/v1/search", params={"words": words}).status_code == 200, words


def test_common_words_are_looked_at_up_to_a_bound(record_path, monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 20)
    with Record.open(record_path) as record:
        for kind in KINDS:
            told = record.lists.search(finding.Sought(finding.Wanted(words="the"), kind), limit=200)
            assert told.cut
            assert 0 < told.total <= 20
            assert len(told.items) == told.total


def test_a_search_is_made_along_indexes(record_path):
    wanted = finding.Sought(finding.Wanted(words="boats"), "claims")
    with (
        Record.open(record_path) as record,
        record._connection() as connection,
        finding._tables(connection),
    ):
        finding._match(connection, terms("boats"), wanted.wanted)
        for kind in KINDS:
            query, values = finding._found(finding.Sought(wanted.wanted, kind))
            plan = connection.execute(finding.text(f"EXPLAIN QUERY PLAN {query}"), values).all()
            walked = [row.detail for row in plan if row.detail.startswith("SCAN")]
            known = re.compile(r"SCAN (m|a|b|matched|chosen|\(subquery-\d+\))( |$)")
            assert all(known.match(one) for one in walked), walked


def test_the_page_shows_words_in_their_sentence_with_tabs_facets_and_files(client):
    for kind in KINDS:
        page = client.get("/search", params={"words": "boats", "in": kind}).text
        assert "<mark>boats</mark>" in page
        assert 'aria-current="true"' in page
        assert 'name="outlet"' in page
        href = re.search(r'href="(/search\.csv\?[^"]*)"', page).group(1).replace("&amp;", "&")
        rows = list(csv.reader(io.StringIO(client.get(href).content.decode("utf-8-sig"))))
        assert len(rows) == found(client, words="boats", **{"in": kind})["total"] + 1
    first = client.get("/search", params={"words": "the", "in": "statements"}).text
    more = re.search(r'href="(/search\?[^"]*after=[^"]*)"', first).group(1).replace("&amp;", "&")
    assert 'class="card"' in client.get(more).text
    assert "hold them all" in client.get("/search", params={"words": "boats factory"}).text


def test_lists_of_claims_and_quotes_are_narrowed_at_their_side(client):
    for path in ("/claims", "/quotes"):
        page = client.get(path).text
        outlet = re.search(r'name="outlet" value="([^"]*)"', page).group(1)
        some = client.get(f"/api/v1{path}", params={"outlet": outlet}).json()
        assert 0 < some["total"] < client.get(f"/api/v1{path}").json()["total"]
        assert "narrow nothing" in client.get(path, params={"outlet": outlet}).text


def test_a_muted_outlet_is_named_where_its_words_are_found(record_path, tmp_path):
    import shutil

    shutil.copy(record_path, tmp_path / "r.db")
    with TestClient(create_app(Serving(tmp_path / "r.db")), base_url="http://127.0.0.1:8765") as desk:
        hit = next(h for h in found(desk, words="boats")["items"] if h["source"]["outlet"])
        asked = {"kind": "mute", "subject": hit["source"]["outlet"], "who": "ada"}
        desk.post("/api/v1/judgements", json=asked)
        again = next(h for h in found(desk, words="boats")["items"] if key(h) == key(hit))
        assert again["source"]["muted"]
        for path in ("/search?words=boats", "/quotes", "/claims"):
            assert "Muted, so not counted" in desk.get(path).text
        assert '<span class="tag">muted</span>' in desk.get("/search?words=boats").text
        claims = found(desk, words="boats", **{"in": "claims"})["items"]
        assert not any(s["source"]["muted"] for h in claims for s in h["claim"]["statements"])


def test_the_pieces_of_a_hit_are_its_sentence_with_the_words_marked():
    source = {
        "id": "a",
        "name": "a.txt",
        "title": None,
        "outlet": None,
        "published": None,
        "story": None,
        "copy_of": None,
    }
    sentence = {"article": "a", "start": 10, "end": 35, "quote": "Ana said boats came early"}
    span = {"article": "a", "start": 19, "end": 29, "quote": "boats came"}
    hit = Hit.model_validate(
        {
            "source": source,
            "span": span,
            "marks": [(0, 5)],
            "sentence": sentence,
            "sentence_marks": [(0, 3), (9, 14)],
            "statement": None,
            "speaker": None,
            "claim": None,
        }
    )
    told = pieces(hit)
    assert "".join(piece.text for piece in told) == sentence["quote"]
    assert [piece.text for piece in told if piece.marked] == ["Ana", "boats"]
    assert [piece.text for piece in told if not piece.around] == ["boats", " came"]
