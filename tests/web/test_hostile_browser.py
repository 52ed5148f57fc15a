"""A corpus of hostile articles (`hostile/`) in a real browser: every page, export and picture of a record
of them, where no script may run and nothing may be asked of another host."""

import csv
import io
import json
import re
import shutil
import socket
import threading
import time
import warnings
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import Match

from communique.config import Settings
from communique.exchange.sheet import FORMULA
from communique.pipeline import add
from communique.store import Record
from communique.web import Serving
from communique.web.app import create_app, unguarded

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CORPUS = Path(__file__).parent / "hostile"
RUN = "window.__ran=1"
SCRIPT = f"<script>{RUN}</script>"
PAYLOAD = f"';{RUN}//\"><script>{RUN}</script><img src=//attacker.example/q onerror={RUN}>"
ASKED = ("words", "speaker", "change", "actor", "place", "outlet", "by", "to", "between", "state", "story")
LAYERS = "&".join(f"layer={one}" for one in ("statements", "quotes", "events", "commitments", "actors"))
EACH, MOST = 2, 90
"""Visits of one kind of address, and of all."""

LOOK = """() => ({
  ran: window.__ran || null,
  // What shows a text is the browser's own.
  on: !/html|svg/.test(document.contentType) ? [] : [...document.querySelectorAll('*')].filter(
    e => [...e.attributes].some(
    a => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc')
  ).map(e => e.outerHTML.slice(0, 200)),
  made: [...document.querySelectorAll('iframe,object,embed,img,base,b,math,details[ontoggle]')].map(
    e => e.outerHTML.slice(0, 200)),
  scripts: [...document.scripts].map(e => e.getAttribute('src')),
  links: [...document.querySelectorAll('[href],[src],[action]')].map(
    e => e.getAttribute('href') || e.getAttribute('src') || e.getAttribute('action') || ''),
  pages: [...document.querySelectorAll('a[href]')].map(e => e.href.toString()),
})"""

