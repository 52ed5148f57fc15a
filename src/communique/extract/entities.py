"""spaCy's entity recogniser, quicker: the same weights, many words at once.

Its transitions look at a word, at the first word of an entity that stands open and at the word
before; no entity goes beyond its sentence. So what a word begins where none is open is worked out
for all words together, and how far each entity goes for all entities together, a word further in
each round. Results are the recogniser's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from communique.extract.parse import Component

Floats = NDArray[np.float32]
FEATURES = 3
"""The word, the first word of the open entity, and the word before in it."""
LOWEST = np.float32(-np.inf)


def quicker(component: Component) -> Component:
    """A component that finds the same entities sooner; any but spaCy's usual one comes back as it is."""
    return Entities(component) if _is_usual(component) else component


def _is_usual(component: Any) -> bool:
    if type(component) is not EntityRecognizer or not isinstance(component.model.ops, NumpyOps):
        return False
    model = component.model
    usual = model.attrs.get("has_upper") and not model.attrs.get("unseen_classes")
    same = component.cfg.get("beam_width", 1) == 1 and model.get_ref("lower").get_dim("nF") == FEATURES
    return bool(usual and same)


class Entities:
    """The entities that a recogniser without a beam finds."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        self._model: Any = recogniser.model
        told: Any = recogniser.moves
        moves = [told.get_class_name(i).partition("-")[::2] for i in range(told.n_moves)]
        self._labels = [label for _, label in moves]
        kinds = [kind if label or kind == "O" else "" for kind, label in moves]
        self._begins = np.array([kind == "B" for kind in kinds])
        self._units = np.array([kind == "U" for kind in kinds])
        self._closed = np.array([kind in {"B", "U", "O"} for kind in kinds])
        number = {move: i for i, move in enumerate(moves)}
        self._inside = np.array([number.get(("I", label), 0) for label in self._labels])
        self._last = np.array([number.get(("L", label), 0) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a `doc` that has its sentence starts; the same `doc`."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The documents with their entities, so many at once."""
        waiting: list[Doc] = []
        for doc in docs:
            waiting.append(doc)
            if len(waiting) == batch_size:
                yield from self._set(waiting)
                waiting = []
        yield from self._set(waiting)

    def _set(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        told = [doc for doc in docs if len(doc)]
        if any(doc.has_annotation("ENT_IOB") for doc in told):
            return list(self._recogniser.pipe(docs, batch_size=len(docs)))
        if told:
            ends = np.cumsum([len(doc) for doc in told])
            found = self._found(told, ends)
            at = 0
            for doc, end in zip(told, ends.tolist(), strict=True):
                low, spans = end - len(doc), []
                while at < len(found) and found[at][1] <= end:
                    first, last, label = found[at]
                    spans.append(Span(doc, first - low, last - low, label=label))
                    at += 1
                doc.set_ents(spans, default="outside")
        return docs

    def _found(self, docs: Sequence[Doc], ends: NDArray[np.int64]) -> list[tuple[int, int, str]]:
        """First word, end and label of each entity, the words of all documents counted through."""
        marks = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        final = np.zeros(len(marks), dtype=bool)
        final[:-1] = marks[1:, 0] == 1
        final[ends - 1] = True
        weights = _Weights(self._model, docs)
        scores = weights.scores(weights.features(np.arange(len(marks))))
        scores[:, ~self._closed] = LOWEST
        scores[np.ix_(final, self._begins)] = LOWEST
        scores[np.ix_(marks[:, 1] == 1, self._begins | self._units)] = LOWEST
        best = scores.argmax(axis=1)
        opened = np.flatnonzero(self._begins[best])
        until = dict(zip(opened.tolist(), self._ends(weights, opened, best[opened], final), strict=True))
        found, end = [], 0
        for i in np.flatnonzero(self._begins[best] | self._units[best]).tolist():
            if i >= end:
                end = until.get(i, i) + 1
                found.append((i, end, self._labels[best[i]]))
        return found

    def _ends(
        self, weights: _Weights, opened: NDArray[np.int64], moves: NDArray[np.int64], final: NDArray[np.bool_]
    ) -> list[int]:
        """The last word of each entity that begins at these words by these moves."""
        ends = opened.copy()
        inside, last = self._inside[moves], self._last[moves]
        going = np.arange(len(opened))
        while len(going):
            ends[going] += 1
            at = ends[going]
            scores = weights.scores(weights.features(at, opened[going], at - 1))
            rows = np.arange(len(going))
            more, no_more = scores[rows, inside[going]], scores[rows, last[going]]
            further = np.where(inside[going] < last[going], more >= no_more, more > no_more)
            going = going[further & ~final[at]]
        return [int(end) for end in ends]


class _Weights:
    """The recogniser's last two layers over the words of some documents."""

    def __init__(self, model: Any, docs: Sequence[Doc]) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        vectors = lower.predict(model.get_ref("tok2vec").predict(list(docs)))
        self._pad: Floats = vectors[0].reshape(FEATURES, -1)
        self._words: Floats = vectors[1:].reshape(len(vectors) - 1, FEATURES, -1)
        self._bias: Floats = lower.get_param("b").reshape(-1)
        self._pieces: int = lower.get_dim("nP")
        self._upper: Floats = upper.get_param("W")
        self._upper_bias: Floats = upper.get_param("b")

    def features(self, *words: NDArray[np.int64]) -> Floats:
        """The sum of the features of some words by their numbers; those not given are padding."""
        found: Floats = self._words[words[0], 0].copy()
        for feature in range(1, FEATURES):
            found += self._words[words[feature], feature] if feature < len(words) else self._pad[feature]
        found += self._bias
        return found

    def scores(self, features: Floats) -> Floats:
        """The score of each move."""
        hidden: Floats = features.reshape(len(features), -1, self._pieces).max(axis=2)
        scored: Floats = hidden @ self._upper.T
        scored += self._upper_bias
        return scored
