"""Events: who did what to whom, by PLOVER's roots and modes, by rules over the parse.

A lexicon (`data/*.tsv`) names acts, the parse their parties, what governs them their root and
manner, statements and clauses how far they are put as fact. A judge (`judge.py`) may be added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.events.acts import Act
from communique.extract.events.arguments import coordinated
from communique.extract.events.classes import NounClasses
from communique.extract.events.context import JOINT, REFUSALS, Context
from communique.extract.events.hearing import Hearing
from communique.extract.events.judge import FAIR, LIKELY, RIGHT, Judge, TrainedJudge, combine
from communique.extract.events.keeping import between_parties
from communique.extract.events.lexicon import lemma_of, plain
from communique.extract.events.proposals import Offsets, Proposals
from communique.extract.events.standing import Standing
from communique.extract.events.wording import phrase
from communique.records import Article, DateMention, Event, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

SIDES = {"side", "neighbour", "neighbor", "government", "capital", "leadership", "authorities", "brussels"}
"""Nouns that stand for a state or body as it acts."""

__all__ = ["Hearing", "Judge", "TrainedJudge", "between_parties", "find_events", "root_between"]


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
        self.actors = _Actors(doc, cast)
        self.context = Context(article, cast)

    def events(self) -> Iterator[Event]:
        for number, sentence in enumerate(self.article.sentences):
            start, end = sentence.span.start, sentence.span.end
            span = self.doc.char_span(start, end, alignment_mode="contract")
            if sentence.heading or span is None or not len(span):
                continue
            proposals = Proposals(self.doc, span.start, span.end, self.classes, loose=self.judge is not None)
            told: list[Event] = []
            for event, act in self._told(proposals, number):
                verb = lemma_of(act.head)
                told.extend(self.context.completed(event, verb, told=_is_said_to(act)))
            for answer in self._answers(span.start, span.end, number, told):
                told.extend(self.context.completed(answer))
            yield from _each_once(told)

    def root(self, source: Offsets, target: Offsets) -> str | None:
        found: tuple[str | None, float] = None, -3.0
        for sentence in self.article.sentences:
            span = self.doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
            if span is None or not len(span):
                continue
            proposals = Proposals(self.doc, span.start, span.end, self.classes)
            view = proposals.view(source, target)
            if view.tier > found[1]:
                root = view.root
                if self.judge is not None:
                    root = combine(root, self.judge.roots(source, target, proposals, view), sure=0.0)
                found = root, view.tier
        return found[0]

    def _told(self, proposals: Proposals, number: int) -> Iterator[tuple[Event, Act]]:
        """The events that acts make, each once, with the acts."""
        seen: set[tuple[object, ...]] = set()
        for act in proposals.acts:
            statement = self.standing.statement_of(number, act)
            if statement is None or not self._is_own(act):
                continue
            judged: dict[tuple[Span | None, Span | None], str | None] = {}
            for source, target in self._pairs(act):
                # What two do together was judged with the first of them as its source.
                if (target, source) not in judged:
                    judged[source, target] = self._judged(act, source, target, proposals)
                root = judged[(target, source) if (target, source) in judged else (source, target)]
                key = (root, source, target)
                if root is None or key in seen:
                    continue
                seen.add(key)
                event = Event(
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
                yield event, act

    def _answers(self, start: int, end: int, number: int, told: Sequence[Event]) -> Iterator[Event]:
        """Denials and refusals that say by themselves not whom they answer, where the article does."""
        refused = {event.source for event in told if event.type == "REJECT"}
        lemmas = self.classes.lemmas
        for verb in (self.doc[i] for i in range(start, end) if lemmas[i] in REFUSALS):
            head = self.context.answers(verb)
            source = self._span(head)
            actor = self.actors.of(source)
            if source is None or actor is None or actor in refused:
                continue
            side = self.context.answered(actor) or self.context.opposite(actor, source.start, "REJECT")
            act = Act("REJECT", None, verb, head, None, "speech", alone=True)
            statement = self.standing.statement_of(number, act)
            if side is None or statement is None:
                continue
            refused.add(actor)
            yield Event(
                statement=statement.id,
                type="REJECT",
                modality="asserted",
                source=actor,
                target=side[0],
                source_span=source,
                target_span=side[1],
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
        source, target = self._span(act.source, short=named), self._span(act.target, charged=act.charged)
        together = act.root in {"CONSULT", "COOPERATE"} and len(self.context.members(source)) == 2
        if together and _is_aside(act):
            target = None  # "the two sides met in Accra": each other
        yield source, target
        if act.reciprocal and source is not None and target is not None:
            yield target, source

    def _span(
        self, head: Token | None, *, alone: bool = False, short: bool = False, charged: bool = False
    ) -> Span | None:
        if head is None:
            return None
        return self.article.span(*phrase(head, alone=alone, short=short, charged=charged))

    def _judged(self, act: Act, source: Span | None, target: Span | None, proposals: Proposals) -> str | None:
        """The root to tell of an act, None where it is not to be told."""
        if self.judge is None:
            return act.root
        pair = _ends(source), _ends(target)
        view = proposals.view(*pair, act)
        doer, known = self.actors.of(source), False
        if act.root is not None:
            known = self.context.among(doer, self.actors.of(target) or self.context.owner(target))
            if not known and not self.classes.is_actor(act.target):
                known = self.context.expects(act.root, doer, act.head.idx)
        if doer is not None and self._is_plain(act):
            return act.root
        least = LIKELY if known else RIGHT
        if act.root in JOINT and target is None and len(self.context.members(source)) == 2:
            least = min(least, FAIR)
        if self.judge.right(act, *pair, proposals, view) < least:
            return None
        return combine(act.root, self.judge.roots(*pair, proposals, view))

    def _is_own(self, act: Act) -> bool:
        """Whether an act that only counts if done by the source's own side is."""
        if act.whose is None:
            return True
        home = self.context.state(self.actors.of(self._span(act.source)))
        return home is not None and home == self.context.state(self.actors.of(self._span(act.whose)))

    def _is_plain(self, act: Act) -> bool:
        """Whether a verb says by itself what somebody known does in saying it."""
        verb = act.head
        if act.manner not in {"speech", "pledge", "deed"} or not self.context.many or verb.pos_ != "VERB":
            return False
        particle = any(c.dep_ == "prt" or c.lower_ == "away" for c in verb.rights)
        return (lemma_of(verb), act.root) in plain() and not particle


