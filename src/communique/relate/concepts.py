"""Concepts: the causes and effects that texts name, joined where they are the same in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from communique.group.topics import WORD, stem, weight
from communique.records import Reading, Span, digest

ALIKE = 0.6
"""Share of the heavier phrase's weight that two phrases have in common to be one concept."""
ACTOR = 5.0
"""What a named state or organisation weighs, about as much as a rare word."""
LIGHTEST = 1.5
"""Words under this weight ("its", "for") tell nothing of what a phrase is about."""


@cache
def turns() -> Mapping[str, int]:
    """Stem → +1 if a phrase with it tells of more or a beginning ("rise"), -1 of less or an end."""
    text = files("communique.relate").joinpath("data", "turns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {stem(word): int(turn) for word, turn, _ in rows}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase is about: weights of its stems and named actors ("@RUS"), and which way it turns (+1,
    -1, 0)."""

    keys: Mapping[str, float]
    turn: int

    @property
    def actors(self) -> frozenset[str]:
        """The actors that it names."""
        return frozenset(key for key in self.keys if key.startswith("@"))


@dataclass(slots=True)
class Concept:
    """One cause or effect under one name: the wording that is used most, or else is shortest; `head`
    is the phrase by which others were found to be the same."""

    head: Phrase
    variants: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """How most put it; of equals the shortest."""
        return min(self.variants, key=lambda text: (-self.variants[text], len(text), text))

    @property
    def id(self) -> str:
        """Stable for the same wordings."""
        return digest("concept", *sorted(self.variants))


def phrase_of(text: str, named: Iterable[tuple[str, str]] = ()) -> Phrase:
    """The keys of a phrase; `named` are (words, actor id) of the actors that it names."""
    keys: dict[str, float] = {}
    for words, actor in sorted(named, key=lambda row: (-len(row[0]), row)):
        if words in text:
            text = text.replace(words, " ")
            keys[f"@{actor}"] = ACTOR
    stems = [stem(match.group()) for match in WORD.finditer(text)]
    keys |= {one: weight(one) for one in stems if weight(one) >= LIGHTEST and one not in turns()}
    turn = 1
    found = [turns()[one] for one in stems if one in turns()]
    for each in found:
        turn *= each
    return Phrase(keys, turn if found else 0)


def names_in(reading: Reading, span: Span | None) -> list[tuple[str, str]]:
    """The actors that a span of a reading names: their words and the state each belongs to, else its id."""
    if span is None:
        return []
    states = {a.id: a.state or a.id for a in reading.actors if a.kind != "person"}
    return [
        (mention.span.quote, states[mention.actor])
        for mention in reading.mentions
        if mention.actor in states and span.start <= mention.span.start and mention.span.end <= span.end
    ]


def likeness(one: Phrase, other: Phrase) -> float:
    """What two phrases share of the heavier one's weight, 0 to 1; 0 where they name other actors or
    turn opposite ways."""
    mine, others = one.actors, other.actors
    if one.turn * other.turn < 0 or (mine and others and not mine & others):
        return 0.0
    common = sum(value for key, value in one.keys.items() if key in other.keys)
    heavier = max(sum(one.keys.values()), sum(other.keys.values()))
    return common / heavier if heavier else 0.0


def covered(asked: Phrase, concept: Phrase) -> float:
    """How much of what is asked for a concept holds, 0 to 1, whichever way each turns."""
    whole = sum(asked.keys.values())
    return sum(v for key, v in asked.keys.items() if key in concept.keys) / whole if whole else 0.0
