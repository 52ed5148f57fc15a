"""Frames to attributions: the characters of source, cue and content of a reporting clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.extract.frames import Frame
from communique.extract.sources import FINITE, has_finite, is_mark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Offsets = tuple[int, int]

NESTED = {"relcl", "advcl", "acl", "pcomp", "ccomp", "xcomp", "csubj"}
"""A reporting clause that hangs on another one so has its content inside it."""
SUBJECTS = {"nsubj", "nsubjpass"}
COMPLEMENTS = {"dobj", "ccomp", "xcomp", "prep", "dative", "oprd", "attr", "pcomp", "acomp", "nsubj"}
STOPS = {",", ";", ":", ".", "–", "—", "-", "--", "and", "but", "or", "while"}


@dataclass(slots=True)
class Draft:
    """An attribution in the making: character offsets of the article's text, in any order."""

    source: list[Offsets] = field(default_factory=list)
    cue: list[Offsets] = field(default_factory=list)
    content: list[Offsets] = field(default_factory=list)
    score: float = 0.0


SCORES = {"right": 0.87, "aside": 0.87, "act": 0.75}
"""How often a frame's content was one, by its shape, on coverage read for it."""


def draft_of(doc: Doc, frame: Frame, frames: Mapping[int, Frame], start: int, end: int) -> Draft | None:
    """What a frame of the sentence between two token indices attributes; None if that is nothing.

    `frames` are all frames of the sentence.
    """
    verb = doc[frame.verb]
    if frame.shape == "right" and frame.content is not None:
        pieces = [_right(doc, frame, frame.content, frames, end)]
    elif frame.shape == "aside":
        pieces = _around(doc, frame, frames, start, end)
    else:
        pieces = [_object(verb, frame, end)]
    content = [found for low, high in pieces if (found := characters(doc, low, high)) is not None]
    if not content:
        return None
    draft = Draft(cue=_cue(verb, frame), content=content, score=SCORES[frame.shape])
    if frame.source is not None:
        found = characters(doc, *_whole_source(doc, frame))
        draft.source = [found] if found is not None else []
    return draft


def characters(doc: Doc, low: int, high: int) -> Offsets | None:
    """The characters of a run of tokens, without stops and linking words at its edges."""
    while low < high and (doc[low].is_space or doc[low].text in STOPS):
        low += 1
    while high > low and (doc[high - 1].is_space or doc[high - 1].lower_ in STOPS):
        high -= 1
    return (doc[low].idx, doc[high - 1].idx + len(doc[high - 1])) if low < high else None


def _whole_source(doc: Doc, frame: Frame) -> tuple[int, int]:
    """The source with the apposition or relative clause that stands between it and the verb."""
    assert frame.source is not None
    low, high = frame.source
    if high <= frame.verb:
        head = next((t for t in doc[low:high] if not low <= t.head.i < high), doc[high - 1])
        edge = int(head.right_edge.i) + 1
        if high < edge <= frame.verb:
            return low, edge
    elif low > frame.verb and frame.shape == "aside":
        return low, max(high, frame.block[1])
    return low, high


def _cue(verb: Token, frame: Frame) -> list[Offsets]:
    """The verb with its auxiliaries and particle; "according to"."""
    doc = verb.doc
    low = high = verb.i
    if frame.cue is None:
        if verb.lower_ == "according":
            high += 1
    else:
        for child in reversed(list(verb.lefts)):
            if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.i == low - 1:
                low = child.i
        for child in verb.rights:
            if child.dep_ in {"prt"} and child.i == high + 1:
                high = child.i
    return [(doc[low].idx, doc[high].idx + len(doc[high]))]


def _right(doc: Doc, frame: Frame, content: int, frames: Mapping[int, Frame], end: int) -> tuple[int, int]:
    """From the content's first word to where the reporting clause, or its sentence, ends."""
    verb = doc[frame.verb]
    low = content
    if low - 1 > verb.i and doc[low - 1].lower_ == "that":
        low -= 1
    high = end
    if verb.dep_ in NESTED or (verb.dep_ == "conj" and verb.head.dep_ in NESTED):
        high = max(min(end, verb.right_edge.i + 1), low + 1)
    for child in verb.rights:
        left = int(child.left_edge.i)
        if not low < left < high:
            continue
        again = child.dep_ == "conj" and (
            child.i in frames or (child.tag_ in FINITE and not any(c.dep_ in SUBJECTS for c in child.lefts))
        )
        circumstance = child.dep_ == "advcl" and child.tag_ == "VBG" and doc[left - 1].text == ","
        if again or circumstance:
            high = left
            break
    for other in frames.values():
        if other.shape == "aside" and low < other.block[0] < high:
            high = other.block[0]
    return low, high


def _around(
    doc: Doc, frame: Frame, frames: Mapping[int, Frame], start: int, end: int
) -> list[tuple[int, int]]:
    """What stands before and after a parenthesis of speech, as far as it belongs to it."""
    verb = doc[frame.verb]
    first, last = frame.block
    low, high = start, end
    if frame.cue is None and verb.head.i != verb.i and verb.head.dep_ in NESTED:
        low, high = max(start, verb.head.left_edge.i), min(end, verb.head.right_edge.i + 1)
    for other in frames.values():
        if other is frame or other.shape != "aside":
            continue
        if low <= other.block[0] < first:
            low = min(first, other.block[1])
        elif other.block[0] >= last:
            high = min(high, other.block[0])
    clause = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.left_edge.i >= low), None)
    if clause is not None and clause.right_edge.i < first:
        low = max(low, int(clause.left_edge.i))
    before = (low, first) if low < first and first - low > 1 else None
    told = before is not None and has_finite(doc, *before)
    goes_on = last < high and (
        is_mark(doc[last])
        or not told
        or (doc[last].text == "," and has_finite(doc, last, high) and frame.cue is not None)
    )
    pieces = [before] if before is not None else []
    return [*pieces, (last, high)] if goes_on else pieces


def _object(verb: Token, frame: Frame, end: int) -> tuple[int, int]:
    """What an act is about: its complements, or the subject of its passive."""
    if frame.passive:
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
        return (subject.left_edge.i, subject.right_edge.i + 1) if subject is not None else (verb.i, verb.i)
    found = [c for c in verb.rights if c.dep_ in COMPLEMENTS and c.i < end]
    if not found:
        return verb.i, verb.i
    low = max(min(int(c.left_edge.i) for c in found), verb.i + 1)
    return low, max(min(max(int(c.right_edge.i) for c in found) + 1, end), low)
