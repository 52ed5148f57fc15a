"""Find the words of a text that tell a time, and the days they mean.

Rules over the text, no parse. What a rule finds is the time itself: prepositions stay outside
("by **31 March**", and the interval is that day; "before **Christmas**"), but for ranges ("between
1 April and 31 May", "from 2026 to 2030") and "since", which runs to the day of publication.
`relation` tells the preposition. "The end of March" is its last day. A time that hangs on the day
of publication, or on a year that nobody gives, has no interval: None.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache, partial

from communique.records import Interval
from communique.resolve.dateforms import RULES, absolute_years
from communique.resolve.datewords import Builder, Context
from communique.resolve.tense import tense_before

DateFound = tuple[int, int, Interval | None]

_RELATION = re.compile(
    r"\b(no later than|not later than|by|before|ahead of|until|till|after|since|from|during|on|in"
    r"|between)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)


def find_dates(text: str, published: Interval | None, year_hint: int | None = None) -> tuple[DateFound, ...]:
    """The times told in a text: (start, end, interval or None), in order, none overlapping.

    `published` is when the text came out; only a day of it (start and end equal) or a short
    interval serves weekdays and the like. `year_hint` is the year of days without one where
    `published` is not known (see `year_hint`). Time is linear in the text.
    """
    anchor = _anchor(published)
    found: list[DateFound] = []
    reached = 0
    for start, match, build in _candidates(text):
        if start < reached:
            continue
        tense = partial(tense_before, text, start)
        context = Context(text, anchor, year_hint, start, match.end(), tense, found)
        made = build(match, context)
        if made is None:
            continue
        at, until, interval = made
        found.append((at, until, interval))
        reached = until
    return tuple(found)


@lru_cache(maxsize=1)
def _candidates(text: str) -> tuple[tuple[int, re.Match[str], Builder], ...]:
    """Every match of every rule with its builder, in the order in which they are tried.

    The last text's are kept, since its quantities ask for its dates once more.
    """
    found = [
        (match.start(), -match.end(), rank, match)
        for rank, (pattern, _) in enumerate(RULES)
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda c: c[:3])
    return tuple((start, match, RULES[rank][1]) for start, _, rank, match in found)


def year_hint(text: str) -> int | None:
    """The year that all full dates of a text agree on, or None."""
    named = absolute_years(text)
    return named.pop() if len(named) == 1 else None


def relation(text: str, start: int) -> str | None:
    """The preposition before a time at `start` ("by", "before", "since", "after" ...), or None."""
    match = _RELATION.search(text[max(0, start - 24) : start])
    if match is None:
        return None
    word = match.group(1).lower()
    return {"no later than": "by", "not later than": "by", "ahead of": "before", "till": "until"}.get(
        word, word
    )


def _anchor(published: Interval | None) -> dt.date | None:
    if published is None or (published.end - published.start).days > 6:
        return None
    return published.end
