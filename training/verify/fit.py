"""Make `src/communique/brief/data/weights.tsv` and `calibrations.tsv`: how the verifier's signals weigh.

usage: python training/verify/fit.py SIGNALS.jsonl ... [--folds 5] [--judged] [--write]

SIGNALS are what `benchmarks/verify.py --out` keeps: rows with `use`, `doc`, `supported` and `signals`.
Weights by logistic regression with an L2 penalty in which every use counts alike and, within it, both
answers: one weight a signal for all uses, and what a use deviates from it by, which is penalised as well
(partial pooling, as in a multilevel regression); each use has its own offset. A use that is only calibrated
has the weights for all. Then for each use slope and offset by themselves. With --folds the
held-out figures are printed, with --judged the weights are those for a verifier with an entailment model,
with --write the tables are stored. Needs numpy and the package.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.brief.signals import SIGNALS
from communique.brief.support import ALL, FEATURES

Floats = NDArray[np.float64]
Rows = Sequence[Mapping[str, Any]]
PENALTY = 0.02
"""L2 penalty on standardised weights, against a mean loss."""
DEVIATION = 0.01
"""The same on what one use deviates by."""
HELD = 1e3
"""The same where a use's few rows would have a signal say the opposite of what it means."""
SIDES = {
    **dict.fromkeys(("best", "order", "triples", "arcs", "entails"), 1),
    **dict.fromkeys(
        ("absent_names", "absent_nouns", "absent_figures", "absent_dates", "broken", "contradicts"), -1
    ),
}
"""Which answer a signal can only speak for."""
SLOPE_PENALTY = 1e-4
WEIGHED = ("claims", "answers", "summaries")
"""Uses from which weights are learnt; the others are only calibrated."""
STEPS = 30
DATA = Path(__file__).parents[2] / "src/communique/brief/data"
HEAD = """\
# {what}
# Made by `python training/verify/fit.py SIGNALS.jsonl ... --write`; not for editing by hand.
# {columns}
"""


def logistic(x: Floats, y: Floats, w: Floats, penalty: Floats) -> Floats:
    """Weights of a logistic regression by Newton steps; `penalty` is one number a column."""
    w = w / w.sum()
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (p - y)) + penalty * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def evened(y: Floats) -> Floats:
    """Weights that make both answers count alike, one altogether."""
    share = y.mean()
    if share in (0.0, 1.0):
        return np.full(len(y), 1 / len(y))
    found: Floats = np.where(y == 1, 0.5 / share, 0.5 / (1 - share)) / len(y)
    return found


class Fitted:
    """Weights for all uses and for each that has enough rows, slope and offset for each."""

    def __init__(self, rows: Rows, names: Sequence[str]) -> None:
        self.names = tuple(names)
        weighed = [row for row in rows if row["use"] in WEIGHED] or list(rows)
        uses = sorted({row["use"] for row in weighed})
        x = self._table(weighed)
        self.mean, self.spread = x.mean(axis=0), x.std(axis=0) + 1e-9
        y = np.array([row["supported"] for row in weighed], dtype=float)
        own = np.array([[row["use"] == use for use in uses] for row in weighed], dtype=float)
        w = np.zeros(len(y))
        for n in range(len(uses)):
            here = own[:, n] == 1
            w[here] = evened(y[here])
        scaled = self._scaled(x)
        apart = [scaled * own[:, [n]] for n in range(len(uses))]
        count = len(names)
        penalty = [PENALTY] * count + [DEVIATION] * (count * len(uses)) + [1e-6] * len(uses)
        sides = np.array([SIDES.get(name, 0) for name in names])
        while True:
            found = logistic(np.hstack([scaled, *apart, own]), y, w, np.array(penalty))
            shared = found[:count]
            apiece = shared + found[count : count * (1 + len(uses))].reshape(len(uses), count)
            wrong = np.flatnonzero(
                np.concatenate([shared, apiece.ravel()]) * np.tile(sides, 1 + len(uses)) < -1e-3
            )
            if all(penalty[n] == HELD for n in wrong):
                break
            for n in wrong:
                penalty[n] = HELD
        self.weights = {ALL: shared, **dict(zip(uses, apiece, strict=True))}
        self.lines: dict[str, tuple[float, float]] = {}
        for use in sorted({row["use"] for row in rows}):
            here_rows = [row for row in rows if row["use"] == use]
            answers = np.array([row["supported"] for row in here_rows], dtype=float)
            z = np.stack([self.scores(here_rows), np.ones(len(here_rows))], axis=1)
            slope, offset = logistic(z, answers, evened(answers), np.array([SLOPE_PENALTY, 0.0]))
            self.lines[use] = float(slope), float(offset)

    def _table(self, rows: Rows) -> Floats:
        return np.array([[row["signals"][name] for name in self.names] for row in rows], dtype=float)

    def _scaled(self, x: Floats) -> Floats:
        scaled: Floats = (x - self.mean) / self.spread
        return scaled

    def scores(self, rows: Rows) -> Floats:
        """The weighed sums of the rows' signals, each by the weights of its use."""
        weights = np.array([self.weights.get(row["use"], self.weights[ALL]) for row in rows])
        found: Floats = (self._scaled(self._table(rows)) * weights).sum(axis=1)
        return found

    def supported(self, rows: Rows) -> NDArray[np.bool_]:
        """The answers, by each row's own use."""
        lines = np.array([self.lines[row["use"]] for row in rows])
        found: NDArray[np.bool_] = lines[:, 0] * self.scores(rows) + lines[:, 1] >= 0
        return found


