"""Concepts: the causes and effects that texts name, joined where they are the same in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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

JOINING = frozenset(
    "about across after against along already among around because before behind between beyond during "
    "from into near onto over since that than their them then there these they this those through toward "
    "towards under until upon very what when where which while with within without would your".split()
)
"""Words that only join others."""


def root(word: str) -> str:
    """The stem of a word, the same for "price" and "prices"."""
    found = stem(word)
    return found[:-1] if found.endswith("e") and len(found) > 3 else found


@cache
def joining() -> frozenset[str]:
    """The stems of `JOINING`."""
    return frozenset(map(root, JOINING))


@cache
def turns() -> Mapping[str, int]:
    """Stem → +1 if a phrase with it tells of more or a beginning ("rise"), -1 of less or an end."""
    return {root(word): int(turn) for word, turn, _ in _rows("turns.tsv")}


@cache
def kin() -> Mapping[str, tuple[str, str]]:
    """Stems of a word, or of a pair joined by a space → (the name of its row, the row's kind)."""
    found: dict[str, tuple[str, str]] = {}
    for cell, kind, _ in _rows("kin.tsv"):
        words = [word.strip() for word in cell.split(";")]
        for word in words:
            found.setdefault(" ".join(map(root, word.split())), (words[0], kind))
    return found


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    text = files("communique.relate").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            first, second, third = line.split("\t")
            yield first, second, third


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase is about: weights of its stems and named actors ("@RUS"), which way it turns (+1,
    -1, 0), and the kinds of thing that it names (`data/kin.tsv`)."""

    keys: Mapping[str, float]
    turn: int
    kinds: frozenset[str] = frozenset()

    @property
    def actors(self) -> frozenset[str]:
        """The actors that it names."""
        return frozenset(key for key in self.keys if key.startswith("@"))


@dataclass(slots=True)
class Concept:
    """One cause or effect under one name; `head` is the phrase by which others were found to be the same.

    `variants` are the wordings that go the same way as the head, `turned` those that tell the opposite
    ("the opening of the canal" of its closure); `actor` is the state whose it is said to be, if one is.
    """

    head: Phrase
    variants: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)
    actor: str | None = None

    @property
    def name(self) -> str:
        """How most put it; of equals the shortest."""
        return min(self.variants or self.turned, key=lambda text: (-self.variants[text], len(text), text))

    @property
    def id(self) -> str:
        """Stable for the same wordings."""
        return digest("concept", *sorted({*self.variants, *self.turned}))


def phrase_of(text: str, named: Iterable[tuple[str, str]] = ()) -> Phrase:
    """The keys of a phrase; `named` are (words, actor id) of the actors that it names."""
    keys: dict[str, float] = {}
    for words, actor in sorted(named, key=lambda row: (-len(row[0]), row)):
        if words in text:
            text = text.replace(words, " ")
            keys[f"@{actor}"] = ACTOR
    said = [match.group() for match in WORD.finditer(text)]
    stems = [root(word) for word in said]
    kinds: set[str] = set()
    for number, one in enumerate(stems):
        pair = kin().get(" ".join(stems[number : number + 2])) or kin().get(one)
        if pair is not None:
            kinds.add(pair[1])
        heavy = min(weight(stem(said[number])), weight(one))
        if one not in turns() and heavy >= LIGHTEST and len(one) > 2 and one not in joining():
            name = root(pair[0]) if pair is not None else one
            keys[name] = max(heavy, keys.get(name, 0.0))
    turn = 1
    found = [turns()[one] for one in stems if one in turns()]
    for each in found:
        turn *= each
    return Phrase(keys, turn if found else 0, frozenset(kinds))


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
    """What two phrases share of the heavier one's weight, 0 to 1, whichever way each turns; 0 where they
    name other actors, or share nothing but actors."""
    mine, others = one.actors, other.actors
    if mine and others and not mine & others:
        return 0.0
    things, same = one.keys.keys() - mine, one.keys.keys() & other.keys.keys() - mine
    if (things and not same) or (not things and other.keys.keys() - others):
        return 0.0
    common = sum(value for key, value in one.keys.items() if key in other.keys)
    heavier = max(sum(one.keys.values()), sum(other.keys.values()))
    return common / heavier if heavier else 0.0


def same_trouble(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases of one article tell of trouble in the same place ("the war in", "the crisis
    around"): both name the same actors, and nothing else but the trouble."""
    if not one.actors or one.actors != other.actors or not one.kinds & other.kinds & {"trouble"}:
        return False
    return all(sum(1 for key in phrase.keys if not key.startswith("@")) <= 1 for phrase in (one, other))


def same_thing(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases of one article name the same things, one of them without saying whose ("supplies
    of oil", "supplies of oil to Malta")."""
    things = [{key for key in phrase.keys if not key.startswith("@")} for phrase in (one, other)]
    return bool(things[0]) and things[0] == things[1] and not (one.actors and other.actors)


def way(one: Phrase, other: Phrase) -> int:
    """-1 if two phrases of one concept turn opposite ways, else 1; a phrase that does not turn tells that
    there is the thing, which is more of it."""
    return (-1 if one.turn < 0 else 1) * (-1 if other.turn < 0 else 1)


def covered(asked: Phrase, concept: Phrase) -> float:
    """How much of what is asked for a concept holds, 0 to 1, whichever way each turns."""
    whole = sum(asked.keys.values())
    return sum(v for key, v in asked.keys.items() if key in concept.keys) / whole if whole else 0.0
