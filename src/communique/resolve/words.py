"""The words of an article, with what stands around each: the ground that names are found on.

spaCy's tokens split names at hyphens and drop what stands between; these words do not. Each
knows its sentence, its paragraph, the gap before it and spaCy's part of speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEECH = frozenset("said says told tells added adds stated warned asked asks replied announced".split())
"""Forms of the verbs by which news most often reports what somebody says."""

_LETTER = r"[^\W\d_][̀-ͯ]*"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|(?:[A-Z]['’](?=[A-Z]))?(?:{_LETTER})+(?:[-‐‑](?:{_LETTER})+)*|\d[\d.,]*(?<![.,])(?:{_LETTER})*"
)
_PREFIXED = re.compile(r"(?:al|el|ad|an|as|ash|at|ul|ibn|bin|d|l)[-‐‑][A-ZÀ-Þ]")
_POSSESSIVE = re.compile(r"['’]s(?!\w)|['’](?=\s)")
_APOSTROPHES = ("'", "’")


@dataclass(slots=True, eq=False)
class Word:
    """One word. `gap` is what stands between the word before and this one ("" at the very start).

    `opens` is True at the start of a sentence, of a quotation or after a colon, where a capital
    says nothing; `capital` if it begins with a capital letter, or has one after a prefix
    ("al-Rashdan"); `possessive` if "'s" or a plural's apostrophe follows; `pos`, `tag` and `ent` are
    spaCy's. Nobody changes a word; it is not frozen because one is made for each word read, and
    that would double the cost.
    """

    i: int
    text: str
    lower: str
    start: int
    end: int
    gap: str
    sentence: int
    paragraph: int
    opens: bool
    possessive: bool
    pos: str
    tag: str
    ent: str
    heading: bool
    capital: bool


class TokenAt:
    """The tokens of a document by the offset at which they begin, each made when it is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._numbers: dict[int, int] = {at: i for i, at in enumerate(doc.to_array("IDX").tolist())}

    def get(self, offset: int) -> Token | None:
        """The token that begins at this offset of the text, or None."""
        number = self._numbers.get(offset)
        return None if number is None else self._doc[number]


def split_words(article: Article, doc: Doc) -> tuple[Word, ...]:
    """All words of the article's clean text, in order."""
    sentences = article.sentences
    starts = [s.span.start for s in sentences]
    # One look at the whole document: asking each token for its strings costs several times as much.
    columns = (doc.to_array(key).tolist() for key in ("IDX", "POS", "TAG", "ENT_TYPE"))
    token_starts, parts, tags, ents = columns
    number_at = {at: i for i, at in enumerate(token_starts)}
    names = {key: doc.vocab.strings[key] for key in {*parts, *tags, *ents}}
    words: list[Word] = []
    before, last_sentence, n = 0, -1, 0
    text = article.text
    for match in WORD.finditer(text):
        start, end = match.span()
        if start < before:
            continue  # the "s" of a possessive
        while n + 1 < len(starts) and starts[n + 1] <= start:
            n += 1
        sentence = sentences[n] if sentences else None
        gap = text[before:start]
        mark = _POSSESSIVE.match(text, end) if text[end : end + 1] in _APOSTROPHES else None
        possessive = mark is not None and (len(mark.group()) == 2 or text[end - 1] in "sz")
        i = number_at.get(start)
        if i is None and token_starts:
            i = max(bisect_right(token_starts, start) - 1, 0)
        raw = match.group()
        words.append(
            Word(
                len(words),
                raw,
                raw.lower(),
                start,
                end,
                gap,
                n,
                sentence.paragraph if sentence else 0,
                n != last_sentence or (gap != " " and any(c in '“"«„‘:\n•' for c in gap)),
                possessive,
                names[parts[i]] if i is not None else "",
                names[tags[i]] if i is not None else "",
                names[ents[i]] if i is not None else "",
                sentence.heading if sentence else False,
                raw[0].isupper() or _PREFIXED.match(raw) is not None,
            )
        )
        last_sentence = n
        before = end + (len(mark.group()) if possessive and mark else 0)
    return tuple(words)
