"""Finding the source sentences that a sentence of a brief may rest on.

An inverted index over content keys of all source sentences, weighted by how rare a key is; the
best sentences with their neighbours make windows, and a few windows together cover what the
sentence says (its facts may be spread over several sentences, or over two sources).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from communique.brief.content import Content, key
from communique.brief.persons import Persons
from communique.records import Article, Interval, Reading, Span

MOST_LINES = 14
"""Source sentences looked at closely for one sentence of the brief."""
MOST_KEYS = 120
"""Keys of one sentence that are looked up; a longer sentence is a wall of text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a source: its place, and its keys as counted for the search."""

    number: int
    reading: Reading
    index: int
    span: Span
    keys: frozenset[str]
    heading: bool

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.reading.article


@dataclass(frozen=True, slots=True)
class Window:
    """One to three adjacent sentences of one source, read closely. `centre` is the best of them."""

    lines: tuple[Line, ...]
    contents: tuple[Content, ...]
    centre: int

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.lines[0].article

    def keys(self) -> set[str]:
        """All content keys of its sentences."""
        return {k for content in self.contents for k in content.keys}


def figure_key(value: float) -> str:
    """The key under which a figure is looked up."""
    return f"#{value:.3g}"


class Sources:
    """The sentences of all sources, ready to be searched."""

    def __init__(
        self,
        readings: Sequence[Reading],
        states_of: Callable[[str], Iterable[str]],
        read: Callable[[list[str]], list[Content]],
    ) -> None:
        self.readings = {r.article.id: r for r in readings}
        self._read = read
        self._contents: dict[int, Content] = {}
        self.lines: list[Line] = []
        self._first: dict[str, int] = {}
        self._index: dict[str, list[int]] = defaultdict(list)
        self._context: dict[str, frozenset[str]] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._states: dict[str, set[str]] = {}
        self.persons = Persons(readings)
        for reading in sorted(readings, key=lambda r: r.article.id):
            self._add(reading, states_of)
        counts = Counter({k: len(v) for k, v in self._index.items()})
        total = max(1, len(self.lines))
        self._rarity = {k: math.log(1 + total / n) for k, n in counts.items()}
        self._rarest = math.log(1 + total)

    def _add(self, reading: Reading, states_of: Callable[[str], Iterable[str]]) -> None:
        article = reading.article
        self._first[article.id] = len(self.lines)
        figures = sorted(reading.quantities, key=lambda q: q.span)
        at = 0
        for index, sentence in enumerate(article.sentences):
            lemmas = reading.lemmas[index] if index < len(reading.lemmas) else ()
            keys = frozenset(key(lemma) for lemma in lemmas) | {
                f"={s}" for s in states_of(sentence.span.quote)
            }
            while at < len(figures) and figures[at].span.start < sentence.span.end:
                if figures[at].span.start >= sentence.span.start:
                    keys |= {figure_key(figures[at].value)}
                at += 1
            self._states.setdefault(article.id, set()).update(k for k in keys if k.startswith("="))
            line = Line(len(self.lines), reading, index, sentence.span, keys, sentence.heading)
            for k in sorted(keys):
                self._index[k].append(line.number)
            self.lines.append(line)
        head = " ".join(filter(None, (article.title, article.place, article.outlet)))
        counted = Counter(f"={s}" for s in states_of(article.text[:6_000]))
        self._states.setdefault(article.id, set()).update(f"={s}" for s in states_of(head))
        self._context[article.id] = frozenset(
            {f"={s}" for s in states_of(head)}
            | {key(w) for w in head.lower().split()}
            | {k for k, n in counted.items() if n >= 2}
        )

    def rarity(self, name: str) -> float:
        """How much a key tells: the rarer in the sources, the more; a key they lack the most."""
        return self._rarity.get(name, self._rarest)

    def known(self, name: str) -> bool:
        """True if any source sentence has the key."""
        return name in self._index

    def lines_with(self, name: str) -> list[Line]:
        """The sentences that have a key, in order."""
        return [self.lines[n] for n in self._index.get(name, ())]

    def context(self, article: str) -> frozenset[str]:
        """Keys that hold for a whole article: its headline, its place, the states it turns on."""
        return self._context[article]

    def names_state(self, article: str, code: str) -> bool:
        """True if an article names the state, its people or one of its institutions anywhere."""
        return f"={code}" in self._states[article]

    def keys_of(self, article: str) -> frozenset[str]:
        """All content keys of an article."""
        if article not in self._keys:
            first = self._first[article]
            lines = self.lines[first : first + len(self.readings[article].article.sentences)]
            self._keys[article] = frozenset(k for line in lines for k in line.keys)
        return self._keys[article]

    def published(self, article: str) -> Interval | None:
        """When the article was published, if it says so."""
        return self.readings[article].article.published

    def content(self, line: Line) -> Content:
        """The line, read closely (once)."""
        if line.number not in self._contents:
            self._contents[line.number] = self._read([line.span.quote])[0]
        return self._contents[line.number]

    def windows(
        self, keys: Iterable[str], articles: Collection[str], also: Iterable[int] = ()
    ) -> list[Window]:
        """The best sentences for these keys in these articles, each with its neighbours, best first.

        `also` are numbers of lines that must be among them (where a figure or quote was found).
        """
        scores: Counter[int] = Counter()
        for name in sorted(set(keys))[:MOST_KEYS]:
            weight = self.rarity(name)
            for number in self._index.get(name, ()):
                if self.lines[number].span.article in articles:
                    scores[number] += weight  # type: ignore[assignment]
        ranked = sorted(scores, key=lambda n: (-scores[n], n))[:MOST_LINES]
        ranked += [
            n for n in dict.fromkeys(also) if n not in ranked and self.lines[n].span.article in articles
        ]
        return [self._window(self.lines[n]) for n in ranked]

    def beside(self, line: Line) -> list[Line]:
        """The line with the one before and the one after it in its article, headings left out."""
        first = self._first[line.span.article]
        last = first + len(line.article.sentences) - 1
        return [
            self.lines[n]
            for n in range(max(first, line.number - 1), min(last, line.number + 1) + 1)
            if n == line.number or not self.lines[n].heading
        ]

    def _window(self, line: Line) -> Window:
        near = self.beside(line)
        return Window(tuple(near), tuple(self.content(x) for x in near), near.index(line))
