"""What trained models add to the rules: how surely an act is right, and which root two parties have.

Rules propose acts with their parties; a judge answers two questions about each. `TrainedJudge` asks
linear models that see the words, the way between the parties and what the rules make of them, and,
where there is a reading model, its heads too. `combine` holds the only place where a root is decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np

from communique.extract.events.linear import Linear, bundled
from communique.extract.events.rightness import act_traits
from communique.extract.events.roots import folded
from communique.extract.events.traits import Traits, View, pair_traits

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.extract.events.acts import Act
    from communique.extract.events.hearing import Hearing
    from communique.extract.events.proposals import Offsets, Proposals

RIGHT = 0.5
"""An act under this probability of being one, with the right parties, is not told."""
FAIR = 0.4
"""The same for what two whom the article tells of do together, which a sentence alone does not name."""
LIKELY = 0.2
"""The same where the article itself tells of dealings between the two."""
MARGIN = 0.2
"""By how much another root must be more probable than the rules' own."""
SURE = 0.85
"""How probable a root must be that only the judge sees."""


class Judge(Protocol):
    """A model of events."""

    def right(self, act: Act, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> float:
        """The probability, 0 to 1, that an act of the sentence is one and has these parties."""
        ...

    def roots(
        self, source: Offsets, target: Offsets, proposals: Proposals, view: View
    ) -> Mapping[str, float]:
        """Probabilities of the fifteen roots for what `source` does to `target` in this sentence."""
        ...


def combine(
    root: str | None, weights: Mapping[str, float], *, margin: float = MARGIN, sure: float = SURE
) -> str | None:
    """The root that rules (None: they know none) and judge agree on best; None: not sure enough.

    Where the judge says YIELD the rules' RETREAT stands, which it does not know.
    """
    if not weights:
        return root
    best = max(sorted(weights), key=lambda name: weights[name])
    if root is None:
        return best if weights[best] >= sure else None
    own = weights.get(folded(root), 0.0)
    return root if best == folded(root) or weights[best] < own + margin else best


class TrainedJudge:
    """The bundled models on one document; without a reading model the linear ones alone.

    What a head says counts as much as the `share` of the linear model beside it, which is 0 where
    heads were not trained. `models`: others than the bundled ones of rightness and of roots.
    """

    def __init__(
        self, doc: Doc, hearing: Hearing | None = None, *, models: tuple[Linear, Linear] | None = None
    ) -> None:
        self.doc, self.hearing = doc, hearing
        self.rightness, self.root_model = models or (bundled("rightness"), bundled("roots"))
        self._asked: tuple[tuple[object, ...], Traits] | None = None

    def _pair(self, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> Traits:
        """The traits of a pair: both questions are asked of the same one after the other."""
        key = (proposals, source, target, view)
        if self._asked is None or self._asked[0] != key:
            self._asked = key, pair_traits(self.doc, proposals.words, source, target, view)
        return self._asked[1]

    def right(self, act: Act, source: Offsets, target: Offsets, proposals: Proposals, view: View) -> float:
        """See `Judge`."""
        scores = self.rightness.scores(
            act_traits(proposals, act, source, target, view, self._pair(source, target, proposals, view))
        )
        told = self.rightness.labels.index("right")
        odds = float(scores[told] - scores[1 - told])
        if self.hearing is not None and self.rightness.share:
            odds += self.rightness.share * self.hearing.relevance(proposals.start, proposals.end)
        return float(1 / (1 + np.exp(-odds)))

    def roots(
        self, source: Offsets, target: Offsets, proposals: Proposals, view: View
    ) -> Mapping[str, float]:
        """See `Judge`."""
        model = self.root_model
        scores = model.scores(self._pair(source, target, proposals, view))
        if self.hearing is not None and model.share:
            heard = self.hearing.roots(source, target, proposals.start, proposals.end)
            if heard is not None:
                scores = scores + np.float32(model.share) * heard[list(model.places)]
        chances = np.exp(scores - scores.max())
        return dict(zip(model.labels, map(float, chances / chances.sum()), strict=True))
