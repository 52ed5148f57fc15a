"""What one statement tells of one promise, before it becomes a commitment of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Reach = tuple[int, int]
"""Token indices, the end exclusive."""


@dataclass(slots=True)
class Told:
    """A status that a statement tells.

    `trigger` tells it; `deed` is the verb of what is promised where there is one; `things` are the heads of
    the noun phrases promised, the main one first; `reach` the words of what is promised. `by` and `to`
    are actor ids. `firm`: the text itself tells that it was promised; `back`: it names only an
    agreement or promise of before; `recalled`: a side clause recalls it; `owed`: a fate of a
    promise or agreement named as such ("missed the deadline"); `same`: it repeats
    the one told before ("made the same promise").
    """

    status: str
    trigger: Token
    deed: Token | None = None
    things: list[Token] = field(default_factory=list)
    reach: Reach | None = None
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    firm: bool = True
    back: bool = False
    recalled: bool = False
    owed: bool = False
    same: bool = False
