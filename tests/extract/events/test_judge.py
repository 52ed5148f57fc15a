"""What a judge adds to the rules."""

from __future__ import annotations

from collections.abc import Mapping

from tests.extract.events.happened import events_of

from communique.extract.events.judge import combine


class Fixed:
    """A judge that says the same of everything."""

    def __init__(self, relevance: float, roots: Mapping[str, float]) -> None:
        self._relevance, self._roots = relevance, roots

    def relevance(self, start: int, end: int) -> float:
        return self._relevance

    def roots(
        self, source: tuple[int, int] | None, target: tuple[int, int] | None, start: int, end: int
    ) -> Mapping[str, float]:
        return self._roots


def test_a_judge_vetoes_a_sentence() -> None:
    text = "Peru condemned the army."
    assert events_of(text, Fixed(0.9, {"ACCUSE": 0.9}))
    assert events_of(text, Fixed(0.1, {"ACCUSE": 0.9})) == ()


def test_a_sure_judge_overrules_the_lexicon_and_an_unsure_one_does_not() -> None:
    assert combine("ACCUSE", {"ACCUSE": 0.05, "REJECT": 0.95}) == "REJECT"
    assert combine("ACCUSE", {"ACCUSE": 0.4, "REJECT": 0.6}) == "ACCUSE"
    assert combine("ACCUSE", {}) == "ACCUSE"


def test_giving_way_in_deed_stays_where_the_judge_has_one_name_for_both() -> None:
    assert combine("RETREAT", {"YIELD": 0.9, "AID": 0.1}) == "RETREAT"


def test_what_no_lexicon_knows_needs_a_judge_that_is_sure() -> None:
    assert combine(None, {"AID": 0.9}) == "AID"
    assert combine(None, {"AID": 0.4, "YIELD": 0.3}) is None
    text = "The council surprised the army."
    assert events_of(text) == ()
    assert [e.type for e in events_of(text, Fixed(0.9, {"COERCE": 0.9}))] == ["COERCE"]


def test_a_root_that_the_judge_changes_has_no_mode_of_the_old_one() -> None:
    (event,) = events_of("Peru criticised Fiji.", Fixed(0.9, {"REJECT": 0.99, "ACCUSE": 0.0}))
    assert (event.type, event.mode) == ("REJECT", None)
