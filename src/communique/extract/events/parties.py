"""Who a noun phrase of a sentence stands for by the sentence itself: pronouns, documents, pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.events.arguments import HOPS, coordinated, own_subject, possessor, source_of, under
from communique.extract.events.classes import NounClasses

if TYPE_CHECKING:
    from spacy.tokens import Token


INDEFINITE = set(
    "nobody none noone somebody someone anybody anyone everybody everyone nothing all both".split()
)
"""Pronouns that stand for nobody whom the sentence names."""
THINGS = {"it", "its", "itself"}
"""Pronouns that stand for no person."""


class Parties:
    """Answers for one sentence. `speakers` are those who say what a verb tells, by its index."""

    def __init__(self, classes: NounClasses) -> None:
        self.classes = classes
        self.speakers: dict[int, Token] = {}

    def speaker(self, verb: Token) -> Token | None:
        """Who says what a verb tells ("X said it would ..."), or None."""
        found = self.speakers.get(verb.i)
        if found is None and verb.dep_ in {"conj", "xcomp"}:
            found = self.speakers.get(verb.head.i)
        return found

    def resolved(self, party: Token | None, verb: Token) -> Token | None:
        """For a pronoun, who it stands for by the sentence itself: the subject of a clause above it."""
        if party is not None and "document" in self.classes.of(party):
            return self._issuer(party, verb)
        if party is None or party.pos_ != "PRON":
            return party
        if party.lower_ in INDEFINITE:
            return party
        spoken = self.speaker(verb)
        if spoken is not None and spoken.pos_ != "PRON" and self._may_be(party, spoken):
            return spoken
        token = verb
        for _ in range(HOPS):
            token = token.head
            if token.pos_ in {"VERB", "AUX"}:
                subject = own_subject(token)
                named = subject is not None and subject.pos_ != "PRON" and self.classes.is_actor(subject)
                if named and subject is not None and self._may_be(party, subject):
                    return subject
            if token.head.i == token.i:
                break
        return party

    def _may_be(self, pronoun: Token, somebody: Token) -> bool:
        return pronoun.lower_ not in THINGS or somebody.ent_type_ != "PERSON"

    def other(self, pronoun: Token, source: Token | None, verb: Token) -> Token:
        """Who a pronoun stands for that is done something to: never the one who does it."""
        found = self.resolved(pronoun, verb)
        return pronoun if found is None or (source is not None and found.i == source.i) else found

    def _issuer(self, paper: Token, verb: Token) -> Token:
        """Who speaks in a document: its author, or the subject of the verb that it is the object of."""
        owner = possessor(paper) or next(iter(under(paper, "by")), None)
        if owner is not None and self.classes.is_actor(owner) and owner.pos_ != "PRON":
            return paper
        if paper.dep_ in {"dobj", "pobj"}:
            top = paper.head if paper.dep_ == "dobj" else paper.head.head
            subject = source_of(top) if top.pos_ == "VERB" else None
            if subject is not None and self.classes.is_actor(subject) and subject.pos_ != "PRON":
                return subject
        return paper

    def parties(self, noun: Token) -> list[Token]:
        """The parties of a coordinated noun phrase, each somebody; else the phrase's head alone."""
        found = coordinated(noun)
        return found if all(self.classes.is_actor(party) for party in found) else [noun]

    def is_plural(self, noun: Token) -> bool:
        """Whether a noun phrase names more than one."""
        return (
            noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"they", "we", "who"} or len(coordinated(noun)) > 1
        )
