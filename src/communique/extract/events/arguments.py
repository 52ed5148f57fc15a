"""Who does it and what it is done to: subjects and objects of a verb, by the dependency parse.

Passives, control ("began to", "urged X to"), coordination, relative and participle clauses are
followed a bounded number of steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.events.wording import sharing
from communique.extract.sources import noun_of_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

HOPS = 8
"""How far up a chain of verbs a subject is looked for."""
SUBJECTS = {"nsubj", "nsubjpass"}
RELATIVE = {"who", "which", "that", "whom"}
PEOPLES = {"NORP", "GPE", "ORG", "PERSON"}


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a participle that follows its object ("a town hit by")."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.lefts):
        return False
    if verb.dep_ == "acl":
        return True
    return verb.dep_ == "conj" and not own_subject(verb) and is_passive_once(verb.head)


def is_passive_once(verb: Token) -> bool:
    """Whether a verb itself, not what it is coordinated with, is in the passive."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def own_subject(verb: Token) -> Token | None:
    """The subject that depends on the verb itself; for "who" and "which" the noun they stand for."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return _antecedent(child, verb)
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in RELATIVE and subject.tag_ in {"WP", "WDT", "IN"}:
        return noun_of_clause(verb) or subject
    return subject


def surface_subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb that shares it."""
    token = verb
    for _ in range(HOPS):
        found = own_subject(token)
        if found is not None:
            return found
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in {"acl", "relcl"}:
            return _of_noun(token, head)
        if token.dep_ == "xcomp":
            controlled = controlled_by(head, token)
            if controlled is not None:
                return controlled
        elif token.dep_ == "prep":
            if head.pos_ in {"NOUN", "PROPN"}:
                return _of_noun(token, head)
        elif token.dep_ not in {"conj", "advcl", "ccomp", "pcomp", "dep", "acomp", "attr"}:
            return None
        token = head
    return None


def _of_noun(verb: Token, noun: Token) -> Token | None:
    """The subject of a clause or phrase that hangs on a noun: the noun itself, or whose plan it is."""
    infinitive = any(child.tag_ == "TO" for child in verb.lefts) or verb.dep_ == "prep"
    if not infinitive:
        return noun
    owner = possessor(noun)
    if owner is not None:
        return owner
    top = noun
    for _ in range(HOPS):
        if top.pos_ in {"VERB", "AUX"}:
            return surface_subject_once(top)
        if top.head.i == top.i:
            return None
        top = top.head
    return None


def surface_subject_once(verb: Token) -> Token | None:
    """The subject of a verb or of the one it is coordinated with or complements."""
    token = verb
    for _ in range(HOPS):
        found = own_subject(token)
        if found is not None:
            return found
        if token.dep_ not in {"conj", "xcomp", "advcl", "ccomp"} or token.head.i == token.i:
            return token.head if token.dep_ in {"relcl", "acl"} else None
        token = token.head
    return None


def controlled_by(verb: Token, complement: Token) -> Token | None:
    """The object of a verb that is the subject of its infinitive ("urged X to leave")."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and verb.i < child.i < complement.i:
            return child
    return None


def agent_of(verb: Token) -> Token | None:
    """The "by X" of a passive that is somebody or something, no time."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for person in child.rights:
                if person.dep_ == "pobj" and person.ent_type_ not in {"DATE", "TIME", "PERCENT", "MONEY"}:
                    return person
    return None


def source_of(verb: Token) -> Token | None:
    """Who does what a verb tells: its subject, or the agent of a passive."""
    if is_passive(verb):
        found = agent_of(verb)
        if found is None and verb.dep_ == "conj" and is_passive_once(verb.head):
            found = agent_of(verb.head)
        return found
    return surface_subject(verb)


def object_of(verb: Token) -> Token | None:
    """What a verb does it to: its object, the subject of its passive, or what a relative clause is about."""
    if is_passive(verb):
        return surface_subject(verb)
    for child in verb.rights:
        if child.dep_ == "dobj":
            return _antecedent_object(child, verb)
    for child in verb.lefts:
        if child.dep_ == "dobj":
            return _antecedent_object(child, verb)
    for child in verb.rights:
        if child.dep_ in {"oprd", "attr"} and verb.lemma_ != "be":
            return child
        if child.dep_ in {"ccomp", "nsubj"} and child.pos_ in {"NOUN", "PROPN"} and verb.lemma_ != "be":
            return child
    for child in verb.rights:
        if child.dep_ == "ccomp" and any(c.tag_ == "TO" for c in child.lefts):
            found = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
            if found is not None:
                return found
    return _gap(verb)


def _gap(verb: Token) -> Token | None:
    """For the verb of a relative clause that has a subject: the noun that is its object, if it is."""
    subject = own_subject(verb)
    if verb.dep_ != "relcl" or subject is None or subject.i == verb.head.i:
        return None
    stranded = any(child.dep_ == "prep" and not child.n_rights for child in verb.rights)
    relative = any(child.lower_ in {"where", "when", "why"} for child in verb.lefts)
    return None if stranded or relative else verb.head


def _antecedent_object(child: Token, verb: Token) -> Token:
    if child.lower_ in RELATIVE and child.tag_ in {"WP", "WDT", "IN"} and verb.dep_ == "relcl":
        return verb.head
    return child


def possessor(noun: Token) -> Token | None:
    """Whose a noun is: "X's", "his"."""
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def nationality(noun: Token) -> Token | None:
    """The name before a noun that tells whose it is: "Russian attack", "U.S. strike"."""
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ in PEOPLES:
            return child
    return None


def under(token: Token, preposition: str) -> Iterator[Token]:
    """The nouns that follow a preposition right under a token ("out of X" under "of" too)."""
    for child in token.children:
        if child.dep_ == "dative" and preposition == "dative" and child.pos_ != "ADP":
            yield child
        if child.dep_ not in {"prep", "agent", "dative", "prt", "advmod"}:
            continue
        if child.lower_ == preposition:
            yield from (grand for grand in child.rights if grand.dep_ == "pobj")
        for grand in child.rights:
            if grand.dep_ == "prep" and grand.lower_ == preposition and child.dep_ != "agent":
                yield from (g for g in grand.rights if g.dep_ == "pobj")


def coordinated(noun: Token) -> list[Token]:
    """The nouns that are coordinated with a noun, itself first, in order.

    Of two names that share a noun ("Army and Navy officers"), the first and the noun.
    """
    found, token = [noun], noun
    for _ in range(HOPS):
        following = next((child for child in token.rights if child.dep_ == "conj"), None)
        if following is None:
            break
        found.append(following)
        token = following
    shared = sharing(noun) if len(found) == 1 else None
    return [shared[0], noun] if shared is not None else found
