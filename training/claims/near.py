"""Writes `compare/data/near.tsv`: which words stand near each other in the table of words of the
shipped encoder (MiniLM-L6, int8; see the reader's model card).

usage: python training/claims/near.py

The rows of the table are centred and freed of their three strongest common directions (Mu and
Viswanath 2018, "All-but-the-top"); two words are near from a cosine of LEAST on. Inflections of
one word, and words of one concept, are left out, as are pairs of `opposites.tsv`: no two words
that deny each other may pass for each other. Needs numpy; takes some seconds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.compare.words import common_concepts, concept, opposites, stop_words

LEAST, MOST = 0.36, 8
"""The least cosine, and the most neighbours of a word that are kept."""
TABLE = "words.weight_quantized"
OUT = Path(__file__).parents[2] / "src/communique/compare/data/near.tsv"
HEAD = """# Words that a language model's table of words sets near each other.
# Made by training/claims/near.py.
# A soft hint that two sentences may speak of one thing; never enough by itself.
# word key	neighbours, each with its nearness in hundredths
"""


def fields(data: bytes, start: int, end: int) -> Iterator[tuple[int, int | tuple[int, int]]]:
    """The fields of a protocol buffer: number, and value or offsets."""
    at = start
    while at < end:
        key, at = _number(data, at)
        if key & 7 == 0:
            value, at = _number(data, at)
            yield key >> 3, value
        elif key & 7 == 2:
            size, at = _number(data, at)
            yield key >> 3, (at, at + size)
            at += size
        else:
            at += 4 if key & 7 == 5 else 8


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def table(model: bytes) -> NDArray[np.float32]:
    """The table of words of an ONNX graph, (words, units), up to a factor."""
    for number, graph in fields(model, 0, len(model)):
        if number != 7 or isinstance(graph, int):
            continue
        for kind, tensor in fields(model, *graph):
            if kind != 5 or isinstance(tensor, int):
                continue
            parts = list(fields(model, *tensor))
            names = [model[v[0] : v[1]].decode() for n, v in parts if n == 8 and not isinstance(v, int)]
            if names == [TABLE]:
                shape = [v for n, v in parts if n == 1 and isinstance(v, int)]
                (raw,) = [v for n, v in parts if n == 9 and not isinstance(v, int)]
                cells = np.frombuffer(model[raw[0] : raw[1]], dtype=np.uint8)
                return cells.reshape(shape).astype(np.float32) - 128.0
    raise SystemExit(f"the encoder holds no {TABLE}")


def main() -> None:
    """Write the table."""
    folder = files("communique.extract.reader").joinpath("data")
    pieces = json.loads(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = [w for w in pieces if w.isascii() and w.isalpha() and len(w) > 2 and w not in stop_words()]
    rows = table(folder.joinpath("encoder.onnx").read_bytes())[[pieces[w] for w in words]]
    rows -= rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows[:8000], full_matrices=False)
    for direction in directions[:3]:
        rows -= np.outer(rows @ direction, direction)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    keys = [concept(w) for w in words]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for start in range(0, len(words), 1000):
        cosines = rows[start : start + 1000] @ rows.T
        for i, j in zip(*np.nonzero(cosines >= LEAST), strict=True):
            one, other = keys[start + i], keys[j]
            if one != other and (one, other) not in opposites() and not {one, other} & common_concepts():
                best = max(found[one].get(other, 0.0), float(cosines[i, j]))
                found[one][other] = best
    lines = []
    for one in sorted(found):
        best = sorted(found[one].items(), key=lambda item: (-item[1], item[0]))[:MOST]
        lines.append(f"{one}\t" + " ".join(f"{name}:{100 * cosine:.0f}" for name, cosine in best))
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
