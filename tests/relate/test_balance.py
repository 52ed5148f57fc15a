"""The balance of dependence: strengths, sources, doubt, interval."""

import datetime as dt

import pytest

from communique.records import Dependency
from communique.relate.balance import Stated, balance, strength_of, weigh

TODAY = dt.date(2026, 5, 1)
GRADES = {"heavily": 0.8, "partly": 0.3}.get


def need(dependent="MDA", provider="ROU", domain="energy", **more) -> Dependency:
    more.setdefault("statement", f"{dependent}-{provider}-{domain}-{sorted(more.items())}")
    return Dependency(dependent, provider, domain, **more)


def stated(*needs: Dependency, source="one", date=TODAY) -> list[Stated]:
    return [Stated(n, source, date) for n in needs]


def of(found: list[Stated], **more):
    return balance("MDA", "ROU", found, today=TODAY, grade=GRADES, **more)


def test_who_is_said_to_need_the_other_depends_more():
    one = of(stated(need()))
    assert one.value > 0
    assert one.a_on_b > one.b_on_a == 0
    other = of(stated(need("ROU", "MDA")))
    assert other.value == pytest.approx(-one.value)


def test_nobody_speaks_of_the_two():
    assert of(stated(need("MDA", "UKR"))) is None


def test_one_source_leaves_doubt_and_five_that_agree_do_not():
    few = of(stated(need(share=90.0)))
    many = of([s for n in range(5) for s in stated(need(share=90.0), source=str(n))])
    assert few.more_dependent == many.more_dependent == "MDA"
    assert many.value > few.value
    assert many.high - many.low < few.high - few.low
    assert many.low <= many.value <= many.high <= 1


def test_needs_on_both_sides_leave_it_open_who_needs_more():
    found = of([*stated(need()), *stated(need("ROU", "MDA", "transit"), source="two")])
    assert found.more_dependent is None
    assert found.low < 0 < found.high


def test_a_source_that_repeats_itself_counts_once():
    once = of(stated(need(statement="x")))
    again = of(stated(need(statement="x"), need(statement="y"), need(statement="z")))
    assert again.value == once.value
    assert again.statements == ("x", "y", "z")


def test_strength_is_the_share_or_the_words_and_moves_with_the_ways_open():
    assert strength_of(need(share=100.0), GRADES) == 1.0
    assert strength_of(need(share=20.0), GRADES) < strength_of(need(strength="heavily"), GRADES)
    assert strength_of(need(strength="partly"), GRADES) == 0.3
    ways = [strength_of(need(alternatives=a), GRADES) for a in ("none", "few", None, "some", "many")]
    assert ways == sorted(ways, reverse=True)
    assert strength_of(need(change="ended"), GRADES) == 0
    assert strength_of(need(modality="denied", share=90.0), GRADES) == 0


def test_what_is_denied_lowers_the_balance_and_makes_it_contested():
    plain = of(stated(need()))
    refused = of([*stated(need()), *stated(need(modality="denied"), source="two")])
    assert 0 < refused.value < plain.value
    assert refused.contested
    assert not plain.contested


def test_what_was_once_counts_nothing_and_what_is_old_counts_less():
    assert of(stated(need(modality="historical"))).value == 0
    assert of(stated(need(), date=dt.date(2022, 5, 1))).value < of(stated(need())).value
    (undated,) = weigh(stated(need(), date=None), TODAY, GRADES)
    assert undated.weight == 0.5


def test_a_domain_can_be_asked_for_by_itself():
    found = [*stated(need()), *stated(need("ROU", "MDA", "transit"), source="two")]
    assert of(found, domain="energy").more_dependent == "MDA"
    assert of(found, domain="transit").more_dependent == "ROU"
    assert of(found, domain="finance") is None


def test_the_order_of_statements_changes_nothing():
    found = [*stated(need()), *stated(need("ROU", "MDA", "transit"), source="two")]
    assert of(found) == of(found[::-1])


def test_the_interval_turns_round_with_the_pair():
    found = stated(need(share=70.0))
    other = balance("ROU", "MDA", found, today=TODAY, grade=GRADES)
    one = of(found)
    assert other.value == -one.value
    assert other.more_dependent == one.more_dependent == "MDA"
