"""How far event words are put as fact: values for the words of a folder, then the folder's own scorer.

usage: python benchmarks/modality.py FOLDER [--files uw_dev meantime_dev]

FOLDER holds JSON Lines with `id`, `text` and `events` (each with `start`), and its scorer `score.py`.
Prints one JSON object with the scorer's figures for each file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from communique.extract.reader import reader


def run(gold: Path, out: Path) -> None:
    """Write a value for every event word of `gold` into `out`."""
    model = reader()
    with out.open("w", encoding="utf-8") as written:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            states = model.encode(row["text"], [0])
            values = model.values(states, [event["start"] for event in row["events"]])
            written.write(json.dumps({"id": row["id"], "values": values}) + "\n")


def scores(folder: Path, name: str) -> dict[str, object]:
    """The scorer's figures for `<name>.jsonl`."""
    gold = folder / f"{name}.jsonl"
    with tempfile.TemporaryDirectory(prefix="communique-modality-") as place:
        out = Path(place) / "predicted.jsonl"
        run(gold, out)
        command = [sys.executable, str(folder / "score.py"), str(gold), str(out)]
        found: dict[str, object] = json.loads(
            subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )
    return found


def main() -> int:
    """Run and score."""
    parser = argparse.ArgumentParser(description="score the values of event words")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", nargs="+", default=["uw_dev", "meantime_dev"])
    args = parser.parse_args()
    print(json.dumps({name: scores(args.folder, name) for name in args.files}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
