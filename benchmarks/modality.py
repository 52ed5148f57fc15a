"""How far event words are put as fact: values for the words of a folder, then the folder's own scorer.

usage: python benchmarks/modality.py FOLDER [--files uw_dev meantime_dev] [--fast | --model]

FOLDER holds JSON Lines with `id`, `text` (tokens split at spaces) and `events` (each with its `token`),
and its scorer `score.py`. Prints one JSON object with the scorer's figures for each file: of rules and
trained model mixed, with --fast of the rules alone, with --model of the model alone. In a row with a `prompt`
the one event is the clause under its `verb`, looked for behind `target_start`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from communique.config import settings
from communique.extract.factuality import factuality
from communique.extract.parse import model
from communique.extract.reader import reader

Row = dict[str, Any]


def run(gold: Path, out: Path, way: str) -> None:
    """Write a value for every event word of `gold` into `out`."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    words = list(zip(rows, event_words(rows), strict=True))
    with out.open("w", encoding="utf-8") as written:
        for row, tokens in words:
            read: list[float | None] = [None] * len(tokens)
            if way != "rules":
                read = by_model(row["text"], tokens)
            if way != "model":
                read = [factuality(t.doc, t, read=value) for t, value in zip(tokens, read, strict=True)]
            written.write(json.dumps({"id": row["id"], "values": read}) + "\n")


def by_model(text: str, tokens: list[Token]) -> list[float | None]:
    """What the trained model says of these words of a text."""
    trained = reader()
    if not tokens:
        return []
    # Words are given apart, so offsets in the parsed text are those of the text itself.
    states = trained.encode(text, [0], tokens[0].doc)
    return [*trained.values(states, [token.idx for token in tokens])]


def event_words(rows: list[Row]) -> Iterator[list[Token]]:
    """The event words of each row; tokens are taken as they are given."""
    nlp = model(settings().spacy_model)
    given = (
        nlp.make_doc(row["text"]) if "prompt" in row else Doc(nlp.vocab, words=row["text"].split(" "))
        for row in rows
    )
    for row, doc in zip(rows, nlp.pipe(given, batch_size=64), strict=True):
        if "prompt" in row:
            yield [embedded(doc, row["target_start"], row["verb"])]
        else:
            yield [doc[event["token"]] for event in row["events"]]


def embedded(doc: Doc, start: int, verb: str) -> Token:
    """The head of the clause under a verb behind an offset; the verb itself where the parse has none."""
    found = [token for token in doc if token.idx >= start and token.lemma_.lower() == verb]
    if not found:
        return doc[-1]
    clauses = [c for token in found for c in token.children if c.dep_ in {"ccomp", "xcomp", "advcl"}]
    return clauses[0] if clauses else found[0]


def scores(folder: Path, name: str, way: str) -> dict[str, object]:
    """The scorer's figures for `<name>.jsonl`."""
    gold = folder / f"{name}.jsonl"
    with tempfile.TemporaryDirectory(prefix="communique-modality-") as place:
        out = Path(place) / "predicted.jsonl"
        run(gold, out, way)
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
    parser.add_argument("--fast", dest="way", action="store_const", const="rules", default="both")
    parser.add_argument("--model", dest="way", action="store_const", const="model")
    args = parser.parse_args()
    print(json.dumps({name: scores(args.folder, name, args.way) for name in args.files}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
