"""Third parties that matter to a pair: who else appears in what is told of it, and by what.

States, and organisations that are no state's own and that the lexicon knows. What counts is told in the
articles that name both sides of the pair; weights are choices: a stated tie counts more than a name.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.records import HAPPENED, Actor, Commitment, Reading, Story, ThirdParty
from communique.relate.tones import tone_of

WEIGHTS: Mapping[str, float] = {
    "dependencies": 3.0,
    "drivers": 3.0,
    "commitments": 3.0,
    "events": 2.0,
    "named": 1.0,
}
"""What the logarithm of one plus the number of each kind counts; each further source counts 1."""
MOST = 12
"""Third parties that are told of a pair."""
_DIGEST = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Of one article: by statement id the third parties and states it names; what ties states to whom."""

    article: str
    named: Mapping[str, frozenset[str]]
    events: tuple[tuple[str, str, str, float | None], ...]
    """Statement, source, target, and the weight of tone of what happened."""
    dependencies: tuple[tuple[str, str, str], ...]
    """Statement, dependent, provider."""
    drivers: tuple[tuple[str, frozenset[str]], ...]
    """Statement, and who stands in it or in its cause and effect."""


@dataclass(slots=True)
class _Found:
    """What is found of one third party."""

    kinds: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    articles: set[str] = field(default_factory=set)
    tones: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def parties_of(actors: Iterable[Actor]) -> dict[str, str]:
    """By actor id the party it counts for: its state, else a known organisation itself; not the press."""
    found = {}
    for actor in actors:
        if actor.sector == "JRN":
            continue
        if actor.kind == "state" or actor.state:
            found[actor.id] = actor.state or actor.id
        elif actor.kind == "organisation" and not _DIGEST.fullmatch(actor.id):
            found[actor.id] = actor.id
    return found


def mentioned(reading: Reading, parties: Mapping[str, str]) -> Mentioned:
    """What an article tells of whom, by parties."""
    named = {s.id: frozenset(parties[one] for one in s.actors if one in parties) for s in reading.statements}
    events = tuple(
        (e.statement, source, target, tone_of(e.type) if e.modality in HAPPENED else None)
        for e in reading.events
        if (source := parties.get(e.source or "")) and (target := parties.get(e.target or ""))
    )
    return Mentioned(
        reading.article.id,
        named,
        events,
        tuple((d.statement, d.dependent, d.provider) for d in reading.dependencies),
        tuple(
            (
                d.statement,
                named.get(d.statement, frozenset())
                | {parties[one] for one in (d.cause_actor, d.effect_actor) if one and one in parties},
            )
            for d in reading.drivers
        ),
    )


def third_parties(
    a: str,
    b: str,
    articles: Iterable[Mentioned],
    commitments: Iterable[Commitment],
    *,
    parties: Mapping[str, str],
    kinds: Mapping[str, Actor],
    stories: Sequence[Story],
    source_of: Mapping[str, str],
) -> tuple[ThirdParty, ...]:
    """Those that matter to a and b, the most telling first, at most MOST.

    articles: those that name both. commitments: those of a or b. kinds: actors by id.
    source_of: by article id, the independent source it is of.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    pair = {a, b}
    told: set[str] = set()
    for article in articles:
        told.add(article.article)
        _named(article, pair, found)
        for statement, one, other, tone in article.events:
            _tied("events", statement, one, other, article.article, pair, found)
            for side, third in ((one, other), (other, one)):
                if side in pair and third not in pair and tone is not None:
                    found[third].tones[side].append(tone)
        for statement, one, other in article.dependencies:
            _tied("dependencies", statement, one, other, article.article, pair, found)
        for statement, those in article.drivers:
            if those & pair or len(those) == 1:
                _add("drivers", statement, those - pair, article.article, found)
    for commitment in commitments:
        sides = {parties[one] for one in (*commitment.by, *commitment.to) if one in parties}
        held = {step.span.article for step in commitment.history} & told
        if sides & pair and held:
            for third in sides - pair:
                found[third].kinds["commitments"][commitment.id] = None
                found[third].articles |= held
    ranked = [_party(a, b, one, found[one], kinds[one], stories, source_of) for one in found if one in kinds]
    ranked.sort(key=lambda party: (-party.score, party.actor))
    return tuple(ranked[:MOST])


def _named(article: Mentioned, pair: Collection[str], found: dict[str, _Found]) -> None:
    for statement, those in article.named.items():
        if those.intersection(pair):
            _add("named", statement, those.difference(pair), article.article, found)


def _tied(
    kind: str,
    statement: str,
    one: str,
    other: str,
    article: str,
    pair: Collection[str],
    found: dict[str, _Found],
) -> None:
    """Where just one of two is of the pair, the other is tied to it."""
    if (one in pair) != (other in pair):
        _add(kind, statement, {one, other}.difference(pair), article, found)


def _add(kind: str, statement: str, thirds: Iterable[str], article: str, found: dict[str, _Found]) -> None:
    for third in thirds:
        found[third].kinds[kind][statement] = None
        found[third].articles.add(article)


def _party(
    a: str,
    b: str,
    actor: str,
    found: _Found,
    known: Actor,
    stories: Sequence[Story],
    source_of: Mapping[str, str],
) -> ThirdParty:
    sources = len({source_of.get(article, article) for article in found.articles})
    score = sum(weight * math.log1p(len(found.kinds.get(kind, ()))) for kind, weight in WEIGHTS.items())
    tones = {side: found.tones.get(side) for side in (a, b)}
    with_a, with_b = (round(math.fsum(t) / len(t), 2) + 0.0 if t else None for t in tones.values())
    return ThirdParty(
        actor=actor,
        kind=known.kind,
        score=round(score + sources - 1, 3),
        sources=sources,
        stories=tuple(s.id for s in stories if found.articles.intersection(s.articles)),
        named=tuple(sorted(found.kinds.get("named", ()))),
        events=tuple(sorted(found.kinds.get("events", ()))),
        dependencies=tuple(sorted(found.kinds.get("dependencies", ()))),
        drivers=tuple(sorted(found.kinds.get("drivers", ()))),
        commitments=tuple(sorted(found.kinds.get("commitments", ()))),
        with_a=with_a,
        with_b=with_b,
    )
