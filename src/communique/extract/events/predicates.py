"""Which act a verb names, with its particle, its object and the noun it may lean on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from communique.extract.events.arguments import object_of
from communique.extract.events.classes import BLOCKED, NounClasses
from communique.extract.events.lexicon import Light, Noun, Verb, acting, lemma_of, lights, verbs
from communique.extract.events.roots import STOPPED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 20
"""So many words after a verb are looked at for what it is called with."""
GENERIC = {"any", "-", "none"}
BESIDE = {"use as"}
"""Verbs with a preposition that name an act beside a direct object: "used villagers as shields"."""
SUGGESTED = ("against", "on", "with", "to", "from", "for", "in", "at", "over")
"""Where else than its own row says the target of a light verb may stand."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One act that a verb names. `noun` is the noun it leans on, `thing` its object."""

    root: str
    mode: str | None
    thing: Token | None
    noun: Token | None
    slots: tuple[str, ...]
    marks: frozenset[str]


def keys_of(verb: Token) -> list[tuple[str, Token | None]]:
    """What a verb may be called in the lexicon, the longest first, each with its object."""
    lemma = lemma_of(verb)
    thing = object_of(verb)
    direct = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    keys: list[tuple[str, Token | None]] = []
    rights = list(islice(verb.rights, MOST))
    for child in rights:
        if child.dep_ not in {"prt", "prep", "advmod", "acomp", "oprd", "dobj", "npadvmod", "agent"}:
            continue
        word = child.lower_
        inner = next((grand for grand in child.rights if grand.dep_ == "pobj"), None)
        deeper = next((grand for grand in child.rights if grand.dep_ == "prep"), None)
        if deeper is not None and child.dep_ != "dobj":
            below = next((grand for grand in deeper.rights if grand.dep_ == "pobj"), None)
            keys.append((f"{lemma} {word} {deeper.lower_}", below))
        if child.dep_ == "prep" and inner is not None:
            if direct is None or f"{lemma} {word}" in BESIDE:
                keys.append((f"{lemma} {word}", inner))
            if thing is not None and child.i - thing.i < 3:
                keys.append((f"{lemma} {thing.lower_} {word}", inner))
        elif child.dep_ in {"prt", "advmod", "acomp", "oprd"}:
            for other in rights:
                if other.dep_ == "prep" and other.i > child.i:
                    pobj = next((grand for grand in other.rights if grand.dep_ == "pobj"), None)
                    keys.append((f"{lemma} {word} {other.lower_}", pobj))
            keys.append((f"{lemma} {word}", thing))
        elif child.dep_ == "dobj":
            keys.append((f"{lemma} {word}", inner or thing))
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"} and child.pos_ == "ADJ":
            whom = next((grand for grand in child.lefts if grand.dep_ == "nsubj"), thing)
            keys.append((f"{lemma} {child.lower_}", whom))
    keys.sort(key=lambda key: -key[0].count(" "))
    return [*keys, (lemma, thing)]


def predicate_of(verb: Token, classes: NounClasses) -> Predicate | None:
    """The act that a verb names, by the lexicon; None if it names none."""
    if lemma_of(verb) not in acting():
        return None
    for key, thing in keys_of(verb):
        named, light = verbs().get(key, ()), lights().get(key, ())
        if not named and not light:
            continue
        named = tuple(row for row in named if "bare" not in row.marks or _bare(verb, thing))
        exact = next((row for row in named if not row.objects & GENERIC and _fits(row, thing, classes)), None)
        if exact is not None:
            return _as_verb(exact, thing)
        found = _as_light(light, thing, classes)
        if found is not None:
            return found
        loose = next((row for row in named if row.objects & GENERIC and _fits(row, thing, classes)), None)
        if loose is not None:
            return _as_verb(loose, thing)
    return None


def any_root(doc: Doc, start: int, end: int, classes: NounClasses) -> str | None:
    """The root of the first verb, else noun, between two token indices that the lexicon knows."""
    for token in doc[start:end]:
        if token.pos_ == "VERB" and (found := predicate_of(token, classes)) is not None:
            return found.root
    for token in doc[start:end]:
        if token.pos_ == "NOUN":
            row = next((row for row in classes.acts(token) if row.root), None)
            if row is not None:
                return row.root
    return None


