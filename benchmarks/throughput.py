"""What reading costs beside a bare spaCy pass: ratio, rate, memory.

    python benchmarks/throughput.py [ARTICLES] [--count 1000] [--processes 1] [--fast]

ARTICLES is a JSON Lines file (`text`, and `title`, `date`, `source` where known) or a folder of
them or of plain texts. If it does not exist, a folder `stories` beside it is taken, else the
sample that comes with the program, repeated. Both passes go over the same texts in turns,
chunk by chunk, in each process, so that a busy machine slows both alike:

- bare: `nlp.pipe` of the same spaCy package with all its components over the clean texts,
- ours: `read`, then `extract` (parse, rules, resolution; with the reading model unless `--fast`).

Time is the processor's, of the whole process, so that other programs' work does not count.
Prints one JSON object: `ratio` (median over chunks), `ratio_total`, `articles_per_second` and
`words_per_second` (wall clock, all processes), `rss_mb` (largest process), `share` by stage.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from communique import sample
from communique.config import Settings
from communique.extract import extract
from communique.extract.parse import model, parse
from communique.gather import gather
from communique.read import read
from communique.records import Article, RawArticle, digest

CHUNK = 40
"""Articles measured at once: seconds of work, so that clocks and caches do not tell."""

WARM = 8
"""Articles read before the clock starts: models and tables load at first use."""

SPACY_BATCH = 16


def measure(work: tuple[Sequence[RawArticle], Settings]) -> dict[str, list[float]]:
    """Seconds of each pass for each chunk of these articles, in this process."""
    raws, settings = work
    nlp = model(settings.spacy_model)
    warm = [found for found in read(raws[:WARM]) if isinstance(found, Article)]
    list(nlp.pipe([article.text for article in warm]))
    list(extract(warm, settings=settings))
    times: dict[str, list[float]] = {
        name: [] for name in ("bare", "read", "extract", "parse", "wall", "words")
    }
    for number, start in enumerate(range(0, len(raws), CHUNK)):
        chunk = raws[start : start + CHUNK]
        if number % 2:  # each goes first in turn, so that neither always finds the texts' words warm
            articles = _ours(chunk, settings, times)
            _bare(articles, nlp, times)
        else:
            articles = [found for found in read(chunk) if isinstance(found, Article)]
            _bare(articles, nlp, times)
            _ours(chunk, settings, times)
        times["words"].append(float(sum(article.text.count(" ") + 1 for article in articles)))
        if number % 4 == 0:  # a part of `extract`, for the shares only
            clock = time.process_time()
            for _ in parse(articles, settings=settings):
                pass
            times["parse"].append((time.process_time() - clock) / max(times["extract"][-1], 1e-9))
    times["rss"] = [
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    ]
    return times


def _bare(articles: Sequence[Article], nlp: object, times: dict[str, list[float]]) -> None:
    texts = [article.text for article in articles]
    clock = time.process_time()
    for _ in nlp.pipe(texts, batch_size=SPACY_BATCH):  # type: ignore[attr-defined]
        pass
    times["bare"].append(time.process_time() - clock)


def _ours(chunk: Sequence[RawArticle], settings: Settings, times: dict[str, list[float]]) -> list[Article]:
    wall, clock = time.perf_counter(), time.process_time()
    articles = [found for found in read(chunk) if isinstance(found, Article)]
    between = time.process_time()
    for _ in extract(articles, settings=settings):
        pass
    times["read"].append(between - clock)
    times["extract"].append(time.process_time() - between)
    times["wall"].append(time.perf_counter() - wall)
    return articles


def figures(parts: Sequence[dict[str, list[float]]], articles: int) -> dict[str, object]:
    """The JSON object of all processes' times."""
    flat = {name: [value for part in parts for value in part[name]] for name in parts[0]}
    ours = [a + b for a, b in zip(flat["read"], flat["extract"], strict=True)]
    total, wall = sum(ours), max(sum(part["wall"]) for part in parts)
    parsing = statistics.fmean(flat["parse"]) * sum(flat["extract"])
    return {
        "articles": articles,
        "words": int(sum(flat["words"])),
        "processes": len(parts),
        "ratio": round(statistics.median(a / b for a, b in zip(ours, flat["bare"], strict=True)), 3),
        "ratio_total": round(total / sum(flat["bare"]), 3),
        "articles_per_second": round(articles / wall, 1),
        "words_per_second": round(sum(flat["words"]) / wall),
        "rss_mb": round(max(flat["rss"])),
        "share": {
            "read": round(sum(flat["read"]) / total, 3),
            "parse": round(parsing / total, 3),
            "extract and resolve": round((sum(flat["extract"]) - parsing) / total, 3),
        },
    }


# ------------------------------------------------------------------ the articles


def load(place: Path, count: int) -> list[RawArticle]:
    """`count` raw articles from a file or folder, repeated if there are fewer."""
    found = list(_rows(_existing(place)))
    if not found:
        raise SystemExit(f"{place}: no articles there")
    return [replace(raw, name=f"{raw.name}/{n}") for n, raw in enumerate(islice(cycle(found), count))]


def _existing(place: Path) -> Path:
    for path in (place, place.parent / "stories"):
        if path.exists():
            return path
    return Path(sample.__file__).parent / "articles"


def _rows(place: Path) -> Iterator[RawArticle]:
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files or files[0].suffix != ".jsonl":
        yield from (raw for raw in gather([place], settings=Settings()) if isinstance(raw, RawArticle))
        return
    seen: set[str] = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = digest(row["text"])
            if key in seen:
                continue
            seen.add(key)
            title = f"{row['title']}\n\n" if row.get("title") else ""
            yield RawArticle(
                origin=str(file),
                name=str(row.get("id", key)),
                media="text",
                content=title + row["text"],
                digest=key,
                outlet=row.get("source"),
                published=row.get("date"),
            )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="the cost of reading beside a bare spaCy pass")
    parser.add_argument("articles", type=Path, nargs="?", default=Path("stories"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--fast", action="store_true", help="rules only, without the reading model")
    args = parser.parse_args()
    settings = replace(Settings(), fast=args.fast)
    raws = load(args.articles, args.count)
    parts = [(raws[n :: args.processes], settings) for n in range(args.processes)]
    if args.processes == 1:
        done = [measure(parts[0])]
    else:
        with multiprocessing.get_context("spawn").Pool(args.processes) as pool:
            done = pool.map(measure, parts)
    print(json.dumps(figures(done, len(raws)), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
