"""Find many fixed phrases in a text in one pass: a trie over words, longest match first.

Words compare without accents and without case, but a phrase's capitals must be there: a phrase
word that starts with a capital only fits a word that does, and one in capitals throughout
("US", "WHO") only fits a word in capitals. Lower-case phrase words fit any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

# Initials with full stops ("U.S.", "D.C.") are one word; otherwise letters and digits ("OPEC+" whole).
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:\+(?![\w+]))?")
_JOINT = re.compile(
    r"(?:[ \t\u00a0]*\n[ \t\u00a0]*|[ \t\u00a0]{1,3}|[-‐‑–'’‘ʻ&/]"
    r"|['’][ \u00a0]|[ \u00a0]&[ \u00a0]|\.[ \u00a0]?|, ?)\Z"
)
_LONGEST = 12
KEPT = 8
"""Texts whose words are kept, since one text is searched for several kinds of names."""


@dataclass(slots=True, eq=False)
class Word:
    """One word of a text: offsets, the folded form that is compared, and its case.

    Nobody changes it; it is not frozen because that would double the cost of making one.
    """

    start: int
    end: int
    key: str
    case: int  # 0 lower, 1 starts with a capital, 2 all capitals


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    # (case needed for each word, what the phrase stands for)
    values: list[tuple[tuple[int, ...], T]] = field(default_factory=list)


def fold(text: str) -> str:
    """Lower case without accents or apostrophes' variants: what comparing words uses."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("ı", "i")


@lru_cache(maxsize=KEPT)
def words(text: str) -> list[Word]:
    """The words of a text, in order; a possessive "s" is a word of its own. Nobody changes them."""
    found = []
    for match in _WORD.finditer(text):
        raw = match.group()
        # Most words are plain and in lower case: nothing to fold.
        key, case = (raw, 0) if raw.islower() and raw.isascii() and "." not in raw else _compared(raw)
        found.append(Word(match.start(), match.end(), key, case))
    return found


def _compared(raw: str) -> tuple[str, int]:
    """A word as it is compared: folded, and its case."""
    bare = raw.replace(".", "") if "." in raw else raw
    # "Us" at the start of a sentence is not "US", and a single letter is no acronym.
    case = 2 if len(bare) > 1 and bare.isupper() else int(raw[0].isupper())
    return (bare.lower() if bare.isascii() else fold(bare)), case


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: offsets, the indices of its words (`stop` exclusive), what it stands for."""

    start: int
    end: int
    first: int
    stop: int
    values: tuple[T, ...]


class PhraseBook(Generic[T]):
    """Phrases and what they stand for."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T, *, any_case: bool = False) -> None:
        """Add a phrase; `any_case` drops the demand for its capitals."""
        parts = [_compared(raw) for raw in _WORD.findall(phrase)]
        if not parts or len(parts) > _LONGEST:
            raise ValueError(f"a phrase has 1 to {_LONGEST} words: {phrase!r}")
        node = self._root
        for key, _ in parts:
            after = node.next.get(key)
            if after is None:
                after = node.next[key] = _Node()
            node = after
        case = tuple(0 if any_case else need for _, need in parts)
        if (case, value) not in node.values:
            node.values.append((case, value))

    def find(self, text: str, tokens: list[Word] | None = None) -> Iterator[Match[T]]:
        """Every longest match, left to right, none overlapping.

        `tokens` are `words(text)` if the caller has them. Time is linear in the text: at each
        word at most a dozen steps are taken.
        """
        tokens = words(text) if tokens is None else tokens
        until, begins = 0, self._root.next
        for at, token in enumerate(tokens):
            if at >= until and token.key in begins:
                match = self._longest(text, tokens, at)
                if match is not None:
                    yield match
                    until = match.stop

    def _longest(self, text: str, tokens: list[Word], first: int) -> Match[T] | None:
        node = self._root.next.get(tokens[first].key)
        best: Match[T] | None = None
        at = first
        while node is not None:
            if node.values:
                cases = tuple(token.case for token in tokens[first : at + 1])
                values = tuple(v for need, v in node.values if _fits(need, cases))
                if values:
                    best = Match(tokens[first].start, tokens[at].end, first, at + 1, values)
            at += 1
            if at >= len(tokens) or not node.next:
                break
            gap = text[tokens[at - 1].end : tokens[at].start]
            if not _joined(gap, tokens[at - 1]):
                break
            node = node.next.get(tokens[at].key)
        return best


def _fits(need: tuple[int, ...], cases: tuple[int, ...]) -> bool:
    return all(have >= want for want, have in zip(need, cases, strict=True))


def _joined(gap: str, before: Word) -> bool:
    """Whether two words stand close enough to belong to one phrase."""
    if not gap or gap in (" ", "-"):
        return True
    if len(gap) > 12 or not _JOINT.match(gap):
        return False
    # A full stop only joins after a short word ("St. Lucia", "Washington D.C."), a comma only
    # before initials, which the phrase itself decides; a blank line never joins.
    return not (gap.startswith(".") and before.end - before.start > 2)
