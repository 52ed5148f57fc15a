"""Export the entailment model: the encoder to int8 ONNX, the heads to one NumPy file.

usage: python -m training.entailment.export MODEL.pt FOLDER [--minilm FOLDER]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from communique.compare.entailment.pairs import pair_of
from training.encoder import Encoder, Sample, base, export, export_heads
from training.entailment.data import changed
from training.entailment.model import Judge
from training.entailment.train import OWN
from training.reader.data import splitter

SAMPLES = 320


def samples(judge: Judge, minilm: Path) -> Iterator[Sample]:
    """Changed sentences of texts written for the project, as the encoder sees them."""
    pieces = splitter(minilm / "tokenizer.json")
    texts = [p.read_text(encoding="utf-8") for place in OWN for p in sorted(Path(place).rglob("*.txt"))]
    rng = random.Random(7)
    examples = list(changed(texts, rng, most=1))
    rng.shuffle(examples)
    for example in examples[:SAMPLES]:
        pair = pair_of(example.premise, example.hypothesis, pieces)
        yield pair.ids, judge.hinted(torch.from_numpy(pair.kinds)[None])[0].detach().numpy()


def main() -> None:
    """Parse and export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minilm", type=Path, help="folder of the published model")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    judge = Judge(Encoder())
    judge.load_state_dict(torch.load(args.model, weights_only=True))
    export(judge.encoder, args.folder, samples(judge, base(args.minilm, args.folder)))
    export_heads(judge, ("hints",), args.folder)
    for path in sorted(args.folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
