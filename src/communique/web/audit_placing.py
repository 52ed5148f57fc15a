"""The sentences of an audit found again in the text that was given, and the text in its own paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["paragraph", "heading", "reference"]
RULE = re.compile(r"\s*[-*_=]{3,}\s*$")
HASHES = re.compile(r"\s{0,3}#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text; `sentence` counts from 0, None between sentences."""

    start: int
    end: int
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text as it was given, or a line in which nothing was checked."""

    role: Role
    runs: tuple[Run, ...]


def placed(text: str, sentences: Sequence[str]) -> tuple[tuple[int, int] | None, ...]:
    """Where each sentence stands in the text, in its order; None for one that is not found again.

    White space does not count: an audit joins lines that are broken.
    """
    offsets = [at for at, character in enumerate(text) if not character.isspace()]
    packed = "".join(text[at] for at in offsets)
    found: list[tuple[int, int] | None] = []
    cursor = 0
    for sentence in sentences:
        wanted = "".join(sentence.split())
        at = packed.find(wanted, cursor) if wanted else -1
        if at < 0:
            found.append(None)
            continue
        cursor = at + len(wanted)
        found.append((offsets[at], offsets[cursor - 1] + 1))
    return tuple(found)


def paragraphs(text: str, places: Sequence[tuple[int, int] | None]) -> tuple[Paragraph, ...]:
    """The text as given: sentences in their paragraphs, and the lines between them. Every character but
    white space is in one run, in order."""
    made = _Made(text, places)
    at = 0
    for number, place in enumerate(places):
        if place is None:
            continue
        made.between(at, place[0])
        made.runs.append(Run(*place, number))
        at = place[1]
    made.between(at, len(text))
    made.close()
    return tuple(made.paragraphs)


class _Made:
    def __init__(self, text: str, places: Sequence[tuple[int, int] | None]) -> None:
        self.text = text
        self.paragraphs: list[Paragraph] = []
        self.runs: list[Run] = []
        # Where a sentence runs over a line's end, lines are broken by width and tell no paragraph.
        self.broken = any(place and "\n" in text[place[0] : place[1]] for place in places)
        self.last = max((place[1] for place in places if place), default=0)

    def between(self, start: int, end: int) -> None:
        """The text between two sentences: within a paragraph, or with lines of its own."""
        gap = self.text[start:end]
        lines = gap.split("\n")
        joined = self.broken and len(lines) == 2 and not gap.strip() and self.runs
        if len(lines) == 1 or joined:
            if gap:
                self.runs.append(Run(start, end))
            return
        at = start
        for number, line in enumerate(lines):
            stop = at + len(line)
            if number == 0 and start:
                self._add(at, stop)
                self.close()
            elif number == len(lines) - 1 and stop < len(self.text):
                self._add(at, stop)
            else:
                self._alone(at, stop)
            at = stop + 1

    def close(self) -> None:
        """End the paragraph."""
        if any(self.text[run.start : run.end].strip() for run in self.runs):
            self.paragraphs.append(Paragraph("paragraph", tuple(self.runs)))
        self.runs = []

    def _add(self, start: int, stop: int) -> None:
        if self.text[start:stop].strip():
            self.runs.append(Run(start, stop))

    def _alone(self, start: int, stop: int) -> None:
        line = self.text[start:stop]
        if not line.strip() or RULE.match(line):
            return
        hashes = HASHES.match(line)
        begin = start + (hashes.end() if hashes else 0)
        role: Role = "heading" if hashes or start < self.last else "reference"
        self.paragraphs.append(Paragraph(role, (Run(begin, stop),)))
