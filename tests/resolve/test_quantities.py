"""Numbers that count or measure, with unit and bound."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.resolve.bounds import bound_before
from communique.resolve.quantities import find_quantities
from communique.resolve.tables import read_table


def counted(text):
    return [(text[start:end], value, unit, bound) for start, end, value, unit, bound in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "bound"),
    [
        ("It costs $1.6 billion.", "$1.6 billion", 1.6e9, "USD", "exact"),
        ("It costs about 3 million euros.", "3 million euros", 3e6, "EUR", "about"),
        ("It asked for a billion dollars.", "a billion dollars", 1e9, "USD", "exact"),
        ("It owes R$ 30 million.", "R$ 30 million", 3e7, "BRL", "exact"),
        ("It paid 450 naira.", "450 naira", 450, "NGN", "exact"),
        ("It may go as high as 850 million.", "850 million", 8.5e8, "", "exact"),
        ("It buys 85 percent of it.", "85 percent", 85, "percent", "exact"),
        ("It grew by 2.5%.", "2.5%", 2.5, "percent", "exact"),
        ("It gets three-quarters of its rice there.", "three-quarters", 75, "percent", "exact"),
        ("Prices fell by two thirds.", "two thirds", 66.7, "percent", "exact"),
        ("It is nearly half of the crop.", "half", 50, "percent", "about"),
        ("Every year a fifth of the water is lost.", "a fifth", 20, "percent", "exact"),
        ("They sell nine in every ten sacks abroad.", "nine in every ten", 90, "percent", "exact"),
        ("They buy three bags in four there.", "three bags in four", 75, "percent", "exact"),
        ("It costs twice what it did.", "twice", 2, "times", "exact"),
        ("It is three times as large.", "three times", 3, "times", "exact"),
        ("It sent 4,200 tractors.", "4,200 tractors", 4200, "tractor", "exact"),
        ("It sold eight training aircraft.", "eight training aircraft", 8, "aircraft", "exact"),
        ("It ships 600,000 tonnes of urea.", "600,000 tonnes", 6e5, "tonne", "exact"),
        ("It holds 6.2 billion cubic metres.", "6.2 billion cubic metres", 6.2e9, "cubic metre", "exact"),
        ("It pumps 3 bcm.", "3 bcm", 3e9, "cubic metre", "exact"),
        (
            "It sends 750 million kilowatt-hours.",
            "750 million kilowatt-hours",
            7.5e8,
            "kilowatt-hour",
            "exact",
        ),
        ("It took nine days.", "nine days", 9, "day", "exact"),
        ("A two-day visit.", "two-day", 2, "day", "exact"),
        ("More than a thousand farmers came.", "a thousand farmers", 1000, "farmer", "at least"),
        ("No fewer than 12 people came.", "12 people", 12, "person", "at least"),
        ("Up to 40 ships wait.", "40 ships", 40, "ship", "at most"),
        ("Only 40 ships wait.", "40 ships", 40, "ship", "exact"),
        ("They talked over five years.", "five years", 5, "year", "exact"),
        ("They handed over eight men.", "eight men", 8, "man", "exact"),
        ("Half a billion people watched.", "Half a billion people", 5e8, "person", "exact"),
        ("Six point eight billion litres.", "Six point eight billion litres", 6.8e9, "litre", "exact"),
        ("Twenty-five buses left.", "Twenty-five buses", 25, "bus", "exact"),
        ("It holds 20 pounds of dynamite.", "20 pounds", 20, "pound", "exact"),
    ],
)
def test_a_quantity_has_its_value_unit_and_bound(text, words, value, unit, bound):
    assert counted(text) == [(words, value, unit, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "It met on 12 November 2025 at 6:40 a.m., see page 5.",
        "Call 607-555-0142. [1] [2, 3]",
        "The Mi-17, the F-16 and the G20 met under Resolution 1701.",
        "A third country and a fifth round came second.",
        "1. The Presidents met.\n2. They talked.",
        "They met two years ago, and you weigh it twice.",
        "Several hundred came; a few dozen stayed; drivers use Route 66.",
        "Avoid double taxation and one-sided terms. © 2017 NPR",
    ],
)
def test_dates_labels_ordinals_and_names_are_no_quantities(text):
    assert counted(text) == []


def test_a_number_takes_the_unit_it_is_set_against():
    assert [q[1:3] for q in counted("It paid 40 of the 95 million dollars.")] == [
        (4e7, "USD"),
        (9.5e7, "USD"),
    ]
    assert [q[1:3] for q in counted("They sent 1,900 tractors out of 4,200.")] == [
        (1900, "tractor"),
        (4200, "tractor"),
    ]
    assert [q[1:3] for q in counted("It owes $64 million. Chile pays 38 million of it.")] == [
        (6.4e7, "USD"),
        (3.8e7, "USD"),
    ]


def test_both_ends_of_a_range_are_told():
    assert [q[1:3] for q in counted("It could buy six to ten planes.")] == [(6, "plane"), (10, "plane")]


@pytest.mark.parametrize("row", read_table("bounds"), ids=lambda row: row["words"])
def test_every_bound_is_found_in_its_example(row):
    text = row["example"]
    at = text.index("300") - (text[text.index("300") - 1] == "$")
    assert bound_before(text, at, "person") == row["bound"]


@given(st.text(max_size=200), st.sampled_from(["$1.5 ", "two ", "half of ", "1,000,", " in 10 ", "a third "]))
def test_spans_lie_in_the_text_and_do_not_overlap(text, seed):
    text = seed + text + seed
    reached = 0
    for start, end, value, _, _ in find_quantities(text):
        assert reached <= start < end <= len(text)
        assert value >= 0
        reached = end


@pytest.mark.parametrize("piece", ["1", "a", " ", "12 ", "three ", "half ", "$", "1,"])
def test_time_is_linear_in_hostile_text(piece):
    text = (piece * 60_000)[:60_000]
    before = time.process_time()
    find_quantities(text)
    assert time.process_time() - before < 5
