"""Whom a pronoun stands for: recency, subjecthood, gender and who spoke last; else nobody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar


class Gendered(Protocol):
    """Whoever can be meant by "he" or "she"."""

    gender: str


T = TypeVar("T", bound=Gendered)

MASCULINE = frozenset({"he", "him", "his"})
FEMININE = frozenset({"she", "her", "hers"})
PLURAL = frozenset({"they", "them", "their", "theirs"})


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A party just mentioned: where, as what, and whether as the one who acts or speaks."""

    who: T
    sentence: int
    paragraph: int
    subject: bool
    animate: bool
    plural: bool
    quoted: bool
    cited: bool = False


@dataclass(slots=True)
class Focus(Generic[T]):
    """Who has been mentioned lately, newest last; older mentions than `depth` are forgotten."""

    depth: int = 40
    seen: list[Seen[T]] = field(default_factory=list)

    def note(self, seen: Seen[T]) -> None:
        """Remember a mention."""
        self.seen.append(seen)
        if len(self.seen) > 2 * self.depth:
            del self.seen[: self.depth]

    def rename(self, old: T, new: T) -> None:
        """Someone without a name turns out to be somebody with one."""
        self.seen = [replace(seen, who=new) if seen.who is old else seen for seen in self.seen]

    def singular_person(
        self, pronoun: str, sentence: int, paragraph: int, *, quoted: bool, not_: T | None = None
    ) -> T | None:
        """Whom "he" or "she" means: the best candidate other than `not_`, or None where two are as good."""
        want = "m" if pronoun in MASCULINE else "f"
        scores: dict[int, tuple[float, T]] = {}
        for age, seen in enumerate(reversed(self.seen[-self.depth :])):
            if not seen.animate or seen.plural or (seen.quoted and not quoted) or seen.who is not_:
                continue
            if seen.who.gender and seen.who.gender != want:
                continue
            score = _score(seen, age, sentence, paragraph)
            if score <= 0:
                continue
            if seen.who.gender == want:
                score += 1.5
            key = id(seen.who)
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, seen.who)
        return _best(scores)

    def thing(self, sentence: int, paragraph: int, *, quoted: bool) -> T | None:
        """Which state or body "it" means."""
        scores: dict[int, tuple[float, T]] = {}
        for age, seen in enumerate(reversed(self.seen[-self.depth :])):
            if seen.animate or seen.plural or (seen.quoted and not quoted):
                continue
            score = _score(seen, age, sentence, paragraph)
            key = id(seen.who)
            if score > 0 and (key not in scores or score > scores[key][0]):
                scores[key] = (score, seen.who)
        return _best(scores)

    def several(self, sentence: int, paragraph: int, *, quoted: bool) -> T | None:
        """Which group "they" means."""
        scores: dict[int, tuple[float, T]] = {}
        for age, seen in enumerate(reversed(self.seen[-self.depth :])):
            if not seen.plural or (seen.quoted and not quoted):
                continue
            score = _score(seen, age, sentence, paragraph)
            key = id(seen.who)
            if score > 0 and (key not in scores or score > scores[key][0]):
                scores[key] = (score, seen.who)
        return _best(scores)


def _score(seen: Seen[T], age: int, sentence: int, paragraph: int) -> float:
    """How near a mention is to mind: subjects of this and the last sentence first."""
    back = sentence - seen.sentence
    apart = paragraph - seen.paragraph
    if apart > 1 or back > 5:
        return 0.0
    score = 6.0 - 1.5 * min(back, 3) - 2.0 * apart - 0.05 * age
    if seen.subject:
        score += 2.5
    if seen.cited:
        score += 1.0
    return score


def _best(scores: dict[int, tuple[float, T]]) -> T | None:
    ranked = sorted((score for score, _ in scores.values()), reverse=True)
    if not ranked or ranked[0] <= 1.0 or (len(ranked) > 1 and ranked[0] - ranked[1] < 0.3):
        return None
    return next(who for score, who in scores.values() if score == ranked[0])
