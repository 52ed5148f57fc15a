"""Make `src/communique/extract/data/factuality.tsv`: the weights of factuality's features.

usage: python training/modality/fit.py uw_train.jsonl [--folds 5] [--write]

The file holds JSON Lines with `text` (tokens split at spaces) and `events`, each with `token` and `value`
in [-3, 3]. Least absolute deviations with an L2 penalty, by reweighted least squares: readers' ratings
have long tails, which squares would chase. With --folds the held-out MAE and r are printed; with
--write the weights of the whole file are stored. Needs numpy and the package; a minute on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from communique.config import settings
from communique.extract.factuality import features
from communique.extract.parse import model

Floats = NDArray[np.float64]
LEAST = 6
"""Events that must show a feature for it to have a weight."""
PENALTY = 10.0
ROUNDS = 8
NEAR = 0.15
"""Errors smaller than this weigh alike."""
TRIFLE = 0.01
"""Weights smaller than this are left out."""
TARGET = Path(__file__).parents[2] / "src/communique/extract/data/factuality.tsv"
HEAD = """\
# Weights of the features of `extract/factuality.py`: their sum is how far an event is put as fact (-3 to 3).
# Made by `python training/modality/fit.py uw_train.jsonl --write`; not for editing by hand.
#
# feature\tweight
"""


def examples(path: Path) -> tuple[list[set[str]], Floats, list[int]]:
    """For each event its features and its value, and the row that it is of."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = model(settings().spacy_model)
    docs = nlp.pipe((Doc(nlp.vocab, words=row["text"].split(" ")) for row in rows), batch_size=64)
    found, values, origin = [], [], []
    for n, (row, doc) in enumerate(zip(rows, docs, strict=True)):
        for event in row["events"]:
            found.append(features(doc[event["token"]]))
            values.append(event["value"])
            origin.append(n)
    return found, np.array(values), origin


def matrix(found: Sequence[set[str]], names: dict[str, int]) -> Floats:
    """One row an event, one column a feature."""
    table = np.zeros((len(found), len(names)))
    for row, shown in enumerate(found):
        table[row, [names[name] for name in shown if name in names]] = 1
    return table


def fit(found: Sequence[set[str]], values: Floats) -> dict[str, float]:
    """The weights of these examples."""
    counts = Counter(name for shown in found for name in shown)
    kept = sorted(name for name, count in counts.items() if count >= LEAST)
    table = matrix(found, {name: n for n, name in enumerate(kept)})
    care = np.ones(len(values))
    weights: Floats = np.zeros(len(kept))
    for _ in range(ROUNDS):
        weighed = (table * care[:, None]).T
        weights = np.asarray(np.linalg.solve(weighed @ table + PENALTY * np.eye(len(kept)), weighed @ values))
        care = 1 / np.maximum(np.abs(values - table @ weights), NEAR)
    return {name: round(float(w), 3) for name, w in zip(kept, weights, strict=True) if abs(w) >= TRIFLE}


def predict(found: Sequence[set[str]], weights: dict[str, float]) -> Floats:
    """The values of these examples."""
    return np.array([np.clip(sum(weights.get(name, 0.0) for name in shown), -3, 3) for shown in found])


def main() -> None:
    """Fit, tell how well, store."""
    parser = argparse.ArgumentParser(description="fit the weights of factuality")
    parser.add_argument("train", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found, values, origin = examples(args.train)
    if args.folds:
        guessed = np.zeros(len(values))
        for fold in range(args.folds):
            inside = [n for n, row in enumerate(origin) if row % args.folds != fold]
            outside = [n for n, row in enumerate(origin) if row % args.folds == fold]
            weights = fit([found[n] for n in inside], values[inside])
            guessed[outside] = predict([found[n] for n in outside], weights)
        error = np.abs(guessed - values).mean()
        print(f"held out: MAE {error:.3f}, r {np.corrcoef(guessed, values)[0, 1]:.3f}")
    if args.write:
        weights = fit(found, values)
        lines = [f"{name}\t{weight}\n" for name, weight in sorted(weights.items())]
        TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
        print(len(weights), "weights")


if __name__ == "__main__":
    main()
