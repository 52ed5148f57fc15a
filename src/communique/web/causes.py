"""The map of stated causes as the desk tells it: arrows with their sentences, drawn, and what a change
would move along them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from communique import pictures
from communique.errors import UsageError
from communique.records import Domain, Driver, Span, Statement
from communique.relate.causes import Arrow
from communique.relate.tracing import CAUTION
from communique.store import Record, Wanted
from communique.store.listing import mark, place
from communique.telling import Argued, tell_causes, tell_scenario
from communique.web import models
from communique.web.promises import Drawn, drawn
from communique.web.promises import place as words_at
from communique.web.sources import source_model

KEPT = 16
"""Maps that are kept, by what they are narrowed to."""


class CauseSentence(models.Model):
    """The words that argue an arrow, who says so, and how surely."""

    source: models.Source
    span: models.Span
    holder: str | None
    modality: str
    cause: str
    effect: str


class CauseArrow(models.Model):
    """What is said to raise (+1) or lower (-1) what, and by how many independent sources."""

    id: str
    cause: str
    effect: str
    sign: int = Field(description="+1: more of the cause is more of the effect; -1: less of it.")
    belief: float = Field(description="0 to 1: grows with independent sources that assert it.", ge=0, le=1)
    sources: int
    contested: bool = Field(description="Others argue the opposite.")
    sentences: list[CauseSentence]


class CausesPage(models.Page[CauseArrow]):
    """A part of the map, the arrows that most sources argue first."""

    articles: int = Field(description="Articles that the map is made of, the latest.")
    stating: int = Field(description="Articles that state causes and are wanted.")


class ScenarioStep(models.Model):
    """One arrow of a way, and how much the figure would fall short without it."""

    cause: str
    effect: str
    sign: int
    belief: float
    sources: int
    contested: bool
    turned_round: bool = Field(description="Sources argue it of the opposite change of the cause.")
    rests_on_it: float
    sentences: list[CauseSentence]


class ScenarioMoved(models.Model):
    """What a change moves: `value` from -1 to 1, above 0 for more of it, and the way there."""

    concept: str
    whose: str | None
    value: float
    way: list[ScenarioStep]


class ScenarioHand(models.Model):
    """What else sources say to strengthen (+1) or weaken (-1) the hand of a state."""

    actor: models.Named
    others: list[tuple[int, CauseSentence]]


class Scenario(models.Model):
    """What a change would move along the causes that sources state: a trace of arguments, no forecast."""

    asked: str
    caution: str
    taken: list[str] = Field(description="What is taken as changed, and what comes near.")
    short: list[str] = Field(description="The answer in sentences.")
    moved: list[ScenarioMoved]
    hands: list[ScenarioHand]
    figures: list[str] = Field(description="How the figures came about, and on which step most rests.")
    settled: bool
    articles: int = Field(description="Articles that the map is made of, the latest.")
    stating: int = Field(description="Articles that state causes and are wanted.")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a map is narrowed to: a domain of the passages, a state that has part, words of the articles."""

    domain: Domain | None = None
    state: str | None = None
    words: str = ""

    @property
    def wanted(self) -> Wanted:
        """The articles that it is made of."""
        return Wanted(facets={"actor": (self.state,)} if self.state else {}, words=self.words)


