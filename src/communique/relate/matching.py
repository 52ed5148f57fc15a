"""What a user's words mean in a map of causes: the concepts they name, and those whose passage does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from communique.group.topics import WORD, stem, weight
from communique.records import Span
from communique.relate.causes import CauseMap
from communique.relate.concepts import Concept, Phrase, covered, phrase_of, root, turns

How = Literal["named", "passage", "beside"]
HALF = 0.5
"""A concept holds at least so much of what is asked to be what is meant."""
NEAR_BEST = 0.1
RARE = 3.0
"""A word of what is asked that weighs less is not what it is about."""
STRENGTH: Mapping[How, float] = {"named": 1.0, "passage": 0.5, "beside": 0.25}
"""How far a concept is changed: wholly if the words name it; less where only the text around it does."""
MOST_NEAR = 5
LONGEST_NAME = 60
BESIDE = re.compile(r"((?:[A-Z][\w’'-]*)(?: (?:of )?[A-Z][\w’'-]*){0,4}),? and (?:the )?$")


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that is taken as changed: by how much (-1 to 1), how it was found, and the sentence that
    names what was asked where the concept itself does not."""

    concept: int
    value: float
    how: How
    where: Span | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken as changed, and concepts that come near and are not (with the share they hold)."""

    matches: tuple[Match, ...]
    near: tuple[tuple[int, float], ...]


def matched(words: str, causes: CauseMap, named: Iterable[tuple[str, str]] = ()) -> Asked:
    """The concepts that `words` mean.

    Named: a concept that holds at least half of what the words are about. Passage: trouble ("a crisis",
    "any disruption") that a source brings up in a passage naming the place asked for, if what is asked is
    trouble or its end; where a cause is named, only trouble that shares a word with what is asked.
    Beside: the same, where the passage is about a place that a source names in one breath with it.
    """
    asked = phrase_of(words, named)
    causing = {arrow.cause for arrow in causes.arrows}
    shares = [_share(asked, concept) for concept in causes.concepts]
    best = max(shares, default=0.0)
    found: dict[int, Match] = {}
    for number, share in enumerate(shares):
        if share >= max(HALF, best - NEAR_BEST):
            head = causes.concepts[number].head
            turn = (-1 if asked.turn < 0 else 1) * (-1 if head.turn < 0 else 1)
            found[number] = Match(number, STRENGTH["named"] * turn, "named")
    if asked.turn:
        alone = not any(number in causing for number in found)
        for match in _around(words, asked, causes):
            if alone or shares[match.concept] > 0:
                found.setdefault(match.concept, match)
    near = sorted(
        ((n, round(share, 4)) for n, share in enumerate(shares) if share > 0 and n not in found),
        key=lambda one: (-one[1], one[0]),
    )
    if not found and not near:
        near = [(n, 0.0) for n in sorted(causing, key=lambda n: (-_support(causes, n), n))]
    return Asked(tuple(found[n] for n in sorted(found)), tuple(near[:MOST_NEAR]))


def _share(asked: Phrase, concept: Concept) -> float:
    """The most of what is asked that a wording of a concept holds; the actors are those of its head."""
    heads = [concept.head, *(phrase_of(text) for text in (*concept.variants, *concept.turned))]
    return max(covered(asked, head) for head in heads)


def _support(causes: CauseMap, concept: int) -> int:
    return sum(len(arrow.drivers) for arrow in causes.arrows if arrow.cause == concept)


def _around(words: str, asked: Phrase, causes: CauseMap) -> Iterator[Match]:
    """Trouble in passages that name what is asked, or a place named with it."""
    place = _place(words)
    if not place:
        return
    others = _named_with(place, causes)
    seen: set[int] = set()
    for arrow in causes.arrows:
        concept = causes.concepts[arrow.cause]
        if arrow.cause in seen or "trouble" not in concept.head.kinds:
            continue
        turn = -1 if concept.head.turn < 0 else 1
        opposite = 1 if asked.turn < 0 else -1  # closing is trouble, opening its end
        for driver in arrow.drivers:
            spans = causes.passages.get(driver.statement, ())
            where = next((span for span in spans if _holds(span.quote, place)), None)
            how: How = "passage"
            if where is None:
                stems = set(_stems(driver.cause))
                where = next((span for name, span in others if name <= stems), None)
                how = "beside"
            if where is not None:
                seen.add(arrow.cause)
                told = 1 if concept.head.turn <= 0 else turn
                yield Match(arrow.cause, STRENGTH[how] * opposite * told, how, where)
                break


def _place(words: str) -> frozenset[str]:
    """The stems of the names in what is asked, else of its rarer words; without what it does."""
    names = [w for w in WORD.findall(words) if w[0].isupper() and root(w) not in turns()]
    chosen = names if len(names) > 1 else [w for w in WORD.findall(words) if root(w) not in turns()]
    return frozenset(root(w) for w in chosen if weight(stem(w)) >= RARE)


def _stems(text: str) -> Iterator[str]:
    return (root(word) for word in WORD.findall(text))


def _holds(text: str, place: frozenset[str]) -> bool:
    return place <= set(_stems(text))


def _named_with(place: frozenset[str], causes: CauseMap) -> list[tuple[frozenset[str], Span]]:
    """Names that a passage joins by "and" to the place asked for, with the sentence that does."""
    found: dict[frozenset[str], Span] = {}
    for spans in causes.passages.values():
        for span in spans:
            if not _holds(span.quote, place):
                continue
            text = " ".join(span.quote.split())
            for hit in re.finditer(r"(?<![\w])and (?:the )?", text):
                after = text[hit.end() : hit.end() + LONGEST_NAME]
                if not place <= set(_stems(after)) or not after[:1].isupper():
                    continue
                before = BESIDE.search(text[max(0, hit.start() - LONGEST_NAME) : hit.end()])
                if before is not None:
                    name = frozenset(one for one in _stems(before.group(1)) if one != "the")
                    if name:
                        found.setdefault(name, span)
    return sorted(found.items(), key=lambda item: (sorted(item[0]), item[1].start))
