"""Other people's formats, out and in: the report and the audit as published JSON contracts."""

from communique.exchange.audit import audit_to_dict
from communique.exchange.digest import canonical_json, report_digest
from communique.exchange.parts import interval_to_dict, span_to_dict
from communique.exchange.report import (
    brief_to_dict,
    claim_to_dict,
    quote_to_dict,
    report_to_dict,
    statement_to_dict,
    story_to_dict,
)
from communique.exchange.schema import schema

__all__ = [
    "audit_to_dict",
    "brief_to_dict",
    "canonical_json",
    "claim_to_dict",
    "interval_to_dict",
    "quote_to_dict",
    "report_digest",
    "report_to_dict",
    "schema",
    "span_to_dict",
    "statement_to_dict",
    "story_to_dict",
]
