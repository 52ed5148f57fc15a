"""Figures and dates of a sentence against those of its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from communique.brief.amounts import comparable, derived, hard, same_amount, same_thing
from communique.brief.content import Amount, Content
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import Frame, frames, verb_over
from communique.brief.judgement import Conflict, lines_of, near_first
from communique.brief.partial_dates import PartialDate

ANCHORED = 0.45
"""Share of a sentence's words that a window needs before its figures are set against it."""
ELSEWHERE = 0.5
"""Share of a sentence that a source sentence needs before the date of another deed, or the figure of
another thing, is set against its own."""
NEARLY = 0.3
"""Share of a sentence that is backed at all: below, a missing figure is the least of its faults."""


def figures(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A figure that the evidence does not have, most of all where it has another for the same."""
    for n, amount in enumerate(asked.amounts):
        wanted = hard(amount, asked)
        if f"#{n}" in cover.missing or not wanted:
            if not wanted and _stands(amount, cover):
                continue
            for line, other in other_figures(asked, amount, cover, sources, close=not wanted):
                note = f"The source has {other.words}, not {amount.words}."
                words = (amount.words, other.words)
                return Conflict("contradicted", "number", (line.span,), note, words)
            if wanted and cover.share >= NEARLY:
                spans = tuple(w.lines[w.centre].span for w in cover.windows[:1])
                return Conflict(
                    "partly", "number", spans, f"No source has {amount.words}.", (amount.words, "")
                )
        elif not amount.whole and not amount.part:
            found = _part_told_as_whole(asked, amount, cover)
            if found:
                return found
    return None


def _stands(amount: Amount, cover: Cover) -> bool:
    return any(same_amount(amount, o) for _, c in lines_of(cover.windows) for o in c.amounts)


def other_figures(
    asked: Content, amount: Amount, cover: Cover, sources: Sources, *, close: bool = False
) -> Iterator[tuple[Line, Amount]]:
    """Figures of the evidence that tell the same thing differently, most likely first.

    `close` asks for the very same unit in one sentence that shares half of the asked one.
    """
    weights = {k: sources.rarity(k) for k in asked.keys}
    total = sum(weights.values()) or 1.0
    for window in cover.windows + [w for w in cover.ranked if w not in cover.windows]:
        near = window.keys() | sources.context(window.article.id)
        if sum(w for k, w in weights.items() if k in near) / total < ANCHORED:
            continue
        for line, content in near_first(window):
            shared = sum(w for k, w in weights.items() if k in content.keys) / total
            if not shared or (close and shared < 0.5):
                continue
            for other in content.amounts:
                if not comparable(amount, other) or same_amount(amount, other):
                    continue
                if close and (not other.unit or not amount.unit):
                    continue
                if shared < ELSEWHERE and amount.unit and other.unit and not same_thing(amount, other):
                    continue
                if any(same_amount(own, other) for own in asked.amounts):
                    continue
                if derived(other, content) != derived(amount, asked):
                    continue
                yield line, other


def _part_told_as_whole(asked: Content, amount: Amount, cover: Cover) -> Conflict | None:
    """ "Paid 95 million" where the source has "paid 40 of the 95 million"."""
    verbs = {f.verb for f in frames(asked)}
    hit = None
    for line, content in lines_of(cover.windows):
        for n, other in enumerate(content.amounts):
            if not same_amount(amount, other):
                continue
            if not other.whole:
                return None
            part = content.amounts[n - 1]
            if hit is None and any(f.verb in verbs and _governs(content, f, part) for f in frames(content)):
                hit = (line, part, other)
    if hit is None:
        return None
    line, part, other = hit
    note = f"The source has {part.words} of {other.words}, not all of it."
    return Conflict("contradicted", "number", (line.span,), note, (amount.words, part.words))


def _governs(content: Content, frame: Frame, amount: Amount) -> bool:
    for token in content.doc:
        if not amount.start <= token.idx < amount.end:
            continue
        node = token
        for _ in range(12):
            if node.i == frame.token:
                return True
            if node.pos_ == "VERB" or node.dep_ == "ROOT":
                break
            node = node.head
    return False


# ------------------------------------------------------------------ dates


def dates(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A day, month or year that the evidence does not have, most of all where it has another."""
    for wanted in asked.dates:
        if any(told(wanted, line, content) for line, content in lines_of(cover.windows)):
            continue
        words = asked.text[wanted.start : wanted.end]
        published = any(_came_out(wanted, line) for line, _ in lines_of(cover.windows))
        for window in cover.windows:
            for line, content in near_first(window):
                rival = _rival_in(asked, wanted, content, sources, 0.75 if published else 0.2)
                if rival:
                    note = f"The source has {rival}, not {words}."
                    return Conflict("contradicted", "date", (line.span,), note, (words, rival))
        if published or cover.share < NEARLY:
            continue
        if not any(told(wanted, x, c) or _came_out(wanted, x) for x, c in lines_of(cover.ranked)):
            spans = tuple(w.lines[w.centre].span for w in cover.windows[:1])
            return Conflict("partly", "date", spans, f"No source has {words}.", (words, ""))
    return None


def _rival_in(
    asked: Content, wanted: PartialDate, content: Content, sources: Sources, least: float
) -> str | None:
    weights = {k: sources.rarity(k) for k in asked.keys}
    shared = set(weights) & set(content.keys)
    share = sum(weights[k] for k in shared) / (sum(weights.values()) or 1.0)
    if len(shared) < 2 or share < least:
        return None
    verb = verb_over(asked, wanted.start)
    for other in content.dates:
        # "Undertook, starting in January": January is not when they undertook it.
        if verb_over(content, other.start) != verb and (verb in content.keys or share < ELSEWHERE):
            continue
        if wanted.rivals(other) and not any(other.agrees(own) for own in asked.dates):
            return content.text[other.start : other.end]
    return None


def told(wanted: PartialDate, line: Line, content: Content) -> bool:
    """True if a sentence has this date."""
    return any(wanted.agrees(d) for d in content.dates) or any(
        m.interval is not None
        and line.span.start <= m.span.start < line.span.end
        and wanted.within(m.interval)
        for m in line.reading.dates
    )


def _came_out(wanted: PartialDate, line: Line) -> bool:
    """True if the article came out on such a day: what it tells of mostly happened then."""
    return line.article.published is not None and wanted.within(line.article.published)
