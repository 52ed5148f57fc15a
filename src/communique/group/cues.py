"""The cue words of this stage, read from its data files as regular expressions."""

from __future__ import annotations

import re
from functools import cache

from communique.group.topics import rows


@cache
def cues(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of `data/<name>.tsv`, each with its example sentence."""
    found = []
    for line in rows(f"{name}.tsv"):
        pattern, _, example = line.partition("\t")
        found.append((re.compile(pattern, re.IGNORECASE), example))
    return tuple(found)


def cued(name: str, text: str) -> bool:
    """Whether any pattern of `data/<name>.tsv` is found in the text."""
    return any(pattern.search(text) for pattern, _ in cues(name))


def found_in(name: str, text: str) -> list[re.Pattern[str]]:
    """The patterns of `data/<name>.tsv` that a whole text holds anywhere: all that its sentences can."""
    return [pattern for pattern, _ in cues(name) if pattern.search(text)]


__all__ = ["cued", "cues", "found_in"]
