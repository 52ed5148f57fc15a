"""Who is bound by a promise and who gains by it: states, international bodies and companies.

Presidents, ministers, ministries and armies bind their state. Parties of opposition, unions, rebels and
unnamed people bind nobody that a ledger of states could name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import classes
from communique.extract.events.arguments import coordinated
from communique.extract.issuers import issuer_of
from communique.records import Actor, Article, Holder, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

OFFICIAL = {None, "GOV", "MIL", "COP", "SPY", "IGO", "LEG", "ELI"}
"""Sectors whose people and bodies speak for their state."""
APART = {"opposition", "lawmaker", "senator", "mayor", "activist", "candidate", "former", "ex", "governor"}
"""Words of an office that binds no state: "an opposition leader", "the former premier"."""
DEPUTY = {"deputy", "member"}
"""Offices that bind a state only together with another word: "deputy prime minister"."""
MOST_PARTIES = 12
"""So many parties of one promise are kept."""
LEADING = 2
"""The two foremost states of a text are its pair if each is named so many times at least."""
NEAREST = 12
"""How many mentions before a place may tell whose government is meant."""
US = {"we", "us", "our", "i", "my"}


class Sides:
    """The parties of one article's promises."""

    def __init__(self, article: Article, doc: Doc, cast: Cast) -> None:
        self.article, self.doc, self.cast = article, doc, cast
        self.actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self._sorted = sorted((m for m in cast.mentions if m.actor), key=lambda m: (m.span, m.form))
        self._starts = [m.span.start for m in self._sorted]
        self.issuers: tuple[str, ...] = ()
        self.states = self._states()
        self._bodies = self._of_bodies()
        self.issuers = self._issuers()
        self.pair = self.issuers if len(self.issuers) > 1 else self._pair()

    def of(self, noun: Token | None) -> tuple[str, ...]:
        """Those whom a noun phrase stands for, as ids of states, bodies and companies; empty if nobody."""
        if noun is None:
            return ()
        found: list[str] = []
        for part in coordinated(noun):
            found += self._one(part)
        kinds = classes(noun)
        if not found and kinds & {"pair", "organ"}:
            found = self.nationality(noun)
        known = any(one not in self.actors or self.actors[one].kind != "person" for one in found)
        if "pair" in kinds and self._is_pair(noun) and not known:
            found = list(self.pair) or found
        return tuple(dict.fromkeys(found))[:MOST_PARTIES]

    def held(self, holder: Holder) -> tuple[str, ...]:
        """Those for whom the holder of a statement speaks."""
        start = holder.span.start if holder.span is not None else None
        if holder.actor is not None and (bound := self._bound(holder.actor, start)):
            return bound
        if holder.span is not None:
            at = self.doc.char_span(holder.span.start, holder.span.end, alignment_mode="expand")
            if at is not None and (found := self.of(at.root)):
                return found
        if holder.kind == "actor":
            return self.issuers
        return ()

    def is_state(self, actor: str) -> bool:
        """Whether an id is that of a state."""
        found = self.actors.get(actor)
        return found.kind == "state" if found is not None else len(actor) == 3 and actor.isupper()

    def others(self, by: tuple[str, ...]) -> tuple[str, ...]:
        """The rest of the pair that an article is about, for what one of them promises in their text."""
        if len(by) > 1:
            return tuple(reversed(by))
        return tuple(one for one in self.issuers if one not in by) if len(self.issuers) > 1 else ()

    def named(self, low: int, high: int) -> list[tuple[Token, str]]:
        """States and bodies named between two token indices, with the words' last tokens."""
        found = []
        for mention in self._mentions(low, high):
            words = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if words is not None and mention.actor is not None:
                found += [(words.root, one) for one in self._bound(mention.actor)]
        return found

    # ------------------------------------------------------------------ within

    def _one(self, noun: Token) -> list[str]:
        if noun.lower_ in US:
            return []
        end = noun.idx + len(noun)
        who = self.cast.at(noun)
        if who is None or (who.kind == "unnamed" and who.state is None):
            low = noun.left_edge.idx if noun.i - noun.left_edge.i < MOST_PARTIES else noun.idx
            who = self.cast.who(low, end)
        if who is None:
            return []
        if who.kind == "group" and who.members:
            return [one for member in who.members for one in self._bound(member)]
        if who.id in self.actors:
            return list(self._bound(who.id, noun.idx))
        if who.state is not None and not self._apart(who.name) and "pair" not in classes(noun):
            return [who.state] if self._stately(noun) else []
        return [who.state] if who.state is not None and not self._apart(who.name) else []

    def nationality(self, noun: Token) -> list[str]:
        """Those whose name stands before a noun: "EU ambassadors", "Uzbek farmers"."""
        names = [c for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod", "poss"}]
        return [
            one
            for name in names
            for party in [self.cast.at(name)]
            if party and party.id in self.actors
            for one in self._bound(party.id)
        ]

    def _stately(self, noun: Token) -> bool:
        sector = self.cast.sector(noun.idx, noun.idx + len(noun))
        return sector in OFFICIAL and noun.ent_type_ not in {"GPE", "LOC", "FAC"}

    def _bound(self, actor: str, at: int | None = None) -> tuple[str, ...]:
        """The parties whom an actor binds: its state, or itself where it is no organ of one."""
        found = self.actors.get(actor)
        if found is None:
            return (actor,) if len(actor) == 3 and actor.isupper() else ()
        if found.kind == "state":
            return (found.id,)
        if found.kind == "group":
            return (found.state,) if found.state and found.sector in OFFICIAL - {None} else ()
        if found.sector not in OFFICIAL or self._apart(found.office or found.name):
            if found.kind == "organisation" and found.sector in {"BUS", "MNC"}:
                return (found.id,)
            return ()
        if found.kind == "person":
            return (found.state or found.id,)  # whose state another article may tell
        if found.state and found.sector not in {None, "IGO"}:
            return (found.state,)
        if found.sector == "GOV" and found.state is None and at is not None:
            return self._home(at)
        return (found.id,)

    def _home(self, at: int) -> tuple[str, ...]:
        """The state whose bodies a text names most, else the nearest before a place: for "the government"."""
        if len(self.issuers) == 1:
            return self.issuers
        if self._bodies:
            return (min(self._bodies, key=lambda state: (-self._bodies[state], state)),)
        for mention in reversed(self._sorted[: bisect_left(self._starts, at)][-NEAREST:]):
            found = self.actors.get(mention.actor or "")
            if found is not None and found.state and found.sector == "GOV":
                return (found.state,)
        return ()

    def _apart(self, name: str) -> bool:
        words = set(name.lower().replace("-", " ").split())
        return bool(APART & words) or (bool(DEPUTY & words) and len(words) < len(DEPUTY) + 1)

    def _is_pair(self, noun: Token) -> bool:
        return (
            noun.tag_ in {"NNS", "NNPS"}
            or any(c.lower_ in {"both", "two", "either", "neither", "each"} for c in noun.lefts)
            or noun.lower_ in {"both", "two", "neither"}
        )

    def _mentions(self, low: int, high: int) -> list[Mention]:
        start, end = self.doc[low].idx, self.doc[high - 1].idx + len(self.doc[high - 1])
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self._sorted[first:last] if m.span.end <= end]

    def _states(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for mention in self.cast.mentions:
            found = self.actors.get(mention.actor or "")
            if found is None:
                continue
            state = found.id if found.kind == "state" else found.state
            if state:
                counts[state] += 1
        return counts

    def _of_bodies(self) -> Counter[str]:
        """How often bodies of each state are named, embassies abroad left out."""
        counts: Counter[str] = Counter()
        for mention in self._sorted:
            found = self.actors.get(mention.actor or "")
            body = found is not None and found.kind != "person" and found.sector == "GOV"
            if body and found is not None and found.state and "embassy" not in found.name.lower():
                counts[found.state] += 1
        return counts

    def _issuers(self) -> tuple[str, ...]:
        if self.article.kind != "statement":
            return ()
        who = self.cast.issuers()
        found: list[str] = []
        if who is not None and who.actor is not None:
            actor = self.cast.who(who.span.start, who.span.end) if who.span is not None else None
            found = list(self._bound(who.actor)) or [
                one for member in (actor.members if actor else ()) for one in self._bound(member)
            ]
        if not found:
            issuer = issuer_of(self.article, self.cast.lexicon)
            for part in (issuer.name or "").split(" and ") if issuer is not None else ():
                entry = self.cast.lexicon.lookup(part)
                if entry is not None:
                    found.append(entry.state or entry.id)
        return tuple(dict.fromkeys(found))

    def _pair(self) -> tuple[str, ...]:
        """The two states that a text is mostly about, by their codes; empty if there are none."""
        first = sorted(self.states.items(), key=lambda item: (-item[1], item[0]))[:3]
        if len(first) < 2 or first[1][1] < LEADING:
            return ()
        if len(first) == 3 and first[2][1] * 3 > first[1][1] * 2:
            return ()
        return tuple(sorted((first[0][0], first[1][0])))
