"""What late articles changed in what is told of two states, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.commands.pages import Sentences, lines, section, table, when
from communique.commands.printing import print_text
from communique.commands.relation_page import FEW
from communique.relate.wording import balance_line, count

if TYPE_CHECKING:
    from communique.records import RelationshipChanges, Report


def print_changes(report: Report, moved: RelationshipChanges, *, evidence: bool = False) -> None:
    """What late articles changed in what is told of the two."""
    said = Sentences.of(report)
    a, b = said.names.get(moved.a, moved.a), said.names.get(moved.b, moved.b)
    print_text(f"{a} and {b}: what changed since {moved.since}")
    stories = {story.id: story for story in report.grouping.stories}
    if not (moved.articles or moved.events or moved.moved or moved.stories or moved.grown):
        print_text("Nothing that came since names both.\n")
        return
    print_text(f"{count(len(moved.articles), 'article')} that came since name both.")
    rows: list[tuple[object, ...]] = [("new", when(stories[s].date), stories[s].label) for s in moved.stories]
    rows += [("grown", when(stories[s].date), stories[s].label) for s in moved.grown]
    if rows:
        section("Stories")
        table(("change", "when", "story"), rows)
    if moved.events:
        section("Happenings that were not told before")
        for event in moved.events:
            lines(f"{when(event.date) or 'no date'}  {event.type} ({event.quad}, {event.modality})")
            said.tell(event.statements, most=None if evidence else 1, mark="    ")
    _moved(report, moved, said)
    claims = {claim.id: claim for claim in report.claims}
    for title, ids in (("Claims that turned contested", moved.contested), ("New claims", moved.claims)):
        shown = [claims[one] for one in ids if one in claims]
        shown.sort(key=lambda claim: (-claim.sources, claim.id))
        if shown:
            section(title)
            most = len(shown) if evidence else 2 * FEW
            table(("sources", "claim"), [(c.sources, " ".join(c.text.split())) for c in shown[:most]])
            if len(shown) > most:
                print_text(f"and {len(shown) - most} more; see --evidence")
    section("The balance")
    for word, balance in (("then", moved.balance_then), ("now", moved.balance_now)):
        told = "no source spoke of it." if balance is None else balance_line(balance, a, b)
        lines(f"{word}: {told}")
    print_text("")


def _moved(report: Report, moved: RelationshipChanges, said: Sentences) -> None:
    if not moved.moved:
        return
    section("Promises that moved")
    ledger = {commitment.id: commitment for commitment in report.commitments}
    rows = [
        (one.before or "not told of", one.after, when(one.date), ledger[one.commitment].what)
        for one in moved.moved
    ]
    table(("before", "now", "when", "what"), rows)
    for one in moved.moved:
        lines(f"“{' '.join(one.span.quote.split())}” {said.source(one.span.article)}", "  ")
