"""The encoder in ONNX Runtime and what is asked of it, for one article at a time.

MiniLM-L6 (Wang et al. 2020) fine-tuned by `training/reader`, with int8 weights. Loaded once a
process, at the first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from communique.extract.reader.decode import decode
from communique.extract.reader.heads import Floats, Heads
from communique.extract.reader.pieces import Splitter, Text, windows, words_of
from communique.records import Article, Attribution, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CLS, SEP = 101, 102
UNITS = 384
BACK = 64
"""Word pieces that a window shares with the one before it, for the words at its start."""
BATCH = 8
"""Windows encoded at a time."""


@dataclass(frozen=True, slots=True)
class States:
    """A text as the encoder sees it: its words and, for each, 384 numbers."""

    text: Text
    words: Floats


class Reader:
    """The model with its tokenizer."""

    def __init__(self, session: InferenceSession, splitter: Splitter, heads: Heads) -> None:
        self.session, self.splitter, self.heads = session, splitter, heads

    def encode(self, text: str, starts: Sequence[int]) -> States:
        """The states of a text's words; `starts` are the offsets at which its sentences begin."""
        found = words_of(text, starts, self.splitter)
        words = np.zeros((len(found.spans), UNITS), dtype=np.float32)
        ranges = list(windows(found, back=BACK))
        done = 0
        for n in range(0, len(ranges), BATCH):
            batch = ranges[n : n + BATCH]
            for (first, last), states in zip(batch, self._run(found, batch), strict=True):
                # Of the words in two windows each takes the half in which they stand further in.
                keep = done - (done - first) // 2
                words[keep:last] = states[keep - first : last - first]
                done = last
        return States(found, words)

    def _run(self, text: Text, batch: Sequence[tuple[int, int]]) -> list[Floats]:
        """For each window the states of its words."""
        ids_of: list[list[int]] = []
        firsts_of: list[list[int]] = []
        for first, last in batch:
            own, firsts = [CLS], []
            for n in range(first, last):
                firsts.append(len(own))
                own.extend(text.pieces[n])
            ids_of.append([*own, SEP])
            firsts_of.append(firsts)
        width = max(map(len, ids_of))
        ids = np.zeros((len(batch), width), dtype=np.int64)
        seen = np.zeros((len(batch), width), dtype=np.int64)
        for row, numbers in enumerate(ids_of):
            ids[row, : len(numbers)] = numbers
            seen[row, : len(numbers)] = 1
        (states,) = self.session.run(["states"], {"ids": ids, "seen": seen})
        return [states[row][firsts] for row, firsts in enumerate(firsts_of)]

    def attributions(self, article: Article, states: States) -> tuple[Attribution, ...]:
        """Who says what in the article, by the model alone, in the order of the cues."""
        spans = states.text.spans

        def pieces(numbers: Sequence[int]) -> tuple[Span, ...]:
            runs: list[list[int]] = []
            for n in numbers:
                if runs and runs[-1][1] == n - 1:
                    runs[-1][1] = n
                else:
                    runs.append([n, n])
            return tuple(article.span(spans[a][0], spans[b][1]) for a, b in runs)

        return tuple(
            Attribution(pieces(a.source), pieces(a.cue), pieces(a.content), a.score)
            for a in decode(states.words, self.heads)
        )

    def values(self, states: States, offsets: Sequence[int]) -> list[float]:
        """For the word at each offset how far it is put as fact: -3 (surely not) to 3 (surely so)."""
        if not offsets or not len(states.words):
            return [0.0] * len(offsets)
        numbers = [min(states.text.number(offset), len(states.words) - 1) for offset in offsets]
        return [float(v) for v in self.heads.values(states.words[numbers])]


@cache
def reader() -> Reader:
    """The bundled model, loaded once."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = 1  # articles run side by side in processes
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    folder = files("communique.extract.reader") / "data"
    with as_file(folder / "encoder.onnx") as path:
        session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    with as_file(folder / "heads.npz") as path, np.load(path) as stored:
        heads = Heads({name: stored[name].astype(np.float32) for name in stored.files})
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    return Reader(session, Splitter(tokenizer), heads)
