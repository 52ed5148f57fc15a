"""An audit as JSON: `communique-audit/1`, the contract of `schema/audit-1.json`; and as rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.exchange.parts import Json, references_to_list, spans_to_list
from communique.exchange.sheet import sheet
from communique.records import Audit, Problem

FORMAT = "communique-audit/1"


def audit_to_dict(audit: Audit, *, problems: Iterable[Problem] = ()) -> Json:
    """The whole audit as plain JSON data, valid by `schema("audit")`; sentences in their order."""
    return {
        "format": FORMAT,
        "references": references_to_list(audit.references),
        "sentences": [
            {
                "text": finding.text,
                "citations": list(finding.citations),
                "verdict": finding.verdict,
                "citation_ok": finding.citation_ok,
                "error": finding.error,
                "evidence": spans_to_list(finding.evidence),
                "note": finding.note,
            }
            for finding in audit.sentences
        ],
        "problems": [
            {"origin": problem.origin, "reason": problem.reason, "kind": problem.kind} for problem in problems
        ],
    }


COLUMNS = (
    "sentence",
    "text",
    "citations",
    "verdict",
    "citation_ok",
    "error",
    "note",
    "source",
    "article",
    "start",
    "end",
    "quote",
)


def audit_to_csv(audit: Audit, sources: Mapping[str, str]) -> str:
    """The audit as CSV: a row for each piece of evidence, and one for a sentence that has none.

    `sources` tells articles (ids) in words. A text that a spreadsheet could run gets an apostrophe.
    """
    rows: list[tuple[object, ...]] = []
    for number, one in enumerate(audit.sentences, start=1):
        right = {None: "", True: "yes", False: "no"}[one.citation_ok]
        cited = " ".join(map(str, one.citations))
        told = (number, one.text, cited, one.verdict, right, one.error, one.note)
        for span in one.evidence:
            name = sources.get(span.article, "")
            rows.append((*told, name, span.article, span.start, span.end, span.quote))
        if not one.evidence:
            rows.append((*told, "", "", "", "", ""))
    return sheet(COLUMNS, rows)
