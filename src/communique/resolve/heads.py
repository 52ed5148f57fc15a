"""The word that a noun phrase turns on: the last title or body that its modifiers lead to."""

from __future__ import annotations

from communique.resolve.names import NOT_NAMES, Names, Spot

_ADJECTIVES = frozenset(
    "new former acting interim outgoing incoming deputy vice assistant senior top chief first prime "
    "late then ex "
    "opposition visiting newly permanent special retired veteran ruling old".split()
)
_COMPASS = frozenset("new north south east west northern southern eastern western".split())


class Heads:
    """Looks along an unbroken run of modifiers for its head; never further than a few words."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        # For each word where the next title or body stands: most words have none within reach.
        self._next = [len(self.words)] * (len(self.words) + 1)
        for k in range(len(self.words) - 1, -1, -1):
            told = names.role(k) is not None or names.body(k) is not None
            self._next[k] = k if told else self._next[k + 1]

    def lead(self, i: int, j: int, limit: int) -> tuple[int, list[Spot]]:
        """The last title or body that an unbroken run of modifiers from word `j` leads to, or -1."""
        words, names = self.words, self.names
        head = -1
        spots: list[Spot] = []
        if self._next[j] >= limit:
            return head, spots
        k = j
        while k < limit and (k == i or names.joined(k)):
            spot = names.spot_at.get(k)
            if spot is not None and k != i:
                if head >= 0 or spots or not self._head_ahead(spot.last + 1, limit, False):
                    break
                spots.append(spot)
                k = spot.last + 1
                continue
            if names.role(k) is not None or names.body(k) is not None:
                if self._mere_modifier(k):
                    return -1, []
                head = k
                k += 1
                if words[head].possessive and not self._owned(k, limit):
                    break
                continue
            if head >= 0 and not self._more(k, limit):
                break
            if head < 0 and not self._modifier(k, limit):
                break
            if words[k].possessive and not (words[k].capital and names.body_ahead(k + 1)):
                break
            k += 1
        return head, spots

    def _mere_modifier(self, k: int) -> bool:
        """Whether a lower-case head only describes the noun after it ("bank account", "army helicopter")."""
        if self.words[k].capital or self.words[k].possessive or not self.names.joined(k + 1):
            return False
        after = self.words[k + 1]
        if after.capital or after.pos != "NOUN" or k + 1 in self.names.spot_at:
            return False
        return (
            self.names.role(k + 1) is None and self.names.body(k + 1) is None and not self._more(k + 1, k + 4)
        )

    def _owned(self, k: int, limit: int) -> bool:
        """Whether a possessor is followed by a title or body that it owns ("the ministry's spokesman")."""
        for n in range(k, min(k + 4, limit)):
            if not self.names.joined(n):
                return False
            if self.names.role(n) or self.names.body(n):
                return True
        return False

    def _modifier(self, k: int, limit: int) -> bool:
        """Whether word `k` may stand before a title or body, and one comes."""
        word = self.words[k]
        if (word.lower in NOT_NAMES and word.lower not in _COMPASS) or word.text[0].isdigit():
            return False
        if word.lower in ("and", "&") and k > 0:
            return self.words[k - 1].capital and self._head_ahead(k + 1, limit, True)
        if word.capital:
            loose = word.opens or (word.text.isupper() and len(word.text) > 1)
            return self._head_ahead(k + 1, limit, not loose)
        if word.lower in _ADJECTIVES or word.pos in ("ADJ", "NOUN", "PROPN"):
            return self._head_ahead(k + 1, limit, False)
        return False

    def _head_ahead(self, k: int, limit: int, capital: bool) -> bool:
        """Whether a run of modifiers goes on to a title or body; with a capital, if `capital`."""
        for n in range(k, min(k + 4, limit)):
            if not self.names.joined(n):
                return False
            word = self.words[n]
            if self.names.role(n) or self.names.body(n):
                return word.capital or not capital
            plain = word.pos in ("ADJ", "NOUN", "PROPN", "CCONJ") or word.lower in _ADJECTIVES
            if not plain and not word.capital:
                return False
        return False

    def _more(self, k: int, limit: int) -> bool:
        """Whether words after one head lead to another ("Council Secretary", "ministry spokesman")."""
        for n in range(k, min(k + 3, limit)):
            if not self.names.joined(n) or self.words[n].capital != self.words[k].capital:
                return False
            word = self.words[n]
            if self.names.role(n) or self.names.body(n):
                return True
            if not word.capital and word.pos not in ("NOUN", "ADJ"):
                return False
        return False
