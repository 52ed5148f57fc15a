"""What the heads of the reading model say of a sentence and of two parties in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.extract.events.proposals import Offsets
    from communique.extract.reader.heads import Floats, Heads
    from communique.extract.reader.model import States

NEVER = 1e-6
"""No chance is taken for smaller."""


class Hearing:
    """The heads on one document; `states` are those of its text."""

    def __init__(self, doc: Doc, heads: Heads, states: States) -> None:
        self.doc, self.heads, self.states = doc, heads, states

    def relevance(self, start: int, end: int) -> float:
        """The logarithm of the odds that the sentence of these tokens holds an event; 0 where unknown."""
        first, last = self._range(start, end)
        if first >= last:
            return 0.0
        chance = min(max(self.heads.relevance(self.states.words[first:last]), NEVER), 1 - NEVER)
        return float(np.log(chance / (1 - chance)))

    def roots(self, source: Offsets, target: Offsets, start: int, end: int) -> Floats | None:
        """Logarithms of the chances of all roots the head knows between two parties; None where unknown."""
        first, last = self._range(start, end)
        if first >= last:
            return None
        spans = self.states.text.spans[first:last]
        chances = self.heads.roots(
            self.states.words[first:last], _marked(spans, source), _marked(spans, target)
        )
        return np.asarray(np.log(np.maximum(chances, NEVER)), dtype=np.float32)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the reading model's words that are the tokens from `start` to `end`."""
        first = self.states.text.number(self.doc[start].idx)
        return first, min(self.states.text.number(self.doc[end - 1].idx) + 1, len(self.states.words))


def _marked(spans: list[tuple[int, int]], party: Offsets) -> NDArray[np.bool_]:
    return np.array([party is not None and a < party[1] and party[0] < b for a, b in spans], dtype=np.bool_)
