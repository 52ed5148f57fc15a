"""What a story is called, where and when it happened and who was in it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Sequence

from communique.group.evidence import Signature
from communique.group.marks import towns
from communique.group.timing import LEAD, Window
from communique.group.vectors import Vector, products, total
from communique.records import Interval
from communique.resolve import Lexicon, lexicon

AROUND = dt.timedelta(days=3)
"""How far from the day that most articles name another named day still belongs to the happening."""

MEETING = re.compile(
    r"\b(?:meet(?:s|ing)?|met|talks|summit|visit(?:s|ed)?|host(?:s|ed)?|communiqué|guest|receiv(?:es|ed))\b",
    re.IGNORECASE,
)

MOST = 6
"""How many actors a story names."""


def central(members: Sequence[Signature], copies: Container[str] = ()) -> Signature:
    """The member nearest to all others; an original before its copies, a report before a column,
    the earlier in a tie."""
    if len(members) == 1:
        return members[0]
    likeness = products(Vector(*total([one.whole for one in members])), [one.whole for one in members])
    ranked = [
        (
            one.id in copies,
            one.article.title is None,
            one.article.kind != "report",
            -round(nearness, 2),
            one.moment.windows[0],
            one.id,
            place,
        )
        for place, (one, nearness) in enumerate(zip(members, likeness.tolist(), strict=True))
    ]
    return members[min(ranked)[-1]]


def date(members: Sequence[Signature]) -> Interval | None:
    """The days of the happening: those named in the leads, else the days of publication.

    Reports count before previews and looks back. Days named up to `AROUND` from the one that
    most name belong to a happening that lasts.
    """
    known = [one for one in members if one.moment.precise]
    known = [one for one in known if one.article.kind in ("report", "statement", "brief")] or known
    known = [one for one in known if one.moment.named] or known
    if not known:
        return None
    votes = Counter(one.moment.windows[0] for one in known)
    start, end = min(votes, key=lambda window: (-votes[window], window))
    if known[0].moment.named:
        near = [window for window in votes if start - AROUND <= window[0] and window[1] <= end + AROUND]
        start, end = min(window[0] for window in near), max(window[1] for window in near)
    return Interval(start, end, "day" if start == end else "range")


def places(members: Sequence[Signature], known: Lexicon | None = None) -> tuple[str, ...]:
    """Towns in which the leads say that it happened, else those of the datelines; main first."""
    counts: Counter[str] = Counter()
    for one in members:
        told = [one.article.title or "", *one.opening(LEAD, present=True)]
        counts.update({_cased(town): 2 for town in towns(told, known)})
        if one.article.place:
            counts[_cased(one.article.place)] += 1
    top = max(counts.values(), default=0)
    main = [place for place in counts if counts[place] * 3 >= top]
    return tuple(sorted(main, key=lambda place: (-counts[place], place))[:3])


def _cased(place: str) -> str:
    """A town as in running text: datelines are often in capitals, and may add the state."""
    town = place.split(",")[0].strip()
    return town.title() if town.isupper() else town


def actors(members: Sequence[Signature]) -> tuple[str, ...]:
    """Ids of the states and organisations most spoken of, then of the people named by most members.

    Where the readings know their actors, only these are named.
    """
    total: dict[str, float] = {}
    people: Counter[str] = Counter()
    known: set[str] = set()
    for one in members:
        for code, share in one.states.items():
            total[code] = total.get(code, 0.0) + share / len(members)
        known.update(actor.id for actor in one.actors)
        people.update({actor.id for actor in one.actors if actor.kind == "person"})
    top = max(total.values(), default=0.0)
    main = [code for code in total if total[code] >= 0.3 * top and (not known or code in known)]
    main.sort(key=lambda code: (-round(total[code], 9), code))
    often = [one for one in people if people[one] > max(1, len(members) / 2)]
    often.sort(key=lambda one: (-people[one], one))
    return (*main[:MOST], *often[: max(0, MOST - len(main))])


def label(
    members: Sequence[Signature],
    happened: Interval | None,
    towns: Sequence[str],
    middle: Signature,
    known: Lexicon | None = None,
) -> str:
    """A short name: "Peru and Chile: talks in Lima, 19 September 2024" for a meeting whose
    day is known, else the title of the central article, the one in the `middle`.

    Its first words stand in where it has no title.
    """
    day = f", {spelled(happened)}" if happened else ""
    meeting = sum(_meets(one) for one in members) * 2 > len(members)
    names = [_state(code, known or lexicon()) for code in actors(members)[:2]]
    if happened and meeting and len(members) > 1 and towns and len(names) == 2 and all(names):
        return " and ".join(filter(None, names)) + f": talks in {towns[0]}{day}"
    article = middle.article
    opening = article.text.split()
    words = article.title or " ".join(opening[:10]) + (" …" if len(opening) > 10 else "")
    return " ".join(words.split()).removesuffix(".") + day


def _meets(one: Signature) -> bool:
    return MEETING.search(" ".join((one.article.title or "", *one.opening(LEAD)))) is not None


def _state(code: str, known: Lexicon) -> str | None:
    entry = known.get(code)
    return entry.name if entry is not None and entry.kind == "state" else None


def spelled(interval: Interval) -> str:
    """An interval in words: "12 November 2025", "14–15 November 2023"."""
    start, end = interval.start, interval.end
    if start == end:
        return _day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def spelled_windows(windows: Sequence[Window]) -> str:
    """Possible days in words: "from 14 May 2024 to 10 November 2024", "before 1 August 2024"."""
    words = []
    for start, end in windows:
        if start == dt.date.min and end == dt.date.max:
            words.append("any day")
        elif start == dt.date.min:
            words.append(f"no later than {_day(end)}")
        elif end == dt.date.max:
            words.append(f"no earlier than {_day(start)}")
        else:
            words.append(_day(start) if start == end else f"from {_day(start)} to {_day(end)}")
    return " or ".join(words)


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = "January February March April May June July August September October November December".split()
"""Spelled here, since `strftime` speaks the language of the machine."""
