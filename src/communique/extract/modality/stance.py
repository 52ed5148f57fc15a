"""What a text says of one event, and what a governing word makes of it.

Polarity composes on the way down (Nairn, Condoravdi & Karttunen 2006, "Computing relative
polarity for textual inference"); certainty and source as in Saurí & Pustejovsky 2012, "Are you
sure that this event happened?".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from communique.extract.cues import table
from communique.records import Modality

OPEN = {"possible", "pledged", "demanded", "hypothetical"}
"""Kinds that a weaker or later one does not replace further down."""
EITHER_WAY = {"asserted", "historical", "expected"}
"""Kinds whose denial is a plain "no": "will not sign", "did not sign"."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How an event is put: its kind, whether it is to be or not to be, and by whom.

    `kind` is never "negated": that is "asserted" without `positive`. `told` says that somebody
    other than the writer answers for it.
    """

    kind: Modality = "asserted"
    positive: bool = True
    told: bool = False

    @property
    def modality(self) -> Modality:
        """The one of the nine values that this stance is."""
        return self.kind if self.positive or self.kind not in EITHER_WAY else "negated"

    @property
    def key(self) -> str:
        """Kind and polarity in one word, such as "expected-"."""
        return self.kind + ("+" if self.positive else "-")


@cache
def signatures() -> Mapping[tuple[str, str], tuple[str, str]]:
    """`data/signatures.tsv`: (lemma, complement) → (effect where it holds, effect where denied)."""
    return {(lemma, kind): (plus, minus) for lemma, kind, plus, minus, _ in table("signatures.tsv")}


def under(stance: Stance, signature: tuple[str, str]) -> Stance:
    """The stance of a complement, given its governor's stance and signature."""
    plus, minus = signature
    if plus == minus == "asserted":
        return Stance("asserted", True, stance.told)  # factive: whatever is said of the governor
    effect = plus if stance.positive else minus
    if stance.kind == "denied":
        return stance if effect != "negated" else replace(stance, kind="possible")
    if effect == "reported":
        kind = stance.kind if stance.positive else "possible"
        return Stance(kind, True, True)
    if effect in {"asserted", "negated"}:
        return replace(stance, positive=effect == "asserted")
    if effect == "unlikely":
        return replace(stance, kind="expected", positive=False)
    if stance.kind in OPEN:
        return replace(stance, positive=True)
    return replace(stance, kind=cast("Modality", effect), positive=True)


def negate(stance: Stance) -> Stance:
    """The stance of a clause that is denied by its own words."""
    return replace(stance, positive=not stance.positive)
