import shutil
import socket
import threading
import time
import warnings
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from communique.config import Settings
from communique.pipeline import add
from communique.store import Record
from communique.web import Serving, create_app

HERE = "http://127.0.0.1:8765"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

if BROWSER is None:
    warnings.warn(
        "NO BROWSER: install chromium; the tests of the desk in a browser are skipped", stacklevel=1
    )


def pytest_collection_modifyitems(items):
    """What needs the browser comes last: its loop runs on in the thread of all other tests."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def record_path(tmp_path_factory):
    """A record of the bundled sample, to be copied.

    No desk of these tests serves this very file: whoever reads a file that SQLite has open in the same
    process, as copying does, takes its locks away when closing it, and the record breaks.
    """
    path = tmp_path_factory.mktemp("desk") / "communique.db"
    with Record.open(path) as record:
        add([str(files("communique.sample") / "articles")], record)
    return path


@pytest.fixture(scope="session")
def client(record_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("client") / "communique.db"
    shutil.copy(record_path, path)
    with TestClient(create_app(Serving(path)), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="session")
def story(client):
    """The story with most articles, as the interface gives it."""
    card = client.get("/api/v1/stories", params={"sort": "most covered"}).json()["items"][0]
    return client.get(f"/api/v1/stories/{card['id']}").json()


@pytest.fixture(scope="session")
def desk(record_path, tmp_path_factory):
    """The address of a running desk over a copy of the sample's record: one for all that need a browser."""
    if BROWSER is None:
        pytest.skip("no Chromium here: install chromium")
    import uvicorn

    path = tmp_path_factory.mktemp("browser") / "communique.db"
    shutil.copy(record_path, path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Serving(path, port=port, settings=Settings(fast=True)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all."""
    if BROWSER is None:
        pytest.skip("no Chromium here: install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        # No name leads anywhere: what a page asks of others fails, whatever this machine can reach.
        alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        args = ["--no-sandbox", "--disable-gpu", alone]
        made = play.chromium.launch(executable_path=BROWSER, args=args)
        yield made
        made.close()


class Watched:
    """A page, what it asked of other hosts, and what its console says is wrong."""

    def __init__(self, context, desk):
        self.page = context.new_page()
        self.desk, self.foreign, self.wrong = desk, [], []
        self.page.on("request", lambda r: r.url.startswith(desk) or self.foreign.append(r.url))
        self.page.on("console", lambda m: m.type == "error" and self.wrong.append(m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))

    def open(self, path):
        """Go to a page of the desk."""
        self.page.goto(self.desk + path)
        return self.page

    def asked(self, path, **query):
        """What the interface of the same desk answers."""
        return self.page.request.get(f"{self.desk}/api/v1{path}", params=query).json()


@pytest.fixture
def opened(browser, desk):
    """A function that opens a window of the desk; at the end nothing may have been wrong in any."""
    windows = []

    def make(width, height, **how):
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **how
        )
        context.set_default_timeout(20_000)
        windows.append((context, Watched(context, desk)))
        return windows[-1][1]

    yield make
    for context, watched in windows:
        assert watched.foreign == []
        assert watched.wrong == []
        context.close()
