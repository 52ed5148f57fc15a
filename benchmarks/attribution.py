"""Who says what: attributions of the articles of a folder, then the folder's own scorer.

usage: python benchmarks/attribution.py FOLDER [--fast] [--limit N] [--file polnear_dev.jsonl] [--out FILE]

FOLDER holds JSON Lines with `id`, `text` and gold `attributions`, and its scorer `score.py`. The
text is read as it is stored: its sentences are found, nothing is taken out of it, so offsets are
those of the file. Prints the scorer's JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import environ
from pathlib import Path
from typing import Any

from communique.config import settings
from communique.extract import extract
from communique.read.plain import plain_article
from communique.records import Article, Attribution, Span


def articles(rows: Iterable[Mapping[str, Any]]) -> Iterator[Article]:
    """Articles over texts as they are stored, with the sentences that `read` would find in them."""
    return (plain_article(row["text"], row["id"]) for row in rows)


def prediction(attributions: Sequence[Attribution]) -> list[dict[str, list[list[int]]]]:
    """Attributions in the scorer's format, the tightest content first.

    The scorer takes the first of those that cover a quotation equally well. In the gold a word has
    one part in one attribution, so what is nested in the content of another is left out.
    """
    outer = sorted((s for a in attributions for s in a.content), key=lambda s: (s.start, -s.end))
    kept = [a for a in attributions if not _nested(a, outer)]
    ordered = sorted(kept, key=lambda a: sum(s.end - s.start for s in a.content))
    return [
        {
            "source": [[s.start, s.end] for s in a.source],
            "cue": [[s.start, s.end] for s in a.cue],
            "content": [[s.start, s.end] for s in a.content],
        }
        for a in ordered
    ]


def _nested(attribution: Attribution, pieces: Sequence[Span]) -> bool:
    """Whether source, cue and content all lie inside one piece of content that is not its own."""
    parts = [*attribution.source, *attribution.cue, *attribution.content]
    start, end = min(s.start for s in parts), max(s.end for s in parts)
    return any(p.start <= start and end <= p.end and p not in attribution.content for p in pieces)


def main() -> int:
    """Run and score; the scorer's exit code."""
    parser = argparse.ArgumentParser(description="score the attributions of a folder of articles")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fast", action="store_true", help="the rules alone, without the trained reader")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--file", default="polnear_dev.jsonl")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.fast:
        environ["COMMUNIQUE_FAST"] = "1"
    chosen = settings()
    lines = (args.folder / args.file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()][: args.limit]
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-attribution-")) / "predicted.jsonl"
    gold = out.with_name("gold.jsonl")
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with out.open("w", encoding="utf-8") as written:
        for reading in extract(articles(rows), settings=chosen):
            row = {"id": reading.article.name, "attributions": prediction(reading.attributions)}
            written.write(json.dumps(row) + "\n")
    command = [sys.executable, str(args.folder / "score.py"), str(gold), str(out)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
