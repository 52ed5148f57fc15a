"""Train what weighs the rules' events: linear models beside the reading model's heads.

usage: python -m training.reader.events --bench ../shared/bench/events --cache FOLDER [--out FOLDER]

Reads `data/events_own` and the training parts of the benchmark, runs the pipeline and the encoder
over them once (`prepared`, kept in the cache until reading or encoder change), and prints the benchmark's
scores by cross-validation over sentences: nothing is scored by what it was trained on, and our own
sentences, which are in every fold's training, are never scored. `--out` trains on everything and
writes `roots.npz` and `rightness.npz`, which hold digests of traits and no text. With a new encoder
run it again: how much its heads count is fitted too. Needs no more than the package itself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from communique.config import settings
from communique.extract.events import Hearing, TrainedJudge, find_events, root_between
from communique.extract.events.classes import NounClasses
from communique.extract.events.linear import Linear
from communique.extract.events.proposals import Offsets, Proposals
from communique.extract.events.rightness import act_traits
from communique.extract.events.roots import QUADS, folded
from communique.extract.events.traits import Traits, pair_traits
from communique.extract.parse import model as parser_of
from communique.extract.reader import reader
from communique.records import Event, Span
from training.reader.data import ROOTS, rows
from training.reader.events_data import FOLDS, Example, Prepared, Spans, examples, prepared
from training.reader.softmax import model_of, saved

OWN_ROOTS, OWN_RIGHT = 0.3, 0.3
"""What a sentence of our own counts beside one of the benchmark, for roots and for rightness."""
OTHER = 0.3
"""What an act that nobody coded counts as a wrong one, where another of its sentence is right."""
SHARES = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""What a head may count beside the linear model."""
APART = {"REQUEST"}
"""Roots that are events here and none in the benchmark's other sentences: it has appeals apart."""
GAIN = 4.0
"""By how much a share must raise the logarithm of the likelihood."""
UNTOLD = {"negated", "denied", "possible", "hypothetical"}


@dataclass(slots=True)
class Told:
    """What the rules make of an example. `pair` are the traits of its two parties, `acts` those of the
    acts they propose, the main one first, each with whether it is right; `roots` and `odds` are what
    the heads say of the pair (logarithms of chances) and of the sentence (of odds)."""

    example: Example
    pair: Traits | None
    acts: list[tuple[Traits, bool]]
    roots: np.ndarray
    odds: float


