"""What one text is to another: entailed, contradicted or neither, as a trained model judges it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.compare.entailment.model import Entailment

__all__ = ["entailment", "judge"]


def entailment() -> Entailment:
    """The bundled model, loaded once a process."""
    from communique.compare.entailment.model import stored

    return stored()


def judge(pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
    """For each (text, claim) the probabilities that it entails, contradicts, does neither; the model is
    loaded when it is first asked."""
    return entailment()(pairs)
