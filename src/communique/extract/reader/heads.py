"""The heads of the reading model, in NumPy: from states of words to what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH = 40
"""Words left and right of a cue whose distance is told exactly; farther ones in steps of 16."""
STEPS = 24
DILATIONS = (1, 3)
"""How far the neighbours stand that a word's link is made to agree with, in the two layers."""


def sigmoid(x: Floats) -> Floats:
    """Logits to probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016) in its tanh form, of x, which is overwritten."""
    inner = np.float32(0.044715) * x
    inner *= x
    inner *= x
    inner += x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    x *= np.float32(0.5)
    x *= inner
    return x


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in words to rows of the distance table, 0 to 2 * (REACH + STEPS)."""
    far = np.abs(distance)
    steps = np.where(far <= REACH, far, REACH + 1 + np.minimum((far - REACH - 1) // 16, STEPS - 1))
    return np.asarray((REACH + STEPS) + steps * np.sign(distance), dtype=np.int64)


def beside(x: Floats, step: int) -> Floats:
    """(words, units) → (words, 3 units): each word with those `step` words before and after it."""
    found = np.zeros((len(x), 3, x.shape[1]), dtype=np.float32)
    found[step:, 0] = x[:-step]
    found[:, 1] = x
    found[:-step, 2] = x[step:]
    return found.reshape(len(x), -1)


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights of all heads by name; a matrix is (inputs, outputs)."""

    weights: Mapping[str, Floats]

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32)

    def anchors(self, words: Floats) -> Floats:
        """(words, 384) → for each word the probability that a cue begins with it."""
        return sigmoid(self._linear("anchor", words)[:, 0])

    def hints(self, kinds: NDArray[np.int64]) -> Floats:
        """(words, 4) rows of the tables of hints → what is added to the encoder's input, (words, 384)."""
        found = np.zeros((len(kinds), self.weights["hints.0.weight"].shape[1]), dtype=np.float32)
        for n in range(kinds.shape[1]):
            found += self.weights[f"hints.{n}.weight"][kinds[:, n]]
        return found

    def cue_sides(self, words: Floats) -> tuple[Floats, Floats]:
        """What each word gives to a link as a cue and as a part: twice (words, 128)."""
        return self._linear("from_cue", words), self._linear("from_word", words)

    def links(
        self, cue: Floats, others: Floats, distance: NDArray[np.int64], ways: NDArray[np.int64]
    ) -> Floats:
        """Logits (words, 9) of the words around a cue.

        cue: (128,); others: (words, 128); distance and ways: for each word how far it is from the cue,
        in words, and its row of the table of ways. The nine are, for source, cue and content: is in
        it, begins a piece of it, ends one.
        """
        x = self.weights["distance.weight"][distance_bucket(distance)]
        x += self.weights["ways.weight"][ways]
        x += others
        x += cue
        seen = gelu(x)
        around = self._linear("narrow", seen)
        for n, step in enumerate(DILATIONS):
            around = around + np.maximum(self._linear(f"context.{n}", beside(around, step)), 0)
        return np.asarray(self._linear("link", seen) + self._linear("whole", around), dtype=np.float32)

    def values(self, words: Floats) -> Floats:
        """Event words (n, 384) → how far each is put as fact, -3 to 3."""
        inner = gelu(self._linear("value.0", words))
        return np.clip(self._linear("value.2", inner)[:, 0], -3, 3)

    def relevance(self, words: Floats) -> float:
        """A sentence's words (n, 384) → the probability that it holds a codable event."""
        return float(sigmoid(self._linear("relevant", words.mean(0))[0]))

    def roots(self, words: Floats, source: NDArray[np.bool_], target: NDArray[np.bool_]) -> Floats:
        """A sentence's words (n, 384) and which of them are the actors' → probabilities of roots."""

        def mean(marked: NDArray[np.bool_]) -> Floats:
            return words[marked].mean(0) if marked.any() else self.weights["nobody"]

        a, b = mean(source), mean(target)
        query = self._linear("ask", np.concatenate([a, b]))
        scores = self._linear("hear", words) @ query * np.float32(128**-0.5)
        weights = np.exp(scores - scores.max())
        heard = (weights / weights.sum()) @ words
        inner = gelu(self._linear("root.0", np.concatenate([a, b, heard, words.mean(0)])))
        logits = self._linear("root.3", inner)
        found = np.exp(logits - logits.max())
        return np.asarray(found / found.sum(), dtype=np.float32)
