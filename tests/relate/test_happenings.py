"""Happenings of a pair: repeated news counts once, what is said to come stays apart, days are placed."""

import datetime as dt

import pytest

from communique.extract.events.roots import QUADS
from communique.records import Event, Interval
from communique.relate.happenings import Told, happenings
from communique.relate.tones import counts_of, mean_tone, quad_of, tone_of, tones


def day(text, precision="day", end=None):
    start = dt.date.fromisoformat(text)
    return Interval(start, dt.date.fromisoformat(end) if end else start, precision)


def told(statement, root, source="PER", target="TON", **more):
    given = {"modality": "asserted", "date": None, "published": day("2025-05-03"), "story": "s"} | more
    event = Event(statement, root, given["modality"], source=source, target=target, date=given["date"])
    witness = given.get("witness", statement)
    return Told(event, source, target, ("trade",), witness, given["published"], given["story"])


def test_every_root_has_a_weight_of_the_sign_of_its_quad_class():
    assert set(tones()) == set(QUADS)
    for root, place in QUADS.items():
        assert -10 <= tone_of(root) <= 10
        assert (tone_of(root) > 0) == (place <= 2)
    assert (quad_of("AID"), quad_of("no root")) == ("material cooperation", None)


@pytest.mark.parametrize(("root", "example"), [(root, row[1]) for root, row in tones().items()])
def test_each_weight_has_an_example_between_two_states(root, example):
    assert "Samoa" in example
    assert "Tonga" in example


def test_the_same_act_told_by_several_papers_on_one_day_is_one_happening_with_their_sources():
    (found,) = happenings("PER", "TON", [told("x", "ACCUSE"), told("y", "ACCUSE"), told("z", "ACCUSE")])
    assert (found.direction, found.quad, found.sources) == ("a to b", "verbal conflict", 3)
    assert found.statements == ("x", "y", "z")
    assert (found.date, found.dated) == (day("2025-05-03"), "published")


def test_copies_of_one_source_are_one_source():
    (found,) = happenings("PER", "TON", [told("x", "AID", witness="w"), told("y", "AID", witness="w")])
    assert found.sources == 1


def test_a_report_of_the_next_day_tells_the_same_only_within_a_story():
    later = day("2025-05-04")
    assert len(happenings("PER", "TON", [told("x", "ACCUSE"), told("y", "ACCUSE", published=later)])) == 1
    apart = [told("x", "ACCUSE"), told("y", "ACCUSE", published=later, story="t")]
    assert len(happenings("PER", "TON", apart)) == 2


def test_what_one_does_to_the_other_keeps_its_direction_and_what_both_do_counts_once():
    both = [told("x", "CONSULT"), told("x", "CONSULT", "TON", "PER")]
    (found,) = happenings("PER", "TON", both)
    assert found.direction == "both"
    (joined,) = happenings("PER", "TON", [*both, told("y", "CONSULT", "TON", "PER")])
    assert joined.direction == "both"
    ways = happenings("PER", "TON", [told("x", "ACCUSE"), told("y", "ACCUSE", "TON", "PER")])
    assert sorted(one.direction for one in ways) == ["a to b", "b to a"]


@pytest.mark.parametrize("modality", ["pledged", "expected", "denied", "negated", "possible"])
def test_what_did_not_happen_is_never_counted_with_what_did(modality):
    found = happenings("PER", "TON", [told("x", "AID"), told("y", "AID", modality=modality)])
    assert len(found) == 2
    assert {(c.modality, c.events) for c in counts_of(found)} == {("asserted", 1), (modality, 1)}
    assert mean_tone([one for one in found if one.modality == modality]) is None


def test_what_is_recalled_without_a_date_is_not_dated_by_its_article():
    (found,) = happenings("PER", "TON", [told("x", "ASSAULT", modality="historical")])
    assert (found.date, found.dated) == (None, None)


def test_a_day_after_the_article_is_what_an_act_is_about_and_not_when_it_was_done():
    (found,) = happenings("PER", "TON", [told("x", "REQUEST", date=day("2025-06-30"))])
    assert (found.date, found.dated) == (day("2025-05-03"), "published")
    (ahead,) = happenings("PER", "TON", [told("x", "AGREE", date=day("2025-06-30"), modality="expected")])
    assert ahead.date == day("2025-06-30")


def test_the_order_of_the_reports_does_not_matter():
    reports = [
        told("x", "ACCUSE"),
        told("y", "ACCUSE", published=day("2025-05-04")),
        told("z", "AID", date=day("2025-05-01")),
        told("u", "CONSULT"),
        told("u", "CONSULT", "TON", "PER"),
    ]
    assert happenings("PER", "TON", reports) == happenings("PER", "TON", reports[::-1])


def test_the_tone_of_a_direction_hears_what_both_did():
    found = happenings(
        "PER", "TON", [told("x", "ACCUSE"), told("u", "CONSULT"), told("u", "CONSULT", "TON", "PER")]
    )
    assert mean_tone(found) == pytest.approx(-0.5)
    assert mean_tone(found, direction="b to a") == pytest.approx(1.0)
