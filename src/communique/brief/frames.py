"""Who does what to whom in one parsed sentence, and whether it is told as having happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from communique.brief.content import Content, key, phrase_lemma
from communique.brief.terms import classes, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

Mood = Literal[
    "real", "planned", "pledged", "demanded", "threatened", "possible", "hypothetical", "negated", "alleged"
]
MODALS: dict[str, Mood] = {
    "will": "planned", "shall": "planned", "'ll": "planned", "wo": "planned", "would": "planned",
    "should": "demanded", "must": "demanded", "ought": "demanded",
    "could": "possible", "may": "possible", "might": "possible", "can": "possible", "ca": "possible",
}  # fmt: skip
NOT = frozenset("not n't never no nobody none nothing neither nor hardly without".split())
NOBODY = frozenset("nobody none nothing".split())
IF = frozenset("if unless whether provided".split())
COMPLEMENTS = frozenset("ccomp xcomp dobj pobj pcomp prep acl nsubjpass attr oprd acomp dative".split())
PLANNED = frozenset("planned proposed upcoming expected scheduled possible potential future would-be".split())
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Argument:
    """A side of a frame: the key of its head, the states named in it, its words' keys.

    `name` is the head's word if it is a proper name, `pronoun` tells that nobody is named."""

    head: str
    states: frozenset[str]
    keys: frozenset[str]
    name: str
    pronoun: bool
    start: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb with who acts and what is acted on; passives are turned round. `loose` tells a
    participle in passing ("starting in May"), which asserts nothing by itself."""

    verb: str
    lemma: str
    token: int
    mood: Mood
    negated: bool
    agent: Argument | None
    patient: Argument | None
    others: frozenset[str]
    loose: bool = False


@lru_cache(maxsize=512)
def frames(content: Content) -> tuple[Frame, ...]:
    """The frames of a sentence, in its order. Auxiliaries and bare verbs of speaking give none."""
    return tuple(_frames(content))


def _frames(content: Content) -> Iterator[Frame]:
    reporting = word_list("reporting.tsv")
    for token in content.doc:
        if (
            token.pos_ not in ("VERB", "AUX")
            or token.dep_ in ("aux", "auxpass")
            or (token.lemma_.lower() in reporting and phrase_lemma(token) == token.lemma_.lower())
        ):
            continue
        mood = mood_of(token)
        agent, patient = (_meant(side, token) for side in _sides(token))
        others = frozenset(
            name
            for name, where in content.keys.items()
            if any(_belongs(content.doc[i], token) for i in where)
        )
        loose = token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "pcomp", "prep")
        yield Frame(
            verb=key(phrase_lemma(token)),
            lemma=token.lemma_.lower(),
            token=token.i,
            mood=mood,
            negated=mood == "negated",
            agent=_argument(agent, content),
            patient=_argument(patient, content),
            others=others,
            loose=loose,
        )


def mood_of(token: Token) -> Mood:
    """How what a word tells is put: "real" unless a modal, a negation, a condition or a verb of
    wanting, promising or denying stands over it."""
    mood = _own_mood(token)
    node = token
    for _ in range(DEEPEST):
        if mood:
            return mood
        if node.dep_ in ("ROOT", "relcl", "appos", "parataxis") or node.head is node:
            return "real"
        if node.dep_ == "acl" and node.tag_ == "VBN" and not _denied(node.head):
            # "The men held in Bari will be freed": they are held, whatever the verb above is put as.
            return "real"
        if node.dep_ == "advcl":
            conditional = any(c.lower_ in IF for c in node.children)
            return "hypothetical" if conditional else "real"
        if node.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in node.children):
            return "real"
        mood = _mood_from_above(node)
        if node.dep_ == "ccomp" and not mood and node.head.lemma_.lower() in word_list("reporting.tsv"):
            return "real"
        node = node.head
    return "real"


def verb_over(content: Content, offset: int) -> str:
    """The key of the verb in whose clause the words at an offset stand; empty if there is none."""
    token = next((t for t in content.doc if t.idx >= offset), None)
    for _ in range(DEEPEST):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            return key(phrase_lemma(token))
    return ""


def _own_mood(token: Token) -> Mood | None:
    """The mood that a word's own little words give it."""
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in MODALS:
            return "negated" if _denied(token) else MODALS[child.lower_]
        if child.dep_ == "amod" and token.pos_ != "VERB" and child.lemma_.lower() in PLANNED:
            return "planned"
    if token.lemma_ == "go" and token.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in token.children):
        return "planned"
    return "negated" if _denied(token) else None


