"""The tables of dependence under `data/`: which words tell who needs whom, what for and how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

ENDINGS = (
    ("ied", "y"),
    ("ies", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
    ("es", ""),
    ("s", ""),
)
"""How forms are undone where the tagger's lemma is in no table."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of a table of triggers: where the two sides and the goods stand, and what it needs."""

    word: str
    dependent: tuple[str, ...]
    provider: tuple[str, ...]
    goods: tuple[str, ...]
    needs: frozenset[str]
    marks: Mapping[str, str]

    @property
    def particle(self) -> str:
        """The second word of a verb ("up" of "prop up"), or nothing."""
        return self.word.partition(" ")[2]


def rows(name: str, package: str = "communique.extract.dependencies") -> Iterator[tuple[str, ...]]:
    """The rows of a data file of a package: cells between tabs, comments left out."""
    text = files(package).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def words(cell: str) -> list[str]:
    """The items of a cell that holds several, separated by `;`, each once; "-" is none."""
    return list(dict.fromkeys(w.strip() for w in cell.split(";") if w.strip() not in {"", "-"}))


@cache
def patterns(name: str) -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns of one table by the first word of their triggers, in the order of the file."""
    found: dict[str, list[Pattern]] = {}
    for cell, dependent, provider, goods, needs, marks, _ in rows(name):
        told = {m.partition("=")[0]: m.partition("=")[2] for m in marks.split() if m != "-"}
        for word in words(cell):
            pattern = Pattern(
                word,
                tuple(words(dependent)),
                tuple(words(provider)),
                tuple(words(goods)),
                frozenset(needs.split()) - {"-"},
                told,
            )
            found.setdefault(word.split()[0], []).append(pattern)
    return {word: tuple(same) for word, same in found.items()}


@cache
def runs(name: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Runs of words by their first word, longest first: (words, value of the second column)."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for cell, value, *_ in rows(name):
        for item in words(cell):
            key = tuple(item.split())
            found.setdefault(key[0], []).append((key, value))
    return {first: tuple(sorted(same, key=lambda r: -len(r[0]))) for first, same in found.items()}


@cache
def assets() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of `data/assets.tsv` by their first word, longest first: (words, state)."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for state, cell, _ in rows("assets.tsv"):
        for item in words(cell):
            key = tuple(item.split())
            found.setdefault(key[0], []).append((key, state))
    return {first: tuple(sorted(same, key=lambda r: -len(r[0]))) for first, same in found.items()}


@cache
def endings() -> Mapping[str, str]:
    """What verbs make of a dependence: lemma to "ended", "eased" or "grown"."""
    return {word: change for cell, change, _ in rows("endings.tsv") for word in words(cell)}


@cache
def ruin() -> frozenset[str]:
    """Verbs of `data/ruin.tsv`."""
    return frozenset(word for cell, _ in rows("ruin.tsv") for word in words(cell))


def lemma_of(token: Token, known: Mapping[str, object]) -> str:
    """The lemma of a word, lower case; where it is not `known`, a guess that is, if there is one."""
    lemma = str(token.lemma_.lower())
    if lemma in known:
        return lemma
    text = str(token.lower_)
    if text in known:
        return text
    if token.pos_ not in {"VERB", "AUX"}:
        return lemma
    for ending, instead in ENDINGS:
        if text.endswith(ending) and (stem := text[: -len(ending)] + instead) in known:
            return stem
    return lemma


def starting(
    forms: tuple[str, str], table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> list[tuple[tuple[str, ...], str]]:
    """The runs that begin with a word, given as its form and its lemma; longest first."""
    found = [*table.get(forms[0], ()), *(table.get(forms[1], ()) if forms[1] != forms[0] else ())]
    return sorted(set(found), key=lambda r: (-len(r[0]), r)) if len(found) > 1 else found


def find_runs(
    forms: list[tuple[str, str]], table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> Iterator[tuple[int, int, str]]:
    """Where runs of a table stand among words given as (form, lemma): first, end, value; none overlap."""
    i = 0
    while i < len(forms):
        step = 1
        for key, value in starting(forms[i], table):
            if all(i + k < len(forms) and word in forms[i + k] for k, word in enumerate(key)):
                yield i, i + len(key), value
                step = len(key)
                break
        i += step