class Recorder:
    """A judge that lets everything through and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[tuple[Offsets, Offsets], Traits] = {}

    def right(self, act: Any, source: Offsets, target: Offsets, proposals: Proposals, view: Any) -> float:
        """See `Judge`."""
        self.asked.setdefault((source, target), act_traits(proposals, act, source, target, view))
        return 1.0

    def roots(self, source: Offsets, target: Offsets, proposals: Proposals, view: Any) -> dict[str, float]:
        """See `Judge`."""
        return {} if view.root is not None else {"UNKNOWN": 1.0}


class Reading:
    """A prepared sentence with its parse."""

    def __init__(self, found: Prepared, vocab: Vocab) -> None:
        self.found = found
        self.doc = Doc(vocab).from_bytes(found.doc)
        self.cast: Any = SimpleNamespace(mentions=found.mentions, actors=(), who=lambda *_: None)
        self.hearing = Hearing(self.doc, reader().heads, found.states)

    def events(self, judge: Any) -> list[Event]:
        """The events that a judge lets through and that are said to be or to come, the main one first."""
        f = self.found
        events = find_events(f.article, self.doc, self.cast, f.statements, f.dates, judge=judge)
        firm = {"AGREE", "THREATEN"}
        return [
            e for e in events if e.modality not in UNTOLD or (e.modality == "possible" and e.type in firm)
        ]

    def root(self, example: Example, judge: Any) -> str | None:
        """The root between the parties of an example."""
        parties = _first(example.source), _first(example.target)
        return root_between(self.found.article, self.doc, self.cast, *parties, judge=judge)

    def told(self, example: Example, hit: Callable[..., bool]) -> Told | None:
        """An example with its traits; None where the sentence has no words."""
        span = self.found.article.sentences[0].span
        words = self.doc.char_span(span.start, span.end, alignment_mode="contract")
        if words is None or not len(words):
            return None
        source, target = _first(example.source), _first(example.target)
        pair = None
        if example.root is not None:
            classes = NounClasses(self.doc, self.found.mentions)
            proposals = Proposals(self.doc, words.start, words.end, classes)
            pair = pair_traits(self.doc, proposals.words, source, target, proposals.view(source, target))
        recorder, acts = Recorder(), []
        for event in self.events(recorder):
            ends = _ends(event.source_span), _ends(event.target_span)
            right = example.root is not None and all(
                end is None or hit(example.text, [list(s) for s in gold or []], [list(end)])
                for gold, end in zip((example.source, example.target), ends, strict=True)
            )
            known = example.root is not None or example.part == "own"
            if ends in recorder.asked and (known or event.type not in APART):
                acts.append((recorder.asked[ends], right))
        heard = self.hearing.roots(source, target, words.start, words.end)
        odds = self.hearing.relevance(words.start, words.end)
        return Told(example, pair, acts, np.zeros(len(ROOTS)) if heard is None else heard, odds)


def _first(spans: Spans | None) -> Offsets:
    return spans[0] if spans else None


def _ends(span: Span | None) -> Offsets:
    return (span.start, span.end) if span is not None else None


def root_model(told: Sequence[Told]) -> Linear:
    """The linear model of roots between given parties."""
    pairs = [t for t in told if t.pair is not None]
    weights = [OWN_ROOTS if t.example.part == "own" else 1.0 for t in pairs]
    labels = [str(t.example.root) for t in pairs]
    model = model_of([t.pair for t in pairs if t.pair], labels, weights, cost=8, least=3)
    return replace(model, places=tuple(ROOTS.index(label) for label in model.labels))


def rightness_model(told: Sequence[Told]) -> Linear:
    """The linear model of whether an act is one and has the right parties.

    Of a sentence with an event the main act counts, and others where one of them is right; of one
    without, the first two.
    """
    found_rows: list[tuple[Traits, str, float]] = []
    for t in told:
        weight = OWN_RIGHT if t.example.part == "own" else 1.0
        found = any(right for _, right in t.acts)
        acts = t.acts[:1] if not found else t.acts
        for n, (traits, right) in enumerate(acts if t.example.root is not None else t.acts[:2]):
            sure = n == 0 or right or t.example.root is None
            found_rows.append((traits, "right" if right else "wrong", weight * (1.0 if sure else OTHER)))
    return model_of(*(list(column) for column in zip(*found_rows, strict=True)), cost=2, least=3)


def root_share(models: Sequence[Linear], told: Sequence[Told]) -> float:
    """What the root head may count, by the likelihood of held-out roots; models go by fold."""

    def likelihood(share: float) -> float:
        total = 0.0
        for t in told:
            if t.pair is not None and t.example.part == "plv":
                model = models[t.example.fold]
                scores = model.scores(t.pair) + share * t.roots[list(model.places)]
                chance = scores[model.labels.index(str(t.example.root))]
                total += float(chance - np.log(np.exp(scores - scores.max()).sum()) - scores.max())
        return total

    return _sure(likelihood)


def rightness_share(models: Sequence[Linear], told: Sequence[Told]) -> float:
    """What the head of relevance may count, by the likelihood of held-out main acts."""
    mean = _mean_odds(told)

    def likelihood(share: float) -> float:
        total = 0.0
        for t in told:
            if t.acts and t.example.part != "own":
                traits, right = t.acts[0]
                model = models[t.example.fold]
                scores = model.scores(traits)
                odds = scores[model.labels.index("right")] - scores[model.labels.index("wrong")]
                odds = float(odds) + share * (t.odds - mean)
                total -= float(np.log1p(np.exp(-odds if right else odds)))
        return total

    return _sure(likelihood)


def _sure(likelihood: Callable[[float], float]) -> float:
    """The likeliest share, 0 where that gains too little to be sure of."""
    best = max(SHARES, key=likelihood)
    return best if likelihood(best) - likelihood(0.0) > GAIN else 0.0


def shared(model: Linear, share: float, told: Sequence[Told]) -> Linear:
    """A model of rightness with the share of its head, whose mean answer then changes nothing."""
    weights = model.weights.copy()
    weights[-1, model.labels.index("right")] -= share * _mean_odds(told)
    return replace(model, weights=weights, share=share)


def _mean_odds(told: Sequence[Told]) -> float:
    return float(np.mean([t.odds for t in told if t.acts and t.example.part != "own"]))


def crossed(told: Sequence[Told]) -> tuple[list[tuple[Linear, Linear]], tuple[float, float]]:
    """Models of rightness and roots by fold, each without its fold, and the shares of the heads over
    all folds; a fold's own shares are fitted on the others."""
    scored = [t for t in told if t.example.part != "own"]
    plain = []
    for fold in range(FOLDS):
        rest = [t for t in told if t.example.part == "own" or t.example.fold != fold]
        plain.append((rightness_model(rest), root_model(rest)))
    rights, roots = [m for m, _ in plain], [m for _, m in plain]
    done = []
    for fold, (right, root) in enumerate(plain):
        rest = [t for t in scored if t.example.fold != fold]
        shares = rightness_share(rights, rest), root_share(roots, rest)
        done.append((shared(right, shares[0], rest), replace(root, share=shares[1])))
    return done, (rightness_share(rights, scored), root_share(roots, scored))


