"""Who is the source of a verb of speech: the noun phrases that speak.

By the parse where it sees a subject, else by place alone (", said X", ", X said"), where the
parser is at its weakest.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from communique.extract.cues import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = {"VBD", "VBZ", "VBP", "MD"}
HOPS = 8
"""How far up a chain of coordinated or embedded verbs a subject is looked for."""
REACH = 40
"""How many tokens around a verb are looked through."""
SPEAKER = 14
"""How many tokens a speaker may have who is known by place alone."""
NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}
INSIDE = {"compound", "det", "amod", "poss", "nummod", "nmod", "case", "quantmod"}
STOPS = {"relcl", "appos", "acl", "advcl", "parataxis"}
SUBJECTS_OF_SPEECH = {"nsubj", "nsubjpass"}
EMBEDDED = {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"}
PERSONAL = ("er", "or", "ist", "ian", "yst", "ert", "man", "cial", "ant", "ary", "mat")
"""Endings of nouns for persons: minister, director, economist, historian, analyst, expert, official."""
TIMES = {"DATE", "TIME", "CARDINAL"}
MARKS = {",", "–", "—", "?", "!", ")"}
OPENING = {"“", "„", "«", "‘"}
HEARD = {"tell", "inform", "brief", "assure", "remind"}
"""Verbs of speech that are followed by who hears, never by who speaks: ", Umeh told the radio"."""


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is coordinated with or depends on."""
    token = verb
    for _ in range(HOPS):
        for child in token.children:
            if child.dep_ in SUBJECTS_OF_SPEECH:
                return _antecedent(child, token)
        if token.dep_ in {"acl", "relcl"}:
            return token.head
        if token.dep_ in EMBEDDED and token.head.i != token.i:
            token = token.head
            continue
        return None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """For "who" and "which", the noun that the relative clause belongs to."""
    if subject.tag_ in {"WP", "WDT"} or subject.lower_ == "that":
        doc, before = subject.doc, subject.i - 1
        if before > 0 and doc[before].text == ",":
            before -= 1
        if before >= 0 and doc[before].pos_ == "PROPN":
            return doc[before]  # the nearest name, wherever the parser hangs the clause
        return noun_of_clause(verb) or subject
    return subject


def noun_of_clause(verb: Token) -> Token | None:
    """The noun that the relative clause of a verb belongs to; None if it stands in no such clause."""
    top = verb
    for _ in range(HOPS):
        if top.dep_ == "relcl":
            return top.head
        if top.head.i == top.i:
            break
        top = top.head
    return None


def noun_phrase(head: Token) -> tuple[int, int]:
    """The tokens of a noun phrase without relative clauses, appositions and what follows them."""
    low, high = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        if child.dep_ in STOPS:
            high = min(high, child.left_edge.i)
            break
    doc = head.doc
    for i in range(max(low, head.i - REACH), head.i):
        if doc[i].text in {"–", "—"}:  # a dateline is no part of who is named after it
            low = i + 1
    while high - 1 > head.i and (doc[high - 1].is_punct or doc[high - 1].dep_ == "cc"):
        high -= 1
    while low < head.i and (doc[low].is_punct or doc[low].is_space):
        low += 1
    return low, high


def agent_of(verb: Token) -> tuple[int, int] | None:
    """The "by X" of a passive; times ("by the end of May") are nobody."""
    for child in verb.rights:
        if child.dep_ == "agent":
            for person in child.rights:
                low, high = noun_phrase(person)
                if person.dep_ == "pobj" and not any(t.ent_type_ in TIMES for t in person.doc[low:high]):
                    return low, high
    return None


