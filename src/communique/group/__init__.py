"""Readings → copies, stories and arcs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.records import Grouping, Reading

if TYPE_CHECKING:
    from communique.group.growing import Change

__all__ = ["changes", "group"]


def group(readings: Sequence[Reading], *, lexicon: str = "") -> Grouping:
    """Which articles repeat another, and which tell of one happening at one time.

    Every article is in exactly one story. The order of the readings does not matter. `lexicon` is a
    folder with the user's own tables, as in the settings.
    """
    from communique.group.growing import Growing

    growing = Growing(lexicon)
    growing.add(readings)
    return growing.grouping()


def changes(before: Grouping, after: Grouping) -> tuple[Change, ...]:
    """What became of the stories between two groupings: new, grown, joined or split."""
    from communique.group.growing import changes

    return changes(before, after)
