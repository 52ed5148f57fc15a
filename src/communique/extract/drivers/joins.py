"""Causes that words other than verbs join to their effects: connectives, conditions, nouns, a colon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from communique.extract.dependencies.roles import COPULAS
from communique.extract.dependencies.tables import lemma_of
from communique.extract.drivers.effects import Effects, Side
from communique.extract.drivers.links import Found, denied, overlap, span, told, with_particle
from communique.extract.drivers.surface import before as phrase_before
from communique.extract.drivers.tables import Sign, blaming, changes, nouns
from communique.extract.drivers.wording import Offsets, clause_words, phrase
from communique.extract.events.arguments import is_passive, object_of, own_subject, surface_subject, under

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONS = {"if"}
MODALS = {"will", "would", "could", "may", "might", "'ll", "’ll"}
RAISED = {"grow", "spread", "climb"}
"""In the passive these tell of tea that is grown, not of more of it."""
TIMES = {"DATE", "TIME"}


class Joins:
    """Finds causes that are joined without a causal verb; `may_cause` tells what nouns cause anything."""

    def __init__(self, effects: Effects, may_cause: Callable[[Token], bool]) -> None:
        self._effects, self._may_cause = effects, may_cause

    def of_noun(self, noun: Token) -> Iterator[Found]:
        """ "X is the main cause of Y", "X is the result of Y", "X is a blow to Y"."""
        side = nouns().get(noun.lemma_.lower())
        subject = own_subject(noun.head) if noun.head.lemma_ in COPULAS else None
        if side is None or subject is None or not self._may_cause(subject):
            return
        if any(c.dep_ in {"neg"} or c.lower_ in {"no", "one", "another"} for c in noun.lefts):
            return
        other = next(
            (t for p in side[2] for t in (*under(noun, p), *under(noun.head, p)) if t.i > noun.i), None
        )
        if other is None or other.pos_ == "PRON":
            return
        if side[0] == "effect":
            if self._may_cause(other):
                yield Found(noun, span(noun), side[1], phrase(other), phrase(subject), other, subject)
        elif side[1] < 0 or self._may_cause(other) or other.i > noun.i:
            yield Found(noun, span(noun), side[1], phrase(subject), phrase(other), subject, other)

    def supposed(self, verb: Token) -> Iterator[Found]:
        """ "If X ..., Y would ..."."""
        if not any(c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in MODALS for c in verb.lefts):
            return
        for child in verb.children:
            if child.dep_ != "advcl" or child.pos_ not in {"VERB", "AUX"}:
                continue
            mark = next((c for c in child.lefts if c.dep_ == "mark" and c.lower_ in CONDITIONS), None)
            if mark is None or denied(child) or denied(verb) or not (told(child) and told(verb)):
                continue
            side = self._stated(verb, frozenset(t.i for t in child.subtree))
            if side is not None:
                yield self._found(verb, span(mark), (clause_words(child), child), side, supposed=True)

    def blamed(self, verb: Token) -> Found | None:
        """ "They blame X for Y", "Y is attributed to X"."""
        for cause_at, effect_at in blaming().get(lemma_of(verb, blaming()), ()):
            thing = object_of(verb)
            cause, effect = (
                thing if at == "obj" else next((n for n in under(verb, at) if thing is not None), None)
                for at in (cause_at, effect_at)
            )
            if cause is None or effect is None or denied(verb) or not self._may_cause(cause):
                continue
            if self._may_cause(effect) and not overlap(phrase(cause), phrase(effect)):
                side = Side(phrase(effect), effect)
                found = self._found(verb, span(verb), (phrase(cause), cause), (side, 1))
                found.claimed = True
                return found
        return None

    def so_much(self, so: Token) -> Found | None:
        """ "X was so dry that prices tripled"."""
        how = so.head
        then = next(
            (c for c in (*how.rights, *how.head.rights) if c.dep_ in {"ccomp", "advcl"} and c.i > how.i), None
        )
        subject = own_subject(how.head) if how.head.lemma_ in COPULAS else None
        if then is None or subject is None or not self._may_cause(subject) or denied(then):
            return None
        if not any(c.lower_ == "that" and c.dep_ == "mark" for c in then.lefts):
            return None
        side = self._stated(then, frozenset(), change=True)
        if side is None:
            return None
        cause = (phrase(subject)[0], how.idx + len(how))
        return self._found(so, span(so), (cause, how), side)

    def after_colon(self, colon: Token, sentence: Sequence[Token]) -> Found | None:
        """ "X has scared insurers: premiums have doubled"."""
        first = [t for t in sentence if t.i < colon.i]
        then = [t for t in sentence if t.i > colon.i]
        verb = next((t for t in first if t.tag_ in {"VBZ", "VBP", "VBD"} and t.lemma_ != "be"), None)
        told_verb = next((t for t in then if with_particle(t) in changes() and t.tag_ != "NN"), None)
        if verb is None or told_verb is None or denied(told_verb) or any(t.dep_ == "neg" for t in first):
            return None
        doer = phrase_before(verb, sentence)
        if doer is None or not self._may_cause(doer[1]) or doer[0][0] != first[0].idx:
            return None
        subject = own_subject(told_verb)
        if subject is None or not self._may_cause(subject):
            return None
        side = self._stated(told_verb, frozenset(t.i for t in first), change=True)
        if side is None or overlap(side[0].offsets, doer[0]) or side[0].head.i < colon.i:
            return None
        return self._found(colon, span(colon), doer, side)

    def joined(self, words: Sequence[Token], kind: str, before: Sequence[Token]) -> Found | None:
        """What a connective joins; `before` is the sentence before."""
        cue = (words[0].idx, words[-1].idx + len(words[-1]))
        if kind == "before":
            return self._from_before(words, cue, before)
        if kind in {"clause", "while"}:
            return self._of_clause(words, cue, change=kind == "while")
        return self._of_phrase(words, cue, kind)

    def _of_clause(self, words: Sequence[Token], cue: Offsets, *, change: bool) -> Found | None:
        cause = words[0].head
        if words[0].dep_ not in {"mark", "advmod"} or cause.dep_ != "advcl" or denied(cause.head):
            return None
        if cause.pos_ not in {"VERB", "AUX"} or not told(cause):
            return None
        without = frozenset(t.i for t in cause.subtree)
        if change:
            subject = own_subject(cause)
            grows = surface_subject(cause.head)
            if subject is None or not self._may_cause(subject) or denied(cause) or cause.tag_ == "VBG":
                return None
            if grows is None or not self._may_cause(grows):
                return None
        elif not told(cause.head):
            return None
        side = self._stated(cause.head, without, change=change)
        return None if side is None else self._found(words[0], cue, (clause_words(cause), cause), side)

    def _of_phrase(self, words: Sequence[Token], cue: Offsets, kind: str) -> Found | None:
        inside = {t.i for t in words}
        noun = next(
            (c for t in reversed(words) for c in t.rights if c.dep_ in {"pobj"} and c.i not in inside), None
        )
        top = next((t for t in words if t.head.i not in inside), None)
        if noun is None or top is None or noun.ent_type_ in TIMES or noun.pos_ == "PRON":
            return None
        head = top.head
        if head.pos_ == "ADJ" or head.lemma_ == "be":
            subject = surface_subject(head) if head.pos_ != "ADJ" else surface_subject(head.head)
            if kind != "cause" or subject is None or not self._may_cause(subject):
                return None
            return Found(words[0], cue, 1, phrase(noun), phrase(subject), noun, subject)
        if head.pos_ == "NOUN" and kind == "cause" and self._may_cause(head):
            if head.ent_type_ in TIMES:
                head = next((t for t in head.ancestors if t.pos_ == "VERB"), head)
            else:
                start, _ = phrase(head)
                side = Side((start, head.idx + len(head)), head)
                return self._found(words[0], cue, (phrase(noun), noun), (side, 1))
        if head.pos_ != "VERB" or denied(head) or (kind == "change" and head.tag_ == "VB"):
            return None
        stated = self._stated(head, frozenset(t.i for t in top.subtree), change=kind == "change")
        if stated is None or overlap(stated[0].offsets, phrase(noun)):
            return None
        return self._found(words[0], cue, (phrase(noun), noun), stated)

    def _from_before(self, words: Sequence[Token], cue: Offsets, before: Sequence[Token]) -> Found | None:
        root = next((t for t in before if t.head.i == t.i), None)
        verb = next(
            (t for t in (words[0].head, words[-1].head, words[0].head.head) if t.pos_ == "VERB"), None
        )
        first = next((t for t in words[0].sent if not t.is_punct and not t.is_space), None)
        if root is None or verb is None or first is None or first.i != words[0].i or denied(verb):
            return None
        side = self._stated(verb, frozenset(t.i for t in words))
        if side is None or root.pos_ != "VERB":
            return None
        cause = clause_words(root)
        if denied(root) or any(c.lower_ == "but" for c in root.children):
            cause = (before[0].idx, before[-1].idx + len(before[-1]))  # its point lies in what it denies
        return self._found(words[0], cue, (cause, root), side)

    def _found(
        self,
        trigger: Token,
        cue: Offsets,
        cause: tuple[Offsets, Token],
        effect: tuple[Side, Sign],
        *,
        supposed: bool = False,
    ) -> Found:
        side, sign = self._effects.measured(effect[0]), effect[1]
        turned: Sign = 1 if sign == side.turn else -1
        return Found(trigger, cue, turned, cause[0], side.offsets, cause[1], side.head, side.label, supposed)

    def _stated(
        self, verb: Token, without: frozenset[int], *, change: bool = False
    ) -> tuple[Side, Sign] | None:
        """The effect that a clause states: what grows or shrinks with its sign, else the clause itself."""
        sign = changes().get(with_particle(verb), changes().get(lemma_of(verb, changes())))
        subject = surface_subject(verb)
        if is_passive(verb) and object_of(verb) is subject and verb.lemma_ in RAISED:
            sign = None
        if sign is not None:
            thing = object_of(verb) or (subject if subject is not None else None)
            if thing is not None and (
                (thing.ent_type_ in TIMES and not thing.n_rights) or thing.i in without
            ):
                thing = subject
            if thing is not None and thing.pos_ != "PRON" and self._may_cause(thing):
                return Side(phrase(thing), thing), sign
        if change or subject is None or verb.pos_ not in {"VERB", "AUX"}:
            return None
        return Side(clause_words(verb, without=without), verb), 1
