"""Events: who did what to whom, by PLOVER's roots and modes, by rules over the parse.

A lexicon (`data/*.tsv`) names acts, the parse their parties, what governs them their root and
manner, statements and clauses how far they are put as fact. A judge (`judge.py`) may be added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from communique.extract.events.acts import Act
from communique.extract.events.arguments import coordinated
from communique.extract.events.classes import NounClasses
from communique.extract.events.coder import SentenceCoder, any_root
from communique.extract.events.judge import RELEVANT, Judge, combine
from communique.extract.events.keeping import between_parties
from communique.extract.events.standing import Standing
from communique.extract.events.wording import phrase
from communique.records import Article, DateMention, Event, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

__all__ = ["Judge", "between_parties", "find_events", "root_between"]

LAST = 1_000_000
MOST = 40
"""So many acts of one sentence are kept: no real one tells of more."""


def find_events(
    article: Article,
    doc: Doc,
    cast: Cast,
    statements: Sequence[Statement],
    dates: Sequence[DateMention],
    *,
    judge: Judge | None = None,
) -> tuple[Event, ...]:
    """The events of an article, sentence by sentence, the main one of each sentence first.

    Offsets of `doc` and `dates` are those of `article.text`; `statements` are those of
    `find_statements`, one of which every event rests on. One event per predicate, source and
    target; what two parties do together is two events, one each way. Source and target are ids of
    the cast's actors, None for those it does not know, whose words the spans hold.
    """
    return tuple(_Coder(article, doc, cast, statements, dates, judge).events())


def root_between(
    article: Article,
    doc: Doc,
    cast: Cast,
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
    *,
    judge: Judge | None = None,
) -> str | None:
    """The root of what `source` does to `target`, both offsets into the article's text.

    Of the acts found, the one whose parties share most characters with the two; where none does,
    the main one, or whatever act a verb or noun of the text names. None where nothing is known.
    """
    return _Coder(article, doc, cast, (), (), judge).root(source, target)


class _Coder:
    """Codes one article."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        cast: Cast,
        statements: Sequence[Statement],
        dates: Sequence[DateMention],
        judge: Judge | None,
    ) -> None:
        self.article, self.doc, self.judge = article, doc, judge
        self.classes = NounClasses(doc, cast.mentions)
        self.standing = Standing(article, statements, dates)
        self.actors = _Actors(doc, cast.mentions)

    def events(self) -> Iterator[Event]:
        for number, sentence in enumerate(self.article.sentences):
            start, end = sentence.span.start, sentence.span.end
            span = self.doc.char_span(start, end, alignment_mode="contract")
            if sentence.heading or span is None or not len(span):
                continue
            if self.judge is not None and self.judge.relevance(start, end) < RELEVANT:
                continue
            loose = self.judge is not None
            coder = SentenceCoder(self.doc, span.start, span.end, self.classes, loose=loose)
            yield from self._told(coder.acts()[:MOST], number, start, end)

    def root(self, source: tuple[int, int] | None, target: tuple[int, int] | None) -> str | None:
        best: tuple[tuple[float, int], str | None] | None = None
        for sentence in self.article.sentences:
            span = self.doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
            if span is None or not len(span):
                continue
            for act in SentenceCoder(self.doc, span.start, span.end, self.classes).acts()[:MOST]:
                shared = _shared(_ends(self._span(act.source)), source)
                shared += _shared(_ends(self._span(act.target)), target)
                if best is None or (-shared, act.rank) < best[0]:
                    best = (-shared, act.rank), act.root
            if best is None:
                root = any_root(self.doc, span.start, span.end, self.classes)
                best = ((0.0, LAST), root) if root is not None else None
        found = best[1] if best is not None else None
        if self.judge is None:
            return found
        weights = self.judge.roots(source, target, 0, len(self.article.text))
        return combine(found, weights) or max(sorted(weights), key=lambda name: weights[name])

    def _told(self, acts: Sequence[Act], number: int, start: int, end: int) -> Iterator[Event]:
        """The events that acts make, each once."""
        seen: set[tuple[object, ...]] = set()
        for act in acts:
            statement = self.standing.statement_of(number, act)
            if statement is None:
                continue
            for source, target in self._pairs(act):
                root = self._judged(act.root, source, target, start, end)
                key = (root, source, target)
                if root is None or key in seen:
                    continue
                seen.add(key)
                yield Event(
                    statement=statement.id,
                    type=root,
                    modality=self.standing.modality_of(act, statement),
                    mode=act.mode if root == act.root else None,
                    source=self.actors.of(source),
                    target=self.actors.of(target),
                    source_span=source,
                    target_span=target,
                    date=self.standing.date_of(act, statement),
                    place=self.standing.place_of(act, self.classes),
                )

    def _pairs(self, act: Act) -> Iterator[tuple[Span | None, Span | None]]:
        """Who does it to whom: once, or both ways, or each with each of a coordinated phrase."""
        if act.split and act.source is not None:
            parties = coordinated(act.source) if act.target is None or act.head.pos_ == "VERB" else []
            parties = parties or [act.source, *([act.target] if act.target is not None else [])]
            spans = [self._span(party, alone=True) for party in parties]
            for n, one in enumerate(spans):
                for other in spans[n + 1 :]:
                    yield one, other
                    yield other, one
            return
        named = act.head.pos_ == "NOUN"  # what follows its doer belongs to the noun: "attack by X on Y"
        source, target = self._span(act.source, short=named), self._span(act.target)
        yield source, target
        if act.reciprocal and source is not None and target is not None:
            yield target, source

    def _span(self, head: Token | None, *, alone: bool = False, short: bool = False) -> Span | None:
        return self.article.span(*phrase(head, alone=alone, short=short)) if head is not None else None

    def _judged(
        self, root: str | None, source: Span | None, target: Span | None, start: int, end: int
    ) -> str | None:
        if self.judge is None:
            return root
        weights: Mapping[str, float] = self.judge.roots(_ends(source), _ends(target), start, end)
        return combine(root, weights)


class _Actors:
    """The cast's actors by the words that name them."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted((m for m in mentions if m.actor), key=lambda m: (m.span, m.form))
        self._doc = doc
        self._by_root: dict[int, str] = {}
        for mention in self._mentions:
            words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if words is not None and mention.actor is not None:
                self._by_root.setdefault(words.root.i, mention.actor)

    def of(self, span: Span | None) -> str | None:
        """The actor whom the head of these words stands for, or None."""
        if span is None:
            return None
        words = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return self._by_root.get(words.root.i) if words is not None else None


def _shared(found: tuple[int, int] | None, given: tuple[int, int] | None) -> float:
    """How much of two spans is in both: 0 to 1."""
    if found is None or given is None:
        return 0.0
    both = min(found[1], given[1]) - max(found[0], given[0])
    return max(both, 0) / max(found[1] - found[0], given[1] - given[0])


def _ends(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)
