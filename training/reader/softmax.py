"""Linear models over hashed traits: softmax regression by L-BFGS, in NumPy."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from communique.extract.events.linear import Linear, hashed, vector
from communique.extract.events.traits import Traits

ROUNDS = 80
"""Steps of a fit, at most."""


class Matrix:
    """Sparse rows of features; the bias is the last column of every row."""

    def __init__(self, rows: Sequence[tuple[np.ndarray, np.ndarray]], columns: int) -> None:
        sizes = np.array([len(at) + 1 for at, _ in rows])
        self.columns = columns + 1
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.at = np.concatenate([np.append(at, columns) for at, _ in rows])
        self.values = np.concatenate([np.append(v, np.float32(1)) for _, v in rows])[:, None]
        self.row = np.repeat(np.arange(len(rows)), sizes)
        self.order = np.argsort(self.at, kind="stable")
        self.used, self.firsts = np.unique(self.at[self.order], return_index=True)

    def times(self, weights: np.ndarray) -> np.ndarray:
        """(columns, k) → (rows, k)."""
        return np.asarray(np.add.reduceat(self.values * weights[self.at], self.starts))

    def back(self, rows: np.ndarray) -> np.ndarray:
        """(rows, k) → (columns, k)."""
        found = np.zeros((self.columns, rows.shape[1]), dtype=np.float32)
        each = (self.values * rows[self.row])[self.order]
        found[self.used] = np.add.reduceat(each, self.firsts)
        return found


def fitted(matrix: Matrix, gold: np.ndarray, weights: np.ndarray, labels: int, cost: float) -> np.ndarray:
    """Softmax regression with an L2 penalty of 1 / `cost` by L-BFGS (Nocedal 1980): (columns, labels)."""
    truth = np.eye(labels, dtype=np.float32)[gold]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        logits = matrix.times(w)
        logits -= logits.max(1, keepdims=True)
        chances = np.exp(logits)
        total = chances.sum(1, keepdims=True)
        each = np.log(total[:, 0]) - (logits * truth).sum(1)
        slope = matrix.back((chances / total - truth) * weights[:, None])
        return float(cost * (each * weights).sum() + 0.5 * (w * w).sum()), cost * slope + w

    w = np.zeros((matrix.columns, labels), dtype=np.float32)
    value, slope = loss(w)
    past: list[tuple[np.ndarray, np.ndarray, float]] = []
    for _ in range(ROUNDS):
        way, shares = slope.copy(), []
        for moved, turned, scale in reversed(past):
            shares.append(scale * float((moved * way).sum()))
            way -= shares[-1] * turned
        if past:
            moved, turned, scale = past[-1]
            way /= scale * float((turned * turned).sum())
        for (moved, turned, scale), share in zip(past, reversed(shares), strict=True):
            way += moved * (share - scale * float((turned * way).sum()))
        step = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        down = float((slope * way).sum())
        while step > 1e-10:
            new_value, new_slope = loss(w - step * way)
            if new_value <= value - 1e-4 * step * down:
                break
            step /= 2
        else:
            break
        moved, turned = -step * way, new_slope - slope
        near = float((moved * turned).sum())
        done = value - new_value < 1e-5 * abs(value)
        w, value, slope = w - step * way, new_value, new_slope
        if near > 0:
            past = [*past[-9:], (moved, turned, 1 / near)]
        if done:
            break
    return w


def model_of(
    traits: Sequence[Traits], labels: Sequence[str], weights: Sequence[float], *, cost: float, least: int = 2
) -> Linear:
    """A linear model of some labelled traits; those that `least` examples do not have are left out."""
    count = collections.Counter(
        hashed(trait) for t in traits for group in (t.words, t.way, t.rules) for trait in group
    )
    keys = np.array(sorted(key for key, n in count.items() if n >= least), dtype=np.uint32)
    names = tuple(dict.fromkeys(sorted(labels)))
    matrix = Matrix([vector(t, keys) for t in traits], len(keys))
    gold = np.array([names.index(label) for label in labels])
    found = fitted(matrix, gold, np.array(weights, dtype=np.float32), len(names), cost)
    return Linear(names, keys, found)


def saved(model: Linear, path: Path) -> None:
    """Write a model in bytes: one scale a label."""
    scale = np.abs(model.weights).max(0) / 127
    whole = np.round(model.weights / scale).astype(np.int8)
    np.savez_compressed(
        path,
        labels=np.array(model.labels),
        keys=model.keys,
        weights=whole,
        scale=scale.astype(np.float32),
        share=np.float32(model.share),
        places=np.array(model.places, dtype=np.int64),
    )
