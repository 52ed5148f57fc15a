"""What stands over and under a story: titles, bylines, mastheads, dates, datelines, credits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from communique.read.byline import read_byline
from communique.read.dateline import read_dateline
from communique.read.published import find_date
from communique.records import Article, Problem

Read = Callable[..., Article]
BODY = (
    "Kenya and Uganda ended a quarrel over an oil pipeline on Thursday, officials said.\n\n"
    "“Now we dig,” the Ugandan minister said. The first pipes will be ordered in June."
)
CLEAN = BODY


def _facts(article: Article) -> dict[str, Any]:
    day = article.published
    return {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "wire": article.wire,
        "place": article.place,
        "published": day and (day.start.isoformat() if day.precision == "day" else day.precision),
        "kind": article.kind,
    }


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "an agency's text with dateline and copyright": (
        f"Pipeline row ends\n\nBy Ana Lima\n\nENTEBBE, March 6, 2025 (Lakewire) — {BODY}\n\n© Lakewire 2025",
        {
            "title": "Pipeline row ends",
            "byline": "Ana Lima",
            "outlet": "Lakewire",
            "place": "ENTEBBE",
            "published": "2025-03-06",
        },
    ),
    "the same in a newspaper, which names the agency": (
        f"The Harbour Times\nFriday, March 7, 2025\n\nRow over pipeline ends\n\n"
        f"ENTEBBE (LW) - {BODY}\n\nRead next: Ferry fares up",
        {
            "title": "Row over pipeline ends",
            "outlet": "The Harbour Times",
            "wire": "LW",
            "place": "ENTEBBE",
            "published": "2025-03-07",
        },
    ),
    "a masthead in capitals and a wrapped title": (
        f"HARBOUR GAZETTE\nMombasa, Friday, 7 March 2025\n\n"
        f"Neighbours bury pipeline row\nand order pipes\n\nby Ana Lima, Entebbe\n\n"
        f"{BODY}\n\nContinued on page 4",
        {
            "title": "Neighbours bury pipeline row and order pipes",
            "byline": "Ana Lima",
            "outlet": "Harbour Gazette",
            "place": "Entebbe",
            "published": "2025-03-07",
        },
    ),
    "a title in capitals on two lines": (
        f"HARBOUR GAZETTE\n7 March 2025\n\nPIPELINE ROW\nIS OVER\n\n"
        f"BY ANA LIMA\nDiplomatic Correspondent\n\n{BODY}",
        {
            "title": "PIPELINE ROW IS OVER",
            "byline": "ANA LIMA",
            "outlet": "Harbour Gazette",
            "published": "2025-03-07",
        },
    ),
    "outlet and date in one line under the title": (
        f"Pipeline row ends\n\nHarbour Courier, 7 March 2025\n\n{BODY}\n\n"
        f"(With information from our office in Kampala)",
        {"title": "Pipeline row ends", "outlet": "Harbour Courier", "published": "2025-03-07"},
    ),
    "nobody is named": (
        f"Pipeline row ends\n\nBy our energy correspondent\n\n{BODY}",
        {"title": "Pipeline row ends"},
    ),
    "two reporters and no date": (
        f"Pipeline row ends\n\nANA LIMA and TOM REED report from Entebbe\n\n{BODY}",
        {"title": "Pipeline row ends", "byline": "ANA LIMA and TOM REED", "place": "Entebbe"},
    ),
    "a date with its month only": (
        f"Lake Review\nMarch 2025\n\nPipeline row ends\n\n{BODY}",
        {"title": "Pipeline row ends", "outlet": "Lake Review", "published": "month"},
    ),
    "a day and a month in an order nobody can tell": (
        f"Pipeline row ends\nAna Lima, Entebbe\n03/04/2025\n\n{BODY}",
        {"title": "Pipeline row ends", "byline": "Ana Lima", "place": "Entebbe", "published": "range"},
    ),
    "a date inside the prose is not the date of the text": (BODY.replace("Thursday", "6 March 2025"), {}),
    "an imprint under the text": (
        f"Pipeline row ends\n\n{BODY}\n\nHarbour Courier, 7 March 2025. All rights reserved.",
        {"title": "Pipeline row ends", "outlet": "Harbour Courier", "published": "2025-03-07"},
    ),
    "no title": (BODY, {}),
}


@pytest.mark.parametrize(("content", "facts"), CASES.values(), ids=list(CASES))
def test_the_front_and_the_back_are_read_and_taken_out(
    content: str, facts: dict[str, Any], article: Read
) -> None:
    found = article(content)
    empty = dict.fromkeys(("title", "byline", "outlet", "wire", "place", "published")) | {"kind": "report"}
    assert _facts(found) == empty | facts
    assert found.text == CLEAN or "6 March" in found.text


def test_an_official_text_has_no_outlet_and_keeps_its_issuer_as_a_heading(article: Read) -> None:
    found = article(
        "MINISTRY OF ENERGY OF THE REPUBLIC OF UGANDA\nPress service\n\n"
        "STATEMENT\non the pipeline\n\nKampala, 7 March 2025\n\n"
        "1. The Ministry confirms that the talks have ended.\n\n"
        "2. It thanks the Kenyan side for its patience.\n\n"
        "Contacts for the media: press service, Kampala."
    )
    assert _facts(found) | {"wire": None} == {
        "title": "STATEMENT on the pipeline",
        "byline": None,
        "outlet": None,
        "wire": None,
        "place": "Kampala",
        "published": "2025-03-07",
        "kind": "statement",
    }
    assert [s.span.quote for s in found.sentences if s.heading] == [
        "MINISTRY OF ENERGY OF THE REPUBLIC OF UGANDA"
    ]
    assert found.sentences[1].span.quote == "The Ministry confirms that the talks have ended."


def test_a_wrapped_text_has_its_lines_joined_and_its_paragraphs_kept(article: Read) -> None:
    found = article(
        "The ministers of Kenya and Uganda met in Entebbe on Friday and agreed\n"
        "to share the cost of a new terminal for the water-\nfor-oil scheme at the lake.\n\n"
        "   They will meet again in June, when the first of the pipes are to be\nordered, officials said.\n"
        "   Nobody signed anything on the day, although two pens were brought to\nthe table."
    )
    assert found.text.split("\n\n") == [
        "The ministers of Kenya and Uganda met in Entebbe on Friday and agreed to share the cost of a new "
        "terminal for the water-for-oil scheme at the lake.",
        "They will meet again in June, when the first of the pipes are to be ordered, officials said.",
        "Nobody signed anything on the day, although two pens were brought to the table.",
    ]


def test_a_text_with_one_paragraph_a_line_is_split_at_each_line(article: Read) -> None:
    lines = ["Kenya and Uganda ended a quarrel on Thursday, officials said.", "They will meet again in June."]
    assert article("\n".join(lines)).text.split("\n\n") == lines


def test_removed_pieces_stand_where_they_stood(article: Read) -> None:
    found = article(
        f"Pipeline row ends\n\n{BODY} More on page 3.\n\nPHOTO: Two ministers. (Handout)\n\nShare."
    )
    assert [(r.reason, r.at) for r in found.removed] == [
        ("title", 0),
        ("navigation", len(found.text)),
        ("caption", len(found.text)),
        ("share", len(found.text)),
    ]


def test_an_author_line_and_a_reference_list_are_taken_out(article: Read) -> None:
    column = article(
        f"Why we dig\n\nBy Ana Lima\n\n{BODY}\n\nAna Lima teaches law at the University of Gulu."
    )
    assert column.text == CLEAN
    assert column.kind == "analysis"
    brief = article(f"A note\n\n{BODY} [1]. It rained [2].\n\nReferences\n\n[1] a.txt, Lakewire\n[2] b.txt")
    assert brief.kind == "brief"
    assert {r.reason for r in brief.removed} == {"title", "references"}
    assert "[2]" in brief.text


@pytest.mark.parametrize(
    ("paragraph", "facts"),
    [
        ("LIMA, Sept. 3, 2024 (Coast News) — Peru said", ("LIMA", "Coast News", "Sept. 3, 2024")),
        ("LIMA (CN) - Peru said", ("LIMA", "CN", None)),
        ("Lima, Peru (CN) -- Peru said", ("Lima, Peru", "CN", None)),
        ("NEW DELHI: India said", ("NEW DELHI", None, None)),
        ("GENEVA/NEW YORK, 3 May (Coast News) – The", ("GENEVA/NEW YORK", "Coast News", "3 May")),
        ("PORT-AU-PRINCE, Haiti — The", ("PORT-AU-PRINCE, Haiti", None, None)),
        ("WASHINGTON, D.C. — The", ("WASHINGTON, D.C.", None, None)),
        ("Lima, Thursday – Peru said", ("Lima", None, "Thursday")),
        ("Success — of a sort — came late.", None),
        ("Peru said: we will sign.", None),
        ("UPDATE: Peru said", None),
        ("The minister (a lawyer) - and a poet - left.", None),
        ("No dash here", None),
    ],
)
def test_datelines(paragraph: str, facts: tuple[str | None, ...] | None) -> None:
    found = read_dateline(paragraph)
    assert (found and (found.place, found.agency, found.date)) == facts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana de la Cruz, Diplomatic Editor, in Quito", "Ana de la Cruz"),
        ("by Ana Lima, Tom Reed and J. P. Wendt", "Ana Lima, Tom Reed and J. P. Wendt"),
        ("By Ana Lima in Lima and Tom Reed in Quito | Coast Post", "Ana Lima and Tom Reed"),
        ("From Ana Lima in Quito", "Ana Lima"),
        ("By Coastwire", None),
        ("By our foreign staff", None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    found = read_byline(line)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the army had closed the road.",
        "By Alice Springs, the convoy had lost two trucks.",
        "By land and by sea",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "start", "precision"),
    [
        ("Lagos, Tuesday, November 14, 2023", "2023-11-14", "day"),
        ("August 16, 2025", "2025-08-16", "day"),
        ("Sept. 3, 2024", "2024-09-03", "day"),
        ("3rd of May 2024", "2024-05-03", "day"),
        ("2024-09-20T06:10:00-05:00", "2024-09-20", "day"),
        ("14.03.2024 08:15", "2024-03-14", "day"),
        ("03/25/2024", "2024-03-25", "day"),
        ("03/04/2025", "2025-03-04", "range"),
        ("November 2023", "2023-11-01", "month"),
    ],
)
def test_printed_dates(line: str, start: str, precision: str) -> None:
    found = find_date(line)
    assert found is not None
    assert (found.interval.start, found.interval.precision) == (dt.date.fromisoformat(start), precision)


@pytest.mark.parametrize("line", ["31 February 2024", "14 November", "page 12", "2024", "May", "1.6 billion"])
def test_what_is_no_date(line: str) -> None:
    assert find_date(line) is None


def test_a_text_in_another_language_is_set_aside_and_named(problem: Callable[..., Problem]) -> None:
    found = problem(
        "Los ministros de Kenia y Uganda se reunieron el viernes en Entebbe "
        "y firmaron un acuerdo sobre el oleoducto."
    )
    assert found.kind == "set aside"
    assert "Spanish" in found.reason


def test_an_english_text_full_of_foreign_names_is_read(article: Read) -> None:
    assert article(
        "Nguyễn Thị Bích Hằng, Trần Đại Nghĩa, Wojciech Szczęsny and Þórdís Kolbrún Gylfadóttir met "
        "Ólafur Ragnarsson in Reykjavík on Friday. They signed the Þingvellir declaration, Szczęsny said."
    )
