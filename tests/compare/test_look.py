"""A quick look at all statements of a neighbourhood finds the pairs that the close look needs."""

import time

from communique.compare.bags import bags
from communique.compare.blocks import block
from communique.compare.happenings import Happenings

FILL = (
    "The mayor of the old harbour planted olive trees along the quay.",
    "A pianist from the conservatory opened the evening with a waltz.",
    "Snow fell on the northern passes during the night.",
)


def _pairs(readings, grouping):
    found = block(readings, Happenings(readings, grouping))
    said = [[s.span.quote for s in r.statements] for r in readings]
    return {(said[n][m], said[k][i]) for (n, m), (k, i) in found.pairs}


def test_statements_that_share_what_is_telling_are_paired_and_no_others(reading, grouping):
    one, other = (
        "Chad lent Niger 40 million dollars for wells.",
        "Niger borrowed 40 million dollars for wells.",
    )
    readings = [reading("a", one, *FILL[:1]), reading("b", other, *FILL[1:], outlet="The Bee")]
    assert _pairs(readings, grouping(*readings)) == {(one, other)}


def test_a_figure_called_wrong_is_laid_beside_whoever_tells_it(reading, grouping):
    wrong = "The gates stood shut for four days, not nine, since a valve had rusted through."
    told = "The drought at the weir began in spring and went on for nine days."
    readings = [reading("a", wrong, *FILL), reading("b", told, outlet="The Bee")]
    assert (wrong, told) in _pairs(readings, grouping(*readings))


def test_statements_in_the_same_words_are_looked_at_once(reading, grouping):
    readings = [reading("a", *FILL), reading("b", *FILL, outlet="The Bee")]
    found = block(readings, Happenings(readings, grouping(*readings)))
    assert found.pairs == ()
    assert {held: len(others) for held, others in found.twins.items()} == {(0, 0): 1, (0, 1): 1, (0, 2): 1}


def test_an_original_stands_for_its_copies(reading):
    copy, original = reading("a", *FILL), reading("b", *FILL, outlet="The Bee")
    found = bags([copy, original], frozenset({copy.article.id}))
    assert {row.article for row in found.rows} == {1}


def test_the_work_grows_with_the_statements(reading, grouping):
    def took(size):
        lines = [f"Report {n} tells that gate {n} of the weir was painted by crew {n % 7}." for n in range(8)]
        readings = [reading(f"paper {n}", *lines, FILL[n % 3], outlet=f"Paper {n}") for n in range(size)]
        happenings = Happenings(readings, grouping(*readings))
        clock = time.process_time()
        block(readings, happenings)
        return time.process_time() - clock

    took(5)
    assert took(80) < 40 * max(took(10), 0.01)
