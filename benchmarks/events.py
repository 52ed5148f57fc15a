"""Events of the sentences of a folder by the public API, then the folder's own scorer.

usage: python benchmarks/events.py FOLDER [--limit N] [--half A|B] [--judge] [--out DIR]

FOLDER holds the JSON Lines files named in `TASKS` (those that are missing are left out) and its
scorer `score.py`. Prints one JSON object: the scorer's, by file. `--half` takes the rows that a
digest of their id puts into that half, so that mistakes can be read in one and figures told of
the other. The rules run alone, as the bundled judge was trained on the first three files; `--judge`
adds it, for the others. Its own figures, by cross-validation: `training/reader/events.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.config import settings
from communique.extract.events import TrainedJudge, find_events, root_between
from communique.extract.events.roots import folded, quad
from communique.extract.mending import mend
from communique.extract.parse import parse
from communique.extract.quotes import find_quotes
from communique.extract.statements import find_statements
from communique.read.plain import sentence_article
from communique.records import Article, DateMention, Event, Span
from communique.resolve import Cast, find_dates, lexicon

Row = Mapping[str, Any]
UNTOLD = {"negated", "denied", "possible", "hypothetical"}
"""Modalities of what no sentence says to happen: no codable event, but for promises and threats."""
CODES = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "YIELD": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "19",
}
"""CAMEO's two digits for a root."""


def articles(rows: Iterable[Row]) -> Iterator[Article]:
    """Articles of one sentence each; a dateline is no part of it, as in articles that were read."""
    return (sentence_article(row["text"], row["id"]) for row in rows)


def coded(
    rows: Sequence[Row], *, judged: bool = False
) -> Iterator[tuple[Row, tuple[Event, ...], str | None]]:
    """Rows with their events and, where a row gives both actors, the root between them."""
    options = settings()
    names = lexicon(options.lexicon)
    for row, (article, doc) in zip(rows, parse(articles(rows), settings=options), strict=True):
        cast = Cast(article, doc, names)
        mend(doc, cast.mentions)
        dates = tuple(
            DateMention(article.span(start, end), interval)
            for start, end, interval in find_dates(article.text, None, None)
        )
        statements = find_statements(article, doc, cast, find_quotes(article, doc, cast), dates)
        root, judge = None, TrainedJudge(doc) if judged else None
        if row["task"] == "root":
            parties = _first(row["source"]), _first(row["target"])
            root = root_between(article, doc, cast, *parties, judge=judge)
        yield row, find_events(article, doc, cast, statements, dates, judge=judge), root


