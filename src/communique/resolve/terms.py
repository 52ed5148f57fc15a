"""Who held which office when: what dates a text that names office-holders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from communique.records import Interval
from communique.resolve import calendar
from communique.resolve.phrases import fold
from communique.resolve.tables import items, read_table


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office of a state (alpha-3) or an organisation (its id).

    `start` and `end` are the days, as intervals where only the month is certain; `end` is None
    while in office, as far as is known.
    """

    person: str
    office: str
    state: str
    start: Interval
    end: Interval | None

    def holds(self, day: dt.date) -> bool:
        """Whether the person may have been in office on that day."""
        return self.start.start <= day and (self.end is None or day <= self.end.end)


class Terms:
    """The tables `officeholders` and `elections`, asked by name."""

    def __init__(self, folder: str = "") -> None:
        self._terms: dict[str, list[Term]] = {}
        self._offices: dict[tuple[str, str], list[Term]] = {}
        self._names: dict[str, set[str]] = {}
        for row in read_table("officeholders", folder):
            term = Term(
                row["person"],
                row["office"],
                row["of"],
                _when(row["start"]),
                _when(row["end"]) if row["end"] else None,
            )
            self._terms.setdefault(term.person, []).append(term)
            self._offices.setdefault((term.office, term.state), []).append(term)
            for name in [row["person"], *items(row["other"])]:
                self._names.setdefault(_key(name), set()).add(term.person)
        self._elections = {
            row["person"]: tuple(dt.date.fromisoformat(day) for day in items(row["days"]))
            for row in read_table("elections", folder)
        }

    def persons(self) -> tuple[str, ...]:
        """Everybody listed, by full name, sorted."""
        return tuple(sorted(self._terms))

    def terms(self, name: str) -> tuple[Term, ...]:
        """The terms of the one person that goes by this name, by start; empty if none or several do."""
        person = self._one(name)
        if person is None:
            return ()
        return tuple(sorted(self._terms[person], key=lambda t: (t.start, t.office, t.state)))

    def of_office(self, office: str, state: str) -> tuple[Term, ...]:
        """All known terms in an office of a state (alpha-3) or body (its id), by start."""
        return tuple(sorted(self._offices.get((office, state), ()), key=lambda t: (t.start, t.person)))

    def elections(self, name: str) -> tuple[dt.date, ...]:
        """The days on which this person was elected, in order; empty if unknown."""
        person = self._one(name)
        return self._elections.get(person, ()) if person else ()

    def _one(self, name: str) -> str | None:
        persons = self._names.get(_key(name), set())
        return next(iter(persons)) if len(persons) == 1 else None


def _key(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").replace("-", " ").replace("’", "'").split())


def _when(cell: str) -> Interval:
    parts = [int(part) for part in cell.split("-")]
    if len(parts) == 2:
        return calendar.month(parts[0], parts[1])
    return calendar.day(dt.date(*parts))
