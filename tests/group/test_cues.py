import re

import pytest

from communique.group.cues import cued_sentences, cues
from communique.group.topics import background, rows, shares, stem, weight


@pytest.mark.parametrize("table", ["past", "ahead", "overdue", "unreal", "recurring"])
def test_every_cue_is_found_in_its_example(table):
    for pattern, example in cues(table):
        if not pattern.pattern.endswith("$"):
            assert pattern.search(example), pattern.pattern


def test_every_cue_that_ends_at_a_date_is_found_right_before_the_examples_date():
    for table in ("happened", "ahead"):
        for pattern, example in cues(table):
            if pattern.pattern.endswith("$"):
                places = [m.start() for m in re.finditer(r"(?:May |June )?\b20\d\d", example)]
                assert any(pattern.search(example[:place]) for place in places), pattern.pattern


def test_anchors_leave_out_no_sentence_that_a_pattern_matches():
    examples = [example for _, example in cues("past")]
    plain = "The ferry sails at noon."
    assert cued_sentences("past", " ".join((*examples, plain)), [*examples, plain]) == [True] * len(
        examples
    ) + [False]
    for number, line in enumerate(rows("past.tsv")):
        assert cued_sentences("past", examples[number], [examples[number]]) == [True], line


@pytest.mark.parametrize("table", ["after.tsv", "returns.tsv", "began.tsv"])
def test_every_cue_with_a_kind_is_found_in_its_example(table):
    for line in rows(table):
        _, pattern, example = line.split("\t")
        assert re.search(pattern, example, re.IGNORECASE), pattern


def test_every_cue_before_an_office_is_found_in_its_example():
    for line in rows("office_cues.tsv"):
        _, pattern, example = line.split("\t")
        ends = [m.start() for m in re.finditer(r"\S+", example)]
        assert any(re.search(pattern, example[:end], re.IGNORECASE) for end in ends), pattern


def test_background_frequencies_are_shares():
    assert all(0 < share < 1 for share in background().values())
    assert background()[stem("ministers")] == background()[stem("minister")]


def test_general_frequencies_are_shares_and_common_words_weigh_less():
    assert all(0 < share < 1 for share in shares().values())
    assert weight(stem("the")) < weight(stem("harbour")) < weight(stem("farmakonisi"))
