"""What a linear model sees of two parties in a sentence: its words, the way between them, the rules' view.

Names are left out: the two parties are `SRC` and `TGT`, other proper names `NAME`, numbers `NUM`.
Everything is linear in the sentence, which is cut at `LONGEST` tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from communique.extract.events.roots import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 200
"""Tokens of a sentence that are looked at."""
RUN = 3
"""Words of the longest run of words that is a trait."""
UP = 12
"""How many steps up the parse a party is followed."""
MOST = 40
"""Dependents of a word that are looked at."""
AROUND = {"dobj", "prt", "neg", "aux", "xcomp", "ccomp", "prep", "attr", "acomp"}
"""Dependents of the word that joins two parties that tell what they have to do with each other."""
Offsets = tuple[int, int] | None
Bare = tuple[int, int, str]
"""Where a word begins and ends, and what is seen of it."""


@dataclass(frozen=True, slots=True)
class View:
    """What the rules make of a pair. `root`: theirs, or None; `tier`: 2 both parties are those of an
    act, 1 one is, 0 neither, -1 no act but a word of the lexicon, -2 nothing; `first`: whether it is
    the main act; `others`: all roots of the sentence with their modes."""

    root: str | None
    tier: int
    first: bool
    others: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """Three groups of traits, each weighed by itself."""

    words: tuple[str, ...]
    way: tuple[str, ...]
    rules: tuple[str, ...]


def bare_words(doc: Doc, start: int, end: int) -> list[Bare]:
    """The words between two token indices as traits see them, with their offsets; at most `LONGEST`."""
    found = []
    for token in doc[start : min(end, start + LONGEST)]:
        if token.like_num:
            word = "NUM"
        elif token.ent_type_ and token.pos_ == "PROPN":
            word = "NAME"
        else:
            word = token.lemma_.lower()
        found.append((token.idx, token.idx + len(token), word))
    return found


def pair_traits(doc: Doc, words: Sequence[Bare], source: Offsets, target: Offsets, view: View) -> Traits:
    """The traits of what `source` does to `target`, offsets, in a sentence of these words."""
    return Traits(
        tuple(dict.fromkeys(_runs(_masked(words, source, target)))),
        tuple(dict.fromkeys(_way(_root(doc, source), _root(doc, target)))),
        tuple(dict.fromkeys(_seen(view))),
    )


def _masked(words: Sequence[Bare], source: Offsets, target: Offsets) -> list[str]:
    found: list[str] = []
    for start, end, bare in words:
        word = bare
        if source is not None and start < source[1] and source[0] < end:
            word = "SRC"
        elif target is not None and start < target[1] and target[0] < end:
            word = "TGT"
        if not (found and word == found[-1] and word.isupper()):
            found.append(word)
    return found


def _runs(words: Sequence[str]) -> Iterator[str]:
    for n in range(1, RUN + 1):
        for i in range(len(words) - n + 1):
            yield "w " + " ".join(words[i : i + n])


def _root(doc: Doc, span: Offsets) -> Token | None:
    words = doc.char_span(*span, alignment_mode="expand") if span is not None else None
    return words.root if words is not None else None


def _way(source: Token | None, target: Token | None) -> Iterator[str]:
    for name, party in (("s", source), ("t", target)):
        if party is None:
            yield f"{name} nobody"
        else:
            yield from _above(name, party)
    if source is not None and target is not None:
        yield from _joined(_chain(source), _chain(target))


def _chain(token: Token) -> list[Token]:
    found = [token]
    while token.head.i != token.i and len(found) <= UP:
        token = token.head
        found.append(token)
    return found


def _above(name: str, party: Token) -> Iterator[str]:
    yield f"{name} is {party.dep_}"
    chain, step = _chain(party), 0
    for below, token in pairwise(chain):
        if token.pos_ == "ADP":
            yield f"{name} after {token.lower_}"
        elif token.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            yield f"{name}{step} {token.lemma_.lower()}"
            if step == 0:
                yield f"{name} {below.dep_} {token.lemma_.lower()}"
            step += 1
            if step == 3:
                return


def _joined(one: list[Token], other: list[Token]) -> Iterator[str]:
    place = {token.i: n for n, token in enumerate(one)}
    n, top = next(((n, t) for n, t in enumerate(other) if t.i in place), (0, None))
    if top is None:
        return
    lemma = top.lemma_.lower()
    up = ">".join(t.lemma_.lower() for t in one[1 : place[top.i]])
    down = "<".join(t.lemma_.lower() for t in other[1:n])
    yield f"join {lemma}"
    yield f"join as {top.pos_}"
    yield f"join {lemma}|{up}|{down}"
    yield f"join {lemma}||{down}"
    yield f"join {lemma}|{up}|"
    for child in islice(top.children, MOST):
        if child.dep_ in AROUND:
            yield f"join with {child.dep_} {child.lemma_.lower()}"
            yield f"join {lemma} with {child.lemma_.lower()}"


def _seen(view: View) -> Iterator[str]:
    root = folded(view.root) if view.root is not None else "none"
    yield f"rule {root}"
    yield f"rule {root} {view.tier}"
    yield f"tier {view.tier}"
    yield f"main {root} {view.first}"
    for name, mode in view.others:
        yield f"act {folded(name)}"
        yield f"act {folded(name)} {mode}"
