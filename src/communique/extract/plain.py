"""A parsed document as plain objects, quicker to ask than spaCy's own.

Rules ask the same words for their lemma, relation, head and children over and over. spaCy makes a
new token and a new string at each asking and looks for children along the whole phrase; here all is
taken out of the document once. Names and answers are those of spaCy's `Doc`, `Token` and `Span`,
so that whatever reads those reads these; only what the rules ask for is there.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_STRINGS = 300_000
"""So many strings are kept between documents; then one starts anew."""
MOST_HOPS = 1_000
"""No head is followed further than this: parses are trees, but nothing here relies on it."""
_COLUMNS = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "SENT_START")
_LEFT = 1 << 63
"""Heads to the left are told as numbers from this up."""
_NONE: list[Word] = []
"""The children of words that have none; nobody adds to it."""


class Word:
    """One token; attributes mean what they mean of spaCy's `Token`."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_currency",
        "is_punct",
        "is_quote",
        "is_space",
        "is_stop",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "tag_",
        "text",
    )
    doc: Plain
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    head: Word
    lefts: list[Word]
    rights: list[Word]
    children: list[Word]
    is_space: bool
    is_punct: bool
    is_quote: bool
    like_num: bool
    is_alpha: bool
    is_stop: bool
    is_currency: bool

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    # ---------------------------------------------------------------- asked too rarely to be kept

    @property
    def raw(self) -> Token:
        """The token that this stands for."""
        return self.doc.source[self.i]

    @property
    def left_edge(self) -> Word:
        """The first word of its phrase."""
        return self.doc.words[self.raw.left_edge.i] if self.lefts or self.rights else self

    @property
    def right_edge(self) -> Word:
        """The last word of its phrase."""
        return self.doc.words[self.raw.right_edge.i] if self.lefts or self.rights else self

    @property
    def n_lefts(self) -> int:
        """How many words before it hang on it."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """How many words after it hang on it."""
        return len(self.rights)

    @property
    def sent(self) -> Stretch:
        """Its sentence."""
        return self.doc.sentence(self.i)

    @property
    def subtree(self) -> Iterator[Word]:
        """The words of its phrase, itself among them, in order."""
        return (self.doc.words[token.i] for token in self.raw.subtree)

    @property
    def ancestors(self) -> Iterator[Word]:
        """Its head, the head of that, and so on."""
        word = self
        for _ in range(MOST_HOPS):
            if word.head is word:
                return
            word = word.head
            yield word

    def nbor(self, i: int = 1) -> Word:
        """The word so many places further; IndexError beyond the text."""
        if not 0 <= self.i + i < len(self.doc.words):
            raise IndexError(self.i + i)
        return self.doc.words[self.i + i]

    @property
    def ent_iob_(self) -> str:
        """Whether it begins an entity or is inside or outside of one: B, I, O."""
        return str(self.raw.ent_iob_)

    @property
    def whitespace_(self) -> str:
        """The space behind it, or nothing."""
        return str(self.raw.whitespace_)

    @property
    def morph(self) -> Any:
        """Its morphology, as spaCy has it."""
        return self.raw.morph


class Stretch:
    """Some words in a row; attributes mean what they mean of spaCy's `Span`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Plain, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> Stretch: ...
    def __getitem__(self, i: int | slice) -> Word | Stretch:
        if isinstance(i, slice):
            low, high, _ = i.indices(self.end - self.start)
            return Stretch(self.doc, self.start + low, self.start + max(low, high))
        at = (self.end if i < 0 else self.start) + i
        if not self.start <= at < self.end:
            raise IndexError(i)
        return self.doc.words[at]

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without the space behind it."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Word:
        """The word nearest to the top of the sentence, the first of several."""
        words = self.doc.words
        if self.end - self.start == 1:
            return words[self.start]
        tops = []
        for word in words[self.start : self.end]:
            at = word.head.i
            if at == word.i:
                return word
            if not self.start <= at < self.end:
                tops.append(word)
        if len(tops) < 2:
            return tops[0] if tops else words[self.start]
        return words[self.doc.source[self.start : self.end].root.i]

    def to_array(self, attributes: Sequence[Any]) -> Any:
        """As spaCy's."""
        return self.doc.source[self.start : self.end].to_array(attributes)  # type: ignore[attr-defined]


