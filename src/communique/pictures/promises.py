"""The ledger of promises on a time axis: a row for each, a mark for each of its statuses."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from communique.pictures.dates import Axis, axis_over, day_name, when
from communique.pictures.drawing import (
    LEADING,
    NARROW,
    SMALL,
    SOFT,
    TEXT,
    TINY,
    WARN,
    WIDE,
    count,
    frame,
    label,
    lines,
    nothing,
    rule,
)
from communique.pictures.linking import ToSpan, nowhere
from communique.pictures.marks import flag, mark
from communique.pictures.measure import fitted, width, wrapped
from communique.pictures.svg import Element, el, linked
from communique.records import Commitment, Status, Step

APART = 15.0
"""From mark to mark, at least."""
STACK = 3
"""Marks under each other, where their days are too near each other to stand side by side."""
HEAD = 34.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Steps of one status that are one mark: where, and how many marks stand above it."""

    at: float
    row: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The edges of a picture: its labels' room, the column of undated steps, the axis (None: no dates)."""

    width: float
    label: float
    undated: float
    axis: Axis | None
    narrow: bool


def ledger(
    commitments: Sequence[Commitment],
    names: Mapping[str, str],
    *,
    overdue: Collection[str] = (),
    as_of: dt.date | None = None,
    most: int = 12,
    narrow: bool = False,
    to: ToSpan = nowhere,
) -> str:
    """SVG of promises: a row each, in their order, with a mark for each status on the axis, the due date
    as a flag, and what is overdue in colour and in words.

    `overdue` are ids of promises, `as_of` is the day to which that is counted (a line). Of more than `most`
    rows the overdue and those with most steps are drawn, the others counted. Steps of one status that lie
    closer than two marks are one. No promises: a sentence.
    """
    if not commitments:
        return nothing("The sources tell of no promises.")
    shown = _chosen(commitments, overdue, most)
    layout = _layout(shown, as_of, narrow)
    elements: list[Element] = []
    y = HEAD
    for commitment in shown:
        row = _Row(commitment, names, layout, y, commitment.id in overdue, as_of, to)
        elements += row.drawn()
        y += row.height
    elements += [rule(0, y, layout.width, y), *_grid(layout, as_of)]
    y += 20
    if len(shown) < len(commitments):
        elements.append(label(0, y, f"and {len(commitments) - len(shown)} more", size=SMALL, fill=SOFT))
        y += 22
    key, y = _key(shown, overdue, layout.width, y)
    told = [_told(one, names, one.id in overdue) for one in shown]
    title = f"Ledger of {count(len(commitments), 'promise')}"
    return frame("ledger", layout.width, y, title, " ".join(told), [*elements, *key])


def _chosen(commitments: Sequence[Commitment], overdue: Collection[str], most: int) -> list[Commitment]:
    ranked = sorted(
        range(len(commitments)),
        key=lambda n: (commitments[n].id not in overdue, -len(commitments[n].history), n),
    )
    return [commitments[n] for n in sorted(ranked[:most])]


def _layout(shown: Sequence[Commitment], as_of: dt.date | None, narrow: bool) -> Layout:
    whole = NARROW if narrow else WIDE
    room = whole if narrow else 266.0
    left = 0.0 if narrow else room + 22
    loose = max(len(_merged_undated(one.history)) for one in shown)
    dated = [step.date.start for one in shown for step in one.history if step.date]
    days = [*dated, *(one.due.end for one in shown if one.due)]
    undated = left + 10
    if loose:
        left += max(loose * APART + 8, 58)
    if not days and not narrow:
        left = undated = whole - max(loose * APART, 58)
        room = undated - 22
    axis = axis_over([*days, *([as_of] if as_of and days else [])], left + 4, whole - 12)
    return Layout(whole, room, undated, axis, narrow)


class _Row:
    """One promise."""

    def __init__(
        self,
        commitment: Commitment,
        names: Mapping[str, str],
        layout: Layout,
        top: float,
        overdue: bool,
        as_of: dt.date | None,
        to: ToSpan,
    ) -> None:
        self.commitment, self.layout, self.top, self.to = commitment, layout, top, to
        self.overdue, self.as_of = overdue, as_of
        self.parties = fitted(parties(commitment, names), layout.label, TINY)
        what = f"{commitment.what[:1].upper()}{commitment.what[1:]}"
        self.what = wrapped(what, layout.label, TEXT, lines=2)
        self.note = standing(commitment, overdue)
        dated = [step for step in commitment.history if step.date]
        self.spots = spread(dated, layout.axis) if layout.axis else ()
        under = 17 + 17 + len(self.what) * TEXT * LEADING + 8
        stack = max((spot.row for spot in self.spots), default=0) * APART
        above = under + 16 if layout.narrow else 28.0
        self.height = max(under, above + stack + 16)
        self.line = top + above

    def drawn(self) -> Iterator[Element]:
        """The row's words and marks."""
        yield rule(0, self.top, self.layout.width, self.top)
        y = self.top + 17
        first = self.commitment.history[0].span if self.commitment.history else None
        told = (
            label(0, y, self.parties, size=TINY, fill=SOFT),
            *lines(0, y + 17, self.what),
        )
        yield linked(self.to(first) if first else None, self.commitment.what, *told)
        y += 17 + len(self.what) * TEXT * LEADING
        note = fitted(self.note, self.layout.label, TINY)
        yield label(0, y - 2, note, size=TINY, fill=WARN if self.overdue else SOFT, bold=self.overdue)
        loose = _merged_undated(self.commitment.history)
        for n, step in enumerate(loose):
            yield self._mark(step, self.layout.undated + n * APART)
        yield from self._dated()

    def _dated(self) -> Iterator[Element]:
        axis, due = self.layout.axis, self.commitment.due
        if axis is None:
            return
        spots = self.spots
        end = axis.at(due.end) if due else None
        if self.as_of is not None:
            at = axis.at(self.as_of)
            top = self.line - 20 if self.layout.narrow else self.top
            yield el(
                "line", x1=at, y1=top, x2=at, y2=self.top + self.height, stroke=SOFT, stroke_dasharray="1 3"
            )
        if spots:
            yield rule(spots[0].at, self.line, spots[-1].at, self.line, stroke=SOFT, wide=1.2)
        if spots and end is not None:
            yield el(
                "line",
                x1=spots[-1].at,
                y1=self.line,
                x2=end,
                y2=self.line,
                stroke=SOFT,
                stroke_dasharray="2 3",
            )
        if due is not None and end is not None:
            if self.overdue and self.as_of:
                late = axis.at(self.as_of)
                yield rule(end, self.line, late, self.line, stroke=WARN, wide=3)
            yield linked(None, f"due {when(due)}", flag(end, self.line, overdue=self.overdue))
        for spot in spots:
            yield self._mark(spot.steps, spot.at, spot.row)

    def _mark(self, steps: tuple[Step, ...], at: float, row: int = 0) -> Element:
        status = steps[0].status
        days = list(dict.fromkeys(when(s.date) for s in steps if s.date))
        told = f"{status}, {' and '.join(days) if len(days) < 3 else f'{days[0]} to {days[-1]}'}"
        if not days:
            told = f"{status}, no day told"
        if len(steps) > 1:
            told += f" (told {len(steps)} times)"
        return linked(self.to(steps[0].span), told, mark(status, at, self.line + row * APART))


