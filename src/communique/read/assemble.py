"""Blocks to clean text: what stays, joined; what was cut, kept with its place and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from communique.records import Removed


@dataclass(slots=True)
class Clean:
    """A clean text in the making. Paragraphs are parted by one blank line."""

    parts: list[str] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    removed: list[Removed] = field(default_factory=list)
    length: int = 0

    def keep(self, text: str, *, heading: bool = False) -> None:
        """Add a paragraph."""
        if self.parts:
            self.length += 2
        if heading:
            self.headings.add(len(self.parts))
        self.parts.append(text)
        self.length += len(text)

    def remove(self, text: str, reason: Any, *, before_next: bool = True) -> None:
        """Note a piece that stood here: before the next paragraph, or at the end of the last."""
        at = self.length + 2 if before_next and self.parts else self.length
        self.removed.append(Removed(at, text, reason))

    def finish(self) -> tuple[str, frozenset[int], tuple[Removed, ...]]:
        """The text, the numbers of its headings, and what was removed, in order."""
        text = "\n\n".join(self.parts)
        removed = tuple(
            item if item.at <= len(text) else Removed(len(text), item.text, item.reason)
            for item in self.removed
        )
        return text, frozenset(self.headings), removed
