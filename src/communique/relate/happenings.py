"""What happened between the two sides of a pair: the events of all articles, each happening once.

News repeats itself. What counts is one event of a type, a direction and a modality a day, the "one-a-day
filter" of event data (Schrodt and Gerner, *Analyzing International Event Data*, 2012); reports of one
story a day apart, and those of one story without a date, tell the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from communique.records import HAPPENED, Direction, Domain, Event, Interval, Modality, PairEvent, digest
from communique.relate.tones import quad_of, tone_of

NEAR = 1
"""Days by which two reports of one story may date differently what they tell, and still tell the same."""

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Roots of what two do together, even where a text tells it of one."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event between two states as one article tells it.

    `source` and `target` are states, `witness` the independent source of the article, `published` when it
    came out, `story` the story it is in.
    """

    event: Event
    source: str
    target: str
    domains: tuple[Domain, ...]
    witness: str
    published: Interval | None
    story: str


@dataclass(slots=True)
class _Group:
    """Reports of one happening, with the date of the first of them."""

    date: Interval | None
    dated: Literal["text", "published"] | None
    told: list[Told]


Kind = tuple[str, Modality, Direction]
Key = tuple[str, ...]


def happenings(a: str, b: str, told: Iterable[Told]) -> tuple[PairEvent, ...]:
    """The happenings between a and b that these reports tell of, those with a date first, by date.

    The order of the reports does not matter. Reports of other pairs and of unknown roots are left out.
    """
    kinds: dict[Kind, list[Told]] = defaultdict(list)
    for (_, root, modality), reports in _by_statement(a, b, told).items():
        ways = {(one.source, one.target) for one in reports}
        direction: Direction = "both" if len(ways) > 1 else "a to b" if (a, b) in ways else "b to a"
        kinds[root, modality, direction].append(min(reports, key=lambda one: (one.source != a, _order(one))))
    found: list[tuple[Kind, _Group]] = []
    places: dict[Kind, dict[Key, _Group]] = defaultdict(dict)
    for kind in sorted(kinds, key=lambda k: (k[0], k[1], k[2] != "both", k[2])):
        root, modality, _ = kind
        for report in sorted(kinds[kind], key=_order):
            group = _known(report, places[kind])
            if group is None and root in MUTUAL:
                # What one is told to have done with the other is what both are told to have done.
                group = _known(report, places[root, modality, "both"])
            if group is None:
                group = _Group(*when(report), [])
                found.append((kind, group))
            group.told.append(report)
            for key in _keys(report):
                places[kind].setdefault(key, group)
    return tuple(sorted((_told(a, b, kind, group) for kind, group in found), key=_by_date))


def _by_statement(a: str, b: str, told: Iterable[Told]) -> dict[tuple[str, str, Modality], list[Told]]:
    found: dict[tuple[str, str, Modality], list[Told]] = defaultdict(list)
    for one in told:
        if {one.source, one.target} == {a, b} and quad_of(one.event.type) is not None:
            found[one.event.statement, one.event.type, one.event.modality].append(one)
    return found


def _order(one: Told) -> tuple[str, str, str]:
    date, dated = when(one)
    return (
        "" if dated == "text" else "later",
        date.start.isoformat() if date else "9999",
        one.event.statement,
    )


def when(one: Told) -> tuple[Interval | None, Literal["text", "published"] | None]:
    """When what is told happens, and by what it is dated: the text, or the day its article came out.

    What is told as past without a date has none: it did not happen on the day it was recalled. What is
    told as having happened did so before its article came out: a later day is one that it is about
    ("demanded that it pay by 30 June").
    """
    date = one.event.date
    about = (
        date is not None
        and one.published is not None
        and one.event.modality in HAPPENED
        and date.start > one.published.end
    )
    if date is not None and not about:
        return date, "text"
    if one.published is not None and one.event.modality != "historical":
        return one.published, "published"
    return None, None


def _keys(report: Told, around: tuple[int, ...] = (0,)) -> list[Key]:
    """By what a report is known to tell of the same happening as another: the days, or the story and
    a day of it, so many days away."""
    date, _ = when(report)
    if date is None:
        return [(report.story,)]
    days: list[Key] = [(str(date.start), str(date.end))]
    if date.start == date.end:
        days += [(report.story, str(date.start.toordinal() + away)) for away in around]
    return days


def _known(report: Told, places: Mapping[Key, _Group]) -> _Group | None:
    """The happening that a report tells of, if it is known."""
    found = (places.get(key) for key in _keys(report, (0, -NEAR, NEAR)))
    return next((group for group in found if group is not None), None)


def _told(a: str, b: str, kind: Kind, group: _Group) -> PairEvent:
    root, modality, direction = kind
    quad = quad_of(root)
    assert quad is not None  # others were left out
    statements = tuple(dict.fromkeys(one.event.statement for one in sorted(group.told, key=_order)))
    domains = {domain for one in group.told for domain in one.domains} or {"diplomacy"}
    modes = sorted({one.event.mode for one in group.told if one.event.mode})
    return PairEvent(
        id=digest("happening", a, b, root, modality, direction, *sorted(statements)),
        type=root,
        mode=modes[0] if len(modes) == 1 else None,
        quad=quad,
        direction=direction,
        modality=modality,
        domains=tuple(sorted(domains)),
        date=group.date,
        dated=group.dated,
        tone=tone_of(root),
        statements=statements,
        sources=len({one.witness for one in group.told}),
    )


def _by_date(event: PairEvent) -> tuple[str, str, str, str]:
    day = event.date.start.isoformat() if event.date else "9999"
    return (day, event.type, event.direction, event.id)
