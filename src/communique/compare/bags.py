"""What the sentences and statements of a neighbourhood hold, as sets of small numbers, read in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from communique.compare.backreference import pointing
from communique.compare.measures import SMALL, rejections
from communique.compare.polarity import negations
from communique.compare.terms import word_concept
from communique.compare.words import WORD
from communique.records import Interval, Reading, Statement

MOST_OF_SENTENCE = 6
"""Statements of one sentence that are compared."""
MOST_WORDS = 120
"""Words of one sentence that count."""
SHORT = 240
"""Characters of a sentence that may do no more than point back."""
SPARE = 25
"""Characters from which words tell enough that two statements in the same ones are one."""
MOST_MONTHS, DAYS = 6, 8
"""Months of a time that are looked at, and the days from which it is told by its months only."""
_TIMED = frozenset({"day", "week", "month", "range"})
DENIES, COUNTS = "!", "!!"
"""Stand for any word that denies, and for any number."""


@dataclass(slots=True)
class Row:
    """A statement: `article` its place among the readings, `statement` its place in the reading.

    `own` are the concepts that it holds, `around` those of the sentences that it leans on, `marks` its
    figures and days; all as numbers of `Bags.names`, as is its `holder` (-1 for the outlet). `quoted` tells
    whether somebody other than the outlet speaks, `denies` whether it may deny something, `counts` a number,
    `to_come` that it only may or ought to be so; `rejects` the figures that it calls wrong ("four days,
    not nine").
    """

    article: int
    statement: int
    own: frozenset[int]
    around: frozenset[int]
    marks: frozenset[int]
    quoted: bool
    denies: bool
    counts: bool
    to_come: bool
    holder: int
    rejects: frozenset[int]


@dataclass(slots=True)
class Bags:
    """The statements of a neighbourhood: `rows` one for each wording, `twins` for a row those that say
    it word for word, `names` the concepts, `seen` in how many of the `sentences` each stands."""

    rows: list[Row] = field(default_factory=list)
    twins: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    sentences: int = 0

    def number(self, name: str) -> int:
        """The number of a concept, a new one where it has none."""
        return self.names.setdefault(name, len(self.names))


def bags(readings: Sequence[Reading], copies: frozenset[str] = frozenset()) -> Bags:
    """The statements of these readings; of equal ones the first is a row, no copy where one is none.

    `copies` are the ids of articles that repeat another.
    """
    found = Bags()
    found.number(DENIES), found.number(COUNTS)
    words: dict[str, int] = {}
    first: dict[tuple[object, ...], tuple[int, int]] = {}
    order = sorted(range(len(readings)), key=lambda n: (readings[n].article.id in copies, n))
    for n in order:
        _read(n, readings[n], found, words, first)
    return found


def _read(
    n: int,
    reading: Reading,
    found: Bags,
    words: dict[str, int],
    first: dict[tuple[object, ...], tuple[int, int]],
) -> None:
    text, sentences = reading.article.text, reading.article.sentences
    at, which, marks = _tokens(reading, found, words)
    places, kinds = [place for place, _ in marks], [kind for _, kind in marks]
    starts = [s.span.start for s in sentences]
    deny, count_mark = found.number(DENIES), found.number(COUNTS)
    held: dict[int, frozenset[int]] = {}

    def holds(k: int) -> frozenset[int]:
        if k not in held:
            low = bisect_left(at, starts[k])
            high = min(bisect_left(at, sentences[k].span.end), low + MOST_WORDS)
            held[k] = frozenset(which[low:high])
        return held[k]

    count: dict[int, int] = {}
    opening: dict[int, int] = {}
    for k, sentence in enumerate(sentences):
        opening.setdefault(sentence.paragraph, k)
    for m, statement in enumerate(reading.statements):
        k = statement.sentence
        if not 0 <= k < len(sentences) or count.get(k, 0) >= MOST_OF_SENTENCE:
            continue
        if k not in count:
            found.sentences += 1
            for name in holds(k):
                found.seen[name] = found.seen.get(name, 0) + 1
        count[k] = count.get(k, 0) + 1
        start, end = statement.span.start, statement.span.end
        here = tuple(kinds[bisect_left(places, start) : bisect_left(places, end)])
        quoted = statement.holder.kind != "outlet"
        if len(statement.span.quote) >= SPARE:
            teller = statement.holder.name if quoted else None
            twin = statement.span.quote, statement.modality, quoted, teller, here
            known = first.setdefault(twin, (n, m))
            if known != (n, m):
                found.twins.setdefault(known, []).append((n, m))
                continue
        own = set(_own(statement, at, which))
        around = set[int]()
        for leant in _leans_on(sentences[k].paragraph, k, opening):
            around |= holds(leant)
        counts = count_mark in own
        back = pointing(text, start, end) if counts and k > 0 and end - start <= SHORT else None
        if back is not None:  # "the insurers speak of 900": of what, the sentence before says
            quoted = True
            own |= holds(k - 1)
            here += (found.number(f"#{back.value:g}"),)
        denies = deny in own or statement.modality in {"denied", "negated"}
        own -= {deny, count_mark}
        around -= {deny, count_mark}
        by = statement.holder
        said = by.actor or (by.name or by.kind).lower()
        holder = found.number(f"@{said}") if said != "outlet" else -1
        rejects = frozenset(_rejected(text, start, end, found)) if denies and here else frozenset()
        found.rows.append(
            Row(
                n,
                m,
                frozenset(own),
                frozenset(around),
                frozenset(here),
                quoted,
                denies,
                counts,
                statement.modality in {"demanded", "possible"},
                holder,
                rejects,
            )
        )


def _rejected(text: str, start: int, end: int, found: Bags) -> Iterator[int]:
    for value in rejections(text, start, end):
        yield found.number(f"#{value:g}")


def _own(statement: Statement, at: list[int], which: list[int]) -> Iterator[int]:
    """The concepts of a statement, but for the words that only say who says it."""
    start, end, cue, holder = (
        statement.span.start,
        statement.span.end,
        statement.cue,
        statement.holder.span,
    )
    low, high = bisect_left(at, start), bisect_left(at, end)
    high = min(high, low + MOST_WORDS)
    if cue is None or not start <= cue.start < end:
        yield from which[low:high]
        return
    left, right = cue.start, cue.end
    if holder is not None and start <= holder.start < end and abs(holder.start - left) < 200:
        left, right = min(left, holder.start), max(right, holder.end)
    yield from which[low : bisect_left(at, left, low, high)]
    yield from which[bisect_left(at, right, low, high) : high]


def _leans_on(paragraph: int, k: int, opening: dict[int, int]) -> set[int]:
    """The sentences that one may leave words to: itself, two before it in the paragraph, its opening."""
    first = opening[paragraph]
    chosen = {k, first, *range(max(first, k - 2), k)}
    if first > 0 and k - first <= 1:
        chosen.add(first - 1)
    return chosen


def _tokens(
    reading: Reading, found: Bags, words: dict[str, int]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """The telling words and actors of a text: offsets, and numbers; and its figures and days."""
    number = found.number
    states = {actor.id: actor.state for actor in reading.actors}
    held: list[tuple[int, int]] = []
    covered: list[tuple[int, int]] = []
    for mention in reading.mentions:
        actor, span = mention.actor, mention.span
        if not actor or actor not in states:
            continue
        covered.append((span.start, span.end))
        held.append((span.start, number(f"@{actor}")))
    marks: list[tuple[int, int]] = []
    for date in reading.dates:
        covered.append((date.span.start, date.span.end))
        if date.interval is not None and date.interval.precision in _TIMED:
            marks += [(date.span.start, number(name)) for name in _days(date.interval)]
    for quantity in reading.quantities:
        marks.append((quantity.span.start, number(f"#{quantity.value:g}")))
    covered.sort()
    marks.sort()
    skip, last = 0, len(covered)
    for match in WORD.finditer(reading.article.text):
        word = match.group()
        name = words.get(word)
        if name is None:
            name = words[word] = _number(word, found)
        if name < 0:
            continue
        start = match.start()
        while skip < last and covered[skip][1] <= start:
            skip += 1
        if skip < last and covered[skip][0] <= start:
            continue
        held.append((start, name))
    held.sort()
    return [start for start, _ in held], [name for _, name in held], marks


def _days(interval: Interval) -> Iterator[str]:
    """The months that a time is in, and its days where they are few."""
    first, last = interval.start, interval.end
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)[:MOST_MONTHS]
    yield from (f"~{month}" for month in months)
    if (last - first).days < DAYS:
        yield from (f"~{first + timedelta(n)}" for n in range((last - first).days + 1))


def _number(word: str, found: Bags) -> int:
    """The number of a word's concept; -1 where it tells nothing by itself."""
    low = word.lower().replace("’", "'")
    if low in negations() or low.endswith("n't"):
        return found.number(DENIES)
    if low[0].isdigit() or SMALL.get(low, 0) > 1:
        return found.number(COUNTS)
    name = word_concept(word)
    return found.number(name) if name else -1
