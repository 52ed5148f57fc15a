"""Who acts with and against whom: actors around an oval, ties of cooperation and conflict between them."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique.pictures.circle import Place, around, order
from communique.pictures.drawing import (
    ACCENT,
    INK,
    LEADING,
    NARROW,
    PAPER,
    SMALL,
    SOFT,
    TINY,
    WIDE,
    count,
    frame,
    label,
    lines,
    nothing,
    rule,
)
from communique.pictures.linking import ToActor, ToStatements, nowhere
from communique.pictures.measure import width, wrapped
from communique.pictures.svg import Element, el, linked, path
from communique.records import HAPPENED, Domain, PairEvent, Relationship

SMALLEST, LARGEST = 4.0, 11.0
"""Half the width of an actor's disc."""


@dataclass(slots=True)
class Bond:
    """What happened between two actors: how often, and the statements that tell it."""

    cooperation: int = 0
    conflict: int = 0
    statements: dict[str, None] = field(default_factory=dict)


def network(
    relationships: Iterable[Relationship],
    names: Mapping[str, str],
    *,
    mentions: Mapping[str, int] | None = None,
    domain: Domain | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    most: int | None = None,
    narrow: bool = False,
    to: ToStatements = nowhere,
    to_actor: ToActor = nowhere,
) -> str:
    """SVG of the actors between whom something happened, in a domain and from `first` to `last` if given.

    Only what is told as having happened is drawn. Discs are as large as `mentions` say, or else as the
    actor's events are many; ties as thick as their events are many, cooperation whole, conflict broken. At
    most the `most` actors with most events are drawn (40, narrow 20), the others counted. Nothing
    happened: a sentence.
    """
    bonds = _bonds(relationships, domain, first, last)
    if not bonds:
        return nothing("The sources tell of nothing that happened between two actors.")
    events: dict[str, int] = defaultdict(int)
    for (a, b), bond in bonds.items():
        for one in (a, b):
            events[one] += bond.cooperation + bond.conflict
    limit = most or (20 if narrow else 40)
    ranked = sorted(events, key=lambda one: (-events[one], names.get(one, one), one))
    shown = ranked[:limit]
    kept = {pair: bond for pair, bond in bonds.items() if set(pair) <= set(shown)}
    sizes = {one: (mentions or events).get(one, 1) for one in shown}
    whole = NARROW if narrow else WIDE
    row = min(max(260 / len(shown), 34.0 if narrow else 26.0), 64.0)
    reach = min(whole * (0.2 if narrow else 0.27), 50 + 14.0 * len(shown))
    places = around(len(shown), reach, row)
    weights = {pair: float(bond.cooperation + bond.conflict) for pair, bond in kept.items()}
    place = dict(zip(order(shown, weights, places), places, strict=True))
    half = max((abs(p.y) for p in places), default=0.0) + row / 2 + 8
    picture = _Picture(place, names, sizes, whole / 2, half, to, to_actor)
    elements = [*picture.ties(kept), *picture.discs()]
    key, y = _key(kept.values(), whole, 2 * half + 22)
    if len(ranked) > len(shown):
        key.append(label(0, y + 12, f"and {len(ranked) - len(shown)} more", size=SMALL, fill=SOFT))
        y += 18
    heard = " ".join(f"{_told(a, b, bond, names)}." for (a, b), bond in kept.items())
    title = f"Who acts with whom: {count(len(ranked), 'actor')}"
    return frame("network", whole, y + 4, title, heard, [*elements, *key])


def _bonds(
    relationships: Iterable[Relationship], domain: Domain | None, first: dt.date | None, last: dt.date | None
) -> dict[tuple[str, str], Bond]:
    bonds: dict[tuple[str, str], Bond] = {}
    for one in sorted(relationships, key=lambda r: (r.a, r.b)):
        bond = Bond()
        for event in one.events:
            if _counts(event, domain, first, last):
                if event.quad.endswith("cooperation"):
                    bond.cooperation += 1
                else:
                    bond.conflict += 1
                bond.statements.update(dict.fromkeys(event.statements))
        if bond.cooperation or bond.conflict:
            bonds[one.a, one.b] = bond
    return bonds


def _counts(event: PairEvent, domain: Domain | None, first: dt.date | None, last: dt.date | None) -> bool:
    if event.modality not in HAPPENED or (domain is not None and domain not in event.domains):
        return False
    if first is None and last is None:
        return True
    if event.date is None:
        return False
    return (first is None or event.date.end >= first) and (last is None or event.date.start <= last)


