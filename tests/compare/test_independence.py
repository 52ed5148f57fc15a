"""How many independent sources articles are."""

from __future__ import annotations

from dataclasses import replace

from communique.compare.independence import Sources
from communique.records import Copy


def count(*readings, copies=()):
    articles = [r.article for r in readings]
    links = [Copy(a.article.id, b.article.id, 1.0) for a, b in copies]
    return Sources(articles, links).count([a.id for a in articles])


def test_two_outlets_are_two_sources(reading):
    assert count(reading("a", "X.", outlet="The Bee"), reading("b", "X.", outlet="The Crow")) == 2


def test_one_outlet_twice_is_one_source(reading):
    assert count(reading("a", "X.", outlet="The Bee"), reading("b", "X.", outlet="THE BEE")) == 1


def test_articles_without_an_outlet_are_sources_of_their_own(reading):
    assert count(reading("a", "X."), reading("b", "X.")) == 2


def test_a_copy_and_its_original_are_one_source(reading):
    a, b = reading("a", "X.", outlet="The Bee"), reading("b", "X.", outlet="The Crow")
    assert count(a, b, copies=((b, a),)) == 1


def test_articles_credited_to_one_agency_are_one_source_with_the_agency(reading):
    agency = reading("a", "X.", outlet="Salt Lake Press Service")
    by_initials = reading("b", "X.", outlet="The Bee", wire="SLPS")
    by_head = reading("c", "X.", outlet="The Crow", wire="Salt")
    assert count(agency, by_initials, by_head) == 1


def test_a_brief_is_no_source_of_its_own(reading):
    report, other = reading("a", "X.", outlet="The Bee"), reading("b", "X.")
    brief = replace(other, article=replace(other.article, kind="brief"))
    assert count(report, brief) == 1
    assert count(brief) == 1
