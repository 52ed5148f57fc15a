"""Whom a description of a person stands for: "the minister", "a senator", "her host"."""

from __future__ import annotations

from communique.resolve.adorning import adorn
from communique.resolve.allegiance import HEADS, PEOPLE
from communique.resolve.groups import Groups
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.scene import DEFINITE, INDEFINITE, LATELY, Scene

_EMPTY = frozenset("new former old current".split())


class Descriptions:
    """Finds the person whom a description means; plurals go to `groups`."""

    def __init__(self, scene: Scene, groups: Groups) -> None:
        self.scene, self.groups = scene, groups

    def described(self, phrase: Phrase) -> Party | None:
        """A person by what he or she is: "the minister", "a senator", "aides"."""
        owner = self.scene.owner(phrase)
        state = phrase.state or (owner.state if owner is not None and owner.sort != "person" else None)
        if phrase.plural:
            return self.groups.several(phrase, state)
        if phrase.rank == "relation":
            return self._relation(phrase, owner)
        definite = phrase.determiner in DEFINITE or phrase.owner is not None or bool(state)
        definite = definite or self.scene.words[phrase.head].capital
        if definite and phrase.determiner not in INDEFINITE and phrase.determiner != "one":
            party = self._antecedent(phrase, state, owner)
            if party is not None:
                return party
        party = self.scene.stranger(phrase, "person", state)
        adorn(self.scene, party, phrase)
        if party.state is None and phrase.noun in PEOPLE and phrase.parts:
            party.state = next(
                (w.state for p in phrase.parts if (w := self.scene.who.get(id(p))) is not None), None
            )
        return party

    def _antecedent(self, phrase: Phrase, state: str | None, owner: Party | None) -> Party | None:
        """The one person whom a definite description can mean, or None."""
        employer = owner.name if owner is not None and owner.sort == "organisation" else None
        lately = self.scene.latest()
        fitting = [p for p in lately if self._fits(p, phrase, state, employer)]
        if not fitting and state is not None:
            fitting = [
                p for p in self.scene.people.parties.values() if self._fits(p, phrase, state, employer)
            ]
            return fitting[0] if len(fitting) == 1 else None
        if len(fitting) > 1 and state is None and all(p.named for p in fitting):
            near = self.scene.contexts.get(id(phrase)) or self.scene.allegiance.usual_home()
            here = [p for p in fitting if p.state == near]
            if near is not None and len(here) == 1 and not self.scene.just_mentioned(fitting[0], phrase):
                return here[0]
        return fitting[0] if fitting else None

    def _fits(self, party: Party, phrase: Phrase, state: str | None, employer: str | None) -> bool:
        """Whether a person may be meant by a description."""
        if party.sort != "person" or party.plural:
            return False
        if state is not None and party.state != state:
            return False
        if phrase.gender and party.gender and phrase.gender != party.gender:
            return False
        if employer is not None and party.employer not in (None, employer):
            return False
        if (
            phrase.rank == "head"
            and employer is None
            and party.employer
            and not self.scene.just_mentioned(party, phrase)
        ):
            return False  # "the president" is not the president of a union
        asked = {w for w in phrase.role.split() if w not in _EMPTY} - set(phrase.noun.split())
        for noun, words in party.offices:
            leader = phrase.noun == "leader"
            if noun == phrase.noun or (leader and noun in HEADS):
                same = leader or asked <= set(words.split())
                if same:
                    return True
        return False

    def _relation(self, phrase: Phrase, owner: Party | None) -> Party | None:
        """ "His host", "her counterpart": the other one of two of the same office."""
        if owner is None or owner.sort != "person":
            return None
        rank = {noun for noun, _ in owner.offices}
        others = [
            p
            for p in self.scene.latest()
            if p.sort == "person" and p.named and p is not owner and rank & {noun for noun, _ in p.offices}
        ]
        return others[0] if len(others) == 1 else None

    def take_over(self, party: Party, described: Phrase) -> None:
        """Someone spoken of by office alone gets a name: "the minister, Ada Umeh"."""
        if described.determiner != "the" or described.parts:
            return
        for earlier in self.scene.latest():
            if earlier.named or not self._fits(earlier, described, described.state, None):
                continue
            party.state = party.state or earlier.state
            party.employer = party.employer or earlier.employer
            party.offices.extend(office for office in earlier.offices if office not in party.offices)
            for phrase, old in self.scene.order[-2 * LATELY :]:
                if old is earlier:
                    self.scene.who[id(phrase)] = party
            self.scene.focus.rename(earlier, party)
            return
