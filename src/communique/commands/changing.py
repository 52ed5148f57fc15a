"""What became of stories, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.store import StoryChange

MOST = 12
"""Lines that an addition prints; of the rest it says how many they are."""

NAMED = 3
"""Articles that are named as the cause of one change."""

_TELLING = ("joined", "split", "reduced", "withdrawn", "grown", "new")
"""Which changes are told first where there are many: those that nobody could expect."""


def told(changes: Iterable[StoryChange], names: Mapping[str, str]) -> list[str]:
    """Lines that tell these changes, what is unexpected first; `names` has the titles of articles."""
    ordered = sorted(changes, key=lambda change: _TELLING.index(change.kind))
    lines = [sentence(change, names) for change in ordered[:MOST]]
    more = len(ordered) - MOST
    if more > 0:
        lines.append(f"and {more} more {'change' if more == 1 else 'changes'}; see: communique changes")
    return lines


def sentence(change: StoryChange, names: Mapping[str, str]) -> str:
    """One change as a sentence: "“Water accord in Arica” now joins 2 stories that stood apart ..."."""
    label = f"“{change.label}”" if change.label else "a story"
    parts = len(change.before)
    what = {
        "new": f"{label} is a new story of {_count(change.articles)}",
        "grown": f"{label} has grown to {_count(change.articles)}",
        "joined": f"{label} joins what stood in {parts} stories, now {_count(change.articles)}",
        "split": f"{label} was split from another story, with {_count(change.articles)}",
        "reduced": f"{label} has lost an article that was taken out, {_count(change.articles)} left",
        "withdrawn": f"{label} is gone with the last of its articles",
    }[change.kind]
    return what + _because(change, names)


def _because(change: StoryChange, names: Mapping[str, str]) -> str:
    known = [f"“{names[key]}”" for key in change.because if key in names]
    if not known or change.kind in ("new", "reduced", "withdrawn"):
        return ""
    more = len(known) - NAMED
    return ", by " + ", ".join(known[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _count(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles} articles"
