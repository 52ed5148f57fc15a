"""Where the two sides stand: the nouns that play a role of a table beside its verb, noun or adjective."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.events.arguments import (
    agent_of,
    object_of,
    possessor,
    source_of,
    surface_subject,
    under,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

HOPS = 6
"""So many governors are climbed from a trigger to the clause that tells its side."""
FARTHEST = 60
"""So many words after a verb are searched for a preposition that the parser hung elsewhere."""
COPULAS = {"be", "become", "remain", "stay", "seem", "prove"}
MAKERS = {"make", "leave", "keep", "render", "call", "consider", "turn", "find", "deem", "get"}
HOLDING = set(
    "have hold enjoy lack find see keep retain gain wield exercise use possess need seek want require".split()
)
NEAR = 14
"""So many words after a noun are searched for where it leads."""
GIVERS = set("provide give offer throw extend hand lend grant toss supply deny become".split())
WAYS = {"way", "means", "transit"}
PEOPLES = {"JJ", "NNP", "NNPS"}
"""Tags of the adjectives of peoples."""
PARTING = {"relcl", "advcl", "ccomp", "parataxis", "acl"}
"""Links that begin a clause of its own."""


def players(trigger: Token, role: str) -> Iterator[Token]:
    """The nouns in one role of a trigger, likeliest first. Roles are those that the tables' heads name."""
    if role.startswith("deep "):
        found = _deep(trigger, role[5:])
    elif role in ROLES:
        found = ROLES[role](trigger)
    else:
        found = under(trigger, role)
    for noun in found:
        yield _antecedent(noun) if noun.tag_ in {"WDT", "WP"} else noun


def _antecedent(pronoun: Token) -> Token:
    """The noun that "which" stands for in "through which", or the pronoun itself."""
    verb = governor(pronoun)
    return verb.head if verb is not None and verb.dep_ == "relcl" else pronoun


def clause(verb: Token) -> list[Token]:
    """The words of a verb's own clause, without clauses that hang on it, in order; `FARTHEST` at most."""
    found, waiting = [verb], [verb]
    while waiting and len(found) < FARTHEST:
        for child in waiting.pop().children:
            parted = child.dep_ in PARTING or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"})
            if not parted or (child.dep_ == "acl" and child.pos_ != "VERB"):
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda t: t.i)


def governor(token: Token) -> Token | None:
    """The verb that a noun or adjective stands under, over the prepositions and nouns between."""
    for _ in range(HOPS):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _way(verb: Token) -> Iterator[Token]:
    """By way of what: the port of "by way of the port", "over the quays of", "via"."""
    for way in (*under(verb, "by"), *under(verb, "in")):
        if way.lemma_ in WAYS:
            yield from under(way, "of")


def _complement(verb: Token) -> Iterator[Token]:
    """What people the subject is said to be: "is Chilean", "are Chilean or Peruvian"."""
    if verb.lemma_ in COPULAS:
        for child in verb.rights:
            if child.dep_ in {"acomp", "attr"} and child.tag_ in PEOPLES and not list(child.lefts):
                yield child


def _deep(verb: Token, preposition: str) -> Iterator[Token]:
    direct = list(under(verb, preposition))
    yield from direct
    seen = {t.i for t in direct}
    beside = clause(verb)
    first = governor(verb) if verb.dep_ == "conj" else None
    if first is not None:
        beside += [c for c in first.rights if c.i > verb.i]  # often hung on the first verb
    for token in beside:
        if token.i > verb.i and token.lower_ == preposition and token.dep_ in {"prep", "agent"}:
            inside = (c for c in token.rights if c.dep_ == "pobj" and c.i not in seen)
            yield from (c for c in inside if c.pos_ != "NUM")  # no "nine in ten"


def mistaken_subject(verb: Token) -> Token | None:
    """Of "Peru imports 80 percent ..." the name, where the parser made one phrase of it and the verb."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"NNS", "VBZ"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    beside = before.head.i == verb.i and before.dep_ in {"compound", "amod", "nmod", "npadvmod"}
    goes_on = any(c.dep_ in {"prep", "appos", "dobj", "nummod"} for c in verb.rights)
    alone = not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "det", "poss"} for c in verb.lefts)
    return before if beside and goes_on and alone and before.pos_ == "PROPN" else None


def _subject(trigger: Token) -> Iterator[Token]:
    found = mistaken_subject(trigger) or source_of(trigger)
    if found is None and trigger.dep_ == "conj" and trigger.head.pos_ not in {"VERB", "AUX"}:
        first = governor(trigger)  # coordinated with a noun by mistake
        found = surface_subject(first) if first is not None else None
    if found is not None:
        yield found


def _object(trigger: Token) -> Iterator[Token]:
    found = object_of(trigger)
    if found is None and mistaken_subject(trigger) is not None:
        found = next((c for c in trigger.rights if c.dep_ == "appos"), None)
    if found is not None:
        yield found


def _dative(trigger: Token) -> Iterator[Token]:
    yield from (c for c in trigger.rights if c.dep_ in {"dative", "iobj"} and c.pos_ != "ADP")


def _by(trigger: Token) -> Iterator[Token]:
    found = agent_of(trigger)
    if found is not None:
        yield found


def _possessor(trigger: Token) -> Iterator[Token]:
    found = possessor(trigger)
    if found is not None:
        yield found


def _people(trigger: Token) -> Iterator[Token]:
    yield from (c for c in trigger.lefts if c.dep_ in {"amod", "compound", "nmod"})


def _self(trigger: Token) -> Iterator[Token]:
    yield trigger


def _said_of(trigger: Token) -> Iterator[Token]:
    """What a noun or adjective is said of: "X is the main buyer", "X, the main buyer", "left X dependent"."""
    own = next((c for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if own is not None and trigger.pos_ != "VERB":
        yield own
    yield from (c for c in trigger.children if c.dep_ == "appos")
    head, link = trigger.head, trigger.dep_
    if link == "conj" and head.pos_ == trigger.pos_:
        yield from _said_of(head) if head.i != trigger.i else ()
        return
    if link == "appos":
        yield head
    elif link in {"amod", "acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if trigger.i > head.i or trigger.pos_ == "ADJ":
            yield head
    elif link == "nsubj" and head.lemma_ in COPULAS:
        yield from (c for c in head.rights if c.dep_ == "attr")
    elif link in {"attr", "acomp", "oprd", "ccomp", "xcomp", "advcl", "prep", "dobj"}:
        yield from _of_clause(trigger, head)
    elif link == "pobj":
        yield from _of_phrase(head)


def _of_clause(trigger: Token, verb: Token) -> Iterator[Token]:
    """Of what stands beside a verb: its subject, or the object of "make" and "leave"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        if trigger.dep_ == "prep" and verb.pos_ in {"NOUN", "PROPN"}:
            yield verb
        return
    if verb.lemma_ in MAKERS and trigger.dep_ not in {"advcl"}:
        between = [c for c in verb.rights if c.dep_ in {"dobj", "nsubj"} and c.i != trigger.i]
        if between:
            yield between[0]
            return
        found = object_of(verb)
        if found is not None and found.i != trigger.i:
            yield found
        return
    if trigger.dep_ == "dobj" and verb.lemma_ not in COPULAS:
        return
    yield from (c for c in verb.lefts if c.dep_ == "csubj")
    found = surface_subject(verb)
    if found is not None and found.i != trigger.i:
        yield found