def neighbour_of(verb: Token, start: int, end: int) -> tuple[int, int] | None:
    """The speaker of a parenthesis by its place alone: ", said X" or ", X said".

    The parser is at its weakest there, so the place is asked first.
    """
    doc = verb.doc
    inverts = not _has_subject_beside(verb) and verb.tag_ in FINITE and verb.lemma_.lower() not in HEARD
    if verb.i > start and closes(doc[verb.i - 1]) and verb.i + 1 < end and inverts:
        following = doc[verb.i + 1]
        if following.pos_ in NOMINAL and following.ent_type_ not in TIMES:
            head = following
            for _ in range(HOPS):
                if head.dep_ not in INSIDE:
                    break
                if head.head.i <= verb.i:
                    break
                head = head.head
            if head.pos_ in NOMINAL:
                low, high = noun_phrase(head)
                low, high = max(low, verb.i + 1), min(high, end)
                if not _predicates(doc, high, end):
                    return low, high
    low = group_start(verb)
    i = low
    while i > start and low - i < SPEAKER and not _bounds(doc[i - 1]):
        i -= 1
    if not start < i < low or not closes(doc[i - 1]):
        return None
    if doc[i].pos_ not in NOMINAL or doc[low - 1].pos_ == "ADP":
        return None
    parsed = any(c.dep_ == "nsubj" and start <= c.i < end for c in verb.children)
    return None if parsed else (i, low)


def _has_subject_beside(verb: Token) -> bool:
    """Whether a long subject ends in the comma before the verb: "a list of ships, since lost, shows ..."."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS_OF_SPEECH), None)
    return subject is not None and subject.n_rights > 0 and 0 < verb.i - subject.right_edge.i <= 2


def _bounds(token: Token) -> bool:
    """Whether no noun phrase goes on to the left of this token."""
    return closes(token) or is_mark(token) or token.tag_ in FINITE


def phrase_before(verb: Token, start: int) -> tuple[int, int] | None:
    """The noun phrase directly before a verb whose subject the parser did not see."""
    doc, end = verb.doc, group_start(verb)
    if end <= start or doc[end - 1].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    low = end - 1
    while low > start and end - low < SPEAKER and doc[low - 1].pos_ in {"PROPN", "ADJ", "NOUN", "DET"}:
        low -= 1
        if doc[low].pos_ == "DET":
            break
    return low, end


def can_show(doc: Doc, source: tuple[int, int]) -> bool:
    """Whether the subject of "shows" or "suggests" is somebody, or a document, and no mere reasoning.

    "The survey suggests that ..." is the survey's; "this delay suggests that ..." is the writer's.
    """
    low, high = source
    if doc[low].lower_ in {"this", "that", "these", "those", "it", "which", "what"}:
        return False
    head = next((t for t in doc[low:high] if not low <= t.head.i < high or t.head.i == t.i), doc[high - 1])
    if head.pos_ in {"PROPN", "PRON"}:
        return True
    return head.lemma_.lower() in documents() or head.lemma_.lower().endswith(PERSONAL)


@cache
def documents() -> frozenset[str]:
    """Nouns for texts and bodies of evidence that may speak: `data/documents.tsv`."""
    return frozenset(noun for noun, _ in table("documents.tsv"))


def _predicates(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands between this token and the next mark."""
    for i in range(start, min(end, start + REACH)):
        if doc[i].is_punct or doc[i].is_quote:
            return False
        if doc[i].tag_ in FINITE:
            return doc[i].dep_ != "relcl"
    return False


def group_start(verb: Token) -> int:
    """The index of the verb's first auxiliary or adverb directly before it."""
    low = verb.i
    for child in verb.lefts:
        if child.dep_ in {"aux", "advmod", "neg"} and child.i < low and low - child.i <= 3:
            return int(child.i)
    return low


def closes(token: Token) -> bool:
    """Whether a parenthesis of speech may follow this mark."""
    return token.text in MARKS or (is_mark(token) and not opens(token))


def is_mark(token: Token) -> bool:
    """Whether a token is a quotation mark and not the apostrophe of "the dockers' union"."""
    return bool(token.is_quote) and token.tag_ != "POS"


def opens(token: Token) -> bool:
    """Whether a quotation mark stands before what is quoted."""
    if token.text in OPENING:
        return True
    before = token.doc[token.i - 1] if token.i else None
    return not token.whitespace_ and (before is None or bool(before.whitespace_) or before.is_space)


def has_finite(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands between two token indices."""
    return any(doc[i].tag_ in FINITE for i in range(start, end))
