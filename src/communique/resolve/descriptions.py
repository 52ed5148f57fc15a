"""Whom a description of a person stands for: "the minister", "a senator", "her host"."""

from __future__ import annotations

from communique.resolve.adorning import adorn
from communique.resolve.allegiance import HEADS, PEOPLE
from communique.resolve.groups import Groups
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.scene import DEFINITE, INDEFINITE, LATELY, Scene

_LATE = 4
"""So many sentences after somebody was spoken of the name may stand."""
_PEERS = frozenset({"counterpart", "opposite number"})
_EMPTY = frozenset("new former old current same country's nation's state's republic's kingdom's".split())


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
        if definite and party.definite:
            self.scene.known.by_office(party, phrase, self.scene.words)
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
        for noun, words in (*party.offices, *party.held):
            if not party.named and ("then" in words.split()) != ("then" in phrase.role.split()):
                continue
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
            if p.sort == "person"
            and p.named
            and p is not owner
            and rank & {noun for noun, _ in p.offices}
            and phrase.state in (None, p.state)
        ]
        if others or phrase.noun not in _PEERS or phrase.state is None or not owner.offices:
            return others[0] if len(others) == 1 else None
        # Somebody of another state whom the text has not named so far: the owner's office tells what.
        noun, words = owner.offices[0]
        named = [
            p
            for p in self.scene.people.parties.values()
            if p is not owner and p.state == phrase.state and noun in {n for n, _ in p.offices}
        ]
        if len(named) == 1:
            return named[0]
        party = self.scene.stranger(phrase, "person", phrase.state)
        party.noun, party.rank, party.offices = noun, owner.rank or "officer", [(noun, words)]
        return party

    def take_over(self, party: Party, described: Phrase) -> None:
        """Someone spoken of by office alone gets a name: "the minister, Ada Umeh"."""
        if described.determiner != "the" or described.parts:
            return
        for earlier in self.scene.latest():
            if earlier.named or not self._fits(earlier, described, described.state, None):
                continue
            self._name(earlier, party)
            return

    def name_late(self, party: Party, phrase: Phrase) -> None:
        """A name that nothing introduces, beside a quotation, may be that of whoever was just spoken of.

        "Her Chilean counterpart was asked. “No,” Ivo Brandt said." Only somebody who serves a state
        and has no name yet, in the same paragraph, with nobody else in between; and only if no
        title or description stands beside the name anywhere.
        """
        scene = self.scene
        if (
            phrase.rank
            or party.state
            or party.offices
            or id(party) in scene.seen
            or not scene.at_quote(phrase)
        ):
            return
        if scene.people.described(party):
            return
        word = scene.words[phrase.first]
        for seen in reversed(scene.focus.seen):
            if seen.paragraph != word.paragraph or word.sentence - seen.sentence > _LATE:
                return
            if not seen.animate or seen.quoted:
                continue
            earlier = seen.who
            serves = earlier.state is not None and earlier.rank in ("head", "officer")
            if seen.subject and serves and not earlier.named and earlier.definite:
                self._name(earlier, party)
                party.gender, party.rank = party.gender or earlier.gender, earlier.rank
            return

    def _name(self, earlier: Party, party: Party) -> None:
        """Let somebody who had no name so far be `party`."""
        party.state = party.state or earlier.state
        party.employer = party.employer or earlier.employer
        party.offices.extend(office for office in earlier.offices if office not in party.offices)
        for phrase, old in self.scene.order[-2 * LATELY :]:
            if old is earlier:
                self.scene.who[id(phrase)] = party
        self.scene.focus.rename(earlier, party)
