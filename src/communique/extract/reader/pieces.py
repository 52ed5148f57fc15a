"""Texts as words and word pieces, and the windows in which the reading model sees them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
PIECES = 254
"""Word pieces of a window, without the two that frame it."""
PIECES_OF_WORD = 12
"""A longer word is cut here: nobody's name has more pieces, but a hostile text may."""
LONGEST_WORD = 60
"""Characters of a word that are looked at."""
MOST_KNOWN = 100_000
"""Words whose pieces are remembered."""
UNKNOWN = 100


class Splitter:
    """Words to word pieces (lower-case WordPiece), each word by itself; remembers what it has split."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, tuple[int, ...]] = {}

    def split(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """For each word the numbers of its pieces: at least one, at most PIECES_OF_WORD."""
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        new = list({w for w in words if w not in self.known})
        if new:
            found = self.tokenizer.encode_batch([w[:LONGEST_WORD] for w in new], add_special_tokens=False)
            for word, encoding in zip(new, found, strict=True):
                ids = encoding.ids or [UNKNOWN]
                self.known[word] = tuple(ids[:PIECES_OF_WORD])
        return [self.known[w] for w in words]


@dataclass(slots=True)
class Text:
    """A text as words: `spans` are their offsets, `pieces` their word pieces; `sentences` holds the
    numbers of the words at which sentences begin, the first of them 0."""

    text: str
    spans: list[tuple[int, int]]
    pieces: list[tuple[int, ...]]
    sentences: list[int]

    def number(self, offset: int) -> int:
        """The number of the first word that ends after this offset."""
        return bisect_left(self.spans, offset + 1, key=lambda span: span[1])


def words_of(text: str, starts: Sequence[int], splitter: Splitter) -> Text:
    """A text as words; `starts` are the offsets at which its sentences begin, in order."""
    spans = [m.span() for m in WORD.finditer(text)]
    pieces = splitter.split([text[a:b] for a, b in spans])
    firsts = [a for a, _ in spans]
    sentences = sorted({0, *(bisect_left(firsts, start) for start in starts)})
    return Text(text, spans, pieces, [n for n in sentences if n < len(spans)])


def windows(text: Text, *, begin: int = 0, back: int = 0, limit: int = PIECES) -> Iterator[tuple[int, int]]:
    """Ranges of words along sentence starts, each of at most `limit` pieces, that cover the text.

    begin: the sentence at which the first one starts; back: a window reaches so many pieces back
    into the one before it, by whole sentences. A sentence too long for a window is cut.
    """
    if not text.spans:
        return
    sizes = np.cumsum([0, *(len(p) for p in text.pieces)])
    starts = [*text.sentences, len(text.spans)]
    first = starts[begin]
    while first < len(text.spans):
        begun, k = first, bisect_left(starts, first)
        room = min(back, limit - int(sizes[first + 1] - sizes[first]))
        while starts[k] == begun and k > begin and sizes[first] - sizes[starts[k - 1]] <= room:
            k -= 1
            begun = starts[k]
        last = int(np.searchsorted(sizes, sizes[begun] + limit, side="right")) - 1
        cut = starts[bisect_left(starts, last + 1) - 1]
        if cut > first:
            last = cut
        last = max(last, first + 1)
        yield begun, last
        first = last