def spread(steps: Sequence[Step], axis: Axis) -> tuple[Spot, ...]:
    """Where dated steps are drawn: at their day; those nearer than `APART` stand under each other, three
    to a column, and those of one status among them are one mark."""
    groups: list[tuple[float, dict[Status, list[Step]]]] = []
    for step in sorted(steps, key=lambda s: s.date.start if s.date else dt.date.min):
        at = axis.at(step.date.start) if step.date else axis.left
        if not groups or at - groups[-1][0] >= APART:
            groups.append((at, {}))
        groups[-1][1].setdefault(step.status, []).append(step)
    spots: list[Spot] = []
    free = -math.inf
    for at, held in groups:
        columns = math.ceil(len(held) / STACK)
        left = max(min(at, axis.right - (columns - 1) * APART), free)
        for n, told in enumerate(held.values()):
            spots.append(Spot(left + n // STACK * APART, n % STACK, tuple(told)))
        free = left + columns * APART
    return tuple(spots)


def _merged_undated(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    found: dict[Status, list[Step]] = {}
    for step in steps:
        if step.date is None:
            found.setdefault(step.status, []).append(step)
    return [tuple(held) for held in found.values()]


def _grid(layout: Layout, as_of: dt.date | None) -> Iterator[Element]:
    """Names above: ticks, the column without dates, the day to which the record goes."""
    if layout.undated < (layout.axis.left if layout.axis else layout.width) - APART:
        yield label(layout.undated - 8, HEAD - 8, "no date", size=TINY, fill=SOFT)
    if layout.axis is None:
        return
    for at, name in layout.axis.ticks():
        yield rule(at, HEAD - 4, at, HEAD)
        yield label(at, HEAD - 8, name, size=TINY, fill=SOFT, anchor="middle")
    if as_of is not None:
        at = layout.axis.at(as_of)
        name = f"record to {day_name(as_of)}"
        half = width(name, TINY) / 2
        middle = min(max(at, half), layout.width - half)
        yield label(middle, 9, name, size=TINY, fill=SOFT, anchor="middle")


def _key(
    shown: Sequence[Commitment], overdue: Collection[str], whole: float, top: float
) -> tuple[list[Element], float]:
    """The statuses that occur, with their marks."""
    occurring = {step.status for one in shown for step in one.history}
    drawn: list[Element] = []
    x, y = 7.0, top
    entries: list[tuple[str, Element | None]] = [(s, None) for s in get_args(Status) if s in occurring]
    if any(one.due for one in shown):
        entries.append(("due", None))
    for name, _ in entries:
        room = 14 + width(name, TINY) + 16
        if x > 7 and x + room > whole:
            x, y = 7.0, y + 20
        if name == "due":
            drawn.append(flag(x - 4, y + 4, overdue=False))
        else:
            status = next(s for s in get_args(Status) if s == name)
            drawn.append(mark(status, x, y - 4))
        drawn.append(label(x + 11, y, name, size=TINY, fill=SOFT))
        x += room
    return drawn, y + 10


def parties(commitment: Commitment, names: Mapping[str, str]) -> str:
    """Who is bound, and to whom: "Indonesia → Kenya"."""
    by = _listed(commitment.by, names)
    to = _listed([one for one in commitment.to if one not in commitment.by], names)
    return f"{by} → {to}" if by and to else by or to or "unnamed"


def standing(commitment: Commitment, overdue: bool) -> str:
    """How a promise stands, in words: "delayed, due May 2027"."""
    last = commitment.history[-1].status if commitment.history else "told"
    if commitment.due is None:
        return last
    return f"{last}, {'overdue since' if overdue else 'due'} {when(commitment.due)}"


def _listed(ids: Sequence[str], names: Mapping[str, str]) -> str:
    told = [names.get(one, one) for one in ids]
    if len(told) > 3:
        told = [*told[:2], f"{len(told) - 2} others"]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 2 else told)


def _told(commitment: Commitment, names: Mapping[str, str], overdue: bool) -> str:
    return f"{parties(commitment, names)}: {commitment.what} ({standing(commitment, overdue)})."
