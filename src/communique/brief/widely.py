"""Claims of all, always and without condition that the evidence does not make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.brief.content import Content
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.judgement import Conflict, lines_of
from communique.brief.terms import rows
from communique.brief.values import other_figures
from communique.records import Span


def over_generalised(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A word for "all", "always" or "without condition" that no evidence has; contradicted where
    a source sets a limit, or where the word claims that everybody agrees."""
    for pattern, kind in _patterns("generalisations.tsv"):
        cue = pattern.search(asked.text)
        if not cue:
            continue
        lines = list(lines_of(cover.windows))
        if any(pattern.search(c.text) or cue.group().lower() in c.text.lower() for _, c in lines):
            continue
        said = f"“{cue.group()}”"
        if kind == "parties":
            spans = tuple(dict.fromkeys(_differing(asked, cover, sources)))
            return Conflict(
                "contradicted", "over-generalised", spans, f"{said}: no source says that all agree."
            )
        for line, content in lines:
            if _limit(kind, content.text) and set(asked.keys) & set(content.keys):
                return Conflict(
                    "contradicted", "over-generalised", (line.span,), f"{said}: the source sets a limit."
                )
        spans = tuple(line.span for line, _ in lines[:1])
        return Conflict("partly", "over-generalised", spans, f"{said} stands in no source.")
    return None


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0], re.I), row[1]) for row in rows(name))


def _limit(kind: str, text: str) -> bool:
    return any(limits == kind and pattern.search(text) for pattern, limits in _patterns("hedges.tsv"))


def _differing(asked: Content, cover: Cover, sources: Sources) -> Iterator[Span]:
    """The best evidence, and the sentences that have another figure."""
    yield from (w.lines[w.centre].span for w in cover.windows[:1])
    for amount in asked.amounts:
        other: tuple[Line, object] | None = next(iter(other_figures(asked, amount, cover, sources)), None)
        if other:
            yield other[0].span
