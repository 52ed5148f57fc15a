"""A pair over time: what happened by month, cooperation above the line, conflict below, with its turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.pictures.dates import Axis, day_name
from communique.pictures.drawing import (
    ACCENT,
    INK,
    LINE,
    NARROW,
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
from communique.pictures.linking import ToStatements, nowhere
from communique.pictures.measure import fitted, width, wrapped
from communique.pictures.svg import Element, el, linked
from communique.records import HAPPENED, ChangePoint, Period, Quad, Relationship, Series

PAINT: Mapping[Quad, tuple[str, str | None]] = {
    "verbal cooperation": (ACCENT, "0.45"),
    "material cooperation": (ACCENT, None),
    "verbal conflict": (INK, "0.45"),
    "material conflict": (INK, None),
}
"""Colour and opacity: words are paler than deeds."""
LEAST = 3.0
"""The narrowest bar."""
ROOM = 68.0
"""The tallest bar, up or down."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where things lie: the axis, the line between above and below, the height of one event."""

    axis: Axis
    line: float
    unit: float


def series(
    relationship: Relationship,
    names: Mapping[str, str],
    *,
    narrow: bool = False,
    to: ToStatements = nowhere,
) -> str:
    """SVG of a pair's series: a bar a month (or year), what happened by quad class; change points as marked
    lines with what moved, in the band where the change lies.

    Only what is told as having happened is drawn; the base line is dotted where no article of the record
    came out. Of more periods than have room the latest are drawn. A series without such events is a sentence.
    """
    a, b = names.get(relationship.a, relationship.a), names.get(relationship.b, relationship.b)
    told = relationship.series
    if told is None or not any(_counts(period) for period in told.periods):
        return nothing(f"The sources date nothing that happened between {a} and {b}.")
    whole = NARROW if narrow else WIDE
    left = 30.0
    periods = told.periods[-int((whole - left) / LEAST) :]
    axis = Axis(periods[0].start, periods[-1].end, left, whole - 2)
    sums = [(_sum(period, "cooperation"), _sum(period, "conflict")) for period in periods]
    up, down = max(s[0] for s in sums), max(s[1] for s in sums)
    unit = min(ROOM / max(up, down, 1), 16.0)
    changes = [one for one in told.changes if periods[0].start <= one.after <= periods[-1].end]
    marks, top = _changes(changes, axis, relationship, to)
    happened = {e.id: e.statements for e in relationship.events if e.modality in HAPPENED}
    plot = Plot(axis, top + up * unit + 10, unit)
    bottom = plot.line + down * unit + 8
    elements = [
        *_bands(changes, plot, top, bottom),
        *_scale(plot, up, down),
        *(mark for period in periods for mark in _bar(period, plot, happened, to)),
        *_base(periods, plot),
        *(rule(axis.at(one.after), top - 4, axis.at(one.after), bottom, stroke=INK) for one in changes),
        *marks,
    ]
    for at, name in axis.ticks():
        elements += [
            rule(at, bottom, at, bottom + 4),
            label(at, bottom + 16, name, size=TINY, fill=SOFT, anchor="middle"),
        ]
    key, y = _key(periods, whole, bottom + 40)
    notes = _notes(told, len(told.periods) - len(periods))
    shown = wrapped(notes, whole, TINY, lines=4) if notes else ()
    key += lines(0, y + 16, shown, size=TINY, fill=SOFT)
    y += len(shown) * 15 + 8
    title = f"{a} and {b} by {told.by}"
    return frame("series", whole, y, title, _heard(told), [*elements, *key])


def _counts(period: Period) -> dict[Quad, int]:
    found: dict[Quad, int] = {}
    for one in period.counts:
        if one.modality in HAPPENED:
            found[one.quad] = found.get(one.quad, 0) + one.events
    return found


def _sum(period: Period, kind: str) -> int:
    return sum(number for quad, number in _counts(period).items() if quad.endswith(kind))


def _bar(
    period: Period, plot: Plot, happened: Mapping[str, Sequence[str]], to: ToStatements
) -> Iterator[Element]:
    counts = _counts(period)
    if not counts:
        return
    left = plot.axis.at(period.start)
    wide = max(plot.axis.at(period.end) - left - 1, LEAST - 1)
    if wide > 22:  # a month is no wall
        left, wide = left + (wide - 22) / 2, 22.0
    drawn = []
    for kind, way in (("cooperation", -1), ("conflict", 1)):
        at = plot.line
        for degree in ("material", "verbal"):  # deeds next to the line
            quad = next(q for q in PAINT if q == f"{degree} {kind}")
            high = counts.get(quad, 0) * plot.unit
            if high:
                fill, pale = PAINT[quad]
                top = at - high if way < 0 else at
                drawn.append(el("rect", x=left, y=top, width=wide, height=high, fill=fill, fill_opacity=pale))
                at += way * high
    statements = list(dict.fromkeys(s for e in period.events for s in happened.get(e, ())))
    words = ", ".join(f"{number} {quad}" for quad, number in counts.items())
    yield linked(to(statements) if statements else None, f"{_name(period)}: {words}", *drawn, class_="period")


