"""A scenario told in sentences, each step with the statements behind it, and the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.records import Driver, Span, Statement
from communique.relate.causes import Arrow, CauseMap
from communique.relate.scenario import SETTLED, Moved, Scenario, Standing

CAUTION = "This traces what sources argue. It predicts nothing."
HOW = {
    "named": "it names what you ask for",
    "passage": "brought up in a passage that names the place",
    "beside": "its place is named in one breath with the one you ask for",
}
MOST_IN_SHORT = 3


class Tracing:
    """Tells one scenario. `said` are the statements of the record by id, `outlets` the names of articles,
    `names` those of states by code."""

    def __init__(
        self,
        words: str,
        found: Scenario,
        causes: CauseMap,
        said: Mapping[str, Statement],
        outlets: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        self._words, self._found, self._causes = words, found, causes
        self._said, self._outlets, self._names = said, outlets, names

    # ------------------------------------------------------------------ in sentences

    def lines(self) -> Iterator[str]:
        """What is taken as changed, the answer in short, every way step by step, then how the figures came
        about."""
        found = self._found
        if not found.matches:
            for standing in found.standings:
                yield from self._beside(standing)
            yield from self.taken()
            yield CAUTION
            return
        yield from self.taken()
        yield CAUTION
        yield ""
        yield from self.short()
        for number, one in enumerate(found.moved, 1):
            yield ""
            yield from self._moved(number, one)
        for standing in found.standings:
            yield from self._beside(standing)
        yield ""
        yield from self.figures()

    def taken(self) -> Iterator[str]:
        """What is taken as changed, a line for each, its other words behind it further in; if nothing is,
        what comes near."""
        found = self._found
        if not found.matches and found.standings:
            return
        if not found.matches:
            yield f"No source of the record names “{self._words}” as a cause."
            if found.near:
                near = "; ".join(f"“{self._name(n)}”" for n, _ in found.near)
                close = any(share for _, share in found.near)
                yield f"{'Nearest concepts of the record' if close else 'Causes that it does name'}: {near}."
            return
        if any(match.how == "named" for match in found.matches):
            yield f"“{self._words}” is taken as:"
        else:
            yield f"No source names “{self._words}” itself as a cause. Followed instead, at part strength:"
        for match in found.matches:
            more = "more" if match.value > 0 else "less"
            part = "" if abs(match.value) == 1 else f", at {abs(match.value):g} of full strength"
            why = f"{HOW[match.how]}{self._where(match.where)}"
            yield f"  {more} of “{self._name(match.concept)}”{part}: {why}"
            yield from self._other_words(match.concept)
        if found.near:
            yield f"  Near, not taken: {'; '.join(f'“{self._name(n)}”' for n, _ in found.near)}."

    def short(self) -> Iterator[str]:
        """The answer in short: whose hand it strengthens, what it raises and lowers."""
        if not self._found.matches:
            return
        if not self._found.moved:
            yield "No source says what that would move."
            return
        for standing in self._found.standings:
            for side, verb in ((1, "strengthens"), (-1, "weakens")):
                what = [self._name(n) for n, s in standing.moved if s == side]
                if what:
                    yield (
                        f"In short: by these arguments it {verb} the hand of {self._state(standing.actor)} "
                        f"({_list(what)})."
                    )
        hands = {n for standing in self._found.standings for n, _ in standing.moved}
        for more, verb in ((True, "raises"), (False, "lowers")):
            what = [
                self._name(m.concept)
                for m in self._found.moved
                if (m.value > 0) == more and m.concept not in hands
            ]
            if what:
                yield f"In short: by these arguments it {verb} {_list(what)}."

    def _moved(self, number: int, one: Moved) -> Iterator[str]:
        more = "More" if one.value > 0 else "Less"
        yield f"{number}. {more} of “{self._name(one.concept)}”{self._whose(one.concept)} ({one.value:+.2f})"
        for arrow, rests in one.way:
            verb = "raises" if arrow.weight > 0 else "lowers"
            count = f"{arrow.sources} source{'s' if arrow.sources > 1 else ''}"
            mark = ", contested" if arrow.contested else ""
            yield (
                f"   “{self._name(arrow.cause)}” {verb} “{self._name(arrow.effect)}” "
                f"(belief {abs(arrow.weight):.2f}, {count}{mark})"
            )
            if self._against(arrow):
                yield "     turned round: sources argue it of the opposite change of the cause"
            for driver in arrow.drivers:
                yield f"     {self._quoted(driver)}"
            yield f"     {rests:+.2f} of the {one.value:+.2f} rests on this step"

    def _against(self, arrow: Arrow) -> bool:
        """Whether a cause changes the opposite way here from what every source of an arrow speaks of."""
        value = self._found.changed.get(arrow.cause)
        if value is None:
            value = next((m.value for m in self._found.moved if m.concept == arrow.cause), 1.0)
        turned = self._causes.concepts[arrow.cause].turned
        return all(value * (-1 if _line(d.cause) in turned else 1) < 0 for d in arrow.drivers)

    def _beside(self, standing: Standing) -> Iterator[str]:
        if not standing.others:
            return
        if standing.moved:
            yield ""
        also = "Off this way, sources also name causes" if standing.moved else "Sources name causes"
        yield f"{also} that move the hand of {self._state(standing.actor)}:"
        for driver, side in standing.others:
            verb = "strengthens" if side > 0 else "weakens"
            yield f"   {verb} it: {self._quoted(driver)}"

    def figures(self) -> Iterator[str]:
        """How the figures came to rest, and on which step most of them rests."""
        if not self._found.matches:
            return
        found = self._found
        if found.settled:
            yield f"The map came to rest in {found.rounds} rounds (no figure moved by more than {SETTLED:g})."
        else:
            yield f"The map did not come to rest in {found.rounds} rounds: the figures swing."
        steps = {id(a): (a, 0.0) for m in found.moved for a, _ in m.way}
        for one in found.moved:
            for arrow, rests in one.way:
                steps[id(arrow)] = (arrow, steps[id(arrow)][1] + abs(rests))
        ranked = sorted(steps.values(), key=lambda s: (-s[1], s[0].cause, s[0].effect))
        for arrow, rests in ranked[:1]:
            yield (
                f"Most rests on “{self._name(arrow.cause)}” → “{self._name(arrow.effect)}”: without it the "
                f"figures told would fall short by {rests:.2f} in all."
            )

    # ------------------------------------------------------------------ words

    def _name(self, concept: int) -> str:
        return self._causes.concepts[concept].name

    def _state(self, actor: str) -> str:
        return self._names.get(actor, actor)

    def _whose(self, concept: int) -> str:
        actor = self._causes.concepts[concept].actor
        return f" [{self._state(actor)}]" if actor is not None else ""

    def _where(self, where: Span | None) -> str:
        if where is None:
            return ""
        return f" ({self._outlets.get(where.article, where.article)}: {_line(where.quote)})"

    def _other_words(self, concept: int) -> Iterator[str]:
        held = self._causes.concepts[concept]
        others = sorted(v for v in held.variants if v.lower() != held.name.lower())
        if others:
            yield f"    joined with it: {'; '.join(f'“{v}”' for v in others)}"
        if held.turned:
            yield f"    told the other way round: {'; '.join(f'“{v}”' for v in sorted(held.turned))}"

    def _quoted(self, driver: Driver) -> str:
        statement = self._said.get(driver.statement)
        if statement is None:
            return f"“{driver.cause}” → “{driver.effect}”"
        outlet = self._outlets.get(statement.span.article, statement.span.article)
        holder = statement.holder.name if statement.holder.kind != "outlet" else None
        who = f"{holder}, in {outlet}" if holder else outlet
        return f"{who} ({driver.modality}): {_line(statement.span.quote)}"

    # ------------------------------------------------------------------ as data

    def data(self) -> dict[str, Any]:
        """All of it, JSON's way."""
        found, concepts = self._found, self._causes.concepts
        return {
            "caution": CAUTION,
            "asked": self._words,
            "changed": {self._name(n): value for n, value in found.changed.items()},
            "matches": [
                {
                    "concept": self._name(m.concept),
                    "variants": sorted(concepts[m.concept].variants),
                    "turned": sorted(concepts[m.concept].turned),
                    "value": m.value,
                    "how": m.how,
                    "where": _span(m.where),
                }
                for m in found.matches
            ],
            "near": [{"concept": self._name(n), "share": share} for n, share in found.near],
            "rounds": found.rounds,
            "settled": found.settled,
            "moved": [
                {
                    "concept": self._name(one.concept),
                    "variants": sorted(concepts[one.concept].variants),
                    "actor": concepts[one.concept].actor,
                    "value": one.value,
                    "way": [self._step(arrow, rests) for arrow, rests in one.way],
                }
                for one in found.moved
            ],
            "hands": [
                {
                    "actor": standing.actor,
                    "moved": [{"concept": self._name(n), "sign": side} for n, side in standing.moved],
                    "others": [{**self._argued(d), "hand": side} for d, side in standing.others],
                }
                for standing in found.standings
            ],
        }

    def _step(self, arrow: Arrow, rests: float) -> dict[str, Any]:
        return {
            "cause": self._name(arrow.cause),
            "effect": self._name(arrow.effect),
            "weight": arrow.weight,
            "sources": arrow.sources,
            "contested": arrow.contested,
            "turned_round": self._against(arrow),
            "rests_on_it": rests,
            "statements": [driver.statement for driver in arrow.drivers],
            "argued": [self._argued(driver) for driver in arrow.drivers],
        }

    def _argued(self, driver: Driver) -> dict[str, Any]:
        statement = self._said.get(driver.statement)
        return {
            "cause": driver.cause,
            "effect": driver.effect,
            "sign": driver.sign,
            "modality": driver.modality,
            "statement": driver.statement,
            "holder": None if statement is None else statement.holder.name,
            "span": None if statement is None else _span(statement.span),
        }


def _line(text: str) -> str:
    return " ".join(text.split())


def _list(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:MOST_IN_SHORT]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


def _span(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"article": span.article, "start": span.start, "end": span.end, "quote": span.quote}
