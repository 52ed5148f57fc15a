"""The ledger over articles."""

import datetime as dt

import pytest

from communique.config import Settings
from communique.extract import extract
from communique.read import read
from communique.records import Copy, Grouping, RawArticle
from communique.relate.ledger import is_between, ledger, overdue_on, status_of

FIRST = """RIGA, May 7, 2025 — Norway pledged on Wednesday to build a ferry terminal in Riga for Latvia
by 31 March 2026.

Norway also promised to lend Latvia 180 million euros."""
SECOND = (
    """OSLO, June 2, 2026 — The ferry terminal in Riga opened in May, two months late, Latvia told Norway."""
)


@pytest.fixture(scope="module")
def readings():
    raws = [
        RawArticle("a.txt", "a.txt", "text", FIRST, "0", published="2025-05-07"),
        RawArticle("b.txt", "b.txt", "text", SECOND, "1", published="2026-06-02"),
    ]
    return tuple(extract(read(raws), settings=Settings(fast=True)))


def test_one_promise_has_its_fate_from_another_article(readings):
    terminal = next(line for line in ledger(readings) if "terminal" in line.about)
    assert [step.status for step in terminal.history] == ["pledged", "implemented"]
    assert is_between(terminal, "NOR", "LVA")


def test_sister_promises_stay_apart(readings):
    assert (
        len([line for line in ledger(readings) if line.by == ("NOR",) and status_of(line) != "delayed"]) == 2
    )


def test_the_order_of_articles_does_not_matter(readings):
    assert ledger(readings) == ledger(readings[::-1])


def test_a_copy_adds_nothing(readings):
    again = RawArticle("c.txt", "c.txt", "text", FIRST, "2", published="2025-05-08")
    (copy,) = extract(read([again]), settings=Settings(fast=True))
    grouping = Grouping((Copy(copy.article.id, readings[0].article.id, 1.0),), ())
    assert len(ledger((*readings, copy), grouping)) == len(ledger(readings))
    assert {s.span.article for c in ledger((*readings, copy), grouping) for s in c.history} <= {
        r.article.id for r in readings
    }


def test_overdue_is_what_has_passed_its_day_unkept(readings):
    early = next(line for line in ledger(readings[:1]) if "terminal" in line.about)
    kept = next(line for line in ledger(readings) if "terminal" in line.about)
    assert not overdue_on(early, dt.date(2026, 3, 31))
    assert overdue_on(early, dt.date(2026, 4, 1))
    assert not overdue_on(kept, dt.date(2026, 7, 1))


def lines(*texts):
    raws = [RawArticle(f"{day}.txt", f"{day}.txt", "text", text, day, published=day) for day, text in texts]
    return ledger(tuple(extract(read(raws), settings=Settings(fast=True))))


def test_what_was_promised_to_be_taken_away_is_kept_when_it_is_gone():
    (toll,) = lines(
        ("2025-05-07", "RIGA, May 7, 2025 — Norway promised Latvia to abolish the bridge toll by July."),
        ("2025-08-01", "OSLO, August 1, 2025 — Norway scrapped the bridge toll on Friday, Latvia said."),
    )
    assert [step.status for step in toll.history] == ["pledged", "implemented"]


def test_what_somebody_would_do_counts_only_before_the_promise():
    told = "Norway promised Latvia to lend 30 trawlers by July 2025."
    before, after = "Norway may lend Latvia 20 trawlers.", "Norway may lend Latvia 40 trawlers."
    (line,) = lines(
        ("2025-05-05", f"RIGA, May 5, 2025 — {before}"),
        ("2025-05-07", f"RIGA, May 7, 2025 — {told}"),
        ("2025-05-20", f"RIGA, May 20, 2025 — {after}"),
    )
    assert [step.status for step in line.history] == ["proposed", "pledged"]


def test_a_second_sentence_of_an_article_is_told_where_it_adds_a_day():
    (line,) = lines(
        (
            "2025-05-07",
            "RIGA, May 7, 2025 — Norway pledged to build a ferry terminal for Latvia.\n\n"
            "Norway promised Latvia to open the ferry terminal by March 2026.",
        )
    )
    assert len(line.history) == 2
