"""Where sentences end."""

from __future__ import annotations

import pytest

from communique.read import split
from communique.read.sentences import LONGEST


@pytest.mark.parametrize(
    "sentences",
    [
        ["“We waited.", "We are still waiting,” she said."],
        ["“Is it enough?” the minister asked.", "Nobody answered."],
        ["“Is it enough?” Lima asked.", "“No!” a farmer shouted."],
        ["“Never!” said Ana Lima.", "He left."],
        ["He called it “a trade of equals.”", "The rest is silence."],
        ["“We will wait,” she added, “until it rains.”", "He left."],
        ["It fell [1, 2].", "It rose again [3].", "It fell."],
        ["It fell.[1]", "It rose. [2]", "It fell."],
        ["The U.S. Treasury agreed.", "It came from the U.S.", "The sum is small."],
        ["Talks begin at 9 a.m. Friday in Quito.", "They end at 6 p.m.", "Nobody will stay."],
        ["Mr. J.T. Reed met Maj. Gen. Ana P. Lima in St. Petersburg on Sept. 3.", "They ate."],
        ["The talks ... went on.", "Then they stopped...", "Nobody knew why."],
        ["It covers 3.5 sq. km and No. 14 Main St.", "It is closed."],
        ["(He left.", "She stayed.)", "It rained."],
        ["Who will run the trains?", "Nobody knows yet."],
        ["Coal.", "No coal has been delivered so far."],
        ['"We planted a tree," she said.', '"It died."'],
        ["“‘Stop,’ he said.", "So I stopped,” the driver said."],
        ["Orbit Inc. Chairman Lima left Orbit Inc.", "The board thanked him."],
    ],
    ids=lambda sentences: sentences[0],
)
def test_a_paragraph_is_split_where_its_sentences_end(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b, _, _ in split(text)] == sentences


def test_paragraphs_are_hard_and_numbers_of_items_stand_outside() -> None:
    text = "1. The sides agreed\n\n2. They will meet again.\n\n(3) They thanked\nthe host."
    assert [(text[a:b], p) for a, b, p, _ in split(text)] == [
        ("The sides agreed", 0),
        ("They will meet again.", 1),
        ("They thanked\nthe host.", 2),
    ]


def test_headings_are_marked_and_pull_quotes_and_lists_are_not() -> None:
    prose = "The ministers met and signed the text in Quito."
    text = "\n\n".join(
        [prose, "WHAT NOW", prose, "“a trade of equals”", prose, "Rice", "Urea", "Steel", prose, "Rice"]
    )
    assert [text[a:b] for a, b, _, heading in split(text) if heading] == ["WHAT NOW"]


def test_a_sentence_never_grows_beyond_the_cap() -> None:
    for text in ("word " * 5000, "x" * 9000):
        found = split(text)
        assert all(b - a <= LONGEST for a, b, _, _ in found)
        assert "".join("".join(text[a:b].split()) for a, b, _, _ in found) == "".join(text.split())