def is_idle(verb: Token) -> bool:
    """Whether the lexicon says that a verb tells no act whatever its object: "declined to comment"."""
    rows = verbs().get(lemma_of(verb), ())
    return bool(rows) and rows[0].root == "" and "-" in rows[0].objects


def _bare(verb: Token, thing: Token | None) -> bool:
    return not any(child.dep_ in {"oprd", "ccomp"} for child in verb.rights) and (
        thing is None or not any(c.dep_ in {"dobj", "dative"} and c.i != thing.i for c in verb.rights)
    )


def _fits(row: Verb, thing: Token | None, classes: NounClasses) -> bool:
    if "-" in row.objects:
        return True
    if thing is None:
        return "none" in row.objects
    kinds = classes.of(thing)
    if "any" in row.objects:
        return not kinds & BLOCKED
    if kinds & BLOCKED and not kinds & row.objects & {"road", "place", "actor"}:
        return False
    return bool(kinds & row.objects)


def _as_verb(row: Verb, thing: Token | None) -> Predicate | None:
    if not row.root:
        return None
    return Predicate(row.root, row.mode, thing, None, row.target, row.marks)


def _as_light(rows: tuple[Light, ...], thing: Token | None, classes: NounClasses) -> Predicate | None:
    if thing is None or not rows:
        return None
    for noun in classes.acts(thing):
        for row in rows:
            if row.objects and noun.kind not in row.objects:
                continue
            if noun.kind == "stopping":
                return _stopping(thing, classes)
            root, mode = _composed(row.act, noun)
            if root:
                slots = noun.target
                if row.act == "spurn":
                    slots = ("by", "from", "poss", "whole")
                elif row.act == "ask" and noun.kind == "release":
                    slots = ("from", "by", "poss")
                elif row.act != "do":
                    slots = (*slots, *noun.source) if row.act == "ask" else (*slots, "poss")
                marks = _marks(row.act, noun, root)
                rest = () if "reciprocal" in marks else tuple(s for s in SUGGESTED if s not in slots)
                return Predicate(root, mode, thing, thing, ("dative", *slots, *rest), marks)
    return None


def _stopping(thing: Token, classes: NounClasses) -> Predicate | None:
    """What "a suspension of aid" names: the stopping of what stands after "of"."""
    of = next((c for c in thing.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
    if inner is None:
        return None
    for noun in classes.acts(inner):
        root, mode = _composed("stop", noun)
        if root:
            slots = (*noun.target, *SUGGESTED)
            return Predicate(root, mode, inner, inner, slots, frozenset({"alone"}))
    return None


def _marks(act: str, noun: Noun, root: str) -> frozenset[str]:
    marks = set()
    if act == "do" and noun.kind in {"talks", "call", "press", "deal", "tie", "cooperation", "drill"}:
        marks.add("reciprocal")
    if act == "offer" and noun.kind in {"talks", "deal", "tie", "cooperation", "ceasefire", "drill"}:
        marks.add("reciprocal")
    if noun.kind in {"alert", "troops", "police"} and act == "do":
        marks.add("passive-source")
    if act == "ask" or (act == "offer" and noun.kind in {"money", "aid", "goods", "helper"}):
        marks.add("alone")
    if act in {"do", "stop"} and root in {"PROTEST", "RETREAT", "MOBILIZE", "YIELD", "COERCE"}:
        marks.add("alone")
    return frozenset(marks)


def _composed(act: str, noun: Noun) -> tuple[str, str | None]:
    """The root of what a light verb does with the act that a noun names, and its mode."""
    if act == "do":
        return noun.root, noun.mode
    if act == "give":
        return "AID", None
    if act == "ask":
        if noun.kind in {"sanction", "restriction", "boycott", "blockade", "attack", "airstrike"}:
            return "THREATEN", None
        return ("REQUEST", None) if noun.root else ("", None)
    if act == "stop":
        return STOPPED.get(noun.root, ("", None)) if noun.root else _stopped_thing(noun)
    return {"spurn": "REJECT", "offer": "AGREE", "menace": "THREATEN"}[act], None


def _stopped_thing(noun: Noun) -> tuple[str, str | None]:
    return ("SANCTION", "discontinue") if noun.kind == "money" else ("", None)
