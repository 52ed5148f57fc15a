"""How what an actor says changed: what stands against itself, what carries on, how surely it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sqlalchemy import Connection, or_, select

from communique.records import Claim
from communique.store import tables
from communique.store.codec import decode
from communique.store.muting import counting

Kind = Literal["against itself", "carried on", "how surely"]

HELD = frozenset({"asserted", "historical"})
"""What is told as being so; what is denied or only supposed is not held."""

DENIED = frozenset({"denied", "negated"})
"""What is told as not being so: with the contrary held, that is a change of mind."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Two statements (ids) of one actor, the earlier first, and on what they differ: "number", "polarity",
    "stage" and so on, of one kind "how surely" it is empty."""

    kind: Kind
    on: str
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class _Own:
    """A statement of the actor's, the day its article came out (ISO 8601, "" for none), its claim."""

    id: str
    day: str
    modality: str
    claim: str


def turns(connection: Connection, actor: str, *, limit: int) -> tuple[Turn, ...]:
    """Where an actor's statements changed or stand against each other, the latest first."""
    own = _own(connection, actor)
    by_claim: dict[str, list[_Own]] = {}
    for one in own:
        by_claim.setdefault(one.claim, []).append(one)
    found = dict((*_surely(by_claim), *_between(connection, actor, by_claim)))
    ordered = sorted(found, key=lambda turn: (found[turn], turn.later, turn.earlier), reverse=True)
    return tuple(ordered[:limit])


Found = Iterator[tuple[Turn, tuple[str, str]]]


def _own(connection: Connection, actor: str) -> list[_Own]:
    statements, articles, made = tables.statements.c, tables.articles.c, tables.claim_statements.c
    query = (
        select(statements.id, articles.published_start, statements.modality, made.claim)
        .join(tables.articles, articles.id == statements.article)
        .join(tables.claim_statements, made.statement == statements.id)
        .where(statements.actor == actor, counting(statements.article))
        .order_by(articles.published_start, statements.article, statements.start)
    )
    return [
        _Own(row.id, row.published_start.isoformat() if row.published_start else "", row.modality, row.claim)
        for row in connection.execute(query)
    ]


def _surely(by_claim: Mapping[str, Sequence[_Own]]) -> Found:
    """The same claim, said with another certainty on a later day; the last such change of each."""
    for said in by_claim.values():
        dated = [one for one in said if one.day]
        pairs = [(a, b) for a, b in pairwise(dated) if a.day < b.day and _stance(a) != _stance(b)]
        if pairs:
            earlier, later = pairs[-1]
            yield Turn("how surely", "", earlier.id, later.id), (later.day, earlier.day)


def _stance(one: _Own) -> str:
    return "held" if one.modality in HELD else "denied" if one.modality in DENIED else one.modality


def _between(connection: Connection, actor: str, by_claim: Mapping[str, Sequence[_Own]]) -> Found:
    """Claims of the actor's that contradict or carry on another one of its own."""
    claims, made, statements = tables.claims.c, tables.claim_statements.c, tables.statements.c
    mine = (
        select(made.claim)
        .join(tables.statements, statements.id == made.statement)
        .where(statements.actor == actor)
    )
    moving = or_(claims.standing == "contested", claims.data.not_like('%"develops":[]%'))
    for data in connection.scalars(select(claims.data).where(claims.id.in_(mine), moving)):
        claim = decode(Claim, data)
        here = by_claim.get(claim.id, ())
        for other in claim.contradicts:
            if claim.id < other.claim:
                there = by_claim.get(other.claim, ())
                yield from _sides("against itself", other.on, _stood(here, other.on), _stood(there, other.on))
        for before in claim.develops:
            yield from _sides("carried on", before.on, by_claim.get(before.claim, ()), here, in_order=True)


def _stood(said: Iterable[_Own], on: str) -> list[_Own]:
    """What can stand against something: told as so, or, where it is about that, as not so."""
    fit = HELD | DENIED if on == "polarity" else HELD
    return [one for one in said if one.modality in fit]


def _sides(
    kind: Kind, on: str, one: Sequence[_Own], other: Sequence[_Own], *, in_order: bool = False
) -> Found:
    """The last that was said on either side, the earlier first; only in the order given if `in_order`."""
    if not one or not other:
        return
    earlier, later = one[-1], other[-1]
    if in_order and not (earlier.day and earlier.day <= later.day):
        return
    if not in_order and earlier.day > later.day:
        earlier, later = later, earlier
    yield Turn(kind, on, earlier.id, later.id), (later.day, earlier.day)
