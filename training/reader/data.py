"""Development data to examples of the reading model: word pieces, words and labels."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from communique.extract.mending import mend
from communique.extract.parse import parse
from communique.extract.reader.hints import Hints, hints_of
from communique.extract.reader.pieces import PIECES, Splitter, Text, windows, words_of
from communique.read.plain import plain_article
from communique.resolve import Cast, lexicon

OWN_EVENTS = Path(__file__).parent / "data" / "events_own"
"""Sentences on events written for the project."""
ROOTS = (
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN "
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT NONE"
).split()
"""The roots in the order of the heads."""


@dataclass(slots=True)
class Window:
    """Consecutive sentences of a text: words [first, last) of it, with their labels."""

    text: Text
    hints: Hints
    first: int
    last: int
    attributions: list[tuple[int, dict[str, np.ndarray], np.ndarray]] = field(default_factory=list)
    values: list[tuple[int, float]] = field(default_factory=list)
    root: int = -1
    actors: np.ndarray | None = None


def splitter(path: Path) -> Splitter:
    """The word-piece splitter of a `tokenizer.json`."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Splitter(tokenizer)


def marked(text: Text, spans: Sequence[Sequence[int]], first: int, last: int) -> np.ndarray:
    """Which words of a window have a character in one of the spans."""
    found = np.zeros(last - first, dtype=np.float32)
    for n in range(first, last):
        a, b = text.spans[n]
        found[n - first] = any(a < e and s < b for s, e in spans)
    return found


def read(text: str, pieces: Splitter) -> tuple[Text, Hints]:
    """A text as words with their hints, parsed as `extract` parses an article."""
    article = plain_article(text)
    _, doc = next(parse([article]))
    mend(doc, Cast(article, doc, lexicon()).mentions)
    found = words_of(text, [s.span.start for s in article.sentences], pieces)
    return found, hints_of(found, doc)


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass(slots=True)
class Attributed:
    """An article of the attribution data: for each attribution its roles as word numbers."""

    text: Text
    hints: Hints
    attributions: list[dict[str, np.ndarray]]


def attributed(row: dict[str, Any], pieces: Splitter) -> Attributed:
    """One row of `attribution/*.jsonl`."""
    text, hints = read(row["text"], pieces)
    found = []
    for a in row["attributions"]:
        roles = {
            role: np.flatnonzero(marked(text, a[role] or [], 0, len(text.spans)))
            for role in ("source", "cue", "content")
        }
        if len(roles["cue"]) and len(roles["content"]):
            found.append(roles)
    return Attributed(text, hints, found)


def attribution_windows(article: Attributed, rng: random.Random) -> Iterator[Window]:
    """The article in windows that begin at a random sentence, so that no two epochs cut alike."""
    sentences = len(article.text.sentences)
    begin = rng.randrange(min(3, sentences))
    for first, last in windows(article.text, begin=begin):
        window = Window(article.text, article.hints, first, last)
        for roles in article.attributions:
            anchor = int(roles["cue"][0])
            if not first <= anchor < last:
                continue
            labels = {}
            for role, numbers in roles.items():
                inside = numbers[(numbers >= first) & (numbers < last)] - first
                line = np.zeros(last - first, dtype=np.float32)
                line[inside] = 1
                labels[role] = line
            ways = np.zeros(last - first, dtype=np.int64)
            low, high, found = article.hints.ways(anchor)
            begin, end = max(low, first), min(high, last)
            ways[begin - first : end - first] = found[begin - low : end - low]
            window.attributions.append((anchor - first, labels, ways))
        yield window


def valued(row: dict[str, Any], pieces: Splitter) -> Window:
    """One row of `modality/*.jsonl` with its event words' values in [-3, 3]."""
    text, hints = read(row["text"], pieces)
    window = Window(text, hints, 0, fitting(text))
    for event in row["events"]:
        for n, (a, b) in enumerate(text.spans[: window.last]):
            if a < event["end"] and event["start"] < b:
                window.values.append((n, event["value"]))
                break
    return window


def fitting(text: Text, limit: int = PIECES) -> int:
    """How many of the first words fit a window."""
    sizes = np.cumsum([len(p) for p in text.pieces])
    return int(np.searchsorted(sizes, limit, side="right"))


def told(row: dict[str, Any], pieces: Splitter) -> Window:
    """One sentence of `events_own`: its root (NONE for no event) and which words are its actors'."""
    text, hints = read(row["text"], pieces)
    window = Window(text, hints, 0, fitting(text))
    window.root = ROOTS.index(row["root"])
    window.actors = np.zeros((window.last, 2), dtype=np.float32)
    for n, role in enumerate(("source", "target")):
        named = row.get(role)
        if window.root != ROOTS.index("NONE") and named:
            begin = row["text"].find(named)
            if begin >= 0:
                window.actors[:, n] = marked(text, [(begin, begin + len(named))], 0, window.last)
    return window
