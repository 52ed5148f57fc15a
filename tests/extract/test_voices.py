"""What "will" and "should" mean in whose mouth: every row of `data/voices.tsv` by its example."""

from __future__ import annotations

import pytest
from tests.extract.test_reading import read

from communique.extract.cues import table
from communique.extract.voices import word_classes

ROWS = list(table("voices.tsv"))
MEANT = {"fate": "expected", "resumption": "pledged", "office": "pledged", "thing": "expected"}


@pytest.mark.parametrize(("word", "kind", "example"), ROWS, ids=[f"{word}-{kind}" for word, kind, _ in ROWS])
def test_the_example_of_a_word_is_read_as_its_class_says(word: str, kind: str, example: str) -> None:
    assert word in example.lower()
    assert [modality for _, _, modality in read(example)] == [MEANT[kind]]


def test_no_word_is_in_two_classes() -> None:
    words = [word for word, _, _ in ROWS]
    assert len(words) == len(set(words)) == sum(len(found) for found in word_classes().values())
