"""Words in quotation marks: whether a source has them, who says them there, what is nearest."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from communique.records import Quote, Reading, Span

QUOTED = re.compile(
    r"“([^“”]{2,2000})”|\"([^\"“”]{2,2000})\"|«([^«»]{2,2000})»"
    r"|(?<![\w’'])‘([^‘’]{2,300})’(?!\w)|(?<![\w'])'([^']{2,300})'(?!\w)"
)
FEWEST_WORDS = 3
"""A shorter quotation is a name, a label or a single word in the writer's own sentence."""
ALTERED = 0.55
"""From this share of common words, in order, on, a quotation is a true one with words changed."""
ELISION = re.compile(r"\s*(?:\[[^\[\]]{0,60}\]|\.\.\.|…)\s*")
MOST_PIECES, LONGEST_GAP = 8, 500
LONGEST_TAG = 160
"""Characters between two pieces of a quotation that only tell who speaks."""
WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a brief puts in quotation marks; offsets exclude the marks. `single` tells that
    the marks are single ones, which also set off labels and words in doubt."""

    start: int
    end: int
    words: str
    single: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands in a source, and the source's own quote around it, if it is one."""

    span: Span
    reading: Reading
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The most similar words that a source has, and how similar (0 to 1)."""

    span: Span
    likeness: float


def quotations(text: str) -> Iterator[Quotation]:
    """The quotations of a text that are long enough to be somebody's words, in order."""
    for match in QUOTED.finditer(text):
        group = next(n for n in range(1, 6) if match.group(n) is not None)
        words = match.group(group)
        if len(WORD.findall(words)) >= FEWEST_WORDS:
            yield Quotation(match.start(group), match.end(group), words, group > 3)


def plain(text: str) -> str:
    """A text whose quotation marks, dashes, spaces and case compare equal; one character for one."""
    flat = text.translate(MARKS)
    return flat.lower() if len(flat.lower()) == len(flat) else flat


MARKS = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\n": " "}
)


class Quoted:
    """All that the sources say, ready for quotations to be looked up."""

    def __init__(self, readings: dict[str, Reading]) -> None:
        self._readings = readings
        self._plain = {a: plain(r.article.text) for a, r in sorted(readings.items())}
        self._stretches: list[tuple[Span, list[str]]] = []
        self._joined: list[tuple[Span, Quote, Reading, str]] = []
        for _, reading in sorted(readings.items()):
            seen = set()
            for quote in reading.quotes:
                seen.add((quote.span.start, quote.span.end))
                self._stretches.append((quote.span, _words(quote.span.quote)))
            self._joined.extend(_interrupted(reading))
            for sentence in reading.article.sentences:
                if (sentence.span.start, sentence.span.end) not in seen:
                    self._stretches.append((sentence.span, _words(sentence.span.quote)))
        self._where: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self._stretches):
            for word in sorted(set(words)):
                self._where.setdefault(word, []).append(number)

    def exact(self, words: str) -> list[Found]:
        """Every place where these words stand, up to quotation marks, the first letter's case and
        closing punctuation. Words left out ("[...]") or put in ("[the port]") part a quotation
        into pieces that must follow each other in one source."""
        pieces = [p for p in ELISION.split(words)[:MOST_PIECES] if WORD.search(p)]
        if len(pieces) > 1:
            return self._pieces(pieces)
        wanted = plain(" ".join(words.split())).strip(" .,;:!?…'\"")
        found: list[Found] = []
        if not wanted:
            return []
        for article, text in self._plain.items():
            at = text.find(wanted)
            while at >= 0 and len(found) < 50:
                end = at + len(wanted)
                if _whole(text, at, end) and _same_case(words, self._readings[article].article.text[at:end]):
                    reading = self._readings[article]
                    around = next(
                        (q for q in reading.quotes if q.span.start <= at and end <= q.span.end), None
                    )
                    found.append(Found(reading.article.span(at, end), reading, around))
                at = text.find(wanted, at + 1)
        if not found:
            bare = _bare(words)
            found = [
                Found(span, reading, quote) for span, quote, reading, whole in self._joined if bare in whole
            ]
        return sorted(found, key=lambda f: (f.quote is None, f.span))

    def _pieces(self, pieces: list[str]) -> list[Found]:
        """Where the first piece stands, if the others follow it in the same source."""
        rows = [self.exact(piece) for piece in pieces]
        found = []
        for first in rows[0]:
            end = first.span.end
            for row in rows[1:]:
                starts = (f.span for f in row if f.span.article == first.span.article and f.span.start >= end)
                after = min(starts, key=lambda span: span.start, default=None)
                if after is None or after.start > end + LONGEST_GAP:
                    break
                end = after.end
            else:
                found.append(first)
        return found

    def nearest(self, words: str) -> Nearest | None:
        """The stretch of a source that is most like these words, None if nothing shares a third."""
        wanted = _words(words)
        counts: Counter[int] = Counter()
        for word in sorted(set(wanted)):
            places = self._where.get(word, [])
            if len(places) > 2_000:
                continue
            for number in places:
                counts[number] += 1
        best: Nearest | None = None
        for number, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:12]:
            span, held = self._stretches[number]
            likeness = _likeness(wanted, held)
            if best is None or likeness > best.likeness:
                best = Nearest(span, likeness)
        return best if best and best.likeness >= 1 / 3 else None


def _interrupted(reading: Reading) -> Iterator[tuple[Span, Quote, Reading, str]]:
    """Quotes that the source interrupts to say who speaks ("One piece," she said, "and another"):
    from the first piece to the last, with all their words and no other."""
    quotes = sorted(reading.quotes, key=lambda q: q.span)
    text = reading.article.text
    for n, first in enumerate(quotes):
        last, whole = first, _bare(first.span.quote)
        for other in quotes[n + 1 : n + MOST_PIECES]:
            between = text[last.span.end : other.span.start]
            if "\n\n" in between or len(between) > LONGEST_TAG or not _one_speaker(first, other):
                break
            last, whole = other, f"{whole}{_bare(other.span.quote)[1:]}"
            yield reading.article.span(first.span.start, last.span.end), first, reading, whole


def _one_speaker(a: Quote, b: Quote) -> bool:
    return a.speaker is None or b.speaker is None or (a.speaker.name == b.speaker.name)


def _bare(text: str) -> str:
    """The words alone, each between spaces: what is left of a quotation whose commas moved."""
    return f" {' '.join(WORD.findall(plain(text)))} "


def _words(text: str) -> list[str]:
    flat = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    return WORD.findall(flat)[:400]


def _likeness(wanted: list[str], held: list[str]) -> float:
    """Share of the words that the two have in common in the same order; a longer stretch around
    the wanted words costs nothing beyond half as many words again."""
    if not wanted or not held:
        return 0.0
    common = _common(wanted, held)
    return common / max(len(wanted), min(len(held), len(wanted) * 3 // 2))


def _common(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence; at most 400 × 400 steps."""
    row = [0] * (len(b) + 1)
    for x in a:
        above = 0
        for n, y in enumerate(b, start=1):
            kept = row[n]
            row[n] = above + 1 if x == y else max(row[n], row[n - 1])
            above = kept
    return row[-1]


def _whole(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    )


def _same_case(words: str, held: str) -> bool:
    """Byte for byte but for marks and the case of the first letter."""
    a = " ".join(words.split()).translate(MARKS).strip(" .,;:!?…'\"")
    b = held.translate(MARKS)
    return a[1:] == b[1:]
