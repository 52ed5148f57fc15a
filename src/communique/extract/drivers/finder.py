"""Stated causes in a sentence: the words of cause and effect, the words that join them, and the sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.dependencies.roles import COPULAS
from communique.extract.dependencies.tables import lemma_of
from communique.extract.drivers.links import (
    after,
    beside,
    complement,
    denied,
    overlap,
    span,
    told,
    with_particle,
)
from communique.extract.drivers.tables import (
    Cause,
    Sign,
    adjectives,
    changes,
    connectives,
    lights,
    nouns,
    papers,
    verbs,
)
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

POINTERS = {"it", "this", "that"}
"""Pronouns that may stand for what the sentence before is about."""
PERSONS = {"he", "she", "they", "we", "i", "you", "who", "nobody", "somebody", "everyone"}
NAMES = {"ORG", "PERSON", "NORP", "GPE", "PRODUCT", "FAC", "WORK_OF_ART"}
"""Kinds of names that cause nothing by themselves: it takes something that they do."""
CONDITIONS = {"if"}


@dataclass(slots=True)
class Found:
    """One stated cause: offsets of its two sides, the words that head them, and what joins them.

    `label` stands for the effect's words where a change of "how much" has a name ("the value of ...").
    """

    trigger: Token
    cue: Offsets
    sign: Sign
    cause: Offsets
    effect: Offsets
    cause_head: Token
    effect_head: Token
    label: str | None = None
    supposed: bool = False


class Finder:
    """Finds the causes that one article's sentences state; `is_party` tells whether a noun names somebody."""

    def __init__(self, text: str, is_party: Callable[[Token], bool]) -> None:
        self._text, self._is_party = text, is_party

    def find(self, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Found]:
        """The causes that a sentence states; `before` is the sentence before, of the same paragraph."""
        joins = connectives()
        i = 0
        while i < len(tokens):
            token, step = tokens[i], 1
            for key, kind in joins.get(token.lower_, ()):
                if [t.lower_ for t in tokens[i : i + len(key)]] == list(key):
                    found = self._joined(tokens[i : i + len(key)], kind, before)
                    step = len(key)
                    if found is not None:
                        yield found
                    break
            if step == 1 and (token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")):
                yield from self._of_verb(token, before)
            elif step == 1 and token.pos_ == "NOUN" and token.dep_ == "attr":
                yield from self._of_noun(token)
            i += step

    # ------------------------------------------------------------------ verbs

    def _of_verb(self, verb: Token, before: Sequence[Token]) -> Iterator[Found]:
        rows = verbs().get(lemma_of(verb, verbs()), ())
        light = lights().get(lemma_of(verb, lights()), ())
        if not rows and not light:
            yield from self._supposed(verb)
            return
        cause = self._cause(verb, before)
        yield from self._supposed(verb)
        if cause is None:
            return
        for found in (*self._by_light(verb, cause), *self._by_rows(verb, rows, cause)):
            yield found
            return

    def _cause(self, verb: Token, before: Sequence[Token]) -> tuple[Offsets, Token] | None:
        """The words of what causes, and their head: the subject, or the agent of a passive; nobody's name."""
        noun = agent_of(verb) if is_passive(verb) else surface_subject(verb)
        if noun is None or verb.dep_ == "pcomp":
            return None
        if verb.dep_ == "advcl" and own_subject(verb) is None and verb.tag_ == "VBG" and verb.i > verb.head.i:
            return self._deed(verb, noun)
        if noun.lower_ in POINTERS:
            return self._pointed(before) if before and noun.i <= verb.i else None
        if not self._may_cause(noun):
            return None
        return phrase(noun), noun

    def _deed(self, verb: Token, noun: Token) -> tuple[Offsets, Token] | None:
        """What somebody does, of "Peru closed the port, raising prices"."""
        main = verb.head
        if main.pos_ != "VERB" or verb.doc[verb.left_edge.i - 1].text != ",":
            return None
        if self._may_cause(noun) and noun.pos_ != "PRON" and main.lemma_ in COPULAS:
            return phrase(noun), noun
        return clause_words(main, without=frozenset(t.i for t in verb.subtree)), main

    def _pointed(self, before: Sequence[Token]) -> tuple[Offsets, Token] | None:
        """What "it" and "this" stand for: the subject of the sentence before, if it may cause."""
        root = next((t for t in before if t.head.i == t.i), None)
        subject = own_subject(root) if root is not None else None
        if subject is None or not self._may_cause(subject) or subject.pos_ == "PRON":
            return None
        return phrase(subject), subject

    def _may_cause(self, noun: Token) -> bool:
        """Whether a noun names a thing, a deed or a state of affairs: no actor, no paper."""
        if (
            noun.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}
            or noun.lower_ in PERSONS
            or noun.ent_type_ == "PERSON"
        ):
            return False
        if (noun.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"} and not noun.n_rights) or self._is_party(
            noun
        ):
            return False
        if noun.pos_ == "PROPN" and noun.ent_type_ in NAMES:
            return False
        lemma = noun.lemma_.lower()
        return "actor" not in agents().get(lemma, ()) and lemma not in papers()

    def _by_rows(self, verb: Token, rows: Sequence[Cause], cause: tuple[Offsets, Token]) -> Iterator[Found]:
        for row in rows:
            stop = after(verb, row.after)
            if stop is None:
                continue
            cue = (verb.idx, verb.doc[stop].idx + len(verb.doc[stop])) if stop > verb.i else span(verb)
            for role in row.effect:
                sides = self._effect(verb, role, row, cause[1])
                if sides is None:
                    continue
                effect, head, label, turn = sides
                if head.lemma_.lower() in row.never or overlap(effect, cause[0]):
                    return
                sign: Sign = 1 if row.sign == turn else -1
                if row.turned:
                    if self._is_party(head):
                        return
                    yield Found(verb, cue, sign, effect, cause[0], head, cause[1])
                else:
                    yield Found(verb, cue, sign, cause[0], effect, cause[1], head, label)
                return

    def _effect(
        self, verb: Token, role: str, row: Cause, cause: Token
    ) -> tuple[Offsets, Token, str | None, int] | None:
        """The words of the effect, their head, a name for it, and -1 where the words turn the sign."""
        if role == "small":
            return self._small(verb)
        if not role.startswith("obj"):
            return next(((phrase(n), n, None, 1) for n in under(verb, role)), None) or self._after_words(
                verb, row, role
            )
        noun = object_of(verb)
        if (
            noun is None
            or noun.i == cause.i
            or noun.lower_ in {"itself", "themselves", "that", "which", "what"}
        ):
            return None
        start, end = phrase(noun, wide=True)
        if role == "obj":
            return None if noun.pos_ == "PRON" and row.sign < 0 else ((start, end), noun, None, 1)
        inner = complement(verb, noun, role[4:])
        if inner is None:
            return None
        return (min(start, inner[0]), max(end, inner[1])), noun, None, 1

    def _after_words(
        self, verb: Token, row: Cause, role: str
    ) -> tuple[Offsets, Token, str | None, int] | None:
        """The object of the preposition that ends a row's words ("paved the way for a merger")."""
        if not row.after or row.after[-1] != role:
            return None
        stop = after(verb, row.after)
        noun = (
            next((c for c in verb.doc[stop].rights if c.dep_ == "pobj"), None) if stop is not None else None
        )
        return (phrase(noun), noun, None, 1) if noun is not None else None

    def _small(self, verb: Token) -> tuple[Offsets, Token, str | None, int] | None:
        """Of "made X dearer" and "left X without fuel": what there is more or less of, and its sign."""
        word = next(
            (
                c
                for c in verb.rights
                if c.dep_ in {"ccomp", "oprd", "acomp", "xcomp"} and c.pos_ in {"ADJ", "ADV", "VERB"}
            ),
            None,
        )
        if word is None or word.tag_ in {"VBZ", "VBD", "VBP", "VB"}:
            return None
        noun = next((c for c in word.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None) or object_of(verb)
        if noun is None or noun.i >= word.i or (noun.pos_ == "PRON" and noun.lower_ in POINTERS):
            return None
        degrees = {c.lower_ for c in word.lefts}
        known = adjectives().get(word.lower_) or adjectives().get(word.lemma_.lower())
        if degrees & {"not", "no", "neither"}:
            return None
        compared = bool(degrees & {"more", "less"}) or word.tag_ in {"JJR", "RBR"}
        if known is None and not compared:
            return None
        if known is None and word.tag_ == "JJR":
            return None  # more of what, nobody can say
        dimension, turn = known if known is not None else (f"how {word.lower_}", 1)
        if "less" in degrees:
            turn = -1 if turn > 0 else 1
        start, end = phrase(noun)[0], phrase(word)[1]
        if end < phrase(noun)[1]:
            return None
        rest = self._text[word.idx + len(word) : end].strip()
        label = " ".join(f"the {dimension} of {self._text[slice(*phrase(noun))]} {rest}".split())
        return (start, end), noun, label, turn

    def _by_light(self, verb: Token, cause: tuple[Offsets, Token]) -> Iterator[Found]:
        noun = object_of(verb)
        if noun is None or noun.i == cause[1].i:
            return
        for row in lights().get(lemma_of(verb, lights()), ()):
            if noun.lemma_.lower() not in row.nouns and noun.lower_ not in row.nouns:
                continue
            for role in row.effect:
                if role == "whose":
                    taker = next((c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"), None)
                    start, end = phrase(noun, wide=True)
                    low = start if taker is None else min(start, phrase(taker)[0])
                    label = None
                    if taker is not None:
                        label = f"{self._text[slice(*phrase(noun))]} of {self._text[slice(*phrase(taker))]}"
                    yield Found(
                        verb, span(verb), row.sign, cause[0], (low, end), cause[1], taker or noun, label
                    )
                    return
                for head in beside(verb, noun, role):
                    yield Found(
                        verb,
                        (verb.idx, noun.idx + len(noun)),
                        row.sign,
                        cause[0],
                        phrase(head),
                        cause[1],
                        head,
                    )
                    return
            return

    # ------------------------------------------------------------------ nouns, conditions, connectives

    def _of_noun(self, noun: Token) -> Iterator[Found]:
        """ "X is the main cause of Y", "X is the result of Y"."""
        side = nouns().get(noun.lemma_.lower())
        subject = own_subject(noun.head) if noun.head.lemma_ in COPULAS else None
        if side is None or subject is None or not self._may_cause(subject):
            return
        if any(c.dep_ in {"neg"} or c.lower_ in {"no", "one", "another"} for c in noun.lefts):
            return
        other = next((t for p in side[1] for t in under(noun, p)), None)
        if other is None or not self._may_cause(other):
            return
        cause, effect = (subject, other) if side[0] == "cause" else (other, subject)
        yield Found(noun, span(noun), 1, phrase(cause), phrase(effect), cause, effect)

    def _supposed(self, verb: Token) -> Iterator[Found]:
        """ "If X ..., Y would ..."."""
        modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)
        if modal is None or modal.lower_ not in {"will", "would", "could", "may", "might", "'ll"}:
            return
        for child in verb.children:
            if child.dep_ != "advcl" or child.pos_ not in {"VERB", "AUX"}:
                continue
            mark = next((c for c in child.lefts if c.dep_ == "mark" and c.lower_ in CONDITIONS), None)
            if mark is None or denied(child) or denied(verb) or not (told(child) and told(verb)):
                continue
            side = self._stated(verb, frozenset(t.i for t in child.subtree))
            if side is not None:
                effect, head, sign = side
                yield Found(verb, span(mark), sign, clause_words(child), effect, child, head, supposed=True)

    def _joined(self, words: Sequence[Token], kind: str, before: Sequence[Token]) -> Found | None:
        inside = {t.i for t in words}
        cue = (words[0].idx, words[-1].idx + len(words[-1]))
        if kind == "before":
            return self._from_before(words, cue, before)
        if kind == "clause":
            cause = words[0].head
            if words[0].dep_ not in {"mark", "advmod"} or cause.dep_ != "advcl" or denied(cause.head):
                return None
            if not (told(cause) and told(cause.head)):
                return None
            side = self._stated(cause.head, frozenset(t.i for t in cause.subtree))
            if side is None or cause.pos_ not in {"VERB", "AUX"}:
                return None
            return Found(words[0], cue, side[2], clause_words(cause), side[0], cause, side[1])
        noun = next(
            (c for t in reversed(words) for c in t.rights if c.dep_ in {"pobj"} and c.i not in inside), None
        )
        top = next((t for t in words if t.head.i not in inside), None)
        if noun is None or top is None or noun.ent_type_ in {"DATE", "TIME"}:
            return None
        head = top.head
        if head.pos_ == "ADJ" or head.lemma_ == "be":
            subject = surface_subject(head) if head.pos_ != "ADJ" else surface_subject(head.head)
            if kind != "cause" or subject is None or not self._may_cause(subject):
                return None
            return Found(words[0], cue, 1, phrase(noun), phrase(subject), noun, subject)
        if head.pos_ == "NOUN" and kind == "cause" and self._may_cause(head):
            start, _ = phrase(head)
            return Found(words[0], cue, 1, phrase(noun), (start, head.idx + len(head)), noun, head)
        if head.pos_ != "VERB" or denied(head):
            return None
        side = self._stated(head, frozenset(t.i for t in top.subtree), change=kind == "change")
        if side is None or overlap(side[0], phrase(noun)):
            return None
        return Found(words[0], cue, side[2], phrase(noun), side[0], noun, side[1])

    def _from_before(self, words: Sequence[Token], cue: Offsets, before: Sequence[Token]) -> Found | None:
        root = next((t for t in before if t.head.i == t.i), None)
        verb = next(
            (t for t in (words[0].head, words[-1].head, words[0].head.head) if t.pos_ == "VERB"), None
        )
        first = next((t for t in words[0].sent if not t.is_punct and not t.is_space), None)
        if (
            root is None
            or verb is None
            or first is None
            or first.i != words[0].i
            or denied(verb)
            or denied(root)
        ):
            return None
        side = self._stated(verb, frozenset(t.i for t in words))
        if side is None or root.pos_ != "VERB":
            return None
        return Found(words[0], cue, side[2], clause_words(root), side[0], root, side[1])

    def _stated(
        self, verb: Token, without: frozenset[int], *, change: bool = False
    ) -> tuple[Offsets, Token, Sign] | None:
        """The effect that a clause states: what grows or shrinks with its sign, else the clause itself."""
        sign = changes().get(with_particle(verb), changes().get(lemma_of(verb, changes())))
        subject = surface_subject(verb)
        if sign is not None:
            thing = object_of(verb) or (subject if subject is not None else None)
            if thing is not None and thing.pos_ != "PRON" and self._may_cause(thing):
                return phrase(thing), thing, sign
        if change or subject is None or verb.pos_ not in {"VERB", "AUX"}:
            return None
        return clause_words(verb, without=without), verb, 1
