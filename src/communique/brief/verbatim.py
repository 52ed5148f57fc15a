"""Whether a sentence of a brief is its source's, sign for sign.

Names and figures alone do not make a sentence true: a "not" left out makes it false. So a brief's
sentence must be a cited one in full, of which at most one pronoun has given way to a name that another
cited sentence holds; or, where it is marked as a part, an unbroken stretch of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SIGN = re.compile(r"\w+|[^\w\s]")
MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
PRONOUNS = frozenset("he she they him her them his their".split())
OWN = frozenset("his her their".split())


def departs(text: str, cited: Sequence[str], *, part: bool = False) -> str:
    """How `text` departs from the first of the `cited` sentences; empty if it does not.

    With `part` it may be an unbroken stretch of it, else it must be the whole.
    """
    told, source = _signs(text), _signs(MARKS.sub("", cited[0]) if cited else "")
    if told == source or (part and _holds(source, told)):
        return ""
    if part:
        return "not a stretch of the source"
    start = 0
    while start < min(len(told), len(source)) and told[start] == source[start]:
        start += 1
    end = 0
    while end < min(len(told), len(source)) - start and told[-1 - end] == source[-1 - end]:
        end += 1
    gone, came = source[start : len(source) - end], told[start : len(told) - end]
    if len(gone) == 1 and gone[0] in PRONOUNS:
        name = came[:-2] if gone[0] in OWN and came[-2:] == ["'", "s"] else came
        if name and any(_holds(_signs(other), name) for other in cited[1:]):
            return ""
    return f"“{' '.join(gone)}” has become “{' '.join(came)}”"


def _signs(text: str) -> list[str]:
    return SIGN.findall(text.replace("’", "'").casefold())


def _holds(source: list[str], stretch: list[str]) -> bool:
    """Whether a stretch stands unbroken in a source; linear in practice, both are single sentences."""
    size = len(stretch)
    return size > 0 and any(source[n : n + size] == stretch for n in range(len(source) - size + 1))
