"""The named people of an article: full names first, so that a surname may stand before them.

A name that stands only inside quotation marks is nobody's: it may be a ship or a song.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.phrases import fold
from communique.resolve.words import SPEECH, Word

_PLACE_LINKS = frozenset("in at near from into towards across around through via outside".split())
Key = tuple[str, ...]


class People:
    """Named people, by name; `of(phrase)` finds whom a name or surname means."""

    def __init__(
        self, phrases: Iterable[Phrase], words: Sequence[Word], apposed: set[int], quoted: frozenset[int]
    ) -> None:
        self.words = words
        self.parties: dict[Key, Party] = {}
        self._holding: dict[str, list[Key]] = {}
        self._described: set[str] = set()
        evidence: dict[Key, float] = {}
        titled: dict[Key, bool] = {}
        found = list(phrases)
        apposed = apposed | self._under_one_title(found)
        for p in found:
            if (
                p.sort == "person"
                and p.name is not None
                and p.name[1] - p.name[0] < 7
                and p.head not in quoted
            ):
                key = self.key(p)
                if id(p) in apposed or p.rank not in ("", "honorific") or self._introduced(p):
                    self._described.add(key[-1])
                score = (3.0 if p.rank else 0.0) + (2.0 if id(p) in apposed else 0.0) + self._evidence(p)
                evidence[key] = evidence.get(key, 0.0) + score
                titled[key] = titled.get(key, False) or bool(p.rank)
        for key in sorted(evidence):
            if len(key) > 1:  # what is said of a surname alone counts for the full name too
                evidence[key] += sum(max(evidence.get((word,), 0.0), 0.0) for word in (key[0], key[-1]))
        for key in sorted(evidence, key=lambda k: (-len(k), k)):
            sure = evidence[key] >= 0.9 if len(key) > 1 else (titled[key] or evidence[key] >= 3)
            if sure and not self.matching(key):
                self.parties[key] = Party("person", key, named=True)
                for word in dict.fromkeys(key):
                    self._holding.setdefault(word, []).append(key)

    def _introduced(self, p: Phrase) -> bool:
        """Whether what follows a name tells who it is: "Ada Umeh, a plumber", "Ada Umeh, 43"."""
        after = self.words[p.last + 1] if p.last + 1 < len(self.words) else None
        if after is None or after.gap not in (", ", ",\n"):
            return False
        return after.lower in ("a", "an", "the", "who", "whose") or after.text.isdigit()

    def _under_one_title(self, phrases: Sequence[Phrase]) -> set[int]:
        """Names behind one title in the plural: "Ministers Ada Umeh and Ivo Brandt"."""
        found: set[int] = set()
        for n, title in enumerate(phrases):
            if title.sort != "person" or title.name is not None or not title.plural:
                continue
            at = title.last + 1
            for p in phrases[n + 1 : n + 4]:
                joined = p.name is not None and p.first == at and self.words[at].gap == " "
                if not joined:
                    break
                found.add(id(p))
                linked = p.last + 1 < len(self.words) and self.words[p.last + 1].lower == "and"
                at = p.last + (2 if linked else 1)
        return found

    def key(self, p: Phrase) -> Key:
        """The words of a name, folded."""
        assert p.name is not None
        return tuple(fold(w.text) for w in self.words[p.name[0] : p.name[1] + 1])

    def described(self, party: Party) -> bool:
        """Whether a title or a description stands beside a person's surname anywhere in the article."""
        return bool(party.key) and party.key[-1] in self._described

    def matching(self, key: Key) -> list[Party]:
        """People whose full name holds these words in a row, those whose surname they are first."""
        if key in self.parties:
            return [self.parties[key]]
        found: list[tuple[int, int, Party]] = []
        for n, full in enumerate(self._holding.get(key[-1], ())):
            at = next((i for i in range(len(full) - len(key) + 1) if full[i : i + len(key)] == key), None)
            if at is not None:
                found.append((0 if at + len(key) == len(full) else 1, n, self.parties[full]))
            elif len(key) > 1 and set(key) <= set(full) and full[-1] == key[-1]:
                found.append((1, n, self.parties[full]))
        best = min((f[0] for f in found), default=0)
        return [party for rank, _, party in sorted(found, key=lambda f: f[:2]) if rank == best]

    def _evidence(self, p: Phrase) -> float:
        """How much speaks for a person rather than a place or a thing."""
        assert p.name is not None
        words = self.words
        tags = [w.ent for w in words[p.name[0] : p.name[1] + 1]]
        score = 0.0
        if tags.count("PERSON") * 2 > len(tags):
            score += 1.0
        elif any(t in ("GPE", "LOC", "FAC") for t in tags):
            score -= 0.6
        before = words[p.first - 1] if p.first and words[p.first].gap == " " else None
        after = words[p.last + 1] if p.last + 1 < len(words) else None
        said_so = before is not None and before.lower == "to" and words[p.first - 2].lower == "according"
        if p.parts or said_so:
            score += 1.5
        if after is not None and after.tag == "VBD" and any(c in words[p.first].gap for c in '”"'):
            score += 2.0  # “...,” Umeh insisted
        if said_so or (before is not None and before.lower in SPEECH):
            score += 2.0
        elif before is not None and before.lower in _PLACE_LINKS:
            score -= 2.0
        elif before is not None and before.lower == "to":
            score -= 0.5
        if after is not None and not words[p.last].possessive:
            if (after.gap == " " and after.lower in SPEECH) or (
                after.gap == ", " and (after.lower in ("who", "whose") or after.text.isdigit())
            ):
                score += 2.0
            elif after.gap == " " and after.pos == "VERB" and after.ent == "":
                score += 0.5
        return score - (3.0 if p.determiner == "the" else 0.0)