def scored(folder: Path, name: str, predictions: Sequence[dict[str, Any]]) -> Any:
    """What the folder's scorer says of predictions for one of its files, or a part of it."""
    wanted = {p["id"] for p in predictions}
    gold = [row for row in rows(folder / f"{name}.jsonl") if row["id"] in wanted]
    with tempfile.TemporaryDirectory() as out:
        paths = [Path(out) / "gold.jsonl", Path(out) / "pred.jsonl"]
        for path, lines in zip(paths, (gold, predictions), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), *map(str, paths)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def figures(
    bench: Path, told: Sequence[Told], readings: dict[str, Reading], models: Sequence[tuple[Linear, Linear]]
) -> dict[str, Any]:
    """Scores by cross-validation, of the rules alone, of the root head alone, and of all together."""
    found: dict[str, Any] = {}
    pairs = [t for t in told if t.example.part == "plv"]
    alone = [{"id": t.example.key, "root": ROOTS[int(t.roots[: len(QUADS) - 1].argmax())]} for t in pairs]
    found["head alone"] = {"plv_train": scored(bench, "plv_train", alone)}
    for name in ("rules alone", "linear", "all"):

        def judge(fold: int, reading: Reading, name: str = name) -> TrainedJudge | None:
            if name == "rules alone":
                return None
            hearing = reading.hearing if name == "all" else None
            return TrainedJudge(reading.doc, hearing, models=models[fold])

        roots, events = [], []
        for t in pairs:
            reading = readings[t.example.text]
            root = reading.root(t.example, judge(t.example.fold, reading))
            roots.append({"id": t.example.key, "root": folded(root) if root else None})
        for row in rows(bench / "extract_dev.jsonl"):
            reading = readings[row["text"]]
            fold = Example(row["id"], "plv", row["text"]).fold
            main = reading.events(judge(fold, reading))[:1]
            events.append({"id": row["id"], "events": [_told(event) for event in main]})
        found[name] = {
            "plv_train": scored(bench, "plv_train", roots),
            "extract_dev": scored(bench, "extract_dev", events),
        }
    return found


def _told(event: Event) -> dict[str, Any]:
    ends = {"source": _ends(event.source_span), "target": _ends(event.target_span)}
    return {**ends, "root": folded(event.type), "modality": event.modality}


def main() -> None:
    """Prepare, cross-validate, and train what is shipped."""
    parser = argparse.ArgumentParser(description="train and measure what weighs events")
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", args.bench / "score.py")
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    labelled = list(examples(args.bench))
    ready = prepared([example.text for example in labelled], args.cache)
    vocab = parser_of(settings().spacy_model).vocab
    readings = {text: Reading(found, vocab) for text, found in ready.items()}
    told = [t for e in labelled if (t := readings[e.text].told(e, scorer.span_hit)) is not None]
    models, shares = crossed(told)
    print(json.dumps({"shares": shares, **figures(args.bench, told, readings, models)}))
    if args.out is not None:
        saved(shared(rightness_model(told), shares[0], told), args.out / "rightness.npz")
        saved(replace(root_model(told), share=shares[1]), args.out / "roots.npz")


if __name__ == "__main__":
    main()
