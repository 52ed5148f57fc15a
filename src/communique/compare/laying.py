"""Statements laid out as propositions.

Words become concepts and actors, numbers become measures, dates get the part they play, and
what a short sentence leaves out is taken from the sentences before it, as context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.compare.annotations import Annotations, Stretch, inside
from communique.compare.attribution import attribution
from communique.compare.denial import aside, denied, predicate, subject
from communique.compare.measures import SMALL, Measure, bounds, measure, rejected
from communique.compare.polarity import stage_of
from communique.compare.propositions import Proposition, Term
from communique.compare.retelling import told_again
from communique.compare.roles import doings, grounds
from communique.compare.sides import side_of
from communique.compare.terms import terms_between
from communique.compare.times import anchor, dated_ahead, looks_ahead, times
from communique.compare.words import common_concepts, concept
from communique.records import Reading, Statement

MOST_CONTEXT = 60
"""Terms taken from each sentence that a statement leans on."""
MOST_MEASURES = 12
MOST_ALONE = 2
"""Numbers of a statement that stand alone."""
_REACH = 2400
"""Characters of a sentence that are looked through for the unit of a bare number."""
_ALONE = re.compile(
    r"(?<!, )(?<![\d.,$€£:-])\b(?P<number>\d[\d,]*\d|\d|" + "|".join(sorted(SMALL)) + r")"
    r"(?=\s*(?:[.;:!?\u201d\"](?!\d)|,\s|$|\band\b|\bbut\b))",
    re.I,
)
"""A number with nothing to count behind it."""
_NOR = re.compile(r"\bnor\s+$", re.I)
_POINTS_BACK = re.compile(
    r"\b(?:the|that|this|their|its) (?:\w+ )?(?:figure|number|total|toll|sum|amount|share|count)\b", re.I
)


def proposition_of(reading: Reading, statement: Statement) -> Proposition:
    """One statement of a reading, laid out. For several of them use a `Laying`."""
    return Laying(reading).of(statement)


def propositions_of(reading: Reading) -> Iterator[Proposition]:
    """All statements of a reading, laid out, in order."""
    laying = Laying(reading)
    for statement in reading.statements:
        yield laying.of(statement)


class Laying:
    """The statements of one reading, laid out as they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self._notes = Annotations(reading)
        self._sentences: dict[int, tuple[Term, ...]] = {}
        self._names: dict[int, frozenset[str]] = {}

    def of(self, statement: Statement) -> Proposition:
        """A statement of the reading, laid out."""
        notes = self._notes
        start, end, text = statement.span.start, statement.span.end, notes.text
        hidden = attribution(notes, statement)
        before = tuple(_leans_on(notes, statement))
        terms = self._own(statement, hidden)
        context = frozenset[str]().union(*map(self._held, before)) - {term.concept for term in terms}
        stretches = [(s.start, s.end) for s in (notes.article.sentences[n].span for n in before)]
        measures = tuple(_measures(notes, start, end, hidden, stretches))[:MOST_MEASURES]
        counted = frozenset(t.concept for t in terms if t.kind == "word" and not t.verb) | frozenset(
            unit for m in measures for unit in m.units
        )
        told_already = {m.start for m in measures}
        alone = _bare(notes, start, end, hidden, counted | _counted(notes, stretches))
        measures += tuple(m for m in alone if m.start not in told_already)[:MOST_ALONE]
        holder = statement.holder.actor or (statement.holder.name or statement.holder.kind).lower()
        told = told_again(notes, statement)
        if told is not None:
            terms, measures = told.terms, (told.measure,)
            holder = told.voice if statement.holder.kind == "outlet" and told.voice else holder
        elif measures and _POINTS_BACK.search(text, start, min(end, start + 400)) and not _says_much(terms):
            terms += _adopted(notes, statement)
        words = _visible(text, start, end, hidden)
        negative, what = denied(words, start, terms, statement.modality)
        if not negative and _NOR.search(text, max(0, start - 6), start):
            negative, what = True, frozenset(t.concept for t in terms)  # "neither asked nor | told"
        cue = statement.cue
        # a cue at the end ("..., they said") stands behind what it tells
        behind = cue.end if cue is not None and start <= cue.start < (start + end) / 2 else start
        stage = stage_of(statement.modality, words)
        found = tuple(times(notes, start, end, hidden, ahead=looks_ahead(words)))
        if stage == "done" and statement.modality == "asserted" and dated_ahead(notes, words, start, found):
            stage = "future"
        return Proposition(
            id=statement.id,
            span=statement.span,
            holder=holder,
            side=side_of(notes, statement),
            modality=statement.modality,
            stage=stage,
            negative=negative,
            denied=what,
            predicate=predicate(words, start, terms, behind, statement.modality)
            if negative and not _refuses(statement)
            else "",
            subject=subject(words, start, terms, behind) if negative else frozenset(),
            aside=aside(words, start, terms),
            terms=terms,
            concepts=frozenset(term.concept for term in terms),
            context=context,
            measures=measures,
            times=found,
            doings=tuple(doings(terms, words)),
            grounds=grounds(terms, words, start),
            anchor=anchor(notes, statement, found, hidden),
        )

    def _own(self, statement: Statement, hidden: Sequence[Stretch]) -> tuple[Term, ...]:
        """The terms of a statement: those of its sentence that lie in it."""
        start, end, n = statement.span.start, statement.span.end, statement.sentence
        sentences = self._notes.article.sentences
        if not 0 <= n < len(sentences) or not sentences[n].span.start <= start < end <= sentences[n].span.end:
            return terms_between(self._notes, start, end, hidden)
        return tuple(t for t in self._terms(n) if start <= t.start < end and not inside(hidden, t.start))

    def _held(self, n: int) -> frozenset[str]:
        """The concepts of a sentence, and what else its terms answer to."""
        found = self._names.get(n)
        if found is None:
            names = (name for term in self._terms(n) for name in (term.concept, term.also) if name)
            found = self._names[n] = frozenset(names)
        return found

    def _terms(self, n: int) -> tuple[Term, ...]:
        """The terms of a sentence, read once."""
        found = self._sentences.get(n)
        if found is None:
            span = self._notes.article.sentences[n].span
            found = self._sentences[n] = terms_between(self._notes, span.start, span.end)
        return found


