"""What a claim is to a text: entailed, contradicted or neither, and which of its words the text lacks.

A cross-encoder (MiniLM-L6, Wang et al. 2020) over both texts in one row, trained by
`training/entailment`. Loaded once a process, at the first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from communique.compare.entailment.pairs import pair_of
from communique.extract.reader.encoder import Encoder, stored_encoder, stored_splitter, stored_weights
from communique.extract.reader.heads import Floats, gelu, sigmoid
from communique.extract.reader.pieces import Splitter


@dataclass(frozen=True, slots=True)
class Entailed:
    """Three probabilities that sum to 1, and for each word of the claim (its characters) how probably
    the text does not hold it."""

    entails: float
    neither: float
    contradicts: float
    lacking: tuple[tuple[int, int, float], ...]


class Entailment:
    """The model with its tokenizer."""

    def __init__(self, encoder: Encoder, splitter: Splitter, weights: dict[str, Floats]) -> None:
        self.encoder, self.splitter, self.weights = encoder, splitter, weights

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        """For each (text, claim) the probabilities that it entails, contradicts, does neither."""
        found = [self.judge(text, claim) for text, claim in pairs]
        return [(each.entails, each.contradicts, each.neither) for each in found]

    def judge(self, text: str, claim: str) -> Entailed:
        """What `claim` is to `text`. Of a long text the sentences are read that share most with it.

        A claim without a word is entailed by nothing.
        """
        pair = pair_of(text, claim, self.splitter)
        if not pair.claim:
            return Entailed(0.0, 1.0, 0.0, ())
        hints = np.zeros((len(pair.ids), self.weights["hints.0.weight"].shape[1]), dtype=np.float32)
        for n in range(pair.kinds.shape[1]):
            hints += self.weights[f"hints.{n}.weight"][pair.kinds[:, n]]
        states = self.encoder.states(pair.ids, hints)
        words = states[pair.claim]
        lacking = self._linear("lacking", words)[:, 0]
        shares = np.exp(lacking - lacking.max())
        worst = (shares / shares.sum()) @ words
        inner = gelu(self._linear("inner", np.concatenate([states[0], words.mean(0), worst])))
        logits = self._linear("answer", inner)
        chances = np.exp(logits - logits.max())
        entails, neither, contradicts = (float(c) for c in chances / chances.sum())
        each = zip(pair.spans, sigmoid(lacking).tolist(), strict=True)
        return Entailed(entails, neither, contradicts, tuple((a, b, chance) for (a, b), chance in each))


@cache
def stored() -> Entailment:
    """The bundled model, loaded once."""
    folder = files("communique.compare.entailment") / "data"
    words = files("communique.extract.reader") / "data"
    return Entailment(stored_encoder(folder), stored_splitter(words), stored_weights(folder))
