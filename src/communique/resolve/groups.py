"""Whom a phrase about more than one stands for: pairs, "the ministers", "both sides"."""

from __future__ import annotations

from communique.resolve.allegiance import HEADS
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.scene import LATELY, Scene
from communique.resolve.sectors import agent_of

_ARMED = frozenset("REB IMG PRM UAF MIL CRM".split())


class Groups:
    """The groups of an article so far; the same members are the same group."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._groups: dict[frozenset[int], Party] = {}
        self._crowds: dict[str, set[str]] = {}

    def several(self, phrase: Phrase, state: str | None) -> Party:
        """ "The ministers": the two named ones who are, else people without names."""
        if not state and not phrase.parts and phrase.determiner in ("the", "both", "their", "two"):
            pair = [
                p
                for p in self.scene.people.parties.values()
                if id(p) in self.scene.seen
                and any(n == phrase.noun or (phrase.noun == "leader" and n in HEADS) for n, _ in p.offices)
            ]
            if len(pair) < 2:
                recent = (p for p in reversed(self.scene.recent[-LATELY:]) if len(p.members) == 2)
                untitled = (
                    p.members for p in recent if all(m.sort == "person" and not m.offices for m in p.members)
                )
                pair = next(untitled, pair)
            if len(pair) == 2:
                return self._group(pair)
        band = self._band(phrase)
        if band is not None:
            return band
        crowd = phrase.rank == "person" and agent_of(phrase.role) is not None
        if crowd and phrase.body is not None:
            state = None  # who works for a company need not be of its state
        party = self.scene.stranger(phrase, "person", state)
        party.plural = True
        if crowd:
            self._same_crowd(phrase, party)
        elif party.state is None:
            inner = [self.scene.who[id(p)] for p in phrase.parts if id(p) in self.scene.who]
            party.state = next((p.state for p in inner if p.sort == "organisation" and p.state), None)
        return party

    def _same_crowd(self, phrase: Phrase, party: Party) -> None:
        """ "The growers" are of the state of all growers of whom the article told a state before."""
        agent = agent_of(phrase.role)
        if agent is None or agent.sector in _ARMED or not agent.home:
            return
        known = self._crowds.setdefault(phrase.noun, set())
        before = self.scene.words[phrase.first - 1].lower if phrase.first else ""
        if party.state is not None:
            known.update((party.state, "") if before in ("and", "or") else (party.state,))
        elif phrase.determiner in ("the", "these", "those") and len(known) == 1 and not phrase.parts:
            (party.state,) = known

    def _band(self, phrase: Phrase) -> Party | None:
        """ "Hamas militants": those who bear arms for a group and speak together are the group."""
        agent = agent_of(phrase.role)
        if agent is None or agent.sector not in _ARMED or len(phrase.parts) != 1:
            return None
        whole = self.scene.who.get(id(phrase.parts[0]))
        return whole if whole is not None and whole.actor and whole.sector in _ARMED else None

    def pair(self, phrase: Phrase) -> None:
        """ "Togo and Ghana": both of them from here on."""
        members = [self.scene.who[id(p)] for p in phrase.parts if id(p) in self.scene.who]
        if len(members) == 2 and members[0] is not members[1]:
            party = self._group(members)
            self.scene.who[id(phrase)] = party
            subject = self.scene.is_subject(phrase)
            for member in members:  # neither is more in mind than the other
                self.scene.see(phrase, member, subject)
            self.scene.note(phrase, party, self.scene.is_subject(phrase))

    def describe_pair(self, described: Phrase, first: Phrase, pair: Phrase) -> None:
        """ "Their presidents, Ada Umeh and Ivo Brandt", "Ministers Umeh and Brandt": both hold the office."""
        group = self.scene.who.get(id(pair))
        beside = described.last + 1 == first.first and self.scene.words[first.first].gap in (", ", " ")
        if group is None or not beside or not described.plural or described.sort != "person":
            return
        for member in group.members:
            if member.sort == "person" and described.rank in ("head", "officer"):
                member.offices.append((described.noun, described.noun))
                member.rank = described.rank
        self.scene.who[id(described)] = group

    def sides(self, phrase: Phrase) -> Party | None:
        """ "The two sides", "both countries": the two states that the article is about."""
        if phrase.determiner not in ("the", "both", "two", "their", "neither") or phrase.parts:
            return None
        heads = [
            p for p in self.scene.people.parties.values() if p.rank == "head" and id(p) in self.scene.seen
        ]
        if self.scene.official and phrase.noun in ("side", "party") and len(heads) == 2:
            return self._group(heads)
        pair = self.scene.allegiance.pair
        members = [self.scene.actors[s] for s in pair if s in self.scene.actors] if pair else []
        return self._group(members) if len(members) == 2 else None

    def _group(self, members: list[Party]) -> Party:
        key = frozenset(id(member) for member in members)
        if key not in self._groups:
            self._groups[key] = self.scene.add(Party("group", members=members, plural=True, named=True))
        return self._groups[key]
