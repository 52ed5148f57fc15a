"""What a clause's own words say of it: auxiliaries, negation, conjunctions, adverbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.modality.clause import NEGATIVE_WORDS, NO_IDIOMS, words

if TYPE_CHECKING:
    from spacy.tokens import Token

BROADEST = 60
"""So many dependents of one word are looked at, else those within so many tokens."""
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
MARKS = {
    "if": "hypothetical",
    "unless": "hypothetical",
    "provided": "hypothetical",
    "whether": "possible",
    "lest": "possible",
}
MODALS = {
    "will": "expected",
    "wo": "expected",
    "'ll": "expected",
    "’ll": "expected",
    "shall": "expected",
    "would": "expected",
    "'d": "expected",
    "’d": "expected",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "ca": "possible",
    "must": "demanded",
    "should": "demanded",
    "ought": "demanded",
}
WOULD = {"would", "'d", "’d"}
ABLE = {"can", "ca", "could"}
NEVER = {"never", "hardly", "scarcely", "neither", "nor", "no longer"}
ALMOST = {"almost", "nearly"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around a word: the kind it is given, denial, and whether it is a clause of its own.

    `kind` is a value of modality or None; `cannot` a denied "can" or "could"; `unreal` a "would
    have"; `auxiliary` and `subject` say whether the word has any, `none` whether it is itself a "no ship".
    """

    kind: str | None = None
    negated: bool = False
    cannot: bool = False
    unreal: bool = False
    auxiliary: bool = False
    subject: bool = False
    none: bool = False


def near(word: Token) -> list[Token]:
    """The dependents of a word, in order: all, or of very many those within `BROADEST` tokens."""
    if word.n_lefts + word.n_rights <= BROADEST:
        return list(word.children)
    around = word.doc[max(word.i - BROADEST, 0) : word.i + BROADEST]
    return [token for token in around if token.head.i == word.i != token.i]


def before(word: Token) -> list[Token]:
    """The near dependents to the left of a word."""
    return [child for child in near(word) if child.i < word.i]


def after(word: Token) -> list[Token]:
    """The near dependents to the right of a word."""
    return [child for child in near(word) if child.i > word.i]


def marks_of(word: Token) -> Marks:
    """The marks that stand around a word."""
    modal = mark = adverb = None
    bare, that = word.tag_ == "VB", False
    negated = perfect = auxiliary = subject = conditional = False
    for child in near(word):
        form = child.lower_
        if child.dep_ in {"aux", "auxpass"}:
            auxiliary = True
            modal = form if child.tag_ == "MD" else modal
            bare = form == "be"
            perfect = perfect or form in {"have", "'ve", "’ve"}
            negated = negated or form.endswith(("n't", "n’t"))
        elif child.dep_ == "neg" or (child.dep_ == "advmod" and form in NEVER):
            negated = negated or not _only(child)
        elif form in {"nor", "neither"} and child.dep_ in {"cc", "preconj"}:
            negated = negated or child.i < word.i
        elif child.dep_ in SUBJECTS:
            subject = True
            negated = negated or is_none(child)
        elif child.dep_ in {"dobj", "attr"} and word.pos_ in {"VERB", "AUX"}:
            negated = negated or is_none(child)
        elif child.dep_ in {"mark", "advmod"} and form in MARKS:
            mark = MARKS[form]
        elif child.dep_ == "mark" and form == "that":
            that = True
        elif child.dep_ in {"advmod", "npadvmod"}:
            almost = form in ALMOST and child.i == word.i - 1
            adverb = adverb or ("possible" if almost else words().get((form, "adverb")))
        elif child.dep_ == "advcl":
            conditional = conditional or any(
                g.lower_ in {"if", "unless"} and g.dep_ == "mark" for g in before(child)
            )
    kind = MODALS.get(modal or "", adverb)
    past = modal in {"could", "should", "might", "ought", *WOULD} and perfect
    if kind == "expected" and ((conditional and modal is not None) or (past and modal in WOULD)):
        kind = "hypothetical"  # "would sign if", "would have signed"
    if kind is None and _asks(word):
        kind = "possible"
    if kind is None and word.tag_ == "VB" and word.dep_ in {"ROOT", "ccomp"} and not (auxiliary or subject):
        kind = "demanded" if word.dep_ == "ROOT" else None  # "Stop the trains!"
    if kind is None and bare and that and subject and modal is None:
        kind = "demanded"  # "insisted that the ship be returned"
    none = word.pos_ in {"NOUN", "PROPN", "PRON"} and is_none(word)
    cannot = negated and modal in ABLE and not perfect
    unreal = past and modal in {"should", "ought"}
    if mark is not None:
        kind = mark
    return Marks(kind, negated or unreal or none, cannot, unreal, auxiliary, subject, none)


def is_none(noun: Token) -> bool:
    """Whether a noun phrase denies its clause: "nobody", "no ship", "neither side"."""
    if noun.lower_ in NEGATIVE_WORDS:
        return True
    return any(
        child.dep_ in {"det", "neg", "preconj", "cc"}
        and child.lower_ in {"no", "neither"}
        and not _idiom(child)
        for child in before(noun)
    )


def _idiom(negation: Token) -> bool:
    doc, after = negation.doc, negation.i + 1
    return after < len(doc) and doc[after].lower_ in NO_IDIOMS


def _only(negation: Token) -> bool:
    doc, after = negation.doc, negation.i + 1
    return after < len(doc) and doc[after].lower_ in {"only", "just", "merely", "least"}


def _asks(word: Token) -> bool:
    """Whether the word heads a question: a question mark hangs on it."""
    if word.dep_ not in {"ROOT", "ccomp"}:
        return False
    return any(c.text == "?" for c in after(word))
