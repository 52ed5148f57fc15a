"""Family names that the tagger took for auxiliaries ("Were said"): the parse put right.

Only where the cast knows that the words are a person's name and a verb follows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADVERBS = 2
"""How many adverbs may stand between the name and its verb."""


def mend(doc: Doc, mentions: Iterable[Mention]) -> bool:
    """Make each misread name the subject of the verb after it; offsets are those of the article.

    True if there was one.
    """
    mended = False
    for mention in mentions:
        if mention.form not in {"name", "surname"}:
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="contract")
        if span is None or not len(span) or span[-1].pos_ != "AUX" or not span[-1].text[0].isupper():
            continue
        verb = _verb_after(span[-1])
        if verb is not None:
            _make_subject(list(span), verb)
            mended = True
    return mended


def _verb_after(name: Token) -> Token | None:
    doc = name.doc
    for i in range(name.i + 1, min(name.i + 2 + ADVERBS, len(doc))):
        token = doc[i]
        if token.sent.start != name.sent.start:
            return None
        if token.pos_ != "ADV":
            return token if token.tag_ in {"VBD", "VBN", "VBZ"} else None
    return None


def _make_subject(name: list[Token], verb: Token) -> None:
    """Hang the name on the verb, its earlier words on its last, and let the verb be finite."""
    last = name[-1]
    if verb.head.i == last.i:  # "Were" was the verb's head
        verb.head = verb if last.head.i == last.i else last.head
        verb.dep_ = last.dep_
    for child in list(last.children):
        child.head = verb
    last.head, last.dep_, last.pos_, last.tag_ = verb, "nsubj", "PROPN", "NNP"
    for token in name[:-1]:
        token.head, token.dep_ = last, "compound"
    for child in list(verb.lefts):
        if child.i != last.i and child.dep_ in {"nsubj", "nsubjpass"}:
            child.dep_ = "dep"
    if verb.tag_ == "VBN":
        verb.tag_ = "VBD"
