"""The map of stated causes: concepts in boxes, signed arrows from what raises or lowers to what it moves."""

from __future__ import annotations

from collections.abc import Sequence

from communique.pictures.arrows import HEAD, arrow
from communique.pictures.cause_column import Column
from communique.pictures.cause_layers import Beside
from communique.pictures.cause_parts import Arrow, told
from communique.pictures.drawing import NARROW, SMALL, SOFT, TINY, WIDE, count, frame, label, nothing
from communique.pictures.layers import components, layered
from communique.pictures.linking import ToStatements, nowhere
from communique.pictures.measure import width
from communique.pictures.svg import Element

DEEPEST = 5
"""Layers that have room side by side; a deeper part of the map is drawn as a column."""


def drivers(
    concepts: Sequence[str],
    arrows: Sequence[Arrow],
    *,
    most: int | None = None,
    narrow: bool = False,
    to: ToStatements = nowhere,
) -> str:
    """SVG of the map: causes to the left, effects to the right, or one under the other if narrow.

    An arrow that raises ends in a point and carries a plus, one that lowers ends in a bar and carries a
    minus; it is as thick as it is believed, broken where sources contradict each other. At most the `most`
    arrows that are believed most are drawn (24, narrow 16), the others counted. No arrows: a sentence.
    """
    known = [a for a in arrows if a.weight and a.cause != a.effect]
    if not known:
        return nothing("The sources state no causes.")
    limit = most or (16 if narrow else 24)
    ranked = sorted(range(len(known)), key=lambda n: (-abs(known[n].weight), -known[n].sources, n))
    shown = [known[n] for n in sorted(ranked[:limit])]
    by_edge = {(a.cause, a.effect): a for a in shown}
    whole = NARROW if narrow else WIDE
    elements: list[Element] = []
    y = 4.0
    for part in components(by_edge):
        inside = {edge: a for edge, a in by_edge.items() if edge[0] in set(part)}
        plan = layered(list(inside))
        beside = not narrow and len(plan.layers) <= DEEPEST
        drawing = Beside if beside else Column
        found = drawing(plan, inside, concepts, whole, y, to)
        elements += found.drawn()
        y = found.bottom + found.after
    key, y = _key(shown, whole, y + 6)
    if len(shown) < len(known):
        key.append(label(0, y + 14, f"and {len(known) - len(shown)} more", size=SMALL, fill=SOFT))
        y += 20
    heard = " ".join(f"{told(a, concepts)}." for a in shown)
    title = f"What drives what: {count(len(known), 'stated cause')}"
    return frame("drivers", whole, y + 4, title, heard, [*elements, *key])


def _key(shown: Sequence[Arrow], whole: float, y: float) -> tuple[list[Element], float]:
    """What the arrows mean, for the kinds that occur."""
    entries = [
        (1.0, False, "raises", any(a.weight > 0 for a in shown)),
        (-1.0, False, "lowers", any(a.weight < 0 for a in shown)),
        (0.5, True, "contested", any(a.contested for a in shown)),
    ]
    drawn: list[Element] = []
    x = 0.0
    for weight, contested, words, there in entries:
        if not there:
            continue
        weight *= 0.4
        short = x + 26 - (HEAD - 2 if weight > 0 else 2)
        drawn += arrow(
            ["M", x, y - 4, "L", short, y - 4], (x + 26, y - 4), (1.0, 0.0), weight, contested=contested
        )
        drawn.append(label(x + 33, y, words, size=TINY, fill=SOFT))
        x += 33 + width(words, TINY) + 20
    note = "thicker: believed more"
    if x + width(note, TINY) > whole:
        x, y = 0.0, y + 18
    drawn.append(label(x, y, note, size=TINY, fill=SOFT))
    return drawn, y + 6
