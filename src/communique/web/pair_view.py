"""A relationship as its page shows it: pictures whose marks lead to sentences, and these sentences."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique import pictures
from communique.records import (
    Balance,
    Commitment,
    Dispute,
    Gain,
    Moved,
    PairEvent,
    Relationship,
    ThirdParty,
)
from communique.relate.ledger import overdue_on
from communique.relate.tones import has_happened
from communique.relate.wording import balance_line, why
from communique.store import Record
from communique.web.evidence import Cited, Evidence, Group, address
from communique.web.pairs import PairFound
from communique.web.promises import Drawn, drawn
from communique.web.rendering import span_of_days

MOST_MONTHS, MOST_DISPUTES = 24, 20
"""Months with happenings, the latest, and disputes that a page tells; all are in the data."""
FEW = 4
"""Sentences of a side of a dispute, or of one happening."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something between the two in words, with the sentences that tell it."""

    day: str
    what: str
    way: str
    lines: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What happened, or was said, in one period."""

    anchor: str
    heading: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Third:
    """A third party: by what it matters, its mean tone with each, and the sentence that tells most."""

    actor: str
    name: str
    kind: str
    why: str
    sources: int
    with_a: str
    with_b: str
    lines: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two accounts that stand against each other."""

    matter: str
    on: str
    one: tuple[Cited, ...]
    other: tuple[Cited, ...]
    sources_one: int
    sources_other: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What one has of the other, in a source's words."""

    kinds: str
    what: str
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class PairView:
    """All that the page of a pair shows."""

    a: str
    b: str
    happened: int
    ahead: int
    needs: str
    needed: Group | None
    ties: Drawn | None
    domains: tuple[Group, ...]
    series: Drawn | None
    months: tuple[Month, ...]
    months_left: int
    gains: tuple[tuple[str, tuple[Taken, ...]], ...]
    thirds: tuple[Third, ...]
    drivers: Group | None
    disputes: tuple[Sides, ...]
    disputes_left: int
    denials: tuple[tuple[Cited, ...], ...]
    promises: Drawn | None


def shown_pair(found: PairFound, record: Record) -> PairView | None:
    """The page of a pair; None if nothing binds the two, or it is not told yet."""
    if found.told is None or found.told.relationship is None:
        return None
    return _Shown(found, found.told.relationship, record).view()


