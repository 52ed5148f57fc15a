"""The ledger: the promises of a record, each once, with what became of it over articles and months.

Each article tells by itself what it says of promises (`extract.commitments`). Here the same promise is
recognised under other words, by who is bound, what it is about, its amounts and its deadline, and kept
apart from a sister promise between the same parties. Method: `docs/methods/commitments.md`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.extract.commitments.lexicon import ends
from communique.records import Commitment, Grouping, Interval, Reading, Step, digest
from communique.relate.ledger_likeness import NEAR, OWED, Entry, Likeness
from communique.relate.ledger_parties import Parties

FIRST: dict[str, int] = {
    status: rank
    for rank, status in enumerate(
        (
            "proposed",
            "negotiating",
            "pledged",
            "signed",
            "delayed",
            "breach alleged",
            "breach denied",
            "implemented",
            "dropped",
        )
    )
}
"""In which order steps of one day are told."""
MADE = ("signed", "pledged", "proposed", "negotiating")
"""Statuses whose words tell best who is bound to what, the best first."""
TELLING = 3
"""So many words at least tell what is promised."""
SETTLED = {"implemented", "dropped"}


def ledger(readings: Iterable[Reading], grouping: Grouping | None = None) -> tuple[Commitment, ...]:
    """The promises of these articles with their histories, by the day of their first step.

    What a copy (`grouping.copies`) repeats of its original adds nothing. The result depends on the set of
    readings alone. A fate that no article tells of a promise is left out.
    """
    own = sorted(readings, key=lambda reading: reading.article.id)
    parties = Parties(own)
    told = {
        reading.article.id: [
            entry for commitment in reading.commitments if (entry := parties.entry(reading, commitment))
        ]
        for reading in own
    }
    originals = {copy.article: copy.original for copy in grouping.copies} if grouping is not None else {}
    entries = [
        entry
        for article, found in told.items()
        for entry in found
        if article not in originals or not _repeats(entry, told.get(originals[article], []))
    ]
    firm = sorted((e for e in entries if e.firm), key=_order)
    loose = sorted((e for e in entries if not e.firm), key=_order)
    likeness = Likeness(entries)
    lines: list[list[Entry]] = []
    for entry in firm:
        at = likeness.accused(entry)
        if at is None:
            at = likeness.owed(entry, just_due=True)
        if at is None:
            at = likeness.best(entry)
        if at is None:
            at = likeness.owed(entry)
        if at is None and entry.about[0] == OWED:
            continue  # "broke its word": which word, no article tells
        if at is None:
            at = likeness.open()
            lines.append([])
        likeness.join(at, entry)
        lines[at].append(entry)
    for at, entry in [(likeness.best(entry), entry) for entry in loose]:
        if at is not None and not _is_late_offer(entry, lines[at]) and not _is_too_soon(entry, lines[at]):
            lines[at].append(_as_promised(entry, lines[at]))
    merged = [_merged(line) for line in lines]
    return tuple(sorted(merged, key=lambda c: (_day(c.history[0].date), c.id)))


def overdue_on(commitment: Commitment, as_of: dt.date) -> bool:
    """Whether the day it was promised for has passed and nothing tells that it was kept or given up."""
    if commitment.due is None or commitment.due.end >= as_of:
        return False
    return not any(step.status in SETTLED for step in commitment.history)


def latest_day(readings: Iterable[Reading]) -> dt.date | None:
    """The latest day on which an article of the record came out: what "overdue" is counted to."""
    days = [r.article.published.end for r in readings if r.article.published is not None]
    return max(days, default=None)


def status_of(commitment: Commitment) -> str:
    """How it stands: the status of its last step."""
    return commitment.history[-1].status


def is_between(commitment: Commitment, one: str, other: str) -> bool:
    """Whether two parties, by their ids, are the ones that are bound or gain by it."""
    return {one, other} <= {*commitment.by, *commitment.to}


def _repeats(entry: Entry, originals: Sequence[Entry]) -> bool:
    """Whether the original of a copy tells the same."""
    mine = set(entry.about)
    return any(one.status == entry.status and 2 * len(mine & set(one.about)) > len(mine) for one in originals)


def _is_late_offer(entry: Entry, line: Sequence[Entry]) -> bool:
    """Whether a thing that somebody "may" or "would" do had been promised by then, or never was."""
    if entry.status != "proposed":
        return False
    firm = [e for e in line if e.firm]
    made = [_day(e.date) for e in firm if e.status in {"pledged", "signed"}]
    return any(day <= _day(entry.date) for day in made) or all(_day(e.date) <= _day(entry.date) for e in firm)


def _is_too_soon(entry: Entry, line: Sequence[Entry]) -> bool:
    """Whether a deed told at the signing can only be the promise: "sold it six boats", due in a year."""
    if entry.status != "implemented" or entry.date is None:
        return False
    made = [e for e in line if e.firm and e.status in {"pledged", "signed"} and e.date and e.commitment.due]
    dues = [
        e.commitment.due.start
        for e in made
        if e.date and e.commitment.due and 0 <= (entry.date.end - e.date.start).days <= NEAR
    ]
    return bool(dues) and min(dues) > entry.date.end + dt.timedelta(days=NEAR)


def _as_promised(entry: Entry, line: Sequence[Entry]) -> Entry:
    """A thing that was broken off as it had been promised: "scrapped the toll" after "will lift the toll"."""
    ended = entry.status in {"delayed", "dropped"} and ends() & {*entry.about}
    if not ended or not any(e.status in MADE and ends() & {*e.about} for e in line if e.firm):
        return entry
    kept = tuple(replace(step, status="implemented") for step in entry.commitment.history)
    return replace(entry, commitment=replace(entry.commitment, history=kept))


def _merged(line: Sequence[Entry]) -> Commitment:
    """One line of the ledger from all that is told of it."""
    firm = [entry for entry in line if entry.firm]
    by_made = sorted(
        firm,
        key=lambda e: (
            e.status not in MADE,
            len(e.commitment.what.split()) < TELLING,
            MADE.index(e.status) if e.status in MADE else len(MADE),
            not e.commitment.due,
            _order(e),
        ),
    )
    main = by_made[0]
    made = sorted((e for e in firm if e.status in MADE), key=_order)
    history = tuple(sorted(_steps(line), key=lambda s: (_day(s.date), FIRST[s.status], s.span)))
    due = next((e.commitment.due for e in reversed(made) if e.commitment.due), None) or main.commitment.due
    amount = next((e.commitment.amount for e in reversed(made) if e.commitment.amount), None)
    to = main.to or next((e.to for e in by_made if e.to), ())
    return Commitment(
        id=digest("pledge", *main.by, main.commitment.id),
        by=main.by,
        to=tuple(one for one in to if one not in main.by or len(main.by) > 1),
        what=main.commitment.what,
        due=due,
        amount=main.commitment.amount or amount,
        history=history,
        about=main.commitment.about,
    )


def _steps(line: Sequence[Entry]) -> Iterator[Step]:
    """What an article tells of one status and day once, and again only where it adds a day or a sum."""
    known: dict[tuple[str, str, str], set[tuple[float, str] | Interval]] = {}
    for entry in sorted(line, key=_order):
        told: set[tuple[float, str] | Interval] = {*entry.figures}
        if entry.commitment.due is not None:
            told.add(entry.commitment.due)
        for step in entry.commitment.history:
            key = (step.status, _day(step.date), step.span.article)
            if key not in known or told - known[key]:
                known.setdefault(key, set()).update(told)
                yield step


def _order(entry: Entry) -> tuple[str, str, str]:
    span = entry.commitment.history[0].span
    return _day(entry.date), span.article, f"{span.start:09d}"


def _day(date: Interval | None) -> str:
    """A sortable day; what has none comes last."""
    return date.start.isoformat() if date is not None else "9999"
