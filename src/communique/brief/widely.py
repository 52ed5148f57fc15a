"""Claims of all, always and without condition that the evidence does not make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from communique.brief.alignment import aligned
from communique.brief.content import Content
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import frames
from communique.brief.judgement import Conflict, lines_of
from communique.brief.terms import rows, word_list
from communique.brief.values import other_figures
from communique.records import Span, Verdict

if TYPE_CHECKING:
    from spacy.tokens import Token


ACT = re.compile(r"\w* to\b")
"""After "both sides agree": they did something together, and do not hold something to be true."""


def over_generalised(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A word for "all", "always" or "without condition" that no evidence has; contradicted where
    a source sets a limit, or where the word claims that everybody agrees."""
    for pattern, kind in _patterns("generalisations.tsv"):
        cue = pattern.search(asked.text)
        if not cue or (kind == "parties" and ACT.match(asked.text, cue.end())):
            continue
        lines = list(lines_of(cover.windows))
        if any(pattern.search(c.text) or cue.group().lower() in c.text.lower() for _, c in lines):
            continue
        said = f"“{cue.group()}”"
        if kind == "parties":
            spans = tuple(dict.fromkeys(_differing(asked, cover, sources)))
            note = f"{said}: no source says that all agree."
            return Conflict("contradicted", "over-generalised", spans, note, (cue.group(), ""))
        for line, content in lines:
            if _limit(kind, content.text) and set(asked.keys) & set(content.keys):
                note = f"{said}: the source sets a limit."
                return Conflict("contradicted", "over-generalised", (line.span,), note, (cue.group(), ""))
        spans = tuple(line.span for line, _ in lines[:1])
        note = f"{said} stands in no source."
        return Conflict("partly", "over-generalised", spans, note, (cue.group(), ""))
    return None


# ------------------------------------------------------------------ all who speak


def all_witness(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """ "Everyone counted six", "both sides say": what the sources have of some. Contradicted where
    another figure or a denial stands against it."""
    for verb, words in claims_of_all(asked):
        near = [c for _, c in aligned(asked, cover, sources, least=TELLS)]
        if any(words.lower() in c.text.lower() or _of_several(c) for c in near):
            continue
        spans = tuple(dict.fromkeys(_differing(asked, cover, sources)))
        denied = any(
            f.mood == "negated" and f.others & set(asked.keys)
            for _, c in lines_of(cover.windows)
            for f in frames(c)
        )
        verdict: Verdict = "contradicted" if len(spans) > 1 or denied else "partly"
        note = f"“{words} {verb}”: no source says that all do."
        return Conflict(verdict, "over-generalised", spans, note, (words, ""))
    return None


TELLS = 0.4
"""Share of a sentence that a source sentence needs for its own "all" to count."""
EVERYONE = frozenset("everyone everybody all nobody none both".split())
QUANTIFIERS = frozenset("every all each both no".split())


def claims_of_all(content: Content) -> Iterator[tuple[str, str]]:
    """(verb, its subject) where all are said to witness, judge or concede something."""
    verbs = word_list("witnessing.tsv") | word_list("reporting.tsv")
    for token in content.doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in verbs or _is_act(token):
            continue
        for subject in token.children:
            if subject.dep_ != "nsubj":
                continue
            quantifier = next(
                (c for c in subject.children if c.lower_ in QUANTIFIERS and c.dep_ in ("det", "predet")), None
            )
            if subject.lower_ in EVERYONE or (subject.lower_ == "one" and quantifier is not None):
                yield token.text, f"{quantifier.text} {subject.text}" if quantifier else subject.text
            elif quantifier is not None:
                yield token.text, f"{quantifier.text} {subject.text}"


def _is_act(verb: Token) -> bool:
    """True for "agreed to meet": something done together, not something held to be true."""
    return any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in verb.children)


def _of_several(content: Content) -> bool:
    """True if a sentence has several who witness, judge or concede: all, "they", or "A and B"."""
    verbs = word_list("witnessing.tsv") | word_list("reporting.tsv")
    return any(True for _ in claims_of_all(content)) or any(
        token.dep_ == "nsubj"
        and token.head.lemma_.lower() in verbs
        and (token.lower_ == "they" or any(c.dep_ == "conj" for c in token.children))
        for token in content.doc
    )


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0], re.I), row[1]) for row in rows(name))


def _limit(kind: str, text: str) -> bool:
    return any(limits == kind and pattern.search(text) for pattern, limits in _patterns("hedges.tsv"))


def _differing(asked: Content, cover: Cover, sources: Sources) -> Iterator[Span]:
    """The best evidence, and the sentences that have another figure."""
    yield from (w.lines[w.centre].span for w in cover.windows[:1])
    for amount in asked.amounts:
        other: tuple[Line, object] | None = next(iter(other_figures(asked, amount, cover, sources)), None)
        if other:
            yield other[0].span
