"""Persons by office with time: "the then foreign minister of Peru", "the German chancellor" of a dated text.

Everything is looked up in the terms of `data/officeholders.tsv`, whose gaps are many: an answer is given only
where one person's term covers all the days in question, and never past what the table knows.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Literal

from communique.records import Interval
from communique.resolve.tables import items, read_table
from communique.resolve.terms import Term, Terms

Standing = Literal["", "then", "former", "acting", "outgoing", "elect"]

HORIZON = dt.date(2025, 6, 30)
"""Up to this day a term without an end is known to last."""

_STANDINGS: dict[str, Standing] = {
    "then": "then",
    "former": "former",
    "ex": "former",
    "late": "former",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "deputy": "acting",
    "assistant": "acting",
    "outgoing": "outgoing",
    "departing": "outgoing",
    "incoming": "elect",
    "future": "elect",
    "next": "elect",
}
_PLAIN = frozenset("the a an new current sitting visiting longtime veteran senior own".split())
_BODY_OF = {"EC": "EU", "EUCO": "EU", "EP": "EU"}
"""Bodies whose heads the table lists under the whole."""


def standing(role: str) -> tuple[Standing, str]:
    """How somebody stands to an office, and the office's bare title: "then", "foreign minister".

    "Deputy" and the like count as "acting": not the holder.
    """
    said = role.lower().replace("’", "'").split()
    how: Standing = ""
    while said:
        lead, _, rest = said[0].partition("-")
        if lead in _STANDINGS:
            how = how or _STANDINGS[lead]
            said = [rest, *said[1:]] if rest else said[1:]
        elif said[0] in _PLAIN or said[0].endswith(("'s", "s'")):
            said = said[1:]
        else:
            break
    if said and said[-1].endswith(("-elect", "-designate")):
        how, said = "elect", [*said[:-1], said[-1].rpartition("-")[0]]
    return how, " ".join(said)


def office_named(title: str, of: str) -> str | None:
    """The office, as the table of office-holders calls it, that a bare title means in this state or body."""
    named = _titles().get(title, {})
    return named.get(of) or named.get("")


def holders(terms: Terms, title: str, of: str, days: Interval) -> tuple[Term, ...]:
    """The terms in the office of that title that may hold on some of these days, by start."""
    office = office_named(title, of)
    found = terms.of_office(office, _BODY_OF.get(of, of)) if office else ()
    return tuple(t for t in found if t.start.start <= days.end and (t.end is None or days.start <= t.end.end))


def holder(
    terms: Terms, role: str, of: str, published: Interval | None, told: Interval | None
) -> Term | None:
    """The one person whom a description by office means, or None where that is not certain.

    `published` is the text's own date, which the present holder is asked for; `told` the date that the
    clause tells, which "then" is about. None for former, acting and coming holders.
    """
    how, title = standing(role)
    days = told if how == "then" else published if how in ("", "outgoing") else None
    if days is None:
        return None
    found = holders(terms, title, of, days)
    return found[0] if len({t.person for t in found}) == 1 and covers(found[0], days) else None


def covers(term: Term, days: Interval) -> bool:
    """Whether a term surely holds on all of these days."""
    until = HORIZON if term.end is None else term.end.start
    return term.start.end <= days.start and days.end <= until


def held_by(terms: Terms, person: str, published: Interval | None) -> tuple[Term, ...]:
    """The terms of a person that surely hold on the day of the text; empty where it has no date."""
    if published is None:
        return ()
    return tuple(term for term in terms.terms(person) if covers(term, published))


def known(
    terms: Terms, name: str, roles: tuple[str, ...], state: str | None, spoken_of: frozenset[str]
) -> Term | None:
    """The term by which somebody named in a text is an office-holder of the table, or None.

    The name must be one person's, and the text must bear it out: by calling him by that office (in no other
    state), or, for a full name, by speaking of that state or body (`spoken_of`). A person with offices in
    several states or bodies is told by the office that the text gives.
    """
    found = terms.terms(name)
    if not found or (state is not None and all(t.state != state for t in found)):
        return None
    for role in roles:
        _, title = standing(role)
        called = [t for t in found if state in (None, t.state) and office_named(title, t.state) == t.office]
        if called:
            return called[-1]
    near = [t for t in found if t.state in spoken_of or t.state == state]
    return near[-1] if near and " " in name.strip() else None


@cache
def _titles() -> dict[str, dict[str, str]]:
    """For each title the office that it means, by state or body ("" for anywhere)."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("office_titles"):
        for of in items(row["of"]) or [""]:
            found.setdefault(row["title"], {})[of] = row["office"]
    return found
