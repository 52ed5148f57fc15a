"""Whom a phrase about a body stands for: the ministry spoken of before, or a new one."""

from __future__ import annotations

from communique.resolve import nouns
from communique.resolve.adorning import opposed
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party, adjective
from communique.resolve.phrases import fold
from communique.resolve.scene import INDEFINITE, LATELY, Scene


class Bodies:
    """The bodies of an article so far, by name and by what they are."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._named: dict[str, Party] = {}
        self._by_noun: dict[str, list[Party]] = {}
        self._letterhead: set[str] = set()

    def organisation(self, phrase: Phrase) -> Party:
        """A body with a name of its own."""
        name = self.scene.text(*phrase.name) if phrase.name else self.scene.text(phrase.first, phrase.last)
        key = fold(name)
        party = self._named.get(key)
        if party is None:
            longer = [
                p for p in self._by_noun.get(phrase.noun, ()) if p.named and fold(p.name).endswith(" " + key)
            ]
            party = longer[-1] if phrase.noun and longer else None
        if party is None:
            issues = self._issues(phrase)
            state = phrase.state or opposed(self.scene, phrase)
            if state is None and issues:
                state = self.scene.allegiance.usual_home()
            party = self.scene.add(
                Party("organisation", printed=name, named=True, state=state, rank=phrase.rank)
            )
            party.noun = phrase.noun
            self._named[key] = party
            self._by_noun.setdefault(phrase.noun, []).append(party)
        return party

    def _issues(self, phrase: Phrase) -> bool:
        """Whether it is the organ that issues an official text: "the Ministry of Energy informs"."""
        if not self.scene.official or phrase.rank != "s":
            return False
        if self.scene.words[phrase.first].heading or self.scene.words[phrase.first].paragraph == 0:
            self._letterhead.add(phrase.noun)
        return phrase.noun in self._letterhead

    def body(self, phrase: Phrase) -> Party:
        """A body by what it is: "the ministry", "a company", "the report"."""
        if phrase.rank == "d":
            return self.scene.stranger(phrase, "document", None)
        if phrase.name is not None and phrase.name[1] > phrase.name[0]:
            return self.organisation(phrase)
        if phrase.plural or phrase.determiner in INDEFINITE or phrase.determiner in ("my", "our", "your"):
            return self.scene.stranger(phrase, "organisation", phrase.state)
        owner = self.scene.owner(phrase)
        state = phrase.state or (owner.state if owner is not None and owner.sort != "person" else None)
        bare = phrase.role == phrase.noun
        for party in reversed(self._by_noun.get(phrase.noun, [])[-LATELY:]):
            offices = {words for _, words in party.offices}
            same = bare or phrase.role in offices or fold(party.name).endswith(fold(phrase.role))
            if same and (state is None or party.state is None or party.state == state):
                party.state = party.state or state
                return party
        if state is None:
            state = opposed(self.scene, phrase)
        if state is None and phrase.rank == "s":
            state = self.scene.allegiance.home_of(phrase.first, reversed(self.scene.subjects[-4:]))
        party = self.scene.stranger(phrase, "organisation", state)
        party.definite, kind = True, nouns.bodies().get(phrase.noun)
        # "The Tarn Oil spill commission" is not of the company's state.
        party.local = kind is not None and kind.home and phrase.body is None
        if state is not None and phrase.rank == "s":
            party.aliases.add(party.printed)
            party.printed = f"{adjective(state)} {phrase.role}"
        self._by_noun.setdefault(phrase.noun, []).append(party)
        return party
