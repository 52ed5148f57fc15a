"""What an article offers as evidence of the happening it tells of."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np

from communique.group.cues import cued
from communique.group.marks import visitors
from communique.group.offices import narrowings
from communique.group.timing import LEAD, When, background, narrowed, when
from communique.group.topics import WORD, shares, stem, weight
from communique.group.vectors import Bundle, Vector, bundle, counted, named, weighed
from communique.records import Actor, Article, Reading, Sentence
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


LOOKED_UP = 100
"""In how many places of a text stems are looked for before all its words are stemmed."""


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """The evidence of one article; it depends on nothing but the article.

    `article` has its sentences left out: `bounds` holds the start and end of each.

    `whole`, `lead` and `names` are vectors of length 1 over the stems of the text, of its title and
    first sentences, and over its names; background counts little. `focal` are the names of the first
    sentences with their weights, which sum to `focal_weight`. `details` holds the last three. `numbers`
    are the quantities with their units. `states` are the shares
    of the states it speaks of, `past` tells which sentences are background.
    `recurring` tells whether it is of something that comes again between the same parties: an
    incident between two states, a visit, talks; `after` are the states, other than its parties, of whose
    visit it then says that it was shortly before. `days` are the first and last day of a precise
    moment, as ordinals.
    """

    id: str
    article: Article
    bounds: array[int]
    actors: tuple[Actor, ...]
    moment: When
    days: tuple[int, int]
    whole: Vector
    details: Bundle
    focal_weight: float
    states: Mapping[str, float]
    past: tuple[bool, ...]
    recurring: bool
    after: frozenset[str]

    @property
    def reading(self) -> Reading:
        """What is left of the reading: the article with its sentences, and the actors."""
        edges = zip(self.bounds[::2], self.bounds[1::2], strict=True)
        sentences = tuple(Sentence(self.article.span(start, end), 0) for start, end in edges)
        return Reading(replace(self.article, sentences=sentences), self.actors)

    def sentence(self, place: int) -> str:
        """The words of a sentence."""
        return self.article.text[self.bounds[2 * place] : self.bounds[2 * place + 1]]

    def opening(self, most: int, *, present: bool = False) -> list[str]:
        """The first so many sentences; with `present` the first that are no background."""
        places = (place for place, old in enumerate(self.past) if not (present and old))
        return [self.sentence(place) for place in islice(places, most)]

    @property
    def lead(self) -> Vector:
        """The stems of the title and the first sentences."""
        return self.details.part(0)

    @property
    def names(self) -> Vector:
        """The stems of the names."""
        return self.details.part(1)

    @property
    def focal(self) -> Vector:
        """The names of the first sentences."""
        return self.details.part(2)

    @property
    def numbers(self) -> Vector:
        """The quantities with their units, as "30 boat"."""
        return self.details.part(3)


def signatures(readings: Sequence[Reading]) -> list[Signature]:
    """The signatures of the readings, in their order."""
    return [signature(reading) for reading in readings]


def signature(reading: Reading, known: Lexicon | None = None) -> Signature:
    """The signature of one article; `known` is the lexicon, by default the bundled one."""
    moment = when(reading)
    past = background(reading, moment)
    if not moment.precise:
        moment = narrowed(moment, narrowings(reading, past, known))
    whole, opening = words(reading, past)
    spoken = states(reading)
    called, focal = names(reading)
    recurring = between(spoken, reading) or (len(spoken) > 1 and cued("recurring", _opening(reading)))
    parties = {code for code, share in spoken.items() if share >= PARTY}
    return Signature(
        id=reading.article.id,
        article=replace(reading.article, sentences=(), removed=()),
        bounds=array(
            "i", [edge for one in reading.article.sentences for edge in (one.span.start, one.span.end)]
        ),
        actors=reading.actors,
        moment=moment,
        days=(moment.windows[0][0].toordinal(), moment.windows[-1][1].toordinal()),
        whole=whole,
        details=bundle((opening, called, focal, named(dict.fromkeys(numbers(reading), 1.0)))),
        focal_weight=float(focal.values.sum()),
        states=spoken,
        past=past,
        recurring=recurring,
        after=visitors(reading, past, known) - parties if recurring else frozenset(),
    )


def words(reading: Reading, past: Sequence[bool]) -> tuple[Vector, Vector]:
    """The vectors of an article's words, and of those of its title and first sentences.

    In the first, title and lead count twice, background little; in the second each word counts once.
    """
    title, lemmas = _title(reading), reading.lemmas
    row = [*title, *chain.from_iterable(lemmas)]
    times = [
        PAST_WEIGHT if past[index] else LEAD_WEIGHT if index < LEAD - 1 else 1.0
        for index in range(len(lemmas))
    ]
    lengths = [len(title), *map(len, lemmas)]
    opening = sum(lengths[: LEAD + 1])
    lead = counted(row[:opening], np.ones(opening))
    lead.values[:] = 1.0
    return weighed(counted(row, np.repeat([TITLE_WEIGHT, *times], lengths))), weighed(lead)


def names(reading: Reading) -> tuple[Vector, Vector]:
    """The vector of an article's names, and the names of the first sentences with their weights.

    A name is a word that this text only ever writes with a capital; at the start of a sentence
    only if it is rare in general.
    """
    text = reading.article.text[:LONGEST]
    sentences = reading.article.sentences
    edge = sentences[min(LEAD, len(sentences)) - 1].span.end if sentences else 0
    general = shares()
    found = Counter(CAPITAL.findall(text))
    plain = _Plain(text)
    stems = {word: known for word in found if len(known := stem(word)) > 2 and known not in plain}
    leading = set(CAPITAL.findall(text, 0, edge))
    common = {word for word, known in stems.items() if general.get(known, 0.0) > TOO_COMMON}
    if common:
        leading -= common
        for word in common:
            found[word] = 0
        for match in CAPITAL.finditer(text):
            word = match[0]
            if word in common:
                start = match.start()
                if not OPENS.search(text, max(0, start - 3), start):
                    found[word] += 1
                    if start < edge:
                        leading.add(word)
    counts: dict[str, float] = {}
    for word, known in stems.items():
        if found[word]:
            counts[known] = counts.get(known, 0.0) + found[word]
    focal = {stems[word]: weight(stems[word]) for word in sorted(leading & stems.keys())}
    return weighed(named(counts)), named(focal)


class _Plain:
    """The stems of the words of a text that stand in it in small letters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all: set[str] | None = None
        self.tried = 0

    def __contains__(self, known: str) -> bool:
        if self.all is None:
            # All stems but those in "-y" begin their words.
            start = known[:-1] if known.endswith("y") else known
            place = self.text.find(start)
            while place >= 0 and self.tried < LOOKED_UP:
                end = self.text.find(" ", place)
                piece = self.text[self.text.rfind(" ", 0, place) + 1 : end if end > 0 else None]
                if any(stem(word) == known for word in LOWER.findall(piece)):
                    return True
                place, self.tried = self.text.find(start, place + 1), self.tried + 1
            if place < 0:
                return False
            self.all = {stem(word) for word in set(LOWER.findall(self.text))}
        return known in self.all


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


def between(spoken: Mapping[str, float], reading: Reading) -> bool:
    """Whether an article tells of something between two states."""
    parties = [code for code, share in spoken.items() if share >= PARTY]
    if len(parties) < 2:
        return False
    known = {actor.state for actor in reading.actors}
    return sum(code in known for code in parties) > 1


def _opening(reading: Reading) -> str:
    article = reading.article
    return " ".join((article.title or "", *(one.span.quote for one in article.sentences[: LEAD - 1])))


def _title(reading: Reading) -> list[str]:
    """The words of the title but the shortest, which are rarely content."""
    return [word for word in WORD.findall(reading.article.title or "") if len(word) > 3 or word.isupper()]
