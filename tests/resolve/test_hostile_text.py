"""Looking through a text for names, dates, numbers and marks takes time linear in its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from communique.records import Interval
from communique.resolve import find_dates, find_quantities, lexicon
from communique.resolve.marks import find_marked

pytestmark = pytest.mark.usefixtures("steady")

LOOKED: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "marks opened one inside the other": (find_marked, lambda n: "“" * (n // 2) + "a" + "”" * (n // 2)),
    "marks opened and never closed": (find_marked, lambda n: "Umeh wrote, " + "“so " * (n // 4)),
    "a seat of the Union and of a state": (
        lambda text: lexicon().spot(text),
        lambda n: "Brussels said so. " * (n // 18),
    ),
    "names that are also something else": (
        lambda text: lexicon().spot(text),
        lambda n: "Jordan, Georgia and Chad met. " * (n // 30),
    ),
    "days in a row": (lambda text: find_dates(text, None), lambda n: "12 May to 3 " * (n // 12)),
    "numbers in a row": (find_quantities, lambda n: "page 12, 12 " * (n // 12)),
    "one number without an end": (find_quantities, lambda n: "7," * (n // 2)),
}
SIZE = 8_000
"""Characters of the shorter text; of marks more, which cost little each."""


def seconds(look: Callable[[str], object], text: str) -> float:
    """Processor time of looking through a text, the best of three."""
    found = []
    for turn in range(3):
        clock = time.process_time()
        look(text + "." * turn)  # another text, so that nothing is remembered
        found.append(time.process_time() - clock)
    return min(found)


@pytest.mark.parametrize("name", LOOKED)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    look, make = LOOKED[name]
    size = SIZE * (3 if look is find_marked else 1)
    look(make(200))  # whatever loads once
    assert seconds(look, make(4 * size)) <= 6 * seconds(look, make(size)) + 0.1


def test_marks_around_nothing_but_space_are_no_stretch() -> None:
    assert find_marked("He wrote “ ” and “ \u00a0” there.") == ()
    assert [(m.start, m.end) for m in find_marked("He wrote “a b” there.")] == [(10, 13)]


def test_the_same_text_is_read_by_each_day_of_publication_anew() -> None:
    import datetime as dt

    text = "The port opened on Monday."
    days = [dt.date(2024, 5, 9), dt.date(2024, 6, 13)]
    found = [find_dates(text, Interval(day, day, "day")) for day in days]
    assert [interval.start for ((_, _, interval),) in found if interval] == [
        dt.date(2024, 5, 6),
        dt.date(2024, 6, 10),
    ]
