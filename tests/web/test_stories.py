import datetime as dt
import json
import re
import shutil
import sqlite3
import time

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from communique.pipeline import add
from communique.store import Record
from communique.telling import tell_ledger
from communique.web import Serving, create_app
from communique.web.visits import ENDS, Look, Visit, moment, read

HERE = "http://127.0.0.1:8765"
LATER = {
    "title": "Fiji and Tonga sign ferry accord",
    "text": "Fiji and Tonga signed a ferry accord in Suva on Saturday. "
    "The two prime ministers shook hands on the pier and took the first boat together.",
    "outlet": "Suva Post",
    "published": "2031-05-03",
}
"""An article that came out years after every other."""


@pytest.fixture
def copied(record_path, tmp_path):
    """A copy of the sample's record that a test may write to."""
    path = tmp_path / "communique.db"
    with Record.open(record_path):
        shutil.copy(record_path, path)
    return path


@pytest.fixture
def later(tmp_path):
    """A folder with an article on something else."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "ferry.jsonl").write_text(json.dumps(LATER) + "\n")
    return tmp_path / "new"


def desk_over(path):
    return TestClient(create_app(Serving(path)), base_url=HERE)


def as_of_visit(client, *, ended_ago, looked_ago):
    """Give a reader the cookie of a visit that ended and looked at the list so many seconds ago."""
    (name,) = [name for name in client.cookies if name.startswith("communique-visit-")]
    now = int(time.time())
    client.cookies.clear()
    client.cookies.set(name, f"{now - ended_ago}.{now - looked_ago}.{now - looked_ago}")


# ------------------------------------------------------------------ visits


def test_a_visit_goes_on_for_half_an_hour_and_the_next_one_looks_back_at_it():
    visit = Visit(1000, Look(990, 900), Look(10, 5))
    assert visit.asked(1000 + ENDS) == Visit(1000 + ENDS, Look(990, 900), Look(10, 5))
    assert visit.asked(1001 + ENDS) == Visit(1001 + ENDS, Look(990, 900), Look(990, 900))


@pytest.mark.parametrize("visit", [Visit(5), Visit(5, Look(4, 3)), Visit(5, Look(4, 3), Look(2, 1))])
def test_a_cookie_tells_the_visit_that_was_written(visit):
    assert read(visit.written(), 10) == visit


@pytest.mark.parametrize("value", ["", "x", "1.2", "1.2.3.4", "1.2.3.4.5.6", "-1", "9" * 12, "99999", "٣"])
def test_a_cookie_that_tells_no_visit_is_a_first_visit(value):
    assert read(value, 10) is None


def test_a_story_is_new_if_all_of_it_came_since_and_grown_if_some_did():
    look = Look(at=0, held=int(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC).timestamp()))
    seen, later = "2026-03-01T12:00:00+00:00", "2026-03-01T12:00:01+00:00"
    assert [look.mark(seen, seen), look.mark(seen, later), look.mark(later, later)] == ["", "grown", "new"]


def test_a_moment_is_told_by_how_long_ago_it_is():
    now = dt.datetime(2026, 3, 12, 9, 0).astimezone()
    told = [moment(now - dt.timedelta(days=days, minutes=5), now) for days in (0, 1, 3, 7)]
    assert told == ["today 08:55", "yesterday 08:55", "Monday 08:55", "5 March 2026, 08:55"]


def test_the_first_visit_shows_nothing_of_what_is_new(copied):
    with desk_over(copied) as client:
        first = client.get("/")
        again = client.get("/")
    for answer in (first, again):
        assert 'class="visit"' not in answer.text
        assert 'class="fresh"' not in answer.text


def test_the_cookie_holds_moments_and_scripts_cannot_read_it(copied):
    with desk_over(copied) as client:
        told = client.get("/").headers["set-cookie"]
        name, value = told.split(";")[0].split("=")
        assert re.fullmatch(r"communique-visit-[0-9a-f]{8}", name)
        assert re.fullmatch(r"[\d.]+", value)
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in told.split(";")}
        for path in ("/api/v1/stories", "/stories.json", "/static/desk.css", "/stories/zzz"):
            assert "set-cookie" not in client.get(path).headers, path


def test_what_came_in_since_the_last_visit_is_counted_marked_and_shown_alone(copied, later):
    with sqlite3.connect(copied) as record:
        record.execute("UPDATE articles SET added = '2026-01-01T00:00:00+00:00'")
    with desk_over(copied) as client:
        client.get("/")
        with Record.open(copied) as record:
            add([later], record)
        as_of_visit(client, ended_ago=ENDS + 60, looked_ago=ENDS + 60)
        page = client.get("/").text
        assert "<strong>1 story</strong> new or grown since" in page
        assert page.count('class="fresh">new<') == 1
        only = re.search(r'href="(/\?added=[^"]*)">Show only this one', page).group(1)
        shown = client.get(only).text
        assert shown.count('<li class="card') == 1
        assert "Fiji and Tonga" in shown
        assert "Show the rest too" in shown
        assert client.get("/").text.count('class="fresh"') == 1  # all through the visit


def test_a_visit_without_anything_new_says_so(copied):
    with desk_over(copied) as client:
        client.get("/")
        with sqlite3.connect(copied) as record:
            record.execute("UPDATE articles SET added = '2026-01-01T00:00:00+00:00'")
        as_of_visit(client, ended_ago=ENDS + 60, looked_ago=ENDS + 60)
        page = client.get("/").text
    assert "Nothing new since" in page
    assert 'class="fresh"' not in page


def test_looking_at_a_story_keeps_the_visit_but_not_what_the_list_showed(copied, story):
    with desk_over(copied) as client:
        client.get("/")
        before = next(iter(client.cookies.values()))
        client.get(f"/stories/{story['id']}")
        after = next(iter(client.cookies.values()))
    assert after.split(".")[1:] == before.split(".")[1:]
    assert int(after.split(".")[0]) >= int(before.split(".")[0])


# ------------------------------------------------------------------ the list


def test_a_card_opens_with_a_sentence_of_its_own_articles(client):
    for card in client.get("/api/v1/stories").json()["items"]:
        span = card["lede"]["span"]
        assert card["lede"]["source"]["story"] == card["id"]
        assert card["lede"]["source"]["copy_of"] is None
        article = client.get(f"/api/v1/articles/{span['article']}").json()
        assert article["text"][span["start"] : span["end"]] == span["quote"]


def test_a_story_is_marked_overdue_when_the_ledger_says_so(copied, later):
    with desk_over(copied) as client:
        with Record.open(copied) as record:
            add([later], record)
            tell_ledger(record)
        cards = client.get("/api/v1/stories").json()["items"]
        late = [card for card in cards if card["overdue"]]
        assert late
        asked = {"overdue": True, "limit": 200}
        told = {one["id"] for one in client.get("/api/v1/ledger", params=asked).json()["items"]}
        for card in late:
            ids = client.get(f"/api/v1/stories/{card['id']}").json()["overdue"]
            assert len(ids) == card["overdue"]
            assert set(ids) <= told
        page = client.get(f"/stories/{late[0]['id']}").text
        assert 'id="overdue"' in page
        assert page.count('<span class="standing contested">overdue</span>') == late[0]["overdue"]
        assert f'href="/stories/{late[0]["id"]}#overdue"' in client.get("/").text


# ------------------------------------------------------------------ one story


def test_each_account_that_differs_stands_at_its_place(client, story):
    points = client.get(f"/api/v1/stories/{story['id']}/differences").json()["points"]
    assert points
    for point in points:
        assert len(point["values"]) > 1
        for value in point["values"]:
            for account in value["accounts"]:
                span, sentence = account["value"], account["sentence"]
                text = client.get(f"/api/v1/articles/{span['article']}").json()["text"]
                assert text[span["start"] : span["end"]] == span["quote"]
                assert sentence["start"] <= span["start"] < span["end"] <= sentence["end"]


def test_an_outlet_that_does_not_print_a_disputed_number_does_not_tell_it(client, story):
    points = client.get(f"/api/v1/stories/{story['id']}/differences").json()["points"]
    price = next(p for p in points if any("190 million" in v["text"] for v in p["values"]))
    told = {v["text"]: [a["source"]["outlet"] for a in v["accounts"]] for v in price["values"]}
    assert told == {"190 million dollars": ["Jakarta Beacon"], "210 million dollars": ["Highland Ledger"]}


def test_outlets_with_one_value_stand_together_and_a_copy_counts_for_nothing(client, story):
    points = client.get(f"/api/v1/stories/{story['id']}/differences").json()["points"]
    value = next(v for p in points for v in p["values"] if v["text"] == "310,000 tonnes")
    assert [a["source"]["outlet"] for a in value["accounts"]] == [
        "Jakarta Beacon",
        "Rift Wire",
        "Coast Tribune",
    ]
    assert value["outlets"] == 2
    assert value["accounts"][-1]["source"]["copy_of"]


def test_the_page_shows_each_disputed_value_with_the_way_to_it(client, story):
    page = client.get(f"/stories/{story['id']}").text
    table = page[page.index('<table class="differ"') : page.index("</table>")]
    for value in ("190 million dollars", "210 million dollars", "240,000 tonnes"):
        assert re.search(rf'<a class="spot" href="/articles/\w+\?at=\d+#at"><mark>{value}</mark>', table)


def test_claims_of_a_story_stand_by_their_standing_each_once(client, story):
    told = client.get(f"/api/v1/stories/{story['id']}/claims").json()
    found = client.get("/api/v1/claims", params={"story": story["id"], "limit": 200}).json()
    listed = [claim["id"] for group in told["groups"] for claim in group["claims"]]
    assert sorted(listed) == sorted(claim["id"] for claim in found["items"])
    assert told["total"] == len(listed) == len(set(listed))
    for group in told["groups"]:
        assert {claim["standing"] for claim in group["claims"]} <= {group["standing"]}


def test_who_is_quoted_stands_once_with_the_office_that_the_texts_give(client, story):
    speakers = client.get(f"/api/v1/stories/{story['id']}/quotes").json()["speakers"]
    named = [one["name"] for one in speakers if one["name"]]
    assert len(named) == len(set(named)) > 3
    assert {one["office"] for one in speakers if one["name"] == "Wambui Kariithi"} == {"president"}
    sayings = [saying for one in speakers for saying in one["sayings"]]
    twice = [saying for saying in sayings if len(saying["said"]) > 1]
    assert twice
    assert all(saying["said"][0]["source"]["copy_of"] is None for saying in twice)


def test_days_of_a_story_come_in_order_each_with_its_words(client, story):
    days = client.get(f"/api/v1/stories/{story['id']}/timeline").json()["days"]
    starts = [day["date"]["start"] for day in days]
    assert starts == sorted(starts)
    assert len(starts) > 2
    for day in days:
        assert " ".join(day["said"][0]["span"]["quote"].split()) == day["text"]
    assert any(day["expected"] for day in days)


def test_the_way_to_each_part_of_the_page_leads_there(client, story):
    page = client.get(f"/stories/{story['id']}").text
    nav = page[page.index('class="onpage"') : page.index("</nav>", page.index('class="onpage"'))]
    anchors = re.findall(r'href="#([^"]*)"', nav)
    assert {"differ", "claims", "quotes", "timeline", "articles", "why"} <= set(anchors)
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)


def test_the_markdown_is_that_of_the_command(client, story, record_path, tmp_path):
    from communique.cli import app

    answer = client.get(f"/stories/{story['id']}.md")
    assert answer.headers["content-type"].startswith("text/markdown")
    out = tmp_path / "brief.md"
    asked = ["brief", story["id"], "--record", str(record_path), "--output", str(out)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert answer.text == out.read_text(encoding="utf-8")


def test_the_json_is_that_of_the_interface(client, story):
    assert client.get(f"/stories/{story['id']}.json").json() == story


@pytest.mark.parametrize("part", ["", "/differences", "/claims", "/quotes", "/timeline"])
def test_a_story_that_is_not_there_says_so(client, part):
    answer = client.get(f"/api/v1/stories/ffffffffffffffff{part}")
    assert (answer.status_code, answer.json()["error"]["status"]) == (404, 404)


def test_a_story_of_one_outlet_says_that_nothing_stands_beside_it(client):
    cards = client.get("/api/v1/stories").json()["items"]
    alone = next(card for card in cards if card["articles"] == 1)
    assert "nothing stands beside it yet" in client.get(f"/stories/{alone['id']}").text


def test_two_readers_of_one_desk_see_each_what_is_new_to_them(copied):
    with desk_over(copied) as client:
        first = client.get("/").text
        as_of_visit(client, ended_ago=ENDS + 60, looked_ago=10 * 24 * 3600)
        back = client.get("/").text
        client.cookies.clear()
        third = client.get("/").text
    assert "new or grown since" in back
    assert 'class="visit"' not in first
    assert 'class="visit"' not in third
