"""The tables of causes under `data/`: words that tell what raises or lowers what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from communique.extract.dependencies.tables import rows, words

Sign = Literal[1, -1]
_rows = partial(rows, package="communique.extract.drivers")


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of `data/verbs.tsv`: `turned` if the subject is the effect, `never` what it is not said of."""

    word: str
    sign: Sign
    effect: tuple[str, ...]
    never: frozenset[str]
    turned: bool

    @property
    def after(self) -> tuple[str, ...]:
        """The words that follow the verb ("up" of "drive up")."""
        return tuple(self.word.split()[1:])


@dataclass(frozen=True, slots=True)
class Light:
    """One row of `data/light.tsv`: the nouns that the verb does it with."""

    nouns: frozenset[str]
    sign: Sign
    effect: tuple[str, ...]


def sign_of(cell: str) -> Sign:
    """+1 for a cell that ends in "+", -1 for one that ends in "-"."""
    return 1 if cell.endswith("+") else -1


@cache
def verbs() -> Mapping[str, tuple[Cause, ...]]:
    """Causal verbs by their first word: narrower rows first, else in the order of the file."""
    found: dict[str, list[Cause]] = {}
    for cell, sign, effect, never, _ in _rows("verbs.tsv"):
        for word in words(cell):
            turned = sign.startswith("effect")
            row = Cause(word, sign_of(sign), tuple(words(effect)), frozenset(words(never)), turned)
            found.setdefault(word.split()[0], []).append(row)
    return {first: tuple(sorted(same, key=_narrow)) for first, same in found.items()}


def _narrow(row: Cause) -> tuple[int, bool]:
    """Narrower rows first: of more words, or that want more than an object."""
    return -len(row.after), row.effect[0].startswith("obj")


@cache
def lights() -> Mapping[str, tuple[Light, ...]]:
    """Verbs of `data/light.tsv` by lemma."""
    found: dict[str, list[Light]] = {}
    for cell, nouns, sign, effect, _ in _rows("light.tsv"):
        for word in words(cell):
            row = Light(frozenset(words(nouns)), sign_of(sign), tuple(words(effect)))
            found.setdefault(word, []).append(row)
    return {word: tuple(same) for word, same in found.items()}


@cache
def adjectives() -> Mapping[str, tuple[str, Sign]]:
    """Adjectives by form: the dimension they speak of, and whether there is more or less of it."""
    return {
        word: (dimension, sign_of(sign))
        for cell, dimension, sign, _ in reversed(list(_rows("adjectives.tsv")))
        for word in words(cell)
    }


@cache
def changes() -> Mapping[str, Sign]:
    """Verbs by which a thing grows or shrinks, or is made to."""
    found: dict[str, Sign] = {}
    for cell, sign, _ in _rows("changes.tsv"):
        for word in words(cell):
            found.setdefault(word, sign_of(sign))
    return found


@cache
def nouns() -> Mapping[str, tuple[str, Sign, tuple[str, ...]]]:
    """Nouns by lemma: the side that their subject is on, the sign, and the prepositions of the other side."""
    return {
        word: (side.rstrip("+-"), sign_of(side), tuple(words(prepositions)))
        for cell, side, prepositions, _ in _rows("nouns.tsv")
        for word in words(cell)
    }


@cache
def connectives() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Connectives by their first word, longest first: (words, kind)."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for cell, kind, _ in _rows("connectives.tsv"):
        for item in words(cell):
            key = tuple(item.split())
            found.setdefault(key[0], []).append((key, kind))
    return {first: tuple(sorted(same, key=lambda r: -len(r[0]))) for first, same in found.items()}


@cache
def blaming() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Verbs by lemma by which somebody names a cause: where cause and effect stand."""
    found: dict[str, list[tuple[str, str]]] = {}
    for cell, cause, effect, _ in _rows("blaming.tsv"):
        for word in words(cell):
            found.setdefault(word, []).append((cause, effect))
    return {word: tuple(same) for word, same in found.items()}


@cache
def degrees(kind: str) -> Mapping[str, Sign]:
    """Words of `data/degrees.tsv` of one kind ("before", "of", "level")."""
    return {
        word: sign_of(sign)
        for cell, its, sign, _ in _rows("degrees.tsv")
        if its == kind
        for word in words(cell)
    }


@cache
def papers() -> frozenset[str]:
    """Nouns of `data/papers.tsv`: what only says something causes nothing."""
    return frozenset(word for cell, _ in _rows("papers.tsv") for word in words(cell))


def examples(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table with their examples."""
    return _rows(name)
