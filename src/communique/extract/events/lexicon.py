"""The lexicon of events: verbs, nouns, verbs with nouns, and words that change what an act is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

ENDINGS = (("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("es", ""), ("s", ""), ("", ""))
"""How forms of a verb are undone."""


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of `data/nouns.tsv`: its class, and the act it names (`root` empty: none)."""

    word: str
    kind: str
    root: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of `data/verbs.tsv`: what it needs as object, and its act (`root` empty: no event)."""

    word: str
    objects: frozenset[str]
    root: str
    mode: str | None
    target: tuple[str, ...]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Light:
    """One verb of `data/light.tsv`: what it does to the acts that nouns of these classes name."""

    word: str
    act: str
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Governor:
    """One word of `data/governors.tsv`: what it makes of an act that is its complement."""

    word: str
    forms: frozenset[str]
    stance: str


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a data file of this package: cells between tabs, comments left out."""
    text = files("communique.extract.events").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def words(cell: str) -> list[str]:
    """The words of a cell that holds several, separated by `;`, each once."""
    return list(dict.fromkeys(word.strip() for word in cell.split(";") if word.strip()))


def lemma_of(token: Token) -> str:
    """The lemma of a word, lower case; where the tagger's is in no table, a guess that is.

    Small models take "staged" for a form of "stag".
    """
    lemma = token.lemma_.lower()
    if token.pos_ not in {"VERB", "AUX"} or lemma in _known():
        return str(lemma)
    text = token.lower_
    for ending, instead in ENDINGS:
        if text.endswith(ending) and (stem := text[: -len(ending)] + instead) in _known():
            return str(stem)
    return str(lemma)


@cache
def _known() -> frozenset[str]:
    """First words of all verbs that the tables know."""
    return frozenset(word.split()[0] for table in (verbs(), lights(), governors()) for word in table)


def _none(cell: str) -> str | None:
    return None if cell in {"", "-"} else cell


@cache
def nouns() -> Mapping[str, tuple[Noun, ...]]:
    """Nouns by lemma, of one word or several, in the order of the file."""
    found: dict[str, list[Noun]] = {}
    for cell, kind, root, mode, source, target, _ in rows("nouns.tsv"):
        for word in words(cell):
            noun = Noun(word, kind, root, _none(mode), tuple(words(source)), tuple(words(target)))
            found.setdefault(word, []).append(noun)
    return {word: tuple(same) for word, same in found.items()}


@cache
def ends_of_nouns() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last words of the nouns that have several, parted by spaces or hyphens."""
    several = [name.replace("-", " ").split(" ") for name in nouns() if " " in name or "-" in name]
    return frozenset(name[0] for name in several), frozenset(name[-1] for name in several)


@cache
def verbs() -> Mapping[str, tuple[Verb, ...]]:
    """Verbs by lemma with particle or preposition, in the order of the file."""
    found: dict[str, list[Verb]] = {}
    for cell, objects, root, mode, target, marks, _ in rows("verbs.tsv"):
        for word in words(cell):
            verb = Verb(
                word,
                frozenset(objects.split()),
                _none(root) or "",
                _none(mode),
                tuple(words(target)),
                frozenset(marks.replace(";", " ").split()) - {"-"},
            )
            found.setdefault(word, []).append(verb)
    return {word: tuple(same) for word, same in found.items()}


@cache
def lights() -> Mapping[str, tuple[Light, ...]]:
    """Light verbs by lemma with particle or preposition, in the order of the file."""
    found: dict[str, list[Light]] = {}
    for cell, act, objects, _ in rows("light.tsv"):
        for word in words(cell):
            found.setdefault(word, []).append(Light(word, act, frozenset(objects.split())))
    return {word: tuple(same) for word, same in found.items()}


@cache
def governors() -> Mapping[str, tuple[Governor, ...]]:
    """Governing words by lemma, in the order of the file."""
    found: dict[str, list[Governor]] = {}
    for cell, forms, stance, _ in rows("governors.tsv"):
        for word in words(cell):
            found.setdefault(word, []).append(Governor(word, frozenset(forms.split()), stance))
    return {word: tuple(same) for word, same in found.items()}


@cache
def acting() -> frozenset[str]:
    """First words of all that `verbs.tsv` and `light.tsv` name."""
    return frozenset(name.split(" ")[0] for table in (verbs(), lights()) for name in table)


@cache
def governing() -> frozenset[str]:
    """Words that `governors.tsv` has a name for, as they stand: its first, or what follows "be"."""
    return frozenset(name.removeprefix("be ").split(" ")[0] for name in governors())


@cache
def plain() -> frozenset[tuple[str, str]]:
    """Verbs by lemma with the root that they need no model for."""
    return frozenset((word, root) for cell, root, _ in rows("plain.tsv") for word in words(cell))


@cache
def agents() -> Mapping[str, frozenset[str]]:
    """Classes of common nouns by lemma: `actor`, `instrument`, `place` and more."""
    found: dict[str, set[str]] = {}
    for cell, kinds, _ in rows("agents.tsv"):
        for word in words(cell):
            found.setdefault(word, set()).update(kinds.split())
    return {word: frozenset(kinds) for word, kinds in found.items()}
