"""Modality: how far a clause, or a single event word, is put forward as fact.

`modality_of` reads a statement's clause, `event_modality` any event word by the signatures of
what governs it (`data/signatures.tsv`).
"""

from __future__ import annotations

from communique.extract.modality.clause import (
    OF_ACT,
    WILL,
    has_condition,
    is_negated,
    is_timetabled,
    modality_of,
    words,
)
from communique.extract.modality.stance import Stance
from communique.extract.modality.walk import event_modality, stance_of

__all__ = [
    "OF_ACT",
    "WILL",
    "Stance",
    "event_modality",
    "has_condition",
    "is_negated",
    "is_timetabled",
    "modality_of",
    "stance_of",
    "words",
]
