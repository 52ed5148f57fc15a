"""The words of a cause and of an effect, as they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.dependencies.roles import clause

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_WORDS = 30
"""No cause or effect is given with more words."""
BESIDE = {"of", "to", "for", "in", "among", "between", "on", "from", "with", "at", "over", "across"}
"""Prepositions after an object that tell more of it, though the parser may hang them on the verb."""
TIMES = {"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"}

Offsets = tuple[int, int]


def phrase(noun: Token, *, wide: bool = False) -> Offsets:
    """The offsets of a noun phrase, from its first word to its last, without what follows a comma.

    With `wide` also the prepositional phrases right after it that hang on its verb ("of value to X").
    """
    first = min(noun.left_edge.i, noun.i)
    last = _end(noun, first)
    if wide:
        last = _with_more(noun, last)
    return _offsets(noun, first, last)


def clause_words(verb: Token, *, without: frozenset[int] = frozenset()) -> Offsets:
    """The offsets of a clause around its verb, up to what hangs on it after a comma or in `without`."""
    own = [t for t in clause(verb) if t.i not in without]
    low = high = verb.i
    have = {t.i for t in own}
    while low - 1 in have and verb.doc[low - 1].text not in {";", ":", "“", '"'}:
        low -= 1
    while high + 1 in have and high - low < MOST_WORDS:
        high += 1
    while low < verb.i and (verb.doc[low].is_punct or verb.doc[low].dep_ in {"cc", "mark", "punct"}):
        low += 1
    while low < verb.i and verb.doc[low].lower_ in {"when", "whenever", "since", "as", "after", "because"}:
        low += 1
    return _offsets(verb, low, high)


def _end(noun: Token, first: int) -> int:
    doc, last = noun.doc, noun.i
    for i in range(noun.i + 1, min(noun.right_edge.i, first + MOST_WORDS) + 1):
        token = doc[i]
        if token.is_punct and token.text in {",", ";", ":", "–", "—", "(", ")", "“", "”", '"'}:
            following = doc[i + 1] if i + 1 < len(doc) else token
            if following.dep_ not in {"conj", "amod", "compound"}:
                break
        if token.dep_ == "cc" and i + 1 < len(doc) and not _same_list(doc[i + 1], noun):
            break
        last = i
    return last


def _same_list(token: Token, noun: Token) -> bool:
    """Whether what follows "and" belongs to the phrase: no clause begins there."""
    for _ in range(4):
        if token.i == noun.i:
            return True
        if token.dep_ == "conj":
            return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
        token = token.head
    return True


def _with_more(noun: Token, last: int) -> int:
    doc = noun.doc
    for _ in range(3):
        if last + 1 >= len(doc):
            return last
        following = doc[last + 1]
        if following.dep_ not in {"prep", "dative"} or following.lower_ not in BESIDE:
            return last
        inner = next((c for c in following.rights if c.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in TIMES:
            return last
        last = _end(inner, last)
    return last


def _offsets(token: Token, first: int, last: int) -> Offsets:
    doc = token.doc
    while last > first and (doc[last].is_space or doc[last].is_punct or doc[last].dep_ in {"cc", "case"}):
        last -= 1
    while first < last and (doc[first].is_space or doc[first].is_punct):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])
