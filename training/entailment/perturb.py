"""Sentences changed in one place: what is then no longer supported, and what still is.

Harmful: another number, date or name; two names in each other's place; a negation put in or taken
out; "may" or "would" taken away. Harmless: an adjunct, apposition or relative clause left out, a
coordinate alone, a number or month written otherwise. Each change tells which words it put in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

ENTAILS, NEITHER, CONTRADICTS, NOT_ENTAILED = range(4)
"""The last one is neutral or contradictory, it is not known which."""
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty".split()
UNITS = ("percent", "million", "billion", "thousand")
NAMED = ("PERSON", "ORG", "GPE", "NORP")
MODALS = {"may", "might", "could", "would"}
LOOSE = {"prep", "advmod", "npadvmod", "advcl"}
"""Labels of what may be left out of a sentence that holds without it."""
HOLDS_NOT = {"not", "no", "never", "n't", "few", "none", "nobody", "without", "if", "unless", "only"}
"""Words by which a shorter sentence may say more than the longer one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed sentence: its label, which kind of change, and the character ranges put in."""

    text: str
    label: int
    kind: str
    ranges: tuple[tuple[int, int], ...]


def _put(span: Span, edits: Sequence[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a sentence with characters [start, end) replaced; edits in order, document offsets."""
    text, ranges, at, out = span.text, [], span.start_char, ""
    for start, end, new in edits:
        out += text[at - span.start_char : start - span.start_char]
        if new:
            ranges.append((len(out), len(out) + len(new)))
        out += new
        at = end
    out += text[at - span.start_char :]
    return out, tuple(ranges)


def _one(span: Span, token: Token | Span, new: str, label: int, kind: str) -> Changed:
    start = token.idx if isinstance(token, Token) else token.start_char
    text, ranges = _put(span, [(start, start + len(token.text), new)])
    return Changed(text, label, kind, ranges)


def other_number(span: Span, rng: random.Random) -> Iterator[Changed]:
    """One number by another of like size."""
    for token in span:
        if token.like_num and token.ent_type_ not in {"DATE", "TIME", "ORDINAL"}:
            yield _one(span, token, _number(token.text, rng), CONTRADICTS, "number")


def _number(text: str, rng: random.Random) -> str:
    digits = text.replace(",", "")
    if re.fullmatch(r"\d+", digits) and len(digits) < 12:
        value = int(digits)
        new = value
        while new == value:
            new = max(1, int(value * rng.choice((0.3, 0.5, 0.8, 1.2, 1.5, 2, 3))) + rng.choice((-1, 0, 1, 2)))
        return f"{new:,}" if "," in text else str(new)
    if re.fullmatch(r"\d+\.\d+", digits) and len(digits) < 12:
        return f"{float(digits) * rng.choice((0.4, 0.7, 1.3, 2.1)) + 0.1:.{len(digits.split('.')[1])}f}"
    return rng.choice([n for n in NUMBERS if n != text.lower()])


def other_date(span: Span, rng: random.Random) -> Iterator[Changed]:
    """Another weekday, month or year."""
    for token in span:
        for names in (DAYS, MONTHS):
            if token.text in names and (token.text != "May" or token.ent_type_ == "DATE"):
                new = rng.choice([n for n in names if n != token.text])
                yield _one(span, token, new, CONTRADICTS, "date")
        if re.fullmatch(r"(19|20)\d\d", token.text) and token.ent_type_ == "DATE":
            year = int(token.text) + rng.choice((-3, -2, -1, 1, 2))
            yield _one(span, token, str(year), CONTRADICTS, "date")


def other_name(
    span: Span, rng: random.Random, names: dict[str, list[str]], inside: Sequence[Span]
) -> Iterator[Changed]:
    """A name by another of its kind; by one of the same text where there is one."""
    for entity in span.ents:
        kind = entity.label_
        if kind not in NAMED or not names.get(kind):
            continue
        near = [e.text for e in inside if e.label_ == kind and e.text != entity.text]
        new = rng.choice(near if near and rng.random() < 0.6 else names[kind])
        words = {w.lower() for w in new.split()} & {w.lower() for w in entity.text.split()}
        if not words:
            yield _one(span, entity, new, NOT_ENTAILED, "actor")


