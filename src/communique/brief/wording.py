"""How a source's sentence may be told in a brief: its own words, with pronouns put right.

Nothing is paraphrased. A sentence is taken as it stands; a pronoun that stands before any name is
replaced by the name it stands for if that is beyond doubt, and the sentence that gives the name
becomes further evidence. A sentence that still leans on others (`data/leaning.tsv`, an unresolved
"he") is not taken at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.brief.anchors import NAMED, NOT_PERSONS, after_adjunct, anchored
from communique.brief.material import Point
from communique.brief.terms import rows
from communique.records import Mention, Reading, Sentence, Span

LONGEST = 60
"""Words; a longer sentence is not taken into a brief."""
SHORTEST = 4

RELATIVE = re.compile(r"\b(?:this|last|next) (?:week|month|year|spring|summer|autumn|winter)\b", re.I)
MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
PRONOUN = re.compile(r"\b(?:he|she|they|it|him|them|his|her|their|its)\b", re.I)
NAMES = ("name", "surname")
PEOPLE = frozenset("he she they".split())
OWN = frozenset("his her".split())
AFTER_OBJECT = re.compile(
    r" (?:that|to|about|on|in|at|for|and|or|of|by|with|from|as|if|when|while|not|was|is|will)\b"
)
"""What follows "her" where it is nobody's: "told her that"."""
NEAR = 2
"""Paragraphs back, at most, to the name that a pronoun stands for."""


@dataclass(frozen=True)
class Wording:
    """A sentence for a brief and the spans that hold its words; `named` tells that a name was put in."""

    text: str
    evidence: tuple[Span, ...]
    named: bool = False


def word(point: Point) -> Wording | None:
    """The sentence of a point, ready to stand alone; None if it cannot."""
    return stand_alone(point.reading, point.sentence.span)


def stand_alone(reading: Reading, span: Span) -> Wording | None:
    """The sentence at `span` as it may be told by itself; None if it leans on others."""
    text = span.quote
    if not SHORTEST <= len(text.split()) <= LONGEST or text.rstrip().endswith(("?", ":", ",", ";")):
        return None
    outside = QUOTATION.sub(lambda m: " " * len(m.group()), text)
    if unbalanced(text) or leans(outside):
        return None
    # "next month" is told by the day in the reference list; without one nobody knows which month.
    if RELATIVE.search(outside) and reading.article.published is None:
        return None
    inside = [m for m in reading.mentions if span.start <= m.span.start and m.span.end <= span.end]
    evidence, pieces, cursor = [span], [], 0
    for match in PRONOUN.finditer(outside):
        said = match.group().lower()
        if cursor or anchored(reading, inside, outside, span.start, match):
            continue
        told = _name_for(reading, inside, outside, span.start + match.start(), match)
        if told is None:
            return None
        name, source = told
        pieces += [text[: match.start()], name + ("’s" if said in OWN else "")]
        cursor = match.end()
        evidence.append(source)
    pieces.append(text[cursor:])
    told_text = " ".join(MARKS.sub("", "".join(pieces)).split())
    return Wording(told_text[0].upper() + told_text[1:], tuple(dict.fromkeys(evidence)), cursor > 0)


def leans(outside: str) -> bool:
    """True if a sentence (quotations masked) leans on others by its own words."""
    opening, holding = _leaning()
    return bool(opening.match(outside) or holding.search(outside))


def opens_leaning(text: str) -> bool:
    """True if a sentence leans on others by the words with which it opens."""
    return bool(_leaning()[0].match(text))


@cache
def _leaning() -> tuple[re.Pattern[str], re.Pattern[str]]:
    made = {
        place: "|".join(row[0] for row in rows("leaning.tsv") if row[1] == place)
        for place in ("opens", "holds")
    }
    return re.compile(rf"\W*(?:{made['opens']})(?!\w)", re.I), re.compile(
        rf"(?<![\w.-])(?:{made['holds']})(?![\w-]|\.\w)", re.I
    )


def _name_for(
    reading: Reading, inside: list[Mention], outside: str, at: int, match: re.Match[str]
) -> tuple[str, Span] | None:
    """The name that takes a pronoun's place and its sentence, if both grammar and sense are beyond doubt:
    it must open what the sentence says, so that nobody else in it can be meant."""
    said, rest = match.group().lower(), outside[match.end() :]
    if said not in PEOPLE | OWN or rest[:1] in "’'" or (said == "her" and AFTER_OBJECT.match(rest)):
        return None
    if re.search(r"\w", after_adjunct(outside[: match.start()])) or (
        said in OWN and not re.match(r" \w", rest)
    ):
        return None
    return _name_before(
        reading, next((m for m in inside if m.span.start == at and m.form == "pronoun"), None)
    )


def _name_before(reading: Reading, mention: Mention | None) -> tuple[str, Span] | None:
    """The nearest earlier name of the pronoun's actor, as printed, and its sentence; None if from there
    on, or in that sentence, anybody else is named whom it could mean."""
    here = _sentence_at(reading, mention.span.start) if mention else None
    if mention is None or mention.actor is None or here is None:
        return None
    for other in reversed(reading.mentions):
        if other.span.start >= mention.span.start or other.actor != mention.actor or other.form not in NAMES:
            continue
        there = _sentence_at(reading, other.span.start)
        if there is None or here.paragraph - there.paragraph > NEAR:
            return None
        stretch = reading.article.span(there.span.start, here.span.start) if there != here else None
        if stretch is None or _others(reading, stretch, mention.actor):
            return None
        return " ".join(other.span.quote.split()), there.span
    return None


def _others(reading: Reading, stretch: Span, actor: str) -> bool:
    """True if a stretch of text names anybody of the actor's kind besides, or somebody unknown."""
    kinds = {a.id: a.kind for a in reading.actors}
    known = [m for m in reading.mentions if stretch.start <= m.span.start and m.span.end <= stretch.end]
    for mention in known:
        if mention.actor != actor and kinds.get(mention.actor or "") in (None, kinds.get(actor)):
            return True
    places = [(m.span.start - stretch.start, m.span.end - stretch.start) for m in known]
    return any(
        found.group().lower() not in NOT_PERSONS and not any(a <= found.start() < b for a, b in places)
        for found in NAMED.finditer(stretch.quote)
    )


def _sentence_at(reading: Reading, offset: int) -> Sentence | None:
    for sentence in reading.article.sentences:
        if sentence.span.start <= offset < sentence.span.end:
            return sentence
    return None


def unbalanced(text: str) -> bool:
    """True if a quotation or a bracket is opened and not closed in the text, or the other way round."""
    return (
        text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("(") != text.count(")")
    )
