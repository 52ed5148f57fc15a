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
    from spacy.tokens import Doc

SPEECH = frozenset("said says told tells added adds stated warned asked asks replied announced".split())
"""Forms of the verbs by which news most often reports what somebody says."""

_LETTER = r"[^\W\d_][̀-ͯ]*"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|(?:[A-Z]['’](?=[A-Z]))?(?:{_LETTER})+(?:[-‐‑](?:{_LETTER})+)*|\d[\d.,]*(?<![.,])(?:{_LETTER})*"
)
_PREFIXED = re.compile(r"(?:al|el|ad|an|as|ash|at|ul|ibn|bin|d|l)[-‐‑][A-ZÀ-Þ]")
_POSSESSIVE = re.compile(r"['’]s(?!\w)|['’](?=\s)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `gap` is what stands between the word before and this one ("" at the very start).

    `opens` is True at the start of a sentence, of a quotation or after a colon, where a capital
    says nothing; `possessive` if "'s" or a plural's apostrophe follows; `pos`, `tag` and `ent` are
    spaCy's.
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

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or has one after a prefix ("al-Rashdan")."""
        return self.text[0].isupper() or _PREFIXED.match(self.text) is not None


def split_words(article: Article, doc: Doc) -> tuple[Word, ...]:
    """All words of the article's clean text, in order."""
    starts = [s.span.start for s in article.sentences]
    token_at = {token.idx: token for token in doc}
    token_starts = [token.idx for token in doc]
    words: list[Word] = []
    before, last_sentence = 0, -1
    text = article.text
    for match in WORD.finditer(text):
        start, end = match.span()
        if start < before:
            continue  # the "s" of a possessive
        n = max(bisect_right(starts, start) - 1, 0)
        sentence = article.sentences[n] if article.sentences else None
        gap = text[before:start]
        mark = _POSSESSIVE.match(text, end)
        possessive = mark is not None and (len(mark.group()) == 2 or text[end - 1] in "sz")
        token = token_at.get(start)
        if token is None and token_starts:
            token = doc[max(bisect_right(token_starts, start) - 1, 0)]
        words.append(
            Word(
                i=len(words),
                text=match.group(),
                lower=match.group().lower(),
                start=start,
                end=end,
                gap=gap,
                sentence=n,
                paragraph=sentence.paragraph if sentence else 0,
                opens=n != last_sentence or any(c in '“"«„‘:\n•' for c in gap),
                possessive=possessive,
                pos=token.pos_ if token is not None else "",
                tag=token.tag_ if token is not None else "",
                ent=token.ent_type_ if token is not None else "",
                heading=sentence.heading if sentence else False,
            )
        )
        last_sentence = n
        before = end + (len(mark.group()) if possessive and mark else 0)
    return tuple(words)
