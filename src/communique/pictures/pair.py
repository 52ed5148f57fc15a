"""Two states: who needs whom more as a beam, and what binds them by domain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.pictures.beam import beam, figures, settled
from communique.pictures.drawing import (
    ACCENT,
    INK,
    LEADING,
    NARROW,
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
from communique.pictures.linking import ToStatements, nowhere
from communique.pictures.measure import width, wrapped
from communique.pictures.svg import Element, el, linked
from communique.records import HAPPENED, Count, Relationship, Tie

TO_COME = ("expected", "pledged", "possible")
"""Said to come: drawn in outline. What is denied, demanded or supposed is not drawn."""
HEAD = 42.0
"""Room for the headings of the table, in one line."""
WIDEST = 14.0
"""The width of one event, where there are few."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand: the line that events grow from and their room each way, the same of
    dependence, the right edge of the number of statements, rows."""

    width: float
    events: float
    conflict: float
    cooperation: float
    statements: float
    dependence: float
    room: float
    row: float
    bar: float
    """Baseline of the row's bars, from its top."""


WIDE_COLUMNS = Columns(WIDE, 218, 92, 150, 444, 598, 96, 32, 21)
NARROW_COLUMNS = Columns(NARROW, 66, 66, 96, NARROW, 252, 44, 54, 43)


def pair(
    relationship: Relationship,
    names: Mapping[str, str],
    *,
    narrow: bool = False,
    to: ToStatements = nowhere,
) -> str:
    """SVG of a relationship: the balance as a tilted beam with its interval, and a row for each domain
    with events (conflict to the left, cooperation to the right; what is said to come in outline), the
    number of statements, and how much each depends on the other.

    `names` are those of actors by id; `to` tells where the statements behind a mark can be read. A
    relationship without ties and balance is a sentence.
    """
    a, b = names.get(relationship.a, relationship.a), names.get(relationship.b, relationship.b)
    if not relationship.ties and relationship.balance is None:
        return nothing(f"The sources tell of no ties between {a} and {b}.")
    columns = NARROW_COLUMNS if narrow else WIDE_COLUMNS
    elements: list[Element] = []
    top = 8.0
    if relationship.balance is None:
        said = "No source says that one depends on the other."
        elements.append(label(0, top + 8, said, size=SMALL, fill=SOFT))
        top += 26
    else:
        more = relationship.balance.more_dependent
        tilted = beam(
            relationship.balance, a, b, names.get(more, more) if more else None, width=columns.width, to=to
        )
        elements += tilted.elements
        top = tilted.height + 2
    if relationship.ties:
        rows = [_height(tie, columns, narrow) for tie in relationship.ties]
        headings, head = _headings(a, b, columns, top, narrow, _stated(relationship.ties))
        elements += [*headings, *_table(relationship.ties, rows, a, b, columns, top + head, narrow, to)]
        top += head + sum(rows) + (36 if narrow else 24)
    return frame(
        "pair",
        columns.width,
        top,
        f"{a} and {b}: ties by domain",
        _heard(relationship, a, b, names),
        elements,
    )


def _height(tie: Tie, columns: Columns, narrow: bool) -> float:
    """A narrow row is low where there is nothing to draw."""
    bare = tie.a_on_b is None and tie.b_on_a is None and not tie.events and not tie.counts
    return WIDE_COLUMNS.row if narrow and bare else columns.row


def _table(
    ties: Sequence[Tie],
    rows: Sequence[float],
    a: str,
    b: str,
    columns: Columns,
    top: float,
    narrow: bool,
    to: ToStatements,
) -> Iterator[Element]:
    y = top
    sides = [(_of(tie, "conflict"), _of(tie, "cooperation")) for tie in ties]
    unit = min(
        WIDEST,
        *(_unit(left, columns.conflict) for left, _ in sides),
        *(_unit(right, columns.cooperation) for _, right in sides),
    )
    for tie, row, (conflict, cooperation) in zip(ties, rows, sides, strict=True):
        yield rule(0, y, columns.width, y)
        base = y + columns.bar
        words = count(len(tie.statements), "statement")
        name = label(0, y + 20 if narrow else base, tie.domain.capitalize())
        yield linked(to((*tie.events, *tie.statements)), f"{tie.domain}: {words}", name)
        shown = words if narrow else str(len(tie.statements))
        right = label(
            columns.statements, y + 20 if narrow else base, shown, size=SMALL, fill=SOFT, anchor="end"
        )
        yield linked(to(tie.statements), f"{tie.domain}: {words}", right)
        yield linked(
            to(tie.events),
            f"{tie.domain}: {_events(tie)}",
            *_bars(columns.events, base, conflict, unit, -1, INK),
            *_bars(columns.events, base, cooperation, unit, 1, ACCENT),
        )
        if not tie.counts and tie.events:
            yield label(columns.events + 5, base, str(len(tie.events)), size=SMALL, fill=SOFT)
        for side, value, words in (
            (-1, tie.a_on_b, f"{a} on {b}"),
            (1, tie.b_on_a, f"{b} on {a}"),
        ):
            if value is not None:
                yield linked(
                    to(tie.statements),
                    f"{tie.domain}, {words}: {value:.2f}",
                    *_needs(columns, base, side, value),
                )
        for at, drawn in (
            (columns.events, sum(conflict) + sum(cooperation)),
            (columns.dependence, tie.a_on_b is not None or tie.b_on_a is not None),
        ):
            if drawn:
                yield rule(at, base - 14, at, base + 5, stroke=SOFT)
        y += row
    yield rule(0, y, columns.width, y)
    notes = ["Outlined: said to come."] if any(left[1] or right[1] for left, right in sides) else []
    if _stated(ties):
        notes.append("Dependence from 0 to 1, as sources put it.")
    if notes:
        note = wrapped(" ".join(notes), columns.width, TINY, lines=2)
        yield from lines(0, y + 18, note, size=TINY, fill=SOFT)


