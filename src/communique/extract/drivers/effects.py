"""Where the effect of a causal verb stands, and what there is more or less of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.extract.dependencies.tables import lemma_of
from communique.extract.drivers.links import POINTERS, after, beside, complement, denied
from communique.extract.drivers.surface import is_reduced
from communique.extract.drivers.tables import (
    Cause,
    Sign,
    adjectives,
    changes,
    degrees,
    lights,
)
from communique.extract.drivers.wording import Offsets, clause_words, phrase
from communique.extract.events.arguments import object_of, under
from communique.extract.events.lexicon import agents

if TYPE_CHECKING:
    from spacy.tokens import Token

EMPTY = {"itself", "themselves", "that", "which", "what", "anything", "nothing", "something"}
NUMBERS = {"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "DATE", "TIME"}
DOING = {"ease", "likelihood"}
"""Dimensions of deeds."""
SOME = {"few", "little"}
SMALL = {"ccomp", "oprd", "acomp", "xcomp", "advmod"}


@dataclass(frozen=True, slots=True)
class Side:
    """An effect: its offsets, the word that heads it, +1 or -1 by which its words turn the sign of the
    verb, a label where those words tell a change of "how much", and where the cue ends if not at the verb.
    """

    offsets: Offsets
    head: Token
    turn: Sign = 1
    label: str | None = None
    cue: int | None = None


Found = tuple[Side, Sign]


class Effects:
    """Finds the effects of causal verbs in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of_row(self, verb: Token, row: Cause, cause: Token) -> Side | None:
        """The effect of a verb as a row of its table tells; None where it is not said, or means otherwise."""
        for role in row.effect:
            side = self._in_role(verb, role, row, cause)
            if side is not None:
                return None if refused(side.head, row.never) else side
        return None

    def of_light(self, verb: Token, cause: Token) -> Found | None:
        """The effect of a verb that does with a noun what another does alone ("dealt a blow to")."""
        noun = object_of(verb)
        if noun is None or noun.i == cause.i or any(c.lower_ == "no" for c in noun.lefts):
            return None
        for row in lights().get(lemma_of(verb, lights()), ()):
            if noun.lemma_.lower() not in row.nouns and noun.lower_ not in row.nouns:
                continue
            for role in row.effect:
                if role == "whose":
                    return self._whose(verb, noun), row.sign
                for head in (*beside(verb, noun, role), *_appended(noun, role)):
                    return Side(phrase(head), head, cue=noun.idx + len(noun)), row.sign
            return None
        return None

    def measured(self, side: Side) -> Side:
        """An effect told as "fewer ships" or "a fall in exports", as the thing and the turn of its words."""
        noun = side.head
        if side.label is not None or noun.pos_ not in {"NOUN", "PROPN"}:
            return side
        turn = degrees("of").get(noun.lemma_.lower())
        inner = (
            next((n for p in ("of", "in") for n in under(noun, p) if _is_thing(n, p)), None) if turn else None
        )
        if turn and inner is not None and inner.ent_type_ not in NUMBERS:
            return replace(side, head=inner, turn=_times(side.turn, turn), label=self._words(phrase(inner)))
        turn, start = self._degree(noun)
        if turn is None:
            return side
        low = self._text[start : side.offsets[1]].partition(" than ")[0].strip()
        return replace(side, turn=_times(side.turn, turn), label=" ".join(low.split())) if low else side

    def _degree(self, noun: Token) -> tuple[Sign | None, int]:
        """The sign of "fewer" in "fewer ships", and the offset at which the thing itself begins."""
        word = next((c for c in noun.lefts if c.lower_ in degrees("before") and c.dep_ != "conj"), None)
        few = word is not None and word.lower_ in SOME and word.i > 0 and word.nbor(-1).lower_ == "a"
        if word is None or word.i + 1 > noun.i or few or word.nbor().lower_ == "than":
            return None, 0
        return degrees("before")[word.lower_], word.nbor().idx

    # ------------------------------------------------------------------ roles

    def _in_role(self, verb: Token, role: str, row: Cause, cause: Token) -> Side | None:
        if role in {"small", "level", "without", "of", "second", "more"}:
            ways: dict[str, Callable[[Token], Side | None]] = {
                "small": self._small,
                "level": self._level,
                "without": lambda v: self._deprived(v, "without"),
                "of": lambda v: self._deprived(v, "of"),
                "second": self._second,
                "more": self._more,
            }
            return ways[role](verb)
        if not role.startswith("obj"):
            noun = next(iter(under(verb, role)), None) or _after_words(verb, row, role)
            if noun is None or noun.ent_type_ in NUMBERS:
                return None
            return Side(phrase(noun), noun)
        noun = object_of(verb) or (_made_to(verb) if role == "obj to" else None)
        if noun is None or noun.i == cause.i or noun.lower_ in EMPTY:
            return None
        start, end = phrase(noun, wide=True)
        if role == "obj":
            countless = noun.pos_ == "NUM" or noun.ent_type_ in NUMBERS
            if noun.pos_ == "PRON" or (countless and row.sign < 0):
                return None
            return Side((start, end), noun)
        inner = complement(verb, noun, role[4:])
        if inner is None:
            return None
        return Side((min(start, inner[0]), max(end, inner[1])), noun)

    def _small(self, verb: Token) -> Side | None:
        """Of "made X dearer", "sent X soaring", "pushed X closer to Y": what there is more or less of."""
        word = next((c for c in verb.rights if _tells_how(c)), None)
        if word is None:
            return None
        noun = next((c for c in word.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None) or object_of(verb)
        if noun is None and is_reduced(verb):
            noun = verb.nbor(-2)
        if noun is not None and noun.lower_ == "it":
            return self._of_doing(word)
        if noun is None or (noun.pos_ == "PRON" and noun.lower_ in POINTERS):
            return None
        reduced = noun.i < verb.i  # "energy, made scarcer by the strike"
        if noun.i >= word.i or phrase(word)[1] < (0 if reduced else phrase(noun)[1]):
            return None
        told = _degree_of(word)
        if told is None:
            return None
        dimension, turn = told
        start, end = phrase(noun)[0], phrase(word)[1]
        if reduced:
            start, end = phrase(noun)
            if dimension is None:
                return Side((start, end), noun, turn)
            return Side((start, end), noun, turn, f"the {dimension} of {self._words((start, end))}")
        if dimension is None:
            return Side((start, end), noun, turn, self._words(phrase(noun)))
        rest = self._text[word.idx + len(word) : end].strip()
        rest = "" if rest.startswith("than ") else rest.partition(" than ")[0]
        label = " ".join(f"the {dimension} of {self._words(phrase(noun))} {rest}".split())
        return Side((start, end), noun, turn, label)

    def _of_doing(self, word: Token) -> Side | None:
        """Of "made it hard to find crews": finding them, less of it."""
        told = _degree_of(word)
        deeds = (c for c in (*word.rights, *word.head.rights) if c.dep_ in {"xcomp", "ccomp", "advcl"})
        deed = next((c for c in deeds if c.i > word.i and any(g.tag_ == "TO" for g in c.lefts)), None)
        if told is None or deed is None or told[0] not in DOING:
            return None
        return Side(clause_words(deed), deed, told[1])

    def _level(self, verb: Token) -> Side | None:
        """Of "sent prices to a record"."""
        noun = object_of(verb)
        for end in under(verb, "to"):
            turn = degrees("level").get(end.lemma_.lower())
            if turn is not None and noun is not None and noun.pos_ == "NOUN":
                return Side(phrase(noun), noun, turn)
        return None

    def _deprived(self, verb: Token, preposition: str) -> Side | None:
        """Of "left X without fuel", "robbed X of fuel": X's fuel."""
        loser = object_of(verb)
        lost = next(
            (n for n in under(verb, preposition)),
            next(iter(under(loser, preposition)), None) if loser else None,
        )
        if loser is None or lost is None or loser.pos_ == "PRON" or lost.i < loser.i or denied(verb):
            return None
        low, high = sorted((phrase(loser), phrase(lost)))
        words = self._text[slice(loser.left_edge.idx, loser.idx + len(loser))]
        return Side(
            (low[0], high[1]), lost, label=" ".join(f"{self._words(phrase(lost))} of {words}".split())
        )

    def _second(self, verb: Token) -> Side | None:
        """Of "cost X its harvest": X's harvest."""
        taker = next((c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"), None)
        lost = object_of(verb)
        if taker is None or lost is None or lost.ent_type_ in NUMBERS or lost.lemma_ in EMPTY:
            return None
        if any(c.ent_type_ in NUMBERS for c in lost.lefts) or lost.pos_ != "NOUN":
            return None
        label = f"{self._words(phrase(lost))} of {self._words(phrase(taker))}"
        return Side((phrase(taker)[0], phrase(lost)[1]), lost, label=label)

    def _more(self, verb: Token) -> Side | None:
        """An object that is told to be more or less of something ("means fewer orders")."""
        noun = object_of(verb)
        if noun is None or noun.i < verb.i or verb.dep_ == "advcl":
            return None
        side = Side(phrase(noun), noun)
        found = self.measured(side)
        return found if found is not side else None

    def _whose(self, verb: Token, noun: Token) -> Side:
        taker = next((c for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"), None)
        start, end = phrase(noun, wide=True)
        if taker is None:
            return Side((start, end), noun)
        label = f"{self._words(phrase(noun))} of {self._words(phrase(taker))}"
        return Side((min(start, phrase(taker)[0]), end), taker, label=label)

    def _words(self, offsets: Offsets) -> str:
        return " ".join(self._text[slice(*offsets)].split())


def _made_to(verb: Token) -> Token | None:
    """Who does what in "made buyers look elsewhere"."""
    clauses = (c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ == "VB")
    return next((s for c in clauses for s in c.lefts if s.dep_ == "nsubj"), None)


def refused(head: Token, never: frozenset[str]) -> bool:
    """Whether a row says that with this object its verb means something else ("@actor": with somebody)."""
    lemma = head.lemma_.lower()
    return lemma in never or ("@actor" in never and "actor" in agents().get(lemma, ()))


def _is_thing(inner: Token, preposition: str) -> bool:
    """Whether "a rise in X" is more of X: it is of prices, and not of a country."""
    somewhere = inner.pos_ == "PROPN" or "actor" in agents().get(inner.lemma_.lower(), ())
    return preposition == "of" or not somewhere


def _appended(noun: Token, role: str) -> Iterator[Token]:
    """What follows "a blow to" where the parser took "to" for a verb's."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == role:
        yield from (c for c in noun.rights if c.dep_ == "appos" and any(g.lower_ == role for g in c.subtree))


def _after_words(verb: Token, row: Cause, role: str) -> Token | None:
    """The object of the preposition that ends a row's words ("paved the way for a merger")."""
    stop = after(verb, row.after) if row.after and row.after[-1] == role else None
    if stop is None:
        return None
    return next((c for c in verb.doc[stop].rights if c.dep_ == "pobj"), None)


def _tells_how(word: Token) -> bool:
    if word.dep_ not in SMALL or word.tag_ in {"VBZ", "VBD", "VBP", "VB"}:
        return False
    if word.dep_ == "advmod":
        return word.tag_ in {"JJR", "RBR"} and word.lower_ in adjectives()
    return word.pos_ in {"ADJ", "ADV", "VERB"}


def _degree_of(word: Token) -> tuple[str | None, Sign] | None:
    """What an adjective after "made X" speaks of and its sign; None where nobody can say."""
    degree = {c.lower_ for c in word.lefts}
    if degree & {"not", "no", "neither"}:
        return None
    if word.tag_ == "VBG":
        moving = changes().get(word.lemma_.lower())
        return (None, moving) if moving is not None else None
    known = adjectives().get(word.lower_) or adjectives().get(word.lemma_.lower())
    compared = bool(degree & {"more", "less"}) or word.tag_ in {"JJR", "RBR"}
    if known is None and (not compared or word.tag_ == "JJR"):
        return None  # more of what, nobody can say
    dimension, turn = known if known is not None else (f"how {word.lower_}", 1)
    if "less" in degree:
        turn = -1 if turn > 0 else 1
    return dimension, turn


def _times(one: Sign, other: Sign) -> Sign:
    return 1 if one == other else -1
