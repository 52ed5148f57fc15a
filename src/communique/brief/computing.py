"""Figures that a writer works out: multiples and differences of two others, spans between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.brief.content import Amount, Content, key
from communique.brief.partial_dates import PartialDate
from communique.brief.terms import classes

if TYPE_CHECKING:
    from communique.brief.evidence import Window

NEAR = 0.05
"""How far a multiple may be from the quotient of its two figures, as a share of it."""
AFTER = 20
"""Characters behind a figure in which a word tells that it was worked out."""
MOST_FIGURES = 12
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}


def worked_out(amount: Amount, content: Content) -> bool:
    """True for a multiple or a difference that follows from two other figures of its sentence."""
    words = content.text[amount.start : amount.end + AFTER].lower().replace(",", " ").split()
    kinds = {classes("computing.tsv").get(w.strip(".;:").rsplit("-", 1)[-1]) for w in words} - {None}
    if not kinds:
        return False
    rows = [o for o in content.amounts[:MOST_FIGURES] if o is not amount and o.value > 0]
    for high in rows:
        for low in rows:
            if low.value >= high.value or (low.unit and high.unit and key(low.unit) != key(high.unit)):
                continue
            if "multiple" in kinds and abs(high.value / low.value - amount.value) <= NEAR * amount.value:
                return True
            if "difference" in kinds and abs(high.value - low.value - amount.value) <= 1e-6 * high.value:
                return True
    return False


def spans_between(asked: Content, windows: Iterable[Window]) -> set[str]:
    """Spans of time that lie between a day that the sentence shares with these windows and another day
    of theirs, as figures by number ("#0"), with the keys of the words that tell their side ("late")."""
    spans = [row for n, amount in enumerate(asked.amounts) if (row := _side(n, amount, asked)) is not None]
    days = [d for d in asked.dates if d.month and d.day]
    found: set[str] = set()
    if not spans or not days:
        return found
    seen = list(windows)
    told = {(d.month, d.day) for w in seen for c in w.contents for d in c.dates}
    starts = {
        mention.interval.start
        for window in seen
        for line in window.lines
        for mention in line.reading.dates
        if mention.interval is not None
        and mention.interval.start == mention.interval.end
        and line.span.start <= mention.span.start < line.span.end
    }
    for n, amount, length, word in spans:
        for day in days:
            if (day.month, day.day) in told and any(
                _between(day, start, amount, length, word) for start in starts
            ):
                found |= {f"#{n}", key(word)}
    return found


def _side(n: int, amount: Amount, asked: Content) -> tuple[int, Amount, float, str] | None:
    """(number, amount, days in its unit, word for its side) of a span of time on one side of a day."""
    words = [w.strip(".,;:") for w in asked.text[amount.end : amount.end + AFTER].lower().split()]
    unit = amount.unit.lower()
    if not unit and words:
        unit, words = words[0].removesuffix("s"), words[1:]
    if unit not in DAYS or not words or words[0] not in classes("directions.tsv"):
        return None
    return n, amount, DAYS[unit], words[0]


def _between(day: PartialDate, start: dt.date, amount: Amount, length: float, word: str) -> bool:
    try:
        own = dt.date(day.year or start.year, day.month or 1, day.day or 1)
    except ValueError:
        return False
    gone = (own - start).days / length * (1 if classes("directions.tsv")[word] == "after" else -1)
    if amount.bound == "at least":
        return amount.value <= gone < amount.value + 1
    if amount.bound == "at most":
        return amount.value - 1 < gone <= amount.value
    return abs(gone - amount.value) <= (0.0 if length == 1.0 else 0.25)