class Plain:
    """All words of a document; attributes mean what they mean of spaCy's `Doc`.

    `text` saves putting it together where the caller has it.
    """

    def __init__(self, doc: Doc, text: str | None = None) -> None:
        self.source = doc
        self.text = doc.text if text is None else text
        self.vocab = doc.vocab
        self.words: list[Word] = [Word() for _ in range(len(doc))]
        self.refresh()

    def refresh(self) -> None:
        """Take all out of the document again, after something was changed there."""
        words, known = self.words, _known(self.vocab)
        strings, forms = known.strings, known.forms
        columns = self.source.to_array(list(_COLUMNS)).T.tolist() if words else [[]] * len(_COLUMNS)
        *told, heads, starts, begins = columns
        for i, word in enumerate(words):
            word.doc, word.i, word.head, word.lefts, word.rights = self, i, word, _NONE, _NONE
        for word, orth, lemma, pos, tag, dep, ent, idx in zip(words, *told, starts, strict=True):
            (
                word.text,
                word.lower_,
                word.is_space,
                word.is_punct,
                word.is_quote,
                word.like_num,
                word.is_alpha,
                word.is_stop,
                word.is_currency,
            ) = forms[orth]
            word.lemma_, word.pos_, word.tag_ = strings[lemma], strings[pos], strings[tag]
            word.dep_, word.ent_type_, word.idx = strings[dep], strings[ent], idx
        for i, head in enumerate(heads):
            if not head:
                continue
            word = words[i]
            if head < _LEFT:
                word.head = above = words[i + head]
                if above.lefts is _NONE:
                    above.lefts = [word]
                else:
                    above.lefts.append(word)
            else:
                word.head = above = words[i + head - 2 * _LEFT]
                if above.rights is _NONE:
                    above.rights = [word]
                else:
                    above.rights.append(word)
        for word in words:
            both = word.lefts and word.rights
            word.children = word.lefts + word.rights if both else word.lefts or word.rights
        self._starts: list[int] = starts
        self._begins = [i for i, start in enumerate(begins) if start == 1 or not i]

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> Stretch: ...
    def __getitem__(self, i: int | slice) -> Word | Stretch:
        if isinstance(i, slice):
            low, high, _ = i.indices(len(self.words))
            return Stretch(self, low, max(low, high))
        return self.words[i]

    @property
    def doc(self) -> Doc:
        """These words, for whatever asks for a `Doc`."""
        return cast("Doc", self)

    def sentence(self, i: int) -> Stretch:
        """The sentence of the word of this number."""
        n = bisect_right(self._begins, i)
        end = self._begins[n] if n < len(self._begins) else len(self.words)
        return Stretch(self, self._begins[n - 1], end)

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Stretch | None:
        """The words between two characters: "strict", "contract" or "expand", as spaCy's."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        low, high = self.words[first], self.words[last]
        if alignment_mode == "expand":
            if start == low.idx + len(low.text):
                first += 1
        elif alignment_mode == "contract":
            if low.idx < start:
                first += 1
            if end < high.idx + len(high.text):
                last -= 1
            if last < first:
                return None
        elif start != low.idx or end != high.idx + len(high.text):
            return None
        return Stretch(self, first, last + 1)

    def _at(self, character: int) -> int | None:
        """The number of the word that holds a character, or is right before a space; None for others."""
        n = bisect_right(self._starts, character) - 1
        if n < 0:
            return None
        if n + 1 < len(self._starts):
            return n  # spaCy's words with the spaces after them leave nothing out
        word = self.words[n]
        return n if character < word.idx + len(word.text) + len(word.whitespace_) else None

    def to_array(self, attributes: Any) -> Any:
        """As spaCy's."""
        return self.source.to_array(attributes)


class _Strings(dict[int, str]):
    """Strings by their number in a store, each asked once."""

    def __init__(self, store: Any) -> None:
        super().__init__({0: ""})
        self.store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = sys.intern(self.store[key])
        return found


class _Forms(dict[int, tuple[str, str, bool, bool, bool, bool, bool, bool, bool]]):
    """What is the same of a form wherever it stands, by the number of its string, each asked once."""

    def __init__(self, vocab: Any) -> None:
        super().__init__()
        self.vocab = vocab

    def __missing__(self, key: int) -> tuple[str, str, bool, bool, bool, bool, bool, bool, bool]:
        form = self.vocab[key]
        self[key] = found = (
            sys.intern(form.text),
            sys.intern(form.lower_),
            form.is_space,
            form.is_punct,
            form.is_quote,
            form.like_num,
            form.is_alpha,
            form.is_stop,
            form.is_currency,
        )
        return found


class _Known:
    """What was asked of one vocabulary so far."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab
        self.strings, self.forms = _Strings(vocab.strings), _Forms(vocab)


_LAST: list[_Known] = []


def _known(vocab: Any) -> _Known:
    """What is known of a vocabulary; anew where the last was another or too much is kept."""
    if not _LAST or _LAST[0].vocab is not vocab or len(_LAST[0].strings) + len(_LAST[0].forms) > MOST_STRINGS:
        _LAST[:] = [_Known(vocab)]
    return _LAST[0]
