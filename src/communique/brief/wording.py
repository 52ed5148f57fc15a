"""How a source's sentence may be told in a brief: its own words, with pronouns put right.

Nothing is paraphrased. A sentence is taken as it stands, a pronoun or bare title at the start
of a clause is replaced by the name it stands for, and the sentence that gives the name becomes
further evidence. A sentence that still leans on others ("this", "then", an unresolved "he")
is not taken at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.brief.material import Point
from communique.records import Mention, Reading, Sentence, Span

LONGEST = 60
"""Words; a longer sentence is not taken into a brief."""

LEANING = re.compile(
    r"^(?:this|these|those|that|such|but|and|so|then|there|here|still|yet|also|instead|meanwhile|moreover|"
    r"since then|by then|by contrast|however|nor|or|the other|another|others|one|both|neither|some|many|"
    r"a second|a third|the same|the rest|the difference|the latter|the former|in return|in turn|for its part|"
    r"on this|at this|in this|not|amid this|despite this|it|its|"
    r"the (?:largest|smallest|first|second|third|last)\b(?! \w+))\b",
    re.I,
)
DEICTIC = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening)|last night|"
    r"I|we|my|our|me|us|you|your|a day earlier|this newspaper|this magazine|"
    r"there(?! (?:is|are|was|were|has|have|had|will|would|could|may|might|can))|"
    r"that (?:is why|difference|may be why)|those (?:assets|who))\b"
)
RELATIVE = re.compile(r"\b(?:this|last|next) (?:week|month|year|spring|summer|autumn|fall|winter)\b", re.I)
MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
WORD = re.compile(r"\b\w+\b")
NAMES = ("name", "surname")
PEOPLE = frozenset("he she they".split())
OWN = {"his": "’s", "her": "’s"}
PRONOUNS = frozenset("he she they it him them".split())
NEAR = 2
"""Paragraphs back, at most, to the name that a pronoun stands for."""


@dataclass(frozen=True)
class Wording:
    """A sentence for a brief and the spans that hold its words."""

    text: str
    evidence: tuple[Span, ...]


def word(point: Point) -> Wording | None:
    """The sentence of a point, ready to stand alone; None if it cannot."""
    return _stand_alone(point.reading, point.sentence.span)


def _stand_alone(reading: Reading, span: Span) -> Wording | None:
    text = span.quote
    if (
        not 4 <= len(text.split()) <= LONGEST
        or text.rstrip().endswith(("?", ":", "either.", "too.", "as well."))
        or _unbalanced(text)
    ):
        return None
    outside = QUOTATION.sub(lambda m: " " * len(m.group()), text)
    if LEANING.match(outside) or DEICTIC.search(outside):
        return None
    # "next month" is told by the day in the reference list; without one nobody knows which month.
    if RELATIVE.search(outside) and reading.article.published is None:
        return None
    evidence, pieces, cursor = [span], [], 0
    named = min(
        (m.span.start - span.start for m in _inside(reading, span) if m.form in NAMES), default=len(text)
    )
    known = {m.span.start - span.start: m for m in _inside(reading, span) if m.form == "pronoun"}
    for match in WORD.finditer(outside):
        said = match.group().lower()
        if match.start() > named or (said not in PRONOUNS and said not in OWN):
            continue
        if said in OWN and "," in outside[match.end() : named + 1]:
            continue  # "Amid his losses, Voss said": the name follows
        told = _name_before(reading, known.get(match.start())) if said in PEOPLE or said in OWN else None
        if told is None:
            return None
        name, source = told
        pieces += [text[cursor : match.start()], name + OWN.get(said, "")]
        cursor, named = match.end(), match.start()
        evidence.append(source)
    pieces.append(text[cursor:])
    told_text = " ".join(MARKS.sub("", "".join(pieces)).split())
    return Wording(told_text[0].upper() + told_text[1:], tuple(dict.fromkeys(evidence)))


def _inside(reading: Reading, span: Span) -> list[Mention]:
    return [m for m in reading.mentions if span.start <= m.span.start and m.span.end <= span.end]


def _name_before(reading: Reading, mention: Mention | None) -> tuple[str, Span] | None:
    """The nearest earlier name of the pronoun's actor, as printed, and the sentence it stands in."""
    if mention is None or mention.actor is None:
        return None
    here = _sentence_at(reading, mention.span.start)
    for other in reversed(reading.mentions):
        if other.span.start >= mention.span.start or other.actor != mention.actor:
            continue
        there = _sentence_at(reading, other.span.start)
        if here is None or there is None or here.paragraph - there.paragraph > NEAR:
            return None
        if other.form in NAMES:
            return " ".join(other.span.quote.split()), there.span
    return None


def _sentence_at(reading: Reading, offset: int) -> Sentence | None:
    for sentence in reading.article.sentences:
        if sentence.span.start <= offset < sentence.span.end:
            return sentence
    return None


def _unbalanced(text: str) -> bool:
    return (
        text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("(") != text.count(")")
    )
