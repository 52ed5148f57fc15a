"""Domains: terms of the lexicon, alone and in texts."""

from __future__ import annotations

import pytest
from tests.extract.said import article_of

from communique.extract.cues import table
from communique.extract.domains import domains_of
from communique.extract.parse import parse


def test_every_term_works_in_its_own_example() -> None:
    rows = list(table("domains.tsv"))
    parsed = parse([article_of(example) for _, _, example in rows])
    missed = [row for row, (_, doc) in zip(rows, parsed, strict=True) if row[1] not in domains_of(doc)]
    assert not missed


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("The pipeline carries gas to the north.", {"energy"}),
        ("Peru lent the bank forty million dollars.", {"finance"}),
        ("Soldiers shot down a drone.", {"military"}),
        ("The ambassador left the talks.", {"diplomacy"}),
        ("The railway crosses two tunnels.", {"transit"}),
        ("Farmers lost their wheat in the drought.", {"food and water"}),
        ("He smiled.", set()),
    ],
)
def test_a_text_is_in_the_domains_of_its_words(text: str, domains: set[str]) -> None:
    ((_, doc),) = parse([article_of(text)])
    assert set(domains_of(doc)) == domains


def test_no_statement_is_in_more_than_three_domains() -> None:
    ((_, doc),) = parse([article_of("Gas, trade, loans, soldiers, ships, wheat and museums were discussed.")])
    assert len(domains_of(doc)) == 3
