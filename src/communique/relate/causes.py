"""The map of stated causes: concepts and signed arrows between them, each with the statements that argue it.

A signed map of what people say causes what is a cognitive map (Axelrod, *Structure of Decision*, 1976).
Belief in an arrow grows with independent sources and falls with those that argue the opposite:
`docs/methods/scenario.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from communique.compare.independence import Sources
from communique.records import Domain, Driver, Grouping, Modality, Reading, Span
from communique.relate.concepts import (
    ALIKE,
    Concept,
    Phrase,
    likeness,
    names_in,
    phrase_of,
    same_thing,
    same_trouble,
    way,
)

BELIEF: Mapping[Modality, float] = {
    "asserted": 0.6,
    "historical": 0.4,
    "expected": 0.4,
    "possible": 0.3,
    "hypothetical": 0.3,
    "pledged": 0.3,
    "demanded": 0.1,
}
"""How much one independent source makes an arrow believed; a denied or negated one speaks against it."""
NEAR = 3
"""So many sentences before and after one are its passage, within its paragraph."""
AGAINST = {"denied", "negated"}


@dataclass(frozen=True, slots=True)
class Arrow:
    """`cause` raises or lowers `effect` (places in `CauseMap.concepts`): `weight` from -1 to 1 is the sign
    times the belief; `drivers` argue it, by as many independent `sources`; `contested` where others argue
    the opposite."""

    cause: int
    effect: int
    weight: float
    drivers: tuple[Driver, ...]
    sources: int
    contested: bool


@dataclass(frozen=True, slots=True)
class CauseMap:
    """Concepts and arrows; `domains` tells for each concept the domains of the passages it stands in.

    `passages` holds for each statement of a driver the sentences of its paragraph.
    """

    concepts: tuple[Concept, ...]
    arrows: tuple[Arrow, ...]
    domains: tuple[frozenset[Domain], ...]
    passages: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def cause_map(readings: Iterable[Reading], grouping: Grouping | None = None) -> CauseMap:
    """The map of all drivers of these articles; what copies repeat adds nothing. Their order does not
    matter."""
    copies = grouping.copies if grouping is not None else ()
    repeats = {copy.article for copy in copies}
    own = sorted((r for r in readings if r.article.id not in repeats), key=lambda r: r.article.id)
    sources = Sources([r.article for r in own], copies).joined(r.article.id for r in own)
    told = [(reading, driver) for reading in own for driver in reading.drivers]
    ends: list[tuple[str, Phrase, str]] = []
    for reading, driver in told:
        for text, span in ((driver.cause, driver.cause_span), (driver.effect, driver.effect_span)):
            ends.append((text, phrase_of(text, names_in(reading, span)), reading.article.id))
    concepts, place = _joined(ends)
    groups: dict[tuple[int, int], list[tuple[Driver, str, int]]] = defaultdict(list)
    domains: list[set[Domain]] = [set() for _ in concepts]
    owners: list[Counter[str]] = [Counter() for _ in concepts]
    passages: dict[str, tuple[Span, ...]] = {}
    for number, (reading, driver) in enumerate(told):
        (cause, one), (effect, other) = place[2 * number], place[2 * number + 1]
        spans, about = _passage(reading, driver.statement)
        passages[driver.statement] = spans
        for at, whose in ((cause, driver.cause_actor), (effect, driver.effect_actor)):
            domains[at] |= about
            owners[at].update([whose] if whose else [])
        if cause != effect:
            source = sources.get(reading.article.id, reading.article.id)
            groups[cause, effect].append((driver, source, one * other))
    for concept, owner in zip(concepts, owners, strict=True):
        concept.actor = min(owner, key=lambda who: (-owner[who], who), default=None)
    arrows = [_arrow(ends_, groups[ends_]) for ends_ in sorted(groups)]
    kept = tuple(a for a in arrows if a.weight)
    return CauseMap(tuple(concepts), kept, tuple(map(frozenset, domains)), passages)


def _passage(reading: Reading, statement: str) -> tuple[tuple[Span, ...], frozenset[Domain]]:
    """The sentences of a statement's paragraph, and the domains of what they state."""
    found = next((s for s in reading.statements if s.id == statement), None)
    if found is None:
        return (), frozenset()
    sentences = reading.article.sentences
    paragraph = sentences[found.sentence].paragraph
    around = {
        n for n, s in enumerate(sentences) if s.paragraph == paragraph and abs(n - found.sentence) <= NEAR
    }
    about = frozenset(d for s in reading.statements if s.sentence in around for d in s.domains)
    return tuple(sentences[n].span for n in sorted(around)), about


def _same(one: Phrase, other: Phrase) -> bool:
    return same_trouble(one, other) or same_thing(one, other)


def _joined(ends: list[tuple[str, Phrase, str]]) -> tuple[list[Concept], list[tuple[int, int]]]:
    """Concepts, and of each phrase its concept and which way round it is: heavier phrases first, each to
    the likest head that is alike enough, looked for among those that share a key."""
    order = sorted(range(len(ends)), key=lambda n: (-sum(ends[n][1].keys.values()), ends[n][0], n))
    concepts: list[Concept] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    texts: list[set[str]] = []
    place = [(0, 1)] * len(ends)
    for n in order:
        text, phrase, article = ends[n]
        near = sorted({c for key in phrase.keys for c in by_key[key]})
        best = max(near, key=lambda c: (likeness(phrase, concepts[c].head), -c), default=None)
        if best is None or likeness(phrase, concepts[best].head) < ALIKE:
            best = next((c for c in near if article in texts[c] and _same(phrase, concepts[c].head)), None)
        if best is None:
            best = len(concepts)
            concepts.append(Concept(phrase))
            texts.append(set())
            for key in phrase.keys:
                by_key[key].append(best)
        turn = way(phrase, concepts[best].head)
        texts[best].add(article)
        words = concepts[best].variants if turn > 0 else concepts[best].turned
        words[" ".join(text.split())] += 1
        place[n] = (best, turn)
    return concepts, place


def _arrow(ends: tuple[int, int], argued: list[tuple[Driver, str, int]]) -> Arrow:
    """Beliefs of sources are joined as independent witnesses: 1 - prod(1 - b), for and against."""
    best: dict[int, dict[str, float]] = {1: {}, -1: {}}
    against: dict[int, dict[str, float]] = {1: {}, -1: {}}
    for driver, source, turn in argued:
        side = against if driver.modality in AGAINST else best
        held = side[driver.sign * turn]
        held[source] = max(held.get(source, 0.0), BELIEF.get(driver.modality, BELIEF["asserted"]))
    chance = {
        sign: _witnessed(best[sign].values()) * (1 - _witnessed(against[sign].values())) for sign in (1, -1)
    }
    weight = chance[1] * (1 - chance[-1]) - chance[-1] * (1 - chance[1])
    kept = sorted({d for d, _, _ in argued}, key=lambda d: (d.statement, d.cause, d.effect, d.sign))
    return Arrow(
        *ends,
        round(weight, 6) + 0.0,
        tuple(kept),
        len({source for _, source, _ in argued}),
        bool((best[1] and best[-1]) or against[1] or against[-1]),
    )


def _witnessed(beliefs: Iterable[float]) -> float:
    doubt = 1.0
    for one in sorted(beliefs):
        doubt *= 1 - one
    return 1 - doubt
