"""A claim as the interface gives it: with its statements, each beside its article."""

from __future__ import annotations

from communique import exchange
from communique.store import ClaimLine
from communique.web import models
from communique.web.sources import source_model


def claim_model(line: ClaimLine) -> models.Claim:
    """A claim of the record as the interface gives it."""
    told = exchange.claim_to_dict(line.claim)
    told["statements"] = [
        {"source": source_model(source), "statement": exchange.statement_to_dict(one, claim=line.claim.id)}
        for source, one in line.statements
    ]
    return models.Claim.model_validate(told)
