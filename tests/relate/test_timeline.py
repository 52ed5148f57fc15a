"""Timelines: which days, which sentence, who stands behind it."""

import datetime as dt
import random
from importlib.resources import files

import pytest

from communique.read.plain import plain_article
from communique.records import Claim, DateMention, Holder, Interval, Reading, Statement
from communique.relate.days import MEASURES, find_days, fitted, scores
from communique.relate.timeline import leaning, timeline
from communique.resolve import find_dates

FIRST = dt.date(2025, 3, 3)


def reading(name, *sentences, day=FIRST):
    from dataclasses import replace

    published = Interval(day, day, "day") if day else None
    article = replace(plain_article("\n\n".join(sentences), name), published=published)
    dates = find_dates(article.text, published)
    return Reading(article, dates=tuple(DateMention(article.span(s, e), when) for s, e, when in dates))


@pytest.fixture
def coverage():
    return [
        reading("one", "The ferry Aurora sank off the coast of Norrland with ninety people on board."),
        reading(
            "two",
            "Divers reached the wreck of the ferry Aurora off Norrland and found its bow torn open.",
            day=FIRST + dt.timedelta(4),
        ),
        reading(
            "three",
            "The owners of the ferry Aurora were charged in Norrland with neglect of repairs.",
            "The ferry had sunk off Norrland on 3 March 2025 after its bow door failed.",
            "An inspector had warned the owners of the ferry on 12 February 2025 about the bow door.",
            day=FIRST + dt.timedelta(40),
        ),
    ]


def test_days_that_have_no_article_are_told_where_a_text_names_them(coverage):
    found = {entry.date.start: entry for entry in timeline(coverage)}
    assert "warned the owners" in found[dt.date(2025, 2, 12)].text


def test_every_sentence_opens_its_exact_span(coverage):
    texts = {one.article.id: one.article.text for one in coverage}
    entries = timeline(coverage)
    assert entries
    for entry in entries:
        for span in entry.evidence:
            assert texts[span.article][span.start : span.end] == span.quote
        assert entry.text == " ".join(entry.evidence[0].quote.split())


def test_the_day_that_later_articles_name_comes_first(coverage):
    (only,) = timeline(coverage, days=1)
    assert only.date.start == FIRST


def test_the_order_of_articles_does_not_matter(coverage):
    expected = timeline(coverage, days=3)
    for seed in range(3):
        random.Random(seed).shuffle(coverage)
        assert timeline(coverage, days=3) == expected


def test_days_outside_the_bounds_are_left_out(coverage):
    found = timeline(coverage, start=FIRST, end=FIRST + dt.timedelta(5))
    assert [entry.date.start for entry in found] == [FIRST, FIRST + dt.timedelta(4)]


def test_a_sentence_that_names_another_day_does_not_speak_for_the_day_it_came_out(coverage):
    out = FIRST + dt.timedelta(40)
    said = [entry.text for entry in timeline(coverage, sentences=5) if entry.date.start == out]
    assert said == ["The owners of the ferry Aurora were charged in Norrland with neglect of repairs."]


def test_a_day_told_only_before_it_came_is_expected():
    found = timeline([reading("plan", "The two ministers will sign the fishing accord on 9 May 2025.")])
    assert [(entry.date.start, entry.expected) for entry in found] == [(dt.date(2025, 5, 9), True)]


def test_a_copy_counts_for_nothing():
    text = [
        f"The council of the harbour town voted on item {n} of its budget after a long debate."
        for n in range(9)
    ]
    twice = find_days([reading("a", *text)]).days
    entries = timeline([reading("a", *text), reading("b", *text)], sentences=20)
    assert len(entries) == len(next(iter(twice.values())).tellings)
    assert len({entry.evidence[0].article for entry in entries}) == 1


def test_a_sentence_that_leans_on_another_is_not_chosen_first():
    told = reading(
        "x",
        "He said the dam at Varn would be repaired before the autumn rains.",
        "The minister said the dam at Varn would be repaired before the autumn rains.",
    )
    assert timeline([told])[0].text.startswith("The minister")


def test_an_article_without_a_day_tells_of_none():
    assert timeline([reading("x", "The dam broke yesterday and the valley was flooded.", day=None)]) == ()


def test_a_claim_of_several_sources_brings_their_sentences():
    def stated(name, text):
        from dataclasses import replace

        bare = reading(name, text)
        one = Statement(name, bare.article.span(0, len(text)), 0, Holder("outlet"), None, "asserted")
        return replace(bare, statements=(one,))

    both = [
        stated("a", "The strike at the port of Ilo ended."),
        stated("b", "Dockers in Ilo went back to work."),
    ]
    claim = Claim("c", "The strike ended.", ("a", "b"), 2, "corroborated")
    (entry,) = timeline(both, claims=[claim])
    assert entry.sources == 2
    assert {span.article for span in entry.evidence} == {one.article.id for one in both}


def test_no_articles_make_no_timeline():
    assert timeline([]) == ()


@pytest.mark.parametrize("wrong", [{"days": 0}, {"sentences": 0}])
def test_a_timeline_of_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="at least"):
        timeline([], **wrong)


def test_every_measure_has_a_weight_that_speaks_for_the_day():
    assert set(fitted()) == set(MEASURES)
    assert min(fitted().values()) > 0


def test_only_sentences_that_are_allowed_tell(coverage):
    allowed = {coverage[2].article.id: {2}}
    assert {entry.date.start for entry in timeline(coverage, allowed=allowed)} == {dt.date(2025, 2, 12)}


def test_the_example_of_each_leaning_word_begins_with_it():
    table = files("communique.relate").joinpath("data", "leaning.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    assert [word for word, example in rows if example.split()[0].strip(",").casefold() != word] == []
    assert len(leaning()) == len(rows)


def test_scores_are_given_to_each_day_that_is_told_of(coverage):
    found = find_days(coverage)
    assert scores(found).keys() == found.days.keys()
