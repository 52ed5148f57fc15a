"""The quad class and the weight of tone of PLOVER roots; the weights are in `data/tones.tsv`.

Tone is Goldstein's scale (1992): the mean weight of what is told as having happened.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from communique.extract.events.roots import QUADS
from communique.records import HAPPENED, Count, Direction, Modality, PairEvent, Quad

QUAD_NAMES: tuple[Quad, ...] = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


@cache
def tones() -> Mapping[str, tuple[float, str]]:
    """PLOVER roots → their weight, -10 to 10, and a sentence that tells such an event."""
    text = files("communique.relate").joinpath("data", "tones.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {root: (float(weight), example) for root, weight, _, example in lines}


def tone_of(root: str) -> float:
    """The weight of a root, 0 if it is not known."""
    return tones().get(root, (0.0, ""))[0]


def quad_of(root: str) -> Quad | None:
    """The quad class of a root by its name; None if it is not known."""
    place = QUADS.get(root)
    return QUAD_NAMES[place - 1] if place else None


def has_happened(event: PairEvent) -> bool:
    """Whether it is told as having happened: neither said to come, promised, demanded nor denied."""
    return event.modality in HAPPENED


def mean_tone(events: Iterable[PairEvent], *, direction: Direction | None = None) -> float | None:
    """The mean weight of those that happened; with a direction, of these and of what both did.

    None if there is none: silence is no tone.
    """
    found = [
        event.tone
        for event in events
        if has_happened(event) and (direction is None or event.direction in (direction, "both"))
    ]
    return round(math.fsum(found) / len(found), 2) + 0.0 if found else None


def counts_of(events: Iterable[PairEvent]) -> tuple[Count, ...]:
    """How many there are of each direction, quad class and modality, in the order of these words."""
    found: dict[tuple[Direction, int, Modality], int] = {}
    for event in events:
        key = (event.direction, QUAD_NAMES.index(event.quad), event.modality)
        found[key] = found.get(key, 0) + 1
    return tuple(Count(key[0], QUAD_NAMES[key[1]], key[2], found[key]) for key in sorted(found))
