"""What changed over time: an earlier sentence beside the later one that carries it on."""

import pytest

from communique.brief import compose
from communique.pipeline import make_report

EARLY = """Mud buries a valley road in Bhutan

THIMPHU, 4 May 2025 (Himal Wire) - Rescuers said on Sunday that 12 people were killed when mud buried
a road near Punakha.

The road joins Punakha to Wangdue.
"""
LATE = """Bhutan counts more dead on the Punakha road

THIMPHU, 6 May 2025 (Druk Gazette) - Rescuers said on Tuesday that 19 people were killed when mud buried
a road near Punakha.

Soldiers have cleared half of the road that joins Punakha to Wangdue.
"""


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slide")
    (folder / "early.txt").write_text(EARLY, encoding="utf-8")
    (folder / "late.txt").write_text(LATE, encoding="utf-8")
    report = make_report([folder])
    (story,) = report.grouping.stories
    return compose(report, story)


def test_a_count_that_grew_is_shown_as_a_change_and_not_as_a_difference(brief):
    sides = {section.heading: section.sides for section in brief.sections}
    ((earlier, later),) = sides["What changed over time"]
    assert "12" in earlier.sentence.text
    assert "19" in later.sentence.text
    assert not sides.get("Where accounts differ")


def test_each_side_of_a_change_opens_its_words(brief):
    for section in brief.sections:
        for pair in section.sides:
            for side in pair:
                assert side.value in " ".join(side.sentence.evidence[0].quote.split())
                assert len(side.sentence.citations) == len(side.sentence.evidence) > 0
