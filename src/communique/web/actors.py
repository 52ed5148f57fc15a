"""Actors as the desk tells them: their list, and the profile of one."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from communique.errors import UsageError
from communique.exchange import quote_to_dict
from communique.exchange.report import commitment_to_dict
from communique.pipeline import merge_actors
from communique.records import ActorKind, Modality, Reading, Statement
from communique.store import Page, QuoteLine, Record
from communique.store.ties import ActorCount, PairCount
from communique.store.turns import Turn as TurnRecord
from communique.telling_pairs import Heads, bare
from communique.web import models
from communique.web.claim_lines import claim_model
from communique.web.evidence import Evidence
from communique.web.faults import RequestError
from communique.web.judgements import judgement_model
from communique.web.pair_models import Actor, ActorLine, Actors, Month, Pair, Turn
from communique.web.pair_models import Evidence as EvidenceModel
from communique.web.pairs import count_pairs, evidence_models, state_names, story_lines
from communique.web.sources import source_model
from communique.web.tellings import Tellings

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
MOST_SAID, MOST_QUOTES, MOST_PAIRS, MOST_STORIES, MOST_CLAIMS, MOST_TURNS = 50, 25, 25, 40, 25, 25
FARTHEST = 1_000_000
"""Actors that a list may be gone on from."""


class ActorsOf:
    """Answers on actors."""

    def __init__(self, record: Callable[[], Record], tellings: Tellings) -> None:
        self._record, self._tellings = record, tellings

    def list(self, *, kind: str = "", words: str = "", after: str | None = None, limit: int = 50) -> Actors:
        """Actors by the number of articles they stand in, the most first."""
        record = self._record()
        start = _place(after)
        every = self._tellings.counted("actors", tuple[ActorCount, ...], count_actors)
        kinds = dict(sorted(Counter(one.kind for one in every).items()))
        if kind:
            every = tuple(one for one in every if one.kind == kind)
        wanted = " ".join(words.split())
        if wanted:
            named = record.ties.named_so(wanted)
            every = tuple(one for one in every if one.actor in named or one.actor == wanted.upper())
        found, total = every[start : start + limit], len(every)
        names = state_names(record, {one.actor for one in found} | {s for o in found if (s := o.state)})
        items = [
            ActorLine(
                id=one.actor,
                name=names.get(one.actor, one.actor),
                kind=one.kind,
                state=_state(one.actor, one.state, names),
                articles=one.articles,
            )
            for one in found
        ]
        behind = start + len(items)
        return Actors(
            items=items,
            total=total,
            after=_mark(behind) if behind < total else None,
            kinds=kinds,
        )

    def warm(self) -> None:
        """Have counted what the list shows."""
        self._tellings.idle("count actors", tuple[ActorCount, ...], count_actors)

    def said(
        self,
        actor: str,
        *,
        month: str = "",
        modality: Modality | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> models.Page[EvidenceModel]:
        """What an actor is told to have said, the latest first, in parts."""
        record = self._record()
        with record.ties.steady() as ties:
            if not ties.profiles.tellings(actor):
                raise RequestError(404, f"the record holds no actor with the id {actor[:40]!r}")
            page = ties.profiles.said(actor, month=month, modality=modality, after=after, limit=limit)
        held = Evidence(record, [one.id for one, _ in page.items])
        return models.Page[EvidenceModel](items=_said(held, page), total=page.total, after=page.after)

    def named(self, actor: str) -> str:
        """The name of an actor."""
        return state_names(self._record(), {actor})[actor]

    def one(self, actor: str) -> Actor:
        """The profile of an actor; RequestError 404 for an id that the record does not hold."""
        record = self._record()
        with record.ties.steady() as ties:
            profiles = ties.profiles
            tellings = profiles.tellings(actor)
            if not tellings:
                raise RequestError(404, f"the record holds no actor with the id {actor[:40]!r}")
            articles, total = profiles.standing_in(actor, limit=200)
            said, months = profiles.said(actor, limit=MOST_SAID), profiles.months(actor)
            turns = profiles.turns(actor, limit=MOST_TURNS)
            quotes, spoken = profiles.quotes_by(actor, limit=MOST_QUOTES)
            promises, told = ties.promises([actor]), ties.stories(articles)
            against = profiles.against_itself(actor, limit=MOST_CLAIMS)
            judged = profiles.judged(actor)
        (merged,) = merge_actors(Reading(bare(f"{n:06d}"), (one,)) for n, one in enumerate(tellings))
        state = actor if merged.kind == "state" else None
        counted = self._tellings.counted("pairs", tuple[PairCount, ...], count_pairs) if state else ()
        pairs = [one for one in counted if state in (one.a, one.b)][:MOST_PAIRS]
        stories = sorted(
            told,
            key=lambda one: (one.date.start.isoformat() if one.date else "", one.id),
            reverse=True,
        )
        names = state_names(
            record,
            {actor, *filter(None, (merged.state,))}
            | {side for one in pairs for side in (one.a, one.b)}
            | {party for one in promises for party in (*one.by, *one.to)},
        )
        both = [one for turn in turns for one in (turn.earlier, turn.later)]
        held = Evidence(record, [*(one.id for one, _ in said.items), *both])
        return Actor(
            id=actor,
            name=names.get(actor, merged.name),
            kind=merged.kind,
            state=_state(actor, merged.state, names),
            office=merged.office,
            sector=merged.sector,
            aliases=sorted({merged.name, *merged.aliases} - {names.get(actor, merged.name)}),
            articles=total,
            said=_said(held, said),
            statements=said.total,
            said_after=said.after,
            months=_months(months),
            turns=list(_turns(held, turns)),
            quotes=models.Page[models.Quote](items=[_quote(q) for q in quotes], total=spoken, after=None),
            against_itself=[claim_model(line) for line in against],
            promises=[commitment_to_dict(one) for one in promises],
            relations=[Pair(a=_named(p.a, names), b=_named(p.b, names), articles=p.articles) for p in pairs],
            stories=story_lines(stories[:MOST_STORIES]),
            names=dict(names),
            judged=[judgement_model(one) for one in judged],
        )


def count_actors(record: Record, _: Heads) -> tuple[ActorCount, ...]:
    """All actors by the number of articles they stand in."""
    return record.ties.actor_counts()


def _said(held: Evidence, page: Page[tuple[Statement, str | None]]) -> list[EvidenceModel]:
    claims = {one.id: claim for one, claim in page.items}
    return evidence_models(held, claims, claims)


def _months(counted: Iterable[tuple[str, str, int]]) -> list[Month]:
    found: dict[str, dict[str, int]] = {}
    for month, modality, number in counted:
        found.setdefault(month, {})[modality] = number
    return [
        Month(month=month or None, statements=sum(told.values()), modalities=told)
        for month, told in found.items()
    ]


def _turns(held: Evidence, turns: Iterable[TurnRecord]) -> Iterator[Turn]:
    for one in turns:
        sides = evidence_models(held, [one.earlier, one.later])
        if len(sides) == BOTH:
            yield Turn(kind=one.kind, on=one.on, earlier=sides[0], later=sides[1])


BOTH = 2


def _state(actor: str, state: str | None, names: dict[str, str]) -> models.Named | None:
    return _named(state, names) if state and state != actor else None


def _named(key: str, names: dict[str, str]) -> models.Named:
    return models.Named(id=key, name=names.get(key, key))


def _quote(line: QuoteLine) -> models.Quote:
    told = quote_to_dict(line.quote)
    return models.Quote.model_validate({"source": source_model(line.source), **told})


def _mark(start: int) -> str:
    return base64.urlsafe_b64encode(str(start).encode()).decode().rstrip("=")


def _place(after: str | None) -> int:
    """Where a list goes on; UsageError if `_mark` did not write this."""
    if after is None:
        return 0
    try:
        text = base64.b64decode(after + "=" * (-len(after) % 4), b"-_", validate=True).decode("ascii")
        start = int(text) if text.isdecimal() and len(text) < 8 else -1
    except ValueError:
        start = -1
    if not 0 <= start <= FARTHEST:
        raise UsageError(f"no list goes on from {after[:40]!r}; take `after` from the list's own answer")
    return start