def _base(periods: Sequence[Period], plot: Plot) -> Iterator[Element]:
    """The line between above and below, where the record has articles."""
    for period in periods:
        if period.coverage != "none":
            yield rule(
                plot.axis.at(period.start), plot.line, plot.axis.at(period.end), plot.line, stroke=SOFT
            )


def _scale(plot: Plot, up: int, down: int) -> Iterator[Element]:
    """The highest figure each way."""
    right = plot.axis.right
    for number, y in ((up, plot.line - up * plot.unit), (down, plot.line + down * plot.unit)):
        if number:
            yield el("line", x1=plot.axis.left - 6, y1=y, x2=right, y2=y, stroke=LINE, stroke_dasharray="1 3")
            yield label(plot.axis.left - 10, y + 4, str(number), size=TINY, fill=SOFT, anchor="end")
    yield label(plot.axis.left - 10, plot.line + 4, "0", size=TINY, fill=SOFT, anchor="end")


def _changes(
    changes: Sequence[ChangePoint], axis: Axis, relationship: Relationship, to: ToStatements
) -> tuple[list[Element], float]:
    """What moved, above the plot, each name on the first line where it touches no other; and how high they
    are together."""
    drawn: list[Element] = []
    rows: list[float] = []
    told = {event.id: event.statements for event in relationship.events}
    for one in sorted(changes, key=lambda c: (c.after, c.measure)):
        words = f"{one.measure} {_level(one, one.level_before)} → {_level(one, one.level_after)}"
        words = fitted(words, axis.right - axis.left, TINY)
        wide = width(words, TINY)
        at = min(max(axis.at(one.after) - wide / 2, axis.left), axis.right - wide)
        row = next((n for n, end in enumerate(rows) if end + 10 <= at), len(rows))
        rows[row : row + 1] = [at + wide]
        statements = list(
            dict.fromkeys(s for e in (*one.events_after, *one.events_before) for s in told.get(e, ()))
        )
        heard = (
            f"{words}, after {day_name(one.before)} (90 % between {day_name(one.earliest)} and "
            f"{day_name(one.latest)}; belief {one.probability:.2f})"
        )
        mark = label(at, 12 + row * 15, words, size=TINY)
        drawn.append(linked(to(statements) if statements else None, heard, mark, class_="change"))
    return drawn, 12.0 + len(rows) * 15 + (2 if rows else 0)


def _level(one: ChangePoint, value: float) -> str:
    """A tone with its sign, a volume without."""
    return f"{value:+.1f}".replace("-", "−") if one.measure == "tone" else f"{value:.1f}"


def _bands(changes: Sequence[ChangePoint], plot: Plot, top: float, bottom: float) -> Iterator[Element]:
    for one in changes:
        left, right = plot.axis.at(one.earliest), plot.axis.at(one.latest)
        yield el(
            "rect",
            x=left,
            y=top,
            width=max(right - left, 2),
            height=bottom - top,
            fill=SOFT,
            fill_opacity="0.14",
        )


def _key(periods: Sequence[Period], whole: float, y: float) -> tuple[list[Element], float]:
    occurring = {quad for period in periods for quad in _counts(period)}
    drawn: list[Element] = []
    x = 0.0
    for quad, (fill, pale) in PAINT.items():
        if quad not in occurring:
            continue
        room = 18 + width(quad, TINY)
        if x and x + room > whole:
            x, y = 0.0, y + 18
        drawn.append(el("rect", x=x, y=y - 9, width=10, height=10, fill=fill, fill_opacity=pale))
        drawn.append(label(x + 16, y, quad, size=TINY, fill=SOFT))
        x += room + 16
    return drawn, y


def _notes(told: Series, earlier: int) -> str:
    notes = []
    if earlier > 0:
        notes.append(f"{count(earlier, told.by)} before are not drawn.")
    if told.undated:
        notes.append(f"{count(len(told.undated), 'event')} without a date not drawn.")
    if any(period.coverage == "none" for period in told.periods):
        notes.append("Dotted line: no article of the record came out.")
    if told.thin:
        notes.append(f"Changes are not looked for: {told.thin.rstrip('.')}.")
    return " ".join(notes)


def _name(period: Period) -> str:
    if period.start.month == period.end.month and period.start.year == period.end.year:
        return day_name(period.start).split(" ", 1)[1]
    return str(period.start.year)


def _heard(told: Series) -> str:
    lines_ = []
    for period in told.periods:
        if counts := _counts(period):
            lines_.append(f"{_name(period)}: {', '.join(f'{n} {q}' for q, n in counts.items())}.")
    for one in told.changes:
        lines_.append(f"{one.measure.capitalize()} changes after {day_name(one.before)}.")
    return " ".join(lines_)
