"""The reading model: an article's words as the encoder sees them, and what is asked of them.

Trained by `training/reader`; loaded once a process, at the first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from communique.extract.reader.decode import decode
from communique.extract.reader.encoder import (
    CLS,
    SEP,
    UNITS,
    Encoder,
    stored_encoder,
    stored_splitter,
    stored_weights,
)
from communique.extract.reader.heads import Floats, Heads
from communique.extract.reader.hints import Hints, hints_of
from communique.extract.reader.pieces import Splitter, Text, windows, words_of
from communique.records import Article, Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

BACK = 32
"""Word pieces that a window shares with the one before it, for the words at its start."""


@dataclass(frozen=True, slots=True)
class States:
    """A text as the encoder sees it: its words, what is hinted of them and, for each, 384 numbers."""

    text: Text
    hints: Hints
    words: Floats


class Reader:
    """The model with its tokenizer."""

    def __init__(self, encoder: Encoder, splitter: Splitter, heads: Heads) -> None:
        self.encoder, self.splitter, self.heads = encoder, splitter, heads

    def encode(self, text: str, starts: Sequence[int], doc: Doc) -> States:
        """The states of a text's words; `starts` are the offsets at which its sentences begin, `doc`
        is its parse."""
        found = words_of(text, starts, self.splitter)
        hints = hints_of(found, doc)
        told = self.heads.hints(hints.kinds)
        words = np.zeros((len(found.spans), UNITS), dtype=np.float32)
        done = 0
        for first, last in windows(found, back=BACK):
            states = self._window(found, told, first, last)
            # Of the words in two windows each takes the half in which they stand further in.
            keep = done - (done - first) // 2
            words[keep:last] = states[keep - first :]
            done = last
        return States(found, hints, words)

    def _window(self, text: Text, told: Floats, first: int, last: int) -> Floats:
        """The states of the words of a window; `told` (words, 384) are the hints of all words."""
        pieces, words, firsts = [CLS], [], []
        for n in range(first, last):
            firsts.append(len(pieces))
            pieces.extend(text.pieces[n])
            words.extend([n] * len(text.pieces[n]))
        pieces.append(SEP)
        hints = np.zeros((len(pieces), UNITS), dtype=np.float32)
        hints[1:-1] = told[words]
        return np.asarray(self.encoder.states(pieces, hints)[firsts], dtype=np.float32)

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
            for a in decode(states.words, states.hints, self.heads)
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
    folder = files("communique.extract.reader") / "data"
    return Reader(stored_encoder(folder), stored_splitter(folder), Heads(stored_weights(folder)))
