from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from communique.pipeline import add
from communique.store import Record
from communique.web import Serving, create_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def record_path(tmp_path_factory):
    """A record of the bundled sample."""
    path = tmp_path_factory.mktemp("desk") / "communique.db"
    with Record.open(path) as record:
        add([str(files("communique.sample") / "articles")], record)
    return path


@pytest.fixture(scope="session")
def client(record_path):
    with TestClient(create_app(Serving(record_path)), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="session")
def story(client):
    """The story with most articles, as the interface gives it."""
    card = client.get("/api/v1/stories", params={"sort": "most covered"}).json()["items"][0]
    return client.get(f"/api/v1/stories/{card['id']}").json()
