"""The cue words of this stage, read from its data files as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.group.topics import rows

Anchors = tuple[tuple[str, ...], ...]
"""Groups of words; text that a pattern matches holds one of each group."""


@cache
def cues(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of `data/<name>.tsv`, each with its example sentence."""
    return tuple((pattern, example) for pattern, example, _ in _table(name))


def cued(name: str, text: str) -> bool:
    """Whether any pattern of `data/<name>.tsv` is found in the text."""
    return any(pattern.search(text) for pattern, _ in cues(name))


def cued_sentences(name: str, text: str, sentences: Sequence[str]) -> list[bool]:
    """For each sentence of a text whether any pattern of `data/<name>.tsv` is found in it.

    The table's third column names the words without which a pattern matches nothing ("last week|month":
    "last", and one of the others); so most sentences need no look.
    """
    low = text.lower()
    live = [row for row in _anchored(name) if _holds(low, row[0])]
    flags = [False] * len(sentences)
    if live:
        firsts = tuple({word for anchors, _ in live for word in anchors[0]})
        for place, sentence in enumerate(sentences):
            low = sentence.lower()
            for word in firsts:
                if word in low:
                    flags[place] = any(_holds(low, row[0]) and row[1].search(sentence) for row in live)
                    break
    return flags


def _holds(text: str, anchors: Anchors) -> bool:
    return all(any(word in text for word in group) for group in anchors)


@cache
def _anchored(name: str) -> tuple[tuple[Anchors, re.Pattern[str]], ...]:
    return tuple(
        (tuple(tuple(group.split("|")) for group in anchors.split()), pattern)
        for pattern, _, anchors in _table(name)
    )


@cache
def _table(name: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    found = []
    for line in rows(f"{name}.tsv"):
        pattern, example, anchors = (*line.split("\t"), "")[:3]
        found.append((re.compile(pattern, re.IGNORECASE), example, anchors))
    return tuple(found)


__all__ = ["cued", "cued_sentences", "cues"]
