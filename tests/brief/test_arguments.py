from importlib.resources import files

import pytest

from communique.brief.arguments import arguments_in

ROWS = [
    row.split("\t")
    for row in (files("communique.brief") / "data" / "arguments.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("pattern", "example"), ROWS)
def test_each_pattern_finds_its_example(pattern: str, example: str) -> None:
    assert arguments_in(example)


def test_a_plain_happening_argues_nothing() -> None:
    assert (
        arguments_in("The two presidents could also visit a museum, which shows a century of farming.") == 0
    )
