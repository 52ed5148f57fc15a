"""Reading a brief: its sentences, their citation marks, its reference list.

Marks are `[1]`, `[1, 2]`, `[1–3]`, `[^1]` and runs of them, before or after the full stop. The
list stands under a heading ("References", "Sources", "Notes") or at the end of the text as
lines that begin with a number. Title lines and headings are not sentences; a pull quote is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.read import split

MARK = re.compile(r"\[\^?(\d{1,3}(?: {0,2}[,;–—-] {0,2}\^?\d{1,3}){0,60})\]")
LIST_HEADING = re.compile(
    r"^[\W_]*(?:references?|sources?|notes?|citations?|bibliography|foot ?notes?|end ?notes?|works cited|"
    r"reference list|source list|list of sources)[\W_]*$",
    re.I,
)
LIST_LINE = re.compile(r"^\s{0,8}(?:[-*•]\s)?(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.):])\s+(?=\S)")
BULLET = re.compile(r"^\s{0,8}(?:[-*•–]\s+|\d{1,2}[.)]\s+)")
MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s")
LEADING_MARKS = re.compile(r"(?:\s?\[\^?\d[\d\s,;–—^-]{0,300}\][.!?]?){1,60}")
OPENERS = "“\"«‘'("
LONGEST_HEADING = 14
"""Words; a longer line without a full stop is taken for a sentence."""
LONGEST_WRAP = 45
"""A line at least this long without an end to its sentence runs on into the next."""
LONGEST_QUOTATION = 1_000
"""Characters for which an open quotation mark holds sentences together."""
WIDEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of a brief: as written, without its marks, and the numbers it carries.

    `pull_quote` tells a paragraph that is nothing but words in quotation marks.
    """

    text: str
    bare: str
    citations: tuple[int, ...]
    paragraph: int
    pull_quote: bool = False


@dataclass(frozen=True, slots=True)
class ReadBrief:
    """A brief taken apart; `lines` are the numbers and words of its reference list, `has_list`
    tells whether there is one. `title` is its first heading or empty."""

    title: str
    sentences: tuple[CitedSentence, ...]
    lines: tuple[tuple[int, str], ...]
    has_list: bool


def read_brief(text: str) -> ReadBrief:
    """The sentences and the reference list of a brief, in time linear in its length."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body, listed, has_list = _split_list(lines)
    title = ""
    sentences: list[CitedSentence] = []
    for number, (paragraph, bullet) in enumerate(_paragraphs(body)):
        if not bullet and _is_heading(paragraph, first=not sentences and not title):
            title = title or paragraph.lstrip("# ").strip("*_ ")
            continue
        sentences.extend(_sentences_of(paragraph, number))
    return ReadBrief(title, tuple(sentences), tuple(listed), has_list)


def numbers_in(text: str) -> tuple[int, ...]:
    """The reference numbers of all marks in a text, once each, in order; ranges spelt out."""
    found: dict[int, None] = {}
    for mark in MARK.finditer(text):
        previous: int | None = None
        for piece in re.finditer(r"([–—-])?[ ,;^]*(\d+)", mark.group(1)):
            number = int(piece.group(2))
            if piece.group(1) and previous is not None and previous < number <= previous + WIDEST_RANGE:
                found.update(dict.fromkeys(range(previous + 1, number)))
            found[number] = None
            previous = number
    return tuple(found)


# ------------------------------------------------------------------ the list


def _split_list(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]], bool]:
    """Body lines, numbered list lines, and whether there is a list at all."""
    for index in range(len(lines) - 1, -1, -1):
        if len(lines[index]) < 60 and LIST_HEADING.match(lines[index]) and re.search(r"\w", lines[index]):
            listed = list(_listed(lines[index + 1 :]))
            if listed:
                return list(lines[:index]), listed, True
    end = len(lines)
    start = end
    for index in range(end - 1, -1, -1):
        if not lines[index].strip():
            continue
        if not LIST_LINE.match(lines[index]):
            break
        start = index
    listed = list(_listed(lines[start:]))
    body = list(lines[:start])
    if listed and any(line.strip() for line in body) and _is_trailing_list(listed, lines[start:], body):
        return body, listed, True
    return list(lines), [], False


def _is_trailing_list(listed: Sequence[tuple[int, str]], lines: Sequence[str], body: Sequence[str]) -> bool:
    """Lines "[1] ..." or "1. ..." at the end are a list if they count up and the body cites them."""
    numbers = [number for number, _ in listed]
    if numbers != sorted(set(numbers)):
        return False
    cited = set(numbers_in("\n".join(body)))
    bracketed = all(line.lstrip().startswith("[") for line in lines if line.strip())
    return bool(cited & set(numbers)) or (bracketed and not cited)


def _listed(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines; one without a number continues the line before, or is counted if none has one."""
    rows: list[tuple[int, str]] = []
    unnumbered: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        match = LIST_LINE.match(line)
        if match:
            rows.append((int(match.group(1) or match.group(2)), line[match.end() :].strip()))
        elif rows and not BULLET.match(line):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
        else:
            unnumbered.append(BULLET.sub("", line).strip())
    if rows:
        yield from rows
    else:
        yield from enumerate(unnumbered, start=1)


