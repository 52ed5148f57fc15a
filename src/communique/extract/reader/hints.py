"""What the parse and the print tell the reading model about each word beside its letters.

The encoder is uncased and has never seen a parse tree. Four small facts of each word are added to
its input (part of speech, dependency label, shape, place in quotation and paragraph), and for each
cue the way through the tree from it to the other words of its sentence is told to the links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from communique.extract.reader.pieces import Text
from communique.resolve.marks import find_marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

Numbers = NDArray[np.int64]

TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
"""Universal parts of speech."""
LABELS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj "
    "csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd "
    "parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
"""Dependency labels (ClearNLP's, as spaCy's English models give them)."""
SHAPES, PLACES = 5, 4
SIZES = (len(TAGS) + 1, len(LABELS) + 1, SHAPES, PLACES)
"""Rows of the four tables; row 0 is what is not known."""
BRANCH = len(LABELS) + 1
UP = 3
"""Steps up from a cue that are told apart; all further ones count as the last."""
WAYS = 1 + BRANCH * UP + UP
"""Ways from a cue to a word: another sentence; the branch by which the word hangs on the cue, on what
governs it, or on something above; the cue itself and what is above it."""
BESIDE = {"aux", "auxpass", "neg", "advmod", "prt", "det"}
"""Labels of words that may begin a cue without governing anything: its clause hangs on their head."""

HELPERS = 4
"""Such words on the way to the verb, at most."""


@dataclass(frozen=True, slots=True)
class Hints:
    """For the words of a text: `kinds` (words, 4) are rows of the tables; `token` is the parsed token
    of each; `heads`, `branch`, `first` and `last` tell of each token what it hangs on, by which label
    (0 to BRANCH - 1), and where its sentence begins and ends."""

    kinds: Numbers
    token: Numbers
    heads: Numbers
    branch: Numbers
    beside: NDArray[np.bool_]
    first: Numbers
    last: Numbers

    def ways(self, word: int) -> tuple[int, int, Numbers]:
        """From the word that begins a cue to all words of its sentence: the first of these, the one
        after the last, and for each its way, 1 to WAYS - 1. Linear in the sentence."""
        cue = int(self.token[word])
        for _ in range(HELPERS):
            if self.beside[cue]:
                cue = int(self.heads[cue])
        low, high = int(self.first[cue]), int(self.last[cue])
        heads, branch = self.heads[low:high].tolist(), self.branch[low:high].tolist()
        ways: list[int] = [0] * (high - low)
        node, step = cue - low, 0
        spine = 1 + BRANCH * UP
        while not ways[node]:
            ways[node] = spine + step
            node, step = heads[node] - low, min(step + 1, UP - 1)
        for start in range(high - low):
            path: list[int] = []
            node = start
            while not ways[node] and len(path) < high - low:
                path.append(node)
                node = heads[node] - low
            while path:
                below = path.pop()
                above = ways[node]
                ways[below] = (
                    above if 0 < above < spine else 1 + max(above - spine, 0) * BRANCH + branch[below]
                )
                node = below
        words = np.searchsorted(self.token, (low, high))
        first, last = int(words[0]), int(words[1])
        return first, last, np.array(ways, dtype=np.int64)[self.token[first:last] - low]


def hints_of(text: Text, doc: Doc) -> Hints:
    """The hints of a text's words; offsets of `doc` are those of the text."""
    if not text.spans or not len(doc):
        none = np.zeros(0, dtype=np.int64)
        kinds = np.zeros((len(text.spans), len(SIZES)), dtype=np.int64)
        return Hints(kinds, none, none, none, none.astype(bool), none, none)
    found = doc.to_array(["IDX", "POS", "DEP", "HEAD", "SENT_START"]).astype(np.int64)
    starts = np.array([start for start, _ in text.spans], dtype=np.int64)
    token = np.maximum(np.searchsorted(found[:, 0], starts, side="right") - 1, 0)
    pos, branch = _rows(doc, found[:, 1], TAGS), _rows(doc, found[:, 2], LABELS)
    heads = np.arange(len(doc)) + found[:, 3]
    begins = np.flatnonzero(found[:, 4] == 1)
    if not len(begins) or begins[0]:
        begins = np.concatenate([[0], begins])
    sentence = np.searchsorted(begins, np.arange(len(doc)), side="right") - 1
    first, last = begins[sentence], np.append(begins[1:], len(doc))[sentence]
    # A head outside its sentence cannot come from the parser, but from what was mended.
    heads = np.where((heads >= first) & (heads < last), heads, np.arange(len(doc)))
    beside = np.isin(branch, [LABELS.index(label) + 1 for label in BESIDE])
    kinds = np.stack([pos[token], branch[token], _shapes(text), _places(text, starts)], axis=1)
    return Hints(kinds, token, heads, branch, beside, first, last)


def _rows(doc: Doc, values: Numbers, names: Sequence[str]) -> Numbers:
    """Numbers of the string store as rows of a table, 0 for those that are not in it."""
    strings = doc.vocab.strings
    row = {name: n + 1 for n, name in enumerate(names)}
    unique, inverse = np.unique(values.astype(np.uint64), return_inverse=True)
    rows = np.array([row.get(strings[int(v)] if v else "", 0) for v in unique], dtype=np.int64)
    return np.asarray(rows[inverse], dtype=np.int64)


def _shapes(text: Text) -> Numbers:
    """1 lower case, 2 capitalised, 3 all capitals, 4 digits and marks."""
    shapes = np.empty(len(text.spans), dtype=np.int64)
    for n, (start, end) in enumerate(text.spans):
        begin = text.text[start]
        if not begin.isalpha():
            shapes[n] = 4
        elif not begin.isupper():
            shapes[n] = 1
        else:
            shapes[n] = 3 if end - start > 1 and text.text[start:end].isupper() else 2
    return shapes


def _places(text: Text, starts: Numbers) -> Numbers:
    """1 for words inside a quotation, and 2 more where a paragraph begins."""
    inside = np.zeros(len(text.text) + 2, dtype=np.int64)
    for mark in find_marked(text.text):
        if mark.depth == 0:
            inside[mark.start] += 1
            inside[mark.end] -= 1
    quoted = np.minimum(np.cumsum(inside)[starts], 1)
    before = np.concatenate([[0], np.array([end for _, end in text.spans[:-1]], dtype=np.int64)])
    breaks = np.array(
        [n == 0 or "\n" in text.text[a:b] for n, (a, b) in enumerate(zip(before, starts, strict=True))]
    )
    return np.asarray(quoted + 2 * breaks, dtype=np.int64)
