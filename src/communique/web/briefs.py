"""A brief as it is read: each sentence with its citations, each citation with the words it opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.brief.citing import source_line
from communique.records import Reading
from communique.web import models


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked where it is what is cited."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """One citation: its number, where it leads, and the paragraph with the cited words marked."""

    number: int
    key: str
    address: str
    source: str
    paragraph: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a brief, with what it opens; `text` in pieces, where a value differs marked."""

    text: tuple[Piece, ...]
    opens: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its sentences, and accounts that differ in pairs."""

    heading: str
    lines: tuple[Line, ...]
    sides: tuple[tuple[Line, Line], ...]


def shown_brief(brief: models.Brief, readings: Sequence[Reading]) -> tuple[Part, ...]:
    """A brief with all that its citations open. `readings` are those of its story."""
    known = {reading.article.id: reading for reading in readings}
    made = _Shown(known)
    return tuple(
        Part(
            section.heading,
            tuple(made.line(sentence) for sentence in section.sentences),
            tuple((made.line(a.sentence, a.value), made.line(b.sentence, b.value)) for a, b in section.sides),
        )
        for section in brief.sections
    )


class _Shown:
    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._shown = 0

    def line(self, sentence: models.BriefSentence, value: str = "") -> Line:
        opens = []
        for number, span in zip(sentence.citations, sentence.evidence, strict=True):
            if span.article in self._readings:
                self._shown += 1
                opens.append(self._opened(number, span, f"cite-{self._shown}"))
        return Line(marked(sentence.text, value), tuple(opens))

    def _opened(self, number: int, span: models.Span, key: str) -> Opened:
        article = self._readings[span.article].article
        start = article.text.rfind("\n\n", 0, span.start) + 1
        end = article.text.find("\n\n", span.end)
        end = len(article.text) if end < 0 else end
        pieces = (
            Piece(article.text[start : span.start].lstrip()),
            Piece(span.quote, marked=True),
            Piece(article.text[span.end : end]),
        )
        return Opened(
            number,
            key,
            f"/articles/{span.article}?at={span.start}#at",
            source_line(article),
            tuple(piece for piece in pieces if piece.text),
        )


def marked(text: str, value: str) -> tuple[Piece, ...]:
    """A text with the first place of a value in it marked; whole where it holds it nowhere."""
    at = text.find(value) if value else -1
    return (Piece(text),) if at < 0 else around(text, at, at + len(value))


def around(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """A text with its characters from `start` to `end` marked."""
    pieces = (Piece(text[:start]), Piece(text[start:end], marked=True), Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)