def _first(spans: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    return (spans[0][0], spans[0][1]) if spans else None


def told(events: Sequence[Event]) -> list[Event]:
    """Events that are said to have happened or to come, the main one of the sentence first."""
    return [e for e in events if e.modality not in UNTOLD or _is_word(e)]


def _is_word(event: Event) -> bool:
    return event.modality == "possible" and event.type in {"AGREE", "THREATEN"}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _event(event: Event) -> dict[str, Any]:
    return {
        "source": _span(event.source_span),
        "target": _span(event.target_span),
        "root": folded(event.type),
        "modality": event.modality,
    }


def as_root(row: Row, events: Sequence[Event], root: str | None) -> dict[str, Any]:
    """The root between the given actors; none is no root."""
    return {"id": row["id"], "root": folded(root) if root is not None else None}


def as_extract(row: Row, events: Sequence[Event], root: str | None) -> dict[str, Any]:
    """The main event of the sentence."""
    return {"id": row["id"], "events": [_event(e) for e in told(events)[:1]]}


def as_class(row: Row, events: Sequence[Event], root: str | None) -> dict[str, Any]:
    """The quad of the main event, 0 for none."""
    main = told(events)[:1]
    return {"id": row["id"], "quad": quad(main[0].type) if main else 0}


def as_actors(row: Row, events: Sequence[Event], root: str | None) -> dict[str, Any]:
    """The actors of all events."""
    sources = [e.source_span for e in told(events) if e.source_span is not None]
    targets = [e.target_span for e in told(events) if e.target_span is not None]
    spans = {"source": sources, "target": targets}
    return {"id": row["id"], **{k: sorted({(s.start, s.end) for s in v}) for k, v in spans.items()}}


def as_rounds(row: Row, events: Sequence[Event], root: str | None) -> dict[str, Any]:
    """All events: several may be coded of one sentence."""
    return {"id": row["id"], "events": [_event(e) for e in told(events)]}


TASKS: Mapping[str, Callable[[Row, Sequence[Event], str | None], dict[str, Any]]] = {
    "plv_train": as_root,
    "extract_dev": as_extract,
    "cameo_class_train": as_class,
    "cameo_ner_train": as_actors,
    "petrarch_unit": as_rounds,
    "cameo_rounds": as_rounds,
}


WORD = re.compile(r"\w+")


class Dictionary:
    """Actor codes of the stylised sentences, from the two dictionaries that come with them."""

    def __init__(self, folder: Path) -> None:
        self.actors = self._read(folder / "petrarch_actors.txt")
        self.agents = self._read(folder / "petrarch_agents.txt")

    def _read(self, path: Path) -> dict[str, str]:
        found: dict[str, str] = {}
        if not path.is_file():
            return found
        code, waiting = "", []
        for line in path.read_text(encoding="utf-8").splitlines():
            bare = line.partition("#")[0].strip()
            if not bare or bare.startswith(("<!--", "!", "@")):
                continue
            name, _, rest = bare.partition("[")
            names = [name.partition("{")[0], *name.partition("{")[2].strip("} ").split(",")]
            waiting += [n.strip(" +_}").replace("_", " ").lower() for n in names]
            if rest:
                code = rest.partition("]")[0].partition(" ")[0].lstrip("~").upper()
                for word in filter(None, waiting):
                    found[word] = code
                waiting = []
        return found

    def code(self, words: str) -> str:
        """The code of the words: the longest actor in them, with the first agent."""
        low = _spaced(words)
        actor = max((n for n in self.actors if _spaced(n) in low), key=len, default="")
        rest = low.replace(_spaced(actor), "  ") if actor else low
        plural = rest.replace("s ", " ")
        agent = max(
            (n for n in self.agents if _spaced(n) in rest or _spaced(n) in plural), key=len, default=""
        )
        return (self.actors.get(actor) or "---") + (self.agents.get(agent) or "")


def _spaced(words: str) -> str:
    """Words in lower case between single spaces, one before and one after."""
    return f" {' '.join(WORD.findall(words.lower().replace(chr(39) + 's', '')))} "


def as_codes(prediction: Mapping[str, Any], text: str, names: Dictionary) -> dict[str, Any]:
    """Events as triples of codes; the root's two digits with a zero stand for the whole code."""
    events = []
    for event in prediction["events"]:
        if event["source"] and event["target"]:
            source, target = (names.code(text[a:b]) for a, b in (event["source"], event["target"]))
            events.append({"source": source, "target": target, "code": CODES[event["root"]] + "0"})
    return {"id": prediction["id"], "events": events}


def half_of(key: str) -> str:
    """Which half of the rows an id is in."""
    return "A" if hashlib.sha256(key.encode()).digest()[0] % 2 == 0 else "B"


def score(folder: Path, name: str, rows: Sequence[Row], out: Path, *, judged: bool = False) -> Any:
    """What the folder's scorer says of one file."""
    gold, pred = out / f"{name}.gold.jsonl", out / f"{name}.pred.jsonl"
    names = Dictionary(folder)
    done = []
    for row, events, root in coded(rows, judged=judged):
        prediction = TASKS[name](row, events, root)
        done.append(as_codes(prediction, row["text"], names) if row["task"] == "petrarch" else prediction)
    for path, lines in ((gold, rows), (pred, done)):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, str(folder / "score.py"), str(gold), str(pred)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Run and score every file of the folder."""
    parser = argparse.ArgumentParser(description="score events")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="communique-events-"))
    out.mkdir(parents=True, exist_ok=True)
    scores = {}
    for name in TASKS:
        path = args.folder / f"{name}.jsonl"
        if not path.is_file():
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [row for row in rows if args.half in (None, half_of(row["id"]))][: args.limit]
        scores[name] = score(args.folder, name, rows, out, judged=args.judge)
    print(json.dumps(scores))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
