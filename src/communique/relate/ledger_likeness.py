"""How like a promise told in one article is to one of the ledger's lines."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from communique.records import Commitment, Interval, Quantity, Reading

ENOUGH = 0.55
"""A likeness from which two promises are one."""
FATES = {"delayed", "dropped", "breach alleged", "breach denied", "implemented"}
MADE = {"pledged", "signed"}
OWED = "promise"
"""The word by which an article marks a fate that is told of a promise named as such."""
SAME_MAIN, SAME_AMOUNT, SAME_SHARE, SAME_DUE, OTHER_AMOUNT, OTHER_DUE = 0.12, 0.4, 0.2, 0.2, 0.5, 0.1
ONE_WORD = 0.12
NEAR = 12
"""Days within which two tellings may be of one occasion, whose figures may differ by source."""
ALIKE = 3
"""So many shared words make up for different main nouns."""
BARGAIN = 120
"""Days within which an offer may become a promise of another figure."""
TELLING = 5
"""Smaller numbers identify nothing."""
MOST_LINES = 200
"""So many lines that share a word are looked at, the latest first."""
MOST_TELLINGS = 40
"""So many tellings of a line are looked at, the first and the last ones."""


@dataclass(slots=True)
class Entry:
    """What one article tells of one promise, with its settled parties; `present` are all that it names."""

    commitment: Commitment
    reading: Reading
    by: tuple[str, ...]
    to: tuple[str, ...]
    firm: bool
    present: frozenset[str]
    figures: frozenset[tuple[float, str]] = field(init=False)
    proper: frozenset[tuple[float, str]] = field(init=False)
    about: tuple[str, ...] = field(init=False)
    words: frozenset[str] = field(init=False)
    bound: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        # Looked at once for each pair of entries: `about` are lemmas of what is promised, the main noun
        # first, `bound` who is.
        self.about = self.commitment.about
        self.words, self.bound = frozenset(self.about), frozenset(self.by)
        span = self.commitment.history[0].span
        self.figures = frozenset(
            (quantity.value, quantity.unit)
            for quantity in self.reading.quantities
            if span.start <= quantity.span.start < span.end and quantity.value >= TELLING
        )
        self.proper = frozenset(_proper(self.figures))

    @property
    def status(self) -> str:
        """What it tells."""
        return self.commitment.history[0].status

    @property
    def date(self) -> Interval | None:
        """When that was."""
        return self.commitment.history[0].date


class Likeness:
    """The lines of a ledger as they grow, and which of them an entry belongs to."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._seen = Counter(lemma for entry in entries for lemma in set(entry.about))
        self._weights = {lemma: 1 + 0.5 * math.log(len(entries) / n) for lemma, n in self._seen.items()}
        self._weighed: dict[frozenset[str], float] = {}
        self._lines: list[list[Entry]] = []
        self._made: list[list[Entry]] = []
        self._makers: dict[str, dict[int, None]] = {}
        self._index: dict[str, list[int]] = {}

    def open(self) -> int:
        """A new line; its number."""
        self._lines.append([])
        self._made.append([])
        return len(self._lines) - 1

    def join(self, at: int, entry: Entry) -> None:
        """Put an entry into a line."""
        self._lines[at].append(entry)
        if entry.status in MADE:
            self._made[at].append(entry)
            for party in entry.by:
                self._makers.setdefault(party, {})[at] = None
        for lemma in entry.about:
            lines = self._index.setdefault(lemma, [])
            if not lines or lines[-1] != at:
                lines.append(at)

    def best(self, entry: Entry) -> int | None:
        """The line that an entry belongs to, or None."""
        near: dict[int, None] = {}
        for lemma in entry.about:
            for at in reversed(self._index.get(lemma, [])[-MOST_LINES:]):
                near.setdefault(at)
        scored = [(self._score(entry, self._lines[at]), -at) for at in near]
        score, at = max(scored, default=(0.0, 0))
        return -at if score >= ENOUGH else None

    def accused(self, entry: Entry) -> int | None:
        """The line of the breach that is denied: the last alleged of the same parties, days before."""
        if entry.status != "breach denied" or OWED not in entry.about:
            return None
        for at in range(len(self._lines) - 1, max(len(self._lines) - MOST_LINES, 0) - 1, -1):
            for other in self._lines[at]:
                same = other.status == "breach alleged" and set(other.by) & set(entry.by)
                if same and _days(entry, other) <= NEAR:
                    return at
        return None

    def owed(self, entry: Entry, *, just_due: bool = False) -> int | None:
        """The line that a fate belongs to which is told only of "the deadline" or "the agreement".

        Of the promises of the same parties made before: the one whose day had just come, else those that
        were signed, else the last occasion's; among these the one with most of its words, then the largest.
        `just_due`: only one whose day had just come.
        """
        if entry.status not in FATES or OWED not in entry.about or entry.date is None:
            return None
        found = []
        for at in sorted({at for party in entry.by for at in self._makers.get(party, ())}):
            made = [e for e in self._made[at] if e.bound & entry.bound and e.date is not None]
            made = [e for e in made if e.date is not None and e.date.start <= entry.date.start]
            if made:
                late = entry.status == "delayed" and any(0 <= _past(e, entry) <= BARGAIN for e in made)
                if just_due and not late:
                    continue
                signed = any(e.status == "signed" for e in made)
                last = max(e.date.start for e in made if e.date is not None)
                words = max(len(e.words & entry.words) for e in made)
                words = words if words > 1 else 0  # one word is chance
                found.append((late, signed, last, words, max((_size(e) for e in made), default=0.0), -at))
        if not found:
            return None
        newest = max(found)[2]
        return -max(
            (late, signed, (newest - last).days <= NEAR, words, size, at)
            for late, signed, last, words, size, at in found
        )[-1]

    def _score(self, entry: Entry, line: Sequence[Entry]) -> float:
        if len(line) > MOST_TELLINGS:
            line = (*line[: MOST_TELLINGS // 4], *line[-(MOST_TELLINGS - MOST_TELLINGS // 4) :])
        return max(self._likeness(entry, other) for other in line)

    def _likeness(self, one: Entry, other: Entry) -> float:
        """From 0 to about 1.6; 0 where they cannot be one promise."""
        if one.by and other.by and one.bound.isdisjoint(other.bound):
            return 0.0
        if not one.firm and not _may_follow(one, other):
            return 0.0
        shared = one.words & other.words
        same_figure = not one.proper.isdisjoint(other.proper)
        heads = one.about[0] in other.words or other.about[0] in one.words
        same_share = bool(shared) and any(unit == "percent" for _, unit in one.figures & other.figures)
        if not heads and not same_figure and not same_share and len(shared) < ALIKE:
            return 0.0
        same_main = one.about[0] == other.about[0]
        if not one.firm and not same_figure and len(shared) < 2 and not same_main:
            return 0.0
        if not one.firm and not one.by and not set(other.by) & one.present:
            return 0.0
        told_apart = not same_main or _differ(one.commitment.amount, other.commitment.amount)
        one_text = one.reading.article.id == other.reading.article.id
        if one_text and told_apart and one.firm and other.firm and not same_figure:
            return 0.0
        mains = {one.about[0], other.about[0]}
        least = min(self._weight(one.words, mains), self._weight(other.words, mains))
        score = self._weight(shared, mains) / least if least else 0.0
        much = max(len(one.about), len(other.about)) > ALIKE + 1
        if much and one.firm and other.firm and not same_main and len(shared) == 1 and not same_figure:
            score -= ONE_WORD  # of much that one tells the other has a word
        if same_main and not _differ(one.commitment.amount, other.commitment.amount):
            score += SAME_MAIN
        if same_figure:
            score += SAME_AMOUNT
        elif same_share:
            score += SAME_SHARE
        elif _differ(one.commitment.amount, other.commitment.amount) and not _may_differ(one, other):
            score -= OTHER_AMOUNT
        mine, theirs = one.commitment.due, other.commitment.due
        if mine is not None and theirs is not None:
            score += SAME_DUE if _overlap(mine, theirs) else -OTHER_DUE
        return score

    def _weight(self, lemmas: frozenset[str], mains: Set[str]) -> float:
        """What words weigh together: rare ones more, the main nouns twice."""
        known = self._weighed.get(lemmas)
        if known is None:
            # Whatever order a set is gone through in, the sum is the same.
            known = self._weighed[lemmas] = math.fsum(self._weights[lemma] for lemma in lemmas)
        return known + math.fsum(self._weights[lemma] for lemma in mains if lemma in lemmas)


def _past(promise: Entry, fate: Entry) -> int:
    """How many days the promised day had passed; -1 where none was told."""
    due = promise.commitment.due
    return (fate.date.start - due.end).days if due is not None and fate.date is not None else -1


def _size(entry: Entry) -> float:
    return entry.commitment.amount.value if entry.commitment.amount is not None else 0.0


def _proper(figures: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Figures that identify something: no years of age, no shares."""
    return [f for f in figures if f[1] not in {"day", "week", "month", "year", "hour", "percent"}]


def _differ(one: Quantity | None, other: Quantity | None) -> bool:
    if one is None or other is None or one.unit != other.unit:
        return False
    return abs(one.value - other.value) > 0.02 * max(abs(one.value), abs(other.value))


def _overlap(one: Interval, other: Interval) -> bool:
    return one.start <= other.end and other.start <= one.end


def _may_differ(one: Entry, other: Entry) -> bool:
    """Whether figures may differ in one promise: by source, or between an offer and what came of it.

    What became of it may be told of a part of the sum.
    """
    mine, theirs = one.commitment.amount, other.commitment.amount
    if not one.firm and mine is not None and theirs is not None and mine.value < theirs.value:
        return mine.unit != "percent"
    if one.date is None or other.date is None:
        return False
    first, second = sorted((one, other), key=lambda e: e.date.start if e.date else dt.date.max)
    if first.status in {"proposed", "negotiating"} and second.status in {
        "proposed",
        "negotiating",
        "pledged",
        "signed",
    }:
        return bool(first.date and second.date) and _days(first, second) <= BARGAIN
    return _one_occasion(one, other)


def _days(one: Entry, other: Entry) -> int:
    return abs((one.date.start - other.date.start).days) if one.date and other.date else BARGAIN + 1


def _one_occasion(one: Entry, other: Entry) -> bool:
    """Whether two articles tell of one occasion, so that figures may differ by source alone."""
    if one.reading.article.id == other.reading.article.id or one.date is None or other.date is None:
        return False
    return _days(one, other) <= NEAR


def _may_follow(fate: Entry, promise: Entry) -> bool:
    """Whether what became of something may be told of this promise: never before it was made."""
    if fate.date is None or promise.date is None or fate.status in {"negotiating", "proposed", "pledged"}:
        return True
    return fate.date.end >= promise.date.start
