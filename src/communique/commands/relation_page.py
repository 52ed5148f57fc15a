"""The page on two states as a person reads it: who needs whom, what happened when, who else matters."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from communique.commands.pages import Sentences, lines, section, table, when
from communique.commands.printing import print_text
from communique.commands.series_page import QUADS, WORDS, print_series, tone
from communique.relate.wording import balance_line, count, why

if TYPE_CHECKING:
    from communique.records import (
        Commitment,
        Dispute,
        Relationship,
        Report,
    )

FEW = 5
"""Sentences told under a heading without --evidence."""
KEY = (
    "Words (w) and deeds (d) of cooperation (+) and conflict (−), each happening once, and only what is told "
    "as having happened; ahead: promised, expected, possible; said: statements on both."
)


def print_page(report: Report, found: Relationship, *, evidence: bool = False) -> None:
    """All that is told of the two; with `evidence`, every sentence behind it."""
    said = Sentences.of(report)
    a, b = said.names[found.a], said.names[found.b]
    _head(report, found, a, b)
    _needs(found, said, evidence)
    _gains(found, said, evidence)
    _ties(found, said, evidence)
    if found.series is not None:
        print_series(found.series, found, said, evidence)
    elif found.events:
        section("Over time")
        print_text("Nothing of it has a date.")
    _thirds(found, said, evidence)
    _drivers(found, said, evidence)
    _disputes(found, said, evidence)
    _promises(report, found, said)
    _stories(report, found)


def _head(report: Report, found: Relationship, a: str, b: str) -> None:
    happened = sum(e.modality in ("asserted", "historical") for e in found.events)
    parts = [
        count(len(found.stories), "story", "stories"),
        f"{happened} told to have happened",
        f"{len(found.events) - happened} to come or denied",
        count(len(found.commitments), "promise"),
    ]
    print_text(f"{a} and {b}\n{' · '.join(parts)}")


def _needs(found: Relationship, said: Sentences, evidence: bool) -> None:
    section("Who needs whom")
    if found.balance is None:
        print_text("No source says that one depends on the other.")
        return
    lines(balance_line(found.balance, said.names[found.a], said.names[found.b]))
    said.tell(found.balance.statements, most=None if evidence else FEW)


def _gains(found: Relationship, said: Sentences, evidence: bool) -> None:
    for taker, giver in ((found.a, found.b), (found.b, found.a)):
        mine = [gain for gain in found.gains if gain.taker == taker]
        if not mine:
            continue
        section(f"What {said.names[taker]} takes from {said.names[giver]}")
        told: dict[tuple[str, str, str], list[str]] = {}
        for gain in mine:
            key = (gain.what, said.source(gain.span.article), gain.modality)
            told.setdefault(key, []).append(gain.kind)
        rows = [
            (
                ", ".join(dict.fromkeys(kinds)),
                what + ("" if modality == "asserted" else f" ({modality})"),
                source,
            )
            for (what, source, modality), kinds in told.items()
        ]
        table(("kind", "in the words of the source", "source"), rows)
        if evidence:
            said.tell(gain.statement for gain in mine)


def _ties(found: Relationship, said: Sentences, evidence: bool) -> None:
    from communique.relate import tables

    if not found.ties:
        return
    section("Ties by domain", KEY)
    rows = [
        (
            row["domain"],
            *(row[quad] or "" for quad in QUADS),
            row["pledged"] + row["expected"] or "",
            row["denied"] or "",
            row["statements"] or "",
            row["commitments"] or "",
            _share(row["a_on_b"]),
            _share(row["b_on_a"]),
        )
        for row in tables.ties(found)
    ]
    needs = (f"{found.a} needs", f"{found.b} needs")
    table(("domain", *WORDS, "ahead", "denied", "said", "promises", *needs), rows)
    directed = [e for e in found.events if e.direction != "both" and e.modality in ("asserted", "historical")]
    for one, other, way in ((found.a, found.b, "a to b"), (found.b, found.a, "b to a")):
        mine = [event.type.lower() for event in directed if event.direction == way]
        if mine:
            kinds = ", ".join(f"{mine.count(k)} {k}" for k in dict.fromkeys(mine))
            lines(f"{said.names[one]} towards {said.names[other]} alone: {kinds}.")
    if evidence:
        for event in found.events:
            way = {"a to b": f"{found.a} → {found.b}", "b to a": f"{found.b} → {found.a}"}.get(
                event.direction, f"{found.a} ↔ {found.b}"
            )
            lines(f"{when(event.date) or 'no date'}  {event.type} ({event.quad}, {event.modality})  {way}")
            said.tell(event.statements, mark="    ")


def _thirds(found: Relationship, said: Sentences, evidence: bool) -> None:
    if not found.third_parties:
        return
    section("Third parties that matter to the two")
    rows = [
        (said.names.get(one.actor, one.actor), why(one), one.sources, tone(one.with_a), tone(one.with_b))
        for one in found.third_parties
    ]
    table(("who", "by what", "sources", f"tone with {found.a}", f"with {found.b}"), rows)
    shown = found.third_parties if evidence else found.third_parties[:3]
    for one in shown:
        behind = (*one.dependencies, *one.drivers, *one.events, *one.named)
        print_text(said.names.get(one.actor, one.actor))
        said.tell(behind[: None if evidence else 1])


def _drivers(found: Relationship, said: Sentences, evidence: bool) -> None:
    if found.drivers:
        section("What is said to move it")
        said.tell(found.drivers, most=None if evidence else FEW)


def _disputes(found: Relationship, said: Sentences, evidence: bool) -> None:
    _denied([one for one in found.disputes if one.on == "denial"], said, evidence)
    disputes = [one for one in found.disputes if one.on != "denial"]
    if not disputes:
        return
    section("Where texts stand against each other")
    most = None if evidence else 2
    shown = disputes if evidence else disputes[:FEW]
    for one in shown:
        matter = f"{one.matter[:1].upper()}{one.matter[1:]}"
        for key, name in said.names.items() if one.on == "dependence" else ():
            matter = matter.replace(key, name)
        lines(f"{shorten(matter, 100, placeholder=' …')} ({one.on})")
        for ids, sources, word in (
            (one.one, one.sources_one, "so" if one.on == "character" else "one side"),
            (one.other, one.sources_other, "not so" if one.on == "character" else "the other"),
        ):
            print_text(f"  {word}, by {count(sources, 'source')}:")
            said.tell(ids, most=most, mark="    ")
    if len(shown) < len(disputes):
        print_text(f"and {len(disputes) - len(shown)} more; see --evidence")


def _denied(denials: Sequence[Dispute], said: Sentences, evidence: bool) -> None:
    if not denials:
        return
    section("What is denied")
    shown = denials if evidence else denials[:FEW]
    for one in shown:
        said.tell((*one.one, *one.other), most=None if evidence else 2)
    if len(shown) < len(denials):
        print_text(f"and {len(denials) - len(shown)} more; see --evidence")


def _promises(report: Report, found: Relationship, said: Sentences) -> None:
    held = [c for c in report.commitments if c.id in found.commitments]
    if not held:
        return
    section("Promises between the two")
    rows = [
        (_day(c), c.history[-1].status, ", ".join(said.names.get(k, k) for k in c.by), c.what, when(c.due))
        for c in held
    ]
    table(("last told", "status", "by", "what", "due"), rows)


def _day(commitment: Commitment) -> str:
    date = commitment.history[-1].date
    return date.start.isoformat() if date else ""


def _stories(report: Report, found: Relationship) -> None:
    by_id = {story.id: story for story in report.grouping.stories}
    stories = [by_id[one] for one in found.stories]
    if not stories:
        return
    section("Stories, in order")
    arcs = {arc: f"{n + 1}" for n, arc in enumerate(found.arcs)}
    rows = [(when(s.date), arcs.get(s.arc or "", ""), len(s.articles), s.label) for s in stories]
    table(("when", "arc", "articles", "story"), rows)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
