"""The pictures of a report's page, and the sentences that their marks lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from communique import pictures
from communique.brief.citing import source_line
from communique.records import Relationship, Report, Span, Statement
from communique.relate.causes import cause_map
from communique.relate.ledger import latest_day, overdue_on

if TYPE_CHECKING:
    from markupsafe import Markup

MAIN = 3
"""Pairs that are drawn: those of which most is told."""


@dataclass(frozen=True)
class Picture:
    """A picture for a column of text and for a telephone."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class Evidence:
    """Sentences that one mark stands for: the place a mark leads to, and for each sentence its own place,
    words and source."""

    anchor: str
    heading: str
    sentences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Panel:
    """A part of the page: a heading, what it shows in words, pictures, sentences behind them."""

    anchor: str
    heading: str
    lead: str
    pictures: tuple[Picture, ...]
    evidence: tuple[Evidence, ...] = ()


class Drawing(Protocol):
    """A picture of one width."""

    def __call__(self, *, narrow: bool) -> str:
        """The picture, narrow or not."""


class Panels:
    """The panels of a report: main pairs, promises, causes, actors; what is empty is left out."""

    def __init__(self, report: Report, places: Mapping[str, Sequence[Span]]) -> None:
        """`places` has the spans of the sentences of each article; their numbers are in their places."""
        self.report, self.places = report, places
        self.names = {actor.id: actor.name for actor in report.actors}
        self.articles = {reading.article.id: reading.article for reading in report.readings}
        self.statements = {s.id: s for reading in report.readings for s in reading.statements}
        self.groups: list[tuple[frozenset[str], str]] = []

    def all(self) -> Iterator[Panel]:
        """The panels, in the order of the page."""
        told = sorted(self.report.relationships, key=_weight, reverse=True)
        pairs = [one for one in told if one.ties or one.balance][:MAIN]
        yield from map(self._pair, pairs)
        if self.report.commitments:
            yield self._promises()
        causes = cause_map(self.report.readings, self.report.grouping)
        if causes.arrows:
            names = [concept.name for concept in causes.concepts]
            map_ = _both(lambda *, narrow: pictures.drivers(names, causes.arrows, narrow=narrow, to=self._to))
            lead = "What is said to raise or lower what. It traces arguments and predicts nothing."
            yield Panel("causes", "What drives what, as sources argue", lead, (map_,))
        drawn = _both(
            lambda *, narrow: pictures.network(
                self.report.relationships, self.names, narrow=narrow, to=self._to
            )
        )
        if drawn.wide.startswith("<svg"):
            yield Panel(
                "actors",
                "Who acts with whom",
                "What is told as having happened between states and those who act for them.",
                (drawn,),
            )

    def _pair(self, one: Relationship) -> Panel:
        anchor = f"pair-{one.a}-{one.b}"
        evidence = []
        if one.balance is not None:
            evidence.append(self._evidence(f"{anchor}-balance", "Who depends more", one.balance.statements))
        for n, tie in enumerate(one.ties):
            ids = tuple(dict.fromkeys((*tie.events, *tie.statements)))
            evidence.append(self._evidence(f"{anchor}-{n}", tie.domain.capitalize(), ids))
        drawn = [_both(lambda *, narrow: pictures.pair(one, self.names, narrow=narrow, to=self._to))]
        if one.series is not None and sum(bool(p.counts) for p in one.series.periods) > 1:
            drawn.append(
                _both(lambda *, narrow: pictures.series(one, self.names, narrow=narrow, to=self._to))
            )
        a, b = (self.names.get(side, side) for side in (one.a, one.b))
        lead = "What binds them by domain, as sources put it."
        if one.balance is not None:
            lead += " The side that needs the other more hangs lower; the fan is the interval of the balance."
        return Panel(
            anchor,
            f"{a} and {b}",
            lead,
            tuple(drawn),
            tuple(each for each in evidence if each.sentences),
        )

    def _promises(self) -> Panel:
        as_of = latest_day(self.report.readings)
        promises = self.report.commitments
        overdue = {one.id for one in promises if as_of is not None and overdue_on(one, as_of)}
        drawn = _both(
            lambda *, narrow: pictures.ledger(
                promises, self.names, overdue=overdue, as_of=as_of, narrow=narrow, to=self._place
            )
        )
        lead = "Each promise once, with what sources tell of it; a flag marks the day it is due."
        return Panel("promises", "Promises and what became of them", lead, (drawn,))

    def _evidence(self, anchor: str, heading: str, ids: Sequence[str]) -> Evidence:
        self.groups.append((frozenset(ids), anchor))
        found = [self.statements[one] for one in ids if one in self.statements]
        return Evidence(anchor, heading, tuple(dict.fromkeys(map(self._sentence, found))))

    def _sentence(self, statement: Statement) -> tuple[str, str, str]:
        article = self.articles[statement.span.article]
        whole = article.sentences[statement.sentence].span.quote
        return _sentence_of(statement), " ".join(whole.split()), source_line(article)

    def _to(self, ids: Sequence[str]) -> str | None:
        """The one sentence, or the list that holds all of them, or the first of the sentences."""
        known = [one for one in ids if one in self.statements]
        if len(known) > 1:
            wanted = frozenset(known)
            fitting = [(len(held), anchor) for held, anchor in self.groups if wanted <= held]
            if fitting:
                return f"#{min(fitting)[1]}"
        return _sentence_of(self.statements[known[0]]) if known else None

    def _place(self, span: Span) -> str | None:
        for number, sentence in enumerate(self.places.get(span.article, ())):
            if sentence.start <= span.start < sentence.end:
                return f"#s-{span.article}-{number}"
        return None


def _sentence_of(statement: Statement) -> str:
    return f"#s-{statement.span.article}-{statement.sentence}"


def _both(draw: Drawing) -> Picture:
    from markupsafe import Markup

    # A picture escapes what it holds itself: what is text in its tree stays text.
    return Picture(Markup(draw(narrow=False)), Markup(draw(narrow=True)))  # noqa: S704


def _weight(one: Relationship) -> tuple[int, str, str]:
    """How much is told of a pair; of equals the later by id."""
    told = sum(len(tie.events) + len(tie.statements) for tie in one.ties)
    return told + 3 * len(one.commitments), one.a, one.b
