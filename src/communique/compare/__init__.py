"""Statements of several articles → claims: what is said by whom, how often, and what contradicts it.

`compare` is the stage. The rest is the inner language of it, which an audit shares: a
`Proposition` is a statement laid out for comparison, `likeness` tells how far two speak of the
same thing, `differences` in what they differ if they do, `contradiction` whether they cannot
both be right.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.contradictions import contradiction
from communique.compare.differences import Differing, differences
from communique.compare.laying import proposition_of, propositions_of
from communique.compare.likeness import Likeness, Weights, likeness
from communique.compare.neighbourhoods import Neighbourhood, neighbourhoods
from communique.compare.propositions import Proposition
from communique.records import Claim, Grouping, Reading

__all__ = [
    "Differing",
    "Likeness",
    "Neighbourhood",
    "Proposition",
    "Weights",
    "compare",
    "contradiction",
    "differences",
    "likeness",
    "neighbourhoods",
    "proposition_of",
    "propositions_of",
]


def compare(readings: Sequence[Reading], grouping: Grouping) -> tuple[Claim, ...]:
    """Join what says the same and link what cannot stand together.

    Every statement of `readings` is in exactly one claim. `sources` counts independent ones:
    copies and articles credited to one agency are one source, as are articles of one outlet.
    A claim is `contested` if another contradicts it, else `corroborated` from two sources on,
    else `single-source`. The result does not depend on the order of `readings`. It is that of each
    neighbourhood by itself: what is told in one arc of stories changes nothing in another.
    """
    from communique.compare.claims import Comparison

    by_id = {reading.article.id: reading for reading in readings}
    claims: list[Claim] = []
    for one in neighbourhoods(by_id, grouping):
        claims += Comparison([by_id[article] for article in one.articles], one.grouping).claims()
    return tuple(sorted(claims, key=lambda claim: claim.id))
