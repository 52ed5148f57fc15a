import io
import json
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from communique.config import Settings
from communique.web import Serving, create_app
from communique.web.uploads import plain_name, stored

TEXT = b"Peru and Chile sign water accord\n\nPeru and Chile signed a water accord in Arica on 3 March 2025.\n"


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("imports") / "communique.db"
    app = create_app(Serving(path, settings=Settings(fast=True)))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


def ended(desk, key, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = desk.get(f"/api/v1/imports/{key}").json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.1)
    raise AssertionError(told)


def test_files_and_zips_come_into_the_record_and_failures_are_named(desk):
    files = [
        ("files", ("one.txt", TEXT)),
        ("files", ("bytes.txt", b"\x00\x01\x02" * 100)),
        ("files", ("more.zip", zipped({"a/two.txt": TEXT.replace(b"Peru", b"Bolivia"), "inner.zip": b"PK"}))),
        ("files", ("broken.zip", b"not a zip")),
    ]
    started = desk.post("/api/v1/imports", files=files)
    assert started.status_code == 202
    told = ended(desk, started.json()["id"])
    assert (told["state"], told["new"]) == ("done", 2)
    assert {p["origin"] for p in told["problems"]} == {"bytes.txt", "more.zip/inner.zip", "broken.zip"}
    assert all(p["reason"] for p in told["problems"])
    assert desk.get("/api/v1/counts").json()["articles"] == 2
    page = desk.get(f"/add/{told['id']}").text
    assert "broken.zip" in page
    assert "data-follow" not in page


def test_progress_is_told_until_the_end(desk):
    started = desk.post("/api/v1/imports", files=[("files", ("three.txt", TEXT + b"Chile paid."))]).json()
    answer = desk.get(f"/api/v1/imports/{started['id']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert told[-1]["read"] == told[-1]["total"] == 1


def test_the_form_works_without_scripts(desk):
    answer = desk.post("/add", files=[("files", ("four.txt", TEXT + b"Peru paid."))], follow_redirects=False)
    assert answer.status_code == 303
    assert ended(desk, answer.headers["location"].rsplit("/", 1)[1])["state"] == "done"
    assert desk.get("/add/nothing").status_code == 404


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("..", "unnamed.txt"),
        ("", "unnamed.txt"),
        ("x" * 500 + ".txt", "x" * 120 + ".txt"),
    ],
)
def test_names_stay_inside_their_folder(name, plain, tmp_path):
    assert plain_name(name) == plain
    assert stored([(name, io.BytesIO(b"text"))], tmp_path / "in", Settings()) == []
    (file,) = (one for one in tmp_path.rglob("*") if one.is_file())
    assert file.parent.parent == tmp_path / "in"


def test_a_zip_of_endless_zeros_is_cut(tmp_path):
    bomb = zipped({"zeros.txt": b"0" * 3_000_000})
    assert stored([("b.zip", io.BytesIO(bomb))], tmp_path, Settings(max_bytes=1000)) == []
    (file,) = tmp_path.rglob("zeros.txt")
    assert file.stat().st_size == 1001
