"""Timelines of long-running events, the number of days given: `timeline`, then the folder's own scorer.

usage: python benchmarks/timelines.py FOLDER [--sentences 2] [--out FILE]

FOLDER holds `articles.jsonl` (id, collection, date, text), `timelines.jsonl` and its scorer `score.py`.
Articles are read (`read`, `resolve.find_dates`) but not parsed, which timelines do not need.
Prints the scorer's figures as one JSON object. The weights of days are the shipped ones, fitted on the same
ten timelines; `training/timelines/fit.py` prints the cross-validated figures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from communique.read import read
from communique.records import Article, DateMention, RawArticle, Reading, digest
from communique.relate.timeline import timeline
from communique.resolve import find_dates

Row = Mapping[str, Any]


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def collections(folder: Path) -> dict[str, list[Reading]]:
    """The readings of each collection: sentences and dates only."""
    found: dict[str, list[Reading]] = {}
    for row in rows(folder / "articles.jsonl"):
        raw = RawArticle(
            origin=row["id"],
            name=row["id"],
            media="text",
            content=row["text"],
            digest=digest(row["id"]),
            title=row.get("title"),
            published=row["date"],
        )
        for article in read([raw]):
            if isinstance(article, Article):
                dates = find_dates(article.text, article.published)
                told = tuple(DateMention(article.span(s, e), interval) for s, e, interval in dates)
                found.setdefault(row["collection"], []).append(Reading(article, dates=told))
    return found


def answer(
    row: Row, readings: Iterable[Reading], sentences: int, weights: Mapping[str, float] | None = None
) -> Row:
    """The row of a timeline in the scorer's form."""
    entries = timeline(
        readings,
        days=row["n_dates"],
        start=dt.date.fromisoformat(row["start"]),
        end=dt.date.fromisoformat(row["end"]),
        sentences=sentences,
        weights=weights,
    )
    told = [{"date": entry.date.start.isoformat(), "text": entry.text} for entry in entries]
    return {"id": row["id"], "timeline": told}


def scored(folder: Path, answers: Iterable[Row], out: Path | None = None) -> dict[str, Any]:
    """What the folder's scorer says of these rows."""
    with tempfile.TemporaryDirectory() as spare:
        path = out or Path(spare) / "timelines.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in answers), encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), str(folder / "timelines.jsonl"), str(path)]
        found: dict[str, Any] = json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout
        )
    return found


def main() -> int:
    """Run and score."""
    parser = argparse.ArgumentParser(description="score timelines of a folder of dated articles")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    readings = collections(args.folder)
    answers = [
        answer(row, readings[row["collection"]], args.sentences)
        for row in rows(args.folder / "timelines.jsonl")
    ]
    print(json.dumps(scored(args.folder, answers, args.out), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
