"""Statements joined into claims, and claims that contradict each other."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.compare import compare
from communique.records import Grouping, Holder

FILL = (
    "The mayor of the old harbour planted olive trees along the quay.",
    "A pianist from the conservatory opened the evening with a waltz.",
    "Snow fell on the northern passes during the night.",
)
FIRST = ("About 300 miners blocked the railway near the border.", *FILL)
SECOND = ("More than two thousand miners closed the railway.", "Chad will lend Niger $40 million for wells.")
THIRD = ("Niger will get a loan of 40 million dollars from Chad to dig wells.", *FILL[:1])


def claim_of(claims, readings, words):
    """The claim that holds the statement with these words."""
    ids = {s.id for r in readings for s in r.statements if words in s.span.quote}
    return next(c for c in claims if ids & set(c.statements))


def run(*readings, grouping, copies=()):
    return compare(readings, grouping(*readings, copies=copies))


def test_every_statement_is_in_exactly_one_claim(reading, grouping):
    readings = [reading("a", *FIRST), reading("b", *SECOND), reading("c", *THIRD)]
    claims = run(*readings, grouping=grouping)
    held = [s for c in claims for s in c.statements]
    assert sorted(held) == sorted(s.id for r in readings for s in r.statements)


def test_two_outlets_that_say_the_same_corroborate_each_other(reading, grouping):
    readings = [reading("b", *SECOND, outlet="The Bee"), reading("c", *THIRD, outlet="The Crow")]
    claim = claim_of(run(*readings, grouping=grouping), readings, "lend Niger")
    assert len(claim.statements) == 2
    assert (claim.sources, claim.standing) == (2, "corroborated")


def test_a_copy_does_not_corroborate(reading, grouping):
    original, copy = reading("b", *SECOND, outlet="The Bee"), reading("k", *SECOND, outlet="The Kite")
    claims = run(original, copy, grouping=grouping, copies=((copy, original),))
    claim = claim_of(claims, [original, copy], "lend Niger")
    assert (len(claim.statements), claim.sources, claim.standing) == (2, 1, "single-source")


def test_rival_figures_for_one_thing_contradict_each_other_on_both_sides(reading, grouping):
    readings = [reading("a", *FIRST), reading("b", *SECOND)]
    claims = run(*readings, grouping=grouping)
    one, other = (claim_of(claims, readings, w) for w in ("About 300", "two thousand"))
    assert one.standing == other.standing == "contested"
    assert [(c.claim, c.on) for c in one.contradicts] == [(other.id, "number")]
    assert one.contradicts[0].spans == other.contradicts[0].spans[::-1]


@pytest.mark.parametrize(
    ("left", "right", "on"),
    [
        ("Nobody was arrested at the harbour.", "Police arrested six dockers at the harbour.", "polarity"),
        ("The ferry never crossed the border.", "The ferry crossed the border at dawn.", "polarity"),
        (
            "The strike at the mine lasted nine days.",
            "The mine was closed by the strike for four days, not nine.",
            "number",
        ),
        (
            "A patrol boat sank inside Chadian waters.",
            "The patrol boat sank inside Nigerien waters.",
            "place",
        ),
        (
            "Niger has bought six Chadian fire engines for 19 million dollars.",
            "Niger signed a contract worth 21 million dollars for six fire engines.",
            "number",
        ),
        (
            "Chad will lend Niger $42 million to dig wells and to build a cement plant.",
            "Niger will get a loan of 48 million dollars for pumps and a cement factory.",
            "number",
        ),
    ],
)
def test_accounts_of_one_thing_that_differ_are_linked(reading, grouping, left, right, on):
    readings = [reading("a", (left, "an envoy"), *FILL), reading("b", (right, "a docker"), *FILL[::-1])]
    claims = run(*readings, grouping=grouping)
    one, other = claim_of(claims, readings, left), claim_of(claims, readings, right)
    assert [(c.claim, c.on) for c in one.contradicts] == [(other.id, on)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("At least 3 dockers were hurt at the harbour.", "Five dockers were hurt at the harbour."),
        ("Nearly half of the wells in the valley are dry.", "48 percent of the wells in the valley are dry."),
        ("Chad delivered 400 tractors.", "Chad delivered 400 of the 900 tractors it had promised."),
        (
            "The first half of the grant, 20 million euros, was paid.",
            "The second half of the grant, 30 million euros, was paid.",
        ),
        ("The bridge is not only old but narrow.", "The bridge is old."),
        ("Chad asked Niger for 50 trucks.", "Niger sold Chad 30 boats."),
        ("There was no word on fire engines.", "Talks on fire engines have been under way since May."),
        ("The contract is likely to be signed in May.", "The contract was not signed in May."),
        ("I wish the ferry had not sunk.", "The ferry has sunk."),
        ("The \u201cSave the Bees\u201d alliance met at the harbour.", "The bees were not saved."),
        ("Two of the harbour's cranes were painted.", "The harbour has five cranes."),
    ],
)
def test_accounts_that_can_both_be_right_are_not_linked(reading, grouping, left, right):
    readings = [reading("a", (left, "an envoy"), *FILL), reading("b", (right, "a docker"), *FILL[::-1])]
    assert not any(c.contradicts for c in run(*readings, grouping=grouping))


def test_a_plan_is_neither_the_same_as_its_outcome_nor_against_it(reading, grouping):
    plan = ("Chad will lend Niger $50 million for wells.", "an envoy", "pledged")
    outcome = ("Chad lent Niger $40 million for wells.", "an envoy", "asserted")
    readings = [reading("a", plan, *FILL), reading("b", outcome, *FILL[::-1])]
    claims = run(*readings, grouping=grouping)
    assert claim_of(claims, readings, "will lend") != claim_of(claims, readings, "lent Niger")
    assert not any(c.contradicts for c in claims)


def test_what_is_likely_and_what_was_done_are_two_claims(reading, grouping):
    likely = ("A contract for fire engines is likely to be signed.", "an envoy", "expected")
    readings = [
        reading("a", likely, *FILL),
        reading("b", "A contract for fire engines was signed.", *FILL[::-1]),
    ]
    claims = run(*readings, grouping=grouping)
    assert claim_of(claims, readings, "is likely") != claim_of(claims, readings, "was signed")


@pytest.mark.parametrize(
    "other", ["Chad sold Niger six fire engines.", "Niger signed a contract for six fire engines."]
)
def test_the_same_trade_told_from_both_sides_is_one_claim(reading, grouping, other):
    readings = [
        reading("a", "Niger bought six fire engines from Chad.", *FILL),
        reading("b", other, *FILL[::-1]),
    ]
    claims = run(*readings, grouping=grouping)
    assert claim_of(claims, readings, "Niger bought") == claim_of(claims, readings, other)


def test_one_side_does_not_contradict_itself_except_in_numbers(reading, grouping):
    def links(left, right):
        a, b = reading("a", left, *FILL), reading("b", right, *FILL[::-1])
        for made in (a, b):
            holder = Holder("actor", "Chad", "TCD")
            first = replace(made.statements[0], holder=holder)
            object.__setattr__(made, "statements", (first, *made.statements[1:]))
        return [x.on for c in run(a, b, grouping=grouping) for x in c.contradicts]

    assert links("The ferry never crossed the border.", "The ferry crossed the border.") == []
    assert links("Police arrested six dockers.", "Police arrested 40 dockers.") == ["number", "number"]


def test_the_spans_of_a_contradiction_are_the_values_that_differ(reading, grouping):
    readings = [reading("a", *FIRST), reading("b", *SECOND)]
    one = claim_of(run(*readings, grouping=grouping), readings, "About 300")
    assert [s.quote for s in one.contradicts[0].spans] == ["300 miners", "two thousand miners"]


def test_roles_that_are_exchanged_are_not_the_same_claim(reading, grouping):
    readings = [
        reading("a", "Chad attacked Niger near the salt lake on Monday.", *FILL),
        reading("b", "Niger attacked Chad near the salt lake on Monday.", *FILL[::-1]),
    ]
    claims = run(*readings, grouping=grouping)
    assert claim_of(claims, readings, "Chad attacked") != claim_of(claims, readings, "Niger attacked")


def test_without_a_grouping_articles_stay_apart(reading):
    readings = [reading("a", *SECOND), reading("b", *SECOND)]
    assert all(len(c.statements) == 1 for c in compare(readings, Grouping((), ())))


def test_nothing_comes_of_nothing():
    assert compare((), Grouping((), ())) == ()


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(3)))
def test_the_order_of_readings_changes_nothing(order):
    from tests.compare.conftest import make_grouping, make_reading

    readings = [make_reading("a", *FIRST), make_reading("b", *SECOND), make_reading("c", *THIRD)]
    expected = compare(readings, make_grouping(*readings))
    assert compare([readings[n] for n in order], make_grouping(*readings)) == expected


def test_every_span_of_a_contradiction_holds_its_words(reading, grouping):
    readings = [reading("a", *FIRST), reading("b", *SECOND)]
    texts = {r.article.id: r.article.text for r in readings}
    spans = [s for c in run(*readings, grouping=grouping) for x in c.contradicts for s in x.spans]
    assert spans
    assert all(texts[s.article][s.start : s.end] == s.quote for s in spans)


def test_a_huge_sentence_and_many_statements_take_linear_time(reading, grouping):
    huge = "The convoy carried 40 crates of figs, " * 20_000
    started = time.perf_counter()
    run(reading("a", huge), reading("b", huge), grouping=grouping)
    many = [f"Miner {n} dug {n} wells near village {n % 97}." for n in range(1500)]
    run(reading("c", *many), reading("d", *many), grouping=grouping)
    assert time.perf_counter() - started < 30