class Causes:
    """What the record's sources state as causes; `record` opens it for reading."""

    def __init__(self, record: Callable[[], Record]) -> None:
        self._record = record
        self._kept: OrderedDict[tuple[str, Narrowing], Argued] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, narrowing: Narrowing, *, after: str | None = None, limit: int = 25) -> CausesPage:
        """The arrows of a map, in parts."""
        argued = self._argued(narrowing)
        arrows = ranked(argued, narrowing)
        start = (place(after, 1) or [0])[0]
        if not isinstance(start, int) or not 0 <= start <= len(arrows):
            raise UsageError("no list goes on from there; take `after` from the list's own answer")
        said = _Said(argued)
        return CausesPage(
            items=[said.arrow(one) for one in arrows[start : start + limit]],
            total=len(arrows),
            after=mark([start + limit]) if start + limit < len(arrows) else None,
            articles=len(argued.readings),
            stating=argued.total,
        )

    def picture(self, narrowing: Narrowing, shown: Sequence[CauseArrow]) -> Drawn:
        """The map drawn; an arrow leads to its row if that is shown, else to its first sentence."""
        argued = self._argued(narrowing)
        said = _Said(argued)
        rows = {one.id for one in shown}
        anchors = {tuple(d.statement for d in one.drivers): said.key(one) for one in argued.causes.arrows}

        def to(ids: Sequence[str]) -> str | None:
            key = anchors.get(tuple(ids))
            if key in rows:
                return f"#arrow-{key}"
            spans = [said.statements[one].span for one in ids if one in said.statements]
            return words_at(spans[0]) if spans else None

        names = [concept.name for concept in argued.causes.concepts]
        arrows = ranked(argued, narrowing)
        return drawn(lambda narrow: pictures.drivers(names, arrows, narrow=narrow, to=to))

    def scenario(self, change: str, narrowing: Narrowing) -> Scenario:
        """What a change would move along a map."""
        argued = self._argued(narrowing)
        actors = {c.actor for c in argued.causes.concepts if c.actor is not None}
        actors |= {key.removeprefix("@") for c in argued.causes.concepts for key in c.head.actors}
        names = self._record().actor_names(sorted(actors))
        tracing = tell_scenario(change, argued, on=narrowing.domain, names=names)
        told, said = tracing.data(), _Said(argued)
        return Scenario(
            asked=change,
            caution=CAUTION,
            taken=list(tracing.taken()),
            short=list(tracing.short()),
            moved=[
                ScenarioMoved(
                    concept=one["concept"],
                    whose=names.get(one["actor"], one["actor"]),
                    value=one["value"],
                    way=[said.step(step) for step in one["way"]],
                )
                for one in told["moved"]
            ],
            hands=[
                ScenarioHand(
                    actor=models.Named(id=hand["actor"], name=names.get(hand["actor"], hand["actor"])),
                    others=[(other["hand"], s) for other in hand["others"] if (s := said.argued(other))],
                )
                for hand in told["hands"]
            ],
            figures=list(tracing.figures()),
            settled=told["settled"],
            articles=len(argued.readings),
            stating=argued.total,
        )

    def _argued(self, narrowing: Narrowing) -> Argued:
        state, _ = self._record().pledges.state()
        with self._lock:
            found = self._kept.get((state, narrowing))
        if found is None:
            found = tell_causes(self._record(), narrowing.wanted, domain=narrowing.domain)
        with self._lock:
            self._kept[state, narrowing] = found
            self._kept.move_to_end((state, narrowing))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def ranked(argued: Argued, narrowing: Narrowing) -> list[Arrow]:
    """The arrows that are wanted, those that most sources argue first."""
    concepts, domains = argued.causes.concepts, argued.causes.domains

    def fits(arrow: Arrow) -> bool:
        ends = (arrow.cause, arrow.effect)
        if narrowing.domain is not None and not any(narrowing.domain in domains[end] for end in ends):
            return False
        if narrowing.state is None:
            return True
        named = {who for d in arrow.drivers for who in (d.cause_actor, d.effect_actor)}
        named |= {key.removeprefix("@") for end in ends for key in concepts[end].head.actors}
        return narrowing.state in named

    found = [arrow for arrow in argued.causes.arrows if fits(arrow)]
    return sorted(found, key=lambda a: (-a.sources, -abs(a.weight), a.cause, a.effect))


class _Said:
    """Drivers with the sentences behind them."""

    def __init__(self, argued: Argued) -> None:
        self._concepts, self._sources = argued.causes.concepts, argued.sources
        self.statements: Mapping[str, Statement] = {s.id: s for r in argued.readings for s in r.statements}

    def key(self, arrow: Arrow) -> str:
        """Stable while its concepts have the same wordings."""
        return f"{self._concepts[arrow.cause].id}-{self._concepts[arrow.effect].id}"

    def arrow(self, one: Arrow) -> CauseArrow:
        return CauseArrow(
            id=self.key(one),
            cause=self._concepts[one.cause].name,
            effect=self._concepts[one.effect].name,
            sign=1 if one.weight > 0 else -1,
            belief=round(abs(one.weight), 4),
            sources=one.sources,
            contested=one.contested,
            sentences=[found for d in one.drivers if (found := self._driver(d))],
        )

    def step(self, told: Mapping[str, object]) -> ScenarioStep:
        plain = ("cause", "effect", "sources", "contested", "turned_round", "rests_on_it")
        weight = float(str(told["weight"]))
        argued = told["argued"]
        return ScenarioStep.model_validate(
            {
                **{key: told[key] for key in plain},
                "sign": 1 if weight > 0 else -1,
                "belief": round(abs(weight), 4),
                "sentences": [s for d in argued if (s := self.argued(d))],  # type: ignore[attr-defined]
            }
        )

    def argued(self, told: Mapping[str, str]) -> CauseSentence | None:
        return self._sentence(told["statement"], told["modality"], told["cause"], told["effect"])

    def _driver(self, one: Driver) -> CauseSentence | None:
        return self._sentence(one.statement, one.modality, one.cause, one.effect)

    def _sentence(self, key: str, modality: str, cause: str, effect: str) -> CauseSentence | None:
        statement = self.statements.get(key)
        if statement is None or statement.span.article not in self._sources:
            return None
        return CauseSentence(
            source=source_model(self._sources[statement.span.article]),
            span=_span(statement.span),
            holder=statement.holder.name if statement.holder.kind != "outlet" else None,
            modality=modality,
            cause=cause,
            effect=effect,
        )


def _span(span: Span) -> models.Span:
    return models.Span(article=span.article, start=span.start, end=span.end, quote=span.quote)
