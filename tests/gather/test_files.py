"""Files, folders and standard input, good and hostile."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from communique.config import Settings
from communique.gather import gather
from communique.records import Problem, RawArticle

STORY = "Ministers met in Quito on Friday and agreed to reopen the border bridge.\n"


def _gather(
    *paths: Path | str, stdin: bytes = b"", settings: Settings | None = None
) -> tuple[list[RawArticle], list[Problem]]:
    found = list(gather(paths, settings=settings or Settings(), stdin=io.BytesIO(stdin)))
    return (
        [item for item in found if isinstance(item, RawArticle)],
        [item for item in found if isinstance(item, Problem)],
    )


def test_a_folder_gives_its_articles_sorted_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", ".d.txt", ".hidden/e.txt", "f.csv"):
        (tmp_path / name).write_text(f"<p>{STORY}</p>" if name.endswith("html") else STORY, "utf-8")
    articles, problems = _gather(tmp_path)
    assert [(a.name, a.media) for a in articles] == [
        ("a.md", "markdown"),
        ("b.txt", "text"),
        ("c.html", "html"),
    ]
    assert not problems


def test_a_file_named_directly_may_have_any_suffix(tmp_path: Path) -> None:
    for name in ("story", "story.article"):
        (tmp_path / name).write_text(STORY, "utf-8")
    articles, problems = _gather(tmp_path / "story", tmp_path / "story.article")
    assert [a.media for a in articles] == ["text", "text"]
    assert not problems


def test_what_is_missing_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    articles, problems = _gather(tmp_path / "gone.txt", tmp_path / "a.txt", tmp_path / "nul\0.txt")
    assert len(articles) == 1
    assert [p.kind for p in problems] == ["unreadable", "unreadable"]
    assert "gone.txt" in problems[0].origin


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    articles, problems = _gather(tmp_path)
    assert not articles
    assert "no file that is read" in problems[0].reason


def test_a_link_to_its_own_folder_does_not_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    articles, problems = _gather(tmp_path)
    assert len(articles) == 1
    assert len(problems) == 1


def test_the_name_and_the_digest_do_not_depend_on_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    for folder in ("x", "y"):
        (tmp_path / folder / "a.txt").write_text(STORY, "utf-8")
    (one,), _ = _gather(tmp_path / "x")
    (other,), _ = _gather(tmp_path / "y")
    assert (one.name, one.digest) == (other.name, other.digest)


def test_standard_input_is_text_a_page_or_json() -> None:
    for data, media in (
        (STORY.encode(), "text"),
        (f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>".encode(), "html"),
        (json.dumps({"html": f"<p>{STORY}</p>"}).encode(), "html"),
    ):
        (article,), problems = _gather("-", stdin=data)
        assert (article.origin, article.media, problems) == ("-", media, [])


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "no words"),
        ("signs.txt", b"--- 123 ---", "no words"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("paper.html", b"\x89PNG\r\n\x1a\n....", "image"),
        ("archive.txt", b"PK\x03\x04abc", "zip"),
        ("nul.txt", b"abc\0\0\0\1\2\3\0\xff" * 50, "not text"),
        ("control.txt", bytes(range(1, 9)) * 100, "not text"),
        ("broken8.txt", ("Ministers met in São Paulo and in Bogotá. " * 3).encode() + b"\xc3(", "damaged"),
        ("broken16.txt", b"\xff\xfea\x00b", "damaged"),
        ("noise.txt", bytes((i * 37 + 129) % 127 + 129 for i in range(3000)), "no known encoding"),
    ],
)
def test_what_is_not_text_is_reported_by_name(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(STORY, "utf-8")
    articles, problems = _gather(tmp_path)
    assert [a.name for a in articles] == ["z.txt"]
    assert len(problems) == 1
    assert name in problems[0].origin
    assert words in problems[0].reason
    assert problems[0].kind == "unreadable"


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    articles, (problem,) = _gather(big)
    assert not articles
    assert "50.0 MB" in problem.reason
    articles, (problem,) = _gather("-", stdin=b"word " * 30, settings=Settings(max_bytes=100))
    assert not articles
    assert "limit" in problem.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.html", "<div>" * 200_000 + STORY + "</div>" * 200_000),
        ("open.html", "<div>" * 200_000 + STORY),
        ("mixed.html", "<html><body>" + "<ul><li><b>" * 200_000 + STORY),
        ("deep.json", '{"text":' + "[" * 200_000 + "]" * 200_000 + "}"),
        ("deep.jsonl", '{"a":' * 200_000 + "1" + "}" * 200_000),
    ],
)
def test_what_is_nested_too_deep_is_reported_and_not_parsed(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    articles, (problem,) = _gather(tmp_path / name)
    assert not articles
    assert "levels deep" in problem.reason


def test_a_flat_page_of_many_elements_is_not_deep(tmp_path: Path) -> None:
    page = (
        "<html><body>"
        + f"<p>{STORY}<br><li>one<li>two" * 5000
        + "<!-- "
        + "<div>" * 1000
        + " --></body></html>"
    )
    (tmp_path / "flat.html").write_text(page, "utf-8")
    articles, problems = _gather(tmp_path)
    assert len(articles) == 1, problems


def test_every_object_of_a_json_file_is_an_article_of_its_own(tmp_path: Path) -> None:
    rows = [
        {
            "text": STORY,
            "title": "Bridge",
            "source": "Andean Herald",
            "date": "2025-03-01",
            "author": ["A. Lima", "B. Reed"],
        },
        {"title": "nothing else"},
        {
            "html": f"<p>{STORY}</p>",
            "outlet": "Coast Post",
            "site": "x",
            "byline": "C. Diaz",
            "url": "https://x.example/1",
        },
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"articles": rows}), "utf-8")
    (tmp_path / "c.jsonl").write_text("\n\n".join(json.dumps(row) for row in rows) + "\n{broken\n", "utf-8")
    (tmp_path / "d.json").write_text(json.dumps(rows[0]), "utf-8")
    articles, problems = _gather(tmp_path)
    assert [a.name for a in articles] == [
        "a.json#1",
        "a.json#3",
        "b.json#1",
        "b.json#3",
        "c.jsonl#1",
        "c.jsonl#3",
        "d.json",
    ]
    assert [Path(p.origin).name for p in problems] == ["a.json#2", "b.json#2", "c.jsonl#2", "c.jsonl#4"]
    first, third = articles[0], articles[1]
    assert (first.title, first.outlet, first.published, first.byline) == (
        "Bridge",
        "Andean Herald",
        "2025-03-01",
        "A. Lima and B. Reed",
    )
    assert (third.media, third.outlet, third.byline, third.url) == (
        "html",
        "Coast Post",
        "C. Diaz",
        "https://x.example/1",
    )
    assert articles[0].digest == articles[2].digest == articles[4].digest


def test_json_of_another_kind_is_set_aside_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text('{"documents": {"a.txt": {"title": "x"}}}', "utf-8")
    assert _gather(tmp_path)[1][0].kind == "set aside"
    assert _gather(tmp_path / "labels.json")[1][0].kind == "unreadable"


@pytest.mark.parametrize(
    "content", ["[1, 2", '{"text": 5}', "null", '{"text": ""}', "1" * 6000, '{"text": "\\ud800"}']
)
def test_odd_json_never_raises(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.json").write_text(content, "utf-8")
    _gather(tmp_path / "odd.json")
    (tmp_path / "odd.jsonl").write_text(content, "utf-8")
    _gather(tmp_path / "odd.jsonl")


def test_half_a_surrogate_pair_can_be_written_out_again(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text('{"text": "A word \\ud83d here."}', "utf-8")
    (article,), _ = _gather(tmp_path / "odd.json")
    assert article.content.encode("utf-8")