def _of_phrase(preposition: Token) -> Iterator[Token]:
    """Of "as our main buyer" what the verb's object is; of "at the mercy of" who is or is put there."""
    head = preposition.head
    if head.pos_ not in {"VERB", "AUX"}:
        if preposition.lower_ != "as" and head.pos_ in {"NOUN", "PROPN"}:
            yield head
        return
    found = next((c for c in head.rights if c.dep_ == "dobj"), None) or surface_subject(head)
    if found is not None:
        yield found


def _holder(trigger: Token) -> Iterator[Token]:
    """Who has what the noun names."""
    verb = governor(trigger)
    if verb is not None and verb.lemma_ in HOLDING:
        found = source_of(verb)
        if found is not None and found.i != trigger.i:
            yield found


def _changer(trigger: Token) -> Iterator[Token]:
    """Who makes more or less of what the noun names."""
    verb = governor(trigger)
    if verb is not None and verb.lemma_ not in HOLDING:
        found = source_of(verb)
        if found is not None and found.i != trigger.i:
            yield found


def _beyond(trigger: Token) -> Iterator[Token]:
    """Through or from where a way leads that a noun names, whatever the parser makes of its verb."""
    for token in trigger.doc[trigger.i + 1 : min(trigger.i + NEAR, trigger.sent.end)]:
        if token.lower_ in {"from", "through", "via", "across", "over"}:
            yield from (c for c in token.rights if c.dep_ == "pobj")


def _fronted(trigger: Token) -> Iterator[Token]:
    """For whom something is said to be so, at the head of the clause: "For X, it is vital"."""
    verb = governor(trigger)
    if verb is not None:
        yield from (t for t in under(verb, "for") if t.i < verb.i)


def _topic(trigger: Token) -> Iterator[Token]:
    """The subject of the sentence."""
    found = surface_subject(trigger.sent.root) if trigger.sent.root.pos_ in {"VERB", "AUX"} else None
    if found is not None and found.i < trigger.i:
        yield found


def _giver(trigger: Token) -> Iterator[Token]:
    for child in trigger.rights:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            found = agent_of(child)
            if found is not None:
                yield found
    verb = governor(trigger)
    if verb is not None and verb.lemma_ in GIVERS:
        found = source_of(verb)
        if found is not None and found.i != trigger.i:
            yield found


def _taker(trigger: Token) -> Iterator[Token]:
    verb = governor(trigger)
    if verb is None or verb.lemma_ not in GIVERS:
        return
    yield from _dative(verb)
    yield from (t for p in ("to", "for") for t in under(verb, p))
    found = object_of(verb)
    if found is not None and found.i != trigger.i:
        yield found


def _above(trigger: Token) -> Iterator[Token]:
    """The subjects of the clauses that a noun stands in, nearest first."""
    token = trigger
    for _ in range(HOPS):
        verb = governor(token)
        if verb is None:
            return
        found = surface_subject(verb)
        if found is not None and found.i != trigger.i:
            yield found
        token = verb


def _than(trigger: Token) -> Iterator[Token]:
    verb = governor(trigger)
    for token in clause(verb if verb is not None else trigger):
        if token.i > trigger.i and token.lower_ == "than":
            yield from (c for c in token.rights if c.dep_ == "pobj")


ROLES = {
    "subj": _subject,
    "obj": _object,
    "dative": _dative,
    "by": _by,
    "poss": _possessor,
    "adj": _people,
    "self": _self,
    "be": _said_of,
    "holder": _holder,
    "changer": _changer,
    "beyond": _beyond,
    "fronted": _fronted,
    "topic": _topic,
    "giver": _giver,
    "taker": _taker,
    "above": _above,
    "than": _than,
    "way": _way,
    "comp": _complement,
}
"""The roles that are not a preposition."""
