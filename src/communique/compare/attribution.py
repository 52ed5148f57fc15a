"""The words of a statement that only tell who says it."""

from __future__ import annotations

import re
from functools import cache

from communique.compare.annotations import Annotations, Stretch
from communique.compare.words import word_set
from communique.records import Statement

_MOST = 260
"""Characters at the end of a statement that may tell who says it, when and where."""


def attribution(notes: Annotations, statement: Statement) -> tuple[Stretch, ...]:
    """Stretches of the span that only say who says it: cue, holder beside it, "on Monday"."""
    cue, start, end = statement.cue, statement.span.start, statement.span.end
    tail = _tail(notes.text, start, end)
    if tail is not None and (cue is None or cue.start >= tail[0]):
        return (tail,)
    if cue is None or not start <= cue.start < end:
        return ()
    left, right = cue.start, cue.end
    holder = statement.holder.span
    if statement.modality not in {"pledged", "demanded", "hypothetical"}:
        if holder is not None and start <= holder.start < end and abs(holder.start - cue.start) < 200:
            left, right = min(left, holder.start), max(right, holder.end)
        for date in notes.dates(right, min(end, right + 40)):
            if len(notes.text[right : date.span.start].split()) <= 2:
                right = max(right, date.span.end)
    return ((left, right),)


def _tail(text: str, start: int, end: int) -> Stretch | None:
    """The end of a sentence that only tells who said it: ", the mayors announced on Monday after talks"."""
    match = _telling().search(text, max(start + 20, end - _MOST), end)
    return (match.start(), end) if match is not None else None


@cache
def _telling() -> re.Pattern[str]:
    verbs = "|".join(sorted(word_set("telling.txt")))
    return re.compile(
        rf",\s+(?!(?:who|which|that|and|but|as|where|when|while)\b)[^,;.()\u201c\u201d\"]{{2,90}}?\s(?:{verbs})\b"
        r"(?!\s+(?:that|it|he|she|they|there)\b)[^,;]*[.,]?$",
        re.I,
    )
