"""The same thing at two times is shown as a development, not as a contradiction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from communique.compare import compare
from communique.records import Interval

FILL = (
    "A pianist from the conservatory opened the evening with a waltz.",
    "Snow fell on the northern passes during the night.",
    "The mayor of the old harbour planted olive trees along the quay.",
)


@pytest.fixture
def told(reading, grouping):
    """Claims of sentences told on days of May, by their texts."""

    def run(*lines):
        readings = []
        for n, (day, text) in enumerate(lines):
            made = reading(f"r{n}", text, *FILL[:2], outlet=f"Outlet {n}")
            date = dt.date(2024, 5, day)
            article = replace(made.article, published=Interval(date, date, "day"))
            readings.append(replace(made, article=article))
        claims = compare(readings, grouping(*readings))
        texts = {s.id: s.span.quote for r in readings for s in r.statements}
        return {texts[name]: claim for claim in claims for name in claim.statements}

    return run


FEWER, MORE = "The quake killed 12 miners in the old pit.", "The quake killed 19 miners in the old pit."
PLAN, DONE = "Chad will deliver 40 pumps to Niger.", "Chad delivered 40 pumps to Niger."


def test_a_toll_that_grows_carries_on_the_earlier_one(told):
    claims = told((8, FEWER), (10, MORE))
    (line,) = claims[MORE].develops
    assert (line.claim, line.on) == (claims[FEWER].id, "number")
    assert [span.quote for span in line.spans] == ["12 miners", "19 miners"]
    assert [day.start.day for day in line.days] == [8, 10]
    assert claims[FEWER].develops == ()
    assert not claims[MORE].contradicts


@pytest.mark.parametrize("days", [(8, 8), (10, 8)])
def test_a_toll_told_on_one_day_or_that_shrinks_is_contested(told, days):
    claims = told((days[0], FEWER), (days[1], MORE))
    assert claims[MORE].standing == claims[FEWER].standing == "contested"
    assert not claims[MORE].develops


def test_a_plan_that_is_carried_out_is_not_lost(told):
    claims = told((8, PLAN), (20, DONE))
    (line,) = claims[DONE].develops
    assert (line.claim, line.on) == (claims[PLAN].id, "stage")
    assert claims[PLAN].id != claims[DONE].id


def test_a_plan_told_after_the_deed_carries_nothing_on(told):
    claims = told((20, PLAN), (8, DONE))
    assert not claims[DONE].develops
    assert not claims[PLAN].develops


def test_what_had_not_come_yet_may_come_later(told):
    none, some = "No pumps have been delivered to Niger so far.", "Chad delivered 40 pumps to Niger."
    claims = told((8, none), (20, some))
    assert not claims[some].contradicts


def test_a_development_goes_into_the_report(told):
    from communique.exchange import claim_to_dict

    claims = told((8, FEWER), (10, MORE))
    (line,) = claim_to_dict(claims[MORE])["develops"]
    assert line["claim"] == claims[FEWER].id
    assert [day["start"] for day in line["days"]] == ["2024-05-08", "2024-05-10"]
    assert [span["quote"] for span in line["spans"]] == ["12 miners", "19 miners"]
