"""A statement as something that can be laid beside another one: the records of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.compare.measures import Measure
from communique.compare.polarity import Stage
from communique.records import Interval, Modality, Span

TimeRole = Literal["at", "until", "from", "other"]
TermKind = Literal["word", "name", "person", "state", "organisation"]


@dataclass(frozen=True, slots=True)
class Term:
    """One meaningful word or name. `also` is what else it answers to (a person's state); `verb`
    tells that it looks like one: inflected, or behind an auxiliary or a pronoun."""

    concept: str
    start: int
    kind: TermKind
    also: str = ""
    verb: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A time in a sentence and the part it plays: `at` it, `until` it, `from` it, or when some `other`
    thing was made ("the pact signed in March")."""

    interval: Interval
    role: TimeRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it to whom, as far as the order of the words tells; "" where it does not."""

    concept: str
    agent: str
    patient: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """A statement laid out for comparison. Offsets are into the article's text.

    `holder` is who says it, `side` the state that the holder speaks for ("" if none).
    `terms` are what the span itself holds, in order, `concepts` the set of them; `context` is what
    it inherits from its sentence, the sentences before it and its section. `negative` tells whether
    it denies, `denied` which of its concepts, `predicate` the chief of them and `subject` what it is
    denied of; `aside` are those told on the side ("if it joined", "by a rocket"). `grounds` are the
    states on whose ground it happens ("inside X territory"). `anchor` is the day or days it tells
    of, where the text says so.
    """

    id: str
    span: Span
    holder: str
    side: str
    modality: Modality
    stage: Stage
    negative: bool
    denied: frozenset[str]
    predicate: str
    subject: frozenset[str]
    aside: frozenset[str]
    terms: tuple[Term, ...]
    concepts: frozenset[str]
    context: frozenset[str]
    measures: tuple[Measure, ...]
    times: tuple[When, ...]
    doings: tuple[Doing, ...]
    grounds: frozenset[str]
    anchor: Interval | None
