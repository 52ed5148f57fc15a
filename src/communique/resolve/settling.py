"""Settle noun phrases one after another: whom does each stand for, given all before it?"""

from __future__ import annotations

from collections.abc import Sequence

from communique.resolve.adorning import adorn
from communique.resolve.bodies import Bodies
from communique.resolve.descriptions import Descriptions
from communique.resolve.groups import Groups
from communique.resolve.noun_phrases import Phrase, walk
from communique.resolve.party import Party
from communique.resolve.scene import LATELY, Scene


class Settler:
    """Goes through an article's phrases once; what it finds is in `scene`."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._bodies = Bodies(scene)
        self._groups = Groups(scene)
        self._descriptions = Descriptions(scene, self._groups)

    def settle_all(self, phrases: Sequence[Phrase], linked: dict[int, int], pairs: dict[int, Phrase]) -> None:
        """Settle every phrase; `linked` joins appositions, `pairs` are given by their second phrase."""
        named_by = {m: n for n, m in linked.items() if m > n}
        for n, phrase in enumerate(phrases):
            for part in walk(phrase.parts):
                self._settle(part, inner=True)
            partner = linked.get(n)
            if partner is not None and partner > n:
                self.scene.owner(phrase)
                continue
            if partner is not None and id(phrases[partner]) in self.scene.who:
                party = self.scene.who[id(phrases[partner])]
                if phrase.owner is not None:  # "Umeh, her predecessor": somebody else's
                    self.scene.owners[phrase.owner] = self.scene.pronoun(phrase.owner, not_=party)
                adorn(self.scene, party, phrase)
                self.scene.who[id(phrase)] = party
                continue
            found = self._settle(phrase, beside=phrases[named_by[n]] if n in named_by else None)
            if found is not None and n in named_by:
                described = phrases[named_by[n]]
                self._descriptions.take_over(found, described)
                adorn(self.scene, found, described)
                self.scene.who[id(described)] = found
            elif found is None and n in named_by:
                self._settle(phrases[named_by[n]])
            if id(phrase) in pairs:
                self._groups.pair(pairs[id(phrase)])
                self._groups.describe_pair(phrases[n - 2], phrases[n - 1], pairs[id(phrase)])

    def _settle(self, phrase: Phrase, *, inner: bool = False, beside: Phrase | None = None) -> Party | None:
        self.scene.contexts[id(phrase)] = self.scene.allegiance.context(
            phrase.first, reversed(self.scene.subjects[-4:])
        )
        party = self._resolve(phrase)
        if party is None:
            return None
        self.scene.who[id(phrase)] = party
        subject = not inner and (
            self.scene.is_subject(phrase) or (beside is not None and self.scene.is_subject(beside))
        )
        self.scene.note(phrase, party, subject)
        return party

    def _resolve(self, phrase: Phrase) -> Party | None:
        if phrase.sort == "pronoun":
            return self.scene.pronoun(phrase.first)
        if phrase.spot is not None:
            return self._sighted(phrase)
        if phrase.sort == "organisation":
            return self._bodies.organisation(phrase)
        if phrase.sort == "body":
            return self._bodies.body(phrase)
        if phrase.sort == "person":
            if phrase.rank == "side":
                return self._groups.sides(phrase)
            return self._named(phrase) if phrase.name is not None else self._descriptions.described(phrase)
        return None  # a place that nobody knows

    def _sighted(self, phrase: Phrase) -> Party:
        spot = phrase.spot
        assert spot is not None
        party = self.scene.actors.get(spot.actor)
        if party is None:
            party = Party(spot.sort, printed=spot.name, named=True, state=spot.state, actor=spot.actor)
            party.sector = spot.sector if spot.sort == "organisation" else None
            self.scene.actors[spot.actor] = self.scene.add(party)
        if phrase.form != "demonym":
            party.aliases.add(self.scene.text(phrase.first, phrase.last))
        return party

    def _named(self, phrase: Phrase) -> Party | None:
        key = self.scene.people.key(phrase)
        found = self.scene.people.matching(key)
        if len(found) > 1:
            same = [p for p in found if phrase.noun and any(noun == phrase.noun for noun, _ in p.offices)]
            found = same or found
        if len(found) > 1:
            # A bare surname is whoever the text is most about; relatives get their first names.
            lately = [p for p in reversed(self.scene.recent[-LATELY:]) if p in found]
            found = sorted(dict.fromkeys(lately), key=lately.count, reverse=True)[:1]
        if not found:
            return None
        party = found[0]
        assert phrase.name is not None
        printed = self.scene.text(*phrase.name)
        if key == party.key and not party.printed:
            party.printed = printed
        party.aliases.add(printed)
        adorn(self.scene, party, phrase)
        self._descriptions.name_late(party, phrase)
        return party
