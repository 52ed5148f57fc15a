"""Words that stand near each other in meaning, for sentences that share few: a hint, no synonym.

The table is made by `training/claims/near.py`; a word answers its neighbour with part of its weight.
"""

from __future__ import annotations

from functools import cache

from communique.compare.words import rows

ABOUT, GAIN, MOST = 0.22, 1.5, 0.7
"""From a nearness (a cosine) to the credit it gives: what lies above ABOUT, times GAIN, at most MOST."""


@cache
def near() -> dict[str, tuple[tuple[str, float], ...]]:
    """For a concept those near it, each with the credit (0 to 1) that it gives."""
    table = {}
    for key, cells in rows("near.tsv"):
        found = []
        for cell in cells.split():
            name, _, hundredths = cell.partition(":")
            found.append((name, min(MOST, GAIN * (float(hundredths) / 100 - ABOUT))))
        table[key] = tuple(found)
    return table
