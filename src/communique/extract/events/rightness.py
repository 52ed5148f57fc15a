"""What tells whether an act that the rules propose is one, and has the right parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.events.arguments import possessor
from communique.extract.events.traits import Traits, View, pair_traits

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.extract.events.acts import Act
    from communique.extract.events.proposals import Offsets, Proposals

DEPTH = 5
"""Steps from an act down to a party that are told one by one."""
NEARNESS = (1, 2, 3, 6, 12, 25)


def act_traits(
    proposals: Proposals,
    act: Act,
    source: Offsets,
    target: Offsets,
    view: View,
    pair: Traits | None = None,
) -> Traits:
    """The traits of one act of a sentence with the words of its parties; `pair`: theirs, where known."""
    pair = pair or pair_traits(proposals.doc, proposals.words, source, target, view)
    head, root, classes = act.head, act.root, proposals.classes
    verb = head.lemma_.lower()
    seen = [f"manner {act.manner}", f"manner {act.manner} {root}", f"head {head.pos_} {head.dep_}"]
    seen += [f"flags {act.reciprocal} {act.alone} {act.split}", f"acts {min(len(proposals.acts), 4)}"]
    seen.append(f"place {min(proposals.acts.index(act), 3)}")
    ways = [f"head {head.dep_} {root}", f"verb {verb}", f"verb {verb} {root}"]
    for name, party in (("source", act.source), ("target", act.target)):
        if party is None:
            seen += [f"{name} nobody", f"{name} nobody {root}"]
            continue
        way, kinds = way_down(head, party), sorted(classes.of(party))
        what = "party" if classes.is_party(party) else "thing"
        owner = possessor(party)
        owned = owner is not None and owner.pos_ == "PRON"
        seen += [f"{name} {what}", f"{name} {what} {root}", f"{name} {party.ent_type_} {party.pos_}"]
        seen += [f"{name} owned {owned}", f"{name} {_near(head, party)}"]
        ways += [f"{name} way {way}", f"{name} way {what} {way}", f"{name} way {root} {way}"]
        ways += [f"{name} way {verb} {way}", f"{name} noun {party.lemma_.lower()}"]
        ways += [f"{name} kind {kind}" for kind in kinds]
        ways += [f"{name} kind {root} {kind}" for kind in kinds]
    way_traits = tuple(dict.fromkeys((*pair.way, *ways)))
    return Traits(pair.words, way_traits, tuple(dict.fromkeys((*pair.rules, *seen))))


def way_down(head: Token, party: Token) -> str:
    """The labels of the parse from an act to a party below it; "up" where it is not below."""
    steps: list[str] = []
    token = party
    for _ in range(DEPTH):
        if token.i == head.i:
            return ">".join(reversed(steps))
        steps.append(f"{token.dep_}:{token.lower_}" if token.pos_ == "ADP" else token.dep_)
        if token.head.i == token.i:
            break
        token = token.head
    return "up"


def _near(head: Token, party: Token) -> str:
    far = abs(head.i - party.i)
    return f"within {next((n for n in NEARNESS if far <= n), 99)}"
