"""Linear models over hashed traits: softmax regression (multinomial logit) in NumPy.

Traits are known by their CRC-32 only, so that the weights hold no words of what they were trained on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from communique.extract.events.traits import Traits

Floats = NDArray[np.float32]
GROUPS = (1.0, 1.0, 1.5)
"""What words, ways and the rules' view weigh: the length of each group's vector."""


@dataclass(frozen=True, slots=True)
class Linear:
    """`labels` (k), `keys` (n, sorted CRC-32 of the known traits), `weights` (n + 1, k; the last row is
    the bias). `share` is what the logarithm of a reading model's head counts beside it, `places` (k) the
    labels' places in that head's answer."""

    labels: tuple[str, ...]
    keys: NDArray[np.uint32]
    weights: Floats
    share: float = 0.0
    places: tuple[int, ...] = ()

    def scores(self, traits: Traits) -> Floats:
        """Logarithms of the probabilities of the labels."""
        rows, values = vector(traits, self.keys)
        logits = values @ self.weights[rows] + self.weights[-1]
        logits = logits - logits.max()
        return np.asarray(logits - np.log(np.exp(logits).sum()), dtype=np.float32)


def hashed(trait: str) -> int:
    """The number that stands for a trait, 0 to 2**32 - 1."""
    return crc32(trait.encode("utf-8", "surrogatepass"))


def vector(traits: Traits, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], Floats]:
    """The rows of `keys` that traits have and the value of each: every group has its own length."""
    rows: list[NDArray[np.int64]] = []
    values: list[Floats] = []
    for group, length in zip((traits.words, traits.way, traits.rules), GROUPS, strict=True):
        asked = np.array([crc32(trait.encode("utf-8", "surrogatepass")) for trait in group], dtype=np.uint32)
        at = keys.searchsorted(asked)
        at[at == len(keys)] = 0
        at = at[keys[at] == asked]
        rows.append(at.astype(np.int64))
        values.append(np.full(len(at), length / max(len(at), 1) ** 0.5, dtype=np.float32))
    return np.concatenate(rows), np.concatenate(values)


@cache
def bundled(name: str) -> Linear:
    """A bundled model, `roots` or `rightness`, loaded once."""
    path = files("communique.extract.events") / "data" / f"{name}.npz"
    with as_file(path) as place, np.load(place) as stored:
        weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)
        labels = tuple(str(label) for label in stored["labels"])
        places = tuple(int(place) for place in stored["places"])
        return Linear(labels, stored["keys"], weights, float(stored["share"]), places)
