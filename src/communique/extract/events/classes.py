"""Of what class a noun is: somebody, a place, a noun for an act, a thing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from communique.extract.events.lexicon import Noun, agents, ends_of_nouns, nouns
from communique.resolve.nouns import bodies, roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from communique.records import Mention

ENTITIES = {
    "PERSON": frozenset({"actor", "person"}),
    "ORG": frozenset({"actor", "organisation"}),
    "NORP": frozenset({"actor"}),
    "GPE": frozenset({"actor", "place"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"place"}),
    "MONEY": frozenset({"money"}),
    "EVENT": frozenset({"thing"}),
}
PRONOUNS = set("i we you he she they it him her them us me who whom which one himself itself".split())
"""Pronouns that may stand for somebody."""
WORDS = 3
"""No noun of the lexicon has more words than this before its last, or after "of"."""
PARTS = set(
    "one some many most several few all both none two three dozens hundreds thousands scores tens millions "
    "worth number amount series batch piece part rest majority total lot group team pair couple handful set "
    "half quarter third percent kind type round range wave string raft host package consignment group "
    "members member leader leaders".split()
)
"""Words before "of" that only count or measure what follows it."""
HUMAN = {"helper", "captive", "diplomat", "police"}
BLOCKED = {"mishap", "pastime"}
"""Classes of what nobody does to anybody."""


class NounClasses:
    """Classes of the nouns of one document; asking is constant time."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention]) -> None:
        self.doc = doc
        self._mentioned: set[int] = set()
        for mention in mentions:
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and mention.actor is not None:
                self._mentioned.add(span.root.i)
        self._known: dict[int, frozenset[str]] = {}
        self._acts: dict[int, tuple[Noun, ...]] = {}
        self.lowers, self.lemmas, self.parts, self.heads = _columns(doc)

    def of(self, token: Token) -> frozenset[str]:
        """The classes of the noun phrase that a token heads; `thing` where it has no other."""
        found = self._known.get(token.i)
        if found is None:
            found = self._known[token.i] = self._classes(token)
        return found

    def content(self, token: Token) -> Token:
        """What a noun phrase is about: for "two of the sailors" and "a batch of shells", the latter."""
        for _ in range(2):
            inner = None
            if token.lower_ in PARTS or token.pos_ == "NUM":
                of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
                inner = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
            if inner is None:
                break
            token = inner
        return token

    def acts(self, token: Token) -> tuple[Noun, ...]:
        """The rows of `nouns.tsv` for the noun phrase that a token heads, the longest name first."""
        found = self._acts.get(token.i)
        if found is None:
            found = self._acts[token.i] = self._named_acts(self.content(token))
        return found

    def may_act(self, i: int) -> bool:
        """Whether the word of this index may be what an act is called by, or only counts what is."""
        return self._ends(i) != (False, False, False) or self.lowers[i] in PARTS or self.parts[i] == "NUM"

    def _ends(self, i: int) -> tuple[bool, bool, bool]:
        """Whether a word is a name of the table, the last of one and the first of one."""
        lemma, (firsts, lasts) = self.lemmas[i], ends_of_nouns()
        return lemma in nouns(), lemma.rpartition("-")[2] in lasts, lemma.partition("-")[0] in firsts

    def _named_acts(self, token: Token) -> tuple[Noun, ...]:
        alone, is_last, is_first = self._ends(token.i)
        if not (alone or is_last or is_first):
            return ()  # most words of a text
        lemma, table = self.lemmas[token.i], nouns()
        if token.pos_ not in {"NOUN", "PROPN", "SYM", "ADJ", "VERB", "NUM"}:
            return ()
        names = [self._before(token.i, n) for n in range(WORDS, 0, -1)] if is_last else []
        names.append(_joined([lemma]))
        names += [self._after(token.i, n) for n in (3, 2)] if is_first else []
        names.sort(key=lambda name: -name.count(" "))
        return tuple(noun for name in dict.fromkeys(names) for noun in table.get(name, ()))

    def is_actor(self, token: Token | None) -> bool:
        """Whether a noun phrase is somebody who can act or be acted on."""
        return token is not None and "actor" in self.of(token)

    def can_act(self, token: Token | None) -> bool:
        """Whether a noun phrase is somebody, or a thing that stands for who uses it."""
        return token is not None and bool(self.of(token) & {"actor", "instrument"})

    def is_party(self, token: Token | None) -> bool:
        """Whether a noun phrase is somebody, or a place that stands for who is there."""
        return token is not None and bool(self.of(token) & {"actor", "place"})

    def _classes(self, token: Token) -> frozenset[str]:
        found: set[str] = set()
        if token.pos_ == "PRON" or token.tag_ in {"WP", "WDT"}:
            return frozenset({"actor"} if token.lower_ in PRONOUNS else {"thing"})
        lemma, lower = self.lemmas[token.i], self.lowers[token.i]
        names = [self._before(token.i, 1), lemma, lower]
        for name in names:
            found |= agents().get(name, frozenset())
        if lower in roles():
            found |= {"actor", "person"}
        if lower in bodies() and bodies()[lower].rank != "d":
            found |= {"actor"}
        inner = self.content(token)
        if inner.i != token.i:
            found |= self.of(inner) - {"thing"}
        act = self.acts(token)
        if act:
            found |= {noun.kind for noun in act if noun.word.count(" ") == act[0].word.count(" ")}
        if found & HUMAN:
            found.add("actor")
        if token.ent_type_ in ENTITIES and not (act and token.pos_ == "NOUN"):
            found |= ENTITIES[token.ent_type_]
        if token.i in self._mentioned and token.pos_ != "ADJ":
            found.add("actor")
        if token.pos_ == "PROPN" and not found and not token.ent_type_:
            found.add("actor")
        if token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.lefts) and not found:
            found.add("actor")  # "the wounded"
        if token.pos_ in {"NUM", "ADJ", "DET"} and not found and token.dep_ in {"dobj", "nsubjpass", "nsubj"}:
            found.add("actor")  # "killed five", "many fled"
        return frozenset(found or {"thing"})

    def _before(self, at: int, n: int) -> str:
        return _joined([*self.lowers[max(at - n, 0) : at], self.lemmas[at]])

    def _after(self, at: int, n: int) -> str:
        return _joined([self.lemmas[at], *self.lowers[at + 1 : at + n + 1]])


@lru_cache(maxsize=1)
def _columns(doc: Doc) -> tuple[list[str], list[str], list[str], list[int]]:
    """Words and lemmas in lower case, parts of speech, heads: asked for so often that spaCy is asked once."""
    lowers, lemmas, heads, parts = doc.to_array(["LOWER", "LEMMA", "HEAD", "POS"]).T
    return (
        _strings(doc, lowers),
        [lemma.lower() for lemma in _strings(doc, lemmas)],
        _strings(doc, parts),
        (np.arange(len(doc)) + heads.astype(np.int64)).tolist(),
    )


def _strings(doc: Doc, keys: NDArray[np.uint64]) -> list[str]:
    """The strings of these keys: each is looked up once."""
    found = {key: doc.vocab.strings[key] for key in set(keys.tolist())}
    return [found[key] for key in keys.tolist()]


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-")
