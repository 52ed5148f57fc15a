"""Dependencies: who needs whom, for what and how much, as the sentences of one article say.

Tables (`data/*.tsv`) say which words tell it and on which side each party stands beside them; the
parse finds the parties, the cast and places whose they are. Where a side is unclear, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, cast

from communique.extract.dependencies.contrast import contrasts
from communique.extract.dependencies.fields import field_around
from communique.extract.dependencies.finder import Finder, Found
from communique.extract.dependencies.measure import Alternatives, alternatives
from communique.extract.dependencies.nations import Nations
from communique.extract.dependencies.roles import clause
from communique.extract.dependencies.standing import Standing
from communique.records import Article, Dependency, Domain, Quantity, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

__all__ = ["Nations", "Standing", "find_dependencies"]


def find_dependencies(
    article: Article,
    doc: Doc,
    cast: Cast,
    statements: Sequence[Statement],
    quantities: Sequence[Quantity],
    *,
    nations: Nations | None = None,
) -> tuple[Dependency, ...]:
    """The dependencies that an article states, in the order of its text.

    Offsets of `doc` and `quantities` are those of `article.text`; every dependency rests on one of
    `statements`. One per statement, dependent, provider and domain. `nations` are made here if not given.
    """
    nations = nations or Nations(article, doc, cast)
    nations.hear(statements)
    reader = _Reader(article, doc, statements, quantities, nations)
    found: dict[tuple[str, str, str, str | None], Dependency] = {}
    for dependency in reader.read():
        key = (dependency.statement, dependency.dependent, dependency.provider, dependency.domain)
        kept = found.get(key)
        if kept is None or (kept.share is None and dependency.share is not None):
            found[key] = dependency
    return tuple(found.values())


class _Reader:
    """Reads one article."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        statements: Sequence[Statement],
        quantities: Sequence[Quantity],
        nations: Nations,
    ) -> None:
        self.article, self.doc, self.nations = article, doc, nations
        self.standing = Standing(article, statements)
        self.finder = Finder(nations, quantities, article.text)
        self._tokens: dict[int, list[Token]] = {}

    def read(self) -> Iterator[Dependency]:
        for number, sentence in enumerate(self.article.sentences):
            if sentence.heading or not self.tokens(number):
                continue
            for found in self.finder.find(self.tokens(number), number):
                yield from self._told(found, number)
            before = self.tokens(number - 1) if number and self._same(number) else []
            for found in contrasts(before, self.tokens(number), self.nations):
                yield from self._told(found, number)

    def tokens(self, number: int) -> list[Token]:
        """The tokens of a sentence, without white space; none for a sentence that is not there."""
        if not 0 <= number < len(self.article.sentences):
            return []
        if number not in self._tokens:
            span = self.article.sentences[number].span
            words = self.doc.char_span(span.start, span.end, alignment_mode="contract")
            self._tokens[number] = [t for t in words if not t.is_space] if words is not None else []
        return self._tokens[number]

    def _same(self, number: int) -> bool:
        sentences = self.article.sentences
        return sentences[number - 1].paragraph == sentences[number].paragraph

    def _told(self, found: Found, number: int) -> Iterator[Dependency]:
        statement = self.standing.statement_of(number, found.trigger)
        if statement is None:
            return
        modality = self.standing.modality_of(found.verb or found.trigger, statement, real=found.real)
        if found.change == "ended" and modality == "asserted":
            modality = "historical"
        elif found.change == "ended":
            modality = "asserted"  # who plans to end it, has it still
        domain = cast("Domain | None", found.domain) or self._domain(found, number)
        open_ = self._open(found, number)
        strength = found.measure.words
        for dependent, provider in product(found.dependents, found.providers):
            if dependent == provider:
                continue
            yield Dependency(
                dependent=dependent,
                provider=provider,
                domain=domain,
                statement=statement.id,
                strength=found.measure.strength,
                share=found.measure.share,
                alternatives=open_[0] if open_ is not None else None,
                modality=modality,
                change=found.change,  # type: ignore[arg-type]
                span=self.article.span(found.trigger.idx, found.trigger.idx + len(found.trigger)),
                strength_span=self.article.span(*strength) if strength is not None else None,
                alternatives_span=self.article.span(*open_[1]) if open_ is not None else None,
            )

    def _domain(self, found: Found, number: int) -> Domain | None:
        around = clause(found.trigger.head) if found.trigger.head.pos_ == "VERB" else clause(found.trigger)
        phrases = [(found.goods, found.topic), (found.sides, None), (around, None)]
        return field_around(phrases, [self.tokens(number), self.tokens(number - 1), self.tokens(number - 2)])

    def _open(self, found: Found, number: int) -> tuple[Alternatives, tuple[int, int]] | None:
        """What the sentence, or the next of the same party, says of other ways open."""
        here = alternatives(self.tokens(number))
        if here is not None:
            return here
        following = self.tokens(number + 1)
        if following and self._same(number + 1) and set(found.dependents) & self.nations.named(number + 1):
            return alternatives(following)
        return None
