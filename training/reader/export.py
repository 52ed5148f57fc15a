"""Export the reading model: the encoder to int8 ONNX, the heads to one NumPy file.

usage: python -m training.reader.export MODEL.pt FOLDER
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from training.encoder import Encoder, Sample, export, export_heads
from training.reader.data import OWN_EVENTS, read, rows, splitter
from training.reader.model import Reader
from training.reader.train import CLS, SEP

TABLES = ("distance", "ways", "hints")
"""Weights that are looked up by row."""
LINES = 8
"""Sentences of a sample."""


def samples(reader: Reader, folder: Path) -> Iterator[Sample]:
    """Our own sentences on events, eight at a time, as the encoder sees them."""
    pieces = splitter(folder / "tokenizer.json")
    lines = [r["text"] for path in sorted(OWN_EVENTS.glob("*.jsonl")) for r in rows(path)]
    random.Random(7).shuffle(lines)
    for n in range(0, 320, LINES):
        text, hints = read("\n".join(lines[n : n + LINES]), pieces)
        words = [k for k, some in enumerate(text.pieces) for _ in some]
        told = reader.hinted(torch.from_numpy(hints.kinds)[None])[0].detach()[words]
        ids = [CLS, *(piece for some in text.pieces for piece in some), SEP]
        yield ids, torch.nn.functional.pad(told, (0, 0, 1, 1)).numpy()


def main() -> None:
    """Parse and export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    state = torch.load(args.model, weights_only=True)
    reader = Reader(Encoder(), state["root.3.bias"].shape[0])
    reader.load_state_dict(state)
    export(reader.encoder, args.folder, samples(reader, args.folder))
    export_heads(reader, TABLES, args.folder)
    for path in sorted(args.folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
