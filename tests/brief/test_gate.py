"""Nothing false passes the last gate before a sentence is shown; what leans on others is not taken."""

import re

import pytest

from communique.brief.citing import Citer
from communique.brief.terms import rows
from communique.brief.verbatim import departs
from communique.brief.wording import leans
from communique.records import Article, Span

SOURCE = "Peru has not signed the $40 million contract, Envoy Ana Ruiz said on 3 May: “Not one boat is paid.”"
BEFORE = "Envoy Ana Ruiz spoke in Lima."
SPAN = Span("a", 0, len(SOURCE), SOURCE)


@pytest.fixture
def citer() -> Citer:
    article = Article("a", "a", "a", "", SOURCE, None, None, None, None, None, None, "en", "report", None, ())
    return Citer([article])


def test_a_sentence_as_it_stands_passes(citer: Citer) -> None:
    assert citer.sentence(SOURCE, (SPAN,)) is not None


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("not signed", "signed"),
        ("$40", "$90"),
        ("Peru", "Chile"),
        ("Ana Ruiz", "Eva Ruiz"),
        ("3 May", "8 May"),
        ("has not signed", "will not have signed"),
        ("Not one boat", "Not one ship"),
        (" said on 3 May", ""),
        ("million", "billion"),
    ],
)
def test_a_planted_falsehood_is_dropped_and_told(citer: Citer, true: str, false: str) -> None:
    planted = SOURCE.replace(true, false)
    assert planted != SOURCE
    assert citer.sentence(planted, (SPAN,)) is None
    assert [d.text for d in citer.dropped] == [planted]
    assert citer.dropped[0].why


def test_an_invented_speaker_is_dropped(citer: Citer) -> None:
    assert citer.sentence("“Not one boat is paid.”", (SPAN,), before="Omar Vidal: ", part=True) is None


def test_a_part_must_be_unbroken(citer: Citer) -> None:
    assert citer.sentence("Peru has not signed the $40 million contract …", (SPAN,), part=True)
    assert citer.sentence("Peru has … signed the $40 million contract …", (SPAN,), part=True) is None


def test_a_name_may_take_a_pronouns_place_only_from_a_cited_sentence() -> None:
    assert departs("Ana Ruiz left.", ["She left.", BEFORE]) == ""
    assert departs("Omar Vidal left.", ["She left.", BEFORE])
    assert departs("Ana Ruiz left Lima.", ["She left.", BEFORE])


def test_a_name_that_the_verifier_does_not_back_is_dropped() -> None:
    article = Article("a", "a", "a", "", SOURCE, None, None, None, None, None, None, "en", "report", None, ())
    said, before = "She left in May.", "Ana Ruiz spoke in Lima."
    spans = (Span("a", 0, len(said), said), Span("a", 20, 20 + len(before), before))
    assert Citer([article], lambda text, articles: True).sentence("Ana Ruiz left in May.", spans)
    assert Citer([article], lambda text, articles: False).sentence("Ana Ruiz left in May.", spans) is None


@pytest.mark.parametrize(("pattern", "place", "example"), list(rows("leaning.tsv")))
def test_each_leaning_word_is_seen_in_its_example(pattern: str, place: str, example: str) -> None:
    assert place in ("opens", "holds")
    find = re.match if place == "opens" else re.search
    assert find(rf"\W*(?:{pattern})" if place == "opens" else pattern, example, re.I), pattern
    assert leans(example)


def test_the_united_states_is_not_us() -> None:
    assert not leans("The US paid for the boats of the F.B.I. office.")
