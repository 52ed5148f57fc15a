"""Between whom a promise stands, and in what domain."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.records import Commitment, Domain, Reading, Span


class Promises:
    """Promises laid against the articles that tell them; `states` has the state an actor stands for."""

    def __init__(self, readings: Sequence[Reading], states: Mapping[str, str | None]) -> None:
        self._readings = {reading.article.id: reading for reading in readings}
        self._states = states
        self._mentions: dict[str, tuple[list[int], list[str]]] = {}

    def sides(self, commitment: Commitment) -> Iterator[tuple[str, str]]:
        """Each state that is bound with each other state that is bound with it or is promised to; where the
        text tells of none, with the one other state that the promise names ("to build a mill in Tonga")."""
        bound = {state for one in commitment.by if (state := self._states.get(one))}
        others = {state for one in commitment.to if (state := self._states.get(one))}
        if not others - bound and len(bound) < 2:
            others = self._named(commitment) - bound
            others = others if len(others) == 1 else set()
        for one in sorted(bound):
            for other in sorted((others | bound) - {one}):
                yield one, other

    def domains(self, commitments: Iterable[Commitment]) -> dict[str, frozenset[Domain]]:
        """For each promise (id) the domains of the statements its steps stand in; diplomacy if they name
        none."""
        found: dict[str, set[Domain]] = {}
        said: dict[str, dict[int, set[Domain]]] = {}
        for commitment in commitments:
            mine = found.setdefault(commitment.id, set())
            for step in commitment.history:
                reading = self._readings.get(step.span.article)
                if reading is None:
                    continue
                if step.span.article not in said:
                    said[step.span.article] = _domains(reading)
                for sentence in _sentences(reading, step.span):
                    mine |= said[step.span.article].get(sentence, set())
        return {key: frozenset(domains) or frozenset({"diplomacy"}) for key, domains in found.items()}

    def _named(self, commitment: Commitment) -> set[str]:
        """The states that the words of a promise name."""
        named: set[str] = set()
        for step in commitment.history:
            at = step.span.quote.find(commitment.what)
            if at < 0 or step.span.article not in self._readings:
                continue
            starts, states = self._held(step.span.article)
            first = step.span.start + at
            named.update(
                states[bisect_left(starts, first) : bisect_left(starts, first + len(commitment.what))]
            )
        return named

    def _held(self, article: str) -> tuple[list[int], list[str]]:
        """Where an article names states, in order, and which."""
        if article not in self._mentions:
            held = sorted(
                (mention.span.start, state)
                for mention in self._readings[article].mentions
                if mention.actor and (state := self._states.get(mention.actor))
            )
            self._mentions[article] = ([start for start, _ in held], [state for _, state in held])
        return self._mentions[article]


def _domains(reading: Reading) -> dict[int, set[Domain]]:
    found: dict[int, set[Domain]] = defaultdict(set)
    for statement in reading.statements:
        found[statement.sentence].update(statement.domains)
    return found


def _sentences(reading: Reading, span: Span) -> Iterator[int]:
    """The sentences (indices) that a span touches."""
    sentences = reading.article.sentences
    at = max(bisect_left(sentences, span.start + 1, key=lambda sentence: sentence.span.start) - 1, 0)
    while at < len(sentences) and sentences[at].span.start < span.end:
        if sentences[at].span.end > span.start:
            yield at
        at += 1
