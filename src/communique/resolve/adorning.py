"""Give a party what a phrase says of it."""

from __future__ import annotations

from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.scene import Scene

_OPPOSED = frozenset("main largest biggest political parliamentary united opposition".split())
_OPPOSING = frozenset("to of from among".split())


def opposed(scene: Scene, phrase: Phrase) -> str | None:
    """The state of a body that is said to be in opposition: the one that the text is about there."""
    if "opposition" not in phrase.role.split():
        return None
    if phrase.noun == "opposition":
        after = scene.words[phrase.head + 1].lower if phrase.head + 1 < len(scene.words) else ""
        plain = all(word in _OPPOSED for word in phrase.role.split())
        if phrase.determiner != "the" or not plain or after in _OPPOSING:
            return None  # "the fierce opposition to the plan"
    return scene.allegiance.home_of(phrase.first, reversed(scene.subjects[-4:]))


def adorn(scene: Scene, party: Party, phrase: Phrase) -> None:
    """Give a party the office, state, employer and gender that a phrase tells of it."""
    party.gender = party.gender or phrase.gender
    if party.sort != "person":
        party.state = party.state or phrase.state or opposed(scene, phrase)
        return
    if phrase.rank not in ("relation", "honorific", ""):
        office = (phrase.noun, phrase.role)
        if office not in party.offices:
            party.offices.append(office)
        if phrase.also and (phrase.also, phrase.also) not in party.offices:
            party.offices.append((phrase.also, phrase.also))
        if party.rank != "head":
            party.rank = phrase.rank
    owner = scene.owner(phrase)
    if phrase.rank == "relation":
        if phrase.noun == "counterpart" and owner is not None and owner.offices:
            party.offices.append(owner.offices[0])
            party.rank = party.rank or owner.rank
        party.state = party.state or phrase.state
        return
    if owner is not None and owner.sort in ("state", "organisation"):
        party.state = party.state or owner.state
        if owner.sort == "organisation":
            party.employer = party.employer or owner.name
            party.sector = party.sector or owner.sector
    for part in phrase.parts:
        inner = scene.who.get(id(part))
        if inner is not None and inner.sort == "organisation":
            party.employer = party.employer or inner.name
            party.sector = party.sector or inner.sector
            party.state = party.state or inner.state
    party.state = party.state or phrase.state
