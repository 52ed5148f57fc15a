"""To whom an act is done: the object, what prepositions add, or the place where it happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.events.arguments import HOPS, nationality, possessor, under
from communique.extract.events.classes import NounClasses

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = ("in", "at", "near", "across", "throughout", "around", "inside", "outside")
INSIDE = ("by", "from", "of", "between", "among")
"""Where inside a noun phrase the actor stands, in order: "a request from X"."""
DEEP = {"prep", "pobj", "dobj", "xcomp", "acl", "pcomp", "dative", "nsubj"}
DEEPEST = 30
"""How many tokens below a verb are looked at for a party that no slot names."""
GENERAL = ("against", "to", "on", "with", "from", "for")
TIMES = {"DATE", "TIME", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY"}


def target_of(
    verb: Token,
    thing: Token | None,
    slots: tuple[str, ...],
    classes: NounClasses,
    *,
    light: bool,
    near: bool = True,
) -> Token | None:
    """The noun that names the target of an act, or None.

    `thing` is the object of the act, `slots` tell where to look (see `verbs.tsv`); `light`: the
    object is only the noun for the act; `near`: a place or a party further
    down will do. Whoever acts or is somewhere goes before any thing.
    """
    fallback: Token | None = None
    for slot in slots:
        if slot == "whole":
            if thing is not None:
                return thing
            continue
        for noun in _at(verb, thing, slot, light):
            if noun.ent_type_ in TIMES and noun.ent_type_ != "CARDINAL":
                continue
            if light and thing is not None and noun.i == thing.i:
                continue
            if classes.is_party(noun) and not _is_own(noun, classes):
                return noun
            if slot == "obj" and nationality(noun) is not None and "instrument" in classes.of(noun):
                return noun  # "shot down a Chilean drone" over whatever place
            inner = actor_inside(noun, classes)
            if inner is not None:
                return inner
            if fallback is None and slot not in {"by", "poss", "in", "at", "for"}:
                fallback = noun
    for preposition in GENERAL if near else ():
        if preposition in slots:
            continue
        for noun in _at(verb, thing, preposition, light):
            if classes.is_party(noun) and noun.ent_type_ not in TIMES:
                return noun
    if thing is not None and light and "poss" in slots:
        owner = nationality(thing)
        if owner is not None and classes.is_actor(owner):
            return owner
    if not near:
        return fallback
    return place_of(verb, thing, classes) or party_after(verb, classes) or fallback


def _is_own(noun: Token, classes: NounClasses) -> bool:
    """Whether a noun is a place or troops of whoever acts: "opened its borders", "withdrew its troops"."""
    owner = possessor(noun)
    if owner is None or owner.pos_ != "PRON":
        return False
    kinds = classes.of(noun)
    return "troops" in kinds or not kinds & {"actor", "person"}


def _at(verb: Token, thing: Token | None, slot: str, light: bool) -> Iterator[Token]:
    if slot == "obj":
        if thing is not None and not light:
            yield thing
        return
    if slot == "direct":
        yield from (child for child in verb.rights if child.dep_ == "dobj")
        return
    if slot == "poss":
        owner = possessor(thing) if thing is not None else None
        if owner is not None:
            yield owner
        return
    if thing is not None:
        yield from under(thing, slot)
    yield from under(verb, slot)
    for child in verb.children:
        if child.dep_ in {"xcomp", "acomp", "prt"} and child.i > verb.i:
            yield from under(child, slot)


def party_after(verb: Token, classes: NounClasses) -> Token | None:
    """The first state, people or place that the complements of a verb name, however deep; or None."""
    queue = [child for child in verb.rights if child.dep_ in DEEP or _is_added(child)]
    seen = 0
    while queue and seen < DEEPEST:
        token = queue.pop(0)
        seen += 1
        named = token.ent_type_ in {"GPE", "NORP", "ORG", "LOC"} and token.dep_ in {"pobj", "dobj", "conj"}
        if named and classes.is_party(token):
            return token
        if token.dep_ == "pobj" and "actor" in classes.of(token) and token.ent_type_ not in TIMES:
            return token
        queue.extend(child for child in token.rights if child.dep_ in DEEP)
        queue.extend(child for child in token.lefts if child.dep_ == "nsubj")
    return None


def _is_added(child: Token) -> bool:
    """Whether a clause goes on about the same doer: "to help Y", "demanding that Y"."""
    if child.dep_ != "advcl":
        return False
    return child.tag_ == "VBG" or any(c.tag_ == "TO" for c in child.lefts)


def awaited(verb: Token, classes: NounClasses) -> Token | None:
    """Whoever must act first: "will not lift the ban until Y pays"."""
    for child in verb.rights:
        if child.dep_ == "advcl" and any(
            c.lower_ in {"until", "unless", "till", "before"} for c in child.lefts
        ):
            for grand in child.children:
                if grand.dep_ in {"nsubj", "agent"}:
                    party = next((g for g in grand.rights if g.dep_ == "pobj"), grand)
                    if classes.is_actor(party) and party.pos_ != "PRON":
                        return party
    return None


def actor_inside(noun: Token, classes: NounClasses) -> Token | None:
    """Somebody whom a noun phrase for a thing names inside: "X's plan", "a request from X"."""
    owner = possessor(noun)
    if owner is not None and classes.is_party(owner) and owner.pos_ != "PRON":
        return owner
    for preposition in INSIDE:
        for inner in under(noun, preposition):
            if classes.is_party(inner) and inner.ent_type_ not in TIMES:
                return inner
            deeper = nationality(inner) or possessor(inner)
            if deeper is not None and classes.is_party(deeper) and deeper.pos_ != "PRON":
                return deeper
    for child in noun.rights:
        if child.dep_ == "acl":
            for inner in under(child, "by"):
                if classes.is_party(inner):
                    return inner
    return None


def place_of(verb: Token, thing: Token | None, classes: NounClasses) -> Token | None:
    """The place that a verb or its object says it happens at, or None."""
    token = verb
    for _ in range(HOPS):
        for preposition in PLACES:
            for around in (thing, token):
                if around is None:
                    continue
                for noun in under(around, preposition):
                    if "place" in classes.of(noun) and noun.ent_type_ not in TIMES:
                        return noun
        if token.dep_ != "xcomp" or token.head.i == token.i:
            return None
        token = token.head
    return None


def is_beside(verb: Token, target: Token | None, thing: Token | None = None) -> bool:
    """Whether a sentence says that somebody does it with the target: as object, or by "with"."""
    if target is None:
        return False
    if target.dep_ in {"dobj", "dative", "nsubjpass"} and target.head.i == verb.i:
        return True
    near = [*under(verb, "with"), *(under(thing, "with") if thing is not None else ())]
    near += [*under(verb, "to"), *(c for n in near for c in n.rights if c.dep_ == "conj")]
    return any(noun.i == target.i for noun in near)
