"""What the rules make of one sentence: its acts with the words of their parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.events.coder import SentenceCoder
from communique.extract.events.predicates import any_root
from communique.extract.events.traits import Bare, View, bare_words
from communique.extract.events.wording import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.extract.events.acts import Act
    from communique.extract.events.classes import NounClasses

MOST = 40
"""So many acts of one sentence are kept: no real one tells of more."""
SOME = 0.3
"""How much of two spans must be in both to be the same party."""
Offsets = tuple[int, int] | None


class Proposals:
    """The acts between two token indices of a sentence, the main one first."""

    def __init__(self, doc: Doc, start: int, end: int, classes: NounClasses, *, loose: bool = False) -> None:
        self.doc, self.start, self.end, self.classes = doc, start, end, classes
        self.acts = SentenceCoder(doc, start, end, classes, loose=loose).acts()[:MOST]
        self._known = [act for act in self.acts if act.root is not None]
        self._spans = [(_offsets(act.source), _offsets(act.target)) for act in self._known]
        self._words: list[Bare] | None = None
        self._others = tuple(dict.fromkeys((str(act.root), act.mode) for act in self._known))

    @property
    def words(self) -> list[Bare]:
        """The sentence's words as traits see them."""
        if self._words is None:
            self._words = bare_words(self.doc, self.start, self.end)
        return self._words

    def view(self, source: Offsets, target: Offsets, act: Act | None = None) -> View:
        """What the rules say of a pair: the given act, else the one that shares most with the two."""
        if act is not None:
            return View(act.root, 2, act in self._known[:1], self._others)
        best: tuple[tuple[float, int], Act, int] | None = None
        for known, spans in zip(self._known, self._spans, strict=True):
            shares = _shares(spans, (source, target), known)
            key = (-sum(shares), known.rank)
            if best is None or key < best[0]:
                best = key, known, sum(share > SOME for share in shares)
        if best is None:
            root = any_root(self.doc, self.start, self.end, self.classes)
            return View(root, -1 if root is not None else -2, False, ())
        return View(best[1].root, best[2], best[1] is self._known[0], self._others)


def _offsets(head: Token | None) -> Offsets:
    return phrase(head) if head is not None else None


def _shares(found: tuple[Offsets, Offsets], given: tuple[Offsets, Offsets], act: Act) -> tuple[float, float]:
    shares = _shared(found[0], given[0]), _shared(found[1], given[1])
    if act.reciprocal:
        other = _shared(found[1], given[0]), _shared(found[0], given[1])
        return max(shares, other, key=sum)
    return shares


def _shared(found: Offsets, given: Offsets) -> float:
    """How much of two spans is in both: 0 to 1."""
    if found is None or given is None:
        return 0.0
    both = min(found[1], given[1]) - max(found[0], given[0])
    return max(both, 0) / max(found[1] - found[0], given[1] - given[0])
