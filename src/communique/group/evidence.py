"""What an article offers as evidence of the happening it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.group.marks import Marks, marks
from communique.group.offices import narrowings
from communique.group.partial import days_of_month
from communique.group.timing import LEAD, When, background, when
from communique.group.topics import WORD, Weights, stem
from communique.records import Reading
from communique.resolve import lexicon

TITLE_WEIGHT, LEAD_WEIGHT, PAST_WEIGHT = 2.0, 2.0, 0.3
"""How often a word of the title, the lead and of background counts; 1 elsewhere."""

LONGEST = 40_000
"""Characters of an article in which states and names are looked for; the main ones come early."""

NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")
"""A capital inside a sentence."""

PLAIN = ("year", "month", "day", "week", "hour", "minute", "percent", "")
"""Units whose small numbers stand in too many texts to say anything."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Signature:
    """The evidence of one article.

    `whole`, `lead` and `facts` are vectors of length 1 over the stems of the text, of its title
    and first sentences, and over its names, quantities and days; background counts little.
    `states` are the shares of the states it speaks of; `marks` are facts that agree within one
    happening.
    """

    id: str
    reading: Reading
    moment: When
    whole: Vector
    lead: Vector
    facts: Vector
    states: Vector
    marks: Marks


def signatures(readings: Sequence[Reading]) -> list[Signature]:
    """The signatures of the readings, in their order; words are weighed over all of them."""
    moments, pasts = [], []
    for reading in readings:
        moment = when(reading)
        past = background(reading, moment)
        if not moment.precise:
            moment = when(reading, narrowings(reading, past))
        moments.append(moment)
        pasts.append(past)
    attention = [states(reading) for reading in readings]
    bags = [
        words(reading, past, named)
        for reading, past, (_, named) in zip(readings, pasts, attention, strict=True)
    ]
    weights = Weights(bags)
    facts_of = [facts(reading, bag) for reading, bag in zip(readings, bags, strict=True)]
    facts_weights = Weights(facts_of)
    return [
        Signature(
            reading.article.id,
            reading,
            moment,
            weights.vector(bag),
            weights.vector(lead(reading, bag)),
            facts_weights.vector(fact),
            shares,
            marks(reading, past),
        )
        for reading, moment, past, bag, fact, (shares, _) in zip(
            readings, moments, pasts, bags, facts_of, attention, strict=True
        )
    ]


def words(reading: Reading, past: Sequence[bool], named: frozenset[str]) -> dict[str, float]:
    """The stems of an article with their counts: title and lead twice, background little.

    The words of states' names (`named`) are left out: they tell who, which is counted by itself.
    """
    counts: dict[str, float] = {}
    _count(counts, _title(reading), TITLE_WEIGHT)
    for index, lemmas in enumerate(reading.lemmas):
        _count(counts, lemmas, PAST_WEIGHT if past[index] else LEAD_WEIGHT if index < LEAD - 1 else 1.0)
    return {word: counts[word] for word in sorted(counts) if word not in named}


def lead(reading: Reading, known: Mapping[str, float]) -> dict[str, float]:
    """The stems of the title and the first sentences, each once."""
    counts: dict[str, float] = {}
    _count(counts, _title(reading), 1.0)
    for lemmas in reading.lemmas[: LEAD - 1]:
        _count(counts, lemmas, 1.0)
    return dict.fromkeys((word for word in sorted(counts) if word in known), 1.0)


def facts(reading: Reading, known: Mapping[str, float]) -> dict[str, float]:
    """Names (words with a capital inside a sentence), quantities and days, with their counts."""
    counts: dict[str, float] = {}
    text = reading.article.text[:LONGEST]
    for match in NAME.finditer(text):
        word = stem(match[0])
        if word in known:
            counts[word] = counts.get(word, 0.0) + 1.0
    for quantity in reading.quantities:
        if quantity.span.end <= LONGEST and not (quantity.unit in PLAIN and quantity.value < 100):
            counts[f"{quantity.value:g} {quantity.unit}"] = 1.0
    for (month, day), _, _ in days_of_month(text):
        counts[f"{month}-{day}"] = 1.0
    return dict(sorted(counts.items()))


def states(reading: Reading) -> tuple[dict[str, float], frozenset[str]]:
    """States and organisations with their shares of an article's attention, which sum to 1, and
    the stems of the words that name them."""
    counts: dict[str, float] = {}
    article = reading.article
    known = lexicon()
    named: set[str] = set()
    edge = article.sentences[min(LEAD, len(article.sentences)) - 1].span.end if article.sentences else 0
    for text, end in ((article.title or "", len(article.title or "")), (article.text[:LONGEST], edge)):
        for spot in known.spot(text):
            named.update(stem(word) for word in WORD.findall(text[spot.start : spot.end]))
            if not spot.place:
                code = spot.entry.state or spot.entry.id
                counts[code] = counts.get(code, 0.0) + (3.0 if spot.start < end else 1.0)
    total = sum(counts.values())
    return {code: count / total for code, count in sorted(counts.items())}, frozenset(named)


def _title(reading: Reading) -> list[str]:
    """The words of the title but the shortest, which are rarely content."""
    return [word for word in WORD.findall(reading.article.title or "") if len(word) > 3 or word.isupper()]


def _count(counts: dict[str, float], found: Iterable[str], weight: float) -> None:
    for word in found:
        if word.isdigit() and (len(word) < 3 or (len(word) == 4 and word[:2] in ("19", "20"))):
            continue  # years are the business of `timing`, small numbers say nothing
        known = stem(word)
        counts[known] = counts.get(known, 0.0) + weight
