# ruff: noqa: E501 (articles and briefs stand as they would on a page)
"""A brief with planted errors against three invented articles."""

import dataclasses

import pytest

from communique.brief import audit
from communique.errors import UsageError
from communique.records import Report

WIRE = """Chile promises Peru 30 locomotives

By Ines Ferrada

LIMA, March 4, 2024 (Pacific Wire) — Chile promised Peru 30 locomotives worth $90 million on Monday, and Peru agreed to open the port of Ilo to Chilean grain.

Chilean Transport Minister Rosa Alday said the first ten locomotives would arrive in October. “A rail without a train is a fence,” Alday told reporters.

Peruvian farmers blocked a road near Moquegua. Police arrested 12 of them.

Bolivia could join the project next year, an official said.
"""
PAPER = """Ilo Courier
5 March 2024

Port of Ilo to open, but who pays?

Peru will give 25 million dollars for new cranes, Port Director Juan Quispe said on Monday. “Nobody asked the dockers,” he said.

The hospital in Ilo treated two farmers. Half of the money for the cranes will be paid only when the state auditor agrees.

Peru withdrew its two delegates from the border commission on Friday.
"""
DENIAL = """Santiago Ledger
6 March 2024

Chile denies that it will sell the line

SANTIAGO - Chile denied on Wednesday that it would sell the railway to a foreign firm. President Elsa Moraga said Bolivia had not been invited.

“We are lending wheels, not land,” Moraga said.

The line needs 40 new bridges, according to the transport ministry.
"""
LIST = "\n\nReferences\n\n[1] wire.txt, Pacific Wire\n[2] Ilo Courier, 5 March 2024\n[3] denial.txt\n"


@pytest.fixture(scope="module")
def report(report_of) -> Report:
    return report_of({"wire.txt": WIRE, "paper.txt": PAPER, "denial.txt": DENIAL})


@pytest.mark.parametrize(
    "sentence",
    [
        "In March 2024 Chile promised Peru 30 locomotives worth 90 million dollars [1].",
        "“A rail without a train is a fence,” said Chile's transport minister, Rosa Alday [1].",
        "Peru agreed to open the port of Ilo to Chilean grain [1].",
        "Peru will pay 25 million dollars for cranes, according to the port's director [2].",
        "Chile denied that it would sell the railway to a foreign company [3].",
        "Police detained 12 farmers near Moquegua [1].",
        "“A rail [...] is a fence,” Alday said [1].",
    ],
)
def test_what_the_cited_source_says_is_supported(sentence: str, one):
    found = one(sentence, LIST)
    assert (found.verdict, found.citation_ok, found.error) == ("supported", True, None), found.note
    assert found.evidence


@pytest.mark.parametrize(
    ("sentence", "verdicts", "error"),
    [
        ("Chile promised Peru 45 locomotives worth 90 million dollars [1].", {"contradicted"}, "number"),
        ("Police arrested 21 farmers near Moquegua [1].", {"contradicted"}, "number"),
        ("The first ten locomotives arrived in October [1].", {"unsupported", "contradicted"}, "modality"),
        ("Bolivia joined the project [1].", {"unsupported", "contradicted"}, "modality"),
        ("“A rail without a bridge is a fence,” Alday said [1].", {"contradicted"}, "altered quote"),
        ("“The sea will answer for all of us,” Alday said [1].", {"unsupported"}, "fabricated quote"),
        ("“We are lending wheels, not land,” Quispe said [3].", {"contradicted"}, "speaker"),
        ("Chile withdrew its delegates from the border commission [2].", {"contradicted"}, "speaker"),
        (
            "Every source agrees that 12 farmers were arrested [1].",
            {"contradicted", "partly"},
            "over-generalised",
        ),
        ("The line needs 40 new bridges [1].", {"supported"}, "wrong citation"),
        ("The line needs 40 new bridges [7].", {"supported"}, "dangling citation"),
    ],
)
def test_each_kind_of_error_is_named(sentence: str, verdicts: set[str], error: str, one):
    found = one(sentence, LIST)
    assert found.verdict in verdicts, found
    assert found.error == error, found
    assert found.citation_ok is False
    assert found.note


def test_numbers_without_a_list_dangle_and_are_judged_all_the_same(one):
    found = one("Peru agreed to open the port of Ilo to Chilean grain [1].")
    assert (found.verdict, found.citation_ok, found.error) == ("supported", False, "dangling citation")


def test_a_sentence_without_a_number_has_no_citation_to_judge(one):
    found = one("Peru agreed to open the port of Ilo to Chilean grain.", LIST)
    assert (found.verdict, found.citation_ok, found.error) == ("supported", None, None)


def test_reasoning_that_no_source_has_is_unsupported(one):
    found = one(
        "By hedging between rival ocean powers, Santiago signals to distant investors that its patience is finite.",
        LIST,
    )
    assert found.verdict == "unsupported"


def test_a_pull_quote_that_stands_nowhere_is_found_out(one):
    found = one("“wheels come before everything”", LIST)
    assert found.error in ("fabricated quote", "altered quote")
    assert found.verdict in ("unsupported", "contradicted")


def test_every_span_holds_its_words(report: Report):
    texts = {r.article.id: r.article.text for r in report.readings}
    body = "Chile promised Peru 45 locomotives [1]. Bolivia joined the project [1]. Peru pays for cranes [2]."
    for finding in audit(body + LIST, report).sentences:
        for span in finding.evidence:
            assert texts[span.article][span.start : span.end] == span.quote


def test_the_order_of_the_sources_changes_nothing(report: Report):
    body = "Chile promised Peru 45 locomotives [1]. Bolivia joined the project [1]." + LIST
    turned = dataclasses.replace(report, readings=report.readings[::-1])
    assert audit(body, report) == audit(body, turned)


@pytest.mark.parametrize("text", ["", " \n\n", "# A heading\n", "[1] [2]"])
def test_a_brief_without_a_sentence_is_wrong_use(text: str, report: Report):
    with pytest.raises(UsageError):
        audit(text, report)


@pytest.mark.parametrize(
    "text", ["A fact." + "[1]" * 5_000, "“a b c d" * 2_000, '" a b c ' * 2_001, "A [1–" * 3_000]
)
def test_hostile_briefs_come_to_an_end(text: str, report: Report):
    assert audit("A first sentence stands here. " + text, report).sentences
