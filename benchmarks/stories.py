"""Which articles tell of one happening: stories of the articles of a folder, then the folder's own scorer.

usage: python benchmarks/stories.py FOLDER [--files ecb basil g5w1h stream] [--cache DIR] [--out DIR]

FOLDER holds JSON Lines with `id`, `text` and where known `title`, `date` and `source`, and its
scorer `score.py`. Articles go the whole way (`read`, `extract` without the trained reader, `group`)
with one configuration for all files. `--cache` keeps readings between runs, for work on grouping
alone. Prints one JSON object: for each file the scorer's figures, and how many articles a second of
the processor's time are grouped once they are read (`articles_per_second`).
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from communique.config import Settings
from communique.extract import extract
from communique.group import group
from communique.read import read
from communique.records import Article, RawArticle, Reading, digest

FILES = ("ecb", "basil", "g5w1h", "stream")


def readings(rows: Iterable[Mapping[str, Any]]) -> list[Reading]:
    """The rows of a file, read; the name of an article is its row's id."""
    raws = [
        RawArticle(
            origin=row["id"],
            name=row["id"],
            media="text",
            content=row["text"],
            digest=digest(row["id"]),
            title=row.get("title"),
            outlet=row.get("source"),
            published=row.get("date"),
        )
        for row in rows
    ]
    articles = [found for found in read(raws) if isinstance(found, Article)]
    return list(extract(articles, settings=replace(Settings(), fast=True)))


def cached(name: str, rows: Sequence[Mapping[str, Any]], folder: Path | None) -> list[Reading]:
    """The readings of a file, from an earlier run if there is a folder that keeps them."""
    kept = folder / f"{name}.pkl" if folder else None
    if kept is not None and kept.exists():
        found: list[Reading] = pickle.loads(kept.read_bytes())
        return found
    found = readings(rows)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(found))
    return found


def main() -> int:
    """Run and score; 1 where a scorer fails."""
    parser = argparse.ArgumentParser(description="score the stories found in a folder of articles")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", nargs="+", default=FILES)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-stories-"))
    out.mkdir(parents=True, exist_ok=True)
    figures = {}
    group(readings([{"id": "first", "text": "Tables are loaded once, before the clock runs."}]))
    for name in args.files:
        gold = args.folder / f"{name}.jsonl"
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = cached(name, rows, args.cache)
        clock = time.process_time()
        grouping = group(found)
        spent = time.process_time() - clock
        story = {article: one.id for one in grouping.stories for article in one.articles}
        answered = {reading.article.name: story[reading.article.id] for reading in found}
        predicted = out / f"{name}.jsonl"
        # What could not be read is in no story with others; the scorer counts it against us either way.
        lines = [json.dumps({"id": row["id"], "story": answered.get(row["id"], row["id"])}) for row in rows]
        predicted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(args.folder / "score.py"), str(gold), str(predicted)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            sys.stderr.write(done.stderr)
            return 1
        figures[name] = {**json.loads(done.stdout), "articles_per_second": round(len(found) / spent)}
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
