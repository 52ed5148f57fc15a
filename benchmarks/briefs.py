"""Briefs of stories: how near they come to a human's, and whether they hold what every brief must.

usage: python benchmarks/briefs.py FOLDER [--stories FOLDER] [--cases FOLDER ...] [--cache DIR]
                                   [--limit N] [--words N] [--out DIR]

FOLDER holds `briefs.jsonl` (a story told by three outlets: `id`, `docs` of `title` and `lead`, and the
human's `brief`) and its scorer `score.py`. The short form (`compose(..., words=N)`) is scored; it and
the full form of every brief are checked by `brief_checks`, which shares nothing with the program.
`--stories` adds the stories found in another folder's files (as `stories.py` reads them), `--cases` the
articles of each sub-folder that has a `gold.json`, read with everything switched on. Prints one JSON
object: `rouge` (all, and each half of the topics by itself), and for every set of briefs how many
sentences were checked and how often each rule was broken; each break is a line of `violations.txt`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from brief_checks import Violation, count, shown, violations

from communique.brief import compose
from communique.config import Settings, settings
from communique.pipeline import assemble, read_all, read_raws
from communique.records import Brief, Grouping, RawArticle, Reading, Report, Story, digest

WORDS = 75
"""Words of a short brief, about those of the humans'."""
FAST = replace(Settings(), fast=True)


def topics(rows: Sequence[dict[str, Any]], cache: Path | None) -> dict[str, list[Reading]]:
    """The readings of each topic's articles, from an earlier run if there is a folder that keeps them."""
    kept = cache / "briefs.pkl" if cache else None
    if kept is not None and kept.exists():
        found: list[Reading] = pickle.loads(kept.read_bytes())
    else:
        raws = [
            RawArticle(name, name, "text", doc["lead"], digest(name), title=doc["title"])
            for row in rows
            for n, doc in enumerate(row["docs"])
            for name in (f"{row['id']}#{n}",)
        ]
        found = [done for done in read_raws(raws, settings=FAST) if isinstance(done, Reading)]
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(found))
    made: dict[str, list[Reading]] = {row["id"]: [] for row in rows}
    for reading in found:
        topic = reading.article.name.partition("#")[0]
        if topic in made:
            made[topic].append(reading)
    return made


def one_story(readings: Sequence[Reading]) -> Report:
    """The report of articles that are known to tell of one happening."""
    report = assemble(readings, briefs=False)
    stories = report.grouping.stories
    actors = tuple(dict.fromkeys(a for s in stories for a in s.actors))
    story = replace(stories[0], articles=tuple(sorted(r.article.id for r in readings)), actors=actors)
    return replace(report, grouping=Grouping(report.grouping.copies, (story,)))


class Checked:
    """The briefs of one set, counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.briefs = self.sentences = 0
        self.found: list[Violation] = []

    def add(self, report: Report, stories: Iterable[Story], words: int) -> list[Brief]:
        """Make and check both forms of the briefs of some stories; the short ones."""
        readings = {r.article.id: r for r in report.readings}
        short = []
        for story in stories:
            short.append(compose(report, story, words=words))
            for brief in (short[-1], compose(report, story)):
                self.briefs += 1
                self.sentences += sum(1 for _ in shown(brief))
                self.found += violations(brief, readings)
        return short

    def figures(self) -> dict[str, Any]:
        """Briefs, sentences, and how often each rule was broken."""
        return {"briefs": self.briefs, "sentences": self.sentences, **count(self.found)}


def told(brief: Brief) -> str:
    """The text of a brief without headings and citations."""
    return " ".join(sentence.text for _, sentence, _ in shown(brief))


def scored(folder: Path, predicted: dict[str, str], out: Path) -> dict[str, Any]:
    """The scorer's figures for all topics, and for either half of them."""
    gold = (folder / "briefs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {json.loads(line)["id"]: line for line in gold if line.strip()}
    halves = {"all": set(predicted)}
    for half in (0, 1):
        halves[f"half {half + 1}"] = {i for i in predicted if int(digest(i), 16) % 2 == half}
    figures = {}
    for name, ids in halves.items():
        asked, answered = out / f"gold {name}.jsonl", out / f"briefs {name}.jsonl"
        asked.write_text("\n".join(rows[i] for i in sorted(ids)) + "\n", encoding="utf-8")
        lines = [json.dumps({"id": i, "text": predicted[i]}) for i in sorted(ids)]
        answered.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), str(asked), str(answered)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        figures[name] = json.loads(done.stdout)
    return figures


def main() -> int:
    """Make, score and check; 0 whatever is found."""
    parser = argparse.ArgumentParser(description="score and check briefs")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--files", nargs="+", default=["ecb", "basil", "g5w1h", "stream"])
    parser.add_argument("--cases", nargs="*", type=Path, default=[])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-briefs-"))
    out.mkdir(parents=True, exist_ok=True)

    lines = (args.folder / "briefs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()][: args.limit]
    checked = [Checked("topics")]
    predicted = {}
    for topic, readings in topics(rows, args.cache).items():
        predicted[topic] = ""
        if readings:
            report = one_story(readings)
            predicted[topic] = told(checked[0].add(report, report.grouping.stories, args.words)[0])
    figures: dict[str, Any] = {"rouge": scored(args.folder, predicted, out)}

    if args.stories:
        from stories import cached

        checked.append(Checked("stories"))
        for name in args.files:
            text = (args.stories / f"{name}.jsonl").read_text(encoding="utf-8")
            found = cached(name, [json.loads(line) for line in text.splitlines() if line.strip()], args.cache)
            report = assemble(found, briefs=False)
            checked[-1].add(report, report.grouping.stories[: args.limit], args.words)
    for folder in sorted(gold.parent for cases in args.cases for gold in cases.glob("*/gold.json")):
        if not folder.name.startswith("brief") and any(folder.glob("n*")):
            checked.append(Checked(f"case {folder.name}"))
            case, problems = read_all([folder], settings=settings())
            report = assemble(case, problems=problems, briefs=False)
            checked[-1].add(report, report.grouping.stories, args.words)

    figures["checks"] = {each.name: each.figures() for each in checked}
    breaks = [f"{c.name}\t{v.kind}\t{v.what}\t{v.text}" for c in checked for v in c.found]
    (out / "violations.txt").write_text("\n".join(breaks) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    print(f"violations: {out / 'violations.txt'}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