class _Picture:
    """Actors at their places, around the middle at `x`, `y`."""

    def __init__(
        self,
        place: Mapping[str, Place],
        names: Mapping[str, str],
        sizes: Mapping[str, int],
        x: float,
        y: float,
        to: ToStatements,
        to_actor: ToActor,
    ) -> None:
        self.place, self.names, self.x, self.y = place, names, x, y
        self.to, self.to_actor = to, to_actor
        largest = max(sizes.values(), default=1)
        self.radius = {
            one: SMALLEST + (LARGEST - SMALLEST) * math.sqrt(max(size, 0) / max(largest, 1))
            for one, size in sizes.items()
        }

    def ties(self, bonds: Mapping[tuple[str, str], Bond]) -> Iterator[Element]:
        """A curve for cooperation and one for conflict, through the middle of the oval."""
        most = max(max(bond.cooperation, bond.conflict) for bond in bonds.values()) if bonds else 1
        for (a, b), bond in sorted(bonds.items(), key=lambda item: item[1].cooperation + item[1].conflict):
            both = bool(bond.cooperation and bond.conflict)
            drawn = [
                self._curve(a, b, number, most, colour, dashes, shift if both else 0.0)
                for number, colour, dashes, shift in (
                    (bond.cooperation, ACCENT, None, 7.0),
                    (bond.conflict, INK, "8 5", -7.0),
                )
                if number
            ]
            yield linked(self.to(tuple(bond.statements)), _told(a, b, bond, self.names), *drawn, class_="tie")

    def _curve(
        self, a: str, b: str, number: int, most: int, colour: str, dashes: str | None, shift: float
    ) -> Element:
        one, other = self.place[a], self.place[b]
        x1, y1, x2, y2 = one.x, one.y, other.x, other.y
        long = math.hypot(x2 - x1, y2 - y1) or 1.0
        middle_x = (x1 + x2) * 0.3 - (y2 - y1) / long * shift * 2
        middle_y = (y1 + y2) * 0.3 + (x2 - x1) / long * shift * 2
        steps = path(
            "M", self.x + x1, self.y + y1,
            "Q", self.x + middle_x, self.y + middle_y, self.x + x2, self.y + y2,
        )  # fmt: skip
        wide = 0.8 + 3.6 * math.sqrt(number / most)
        return el("path", d=steps, fill="none", stroke=colour, stroke_width=wide, stroke_dasharray=dashes)

    def discs(self) -> Iterator[Element]:
        """Discs with their names outside the oval."""
        for one, at in self.place.items():
            name = self.names.get(one, one)
            out = 1 if at.right else -1
            x, y = self.x + at.x, self.y + at.y
            room = self.x - abs(at.x) - LARGEST - 6
            shown = wrapped(name, room, SMALL, lines=2 if self.x < WIDE / 2 else 1)
            start = y + 4 - (len(shown) - 1) * SMALL * LEADING / 2
            yield linked(
                self.to_actor(one),
                name,
                el("circle", cx=x, cy=y, r=self.radius[one], fill=PAPER, stroke=INK, stroke_width=2),
                *lines(
                    x + out * (LARGEST + 5),
                    start,
                    shown,
                    size=SMALL,
                    anchor="start" if at.right else "end",
                ),
            )


def _key(bonds: Iterable[Bond], whole: float, y: float) -> tuple[list[Element], float]:
    held = list(bonds)
    drawn: list[Element] = []
    x = 0.0
    for words, colour, dashes, there in (
        ("cooperation", ACCENT, None, any(b.cooperation for b in held)),
        ("conflict", INK, "8 5", any(b.conflict for b in held)),
    ):
        if there:
            line = rule(x, y - 4, x + 26, y - 4, stroke=colour, wide=3)
            drawn.append(el("g", line, stroke_dasharray=dashes))
            drawn.append(label(x + 33, y, words, size=TINY, fill=SOFT))
            x += 33 + width(words, TINY) + 20
    note = "thicker: more events"
    if x + width(note, TINY) > whole:
        x, y = 0.0, y + 18
    drawn.append(label(x, y, note, size=TINY, fill=SOFT))
    return drawn, y + 6


def _told(a: str, b: str, bond: Bond, names: Mapping[str, str]) -> str:
    told: Sequence[str] = [
        f"{count(number, 'event')} of {kind}"
        for number, kind in ((bond.cooperation, "cooperation"), (bond.conflict, "conflict"))
        if number
    ]
    return f"{names.get(a, a)} and {names.get(b, b)}: {', '.join(told)}"
