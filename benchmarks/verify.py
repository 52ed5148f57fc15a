"""Is a claim borne out by its evidence: `brief.support` over a folder, then the folder's own scorer.

usage: python benchmarks/verify.py FOLDER [--out DIR] [--limit N] [--files NAME ...] [--folds 5]
                                   [--entailment MODULE:NAME]

FOLDER holds JSON Lines with `claim`, `evidence` and `label` (or `tokens` and `unsupported`), and its
scorer `score.py`. Prints one JSON object: for each file what the scorer prints for the calibration as
shipped ("scored"), and how many labels are told as unsure. With --folds the weights and calibrations
are fitted anew on all but a part of the documents of every set and scored on that part
("cross_validated"), and each set is judged with the calibrations of the others ("other_uses").
--out keeps predictions and signals, which `training/verify/fit.py` reads. --entailment names a function
that makes a model of entailment (`brief.support.Entailment`), whose two signals are then used as well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from communique.brief import support
from communique.brief.support import Entailment, Support, calibrations, label_of, probability_of
from communique.config import settings

sys.path.insert(0, str(Path(__file__).parent.parent / "training" / "verify"))
import fit

FILES = {
    "wice_claim_dev": "claims",
    "attributionbench_dev": "answers",
    "qags_cnndm": "summaries",
    "wice_tokens_dev": "claims",
}
"""File → its use in `brief/data/calibrations.tsv`."""


def rows(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()][:limit]


def judged(
    found: Sequence[Mapping[str, Any]], use: str, model: Entailment | None
) -> Iterator[tuple[Mapping[str, Any], Support]]:
    """Each row with what the public function says of it."""
    chosen = settings()
    for row in found:
        context = row.get("question", "")
        claim, evidence = row["claim"], row["evidence"]
        yield (
            row,
            support(claim, evidence, use=use, context=context, settings=chosen, entailment=model),
        )


def prediction(row: Mapping[str, Any], result: Support) -> dict[str, Any]:
    """One row in the scorer's format. Sentence numbers are told where the evidence comes in sentences."""
    if "tokens" in row:
        return {"id": row["id"], "unsupported": tokens_missing(row, result)}
    found: dict[str, Any] = {"id": row["id"], "score": result.probability}
    if "supporting_sentences" in row:
        found["supporting_sentences"] = sorted({p.source for p in result.sentences})
    return found


def tokens_missing(row: Mapping[str, Any], result: Support) -> list[int]:
    """Numbers of the tokens that overlap words which the best sentences lack."""
    missing, at = [], 0
    for number, token in enumerate(row["tokens"]):
        start = row["claim"].find(token, at)
        if start < 0:
            continue
        at = start + len(token)
        if any(a < at and start < b for a, b in result.missing):
            missing.append(number)
    return missing


def write(path: Path, found: Sequence[Mapping[str, Any]]) -> None:
    """JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


def scored(folder: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    """What the folder's scorer prints."""
    command = [sys.executable, str(folder / "score.py"), str(gold), str(predicted)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
    )
    return found


def run(
    folder: Path, name: str, use: str, out: Path, limit: int | None, model: Entailment | None
) -> dict[str, Any]:
    """Predictions, signals and gold of one file in `out`; what the scorer says of them."""
    found = rows(folder / f"{name}.jsonl", limit)
    results = list(judged(found, use, model))
    write(out / f"{name}.gold.jsonl", found)
    write(out / f"{name}.predicted.jsonl", [prediction(row, result) for row, result in results])
    figures: dict[str, Any] = {
        "scored": scored(folder, out / f"{name}.gold.jsonl", out / f"{name}.predicted.jsonl")
    }
    if found and "label" in found[0]:
        signals = [
            {
                "id": row["id"],
                "use": use,
                "part": row["set"],
                "doc": str(row.get("doc", row["id"])),
                "supported": row["label"] == "supported",
                "signals": dict(result.signals),
            }
            for row, result in results
        ]
        write(out / f"{name}.signals.jsonl", signals)
        figures["unsure"] = unsure(signals)
        figures["other_uses"] = {
            other: round(
                fit.balanced(
                    [row["supported"] for row in signals],
                    [probability_of(row["signals"], other) >= 0.5 for row in signals],
                ),
                4,
            )
            for other in sorted(calibrations())
        }
    return figures


def unsure(signals: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The share of claims told as unsure, and the balanced accuracy of the others."""
    told = [(row["supported"], label_of(probability_of(row["signals"], row["use"]))) for row in signals]
    sure = [(gold, label == "supported") for gold, label in told if label != "unsure"]
    return {
        "share": round(1 - len(sure) / len(told), 4),
        "balanced_accuracy_of_the_others": round(fit.balanced([g for g, _ in sure], [h for _, h in sure]), 4),
    }


def main() -> int:
    """Run and score."""
    parser = argparse.ArgumentParser(description="score the verifier on a folder of claims")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--files", nargs="+", default=list(FILES))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--entailment", metavar="MODULE:NAME")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-verify-"))
    out.mkdir(parents=True, exist_ok=True)
    model = None
    if args.entailment:
        module, name = args.entailment.split(":")
        model = getattr(import_module(module), name)()
    figures = {name: run(args.folder, name, FILES[name], out, args.limit, model) for name in args.files}
    signals = [row for name in args.files for row in fit.stored(out / f"{name}.signals.jsonl")]
    if args.folds > 1 and signals:
        figures["cross_validated"] = fit.cross_validated(signals, args.folds, names=fit.names_in(signals))
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