class _Actors:
    """The cast's actors by the words that name them."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._cast = cast
        self._known = {actor.id for actor in cast.actors}
        self._mentions = sorted((m for m in cast.mentions if m.actor), key=lambda m: (m.span, m.form))
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
        found = self._by_root.get(words.root.i) if words is not None else None
        if found is None and self._known:
            # "The Turkish side" is Turkey: the cast knows by the whole phrase what its head does not tell.
            who = self._cast.who(span.start, span.end)
            plain = who is not None and who.kind in {"state", "organisation"} and who.id in self._known
            found = who.id if who is not None and plain and self._stands(span) else None
        return found

    def _stands(self, span: Span) -> bool:
        """Whether a phrase is a state's own side, no thing or people of it."""
        return span.quote.rsplit(None, 1)[-1].lower() in SIDES


def _ends(span: Span | None) -> Offsets:
    return (span.start, span.end) if span is not None else None


def _is_said_to(act: Act) -> bool:
    """Whether a request is made to its target, not about it: "demanded the release of the men" is not."""
    if act.root != "REQUEST" or act.target is None:
        return True
    return act.head.i in {act.target.head.i, act.target.head.head.i}


def _is_aside(act: Act) -> bool:
    """Whether a target only stands where something is done, or in what else is said: "met in Accra"."""
    if act.target is None:
        return False
    above = act.target.head
    near = {above.i, above.head.i, above.head.head.i}
    return act.head.i not in near or (act.target.dep_ == "pobj" and above.lower_ in {"in", "at", "near"})


def _each_once(told: Sequence[Event]) -> Iterator[Event]:
    """Events between the same two known parties once, however often a phrase names them."""
    seen: set[object] = set()
    for event in told:
        known = event.source is not None and event.target is not None
        key = replace(event, source_span=None, target_span=None) if known else event
        if key not in seen:
            seen.add(key)
            yield event
