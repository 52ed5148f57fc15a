import csv
import io
import re

import pytest

from communique.exchange.sheet import cell

PAGES = [
    "/",
    "/claims",
    "/quotes",
    "/search",
    "/search?words=boats",
    "/audit",
    "/?contested=true",
    "/?words=zzz",
    "/ledger",
    "/ledger?overdue=true",
    "/map",
    "/map?change=palm+oil",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_other_hosts_and_runs_nothing_inline(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    for source in re.findall(r'(?:src|href|action)="([^"]*)"', answer.text):
        assert source.startswith(("/", "#", "?")), source
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", answer.text)


def test_every_link_of_the_desk_leads_somewhere(client):
    seen, left = set(), ["/"]
    while left and len(seen) < 120:
        path = left.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            found = {h.replace("&amp;", "&") for h in re.findall(r'href="(/[^"#]*)', answer.text)}
            left += sorted(found - seen - set(left))
    assert len(seen) > 40


def test_a_story_shows_its_brief_and_opens_its_words(client, story):
    page = client.get(f"/stories/{story['id']}").text
    assert story["brief"]["title"] in page.replace("&#39;", "'")
    assert 'id="differ"' in page
    assert page.count('class="cite"') >= 5
    address = re.search(r'class="num" href="(/articles/[^"#]*)#at"', page).group(1)
    assert client.get(address).text.count('id="at"') == 1


def test_an_article_shows_the_layers_that_are_on(client, story):
    path = f"/articles/{story['articles'][0]['id']}"
    plain = client.get(path).text
    layered = client.get(path, params={"layer": ["statements", "quotes", "actors"], "removed": True}).text
    assert '<span class="layer' not in plain
    assert all(f'<span class="layer {kind}' in layered for kind in ("statement", "quote", "actor"))
    assert 'class="removed"' in layered


def test_the_text_of_an_article_is_whole_under_every_layer(client, story):
    article = client.get(f"/api/v1/articles/{story['articles'][0]['id']}").json()
    layers = ["statements", "quotes", "events", "commitments", "actors"]
    page = client.get(f"/articles/{article['id']}", params={"layer": layers, "at": 5}).text
    body = page[page.index("<article") : page.index("</article>")]
    shown = re.sub(r"<[^>]*>", "", body).replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    assert " ".join(article["text"].split()) in " ".join(shown.split())


def test_an_empty_record_says_what_to_do(tmp_path):
    from starlette.testclient import TestClient

    from communique.web import Serving, create_app

    with TestClient(create_app(Serving(tmp_path / "new.db")), base_url="http://127.0.0.1:8765") as client:
        assert "communique add" in client.get("/").text
        assert client.get("/claims").status_code == 200


@pytest.mark.parametrize("name", ["stories", "claims", "quotes", "search"])
def test_every_list_comes_as_json_and_csv(client, name):
    asked = {"words": "boats"} if name == "search" else {}
    items = client.get(f"/{name}.json", params=asked).json()["items"]
    answer = client.get(f"/{name}.csv", params=asked)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(items) + 1 > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_cell_cannot_be_run(text):
    assert cell(text) == "'" + text
    assert cell("a" + text) == "a" + text


def test_a_page_that_is_not_there_says_so_in_the_readers_form(client):
    assert "no such page" in client.get("/nothing", headers={"accept": "text/html"}).text.lower()
    assert client.get("/stories/ffff.json").json()["error"]["status"] == 404
