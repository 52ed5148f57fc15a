"""How many independent sources articles are."""

from __future__ import annotations

from dataclasses import replace

from communique.compare.independence import Sources
from communique.records import Copy, Removed


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


def helped(one, credit):
    """The reading with a credit taken out at its end, as `read` leaves it."""
    end = len(one.article.text)
    return replace(one, article=replace(one.article, removed=(Removed(end, credit, "credit"),)))


def test_one_agency_by_two_of_its_names_is_one_source(reading):
    assert (
        count(reading("a", "X.", outlet="Bee", wire="AP"), reading("b", "Y.", wire="Associated Press")) == 1
    )


def test_help_of_an_agency_counts_with_it_for_what_the_agency_says_too(reading):
    agency, own = (
        reading("a", "X.", outlet="Reuters"),
        helped(reading("b", "X.", outlet="Bee"), "With Reuters"),
    )
    other = reading("c", "X.", outlet="The Crow")
    sources = Sources([r.article for r in (agency, own, other)], [])
    assert sources.count([agency.article.id, own.article.id]) == 1
    assert sources.count([own.article.id, other.article.id]) == 2


def test_help_of_an_agency_whose_text_is_not_at_hand_ties_all_that_had_it(reading):
    a, b = (helped(reading(n, "X.", outlet=n), "Additional reporting by agencies") for n in ("Bee", "Crow"))
    assert count(a, b) == 1


def test_what_an_outlet_reports_with_help_is_one_source_with_its_other_articles(reading):
    assert count(helped(reading("a", "X.", outlet="Bee"), "With EFE"), reading("b", "X.", outlet="Bee")) == 1


def test_a_text_shared_once_does_not_make_two_outlets_one_source_for_the_rest(reading):
    a, b = reading("a", "X.", outlet="The Bee"), reading("b", "X.", outlet="The Crow")
    c, d = reading("c", "Y.", outlet="The Bee"), reading("d", "Y.", outlet="The Crow")
    links = [Copy(b.article.id, a.article.id, 1.0)]
    sources = Sources([r.article for r in (a, b, c, d)], links)
    assert sources.count([c.article.id, d.article.id]) == 2
    assert sources.count([a.article.id, b.article.id, c.article.id, d.article.id]) == 1
