"""Make `src/communique/relate/data/days.tsv`: how the measures of a day weigh.

usage: python training/timelines/fit.py FOLDER [--write]

FOLDER is that of `benchmarks/timelines.py`. Logistic regression of "the reference has this day" on the
standardised measures, with an L2 penalty, an offset for each timeline, and each timeline's days weighing
together by the root of their number. Prints the scorer's figures with the weights for each subject
(the part of a timeline's id before "_") fitted on the others' timelines, for one and two sentences a
day. With --write the weights fitted on all are stored. Needs numpy and the package.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from timelines import Row, answer, collections, rows, scored

from communique.group.copies import find_copies
from communique.records import Reading
from communique.relate.days import MEASURES, find_days, measures

PENALTY, OFFSET_PENALTY = 0.05, 1e-4
STEPS = 30
OUT = Path(__file__).parents[2] / "src/communique/relate/data/days.tsv"
HEAD = """\
# How much each measure of a day speaks for its place in a timeline (log odds for a standardised measure).
# Made by `python training/timelines/fit.py FOLDER --write`; not for editing by hand.
# measure	weight
"""
Example = tuple[list[tuple[float, ...]], list[bool]]


def example(row: Row, readings: Sequence[Reading]) -> Example:
    """The measures of each day that may stand in a timeline, and whether the reference has the day."""
    repeats = {copy.article for copy in find_copies([reading.article for reading in readings])}
    start, end = (dt.date.fromisoformat(row[key]) for key in ("start", "end"))
    own = sorted((r for r in readings if r.article.id not in repeats), key=lambda r: r.article.id)
    found = measures(find_days(own, start=start, end=end))
    reference = {entry["date"] for entry in row["timeline"]}
    return list(found.values()), [date.isoformat() in reference for date in found]


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights by Newton steps."""
    blocks, answers, weights = [], [], []
    for number, (values, wanted) in enumerate(examples):
        offsets = np.zeros((len(values), len(examples)))
        offsets[:, number] = 1
        blocks.append(np.hstack([np.array(values), offsets]))
        answers.append(np.array(wanted, float))
        weights.append(np.full(len(values), len(values) ** -0.5))
    x, y, w = np.vstack(blocks), np.concatenate(answers), np.concatenate(weights)
    w /= w.sum()
    penalty = np.array([PENALTY] * len(MEASURES) + [OFFSET_PENALTY] * len(examples))
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (p - y)) + penalty * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        beta -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip(MEASURES, beta, strict=False)}


def main() -> None:
    """Fit, print the held-out figures, and store the weights if asked to."""
    parser = argparse.ArgumentParser(description="fit the weights of the measures of days")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    readings = collections(args.folder)
    timelines = rows(args.folder / "timelines.jsonl")
    subjects = [row["id"].split("_")[0] for row in timelines]
    examples = [example(row, readings[row["collection"]]) for row in timelines]
    held = {
        subject: fit([one for one, other in zip(examples, subjects, strict=True) if other != subject])
        for subject in sorted(set(subjects))
    }
    for sentences in (1, 2):
        answers = [
            answer(row, readings[row["collection"]], sentences, held[subject])
            for row, subject in zip(timelines, subjects, strict=True)
        ]
        print(json.dumps({"sentences": sentences, **scored(args.folder, answers)}))
    weights = fit(examples)
    print(json.dumps(weights))
    if args.write:
        lines = "".join(f"{name}\t{weights[name]}\n" for name in MEASURES)
        OUT.write_text(HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
