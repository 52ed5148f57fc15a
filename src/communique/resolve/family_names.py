"""Family names that are also ordinary words: "Were said", "May told reporters".

A capital at the start of a sentence says nothing, and taggers read such names as auxiliaries or
months. What follows decides: no clause begins with an auxiliary and then a finite verb.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from communique.resolve.tables import read_table
from communique.resolve.words import SPEECH, Word

_FINITE = frozenset("VBD VBZ VBN MD".split())
_JOINS = frozenset("and but that as".split())
_ADVERBS = 2


class FamilyNames:
    """Tells a family name from the word that looks like it.

    `known` are the words that stand with a capital in mid-sentence.
    """

    def __init__(self, words: Sequence[Word], known: frozenset[str]) -> None:
        self.words, self.known = words, known
        self._introduced = frozenset(w.text for w in words if is_month(w) and self._after_given_name(w.i))

    def auxiliary(self, i: int) -> bool:
        """Whether word `i`, an auxiliary's look-alike at the start of a sentence, is a name."""
        word = self.words[i]
        if word.text not in self.known:
            return False
        return word.possessive or self._after(i) in (",", "and") or self._acts(i)

    def month(self, i: int) -> bool:
        """Whether word `i`, a month's look-alike, is somebody's family name."""
        word = self.words[i]
        if self._after_given_name(i):
            return True
        if word.text not in self._introduced:
            return False
        before = self.words[i - 1] if i else None
        if before is not None and any(mark in before.gap for mark in "”\"’'") and not self._parted(i):
            return before.pos == "VERB"  # “We paid,” said May
        free = word.opens or self._parted(i) or (before is not None and before.lower in _JOINS)
        # A month may have been cold, but it says nothing.
        return free and self._acts(i, SPEECH if word.ent == "DATE" else None)

    def trades(self, roles: Container[str]) -> frozenset[str]:
        """Words among `roles` that are somebody's family name here: "Ada Baker"."""
        found = set()
        for word in self.words:
            named = word.capital and word.lower in roles and not word.opens and self._after_given_name(word.i)
            after = self.words[word.i + 1] if named and word.i + 1 < len(self.words) else None
            titled = after is not None and after.capital and after.gap == " "
            if named and not titled and self.words[word.i - 1].lower not in roles:
                found.add(word.text)
        return frozenset(found)

    def _after_given_name(self, i: int) -> bool:
        word, before = self.words[i], self.words[i - 1] if i else None
        if before is None or self._parted(i) or not before.capital or before.possessive:
            return False
        dated = i + 1 < len(self.words) and self.words[i + 1].text[0].isdigit()
        return word.capital and word.ent == "PERSON" == before.ent and not dated

    def _acts(self, i: int, verbs: frozenset[str] | None = None) -> bool:
        """Whether a finite verb (one of `verbs`) follows, perhaps after an adverb ("also said")."""
        for k in range(i + 1, min(i + 2 + _ADVERBS, len(self.words))):
            word = self.words[k]
            if self._parted(k) or word.lower == "not":
                return False
            if word.pos != "ADV":
                return word.tag in _FINITE and (verbs is None or word.lower in verbs)
        return False

    def _after(self, i: int) -> str:
        """The comma or else the word after word `i`."""
        if i + 1 >= len(self.words):
            return ""
        after = self.words[i + 1]
        return "," if after.gap.startswith(",") else after.lower

    def _parted(self, i: int) -> bool:
        """Whether a mark or a sentence's end stands before word `i`."""
        return self.words[i].gap.strip() != "" or self.words[i].sentence != self.words[i - 1].sentence


def is_auxiliary(word: Word) -> bool:
    """Whether a word looks like an auxiliary."""
    return _classes().get(word.lower) == "auxiliary"


def is_month(word: Word) -> bool:
    """Whether a word looks like a month that is also a family name."""
    return _classes().get(word.lower) == "month"


@cache
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for row in read_table("family_names")}