def _mood_from_above(node: Token) -> Mood | None:
    """The mood that the word above gives to what hangs on it."""
    above, relation = node.head, node.dep_
    if relation in COMPLEMENTS:
        found = _class_of(above, node)
        if found:
            return found
    if relation in ("nsubj", "nsubjpass"):
        for child in above.children:
            if child.dep_ in ("acomp", "oprd") and child.lemma_.lower() in classes("moods.tsv"):
                return _mood(classes("moods.tsv")[child.lemma_.lower()])
    if (
        relation == "xcomp"
        and above.lemma_ in ("be", "have")
        and any(c.lower_ == "to" for c in node.children)
    ):
        yet = any(c.lower_ == "yet" for c in [*above.children, *node.children])
        return "negated" if yet else "planned"
    if relation in ("ccomp", "relcl", "acl"):
        return None
    return _own_mood(above)


def _denied(node: Token) -> bool:
    for child in node.children:
        if child.dep_ == "neg" or (
            child.lower_ in NOT and child.dep_ in ("advmod", "det", "preconj", "nsubj", "nsubjpass")
        ):
            return True
        if child.lower_ in NOBODY and child.dep_ in ("dobj", "attr"):
            return True
        if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and any(
            g.lower_ == "no" and g.dep_ in ("det", "neg") for g in child.children
        ):
            return True
    return False


def _class_of(above: Token, below: Token) -> Mood | None:
    """What a verb of wanting, promising or denying (or its noun) makes of what hangs on it."""
    table = classes("moods.tsv")
    lemma = above.lemma_.lower()
    particles = [f"{lemma}_{c.lower_}" for c in above.children if c.dep_ == "prt"]
    if any(verb in word_list("excluding.tsv") for verb in [lemma, *particles]):
        # Who does not rule it out has not done it either.
        return "possible" if _denied(above) else "negated"
    if below.dep_ in ("xcomp", "acl") and f"{lemma} to" in table:
        return _mood(table[f"{lemma} to"])
    if above.pos_ == "NOUN" and below.dep_ not in ("acl", "ccomp"):
        return None
    if below.dep_ == "dative" or (below.dep_ == "prep" and below.lower_ in ("at", "in", "on", "with", "to")):
        return None
    return _mood(table[lemma]) if lemma in table else None


def _mood(name: str) -> Mood:
    return cast("Mood", name)


def _sides(verb: Token) -> tuple[Token | None, Token | None]:
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    direct = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "dative")), None)
    if passive is not None:
        by = next((c for c in verb.children if c.dep_ == "agent"), None)
        return (next(iter(by.children), None) if by is not None else None), passive
    if (
        subject is None
        and verb.dep_ in ("conj", "xcomp", "advcl", "acl")
        and verb.head.pos_ in ("VERB", "AUX", "NOUN")
    ):
        if verb.dep_ == "acl":
            return (verb.head, direct) if verb.tag_ == "VBG" else (None, verb.head)
        if verb.dep_ == "conj" or (verb.dep_ in ("advcl", "xcomp") and verb.tag_ in ("VBG", "VB")):
            above = _sides(verb.head) if verb.head.i != verb.i else (None, None)
            subject = above[0]
            if verb.dep_ == "xcomp" and above[1] is not None and direct is not above[1]:
                subject = (
                    above[1]
                    if key(verb.head.lemma_) in (key("urge"), key("order"), key("tell"))
                    else above[0]
                )
    return subject, direct


def _meant(side: Token | None, verb: Token) -> Token | None:
    """What a relative pronoun stands for: in "Oslo, which mediated" it is Oslo that did."""
    if side is not None and side.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" and verb.head.pos_ != "PRON":
        return verb.head
    return side


def _argument(token: Token | None, content: Content) -> Argument | None:
    if token is None:
        return None
    own = [t for t in token.subtree if _in_phrase(t, token)]
    places = {t.i for t in own}
    starts = {t.idx for t in own}
    states = frozenset(c for s, _, c in content.states if s in starts)
    keys = frozenset(k for k, where in content.keys.items() if places & set(where))
    here = next((k for k, where in content.keys.items() if token.i in where), key(token.lemma_))
    return Argument(
        here, states, keys, token.text if token.pos_ == "PROPN" else "", token.pos_ == "PRON", token.idx
    )


def _in_phrase(token: Token, head: Token) -> bool:
    """True for the words of a noun phrase without its clauses and its prepositions other than "of"."""
    node = token
    for _ in range(DEEPEST):
        if node.i == head.i:
            return True
        if node.dep_ in ("relcl", "acl", "advcl", "ccomp", "appos", "conj", "parataxis"):
            return False
        if node.dep_ == "prep" and node.lower_ not in ("of", "'s", "from"):
            return False
        node = node.head
    return False


def _belongs(token: Token, verb: Token) -> bool:
    """True if a word hangs on the verb with no other clause between."""
    node = token
    for _ in range(DEEPEST):
        if node.i == verb.i:
            return True
        if (
            node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass", "amod")
        ) or node.dep_ == "ROOT":
            return False
        node = node.head
    return False