# ------------------------------------------------------------------ paragraphs and sentences


def _paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Paragraphs, hard-wrapped lines joined, each with whether it is an item of a list."""
    held: list[str] = []
    bullet = False
    for line in (*lines, ""):
        clean = line.strip()
        starts = not clean or MARKDOWN_HEADING.match(line) or BULLET.match(line)
        if held and (starts or not (_runs_on(held[-1]) or clean[0].islower())):
            yield " ".join(held), bullet
            held = []
        if not clean or re.fullmatch(r"[-*_=]{3,}", clean):
            continue
        if not held:
            bullet = bool(BULLET.match(line)) and not MARKDOWN_HEADING.match(line)
            clean = BULLET.sub("", line).strip() if bullet else clean
            clean = clean.removeprefix(">").strip()
        if clean:
            held.append(clean)


def _runs_on(line: str) -> bool:
    end = MARK.sub("", line[-400:]).rstrip()
    return len(line) >= LONGEST_WRAP and not end.endswith((".", "!", "?", "…", ":", "”", '"', "»"))


def _is_heading(paragraph: str, *, first: bool) -> bool:
    if MARKDOWN_HEADING.match(paragraph):
        return True
    if MARK.search(paragraph) or (paragraph[0] in OPENERS and paragraph[-1] in "”\"»’'"):
        return False
    end = paragraph.strip("*_ ")
    if end.endswith((".", "!", "?", "…", "”", '"')) and not (first and end.endswith("?")):
        return False
    words = len(paragraph.split())
    return words <= LONGEST_HEADING or (first and words <= 2 * LONGEST_HEADING)


def _sentences_of(paragraph: str, number: int) -> Iterator[CitedSentence]:
    for text in split_sentences(paragraph):
        bare = " ".join(MARK.sub(" ", text).split())
        bare = re.sub(r"\s+([.,;:!?])", r"\1", bare).replace("**", "").replace("__", "")
        if not re.search(r"\w", bare):
            continue
        alone = bare.rstrip(".")
        pull = alone[0] in '“"«' and alone[-1] in '”"»' and not re.search(r"[“”\"«»]", alone[1:-1])
        yield CitedSentence(text, bare, numbers_in(text), number, pull)


def split_sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph; marks stay with the sentence that they follow, and words in
    one pair of quotation marks stay together."""
    start = end = 0
    quotation = _Quotation(paragraph)
    for begin, stop, _, _ in split(paragraph, frozenset()):
        marks = LEADING_MARKS.match(paragraph, begin, stop)
        if end and marks:
            end = marks.end()
            begin = (
                marks.end() + len(paragraph[marks.end() : stop]) - len(paragraph[marks.end() : stop].lstrip())
            )
        if end and begin < stop and not quotation.open_at(end):
            yield paragraph[start:end].strip()
            start = begin
        end = max(end, stop)
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


class _Quotation:
    """Tells, for offsets that only grow, whether a quotation is open there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._since: int | None = None

    def open_at(self, offset: int) -> bool:
        for index in range(self._at, offset):
            character = self._text[index]
            if character in "“«" or (character == '"' and self._since is None):
                self._since = index
            elif character in '”»"':
                self._since = None
        self._at = offset
        return self._since is not None and offset - self._since < LONGEST_QUOTATION