def balanced(gold: Sequence[bool], told: Sequence[bool]) -> float:
    """Balanced accuracy, 0 to 1."""
    y, h = np.array(gold, dtype=bool), np.array(told, dtype=bool)
    parts = [np.mean(h[y]) if y.any() else None, np.mean(~h[~y]) if (~y).any() else None]
    known = [float(part) for part in parts if part is not None]
    return sum(known) / len(known) if known else 0.0


def area(gold: Sequence[bool], scores: Sequence[float]) -> float:
    """Area under the curve; ties count half."""
    y, s = np.array(gold, dtype=bool), np.array(scores, dtype=float)
    order = np.argsort(s, kind="stable")
    ranks = np.empty(len(s))
    values, start, counts = np.unique(s[order], return_index=True, return_counts=True)
    del values
    for a, n in zip(start, counts, strict=True):
        ranks[order[a : a + n]] = a + (n + 1) / 2
    good = int(y.sum())
    return float((ranks[y].sum() - good * (good + 1) / 2) / max(1, good * (len(y) - good)))


def folds_of(rows: Rows, folds: int, seed: int) -> NDArray[np.int64]:
    """A fold for each row; rows of one document share it, and every use is spread over all folds."""
    draw = np.random.default_rng(seed)
    fold: dict[tuple[str, str], int] = {}
    for use in sorted({row["use"] for row in rows}):
        documents = sorted({row["doc"] for row in rows if row["use"] == use})
        order = draw.permutation(len(documents))
        fold |= {(use, doc): int(n) % folds for doc, n in zip(documents, order, strict=True)}
    return np.array([fold[row["use"], row["doc"]] for row in rows])


def cross_validated(
    rows: Rows, folds: int, seeds: Sequence[int] = (0, 1, 2), names: Sequence[str] = SIGNALS
) -> dict[str, dict[str, float]]:
    """Balanced accuracy and area by part, weights and lines fitted without the documents asked;
    means over the seeds."""
    gathered: dict[str, list[tuple[float, float]]] = {}
    for seed in seeds:
        fold = folds_of(rows, folds, seed)
        told = np.zeros(len(rows), dtype=bool)
        scores = np.zeros(len(rows))
        for k in range(folds):
            inside = [row for row, f in zip(rows, fold, strict=True) if f != k]
            outside = np.flatnonzero(fold == k)
            fitted = Fitted(inside, names)
            asked = [rows[int(n)] for n in outside]
            told[outside], scores[outside] = fitted.supported(asked), fitted.scores(asked)
        parts = {part for row in rows for part in (row["use"], f"{row['use']}: {row['part']}")}
        for part in sorted(parts):
            here = [n for n, r in enumerate(rows) if part in (r["use"], f"{r['use']}: {r['part']}")]
            gold = [bool(rows[n]["supported"]) for n in here]
            gathered.setdefault(part, []).append(
                (balanced(gold, [bool(told[n]) for n in here]), area(gold, [scores[n] for n in here]))
            )
    return {
        part: {
            "balanced_accuracy": round(float(np.mean([b for b, _ in found])), 4),
            "auc": round(float(np.mean([a for _, a in found])), 4),
        }
        for part, found in gathered.items()
    }


def names_in(rows: Rows) -> tuple[str, ...]:
    """All signals, those of an entailment model if every row has them."""
    return (*SIGNALS, *FEATURES) if all(set(FEATURES) <= set(row["signals"]) for row in rows) else SIGNALS


def stored(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of signals; none if there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write(fitted: Fitted, kind: str) -> None:
    """Store both tables; rows of the other kind are kept as they are."""
    _write(
        "weights.tsv",
        "Weights of the signals in `brief/signals.py`, with their means and spreads.",
        "model\tuse\tsignal\tmean\tspread\tweight",
        kind,
        [
            f"{use}\t{name}\t{mean:.4f}\t{spread:.4f}\t{weight:.4f}"
            for use, own in fitted.weights.items()
            for name, mean, spread, weight in zip(fitted.names, fitted.mean, fitted.spread, own, strict=True)
        ],
    )
    _write(
        "calibrations.tsv",
        "From the weighed sum of signals to log odds, for each use.",
        "model\tuse\tslope\toffset",
        kind,
        [f"{use}\t{slope:.4f}\t{offset:.4f}" for use, (slope, offset) in fitted.lines.items()],
    )


def _write(name: str, what: str, columns: str, kind: str, own: Sequence[str]) -> None:
    table = DATA / name
    lines = table.read_text(encoding="utf-8").splitlines() if table.exists() else []
    kept = [line for line in lines if line and not line.startswith(("#", f"{kind}\t"))]
    head = HEAD.format(what=what, columns=columns)
    table.write_text(head + "\n".join([*(f"{kind}\t{row}" for row in own), *kept]) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, tell, store."""
    parser = argparse.ArgumentParser(description="fit the verifier's weights")
    parser.add_argument("signals", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--judged", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [row for path in args.signals for row in stored(path)]
    names = (*SIGNALS, *FEATURES) if args.judged else SIGNALS
    if args.folds > 1:
        print(json.dumps(cross_validated(rows, args.folds, names=names), indent=1))
    fitted = Fitted(rows, names)
    print(" " * 16, *(f"{use:>9}" for use in fitted.weights))
    for n, name in enumerate(names):
        print(f"{name:16}", *(f"{own[n]:+9.3f}" for own in fitted.weights.values()))
    print({use: (round(a, 3), round(b, 3)) for use, (a, b) in fitted.lines.items()})
    if args.write:
        write(fitted, "judged" if args.judged else "plain")


if __name__ == "__main__":
    main()