if BROWSER is None:
    warnings.warn(
        "NO BROWSER: install chromium; hostile articles are not tried in a real browser", stacklevel=1
    )
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: install chromium")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running desk over a record of the corpus, with hostile corrections and uploads made."""
    import uvicorn

    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(CORPUS, folder / "in")
    (folder / "in" / "second.txt").rename(folder / "in" / f'"><img src=x onerror={RUN}>.txt')
    with Record.open(folder / "r.db") as record:
        assert add([folder / "in"], record).new == 9
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = Serving(folder / "r.db", port=port, settings=Settings(fast=True))
    server = uvicorn.Server(uvicorn.Config(create_app(serving), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{port}"
    with httpx.Client(base_url=address, timeout=60) as http:
        corrected(http)
    yield address, serving
    server.should_exit = True
    thread.join(10)


def corrected(http):
    """Corrections and an upload whose every word is hostile."""
    said = http.get("/api/v1/quotes").json()["items"][0]["span"]
    place = f"{said['article']}:{said['start']}:{said['end']}"
    outlets = {one["outlet"] for one in http.get("/api/v1/articles").json()["items"] if one["outlet"]}
    assert any("<svg" in one for one in outlets)
    for kind, subject, value in (
        ("reassign", place, f"{SCRIPT} Nemo"),
        ("mute", next(one for one in sorted(outlets) if "<svg" in one), ""),
    ):
        asked = {"kind": kind, "subject": subject, "value": value, "who": f"{SCRIPT}ada"}
        assert http.post("/api/v1/judgements", json=asked).status_code == 201
    name = f'"><svg onload={RUN}>.zip'
    sent = http.post("/api/v1/imports", files={"files": (name, b"no zip", "application/zip")})
    assert sent.status_code == 202
    assert "onload" in json.dumps(sent.json()["problems"])


class Watch:
    """A page of the browser and all that must not happen on it."""

    def __init__(self, browser, desk):
        self.page = browser.new_context(accept_downloads=True).new_page()
        self.desk, self.wrong, self.asked = desk, [], None
        self.page.on("dialog", self.dialog)
        self.page.on("console", self.said)
        self.page.on("pageerror", lambda error: self.tell("error", error))
        self.page.on("request", self.requested)
        self.page.on("popup", lambda one: self.tell("popup", one.url))

    def tell(self, kind, what):
        self.wrong.append((self.asked, kind, str(what)[:300]))

    def dialog(self, dialog):
        self.tell("dialog", dialog.message)
        dialog.dismiss()

    def said(self, message):
        refused = re.match(
            r"Failed to load resource: the server responded with a status of 4\d\d", message.text
        )
        if message.type in ("error", "warning") and not refused:
            self.tell("console", message.text)

    def requested(self, request):
        if not request.url.startswith((self.desk + "/", "data:")):
            self.tell("request", request.url)

    def open(self, path):
        """Open an address, look at what became of it, and give the addresses that it leads to."""
        from playwright.sync_api import Error

        self.asked = path
        try:
            self.page.goto(self.desk + path, wait_until="load")
        except Error as error:
            if "Download is starting" not in error.message:
                raise
            return []
        return self.look()

    def look(self):
        seen = self.page.evaluate(LOOK)
        if seen["ran"]:
            self.tell("ran", seen["ran"])
        for kind in ("on", "made"):
            for one in seen[kind]:
                self.tell(kind, one)
        for one in seen["scripts"]:
            if not (one or "").startswith("/static/"):
                self.tell("script", one)
        for one in seen["links"]:
            if urlsplit(one).scheme not in ("", "http", "https"):
                self.tell("link", one)
        return [one for one in seen["pages"] if one.startswith(self.desk + "/")]


@pytest.fixture
def watch(browser, served):
    made = Watch(browser, served[0])
    yield made
    made.page.context.close()


def page_routes(serving):
    """The routes that pages and their exports are read by: (path, route)."""
    app = unguarded(serving)
    found = []
    for one in iter_route_contexts(app.routes):
        path, methods = getattr(one, "path", None), getattr(one, "methods", None) or ()
        if path and "GET" in methods and not path.startswith("/api/"):
            found.append((path, one))
    app.state.desk.close()
    return found


def kind_of(path, routes):
    """The route that answers this address, the first that matches as in the application."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return next((name for name, route in routes if route.matches(scope)[0] is Match.FULL), path)


def crawl(watch, routes, also=()):
    """Visit what can be reached from the first page, a few of each kind, each list with hostile queries."""
    waiting = ["/", "/search?words=wells", "/map?change=drought", *also]
    seen, visits = set(), Counter()
    while waiting and sum(visits.values()) < MOST:
        path = waiting.pop(0)
        kind = kind_of(urlsplit(path).path, routes)
        if path in seen or visits[kind] >= EACH:
            continue
        seen.add(path)
        visits[kind] += 1
        if kind == "/articles/{article}" and visits[kind] == 1:
            watch.open(f"{path.partition('?')[0]}?{LAYERS}&removed=true&at=3")
        waiting += [
            one.removeprefix(watch.desk).partition("#")[0]
            for one in watch.open(path)
            if not urlsplit(one).path.startswith("/api/")
        ]
    return visits


def audited(desk):
    """The id of an audit of a hostile text, when it is done."""
    with httpx.Client(base_url=desk, timeout=60) as http:
        text = f"{SCRIPT} The accord covers 40 wells. Peru will pay {PAYLOAD} Chile 3 million dollars."
        key = http.post("/api/v1/audits/started", json={"text": text}).json()["id"]
        until = time.monotonic() + 90
        while http.get(f"/api/v1/audits/{key}").json()["state"] != "done":
            assert time.monotonic() < until
            time.sleep(0.1)
    return key


def test_no_page_runs_or_asks_what_an_article_wants(watch, served):
    routes = page_routes(served[1])
    visits = crawl(watch, routes, [f"/audit/{audited(served[0])}"])
    assert [name for name, _ in routes if not visits[name]] == []
    assert sum(visits.values()) > 30
    assert watch.wrong == []


def test_no_page_runs_what_its_address_says(watch, served):
    lists = [path for path, _ in page_routes(served[1]) if "{" not in path]
    assert len(lists) > 10
    for path in lists:
        watch.open(f"{path}?{urlencode(dict.fromkeys(ASKED, PAYLOAD))}")
    for path in ("/stories/", "/articles/", "/ledger/", "/actors/", "/relations/KEN/", "/add/", "/"):
        watch.open(path + quote(PAYLOAD, safe=""))
    watch.open(f"/?since={quote(PAYLOAD)}&sort={quote(PAYLOAD)}")
    assert watch.wrong == []


def test_no_answer_of_the_interface_runs_as_a_document(watch, served):
    described = httpx.get(watch.desk + "/api/v1/openapi.json").json()
    some = {
        name: httpx.get(f"{watch.desk}/api/v1/{path}").json()["items"][0]["id"]
        for name, path in (
            ("story", "stories"),
            ("article", "articles"),
            ("actor", "actors"),
            ("promise", "ledger"),
        )
    }
    opened = 0
    for path, methods in described["paths"].items():
        asked = re.sub(r"{(\w+)}", lambda m: some.get(m[1], quote(PAYLOAD, safe="")), path)
        if "get" in methods:
            watch.open(f"{asked}?{urlencode({'words': PAYLOAD, 'change': PAYLOAD})}")
            opened += 1
    watch.open("/static/icon.svg")
    assert opened > 15
    assert watch.wrong == []


def test_a_hostile_text_is_audited_as_text(watch):
    page = watch.page
    watch.open("/audit")
    text = f"{SCRIPT} The accord covers 40 wells. Peru will pay {PAYLOAD} Chile 3 million dollars."
    page.fill("main textarea", text)
    page.get_by_role("button", name="Check every sentence").click()
    page.wait_for_selector(".audited", timeout=60_000)
    watch.look()
    assert "__ran" in page.inner_text("main")
    assert watch.wrong == []


def test_the_watch_sees_what_it_watches_for(browser, served):
    watch = Watch(browser, served[0])
    watch.page.set_content((CORPUS / "page.html").read_text(encoding="utf-8"))
    watch.look()
    watch.page.context.close()
    assert {"ran", "request", "on", "made", "script", "link"} <= {kind for _, kind, _ in watch.wrong}


def lists(served):
    return [path for path, _ in page_routes(served[1]) if path.endswith(".{form}")]


def test_exports_run_nowhere(served):
    paths = lists(served)
    assert len(paths) >= 9
    with httpx.Client(base_url=served[0]) as http:
        actor, key = http.get("/api/v1/actors").json()["items"][0]["id"], audited(served[0])
        for path in paths:
            path = path.replace("{actor}", actor).replace("{key}", key)
            asked = {"words": "wells"} if "search" in path else {}
            table = http.get(path.replace("{form}", "csv"), params=asked)
            data = http.get(path.replace("{form}", "json"), params=asked)
            for answer in (table, data):
                assert answer.status_code == 200, path
                assert answer.headers["x-content-type-options"] == "nosniff"
                assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert data.headers["content-type"] == "application/json"
            assert table.headers["content-type"] == "text/csv; charset=utf-8"
            name = table.headers["content-disposition"]
            assert re.fullmatch(r'attachment; filename="[a-z-]+\.csv"', name)
            cells = [
                cell for row in csv.reader(io.StringIO(table.content.decode("utf-8-sig"))) for cell in row
            ]
            assert len(cells) > 5, path
            assert [cell for cell in cells if cell.startswith(FORMULA)] == [], path


def test_the_corpus_reaches_the_exports(served):
    with httpx.Client(base_url=served[0]) as http:
        told = "".join(
            http.get(f"/{name}.csv").text for name in ("stories", "quotes", "claims", "ledger", "map")
        )
    assert "__ran" in told
    assert "'=" in told