def _stated(ties: Sequence[Tie]) -> bool:
    """Whether a dependence is stated in any domain."""
    return any(tie.a_on_b is not None or tie.b_on_a is not None for tie in ties)


def _headings(
    a: str, b: str, columns: Columns, top: float, narrow: bool, stated: bool
) -> tuple[list[Element], float]:
    """The headings of the table, and how high they are together."""
    needs = (a, b) if narrow else (f"{a} on {b}", f"{b} on {a}")
    room = columns.width - columns.dependence - 6 if narrow else columns.room + 32
    told = [
        (columns.events - 6, "end", "conflict", columns.events - 6),
        (columns.events + 6, "start", "cooperation", 100.0),
    ]
    if stated:
        told.append((columns.dependence - 6, "end", needs[0], room))
        told.append((columns.dependence + 6, "start", needs[1], room))
    texts = [wrapped(words, most, TINY, lines=2) for _, _, words, most in told]
    head = HEAD + (max(map(len, texts)) - 1) * TINY * LEADING + (4 if narrow else 0)
    base = top + head - 9
    drawn: list[Element] = []
    for (at, anchor, _, _), shown in zip(told, texts, strict=True):
        start = base - (len(shown) - 1) * TINY * LEADING
        drawn += lines(at, start, shown, size=TINY, fill=SOFT, anchor=anchor)
    if narrow:
        drawn.append(label(0, top + 17, "Events", size=TINY, fill=SOFT, bold=True))
        if stated:
            at = columns.dependence - columns.room - 26
            drawn.append(label(at, top + 17, "Who depends", size=TINY, fill=SOFT, bold=True))
    else:
        drawn.append(label(columns.statements, base, "statements", size=TINY, fill=SOFT, anchor="end"))
        drawn.append(label(0, base, "domain", size=TINY, fill=SOFT))
    return drawn, head


def _of(tie: Tie, kind: str) -> tuple[int, int]:
    """Events of cooperation or conflict in a domain: how many happened, how many are said to come."""
    counts = [one for one in tie.counts if one.quad.endswith(kind)]
    return _sum(counts, HAPPENED), _sum(counts, TO_COME)


def _sum(counts: Sequence[Count], modalities: Collection[str]) -> int:
    return sum(one.events for one in counts if one.modality in modalities)


def _unit(events: tuple[int, int], room: float) -> float:
    """How wide an event may be, so that bar and figures fit into the room."""
    return max(room - 7 - width(_figures(events), TINY), 1.0) / max(sum(events), 1)


def _figures(events: tuple[int, int]) -> str:
    """ "3" events, or "3+2" of which two are said to come; thousands in short."""
    shown = [str(one) if one < 1000 else f"{min(one // 1000, 999)}k" for one in events if one]
    return "+".join(shown)


def _bars(
    at: float, base: float, events: tuple[int, int], unit: float, way: int, fill: str
) -> Iterator[Element]:
    happened, coming = events
    if happened:
        size = happened * unit
        yield el("rect", x=at if way > 0 else at - size, y=base - 10, width=size, height=11, fill=fill)
    if coming:
        start, size = at + way * happened * unit, coming * unit
        yield el(
            "rect",
            x=(start if way > 0 else start - size) + 0.5,
            y=base - 9.5,
            width=max(size - 1, 1),
            height=10,
            fill="none",
            stroke=fill,
        )
    if happened + coming:
        end = at + way * ((happened + coming) * unit + 5)
        anchor = "start" if way > 0 else "end"
        pale = None if happened else SOFT
        yield label(end, base, _figures(events), size=TINY, fill=pale, anchor=anchor)


def _needs(columns: Columns, base: float, side: int, value: float) -> Iterator[Element]:
    size = max(columns.room * min(max(value, 0.0), 1.0), 1.0)
    x = columns.dependence if side > 0 else columns.dependence - size
    yield el("rect", x=x, y=base - 10, width=size, height=11, fill=SOFT, fill_opacity="0.55")
    end = columns.dependence + side * (size + 5)
    yield label(end, base, f"{value:.2f}", size=TINY, anchor="start" if side > 0 else "end")


def _events(tie: Tie) -> str:
    """The events of a domain in words."""
    told = []
    for kind in ("cooperation", "conflict"):
        happened, coming = _of(tie, kind)
        if happened or coming:
            told.append(
                f"{count(happened, 'event')} of {kind}" + (f" and {coming} said to come" if coming else "")
            )
    return ", ".join(told) or count(len(tie.events), "event")


def _heard(relationship: Relationship, a: str, b: str, names: Mapping[str, str]) -> str:
    """The picture in words."""
    told = []
    balance = relationship.balance
    if balance is None:
        told.append("No source says that one depends on the other.")
    else:
        more = balance.more_dependent
        said = settled(balance, a, b, names.get(more, more) if more else None)
        told.append(f"{said} ({figures(balance, a, b)}{'; contested' if balance.contested else ''}).")
    for tie in relationship.ties:
        line = f"{tie.domain.capitalize()}: {_events(tie)}, {count(len(tie.statements), 'statement')}"
        for value, words in ((tie.a_on_b, f"{a} on {b}"), (tie.b_on_a, f"{b} on {a}")):
            if value is not None:
                line += f", {words} {value:.2f}"
        told.append(line + ".")
    return " ".join(told)
