"""HTML and Markdown: the story, what the page declares, and what is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from communique.records import Article, Problem

Read = Callable[..., Article]

PAGE = (Path(__file__).parent / "pages" / "cod.html").read_text("utf-8")


def test_a_page_gives_its_story_and_keeps_what_was_cut(article: Read) -> None:
    found = article(PAGE, media="html")
    assert found.text.split("\n\n") == [
        "Norway and Iceland ended their talks on cod on Monday and signed a quota of 41,000 tonnes.",
        '"We fished," Norway’s minister said.',
        "Iceland will open its ports to Norwegian trawlers from August, "
        "the two governments said in a joint text.",
        "What comes next",
        "A commission meets in June to count the fish and the boats that chase them, the text says.",
    ]
    assert found.published is not None
    assert (
        found.title,
        found.byline,
        found.outlet,
        found.wire,
    ) == (
        "Cod talks end",
        "Solveig Berg and Jon Olsen",
        "Fjord Post",
        "NordWire",
    )
    assert found.published.start.isoformat() == "2025-05-05"
    assert found.url == "https://fjordpost.example/cod"
    cut = {(piece.reason, piece.text) for piece in found.removed}
    assert ("cookies", "We use cookies to improve your visit.") in cut
    assert ("caption", "Two ministers in a boat. Photo: NordWire") in cut
    assert ("related", "Herring war over") in cut
    assert ("footer", "© 2025 Fjord Post") in cut
    assert [s.span.quote for s in found.sentences if s.heading] == ["What comes next"]


def test_the_container_knows_better_than_the_page(article: Read) -> None:
    found = article(
        PAGE, media="html", title="Cod", outlet="Kept Outlet", published="2025-05-04", byline="A. Lima"
    )
    assert found.published is not None
    assert (found.title, found.outlet, found.byline, found.published.start.isoformat()) == (
        "Cod",
        "Kept Outlet",
        "A. Lima",
        "2025-05-04",
    )


def test_a_page_without_a_story_is_a_problem(problem: Callable[..., Problem]) -> None:
    assert (
        "no article text" in problem("<html><body><nav><a>Home</a></nav></body></html>", media="html").reason
    )


def test_markdown_loses_its_marks_and_keeps_its_words(article: Read) -> None:
    found = article(
        "---\nauthor: Nino Beridze\ndate: 2025-01-20\n---\n# Georgia weighs a *second* line\n\n"
        "![map](m.png)\n\n"
        "**TBILISI** — Georgia is weighing a [second pipeline](https://x.example/a_(b)), "
        "the ministry said [1].\n\n"
        "```\ncode\n```\n\n## What is next\n\n- The text is due in June_2025.\n"
        "- It is 5 * 3 pages long.\n\n> “We wait,” she said.\n",
        media="markdown",
    )
    assert found.title == "Georgia weighs a second line"
    assert found.byline == "Nino Beridze"
    assert found.place == "TBILISI"
    assert found.text.split("\n\n") == [
        "Georgia is weighing a second pipeline, the ministry said [1].",
        "What is next",
        "The text is due in June_2025.",
        "It is 5 * 3 pages long.",
        "“We wait,” she said.",
    ]
    assert [s.span.quote for s in found.sentences if s.heading] == ["What is next"]
