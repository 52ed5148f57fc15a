from pathlib import Path

from communique.brief.page import report_page
from communique.pipeline import make_report

HOSTILE = '<script>alert("x")</script>'


def test_nothing_from_an_article_becomes_markup(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"title": "%s", "outlet": "%s", "byline": "%s", "text": "Norway and Sweden met in Oslo in May 2024 '
        'to talk about <b>fish</b> & %s, the ministry said. Norway pledged 5 million euros."}'
        % ((HOSTILE.replace('"', "'"),) * 4),
        encoding="utf-8",
    )
    page = report_page(make_report([tmp_path]))
    assert "<script>alert" not in page
    assert "<b>fish" not in page
    assert "&lt;script&gt;alert" in page


def test_an_empty_report_is_a_page_that_says_so() -> None:
    page = report_page(make_report([]))
    assert "0 articles read" in page
