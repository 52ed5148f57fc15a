"""Agencies in credits: at the head, in the byline, at the end; whole texts and mere help."""

from __future__ import annotations

import pytest

from communique.read import agency, helpers, read
from communique.read.wire import _named, _rows, help_cues
from communique.records import Article, RawArticle, digest

BODY = (
    "The two ministers met on Tuesday in the port and agreed on a new ferry line. They spoke for four hours."
    "\n\nThe line will open in June, the ministry said. Tickets will cost 12 dollars each."
)


def article(text: str, byline: str | None = None) -> Article:
    raw = RawArticle("x", "x.txt", "text", text, digest(text), outlet="The Bee", byline=byline)
    (found,) = read([raw])
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("row", _rows("agencies.tsv"), ids=lambda row: row[0])
def test_the_example_of_an_agency_names_it(row: list[str]) -> None:
    assert {agency(match.group()) for match in _named().finditer(row[2])} == {row[0]}


@pytest.mark.parametrize("cue", help_cues(), ids=lambda cue: cue[1])
def test_the_example_of_help_is_told_by_its_cue(cue) -> None:
    assert cue[0].search(cue[1])


@pytest.mark.parametrize(
    ("head", "tail", "byline"),
    [
        ("LIMA (Reuters) - ", "", None),
        ("(Reuters) - ", "", None),
        ("", " (Reuters)", None),
        ("", "\n\n(Reuters)", None),
        ("", "\n\n— Reuters", None),
        ("", "\n\nReuters", None),
        ("By Reuters\n\n", "", None),
        ("", "", "Reuters"),
    ],
)
def test_a_text_that_an_agency_is_credited_with_is_its(head: str, tail: str, byline: str | None) -> None:
    found = article(f"Ferry line agreed\n\n{head}{BODY}{tail}", byline)
    assert found.wire == "Reuters"
    assert not helpers(found)


@pytest.mark.parametrize(
    "tail", ["With AP", "(with AP)", "Additional reporting by AP.", "AP contributed to this report."]
)
def test_help_is_no_origin(tail: str) -> None:
    found = article(f"Ferry line agreed\n\n{BODY}\n\n{tail}")
    assert helpers(found) == {"Associated Press"}
    assert found.text == BODY


@pytest.mark.parametrize("tail", ["Additional reporting by agencies", "With agencies"])
def test_agencies_that_are_not_named_are_one_nobody_knows(tail: str) -> None:
    found = article(f"Ferry line agreed\n\n{BODY}\n\n{tail}")
    assert found.wire is None
    assert helpers(found) <= {"agencies"}


def test_a_picture_of_an_agency_is_no_credit_of_the_text() -> None:
    found = article(f"Ferry line agreed\n\n{BODY}\n\nPhoto: Reuters")
    assert found.wire is None
    assert not helpers(found)


def test_short_names_are_agencies_only_as_they_are_written() -> None:
    assert agency("AFP") == agency("Agence France-Presse")
    assert agency("pap") is None
    assert agency("the Associated Press") == "Associated Press"
