"""A user's own figures on two states beside what texts say, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.commands.pages import Sentences, lines, section, table
from communique.commands.printing import print_text

if TYPE_CHECKING:
    from communique.records import Report
    from communique.relate.flows import Disagreement, Share


def print_flows(report: Report, figures: Sequence[Share], apart: Iterable[Disagreement]) -> None:
    """The user's figures on the two, and where a text and they disagree."""
    said = Sentences.of(report)
    section("Your figures", "Share in per cent of all that goes there; concentration over partners, 0 to 1.")
    if not figures:
        print_text("The file holds nothing that went between the two.")
    rows = [
        (
            said.names.get(f.dependent, f.dependent),
            f.side,
            f.product,
            f.year,
            f"{f.share:.1f}",
            f"{f.concentration:.2f}",
            f.partners,
        )
        for f in figures
    ]
    if rows:
        table(("who", "side", "product", "year", "share", "concentration", "partners"), rows)
    for one in apart:
        f = one.figure
        stated = f"{one.stated:.0f} percent" if one.by == "share" else f"“{one.dependency.strength}”"
        lines(
            f"A text says {stated}, your file {f.share:.1f} percent "
            f"({said.names.get(f.dependent, f.dependent)} {f.side} {f.product}, {f.year}):"
        )
        said.tell([one.dependency.statement])
