"""The ledger as a picture."""

import datetime as dt

from tests.pictures.drawn import NAMES, SVG, day, labels, promise, read, span

from communique.pictures import ledger
from communique.pictures.dates import axis_over
from communique.pictures.promises import APART, spread
from communique.records import Step


def texts(picture):
    return [found.text for found in labels(picture)]


def titles(picture):
    return [e.text for e in read(picture).iter(f"{SVG}title")]


def test_a_row_tells_who_promised_what_to_whom_and_how_it_stands():
    found = " ".join(texts(ledger([promise(due=day(2026, 5, 1))], NAMES)))
    assert "Peru → Tonga" in found
    assert "Lend Tonga 20 million dollars for a" in found
    assert "delayed, due 1 May 2026" in found


def test_what_is_overdue_is_told_in_words_and_drawn_up_to_the_day_of_the_record():
    one = promise(due=day(2024, 5, 1))
    picture = ledger([one], NAMES, overdue={one.id}, as_of=dt.date(2025, 1, 1))
    assert "delayed, overdue since 1 May 2024" in texts(picture)
    assert "record to 1 Jan 2025" in texts(picture)
    late = [e for e in read(picture).iter(f"{SVG}line") if e.get("stroke-width") == "3"]
    assert len(late) == 1
    assert float(late[0].get("x1")) < float(late[0].get("x2"))


def test_of_many_promises_the_overdue_are_drawn_and_the_rest_counted():
    many = [promise(n, f"promise number {n}") for n in range(20)]
    picture = ledger(many, NAMES, overdue={"c19"}, as_of=dt.date(2025, 1, 1), most=5)
    assert "and 15 more" in texts(picture)
    assert "Promise number 19" in texts(picture)


def test_each_status_is_a_mark_with_a_name_and_steps_without_a_day_stand_apart():
    picture = ledger([promise()], NAMES)
    assert "signed, 5 Mar 2024" in titles(picture)
    assert "delayed, no day told" in titles(picture)
    assert "no date" in texts(picture)


def test_steps_of_one_status_that_lie_together_are_one_mark_and_others_stand_under_each_other():
    history = [
        Step(status, day(2024, 3, number), span())
        for status, number in (
            ("pledged", 1),
            ("pledged", 2),
            ("signed", 2),
            ("delayed", 3),
            ("dropped", 3),
        )
    ]
    axis = axis_over([dt.date(2010, 1, 1), dt.date(2024, 3, 3)], 0, 400)
    found = spread(history, axis)
    assert [(spot.row, len(spot.steps)) for spot in found] == [(0, 2), (1, 1), (2, 1), (0, 1)]
    assert all(spot.at <= axis.right for spot in found)
    assert found[3].at - found[0].at >= APART - 1e-6


def test_the_mark_leads_to_the_words_of_its_step():
    assert 'href="#s-7"' in ledger([promise()], NAMES, to=lambda words: "#s-7")
