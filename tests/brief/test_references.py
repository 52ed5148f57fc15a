# ruff: noqa: E501 (articles and briefs stand as they would on a page)
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from communique.brief.references import numbers_in, read_brief
from communique.brief.sourcing import match_references
from communique.records import Article, Interval

BRIEF = """The grain pact, one month on

Ruritania sent 40,000 tonnes of wheat in May [1]. Its envoy, Ms. Ada Holm, called that “a start. It is no more than that” [2, 3].
The U.S. Congress has not voted.[4–6] A vote is due.

“We keep our word”

References

[1] a.txt, Harbour Post, 2 May 2024
[2] The Lake Review, Who pays for the locks?
[3] https://example.org/news/locks
"""


def article(name: str, **fields: object) -> Article:
    empty = dict.fromkeys(("title", "byline", "outlet", "wire", "place", "published", "url"))
    known = {"text": "Text.", "language": "en", "kind": "report", "sentences": ()}
    return Article(id=name, path=name, name=name, digest=name, **(empty | known | fields))


def day(year: int, month: int, number: int) -> Interval:
    date = dt.date(year, month, number)
    return Interval(date, date, "day")


def test_a_brief_falls_into_its_sentences_with_their_numbers():
    brief = read_brief(BRIEF)
    assert brief.title == "The grain pact, one month on"
    assert [s.citations for s in brief.sentences] == [(1,), (2, 3), (4, 5, 6), (), ()]
    assert brief.sentences[1].bare.endswith("“a start. It is no more than that”.")
    assert [s.pull_quote for s in brief.sentences] == [False, False, False, False, True]


def test_the_list_is_read_and_is_no_sentence():
    brief = read_brief(BRIEF)
    assert brief.has_list
    assert [number for number, _ in brief.lines] == [1, 2, 3]
    assert brief.lines[1][1] == "The Lake Review, Who pays for the locks?"


def test_a_trailing_list_needs_no_heading():
    brief = read_brief("The dam holds [1]. It was built in 1970 [2].\n\n1. Harbour Post\n2. Lake Review\n")
    assert brief.lines == ((1, "Harbour Post"), (2, "Lake Review"))
    assert len(brief.sentences) == 2


def test_numbered_points_that_nobody_cites_are_sentences():
    brief = read_brief("What we know so far.\n\n1. The dam holds.\n2. The road is open.\n")
    assert not brief.has_list
    assert [s.bare for s in brief.sentences][1:] == ["The dam holds.", "The road is open."]


def test_marks_may_stand_behind_the_full_stop():
    brief = read_brief("The dam holds.[1][2] The road is open. [3] Nobody was hurt.")
    assert [s.citations for s in brief.sentences] == [(1, 2), (3,), ()]


def test_headings_and_hard_wrapped_lines_are_told_apart():
    brief = read_brief(
        "## Water\n\nThe dam holds and the ministry says that the\ncanal will be full by the end of May [1].\n"
    )
    assert [s.bare for s in brief.sentences] == [
        "The dam holds and the ministry says that the canal will be full by the end of May."
    ]


def test_a_brief_without_a_list_says_so():
    brief = read_brief("The dam holds [1].")
    assert not brief.has_list
    assert brief.lines == ()


def test_lines_find_articles_by_file_title_outlet_and_date():
    sources = [
        article("a.txt", outlet="Harbour Post", published=day(2024, 5, 2)),
        article("b.txt", outlet="Harbour Post", published=day(2024, 5, 9)),
        article("c.txt", outlet="Lake Review", title="Who pays for the locks?"),
        article("d.txt", url="https://example.org/news/dam"),
    ]
    lines = [
        (1, "a.txt"),
        (2, "Harbour Post, May 9, 2024"),
        (3, "“Who Pays for the Locks”"),
        (4, "www.example.org/news/dam, accessed in June"),
        (5, "Harbour Post"),
        (6, "Mountain Herald, 2 May 2024"),
    ]
    found = [reference.article for reference in match_references(lines, sources)]
    assert found == ["a.txt", "b.txt", "c.txt", "d.txt", None, None]


@given(st.text(alphabet='aB .!?“”"[]1,–2\n#*-', max_size=300))
def test_any_text_can_be_read_and_keeps_its_marks(text: str):
    brief = read_brief(text)
    for sentence in brief.sentences:
        assert sentence.citations == numbers_in(sentence.text)
        assert sentence.text.strip() == sentence.text
