"""What a trained model may add to the rules: it vetoes sentences and weighs roots.

Rules propose who and to whom; the judge answers two questions about them. `combine` holds the
only place where the two meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from communique.extract.events.roots import folded

RELEVANT = 0.5
"""A sentence under this probability of a codable event yields none."""
OWN = 0.35
"""What the rules' own root weighs beside the judge's probabilities."""
SURE = 0.6
"""How probable a root must be that only the judge sees."""


class Judge(Protocol):
    """A model of events. Offsets are those of the article's text."""

    def relevance(self, start: int, end: int) -> float:
        """The probability, 0 to 1, that the sentence at these offsets holds a codable event."""
        ...

    def roots(
        self, source: tuple[int, int] | None, target: tuple[int, int] | None, start: int, end: int
    ) -> Mapping[str, float]:
        """Probabilities of the fifteen roots for what `source` does to `target` in this sentence."""
        ...


def combine(root: str | None, weights: Mapping[str, float]) -> str | None:
    """The root that rules (None: they know none) and judge agree on best; None: not sure enough.

    Where the judge says YIELD the rules' RETREAT stands, which it does not know.
    """
    if not weights:
        return root
    if root is None:
        best = max(sorted(weights), key=lambda name: weights[name])
        return best if weights[best] >= SURE else None
    total = {name: weight + (OWN if name == folded(root) else 0.0) for name, weight in weights.items()}
    best = max(sorted(total), key=lambda name: total[name])
    return root if best == folded(root) else best
