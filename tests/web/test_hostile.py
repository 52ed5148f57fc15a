import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from communique.config import Settings
from communique.pipeline import add
from communique.store import Record
from communique.web import Serving, create_app
from communique.web.rendering import address
from communique.web.uploads import stored

SCRIPT = "<script>parent.broken=1</script>"
FEED = {
    "title": f'{SCRIPT}Chile signs "accord" with Peru',
    "text": (
        f"{SCRIPT} Chile and Peru signed a water accord in Arica on Monday. "
        "\"=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> we will open every well,\" "
        "Minister <b onmouseover=alert(1)>Rosa</b> Quell said. The accord covers 40 wells.\n\n"
        "{{ 7*7 }} {% raw %} javascript:alert(1) The ministry said it would pay \u202e 3 million dollars."
    ),
    "outlet": '"><svg onload=alert(1)>Post',
    "byline": "';alert(1)//",
    "url": "javascript:alert(document.domain)",
    "published": "2025-03-03",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    import json

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "feed.jsonl").write_text(json.dumps(FEED) + "\n", encoding="utf-8")
    with Record.open(folder / "r.db") as record:
        assert add([folder / "feed.jsonl"], record).new == 1
    with TestClient(create_app(Serving(folder / "r.db")), base_url="http://127.0.0.1:8765") as client:
        yield client


class Markup(HTMLParser):
    """The tags and attributes of a page as a browser reads them."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def paths(desk):
    story = desk.get("/api/v1/stories").json()["items"][0]["id"]
    article = desk.get("/api/v1/articles").json()["items"][0]["id"]
    layers = "&".join(f"layer={one}" for one in ("statements", "quotes", "events", "commitments", "actors"))
    yield from ("/", "/claims", "/quotes", "/search?words=wells", f"/stories/{story}")
    yield from (f"/articles/{article}", f"/articles/{article}?{layers}&removed=true&at=3")
    yield from (
        "/search?words=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?words=%22%3E%3Csvg%20onload=alert(1)%3E",
    )
    pair = desk.get("/api/v1/relations").json()["items"][0]
    yield from (
        "/relations",
        "/network",
        "/actors",
        f"/relations/{pair['a']['id']}/{pair['b']['id']}?since=2000-01-01",
    )
    for actor in desk.get("/api/v1/actors").json()["items"]:
        yield f"/actors/{actor['id']}"
    yield from (
        "/relations?words=%22%3E%3Csvg%20onload=alert(1)%3E",
        "/actors?words=%3Cscript%3Ealert(1)%3C/script%3E",
    )
    yield "/quotes?speaker=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"


def test_nothing_that_an_article_holds_becomes_markup(desk):
    for path in paths(desk):
        page = desk.get(path).text
        assert "parent.broken=1</script>" not in page, path
        read = Markup()
        read.feed(page)
        drawn = {"svg"} if re.search('<svg xmlns="[^"]*" viewBox', page) else set()
        assert page.count("<svg") == page.count('<svg xmlns="http://www.w3.org/2000/svg" viewBox'), path
        assert not (read.tags - drawn) & {"svg", "img", "iframe", "object", "b"}, path
        assert not [name for name, value in read.attributes if name.startswith("on") or name == "style"], path
        assert not [v for name, v in read.attributes if name in ("href", "src") and v[:1] not in "/#?"], path
        assert page.count("<script") == page.count('<script src="/static/') >= 2, path


def test_templates_in_articles_are_not_run(desk):
    article = desk.get("/api/v1/articles").json()["items"][0]["id"]
    page = desk.get(f"/articles/{article}").text
    assert "{{ 7*7 }}" in page
    assert "49" not in re.sub(r"<[^>]*>", "", page)


def test_cells_of_exports_run_nothing(desk):
    for name in ("stories", "claims", "quotes", "relations", "network", "actors"):
        text = desk.get(f"/{name}.csv").content.decode("utf-8-sig")
        assert not re.search(r'(?:^|,)"?[=+@]', text, re.M), name


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:", "//x", ""]
)
def test_only_web_addresses_are_linked(url):
    assert address(url) is None
    assert address("https://example.org/a?b=1") == "https://example.org/a?b=1"


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return bytearray(made.getvalue())


@pytest.mark.parametrize("harm", ["content", "checksum", "header", "method"])
def test_a_file_that_is_damaged_in_its_zip_is_named_and_the_others_are_taken(harm, tmp_path):
    data = zipped({"a.txt": "Peru opens wells. " * 99, "b.txt": "Chile waits."})
    entry = data.find(b"PK\1\2")
    place = {"content": 60, "checksum": entry + 16, "header": 0, "method": entry + 10}[harm]
    data[place] ^= 0x55
    problems = stored([("x.zip", io.BytesIO(data))], tmp_path, Settings())
    assert [one.origin for one in problems if "a.txt" in one.origin]
    assert [path.name for path in sorted(tmp_path.rglob("*.txt"))] == ["b.txt"]


def test_names_in_a_zip_lead_nowhere_else(tmp_path):
    names = ("../../out.txt", "/etc/out.txt", "C:\\out.txt", "a/../../out.txt", "..\\..\\out.txt")
    problems = stored([("x.zip", io.BytesIO(zipped(dict.fromkeys(names, "x"))))], tmp_path / "in", Settings())
    assert problems == []
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == len(names)
    assert all(path.parent.parent == tmp_path / "in" for path in written)


def test_a_zip_with_an_endless_table_of_contents_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("communique.web.uploads.DIRECTORY", 10_000)
    data = zipped({f"{n}/": "" for n in range(1000)})
    (problem,) = stored([("x.zip", io.BytesIO(data))], tmp_path, Settings())
    assert "too many files" in problem.reason


def test_files_that_a_zip_holds_twice_count_twice(tmp_path, monkeypatch):
    monkeypatch.setattr("communique.web.uploads.UNPACKED", 10_000_000)
    data = zipped({f"{n}.txt": bytes(2_000_000) for n in range(20)})
    assert len(data) < 100_000
    problems = stored([("x.zip", io.BytesIO(data))], tmp_path, Settings())
    assert "left out" in problems[-1].reason
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.txt")) <= 10_000_000
