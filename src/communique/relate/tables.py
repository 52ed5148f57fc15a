"""The relationships of a report as tables: rows that a notebook or a spreadsheet takes as they are.

Every function gives a list of flat dicts with the same keys in each row; values are text, numbers, booleans
or None, days are ISO 8601, several ids in one cell are joined by blanks. `pandas.DataFrame(rows)` takes them.

    from communique.pipeline import make_report
    from communique.relate import tables

    report = make_report(["articles"])
    rows = tables.series(report.relationships[0])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from communique.records import Balance, Modality, Reading, Relationship, Series
from communique.relate.tones import QUAD_NAMES, has_happened

Row = dict[str, Any]
NOT_HAPPENED: Mapping[str, tuple[Modality, ...]] = {
    "pledged": ("pledged",),
    "expected": ("expected", "possible", "hypothetical", "demanded"),
    "denied": ("denied", "negated"),
}
"""Columns for what is not told as having happened."""


def pairs(relationships: Iterable[Relationship]) -> list[Row]:
    """One row a pair: how many happenings, promises and stories there are, and the balance."""
    return [
        {
            "a": one.a,
            "b": one.b,
            "stories": len(one.stories),
            "events": sum(has_happened(event) for event in one.events),
            "not_happened": sum(not has_happened(event) for event in one.events),
            "commitments": len(one.commitments),
            "third_parties": len(one.third_parties),
            "disputes": len(one.disputes),
            **_balance(one.balance),
        }
        for one in relationships
    ]


def ties(relationship: Relationship) -> list[Row]:
    """One row a domain: happenings by quad class (what happened alone), what is said to come or denied,
    statements, promises, and dependence each way."""
    events = {event.id: event for event in relationship.events}
    rows = []
    for tie in relationship.ties:
        here = [events[one] for one in tie.happenings]
        row: Row = {"a": relationship.a, "b": relationship.b, "domain": tie.domain}
        for quad in QUAD_NAMES:
            row[quad] = sum(event.quad == quad and has_happened(event) for event in here)
        for word, modalities in NOT_HAPPENED.items():
            row[word] = sum(event.modality in modalities for event in here)
        row["statements"] = len(tie.statements)
        row["commitments"] = len(tie.commitments)
        row["a_on_b"], row["b_on_a"] = tie.a_on_b, tie.b_on_a
        rows.append(row)
    return rows


def counts(relationship: Relationship) -> list[Row]:
    """One row for each domain, direction, quad class and modality there is."""
    return [
        {
            "a": relationship.a,
            "b": relationship.b,
            "domain": tie.domain,
            "direction": count.direction,
            "quad": count.quad,
            "modality": count.modality,
            "events": count.events,
        }
        for tie in relationship.ties
        for count in tie.counts
    ]


def events(relationship: Relationship) -> list[Row]:
    """One row a happening."""
    return [
        {
            "a": relationship.a,
            "b": relationship.b,
            "id": event.id,
            "start": event.date.start.isoformat() if event.date else None,
            "end": event.date.end.isoformat() if event.date else None,
            "dated": event.dated,
            "type": event.type,
            "mode": event.mode,
            "quad": event.quad,
            "direction": event.direction,
            "modality": event.modality,
            "happened": has_happened(event),
            "tone": event.tone,
            "sources": event.sources,
            "domains": " ".join(event.domains),
            "statements": " ".join(event.statements),
        }
        for event in relationship.events
    ]


def series(relationship: Relationship, told: Series | None = None) -> list[Row]:
    """One row a period (of `told`, or of the relationship's own series): counts of what happened by quad
    class and direction, of what did not (yet), tone, coverage and sources. Empty without a series."""
    told = told or relationship.series
    rows = []
    for period in told.periods if told else ():
        row: Row = {
            "a": relationship.a,
            "b": relationship.b,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "coverage": period.coverage,
            "articles": period.articles,
            "naming": period.naming,
            "sources": period.sources,
        }
        happened = [c for c in period.counts if c.modality in ("asserted", "historical")]
        for quad in QUAD_NAMES:
            row[quad] = sum(c.events for c in happened if c.quad == quad)
        for direction in ("a to b", "b to a", "both"):
            row[direction] = sum(c.events for c in happened if c.direction == direction)
        row["not_happened"] = sum(c.events for c in period.counts) - sum(c.events for c in happened)
        row["tone"] = period.tone
        row["tone_a_to_b"] = period.tone_a_to_b
        row["tone_b_to_a"] = period.tone_b_to_a
        rows.append(row)
    return rows


def change_points(relationship: Relationship, told: Series | None = None) -> list[Row]:
    """One row a change point."""
    told = told or relationship.series
    return [
        {
            "a": relationship.a,
            "b": relationship.b,
            "measure": change.measure,
            "before": change.before.isoformat(),
            "after": change.after.isoformat(),
            "earliest": change.earliest.isoformat(),
            "latest": change.latest.isoformat(),
            "probability": change.probability,
            "level_before": change.level_before,
            "level_after": change.level_after,
            "events_before": " ".join(change.events_before),
            "events_after": " ".join(change.events_after),
        }
        for change in (told.changes if told else ())
    ]


def third_parties(relationship: Relationship, names: Mapping[str, str] | None = None) -> list[Row]:
    """One row a third party, the most telling first; `names` has actors' names by id."""
    return [
        {
            "a": relationship.a,
            "b": relationship.b,
            "actor": one.actor,
            "name": (names or {}).get(one.actor, one.actor),
            "kind": one.kind,
            "score": one.score,
            "sources": one.sources,
            "stories": len(one.stories),
            "named": len(one.named),
            "events": len(one.events),
            "dependencies": len(one.dependencies),
            "drivers": len(one.drivers),
            "commitments": len(one.commitments),
            "with_a": one.with_a,
            "with_b": one.with_b,
        }
        for one in relationship.third_parties
    ]


def gains(relationship: Relationship) -> list[Row]:
    """One row for each kind of thing that one takes from the other, and where it is told."""
    return [
        {
            "taker": gain.taker,
            "giver": gain.giver,
            "kind": gain.kind,
            "what": gain.what,
            "modality": gain.modality,
            "statement": gain.statement,
            "article": gain.span.article,
            "start": gain.span.start,
            "end": gain.span.end,
        }
        for gain in relationship.gains
    ]


def statements(readings: Iterable[Reading], ids: Iterable[str]) -> list[Row]:
    """The sentences behind a figure: one row a statement (by its id), with its place in its article."""
    wanted = dict.fromkeys(ids)
    rows = {}
    for reading in readings:
        for one in reading.statements:
            if one.id in wanted:
                published = reading.article.published
                rows[one.id] = {
                    "statement": one.id,
                    "article": one.span.article,
                    "start": one.span.start,
                    "end": one.span.end,
                    "quote": one.span.quote,
                    "holder": one.holder.name,
                    "modality": one.modality,
                    "outlet": reading.article.outlet,
                    "published": published.start.isoformat() if published else None,
                }
    return [rows[one] for one in wanted if one in rows]


def _balance(balance: Balance | None) -> Row:
    return {
        "balance": balance.value if balance else None,
        "low": balance.low if balance else None,
        "high": balance.high if balance else None,
        "more_dependent": balance.more_dependent if balance else None,
        "contested": balance.contested if balance else None,
        "sources": balance.sources if balance else None,
    }
