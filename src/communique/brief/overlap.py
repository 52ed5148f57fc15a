"""How far the words of a claim stand in its evidence, and whether in their order.

Order is the longest common subsequence of ROUGE-L (Lin 2004), here over the claim's length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

MOST_ORDERED = 60
"""Words of a claim whose order is looked at."""
PREFIX, ALIKE = 5, 0.7
"""Letters that two words must begin with alike, and their share of the longer word."""


def alike(a: str, b: str) -> bool:
    """True if two reduced words are one, or begin so much alike that they are of one family."""
    if a == b:
        return True
    longer = max(len(a), len(b))
    least = max(PREFIX, math.ceil(ALIKE * longer))
    return a[:least] == b[:least] and min(len(a), len(b)) >= least


def in_order(claim: Sequence[str], evidence: Sequence[Sequence[str]]) -> int:
    """The most words of a claim that stand in its order in one sentence of the evidence."""
    best = 0
    for words in evidence:
        if len(words) <= best:
            continue
        row = [0] * (len(words) + 1)
        for word in claim:
            diagonal = 0
            for n, other in enumerate(words, start=1):
                above = row[n]
                row[n] = diagonal + 1 if word == other else max(above, row[n - 1])
                diagonal = above
        best = max(best, row[-1])
    return best


def sequence_signals(claim: Sequence[str], evidence: Sequence[Sequence[str]]) -> dict[str, float]:
    """`order` and `triples` of a claim's words: the share of them that stand in order in one
    sentence, the share of three in a row that are also in a row in the evidence."""
    words = claim[:MOST_ORDERED]
    known = {tuple(e[n : n + 3]) for e in evidence for n in range(len(e) - 2)}
    triples = [tuple(words[n : n + 3]) for n in range(len(words) - 2)]
    return {
        "order": in_order(words, evidence) / len(words) if words else 0.0,
        "triples": sum(t in known for t in triples) / len(triples) if triples else 0.0,
    }