class _Shown:
    def __init__(self, found: PairFound, one: Relationship, record: Record) -> None:
        self.one, self.names = one, found.names
        self.a, self.b = found.names.get(one.a, one.a), found.names.get(one.b, one.b)
        self.commitments = found.told.commitments if found.told else ()
        self.as_of = record.pledges.latest_day()
        self.shown_months = self._periods()
        self.disputes = [d for d in one.disputes if d.on != "denial"]
        self.denials = [d for d in one.disputes if d.on == "denial"]
        self.held = Evidence(record, self._needed())

    def view(self) -> PairView:
        """The view; groups come before the pictures whose marks lead to them."""
        one, held = self.one, self.held
        needed = held.group("needs", "Who needs whom", one.balance.statements) if one.balance else None
        domains = tuple(
            held.group(f"tie-{n}", tie.domain.capitalize(), (*tie.events, *tie.statements))
            for n, tie in enumerate(one.ties)
        )
        months = tuple(self._month(*item) for item in self.shown_months)
        happened = sum(has_happened(event) for event in one.events)
        bar = one.series is not None and sum(bool(p.counts) for p in one.series.periods) > 1
        return PairView(
            a=self.a,
            b=self.b,
            happened=happened,
            ahead=len(one.events) - happened,
            needs=balance_line(one.balance, self.a, self.b) if one.balance else "",
            needed=needed,
            ties=drawn(lambda narrow: pictures.pair(one, self.names, narrow=narrow, to=held.to))
            if one.ties or one.balance
            else None,
            domains=domains,
            series=drawn(lambda narrow: pictures.series(one, self.names, narrow=narrow, to=held.to))
            if bar
            else None,
            months=months,
            months_left=self.months_left,
            gains=tuple(self._gains()),
            thirds=tuple(self._third(third) for third in one.third_parties),
            drivers=held.group("moves", "What is said to move it", one.drivers) if one.drivers else None,
            disputes=tuple(self._sides(d) for d in self.disputes[:MOST_DISPUTES]),
            disputes_left=max(len(self.disputes) - MOST_DISPUTES, 0),
            denials=tuple(
                lines for d in self.denials[:MOST_DISPUTES] if (lines := held.lines((*d.one, *d.other), FEW))
            ),
            promises=self._promises(self.commitments),
        )

    # ---------------------------------------------------------------- parts

    def _periods(self) -> list[tuple[str, str, list[PairEvent]]]:
        """The latest periods in which something lies: anchor, heading, happenings; undated ones last."""
        events = {event.id: event for event in self.one.events}
        found = []
        series = self.one.series
        for period in reversed(series.periods if series else ()):
            inside = [events[one] for one in period.events if one in events]
            if inside:
                found.append((f"m-{period.start:%Y-%m}", f"{period.start:%B %Y}", inside))
        self.months_left = max(len(found) - MOST_MONTHS, 0)
        found = found[:MOST_MONTHS]
        placed = {e for p in (series.periods if series else ()) for e in p.events}
        undated = [event for event in self.one.events if event.id not in placed]
        if undated:
            found.append(("m-undated", "Without a date that falls into one month", undated))
        return found

    def _needed(self) -> Iterator[str]:
        """The statements whose sentences the page tells."""
        one = self.one
        if one.balance is not None:
            yield from one.balance.statements[:60]
        for tie in one.ties:
            yield from list(dict.fromkeys((*tie.events, *tie.statements)))[:60]
        for _, _, events in self.shown_months:
            for event in events[:60]:
                yield from event.statements[:FEW]
        for dispute in (*self.disputes[:MOST_DISPUTES], *self.denials[:MOST_DISPUTES]):
            yield from (*dispute.one[: 2 * FEW], *dispute.other[: 2 * FEW])
        yield from one.drivers[:60]
        yield from (gain.statement for gain in one.gains)
        for third in one.third_parties:
            yield from _telling(third)[:FEW]

    def _month(self, anchor: str, heading: str, events: Sequence[PairEvent]) -> Month:
        self.held.group(anchor, heading, [one for event in events for one in event.statements])
        return Month(anchor, heading, tuple(self._happening(event) for event in events[:60]))

    def _happening(self, event: PairEvent) -> Happening:
        way = {
            "a to b": f"{self.a} → {self.b}",
            "b to a": f"{self.b} → {self.a}",
        }.get(event.direction, f"{self.a} ↔ {self.b}")
        modality = "" if event.modality in ("asserted", "historical") else f", {event.modality}"
        what = f"{event.type.lower()}: {event.quad}{modality}"
        return Happening(
            span_of_days(event.date) or "no date", what, way, self.held.lines(event.statements, FEW)
        )

    def _gains(self) -> Iterator[tuple[str, tuple[Taken, ...]]]:
        for taker, giver in ((self.one.a, self.one.b), (self.one.b, self.one.a)):
            told: dict[tuple[str, str], list[Gain]] = defaultdict(list)
            for gain in self.one.gains:
                if gain.taker == taker:
                    told[gain.what, gain.span.article].append(gain)
            if told:
                heading = f"What {self.names.get(taker, taker)} takes from {self.names.get(giver, giver)}"
                yield heading, tuple(self._taken(gains) for gains in told.values())

    def _taken(self, gains: Sequence[Gain]) -> Taken:
        first = gains[0]
        modality = "" if first.modality == "asserted" else f" ({first.modality})"
        line = next(iter(self.held.lines((first.statement,))), None)
        return Taken(
            ", ".join(dict.fromkeys(gain.kind for gain in gains)),
            first.what + modality,
            address(first.span),
            line.source if line else first.span.article,
        )

    def _third(self, one: ThirdParty) -> Third:
        return Third(
            one.actor,
            self.names.get(one.actor, one.actor),
            one.kind,
            why(one),
            one.sources,
            tone(one.with_a),
            tone(one.with_b),
            self.held.lines(_telling(one), 1),
        )

    def _sides(self, one: Dispute) -> Sides:
        matter = f"{one.matter[:1].upper()}{one.matter[1:]}"
        for key in (self.one.a, self.one.b) if one.on == "dependence" else ():
            matter = matter.replace(key, self.names.get(key, key))
        return Sides(
            " ".join(matter.split())[:200],
            one.on,
            self.held.lines(one.one, FEW),
            self.held.lines(one.other, FEW),
            one.sources_one,
            one.sources_other,
        )

    def _promises(self, promises: Sequence[Commitment]) -> Drawn | None:
        if not promises:
            return None
        day = self.as_of
        late = {one.id for one in promises if day is not None and overdue_on(one, day)}
        return drawn(
            lambda narrow: pictures.ledger(
                promises, self.names, overdue=late, as_of=day, narrow=narrow, to=address
            )
        )


def _telling(one: ThirdParty) -> tuple[str, ...]:
    return (*one.dependencies, *one.drivers, *one.events, *one.named)


def tone(value: float | None) -> str:
    """A tone with its sign; empty where there is none."""
    return "" if value is None else f"{value:+.1f}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed since a day, in words and with sentences."""

    since: dt.date
    articles: int
    fresh: tuple[str, ...]
    grown: tuple[str, ...]
    happenings: tuple[Happening, ...]
    moved: tuple[tuple[Moved, str], ...]
    claims: int
    contested: int
    then: str
    now: str


def shown_changes(found: PairFound, record: Record) -> ChangeView | None:
    """What changed since the day that was asked for; None if none was."""
    moved = found.changes
    if moved is None or found.told is None or found.told.relationship is None:
        return None
    shown = _Shown(found, found.told.relationship, record)
    shown.held = Evidence(record, [s for event in moved.events for s in event.statements[:FEW]])
    what = {one.id: one.what for one in found.told.commitments}
    return ChangeView(
        moved.since,
        len(moved.articles),
        moved.stories,
        moved.grown,
        tuple(shown._happening(event) for event in moved.events[:60]),
        tuple((one, what.get(one.commitment, "")) for one in moved.moved),
        len(moved.claims),
        len(moved.contested),
        _balance(moved.balance_then, shown.a, shown.b, found.names),
        _balance(moved.balance_now, shown.a, shown.b, found.names),
    )


def _balance(balance: Balance | None, a: str, b: str, names: Mapping[str, str]) -> str:
    return "No source spoke of it." if balance is None else balance_line(balance, a, b)
