"""A time axis: where a day lies, and which ticks have room for their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.pictures.drawing import TINY
from communique.pictures.measure import width
from communique.records import Interval

STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)
"""Months from tick to tick."""
MOST = 40
"""Ticks of an axis."""
GAP = 10.0
"""White between the names of two ticks."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` (both drawn) on `left` to `right`."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def at(self, day: dt.date) -> float:
        """Where a day lies; one outside lies at the nearer end."""
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Place and name of ticks at the starts of months or years, as dense as names allow."""
        for step in STEPS:
            days = list(self._starts(step))
            named = [(self.at(day), _name(day, step, first=day == days[0])) for day in days]
            found = [tick for tick in named if self._inside(*tick)]
            if len(found) <= MOST and _apart(found):
                return tuple(found)
        return ()

    def _inside(self, at: float, name: str) -> bool:
        half = width(name, TINY) / 2
        return self.left - 4 <= at - half and at + half <= self.right + 2

    def _starts(self, step: int) -> Iterator[dt.date]:
        month = self.first.year * 12 + self.first.month - 1
        month += 0 if self.first.day == 1 else 1
        month += -month % step
        end = self.last.year * 12 + self.last.month - 1
        end = min(end, month + (MOST + 4) * step)  # more are too dense: the next step is tried
        for each in range(month, end + 1, step):
            yield dt.date(each // 12, each % 12 + 1, 1)


def axis_over(days: Iterable[dt.date], left: float, right: float) -> Axis | None:
    """An axis over these days with a little room at both ends; None if there are none."""
    known = sorted(days)
    if not known:
        return None
    span = (known[-1] - known[0]).days
    room = max(span // 40, 7)
    first = max(known[0].toordinal() - room, 1)
    last = min(known[-1].toordinal() + room, dt.date.max.toordinal())
    return Axis(dt.date.fromordinal(first), dt.date.fromordinal(last), left, right)


def day_name(day: dt.date) -> str:
    """ "11 Mar 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when(interval: Interval) -> str:
    """A time as precise as it was put: "2025", "May 2027", "11 Mar 2026"."""
    start, end = interval.start, interval.end
    if start == end:
        return day_name(start)
    if interval.precision == "year":
        return str(start.year)
    if interval.precision == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{day_name(start)} to {day_name(end)}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _name(day: dt.date, step: int, *, first: bool) -> str:
    if step >= 12:
        return str(day.year)
    return (
        f"{MONTHS[day.month - 1]} {day.year}"
        if first or day.month == 1 or step > 1
        else MONTHS[day.month - 1]
    )


def _apart(ticks: list[tuple[float, str]]) -> bool:
    """Whether the names, each centred at its tick, stay apart."""
    halves = [width(name, TINY) / 2 for _, name in ticks]
    return all(
        ticks[n + 1][0] - halves[n + 1] - GAP >= ticks[n][0] + halves[n] for n in range(len(ticks) - 1)
    )
