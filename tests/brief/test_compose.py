"""The briefs of the bundled sample: what every brief must hold, whatever it is about."""

import re

import pytest

from communique.brief.held import unheld
from communique.brief.page import report_page
from communique.records import BriefSentence, Report


def sentences(report: Report) -> list[BriefSentence]:
    return [
        s
        for brief in report.briefs
        for section in brief.sections
        for s in (*section.sentences, *(side.sentence for pair in section.sides for side in pair))
    ]


def test_every_story_has_a_brief(sample_report: Report) -> None:
    assert [b.story for b in sample_report.briefs] == [s.id for s in sample_report.grouping.stories]
    assert all(b.sections for b in sample_report.briefs)


def test_every_sentence_has_one_exact_span_for_each_citation(sample_report: Report) -> None:
    texts = {r.article.id: r.article.text for r in sample_report.readings}
    for brief in sample_report.briefs:
        articles = {r.number: r.article for r in brief.references}
        for section in brief.sections:
            for s in (*section.sentences, *(side.sentence for pair in section.sides for side in pair)):
                assert s.evidence
                assert len(s.citations) == len(s.evidence)
                for number, span in zip(s.citations, s.evidence, strict=True):
                    assert articles[number] == span.article
                    assert texts[span.article][span.start : span.end] == span.quote


def test_no_sentence_holds_a_name_number_or_quotation_that_its_spans_do_not(sample_report: Report) -> None:
    given = [
        part
        for r in sample_report.readings
        for part in (r.article.outlet, r.article.byline, r.article.title, r.article.name)
        if part
    ]
    given.append("An article without a headline")
    for s in sentences(sample_report):
        assert unheld(s.text, [e.quote for e in s.evidence], given) == [], s.text


def test_nothing_expected_or_promised_is_told_as_happened(sample_report: Report) -> None:
    """A sentence under "What happened" keeps its source's own verb forms: no modal verb is dropped."""
    modal = re.compile(r"\b(?:will|would|may|might|could|expected|likely|promis\w+|pledg\w+|denie[sd])\b")
    for brief in sample_report.briefs:
        for section in brief.sections:
            for s in section.sentences:
                if section.heading == "What happened":
                    assert set(modal.findall(s.evidence[0].quote)) <= set(modal.findall(s.text))


def test_no_point_comes_twice(sample_report: Report) -> None:
    for brief in sample_report.briefs:
        told = [s.text for section in brief.sections for s in section.sentences]
        assert len(told) == len(set(told))


def test_references_are_numbered_from_one_without_gaps(sample_report: Report) -> None:
    for brief in sample_report.briefs:
        assert [r.number for r in brief.references] == list(range(1, len(brief.references) + 1))


def test_the_two_meetings_in_one_city_have_briefs_of_their_own(sample_report: Report) -> None:
    dates = [s.date.start.year for s in sample_report.grouping.stories if s.date and "Nairobi" in s.places]
    assert sorted(dates) == [2024, 2026]


@pytest.fixture(scope="module")
def page(sample_report: Report) -> str:
    return report_page(sample_report)


def test_the_page_asks_nothing_of_any_other_host(page: str) -> None:
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", page)
    assert "url(" not in page and "@import" not in page


def test_every_link_of_the_page_leads_to_a_place_on_it(page: str) -> None:
    places = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places
    assert set(re.findall(r'aria-describedby="([^"]+)"', page)) <= places
