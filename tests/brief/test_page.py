import re
from pathlib import Path

from communique.brief.page import report_page
from communique.brief.render import render_brief_html
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


TIES = """Tonga buys sugar
Lagoon Post, 3 May 2025

NUKU'ALOFA. Peru supplies 80 percent of Tonga's wheat, the trade ministry said on Saturday. Tonga
relies heavily on Peru for its wheat. Peru and Tonga signed a trade agreement on Friday. Peru pledged to lend
Tonga 20 million dollars by 31 December 2024. The storm raised the price of wheat in Tonga.
"""


def page_of(tmp_path: Path, text: str) -> str:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return report_page(make_report([tmp_path]))


def test_pairs_promises_causes_and_actors_are_pictured_wide_and_narrow(tmp_path: Path) -> None:
    page = page_of(tmp_path, TIES)
    for kind in ("pair", "ledger", "drivers", "network"):
        for width in ("wide", "narrow"):
            assert page.count(f'class="picture {kind} {width}"') == 1, kind
    assert "Peru and Tonga" in page


def test_every_link_of_the_page_leads_to_a_place_on_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, TIES)
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(places)


def test_where_nothing_is_told_of_pairs_there_are_no_pictures(tmp_path: Path) -> None:
    page = page_of(tmp_path, "A quiet day\n\nThe weather was fine. Birds sang.\n")
    assert "<svg" not in page
    assert "The system behind the news" not in page


def test_a_brief_alone_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TIES, encoding="utf-8")
    report = make_report([tmp_path])
    assert "<svg" not in render_brief_html(report.briefs[0], report)
