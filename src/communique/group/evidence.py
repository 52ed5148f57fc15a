"""What an article offers as evidence of the happening it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.group.cues import cued
from communique.group.marks import Marks, marks
from communique.group.offices import narrowings
from communique.group.timing import LEAD, When, background, when
from communique.group.topics import WORD, Packed, pack, shares, stem, vector, weight
from communique.records import Reading
from communique.resolve import Lexicon

TITLE_WEIGHT, LEAD_WEIGHT, PAST_WEIGHT = 2.0, 2.0, 0.3
"""How often a word of the title, the lead and of background counts; 1 elsewhere."""

LONGEST = 40_000
"""Characters of an article in which states and names are looked for; the main ones come early."""

CAPITAL = re.compile(r"[A-Z][\w’'-]+")
LOWER = re.compile(r"\b[a-z][\w'-]+")
OPENS = re.compile(r"(?:^|\n|[.!?]['\"”’]? )$")
"""What stands before the first word of a sentence, in the three characters before it."""

TOO_COMMON = 0.0044
"""The general share from which a word with a capital at the start of a sentence need not be a name."""

NAMING = ("name", "demonym", "metonym", "body")
"""Forms of mentions that name a state or an organisation."""

PARTY = 0.27
"""The share of an article's attention that makes a state a party to what it tells."""

PLAIN = ("year", "month", "day", "week", "hour", "minute", "percent", "")
"""Units whose small numbers stand in too many texts to say anything."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Signature:
    """The evidence of one article; it depends on nothing but the article.

    `whole`, `lead` and `names` are vectors of length 1 over the stems of the text, of its title and
    first sentences, and over its names; background counts little. `packed` are the same three, for
    fast products. `focal` are the names of the first sentences with their weights, `numbers` the
    quantities with their units. `states` are the shares of the states it speaks of; `marks` are
    facts that agree within one happening.
    `recurring` tells whether it is of something that comes again between the same parties: an
    incident between two states, a visit, talks.
    """

    id: str
    reading: Reading
    moment: When
    whole: Vector
    lead: Vector
    packed: tuple[Packed, Packed, Packed]
    names: Vector
    focal: Vector
    numbers: frozenset[str]
    states: Vector
    marks: Marks
    recurring: bool


def signatures(readings: Sequence[Reading]) -> list[Signature]:
    """The signatures of the readings, in their order."""
    return [signature(reading) for reading in readings]


def signature(reading: Reading, known: Lexicon | None = None) -> Signature:
    """The signature of one article; `known` is the lexicon, by default the bundled one."""
    moment = when(reading)
    past = background(reading, moment)
    if not moment.precise:
        moment = when(reading, narrowings(reading, past, known))
    whole, opening = vector(words(reading, past)), vector(lead(reading))
    spoken = states(reading)
    named, focal = names(reading)
    named = vector(named)
    return Signature(
        id=reading.article.id,
        reading=reading,
        moment=moment,
        whole=whole,
        lead=opening,
        packed=(pack(whole), pack(opening), pack(named)),
        names=named,
        focal=focal,
        numbers=numbers(reading),
        states=spoken,
        marks=marks(reading, past, known),
        recurring=between(spoken, reading) or (len(spoken) > 1 and cued("recurring", _opening(reading))),
    )


def words(reading: Reading, past: Sequence[bool]) -> dict[str, float]:
    """The stems of an article with their counts: title and lead twice, background little."""
    counts: dict[str, float] = {}
    _count(counts, _title(reading), TITLE_WEIGHT)
    for index, lemmas in enumerate(reading.lemmas):
        _count(counts, lemmas, PAST_WEIGHT if past[index] else LEAD_WEIGHT if index < LEAD - 1 else 1.0)
    return counts


def lead(reading: Reading) -> dict[str, float]:
    """The stems of the title and the first sentences, each once."""
    counts: dict[str, float] = {}
    _count(counts, _title(reading), 1.0)
    for lemmas in reading.lemmas[:LEAD]:
        _count(counts, lemmas, 1.0)
    return dict.fromkeys(counts, 1.0)


def names(reading: Reading) -> tuple[dict[str, float], dict[str, float]]:
    """The stems of names with their counts, and those of the first sentences with their weights.

    A name is a word that this text only ever writes with a capital; at the start of a sentence
    only if it is rare in general.
    """
    text = reading.article.text[:LONGEST]
    plain = {stem(word) for word in set(LOWER.findall(text))}
    sentences = reading.article.sentences
    edge = sentences[min(LEAD, len(sentences)) - 1].span.end if sentences else 0
    general = shares()
    counts: dict[str, float] = {}
    focal: dict[str, float] = {}
    for match in CAPITAL.finditer(text):
        word = stem(match[0])
        start = match.start()
        if len(word) < 3 or word in plain:
            continue
        if general.get(word, 0.0) > TOO_COMMON and OPENS.search(text, max(0, start - 3), start):
            continue
        counts[word] = counts.get(word, 0.0) + 1.0
        if start < edge:
            focal[word] = weight(word)
    return counts, focal


def numbers(reading: Reading) -> frozenset[str]:
    """Quantities with their units, as "30 boat", but for those that stand in too many texts."""
    return frozenset(
        f"{quantity.value:g} {quantity.unit}"
        for quantity in reading.quantities
        if quantity.span.end <= LONGEST and not (quantity.unit in PLAIN and quantity.value < 100)
    )


def states(reading: Reading) -> dict[str, float]:
    """States and organisations with their shares of an article's attention, which sum to 1."""
    state = {
        actor.id: actor.state or actor.id
        for actor in reading.actors
        if actor.kind in ("state", "organisation") or actor.state
    }
    sentences = reading.article.sentences
    edge = sentences[min(LEAD, len(sentences)) - 1].span.end if sentences else 0
    counts: dict[str, float] = {}
    for mention in reading.mentions:
        code = state.get(mention.actor or "")
        if code is not None and mention.form in NAMING:
            counts[code] = counts.get(code, 0.0) + (3.0 if mention.span.start < edge else 1.0)
    total = sum(counts.values())
    return {code: count / total for code, count in sorted(counts.items())}


def between(spoken: Vector, reading: Reading) -> bool:
    """Whether an article tells of something between two states."""
    known = {actor.state for actor in reading.actors}
    return sum(share >= PARTY and code in known for code, share in spoken.items()) > 1


def _opening(reading: Reading) -> str:
    article = reading.article
    return " ".join((article.title or "", *(one.span.quote for one in article.sentences[: LEAD - 1])))


def _title(reading: Reading) -> list[str]:
    """The words of the title but the shortest, which are rarely content."""
    return [word for word in WORD.findall(reading.article.title or "") if len(word) > 3 or word.isupper()]


def _count(counts: dict[str, float], found: Iterable[str], weight: float) -> None:
    for word in found:
        if word.isdigit() and (len(word) < 3 or (len(word) == 4 and word[:2] in ("19", "20"))):
            continue  # years are the business of `timing`, small numbers say nothing
        known = stem(word)
        counts[known] = counts.get(known, 0.0) + weight
