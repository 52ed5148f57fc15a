"""What the front of an article told: the record that its modules fill in."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.read.byline import Byline
from communique.records import Interval


@dataclass(slots=True)
class Front:
    """What the front told. `roles` gives, for each block of the front, why it is removed
    (None: it stays, as a heading)."""

    length: int = 0
    title: str | None = None
    byline: Byline | None = None
    outlet: str | None = None
    published: Interval | None = None
    place: str | None = None
    label: str | None = None
    official: bool = False
    roles: dict[int, str | None] = field(default_factory=dict)
