"""Sentences with labelled events as the product sees them: parse, statements, states of words."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from communique.config import settings
from communique.extract.mending import mend
from communique.extract.parse import parse
from communique.extract.quotes import find_quotes
from communique.extract.reader import States, reader
from communique.extract.statements import find_statements
from communique.read.plain import sentence_article
from communique.records import Article, DateMention, Mention, Statement
from communique.resolve import Cast, find_dates, lexicon
from training.reader.data import OWN_EVENTS, rows

FOLDS = 5
Spans = list[tuple[int, int]]


@dataclass(slots=True)
class Example:
    """One labelled sentence; `root` None: it holds no event. Spans of a party count equally."""

    key: str
    part: str
    text: str
    root: str | None = None
    source: Spans | None = None
    target: Spans | None = None

    @property
    def fold(self) -> int:
        """The same for all examples of one sentence, however its words are spaced."""
        bare = "".join(c for c in self.text.lower() if c.isalnum())
        return hashlib.sha256(bare.encode()).digest()[0] % FOLDS


def _occurrences(text: str, part: str) -> Spans:
    found, at = [], text.find(part) if part else -1
    while at >= 0:
        found.append((at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def _pairs(spans: Iterable[Sequence[int]]) -> Spans:
    return [(a, b) for a, b in spans]


def examples(bench: Path) -> Iterator[Example]:
    """All labelled sentences: our own, then the benchmark's training parts."""
    for path in sorted(OWN_EVENTS.glob("*.jsonl")):
        for n, row in enumerate(rows(path)):
            yield Example(
                f"own-{path.stem}-{n}",
                "own",
                row["text"],
                row["root"] if row["root"] != "NONE" else None,
                _occurrences(row["text"], row["source"]),
                _occurrences(row["text"], row["target"]),
            )
    for row in rows(bench / "plv_train.jsonl"):
        spans = _pairs(row["source"]), _pairs(row["target"])
        yield Example(row["id"], "plv", row["text"], row["root"], *spans)
    for row in rows(bench / "extract_dev.jsonl"):
        if not row["relevant"]:
            yield Example(row["id"], "idle", row["text"], None)


@dataclass(slots=True)
class Prepared:
    """A sentence as the product sees it: what was read of it, and its words' states."""

    article: Article
    doc: bytes
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateMention, ...]
    states: States


def _stamp() -> str:
    """A digest of the encoder and of all that reads a text before events are coded."""
    package = Path(str(files("communique")))
    found = hashlib.sha256((package / "extract/reader/data/encoder.onnx").read_bytes())
    for path in sorted([*package.glob("extract/**/*"), *package.glob("resolve/**/*")]):
        if path.suffix in {".py", ".tsv"} and "events" not in path.parts:
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def prepared(texts: Sequence[str], cache: Path) -> dict[str, Prepared]:
    """The texts through the pipeline and the encoder: the one place where states come from."""
    kept = cache / f"events-{_stamp()}.pickle"
    known: dict[str, Prepared] = pickle.loads(kept.read_bytes()) if kept.is_file() else {}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    options, model = settings(), reader()
    names = lexicon(options.lexicon)
    found = parse((sentence_article(text) for text in new), settings=options)
    for text, (article, doc) in zip(new, found, strict=True):
        cast = Cast(article, doc, names)
        mend(doc, cast.mentions)
        dates = tuple(
            DateMention(article.span(start, end), interval)
            for start, end, interval in find_dates(text, None, None)
        )
        statements = find_statements(article, doc, cast, find_quotes(article, doc, cast), dates)
        states = model.encode(text, [sentence.span.start for sentence in article.sentences], doc)
        known[text] = Prepared(article, doc.to_bytes(), cast.mentions, statements, dates, states)
    if new:
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(known))
    return known
