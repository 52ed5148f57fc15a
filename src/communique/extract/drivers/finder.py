"""Stated causes in a sentence: the words of cause and effect, the words that join them, and the sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.dependencies.roles import COPULAS
from communique.extract.dependencies.tables import lemma_of
from communique.extract.drivers import surface
from communique.extract.drivers.effects import Effects, Side
from communique.extract.drivers.joins import Joins
from communique.extract.drivers.links import POINTERS, Found, after, overlap, span
from communique.extract.drivers.tables import Cause, Sign, blaming, connectives, lights, papers, verbs
from communique.extract.drivers.wording import Offsets, clause_words, phrase
from communique.extract.events.arguments import (
    agent_of,
    is_passive,
    object_of,
    own_subject,
    surface_subject,
    under,
)
from communique.extract.events.lexicon import agents

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONS = {"he", "she", "they", "we", "i", "you", "who", "nobody", "somebody", "everyone", "none", "nothing"}
VAGUE = {"many", "most", "all", "some", "both", "few", "much", "more", "others", "one"}
NAMES = {"ORG", "PERSON", "NORP", "GPE", "PRODUCT", "FAC", "WORK_OF_ART"}
"""Kinds of names that cause nothing by themselves: it takes something that they do."""

SAYING = {"say", "tell", "add", "report", "warn", "announce", "note", "argue", "write", "ask", "think"}
IDLE = {"nothing", "little"}
"""Who does nothing to stop it, does not."""
HOPS = 4
LONGEST = 300
"""A longer sentence is a list, and is not read as a whole."""
USING = {"use", "deploy"}
"""What is used to do something does it not by itself."""

Cue = tuple[Offsets, "Token"]


class Finder:
    """Finds the causes that one article's sentences state; `is_party` tells whether a noun names somebody."""

    def __init__(self, text: str, is_party: Callable[[Token], bool]) -> None:
        self._text, self._is_party = text, is_party
        self._effects = Effects(text)
        self._joins = Joins(self._effects, self._may_cause)

    def find(self, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Found]:
        """The causes that a sentence states; `before` is the sentence before, of the same paragraph."""
        joins = connectives()
        i = 0
        while i < len(tokens):
            token, step = tokens[i], 1
            for key, kind in joins.get(token.lower_, ()):
                if [t.lower_ for t in tokens[i : i + len(key)]] == list(key):
                    found = self._joins.joined(tokens[i : i + len(key)], kind, before)
                    step = len(key)
                    if found is not None:
                        yield found
                        break
            if step == 1:
                for found in self._of_word(token, tokens, before):
                    yield from self._each(found, tokens) if len(tokens) <= LONGEST else (found,)
            i += step

    def _of_word(self, token: Token, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Found]:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            yield from self._of_verb(token, tokens, before)
            yield from self._joins.supposed(token)
            told = self._joins.blamed(token)
            if told is not None:
                yield told
        elif token.pos_ == "NOUN" and token.dep_ == "attr":
            yield from self._joins.of_noun(token)
        elif token.lower_ == "so" and token.head.pos_ == "ADJ":
            told = self._joins.so_much(token)
            if told is not None:
                yield told
        elif len(tokens) > LONGEST:
            return  # what follows looks through the whole sentence
        elif token.text == ":" and tokens[0].i < token.i < tokens[-1].i:
            told = self._joins.after_colon(token, tokens)
            if told is not None:
                yield told
        elif surface.is_verb_in_noun(token, tokens):
            yield from self._hidden(token, tokens)

    def _each(self, found: Found, tokens: Sequence[Token]) -> Iterator[Found]:
        """A cause of two things with a preposition each ("the war in X and turmoil in Y") is two causes."""
        low, high = found.cause
        sides = surface.apart([t for t in tokens if low <= t.idx < high])
        if sides is None or found.cause_head.pos_ not in {"NOUN", "PROPN"}:
            yield found
            return
        for side in sides:
            head = next((t for t in side if surface.is_noun(t)), side[0])
            yield replace(found, cause=(side[0].idx, side[-1].idx + len(side[-1])), cause_head=head)

    # ------------------------------------------------------------------ verbs

    def _of_verb(self, verb: Token, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Found]:
        rows = verbs().get(lemma_of(verb, verbs()), ())
        light = lights().get(lemma_of(verb, lights()), ())
        if not rows and not light:
            return
        cause = self._cause(verb, tokens, before)
        if cause is not None:
            told = self._effects.of_light(verb, cause[1])
            if told is not None:
                yield self._told(verb, *told, cause)
                return
        for row in rows:
            found = self._by_row(verb, row, cause)
            if found is not None:
                yield found
                return

    def _by_row(self, verb: Token, row: Cause, cause: Cue | None) -> Found | None:
        stop = after(verb, row.after)
        if stop is None:
            return None
        cue = (verb.idx, verb.doc[stop].idx + len(verb.doc[stop])) if stop > verb.i else span(verb)
        if row.turned:
            return self._turned(verb, row, cue)
        if cause is None:
            return None
        side = self._effects.of_row(verb, row, cause[1])
        if side is None or overlap(side.offsets, cause[0]):
            return None
        found = self._told(verb, side, row.sign, cause)
        return replace(found, cue=cue)

    def _turned(self, verb: Token, row: Cause, cue: Offsets) -> Found | None:
        """Of "X stems from Y", "X has suffered from Y": the subject is the effect."""
        subject = surface_subject(verb)
        if subject is None or subject.pos_ == "PRON" or is_passive(verb):
            return None
        for role in row.effect:
            noun = next(iter(under(verb, role)), None)
            if noun is not None and self._may_cause(noun) and noun.i > verb.i:
                effect = _until(phrase(subject), verb)
                return Found(verb, cue, row.sign, phrase(noun), effect, noun, subject)
        return None

    def _told(self, verb: Token, side: Side, sign: Sign, cause: Cue) -> Found:
        side = self._effects.measured(side)
        cue = span(verb) if side.cue is None else (verb.idx, max(side.cue, verb.idx + len(verb)))
        turned: Sign = 1 if sign == side.turn else -1
        found = Found(verb, cue, turned, cause[0], side.offsets, cause[1], side.head, side.label)
        found.claimed = verb.dep_ == "pcomp"
        return found

    def _hidden(self, verb: Token, tokens: Sequence[Token]) -> Iterator[Found]:
        """Of a sentence whose verb the tagger took for a plural ("any delay strikes at their wages")."""
        cause = surface.before(verb, tokens)
        if cause is None or not self._may_cause(cause[1]):
            return
        for row in verbs().get(lemma_of(verb, verbs()), ()):
            following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + len(row.after)]]
            plain = not row.after and ("obj" in row.effect)
            if row.turned or following != list(row.after) or not (row.after or plain):
                continue
            last = verb.doc[verb.i + len(row.after)]
            noun = surface.following(last, tokens)
            if noun is not None and noun[1].lemma_.lower() not in row.never:
                yield Found(verb, (verb.idx, last.idx + len(last)), row.sign, *_sides(cause, noun))
                return

    # ------------------------------------------------------------------ what causes

    def _cause(self, verb: Token, tokens: Sequence[Token], before: Sequence[Token]) -> Cue | None:
        """The words of what causes, and their head: the subject, or the agent of a passive; nobody's name."""
        purpose = verb.tag_ == "VB" and (
            (verb.dep_ in {"acl", "advcl"} and any(c.tag_ == "TO" for c in verb.lefts))
            or (verb.head.lemma_ in USING and is_passive(verb.head))
        )
        shared = verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.dep_ == "pcomp"
        accused = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "for" else None
        if accused is not None and accused.lemma_ in blaming():
            noun = object_of(accused)
            return (phrase(noun), noun) if noun is not None and self._may_cause(noun) else None
        idle = any(c.dep_ == "dobj" and c.lower_ in IDLE for c in verb.head.rights)
        if verb.dep_ == "pcomp" or purpose or shared or (idle and verb.tag_ == "VB"):
            return None  # what a plan is for, it has not done
        passive = is_passive(verb) or surface.is_reduced(verb)
        if not passive and _lost(verb):
            found = surface.before(verb, tokens)
            if found is not None:
                return found if self._may_cause(found[1]) else None
        noun = agent_of(verb) if passive else surface_subject(verb)
        if noun is None:
            return None
        if passive and noun.i > verb.i:
            listed = surface.following(verb.doc[noun.left_edge.i - 1], tokens)
            if listed is not None and listed[1].i == noun.i and self._may_cause(noun):
                low, high = phrase(noun)
                return (low, max(high, listed[0][1])), noun
        if verb.dep_ == "advcl" and own_subject(verb) is None and verb.tag_ == "VBG" and verb.i > verb.head.i:
            return self._deed(verb, noun)
        if noun.lower_ in POINTERS or (noun.lower_ == "they" and noun.i <= verb.i):
            return self._pointed(noun, verb, tokens, before)
        if not self._may_cause(noun):
            return None
        return _until(phrase(noun), verb), noun

    def _deed(self, verb: Token, noun: Token) -> Cue | None:
        """What somebody does, of "Peru closed the port, raising prices"."""
        main = verb.head
        if main.pos_ != "VERB" or main.lemma_ in SAYING or verb.doc[verb.left_edge.i - 1].text != ",":
            return None
        if self._may_cause(noun) and noun.pos_ != "PRON" and main.lemma_ in COPULAS:
            return phrase(noun), noun
        return clause_words(main, without=frozenset(t.i for t in verb.subtree)), main

    def _pointed(
        self, noun: Token, verb: Token, tokens: Sequence[Token], before: Sequence[Token]
    ) -> Cue | None:
        """What "it", "this" and "they" stand for: the subject of the clause before a colon or of the
        sentence before, if it may cause; for "this" and "that" what the sentence before tells."""
        if noun.i > verb.i:
            return None
        just = verb.doc[max(tokens[0].i, noun.i - HOPS) : noun.i]
        colon = next((t for t in just if t.text in {":", ";"}), None)
        if colon is not None:
            told = verb.doc[max(tokens[0].i, colon.i - surface.FARTHEST) : colon.i]
            root = next((t for t in told if t.dep_ == "nsubj" and t.head.i < colon.i), None)
            root = root.head if root is not None else None
        else:
            root = next((t for t in before if t.head.i == t.i), None)
        if root is None or root.lemma_ in SAYING or (noun.lower_ == "they" and colon is None):
            return None
        subject = own_subject(root)
        if noun.lower_ != "it" and colon is None and root.pos_ == "VERB" and subject is not None:
            return (clause_words(root), root) if subject.pos_ != "PRON" else None
        if subject is None or not self._may_cause(subject) or subject.pos_ == "PRON":
            return None
        return phrase(subject), subject

    def _may_cause(self, noun: Token) -> bool:
        """Whether a noun names a thing, a deed or a state of affairs: no actor, no paper."""
        if not (noun.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"} or surface.is_noun(noun)):
            return False
        if noun.lower_ in PERSONS | VAGUE or noun.ent_type_ == "PERSON":
            return False
        if (
            noun.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}
            and not any(c.lower_ == "of" for c in noun.rights)
        ) or self._is_party(noun):
            return False
        if noun.pos_ == "PROPN" and noun.ent_type_ in NAMES:
            return False
        if noun.pos_ == "NUM" and not any(self._may_cause(n) for n in under(noun, "of")):
            return False
        lemma = noun.lemma_.lower()
        return "actor" not in agents().get(lemma, ()) and lemma not in papers()


def _until(words: Offsets, verb: Token) -> Offsets:
    """The words of a phrase before the clause on it that a verb begins ("the rule that raised prices")."""
    if not words[0] <= verb.idx < words[1]:
        return words
    top = verb
    for _ in range(HOPS):
        if top.dep_ in {"relcl", "acl"} or top.head.i == top.i:
            break
        top = top.head
    last = verb.doc[top.left_edge.i - 1] if top.left_edge.i > 0 else verb
    end = last.idx + len(last)
    return (words[0], end) if words[0] < end <= verb.idx else words


def _sides(cause: Cue, effect: Cue) -> tuple[Offsets, Offsets, Token, Token]:
    return cause[0], effect[0], cause[1], effect[1]


def _lost(verb: Token) -> bool:
    """Whether the parser has no subject for a verb with a tense, or a date."""
    tensed = verb.tag_ in {"VBZ", "VBD", "VBP"} or any(
        c.dep_ in {"aux"} and c.tag_ in {"VBZ", "VBD", "VBP", "MD"} for c in verb.lefts
    )
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return tensed and (subject is None or subject.ent_type_ in {"DATE", "TIME"})
