"""Fits `compare/data/weights.tsv`: how much each measure of a pair of statements speaks for its saying
the same.

usage: python training/claims/fit.py CASES... [--labels LABELS] [--left-out]

CASES are folders of cases (articles and `gold.json` each). Statements that match two items of one
`corroborated` group are a positive pair, all other candidates of the case are negatives, unless
LABELS (TSV: case, the two statements' ids, 1 or 0) says otherwise of a pair: the gold is a sample.
Pairs that share three quarters of their words are left out. Logistic regression with a
ridge of 1, by Newton's method; no seed.
`--left-out` prints precision and recall of each threshold where each case was
judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.claims import Comparison
from communique.compare.scoring import measures_of
from communique.config import settings
from communique.group import group
from communique.pipeline import read_all
from communique.records import Reading

OUT = Path(__file__).parents[2] / "src/communique/compare/data/weights.tsv"
HEAD = """# How much each measure of a pair speaks for its saying the same (log odds).
# Made by training/claims/fit.py.
# measure	weight
"""
RIDGE = 1.0
Row = tuple[str, float, dict[str, float]]
Floats = NDArray[np.float64]


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def matching(readings: list[Reading], item: dict[str, str]) -> set[str]:
    """Ids of the statements that hold an item of the gold, or are held by it."""
    gold = " ".join(words(item["exact"]))
    found = set()
    for reading in readings:
        if reading.article.name == item["file"]:
            for s in reading.statements:
                own = " ".join(words(s.span.quote))
                if f" {gold} " in f" {own} " or (len(own.split()) > 2 and f" {own} " in f" {gold} "):
                    found.add(s.id)
    return found


def pairs(folder: Path, labels: dict[frozenset[str], float]) -> list[Row]:
    """The labelled pairs of one case."""
    readings = list(read_all([folder], settings=settings())[0])
    comparison = Comparison(readings, group(readings))
    gold: set[frozenset[str]] = set()
    for items in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["corroborated"]:
        held = [matching(readings, item) for item in items]
        gold |= {
            frozenset((i, j)) for n, xs in enumerate(held) for ys in held[n + 1 :] for i in xs for j in ys
        }
    rows: list[Row] = []
    for key in sorted(comparison.groups):
        for pair in comparison.measured(key):
            a, b = set(words(pair.a.span.quote)), set(words(pair.b.span.quote))
            if pair.a.span.article == pair.b.span.article or len(a & b) > 0.75 * max(len(a), len(b)):
                continue
            ids = frozenset((pair.a.id, pair.b.id))
            label = 1.0 if ids in gold else labels.get(ids, 0.0)
            rows.append((folder.name, label, measures_of(pair, comparison.weights[key])))
    return rows


def fit(x: Floats, y: Floats) -> Floats:
    """Weights by Newton's method; the first column of `x`, the bias, is not drawn to zero."""
    weights = np.zeros(x.shape[1])
    ridge = RIDGE * np.r_[0.0, np.ones(x.shape[1] - 1)]
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge * weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge) + 1e-9, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def main() -> None:
    """Fit and write, or print what left-out cases tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--left-out", action="store_true")
    args = parser.parse_args()
    labels: dict[frozenset[str], float] = {}
    for line in args.labels.read_text(encoding="utf-8").splitlines() if args.labels else ():
        if line and not line.startswith("#"):
            _, i, j, value = line.split("\t")
            labels[frozenset((i, j))] = float(value)
    rows = [row for folder in args.cases for row in pairs(folder, labels)]
    names = list(rows[0][2])
    x = np.array([[1.0, *(row[2][n] for n in names)] for row in rows])
    y, cases = np.array([row[1] for row in rows]), np.array([row[0] for row in rows])
    if args.left_out:
        chance = np.zeros(len(y))
        for case in sorted(set(cases)):
            chance[cases == case] = 1 / (
                1 + np.exp(-x[cases == case] @ fit(x[cases != case], y[cases != case]))
            )
        for least in (0.5, 0.4, 0.3, 0.25, 0.2, 0.1):
            said = chance >= least
            right, found = y[said].mean(), y[said].sum() / y.sum()
            print(f"{least}: {said.sum()} pairs, precision {right:.3f}, recall {found:.3f}")
        return
    lines = [f"{n}\t{v:.3f}" for n, v in zip(["bias", *names], fit(x, y), strict=True)]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
