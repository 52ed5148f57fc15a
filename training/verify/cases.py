"""Signals of audited sentences and of our own briefs' sentences, for calibration.

usage: python training/verify/cases.py CASES ... --out SIGNALS.jsonl [--entailment MODULE:NAME]

CASES hold one folder a case with its articles and a `gold.json`, and briefs with a `gold.json` of their
own. Use "audit": each labelled sentence of a brief against all articles of its case. Use "briefs": each
sentence of the brief that the program writes, against the spans that it cites (supported), and against
those of the next sentence, or with a figure or month of its own changed (not supported). --entailment
is that of `benchmarks/verify.py`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from communique.brief.partial_dates import MONTHS
from communique.brief.passages import CITATION
from communique.brief.support import Entailment, measured
from communique.config import settings
from communique.pipeline import make_report
from communique.records import Report

FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})*\b(?![\d.])")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.I)


def rows(cases: Path, model: Entailment | None) -> Iterator[dict[str, Any]]:
    """All rows of the cases under a folder."""
    briefs = {path.name: path for path in sorted(cases.glob("*/brief_*.txt"))}
    labelled = {
        name: sentences
        for folder in sorted({path.parent for path in briefs.values()})
        for name, sentences in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items()
    }
    for gold in sorted(cases.glob("*/gold.json")):
        case = gold.parent
        if any(path.parent == case for path in briefs.values()):
            continue
        report = make_report([case], settings=settings())
        texts = [reading.article.text for reading in report.readings]
        for name, sentences in labelled.items():
            if name.split("_")[1] == case.name:
                for n, row in enumerate(sentences):
                    truth = row["verdict"] == "supported"
                    yield row_of("audit", case.name, f"{name}-{n}", row["sentence"], texts, truth, model)
        yield from own(report, case.name, model)


def own(report: Report, case: str, model: Entailment | None) -> Iterator[dict[str, Any]]:
    """The sentences of the program's briefs, true and made false."""
    sentences = [s for b in report.briefs for section in b.sections for s in section.sentences]
    for n, sentence in enumerate(sentences):
        spans = [span.quote for span in sentence.evidence]
        yield row_of("briefs", case, f"{case}-own-{n}", sentence.text, spans, True, model)
        other = [span.quote for span in sentences[(n + 1) % len(sentences)].evidence]
        if not set(spans) & set(other):
            yield row_of("briefs", case, f"{case}-other-{n}", sentence.text, other, False, model)
        for kind, pattern in (("figure", FIGURE), ("month", MONTH)):
            match = pattern.search(sentence.text)
            if match:
                text = sentence.text[: match.start()] + changed(match.group()) + sentence.text[match.end() :]
                yield row_of("briefs", case, f"{case}-{kind}-{n}", text, spans, False, model)


def changed(words: str) -> str:
    """Another figure, or another month."""
    if words.lower() in MONTHS:
        return MONTHS[(MONTHS.index(words.lower()) + 5) % 12].title()
    return str(int(words.replace(",", "")) * 2 + 3)


def row_of(
    use: str, case: str, key: str, claim: str, texts: list[str], truth: bool, model: Entailment | None
) -> dict[str, Any]:
    """One row of signals."""
    bare = CITATION.sub("", claim)
    found, _, _ = measured(bare, texts, settings=settings(), entailment=model)
    return {"id": key, "use": use, "part": use, "doc": case, "supported": truth, "signals": found}


def main() -> None:
    """Read the cases, store the signals."""
    parser = argparse.ArgumentParser(description="signals of audited and of our own sentences")
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--entailment", metavar="MODULE:NAME")
    args = parser.parse_args()
    model = None
    if args.entailment:
        module, name = args.entailment.split(":")
        model = getattr(import_module(module), name)()
    with args.out.open("w", encoding="utf-8") as out:
        for folder in args.cases:
            for row in rows(folder, model):
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