def swapped(span: Span, rng: random.Random) -> Iterator[Changed]:
    """Two names of a kind in each other's place, where they are not joined by "and"."""
    entities = [e for e in span.ents if e.label_ in NAMED]
    for one in entities:
        for other in entities:
            if one.start >= other.start or one.label_ != other.label_ or one.text == other.text:
                continue
            if other.root.dep_ in {"conj", "appos"} or other.root.head == one.root:
                continue
            if one.root.dep_ not in {"nsubj", "nsubjpass"} or other.root.dep_ not in {"dobj", "pobj"}:
                continue
            edits = [
                (one.start_char, one.end_char, other.text),
                (other.start_char, other.end_char, one.text),
            ]
            text, ranges = _put(span, edits)
            yield Changed(text, NOT_ENTAILED, "order", ranges)


def negated(span: Span, rng: random.Random) -> Iterator[Changed]:
    """The main clause's negation put in or taken out."""
    root = span.root
    no = [t for t in root.children if t.dep_ == "neg" and t.text.lower() in {"not", "n't"}]
    if no:
        token = no[0]
        if token.text == "not" and token.i + 1 < span.end:
            text, _ = _put(span, [(token.idx, token.idx + len(token.text_with_ws), "")])
            yield Changed(text, CONTRADICTS, "polarity", ())
        return
    helpers = [t for t in root.children if t.dep_ in {"aux", "auxpass"} and t.i < root.i]
    place = helpers[0] if helpers else root if root.pos_ == "AUX" else None
    if place is not None and place.text.lower() not in {"to", "'s", "'ve", "'d", "'ll", "'re"}:
        edit = (place.idx + len(place.text), place.idx + len(place.text), " not")
        text, ranges = _put(span, [edit])
        yield Changed(text, CONTRADICTS, "polarity", ranges)


def surer(span: Span, rng: random.Random) -> Iterator[Changed]:
    """ "May", "could" or "would" by "will"; "will" by "did not" is left to negation."""
    for token in span:
        if token.lower_ in MODALS and token.dep_ == "aux" and token.text != "May":
            yield _one(span, token, "will", NOT_ENTAILED, "modality")


def shorter(span: Span, rng: random.Random) -> Iterator[Changed]:
    """The sentence without one adjunct, apposition or relative clause of its main clause."""
    if any(t.lower_ in HOLDS_NOT or t.lower_ in MODALS for t in span):
        return
    for token in span:
        loose = token.dep_ in LOOSE and token.head == span.root and token.i > span.root.i
        aside = token.dep_ in {"appos", "relcl"} and span.doc[token.left_edge.i - 1].text == ","
        if not (loose or aside):
            continue
        first, last = token.left_edge.i, token.right_edge.i
        if last - first > 20 or first <= span.start or last >= span.end:
            continue
        if aside:
            first -= 1
            if last + 1 < span.end and span.doc[last + 1].text == ",":
                last += 1
        start = span.doc[first].idx
        end = span.doc[last].idx + len(span.doc[last].text)
        text, _ = _put(span, [(start, end, "")])
        text = re.sub(r"\s+([.,;:?!])", r"\1", re.sub(r"\s{2,}", " ", text))
        if len(text.split()) >= 4:
            yield Changed(text, ENTAILS, "shorter", ())


def rewritten(span: Span, rng: random.Random) -> Iterator[Changed]:
    """Numbers and months written otherwise: it stays the same statement."""
    text = span.text
    for one, other in (
        (r"\bpercent\b", "%"),
        (r"\bper cent\b", "percent"),
        (r"(?<=\d)%", " percent"),
        (r"(?<=\d) million\b", "m"),
        (r"(?<=\d) billion\b", "bn"),
        (r"\bU\.S\.(?=\s)", "US"),
        (r"\bsaid that\b", "said"),
        (r"\bon (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", ""),
        (r"\b(?:Mr|Mrs|Ms)\.? (?=[A-Z])", ""),
    ):
        new = re.sub(one, other, text)
        if new != text:
            yield Changed(new, ENTAILS, "rewritten", ())


CHANGES: tuple[Callable[..., Iterator[Changed]], ...] = (
    other_number,
    other_date,
    swapped,
    negated,
    surer,
    shorter,
    rewritten,
)


def changes(
    doc: Doc, names: dict[str, list[str]], rng: random.Random, most: int
) -> Iterator[tuple[Span, Changed]]:
    """Sentences of a text with at most `most` changes each, every kind at most once."""
    inside = list(doc.ents)
    for span in doc.sents:
        if not 6 <= len(span) <= 45 or span.root.pos_ not in {"VERB", "AUX"}:
            continue
        found = []
        for change in CHANGES:
            some = list(change(span, rng))
            if some:
                found.append(rng.choice(some))
        some = list(other_name(span, rng, names, inside))
        if some:
            found.append(rng.choice(some))
        rng.shuffle(found)
        for changed in found[:most]:
            yield span, changed
