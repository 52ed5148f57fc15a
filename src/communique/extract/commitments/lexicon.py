"""The words of promises: `data/*.tsv`, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLES = {"prt", "prep", "advmod", "agent", "dative", "advcl", "dobj", "acomp", "pobj"}

APART = {"looks", "ends"}
"""Classes of deeds that by themselves make no promise of a deed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `data/predicates.tsv` for one of its verbs; `rest` are the words that go with the verb."""

    verb: str
    rest: tuple[str, ...]
    status: str
    bound: str
    thing: str
    needs: str
    example: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One entry of `data/phrases.tsv`."""

    words: tuple[str, ...]
    status: str
    firm: bool


def table(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a data file of this package: fields between tabs, comments left out."""
    text = files("communique.extract.commitments").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(field.strip() for field in line.split("\t"))


@cache
def predicates() -> Mapping[str, tuple[Row, ...]]:
    """Rows by the lemma of their verb; those with a particle first, else in the order of the file."""
    found: dict[str, list[Row]] = {}
    for words, *fields in table("predicates.tsv"):
        for entry in words.split(";"):
            verb, *rest = entry.split()
            found.setdefault(verb, []).append(Row(verb, tuple(rest), *fields))
    return {verb: tuple(sorted(rows, key=lambda row: -len(row.rest))) for verb, rows in found.items()}


@cache
def nouns() -> Mapping[str, frozenset[str]]:
    """The classes of a noun, by its lemma."""
    found: dict[str, set[str]] = {}
    for words, kind, _ in table("nouns.tsv"):
        for entry in words.split(";"):
            found.setdefault(entry.strip(), set()).add(kind)
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


@cache
def deeds() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """For the first word of each deed: what goes with it, and who does it."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, who, _ in table("deeds.tsv"):
        for entry in words.split(";"):
            verb, *rest = entry.split()
            found.setdefault(verb, []).append((tuple(rest), who))
    return {verb: tuple(sorted(rows, key=lambda row: -len(row[0]))) for verb, rows in found.items()}


@cache
def phrases() -> Mapping[str, tuple[Sequence, ...]]:
    """Sequences of words by the first of them."""
    found: dict[str, list[Sequence]] = {}
    for words, status, firm, _ in table("phrases.tsv"):
        for entry in words.split(";"):
            tokens = tuple(entry.split())
            found.setdefault(tokens[0], []).append(Sequence(tokens, status, firm == "yes"))
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


@cache
def adjectives() -> Mapping[str, tuple[str, str]]:
    """For each adjective of `data/adjectives.tsv` the status it tells, and of what."""
    return {
        entry.strip(): (status, kind)
        for words, status, kind, _ in table("adjectives.tsv")
        for entry in words.split(";")
    }


def classes(token: Token) -> frozenset[str]:
    """The classes of a noun; none of other words."""
    if token.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return frozenset()
    return (
        kinds_of(token.lemma_.lower()) or kinds_of(token.lower_) or kinds_of(token.lower_.removesuffix("s"))
    )


def kinds_of(noun: str) -> frozenset[str]:
    """The classes of a noun by its lemma."""
    return nouns().get(noun, frozenset())


def deed_lemma(verb: Token) -> str:
    """The lemma of a verb, with the letter that a lemmatizer takes from "installed" or "transferred"."""
    lemma = verb.lemma_.lower()
    return lemma + lemma[-1:] if lemma not in deeds() and lemma + lemma[-1:] in deeds() else lemma


def stands_with(verb: Token, rest: tuple[str, ...]) -> bool:
    """Whether the words that go with a verb stand right behind it, or depend on it one by one."""
    if not rest:
        return True
    doc = verb.doc
    near = [t for t in doc[verb.i + 1 : verb.i + 3 + len(rest)] if t.pos_ not in {"DET", "PRON"}][: len(rest)]
    if all(t.lower_ == word or t.lemma_.lower() == word for t, word in zip(near, rest, strict=False)):
        return len(near) == len(rest)
    return len(rest) == 1 and any(
        c.lower_ == rest[0] and c.head.i == verb.i and c.dep_ in PARTICLES
        for c in doc[verb.i + 1 : verb.i + 12]
    )


def deed_of(verb: Token) -> str | None:
    """How a verb is a deed (the words of `deeds.tsv`, joined by "+" where several), None if it is none."""
    rows = deeds().get(deed_lemma(verb))
    if rows is None:
        return None
    kinds = sorted({who for rest, who in rows if who not in APART and stands_with(verb, rest)})
    return "+".join(kinds) or None


def is_deed_of(verb: Token, who: str) -> bool:
    """Whether a verb is a deed of one class of `deeds.tsv`."""
    return any(kind == who and stands_with(verb, rest) for rest, kind in deeds().get(deed_lemma(verb), ()))


@cache
def ends() -> frozenset[str]:
    """Deeds that take something away, as they stand in `Commitment.about`: "to lift"."""
    return frozenset(f"to {verb}" for verb, rows in deeds().items() if any(who == "ends" for _, who in rows))
