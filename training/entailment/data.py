"""The pool of sentence pairs and our own changed sentences, as word pieces with hints."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from communique.compare.entailment.pairs import Pair, key, pair_of
from communique.extract.parse import model
from communique.extract.reader.pieces import Splitter
from training.entailment.perturb import CONTRADICTS, ENTAILS, NEITHER, NOT_ENTAILED, changes

LABELS = {
    "entailment": ENTAILS,
    "neutral": NEITHER,
    "contradiction": CONTRADICTS,
    "not_entailment": NOT_ENTAILED,
}
UNFREE = {"averitec", "imppres", "mrpc"}
"""Sets under a non-commercial or shared-source licence: nothing that is shipped learns from them."""
MOST = {"ling_in_loop": 24000, "breaking_nli": 3000, "sick": 3000, "med": 2000, "dnc_megaveridicality": 2500}
"""Sets that would drown the others are thinned."""
SECOND = (
    *("rte", "scitail", "fever_symmetric", "fool_me_twice", "climate_fever", "emergent", "fnc1", "healthver"),
    *("semiauto_base_wiki", "semiauto_sim_wiki", "semiauto_translate_wiki", "covidfact", "commitmentbank"),
    *("negation_nli_rte", "dnc_megaveridicality"),
)
"""Sets nearest to sentences of news and their evidence, for the second stage."""
OUTSIDE = {"fnc1", "control", "politihop"}
"""Weak labels or exam questions; left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts with a label and the set they are of; if known, the unsupported words of the second."""

    premise: str
    hypothesis: str
    label: int
    set: str
    wrong: tuple[tuple[int, int], ...] | None = None


def pool(folder: Path, split: str, rng: random.Random, only: Collection[str] | None = None) -> list[Example]:
    """The pairs of `entailment/*.jsonl.gz` of one split that a shipped model may learn from; of `only`
    these sets, where given."""
    by_set: dict[str, list[Example]] = {}
    left = UNFREE | OUTSIDE - set(only or ())
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["split"] != split or row["set"] in left:
                    continue
                if only is not None and row["set"] not in only:
                    continue
                example = Example(row["premise"], row["hypothesis"], LABELS[row["label"]], row["set"])
                by_set.setdefault(row["set"], []).append(example)
    found = []
    for name, examples in sorted(by_set.items()):
        rng.shuffle(examples)
        found += examples[: MOST.get(name, len(examples))]
    return found


def news(folder: Path, most: int, rng: random.Random) -> list[str]:
    """Texts of news from the training part of the pool, to change sentences of."""
    texts = set()
    with gzip.open(folder / "news-fnc1.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts |= {row["premise"] for row in map(json.loads, lines) if row["split"] == "train"}
    found = sorted(texts)
    rng.shuffle(found)
    return found[:most]


def changed(
    texts: Iterable[str], rng: random.Random, *, most: int, times: int = 1, around: int = 1
) -> Iterator[Example]:
    """Sentences of texts against what changes make of them, with up to `around` neighbours on each side
    as context."""
    docs, names = _parsed(texts)
    for doc in docs:
        sentences = list(doc.sents)
        place = {span.start: n for n, span in enumerate(sentences)}
        for _ in range(times):
            for span, change in changes(doc, names, rng, most):
                n = place[span.start]
                first, last = max(0, n - _some(rng, around)), min(len(sentences), n + 1 + _some(rng, around))
                premise = doc[sentences[first].start : sentences[last - 1].end].text
                yield Example(premise, change.text, change.label, f"changed {change.kind}", change.ranges)


def taken_out(texts: Iterable[str], rng: random.Random, *, most: int, around: int) -> Iterator[Example]:
    """Sentences against the text around them without themselves, where enough of their words stand nowhere
    else: it does not hold them."""
    for doc in _parsed(texts)[0]:
        sentences = list(doc.sents)
        chosen = [n for n, span in enumerate(sentences) if 8 <= len(span) <= 45 and span.root.pos_ == "VERB"]
        rng.shuffle(chosen)
        for n in chosen[:most]:
            span = sentences[n]
            first, last = max(0, n - around), min(len(sentences), n + around + 1)
            rest = " ".join(s.text for k, s in enumerate(sentences[first:last], first) if k != n)
            held = {
                key(t.text)
                for t in doc[sentences[first].start : sentences[last - 1].end]
                if not span.start <= t.i < span.end
            }
            telling = [t for t in span if t.pos_ in {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}]
            lacking = [t for t in telling if key(t.text) not in held]
            if rest and len(lacking) >= 3 and len(lacking) >= 0.4 * len(telling):
                start = span.start_char
                wrong = tuple((t.idx - start, t.idx - start + len(t.text)) for t in lacking)
                yield Example(rest, span.text, NEITHER, "taken out", wrong)


def _some(rng: random.Random, most: int) -> int:
    """0 more often than not, else up to `most`."""
    return rng.randint(1, most) if rng.random() < 0.4 else 0


def _parsed(texts: Iterable[str]) -> tuple[list[Doc], dict[str, list[str]]]:
    """Parses, and the names in them by kind."""
    docs = list(model("en_core_web_sm").pipe(texts, batch_size=32))
    names: dict[str, list[str]] = {}
    for doc in docs:
        for entity in doc.ents:
            names.setdefault(entity.label_, []).append(entity.text)
    return docs, names


def tokens_of(path: Path) -> Iterator[Example]:
    """Rows of WiCE's token part for training: which words of a claim are unsupported; and the claim
    without these words, which is entailed."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        unsupported, premise = set(row["unsupported"]), " ".join(row["evidence"])
        text, ranges, rest = "", [], ""
        for n, token in enumerate(row["tokens"]):
            space = bool(re.match(r"\w|[(\"“]", token))
            text += " " if text and space else ""
            if n in unsupported:
                ranges.append((len(text), len(text) + len(token)))
            else:
                rest += (" " if rest and space else "") + token
            text += token
        yield Example(premise, text, NOT_ENTAILED, "wice_tokens", tuple(ranges))
        if len(row["tokens"]) - len(unsupported) >= 6:
            yield Example(premise, rest, ENTAILS, "wice_tokens", ())


def pairs(examples: Sequence[Example], splitter: Splitter) -> list[Pair]:
    """Examples as pairs with labels."""
    found = []
    for example in examples:
        pair = pair_of(example.premise, example.hypothesis, splitter)
        pair.label, pair.set = example.label, example.set
        if example.wrong is not None:
            pair.wrong = np.array(
                [any(a < e and s < b for s, e in example.wrong) for a, b in pair.spans], dtype=np.float32
            )
        found.append(pair)
    return found
