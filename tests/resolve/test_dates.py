"""Times told in words become intervals of days, or None where nothing fixes them."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.records import Interval
from communique.resolve.dates import find_dates, relation, year_hint
from communique.resolve.tables import read_table
from communique.resolve.tense import tense_before

WEDNESDAY = Interval(dt.date(2025, 11, 12), dt.date(2025, 11, 12), "day")


def told(text, published=WEDNESDAY, hint=None):
    return [
        (text[start:end], f"{i.start}/{i.end}" if i and i.start != i.end else str(i.start) if i else None)
        for start, end, i in find_dates(text, published, hint)
    ]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("It met on 12 November 2025.", "12 November 2025", "2025-11-12"),
        ("It met on Nov. 12, 2025.", "Nov. 12, 2025", "2025-11-12"),
        ("It met on the 3rd of May 2024.", "the 3rd of May 2024", "2024-05-03"),
        ("LIMA, Tuesday, March 4, 2025", "Tuesday, March 4, 2025", "2025-03-04"),
        ("Pay by 31 March.", "31 March", "2026-03-31"),
        ("It opened in March 2025.", "March 2025", "2025-03-01/2025-03-31"),
        ("It opened in August.", "August", "2025-08-01/2025-08-31"),
        ("It will open in August.", "August", "2026-08-01/2026-08-31"),
        ("A vote is expected before Christmas.", "Christmas", "2025-12-25"),
        ("by the end of 2028", "the end of 2028", "2028-12-31"),
        ("by the end of March", "the end of March", "2026-03-31"),
        ("by the end of the year", "the end of the year", "2025-12-31"),
        ("in mid-2025", "mid-2025", "2025-05-01/2025-08-31"),
        ("in early 2024", "early 2024", "2024-01-01/2024-04-30"),
        ("in late March 2024", "late March 2024", "2024-03-22/2024-03-31"),
        ("in the first half of 2026", "the first half of 2026", "2026-01-01/2026-06-30"),
        ("in Q3 2025", "Q3 2025", "2025-07-01/2025-09-30"),
        ("during 2026–2030", "2026–2030", "2026-01-01/2030-12-31"),
        ("between 2026 and 2030", "between 2026 and 2030", "2026-01-01/2030-12-31"),
        ("between 1 April and 31 May 2024", "between 1 April and 31 May 2024", "2024-04-01/2024-05-31"),
        ("from 12 to 14 October 2025", "from 12 to 14 October 2025", "2025-10-12/2025-10-14"),
        ("on November 3-5, 2025", "November 3-5, 2025", "2025-11-03/2025-11-05"),
        ("The ministers met on Monday.", "Monday", "2025-11-10"),
        ("The ministers will meet on Monday.", "Monday", "2025-11-17"),
        ("The envoy leaves for Quito on Friday.", "Friday", "2025-11-14"),
        ("The summit will be held on Monday.", "Monday", "2025-11-17"),
        ("It is due to be signed in May.", "May", "2026-05-01/2026-05-31"),
        ("Rain is to blame for Friday's flood.", "Friday", "2025-11-07"),
        ("the families of the Sept. 11 victims", "Sept. 11", "2001-09-11"),
        ("It said on Wednesday", "Wednesday", "2025-11-12"),
        ("They spoke last Wednesday.", "last Wednesday", "2025-11-05"),
        ("They meet next Wednesday.", "next Wednesday", "2025-11-19"),
        ("They met yesterday.", "yesterday", "2025-11-11"),
        ("They meet tomorrow morning.", "tomorrow morning", "2025-11-13"),
        ("It fell last week.", "last week", "2025-11-03/2025-11-09"),
        ("It is due next month.", "next month", "2025-12-01/2025-12-31"),
        ("They met two years ago.", "two years ago", "2023-01-01/2023-12-31"),
        ("They met three days ago.", "three days ago", "2025-11-09"),
        ("It wants an answer within 72 hours.", "within 72 hours", "2025-11-12/2025-11-15"),
        ("It has rained since Monday.", "since Monday", "2025-11-10/2025-11-12"),
        ("by the middle of next year", "the middle of next year", "2026-05-01/2026-08-31"),
        ("next spring", "next spring", "2026-03-01/2026-05-31"),
        ("in the 1990s", "the 1990s", "1990-01-01/1999-12-31"),
        ("It promised to send coal in March.", "March", "2026-03-01/2026-03-31"),
    ],
)
def test_a_time_is_the_days_it_means(text, words, days):
    assert told(text) == [(words, days)]


@pytest.mark.parametrize(
    "text",
    [
        "The bank may close and troops march on.",
        "It built 2,600 tractors in 2,000 homes, see page 5.",
        "The raid began at 6:40 a.m. and ended at 2:20 p.m.",
        "Families came back in the 19th century.",
        "Resolution 2231 was passed with 2024 votes.",
        "The town has no doctor within a day's drive.",
        "The readings appear every Monday, writes USA Today.",
        "Call 607-555-0142 or ask April Ludgate and August Wilson.",
        "The second half of the grant was late.",
        "They talked over five years about 1900 miners.",
    ],
)
def test_numbers_and_words_that_tell_no_time_are_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize("text", ["on Thursday", "last week", "yesterday", "on 3 September", "two years ago"])
def test_without_a_day_of_publication_a_relative_time_has_no_interval(text):
    assert [days for _, days in told(text, published=None)] == [None]


def test_a_year_hint_dates_days_without_a_year():
    text = "On 3 September 2024 it began. On 19 September it ended."
    assert year_hint(text) == 2024
    assert told(text, published=None, hint=2024)[1] == ("19 September", "2024-09-19")
    assert year_hint("From 3 May 2023 to 4 May 2024.") is None


def test_a_day_earlier_counts_from_the_day_told_before():
    assert told("He landed on 3 June 2024; the storm had passed a day earlier.")[1] == (
        "a day earlier",
        "2024-06-02",
    )


def test_two_dates_after_from_are_not_a_range():
    assert [words for words, _ in told("photographs from November 2023 and November 2025")] == [
        "November 2023",
        "November 2025",
    ]


def test_relation_tells_the_preposition():
    text = "The money comes by 30 April 2026."
    assert relation(text, text.index("30")) == "by"
    assert relation("30 April", 0) is None


@pytest.mark.parametrize("row", read_table("tense"), ids=lambda row: row["words"])
def test_every_tense_word_is_in_its_example(row):
    assert row["words"].replace("’", "'") in row["example"].replace("’", "'").lower()


def test_the_last_telling_word_decides():
    text = "She said that the plant will open on "
    assert tense_before(text, len(text)) == "future"


@given(
    st.text(max_size=200),
    st.sampled_from(["on Monday ", "in May ", "2024-", "since ", "the end of ", "3 and "]),
)
def test_spans_lie_in_the_text_and_do_not_overlap(text, seed):
    text = seed + text + seed
    reached = 0
    for start, end, _ in find_dates(text, WEDNESDAY):
        assert reached <= start < end <= len(text)
        reached = end


@pytest.mark.parametrize("piece", ["1", "a", " ", "Monday ", "12 ", "since the ", "promised to "])
def test_time_is_linear_in_hostile_text(piece):
    text = (piece * 60_000)[:60_000]
    before = time.process_time()
    find_dates(text, WEDNESDAY)
    assert time.process_time() - before < 5
