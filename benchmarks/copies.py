"""Which documents repeat another: copies of a folder's documents, then the folder's own scorer.

usage: python benchmarks/copies.py FOLDER [--file docs.jsonl] [--limit N] [--out FILE]

FOLDER holds JSON Lines with `id` and `text`, and its scorer `score.py`. Texts are compared as they
are stored. Prints the scorer's JSON with the speed: documents a second of the processor's time, from
texts in memory to copies (`articles_per_second`), and the mean milliseconds of one article more
added to the index when all others are in it (`one_more_ms`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from communique.group.copies import find_copies
from communique.group.copy_index import CopyIndex
from communique.read.plain import plain_article
from communique.records import Article

LAST = 200
"""How many articles are added one by one to measure what one more costs."""


def one_more(articles: Sequence[Article]) -> float:
    """Mean milliseconds of adding one article to an index that holds the others."""
    index = CopyIndex()
    index.add(articles[:-LAST])
    clock = time.process_time()
    for one in articles[-LAST:]:
        index.add((one,))
    return (time.process_time() - clock) / max(1, len(articles[-LAST:])) * 1000


def main() -> int:
    """Run and score; the scorer's exit code."""
    parser = argparse.ArgumentParser(description="score the copies found in a folder of documents")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--file", default="docs.jsonl")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    lines = (args.folder / args.file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()][: args.limit]
    articles = [plain_article(row["text"], row["id"], ranges=()) for row in rows]
    find_copies(articles[:100])  # tables load at first use
    clock = time.process_time()
    copies = find_copies(articles)
    spent = time.process_time() - clock
    original = {copy.article: copy.original for copy in copies}
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-copies-")) / "predicted.jsonl"
    gold = out.with_name("gold.jsonl")
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with out.open("w", encoding="utf-8") as written:
        for one in articles:
            written.write(json.dumps({"id": one.name, "group": original.get(one.id, one.id)}) + "\n")
    command = [sys.executable, str(args.folder / "score.py"), str(gold), str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stderr)
        return done.returncode
    speed = {"articles_per_second": round(len(rows) / spent), "one_more_ms": round(one_more(articles), 3)}
    print(json.dumps({**json.loads(done.stdout), **speed}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
