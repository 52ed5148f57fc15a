"""How the words before a number loosen it: "about", "at least", "up to"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from communique.resolve.tables import read_table

Bound = Literal["exact", "about", "at least", "at most"]
DURATIONS = frozenset("second minute hour day night week fortnight month quarter year decade century".split())


@lru_cache(maxsize=1)
def _bounds() -> tuple[re.Pattern[str], dict[str, Bound]]:
    table: dict[str, Bound] = {}
    for row in read_table("bounds"):
        bound: Bound = (
            "about" if row["bound"] == "about" else "at least" if row["bound"] == "at least" else "at most"
        )
        table[row["words"]] = bound
    inner = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(table, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w])({inner})\.?\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE), table


_PARTICLE = re.compile(
    r"\b(?:hand|turn|take|took|taken|give|gave|given|bring|brought|sign|win|won|roll|carr(?:y|i)"
    r"|pass|run|ran|go|went|fl(?:y|ew)|cross|push|fight|fought|all|preside|rule)(?:ed|s|es"
    r"|ing)?\s+over\s+(?:the\s+|an?\s+)?\Z",
    re.IGNORECASE,
)


def bound_before(text: str, start: int, unit: str) -> Bound:
    """How the words before a number loosen it; "exact" if none do."""
    pattern, table = _bounds()
    match = pattern.search(text[max(0, start - 28) : start])
    if match is None:
        return "exact"
    words = " ".join(match.group(1).lower().split())
    if words in ("over", "above", "under", "below") and unit in DURATIONS:
        return "exact"  # "over five years" tells how long, not how many at least
    if words == "over" and _PARTICLE.search(text[max(0, start - 28) : start]):
        return "exact"  # "handed over eight men"
    return table[words]
