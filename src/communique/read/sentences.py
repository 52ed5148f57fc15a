"""Clean text to sentences: rules over characters, no parse, one pass."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from communique.read.blocks import is_heading_like

LONGEST = 2000
"""The longest sentence, in characters; a longer one is cut at a space (or, lacking one, there)."""

_END = re.compile(r"[.!?…؟。]+")
_CLOSERS = "\"'”’»)]}"
_CITATION = re.compile(r"(?:\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\])+")
_NUMBER_LABEL = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|[•*–—-])[ \t\xa0]+(?=\S)")
_LAST_WORD = re.compile(r"[^\s(\[“‘\"'«—–/]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z]{2,4}\b|(?:local|Eastern|Central|Pacific|Moscow|Beijing|Greenwich)\b"
)
_SAID = frozenset(
    "said says say asked asks replied replies answered answers added adds told tells wrote writes "
    "quipped joked shouted cried exclaimed wondered demanded insisted retorted warned declared".split()
)


def split(text: str, headings: frozenset[int] | None = None) -> list[tuple[int, int, int, bool]]:
    """The sentences of a clean text as (start, end, paragraph, heading), in order.

    Offsets are code points, `end` exclusive, without the white space around. Paragraphs are
    parted by blank lines, and no sentence crosses one. `headings` are the numbers of the
    paragraphs known to be headings; without it, short lines without a stop are taken for such.
    """
    paragraphs = _paragraphs(text)
    if headings is None:
        headings = guess_headings([text[start : min(end, start + 200)] for start, end in paragraphs])
    found: list[tuple[int, int, int, bool]] = []
    for number, (start, end) in enumerate(paragraphs):
        if number in headings:
            label = _NUMBER_LABEL.match(text, start, end)
            begin = label.end() if label else start
            found.extend((a, b, number, True) for a, b in _capped(text, begin, end))
            continue
        for a, b in _sentences(text, start, end):
            found.extend((c, d, number, False) for c, d in _capped(text, a, b))
    return found


def guess_headings(paragraphs: list[str]) -> frozenset[int]:
    """The numbers of the paragraphs that look like section headings.

    Three and more such lines in a row are a list, and the last line of a text heads nothing.
    """
    like = [is_heading_like(text) for text in paragraphs]
    found: set[int] = set()
    number = 0
    while number < len(like):
        run = number
        while run < len(like) and like[run]:
            run += 1
        if run - number <= (2 if number else 3) and run < len(like):
            found.update(range(number, run))
        number = max(run, number + 1)
    return frozenset(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the stretches between blank lines, trimmed."""
    found = []
    start = 0
    for match in re.finditer(r"\n[ \t]*\n\s*|\Z", text):
        stretch = text[start : match.start()]
        trimmed = stretch.strip()
        if trimmed:
            begin = start + len(stretch) - len(stretch.lstrip())
            found.append((begin, begin + len(trimmed)))
        start = match.end()
    return found


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph; an item's number stands before the first."""
    label = _NUMBER_LABEL.match(text, start, end)
    begin = label.end() if label else start
    found = []
    for match in _END.finditer(text, begin, end):
        if match.start() < begin:
            continue
        stop = _after_closers(text, match.end(), end)
        if stop >= end:
            break
        if not text[stop].isspace():
            continue
        following = stop
        while following < end and text[following].isspace():
            following += 1
        if _is_boundary(text, begin, match, stop, following, end):
            found.append((begin, stop))
            begin = following
    if begin < end:
        found.append((begin, end))
    return found


def _after_closers(text: str, position: int, end: int) -> int:
    """The offset after closing marks and citations that belong to the sentence."""
    while position < end and text[position] in _CLOSERS:
        position += 1
    citation = _CITATION.match(text, position, end)
    if citation:
        position = citation.end()
        # "... high [3]." after an inner stop: the outer one belongs to it as well.
        while position < end and text[position] in ".!?" + _CLOSERS:
            position += 1
    return position


def _is_boundary(text: str, begin: int, match: re.Match[str], stop: int, following: int, end: int) -> bool:
    next_char = text[following] if following < end else ""
    word = _next_word(text, following, end)
    first = word[:1] or next_char
    if first.islower():
        return False
    marks = match.group()
    closed_quote = any(char in "\"'”’»" for char in text[match.end() : stop])
    if closed_quote and ("?" in marks or "!" in marks) and _is_said(text, following, end):
        return False
    if marks != ".":
        return True
    return not _is_abbreviation(text, begin, match, stop, following, word, end)


def _next_word(text: str, position: int, end: int) -> str:
    """The word at `position` without opening marks before it."""
    while position < end and text[position] in "\"'“‘«([¿¡":
        position += 1
    match = re.compile(r"[\w.’'-]{1,40}").match(text, position, end)
    return match.group() if match else ""


def _is_said(text: str, position: int, end: int) -> bool:
    """Whether a speaker and a verb of saying come within the next five words ("Lima asked")."""
    words = text[position : min(end, position + 80)].split()[:5]
    for number, word in enumerate(words):
        if word.strip(",.;:").lower() in _SAID:
            return number <= 4
        if not (word[0].isupper() or word in ("de", "da", "of", "the", "bin", "van", "al")) or word.endswith(
            (",", ".")
        ):
            return False
    return False


def _is_abbreviation(
    text: str, begin: int, match: re.Match[str], stop: int, following: int, word: str, end: int
) -> bool:
    """Whether the single stop at `match` belongs to a word and does not end the sentence."""
    before = _LAST_WORD.search(text, max(begin, match.start() - 30), match.start())
    ending = (before.group() if before else "") + "."
    kind = abbreviations().get(ending)
    if kind is None and ending.isupper() and len(ending) > 2:
        kind = abbreviations().get(ending.capitalize())
    starts_anew = word.lower().rstrip(".") in sentence_starters()
    if stop > match.end() and kind != "word":
        # A closing mark or a citation after the stop: only an initial or a title would go on.
        return False
    if kind == "never":
        return True
    if kind == "number":
        return word[:1].isdigit()
    if kind == "clock":
        return bool(_CLOCK.match(text, following, end)) and not starts_anew
    if kind == "word":
        return bool(word) and not starts_anew and text[following] not in '"“‘«'
    if ending[:-1].isdigit() and match.start() - begin <= 3:
        return True
    if _INITIALS.fullmatch(ending) and ending[0].isupper():
        return not starts_anew or ending == "I."
    return False


def _capped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch, cut into pieces of at most `LONGEST` characters."""
    pieces = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST + 1)
        if cut < 0:
            cut = start + LONGEST
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            pieces.append((start, stop))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation with its stop → class (`never`, `number`, `clock`, `word`)."""
    lines = (files("communique.read") / "data" / "abbreviations.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


@cache
def sentence_starters() -> frozenset[str]:
    """Lower-case words that start a sentence after a doubtful stop."""
    lines = (files("communique.read") / "data" / "sentence_starters.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
