"""Any evidence as sentences, and which of them stand nearest to a claim.

Nothing is parsed here: words are reduced by their letters, so evidence of any length can be searched.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.brief.content import key

WORD = re.compile(r"[^\W_]+(?:[-'’.,:][^\W_]+)*")
CITATION = re.compile(r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]")
MOST_PASSAGES = 20_000
"""Sentences of evidence that are looked at; what comes after them is not."""
MOST_WORDS = 200
"""Words of a claim, and of one sentence of evidence, that are looked at."""
NEAREST, BEST = 10, 3
"""Sentences read closely for one claim; the best of these with those beside them."""
MOST_RARE = 8
"""Words of a claim that the nearest lack, for each of which one sentence more is read."""
LITTLE = frozenset(
    "a an the and or but nor of in on at by for with from to into onto about as than that this these those "
    "it its he she they it him her his their them we us our you your i me my who whom whose which what when "
    "where while there here is are was were be been being am do does did done has have had having will would "
    "shall should can could may might must not no n't 's s t also so such very more most then".split()
)
"""Words that tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the evidence: its number, the number of its text, its offsets there, its
    words in lower case, and those that tell something, reduced."""

    number: int
    source: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    keys: frozenset[str]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without possessives; at most MOST_WORDS."""
    found = (m.group().lower().replace("’", "'").removesuffix("'s") for m in WORD.finditer(text))
    return tuple(word for word, _ in zip(found, range(MOST_WORDS), strict=False))


def keys_of(words: Iterable[str]) -> frozenset[str]:
    """What the forms of the telling words, and their synonyms, share."""
    return frozenset(key(word) for word in words if word not in LITTLE)


def passages_of(evidence: Iterable[str]) -> list[Passage]:
    """The sentences of all texts, in order."""
    from communique.read import split

    found: list[Passage] = []
    for source, text in enumerate(evidence):
        for start, end, _, _ in split(text):
            if len(found) == MOST_PASSAGES:
                return found
            words = words_of(text[start:end])
            if words:
                found.append(Passage(len(found), source, start, end, text[start:end], words, keys_of(words)))
    return found


class Rarity:
    """How much a word tells: the fewer sentences of the evidence have it, the more."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._counts = Counter(name for passage in passages for name in passage.keys)
        self._total = len(passages)

    def __call__(self, name: str) -> float:
        """From 0.3 for what stands in all sentences to 1 for what stands in one or none."""
        if not self._total:
            return 1.0
        return 0.3 + 0.7 * math.log((1 + self._total) / max(1, self._counts[name])) / math.log(
            1 + self._total
        )


def nearest(claim: frozenset[str], passages: Sequence[Passage], rarity: Rarity) -> list[Passage]:
    """The sentences that share most with the keys of a claim, those beside the best, and one for
    each rare key that these lack; in the order of the evidence."""
    holding: dict[str, list[int]] = defaultdict(list)
    scores: dict[int, float] = defaultdict(float)
    for passage in passages:
        for name in sorted(passage.keys & claim):
            holding[name].append(passage.number)
            scores[passage.number] += rarity(name) / (8 + len(passage.keys)) ** 0.25
    ranked = sorted(scores, key=lambda n: (-scores[n], n))[:NEAREST]
    chosen = set(ranked)
    lacking = sorted(set(holding) - {name for n in ranked for name in passages[n].keys})
    for name in sorted(lacking, key=lambda name: (-rarity(name), name))[:MOST_RARE]:
        chosen.add(max(holding[name], key=lambda n: (scores[n], -n)))
    for n in ranked[:BEST]:
        for m in (n - 1, n + 1):
            if 0 <= m < len(passages) and passages[m].source == passages[n].source:
                chosen.add(m)
    return [passages[n] for n in sorted(chosen)]
