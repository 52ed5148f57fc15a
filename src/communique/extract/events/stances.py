"""What governs an act: "agreed to", "refused to", "urged X to", "said it would", "denied that"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.events.arguments import controlled_by, is_passive, own_subject, under
from communique.extract.events.lexicon import Governor, governing, governors, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = {"will", "would", "shall", "'ll", "’ll", "wo"}
OPEN = {"may", "might", "could", "can", "ca"}
MUST = {"must", "should", "ought"}
DUTIES = {"have", "need"}


@dataclass(frozen=True, slots=True)
class Stance:
    """What a word makes of the act that is its complement. `inner` is the complement's verb,
    `asked` whoever is to do it, where the word has them as its object."""

    kind: str
    inner: Token
    asked: Token | None


def stance_of(word: Token) -> Stance | None:
    """The stance of a verb, an adjective after "be", or a noun, with a complement; None without."""
    for key, rows in _keys(word):
        for complement, form, asked in _complements(word, key):
            for row in rows:
                if form in row.forms:
                    return Stance(row.stance, complement, asked)
    return None


def _keys(word: Token) -> list[tuple[str, tuple[Governor, ...]]]:
    table, lemma, lower = governors(), lemma_of(word), word.lower_
    if not {lemma, lower} & governing():
        return []
    names = []
    for child in word.rights if lemma in governing() else ():
        name = f"{lemma} {child.lower_}"
        if name in table and child.dep_ in {"prep", "prt"} and not _is_timing(child):
            names.append(name)
    be = f"be {lower}"
    if be in table and any(c.lower_ == "be" or c.lemma_ == "be" for c in word.lefts):
        names.append(be)
    return [(name, table[name]) for name in [*names, lower, lemma] if name in table]


def _is_timing(preposition: Token) -> bool:
    return any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.rights if c.dep_ == "pobj")


def _complements(word: Token, key: str) -> list[tuple[Token, str, Token | None]]:
    """The verbs that complement a word, each with its form and whoever it is asked of."""
    found: list[tuple[Token, str, Token | None]] = []
    passive = is_passive(word)
    preposition = key.partition(" ")[2]
    for child in word.rights:
        infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in child.lefts)
        bare = child.tag_ == "VB" and not infinitive
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and infinitive:
            asked = _own(child, word) or controlled_by(word, child)
            if asked is None and preposition:
                asked = next(iter(under(word, preposition)), None)
            if asked is None and passive and word.pos_ == "VERB":
                found.append((child, "them", own_subject(word)))
            elif asked is not None:
                found.append((child, "them", asked))
                if child.dep_ == "advcl" or word.pos_ != "VERB":
                    found.append((child, "to", None))
                continue
            found.append((child, "to", None))
        elif child.dep_ in {"ccomp", "xcomp"} and bare and own_subject(child) is not None:
            found.append((child, "them", own_subject(child)))
            found.append((child, "that", own_subject(child)))
        elif child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"}:
            found.append((child, "that", own_subject(child)))
        elif child.dep_ in {"xcomp", "dobj", "pcomp"} and child.tag_ == "VBG":
            found.append((child, "ing", None))
        elif child.dep_ == "acl" and word.pos_ == "NOUN" and any(c.lower_ == "that" for c in child.lefts):
            found.append((child, "that", own_subject(child)))
        elif child.dep_ in {"prep", "prt"}:
            for grand in child.rights:
                if grand.dep_ == "pcomp":
                    found.append((grand, "ing" if preposition == child.lower_ else child.lower_, None))
                    found.append((grand, "ing", None))
                elif grand.dep_ == "pobj" and preposition == child.lower_:
                    for low in grand.rights:
                        if low.dep_ in {"acl", "relcl", "xcomp"} and any(c.tag_ == "TO" for c in low.lefts):
                            found.append((low, "them", grand))
        elif child.dep_ == "dobj":
            for low in child.rights:
                if low.dep_ in {"acl", "relcl"} and any(c.tag_ == "TO" for c in low.lefts):
                    found.append((low, "them", child))
    return found


def _own(child: Token, word: Token) -> Token | None:
    subject = own_subject(child)
    return subject if subject is not None and subject.i > word.i else None


def mood_of(verb: Token) -> str:
    """What a verb's own auxiliaries make of it: `future`, `open`, `must`, `never` or `plain`."""
    mood = "plain"
    negated = False
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in {"never", "neither"}):
            negated = True
        if child.dep_ in {"aux", "auxpass"}:
            word = child.lower_
            if word in FUTURE:
                mood = "future"
            elif word in OPEN:
                mood = "open"
            elif word in MUST:
                mood = "must"
    if mood == "plain" and verb.dep_ == "conj" and own_subject(verb) is None and verb.tag_ == "VB":
        return mood_of(verb.head) if verb.head.dep_ != "conj" else "plain"
    if mood == "plain" and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in DUTIES:
        mood = "must"
    if verb.dep_ == "xcomp" and verb.head.lower_ == "going" and verb.head.i == verb.i - 2:
        mood = "future"
    if negated:
        return "never" if mood == "plain" else f"not {mood}"
    return mood


def is_told_fact(verb: Token) -> bool:
    """Whether a clause tells how things are or were, not what is to be done."""
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or any(c.tag_ in {"VBD", "VBZ", "VBP"} for c in verb.lefts)
    return verb.dep_ == "ccomp" and finite and not infinitive and mood_of(verb) in {"plain", "never"}


def is_past(verb: Token) -> bool:
    """Whether a clause tells what was done: a past tense of its own or of its auxiliary."""
    own = verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.dep_ in {"aux", "auxpass"} for c in verb.lefts)
    return own and not any(c.tag_ in {"TO", "MD"} for c in verb.lefts)
