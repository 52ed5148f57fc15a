"""What is promised: the words for it, and the lemmas by which it is known again elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import classes, is_deed_of, kinds_of, nouns
from communique.extract.events.arguments import coordinated, is_passive, object_of, surface_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from spacy.tokens import Doc, Token

    from communique.extract.commitments.mention import Reach

LONGEST = 45
"""So many tokens of what is promised are told and counted."""
MOST = 24
"""So many lemmas tell what a promise is about."""
NESTED = 60
"""How many dependents of a noun phrase are looked at."""
CONTENT = {"NOUN", "PROPN", "ADJ"}
WITHIN = {
    "prep",
    "pobj",
    "amod",
    "compound",
    "nmod",
    "nummod",
    "poss",
    "conj",
    "dobj",
    "acl",
    "appos",
    "npadvmod",
}
MEASURES = {"metre", "meter", "foot", "cubic", "square", "mile"}
BEGUN = {"continue", "begin", "start", "resume", "keep"}
"""Verbs that leave it to the next verb what is done."""
PLACES = {"GPE", "NORP", "PERSON", "LOC", "FAC"}
QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))
SEEING = {"study", "examine", "look", "assess", "explore", "return", "take"}
MATTERS = {"light", "plan", "paper", "word", "talks"}
ASIDE = {"which", "who", "whom", "whose", "where", "when"}
INSTALMENT = "instalment"
INSTALMENTS = {"tranche": INSTALMENT, "installment": INSTALMENT}
NAMES = {"GPE", "NORP", "PERSON", "ORG"}
TIMES = {"DATE", "TIME"}
DEFINITE = {"the", "its", "their", "this", "that", "these", "those", "such", "his", "her"}


def content_of(verb: Token) -> Token | None:
    """The verb of the clause that a verb takes: infinitive, that-clause, or gerund after a preposition."""
    for child in verb.rights:
        finite = child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.tag_ in {"VB", "VBG"})
        if finite and child.pos_ in {"VERB", "AUX"}:
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"to", "on", "with", "of", "for", "in"}:
            found = next((c for c in child.rights if c.dep_ == "pcomp"), None)
            if found is not None:
                return found
    for child in verb.rights:
        infinitive = any(c.tag_ == "TO" for c in child.lefts)
        if child.dep_ in {"advcl", "relcl", "acl"} and infinitive and child.tag_ == "VB":
            return child
        if child.dep_ in {"dobj", "attr", "oprd", "dative"} and (
            child.pos_ == "PRON" or child.ent_type_ in NAMES
        ):
            for grand in child.rights:
                if (
                    grand.dep_ in {"acl", "relcl"}
                    and grand.tag_ == "VB"
                    and any(c.tag_ == "TO" for c in grand.lefts)
                ):
                    return grand
    return None


def begun(deed: Token) -> Token:
    """The verb that tells what is done: of "continue to discuss" the second."""
    if deed.lemma_.lower() in BEGUN:
        inner = next((c for c in deed.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
        return deed if inner is None else inner
    return deed


def is_talked_over(deed: Token) -> bool:
    """Whether a deed only looks into a matter: who studies a plan negotiates, who studies a cable works."""
    if not is_deed_of(deed, "looks"):
        return False
    if deed.lemma_.lower() not in SEEING:
        return True
    under = [g for c in deed.rights if c.dep_ == "prep" for g in c.rights if g.dep_ == "pobj"]
    return any(classes(thing) & MATTERS for thing in (*things_of_deed(deed)[:1], *under))


def things_of_deed(verb: Token, *, deep: bool = True) -> list[Token]:
    """What a deed is done to, the main noun first; its subject where it has no object.

    `deep`: of a noun that tells nothing ("a number of ships") what stands in it too.
    """
    if is_passive(verb):
        subject = surface_subject(verb)
        return [subject] if subject is not None else []
    found = object_of(verb)
    if found is not None and found.i != verb.i and found.ent_type_ not in TIMES:
        inner = coordinated(found)
        return inner + (list(inside(found)) if deep and "light" in classes(found) else [])
    subject = surface_subject(verb)
    thing = subject is not None and subject.pos_ == "NOUN" and "pair" not in classes(subject)
    for child in verb.rights:
        if child.dep_ == "prep" and not thing:
            nested = [g for g in child.rights if g.dep_ == "pobj" and g.ent_type_ not in TIMES]
            if nested:
                return [*nested, *((subject,) if subject is not None else ())]
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"}:
            return things_of_deed(child, deep=False) if child.i > verb.i else []
    return [subject] if subject is not None else []


def inside(
    noun: Token, words: Iterable[str] = ("of", "for", "on", "about", "over", "to", "in")
) -> list[Token]:
    """The nouns that a noun phrase takes: what an agreement is for, what talks are on."""
    found: list[Token] = []
    allowed = set(words)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in allowed:
            for grand in child.rights:
                if grand.dep_ == "pobj":
                    found += coordinated(grand)
                elif grand.dep_ == "pcomp":
                    found += things_of_deed(grand, deep=False)
        elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            found += [thing for thing in things_of_deed(child, deep=False) if thing.i != noun.i]
    compounds = [
        c for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod"} and c.pos_ in {"NOUN", "PROPN"}
    ]
    return found + compounds


def reach_of(tokens: Iterable[Token], low: int, high: int) -> Reach | None:
    """From the first to the last word of these phrases, within the statement and not too long."""
    tokens = list(tokens)
    if not tokens:
        return None
    first = max(min(t.left_edge.i for t in tokens), low)
    last = min(max(t.right_edge.i for t in tokens) + 1, high)
    return (first, min(last, first + LONGEST)) if first < last else None


def words_of(doc: Doc, reach: Reach) -> str:
    """The words of what is promised, on one line, without what only binds them to the rest."""
    low, high = reach
    while low < high - 1 and (doc[low].lower_ in {"to", "that", "on", "for", "of"} or doc[low].is_punct):
        low += 1
    while high > low + 1 and (doc[high - 1].is_punct or doc[high - 1].pos_ in {"CCONJ", "ADP"}):
        high -= 1
    return _paired(" ".join(doc[low:high].text.split()))


def _paired(words: str) -> str:
    """Words without the quotation marks that lost their partner: of a quotation cut in two."""
    for opening, closing in QUOTES:
        odd = opening == closing and words.count(opening) % 2 == 1
        if odd or words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words


class Subjects:
    """Knows what the nouns of one article mean more fully: "the plant" is the vaccine plant of before."""

    def __init__(self, doc: Doc, named: Set[int]) -> None:
        self.doc = doc
        self._named = named
        """Tokens that name parties or times, which tell nothing of what is promised."""
        self._fuller: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for token in doc:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
                around = tuple(dict.fromkeys(self._around(token)))
                if around:
                    self._fuller.setdefault(self.lemma(token), []).append((token.i, around))

    def lemma(self, token: Token) -> str:
        """The lower-case lemma by which a word is known."""
        word = token.lemma_.lower() if token.pos_ != "PROPN" else token.lower_
        if token.tag_ == "NNPS" and token.ent_type_ not in PLACES:
            word = word.removesuffix("s")  # "the Agreement on Drivers"
        return INSTALMENTS.get(word, word).strip("-'’“”\"")

    def is_left_open(self, thing: Token, main: str) -> bool:
        """Whether the main noun of a promise leaves open of what: "the works", "the repairs"."""
        bare = not any(c.dep_ == "prep" and c.lower_ in {"of", "on"} for c in thing.rights)
        return bare and self.lemma(thing) == main and "back" in kinds_of(main) and self._is_back(thing)

    def about(self, things: Iterable[Token], reach: Reach | None) -> tuple[str, ...]:
        """Lemmas of what is promised, its main nouns first, each once."""
        found: dict[str, None] = {}
        things = sorted(
            things, key=lambda t: "back" in classes(t)
        )  # "its first session" tells less than whose
        for thing in things:
            kinds = classes(thing)  # "officers", "a Joint Commission"
            meant = "project" in kinds or (thing.pos_ == "NOUN" and not kinds & {"organ", "pair"})
            if self._tells(thing, named=meant):
                found.setdefault(self.lemma(thing))
        for thing in things:
            for lemma in self._around(thing):
                found.setdefault(lemma)
            if self._is_back(thing):
                for lemma in self._before(thing):
                    found.setdefault(lemma)
        if reach is not None:
            for token in self.doc[reach[0] : reach[1]]:
                if token.lower_ in ASIDE and any(t.is_punct for t in self.doc[max(token.i - 2, 0) : token.i]):
                    break  # what follows only describes
                if token.pos_ in CONTENT and self._tells(token):
                    found.setdefault(self.lemma(token))
        named = [lemma for lemma in found if lemma]
        return tuple(named)[:MOST]

    def earlier(self, word: Token) -> tuple[str, ...]:
        """What the sentence before a word's was about: its subject, else its object, in full."""
        start = word.sent.start
        if start == 0:
            return ()
        sentence = self.doc[start - 1].sent
        for kinds in ({"nsubj", "nsubjpass"}, {"dobj"}):
            for token in sentence[:LONGEST]:
                if token.dep_ in kinds and token.pos_ in {"NOUN", "PROPN"} and self._tells(token):
                    return tuple(dict.fromkeys((self.lemma(token), *self._around(token))))
        return ()

    def _tells(self, token: Token, *, named: bool = False) -> bool:
        if (token.i in self._named and not named) or token.is_punct or len(token) < 2 or token.like_num:
            return False
        if token.pos_ not in CONTENT:
            return False
        if self.lemma(token) in MEASURES and any(
            c.like_num or c.lower_ in {"cubic", "square"} for c in token.lefts
        ):
            return False
        return "light" not in nouns().get(self.lemma(token), frozenset())

    def _around(self, noun: Token) -> list[str]:
        """What stands in a noun phrase beside its head: "vaccine", "Ogun"."""
        found, steps = [], [noun]
        for _ in range(NESTED):
            if not steps:
                break
            at = steps.pop(0)
            for child in at.children:
                if child.dep_ not in WITHIN or abs(child.i - noun.i) > NESTED:
                    continue
                if child.pos_ in {"NOUN", "PROPN", "ADJ"} and self._tells(child) and child.i != noun.i:
                    found.append(self.lemma(child))
                if child.dep_ != "acl":
                    steps.append(child)
        return found

    def _is_back(self, noun: Token) -> bool:
        """Whether a noun phrase points back: "the plant", "its half"."""
        bare = not any(c.dep_ in {"compound", "amod", "nummod"} and self._tells(c) for c in noun.lefts)
        return bare and any(c.lower_ in DEFINITE for c in noun.lefts)

    def _before(self, noun: Token) -> tuple[str, ...]:
        """How the nearest fuller phrase before it puts the same thing."""
        rows = self._fuller.get(self.lemma(noun), [])
        earlier = [around for i, around in rows if i < noun.i]
        return earlier[-1] if earlier else ()
