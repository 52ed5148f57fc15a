"""An audit as JSON: `communique-audit/1`, the contract of `schema/audit-1.json`."""

from __future__ import annotations

from collections.abc import Iterable

from communique.exchange.parts import Json, references_to_list, spans_to_list
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