def _refuses(statement: Statement) -> bool:
    """Whether a denial only turns something down ("rejected the plan") and says nothing of what is."""
    return statement.cue is not None and concept(statement.cue.quote) == "refuse"


def _leans_on(notes: Annotations, statement: Statement) -> Iterator[int]:
    """Sentences (their numbers) that a statement may leave words to: its own, those before it in the
    paragraph, and the one before."""
    sentences, n = notes.article.sentences, statement.sentence
    if not 0 <= n < len(sentences):
        return
    first = notes.openings[sentences[n].paragraph]
    chosen = {n, first, *range(max(first, n - 2), n)}
    if first > 0 and n - first <= 1 and not sentences[first].heading:
        chosen |= {first - 1, notes.openings[sentences[first - 1].paragraph]}
    yield from sorted(chosen)


def _measures(
    notes: Annotations, start: int, end: int, hidden: Sequence[Stretch], before: Sequence[Stretch]
) -> Iterator[Measure]:
    """The numbers of a span; a bare one takes the units of the sentences before ("140 million")."""
    inherited = frozenset(
        concept(q.unit)
        for a, b in before
        for q in notes.quantities(max(a, min(start, b) - _REACH), min(b, a + 2 * _REACH))
        if q.unit
    )
    cut = notes.quantities(start, end)[:MOST_MEASURES]
    taken = {quantity.span.start for quantity in cut}
    for quantity in cut:
        if inside(hidden, quantity.span.start):
            continue
        held = measure(quantity, notes.text, inherited)
        yield held
        other = rejected(held, notes.text)
        if other is not None and other.start not in taken and other.end <= end:
            yield other


def _counted(notes: Annotations, stretches: Sequence[Stretch]) -> frozenset[str]:
    """What is counted in some stretches of a text."""
    return frozenset(
        concept(q.unit) for a, b in stretches for q in notes.quantities(a, b)[:MOST_MEASURES] if q.unit
    )


def _bare(
    notes: Annotations, start: int, end: int, hidden: Sequence[Stretch], units: frozenset[str]
) -> Iterator[Measure]:
    """Numbers that stand alone at the end of a clause ("the hospital treated three"), which take
    the units of the things told of before. Ages ("Ann Roe, 61, said") and dates are none."""
    taken = [(q.span.start, q.span.end) for q in notes.quantities(start, end)]
    taken += [(d.span.start, d.span.end) for d in notes.dates(start, end)]
    for match in _ALONE.finditer(notes.text, start, min(end, start + 1000)):
        at = match.start("number")
        if inside(taken, at) or inside(hidden, at):
            continue
        word = match["number"].lower().replace(",", "")
        value = float(SMALL[word]) if word in SMALL else float(word)
        if not 2 <= value < 1_000_000 or 1900 <= value <= 2100:
            continue
        low, high = bounds(value, "exact")
        yield Measure(value, low, high, units, False, "plain", at, match.end("number"))


def _adopted(notes: Annotations, statement: Statement) -> tuple[Term, ...]:
    """Terms of the sentence before, where a statement only gives its figure another value."""
    n = statement.sentence - 1
    if n < 0 or notes.article.sentences[n].heading:
        return ()
    span = notes.article.sentences[n].span
    found = terms_between(notes, span.start, span.end, most=MOST_CONTEXT)
    return tuple(replace(term, start=statement.span.start) for term in found)


def _says_much(terms: tuple[Term, ...]) -> bool:
    """Whether a statement has telling words of its own, names aside."""
    return any(t.kind == "word" and t.concept not in common_concepts() for t in terms)


def _visible(text: str, start: int, end: int, hidden: Sequence[Stretch]) -> str:
    """The words without the attribution, which is blanked so that offsets stay."""
    words = text[start:end]
    for a, b in hidden:
        a, b = max(a, start) - start, min(b, end) - start
        words = words[:a] + " " * (b - a) + words[b:]
    return words
