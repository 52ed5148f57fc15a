"""How much of a sentence its evidence holds.

A sentence is taken apart into clauses. Each must be held mostly by one window of source sentences
(what is scattered over a whole article backs nothing); a second window may add what the first
lacks, at a discount. What holds for a whole article (its headline, place, states) counts in part.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from communique.brief.amounts import hard, same_amount
from communique.brief.computing import spans_between
from communique.brief.content import Content, key
from communique.brief.evidence import Sources, Window, figure_key

CONTEXT_CREDIT = 0.7
"""For a state or name that an article turns on, where the window does not repeat it."""
SECOND_CREDIT = 0.4
"""For what a second window adds to a clause."""
FIGURE = 1.5
"""A figure weighs this much more than the rarest word of its sentence."""
STATE = 0.6
"""A state's name weighs this much of a word as rare."""
LOCAL = 0.15
"""Share of the sentence that a window must hold besides a figure, to hold the figure too."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Keys and figures (by number) that hang on one verb, with their weights."""

    verb: str
    weights: dict[str, float]

    @property
    def weight(self) -> float:
        """Sum of its weights."""
        return sum(self.weights.values())


@dataclass(slots=True)
class Cover:
    """What these sources hold of a sentence: the windows that do, the share (0 to 1) of its
    weight, the share of each clause, and the keys and figures ("#0") found nowhere near."""

    windows: list[Window]
    share: float
    clauses: list[tuple[Clause, float]]
    missing: set[str]
    ranked: list[Window]


def cover_of(asked: Content, sources: Sources, articles: Collection[str], context: frozenset[str]) -> Cover:
    """Lay a sentence over the sources. `context` are keys that the sentence before it set."""
    clauses = clauses_of(asked, sources)
    ranked = sources.windows((*asked.keys, *(figure_key(a.value) for a in asked.amounts)), articles)
    held = {id(w): held_by(asked, w, sources) for w in ranked}
    between = spans_between(asked, ranked)
    for own in held.values():
        own |= between & {*asked.keys, *(f"#{n}" for n in range(len(asked.amounts)))} if own else set()
    windows: list[Window] = []
    shares: list[tuple[Clause, float]] = []
    found: set[str] = set()
    for clause in clauses:
        chosen, share = _cover_clause(clause, ranked, held, sources, context)
        windows.extend(w for w in chosen if w not in windows)
        shares.append((clause, share))
        for window in chosen:
            found |= held[id(window)]
    for name in sorted({n for c in clauses for n in c.weights if n.startswith("#")} - found):
        holding = next((w for w in ranked if name in held[id(w)]), None)
        if holding is not None:
            windows.append(holding)
            found |= held[id(holding)]
            shares = [
                (c, min(1.0, share + c.weights[name] / c.weight)) if name in c.weights else (c, share)
                for c, share in shares
            ]
    total = sum(c.weight for c in clauses)
    share = sum(c.weight * s for c, s in shares) / total if total else 0.0
    wanted = {name for clause in clauses for name in clause.weights}
    return Cover(windows, share, shares, wanted - found, ranked)


def _cover_clause(
    clause: Clause, ranked: list[Window], held: dict[int, set[str]], sources: Sources, context: frozenset[str]
) -> tuple[list[Window], float]:
    best, share = None, 0.0
    for window in ranked:
        got = _got(clause, held[id(window)], sources.context(window.article.id) | context)
        if got > share:
            best, share = window, got
    if best is None:
        return [], 0.0
    have = held[id(best)]
    second, gain = None, 0.0
    for window in ranked:
        extra = held[id(window)] - have
        if window is best or (
            not held[id(window)] & have & set(clause.weights)
            and not sources.context(window.article.id) & have & set(clause.weights)
        ):
            continue
        new = sum(
            w * (1.0 if name.startswith("#") else SECOND_CREDIT)
            for name, w in clause.weights.items()
            if name in extra and name not in sources.context(best.article.id)
        )
        if new > gain:
            second, gain = window, new
    chosen = [best]
    if second is not None and gain > 0.05 * clause.weight:
        chosen.append(second)
        share = min(1.0, share + gain / clause.weight)
    return chosen, share


def _got(clause: Clause, held: set[str], context: frozenset[str]) -> float:
    if not clause.weight:
        return 0.0
    own = sum(w for name, w in clause.weights.items() if name in held)
    lent = sum(w for name, w in clause.weights.items() if name not in held and name in context)
    return (own + CONTEXT_CREDIT * lent) / clause.weight if own else 0.0


def held_by(asked: Content, window: Window, sources: Sources) -> set[str]:
    """The keys and figures of a sentence that a window holds."""
    keys = window.keys() | _of_persons(window, sources)
    weights = {k: sources.rarity(k) for k in asked.keys}
    held = {k for k in weights if k in keys}
    near = held | (sources.context(window.article.id) & set(weights))
    if sum(weights[k] for k in near) >= LOCAL * sum(weights.values()):
        for n, amount in enumerate(asked.amounts):
            if any(same_amount(amount, other) for c in window.contents for other in c.amounts):
                held.add(f"#{n}")
    return held


def _of_persons(window: Window, sources: Sources) -> set[str]:
    """The offices and states of the persons whom a window names, wherever the sources tell them."""
    persons = sources.persons
    named = {name for content in window.contents for name in persons.named(content.text)}
    found = {
        key(word) for name in named for office in persons.offices(name) for word in office.lower().split()
    }
    return found | {f"={state}" for name in named for state in persons.states_of(name)}


# ------------------------------------------------------------------ clauses


def clauses_of(asked: Content, sources: Sources) -> list[Clause]:
    """The clauses of a sentence; those with a single word join the one they hang on."""
    groups: dict[int, set[str]] = {}
    for name, places in asked.keys.items():
        for place in places[:1]:
            groups.setdefault(_clause_head(asked, place), set()).add(name)
    for n, amount in enumerate(asked.amounts):
        if hard(amount, asked):
            token = next((t.i for t in asked.doc if t.idx >= amount.start), 0)
            groups.setdefault(_clause_head(asked, token), set()).add(f"#{n}")
    for head in sorted(groups, key=lambda h: (len(groups[h]), h)):
        if len(groups[head]) < 3 and len(groups) > 1:
            above = _clause_head(asked, asked.doc[head].head.i)
            target = (
                above
                if above in groups and above != head
                else min((h for h in groups if h != head), key=lambda h: (abs(h - head), h))
            )
            groups[target] |= groups.pop(head)
    rarest = max((sources.rarity(k) for k in asked.keys), default=1.0)
    clauses = []
    for head in sorted(groups):
        weights = {
            name: FIGURE * rarest
            if name.startswith("#")
            else sources.rarity(name) * (STATE if name.startswith("=") else 1.0)
            for name in sorted(groups[head])
        }
        verb = next((k for k, places in asked.keys.items() if head in places), "")
        clauses.append(Clause(verb, weights))
    return clauses


def _clause_head(asked: Content, place: int) -> int:
    node = asked.doc[place]
    for _ in range(60):
        verb = node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass", "amod", "compound")
        if verb and node.dep_ in ("ROOT", "ccomp", "conj", "relcl", "advcl", "parataxis", "acl", "csubj"):
            return node.i
        if node.head is node or node.dep_ == "ROOT":
            break
        node = node.head
    return node.i
