"""Relationships as JSON: a part of the report's contract, and what commands on a pair of states print."""

from __future__ import annotations

from collections.abc import Iterable

from communique.exchange.parts import Json, interval_to_dict, span_to_dict
from communique.records import (
    Balance,
    Count,
    Dispute,
    Gain,
    Moved,
    PairEvent,
    Relationship,
    RelationshipChanges,
    Series,
    ThirdParty,
)


def relationship_to_dict(relationship: Relationship) -> Json:
    """Two states: ties by domain, who depends more, happenings over time, third parties, disputes."""
    return {
        "a": relationship.a,
        "b": relationship.b,
        "ties": [
            {
                "domain": tie.domain,
                "events": list(tie.events),
                "statements": list(tie.statements),
                "dependence": {"a_on_b": tie.a_on_b, "b_on_a": tie.b_on_a},
                "happenings": list(tie.happenings),
                "counts": _counts(tie.counts),
                "commitments": list(tie.commitments),
            }
            for tie in relationship.ties
        ],
        "balance": balance_to_dict(relationship.balance),
        "commitments": list(relationship.commitments),
        "stories": list(relationship.stories),
        "arcs": list(relationship.arcs),
        "drivers": list(relationship.drivers),
        "events": [pair_event_to_dict(event) for event in relationship.events],
        "series": series_to_dict(relationship.series),
        "gains": [gain_to_dict(gain) for gain in relationship.gains],
        "third_parties": [third_party_to_dict(one) for one in relationship.third_parties],
        "disputes": [dispute_to_dict(one) for one in relationship.disputes],
    }


def balance_to_dict(balance: Balance | None) -> Json | None:
    """Who depends more, with the interval and the statements behind it."""
    if balance is None:
        return None
    return {
        "value": balance.value,
        "low": balance.low,
        "high": balance.high,
        "more_dependent": balance.more_dependent,
        "a_on_b": balance.a_on_b,
        "b_on_a": balance.b_on_a,
        "sources": balance.sources,
        "contested": balance.contested,
        "statements": list(balance.statements),
    }


def pair_event_to_dict(event: PairEvent) -> Json:
    """One happening between the two, with the statements that tell it."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "direction": event.direction,
        "modality": event.modality,
        "domains": list(event.domains),
        "date": interval_to_dict(event.date),
        "dated": event.dated,
        "tone": event.tone,
        "statements": list(event.statements),
        "sources": event.sources,
    }


def series_to_dict(series: Series | None) -> Json | None:
    """A pair over time; a tone is null where nothing happened, and `coverage` tells why."""
    if series is None:
        return None
    return {
        "by": series.by,
        "periods": [
            {
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "coverage": period.coverage,
                "articles": period.articles,
                "naming": period.naming,
                "sources": period.sources,
                "counts": _counts(period.counts),
                "events": list(period.events),
                "tone": period.tone,
                "tone_a_to_b": period.tone_a_to_b,
                "tone_b_to_a": period.tone_b_to_a,
            }
            for period in series.periods
        ],
        "changes": [
            {
                "measure": change.measure,
                "before": change.before.isoformat(),
                "after": change.after.isoformat(),
                "earliest": change.earliest.isoformat(),
                "latest": change.latest.isoformat(),
                "probability": change.probability,
                "level_before": change.level_before,
                "level_after": change.level_after,
                "events_before": list(change.events_before),
                "events_after": list(change.events_after),
            }
            for change in series.changes
        ],
        "undated": list(series.undated),
        "thin": series.thin,
    }


def gain_to_dict(gain: Gain) -> Json:
    """What one takes from the other, and the words that say so."""
    return {
        "taker": gain.taker,
        "giver": gain.giver,
        "kind": gain.kind,
        "what": gain.what,
        "statement": gain.statement,
        "modality": gain.modality,
        "span": span_to_dict(gain.span),
    }


def third_party_to_dict(one: ThirdParty) -> Json:
    """Who else matters to the two, and by which statements."""
    return {
        "actor": one.actor,
        "kind": one.kind,
        "score": one.score,
        "sources": one.sources,
        "stories": list(one.stories),
        "named": list(one.named),
        "events": list(one.events),
        "dependencies": list(one.dependencies),
        "drivers": list(one.drivers),
        "commitments": list(one.commitments),
        "with_a": one.with_a,
        "with_b": one.with_b,
    }


def dispute_to_dict(dispute: Dispute) -> Json:
    """What texts say of the two against each other."""
    return {
        "on": dispute.on,
        "matter": dispute.matter,
        "one": list(dispute.one),
        "other": list(dispute.other),
        "sources_one": dispute.sources_one,
        "sources_other": dispute.sources_other,
    }


def changes_to_dict(changes: RelationshipChanges) -> Json:
    """What late articles changed in what is told of the two."""
    return {
        "a": changes.a,
        "b": changes.b,
        "since": changes.since.isoformat(),
        "articles": list(changes.articles),
        "stories": list(changes.stories),
        "grown": list(changes.grown),
        "events": [pair_event_to_dict(event) for event in changes.events],
        "moved": [moved_to_dict(moved) for moved in changes.moved],
        "claims": list(changes.claims),
        "contested": list(changes.contested),
        "balance_then": balance_to_dict(changes.balance_then),
        "balance_now": balance_to_dict(changes.balance_now),
    }


def moved_to_dict(moved: Moved) -> Json:
    """A promise whose status moved."""
    return {
        "commitment": moved.commitment,
        "before": moved.before,
        "after": moved.after,
        "date": interval_to_dict(moved.date),
        "span": span_to_dict(moved.span),
    }


def _counts(counts: Iterable[Count]) -> list[Json]:
    return [
        {"direction": c.direction, "quad": c.quad, "modality": c.modality, "events": c.events} for c in counts
    ]
