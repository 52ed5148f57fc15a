"""From inflected words to concepts: what counts as the same word in two sentences.

A small suffix reducer with a table of irregular forms, then a table of near-synonyms. No
parse is needed, so any text can be compared, also where a parser would be unsure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
"""Words (with inner hyphens and apostrophes) and numbers."""

_VOWEL = re.compile(r"[aeiouy]")


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a data file of this stage: cells between tabs, without comments."""
    text = files("communique.compare").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def word_set(name: str) -> frozenset[str]:
    """All the words of a plain list."""
    return frozenset(word for row in rows(name) for word in row[0].split())


@cache
def concept_set(name: str) -> frozenset[str]:
    """The concepts of all the words of a plain list."""
    return frozenset(concept(word) for word in word_set(name))


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in rows("irregular.tsv") for form in forms.split()}


def is_irregular(word: str) -> bool:
    """Whether a word is an irregular inflection ("sent")."""
    return word in _irregular()


@lru_cache(maxsize=50_000)
def reduce(word: str) -> str:
    """The key that the inflections of a word share: `releases`, `released` → `releas`.

    Not a dictionary form: a final `e` is dropped, so that suffixes need no dictionary.
    """
    word = word.lower().replace("’", "'")
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + ("s" if ending == "s'" else "")
            break
    word = _irregular().get(word, word)
    plain = _without_suffix(word)
    return _without_e(_irregular().get(plain, plain))


def _without_suffix(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _without_suffix(word[:-1]) if word.endswith(("ings", "ers")) else word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1] if len(word) > 5 else word
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return _stem(word[: -len(suffix)], word)
    if word.endswith("ly") and len(word) > 5:
        return word[:-2]
    return word


def _stem(stem: str, word: str) -> str:
    """A stem without a doubled consonant, or the word where no vowel would be left."""
    if not _VOWEL.search(stem):
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, words, _ in rows("concepts.tsv"):
        for word in words.split():
            verb, _, particle = word.partition("_")
            table.setdefault(f"{reduce(verb)}_{particle}" if particle else reduce(verb), name)
    return table


def phrasal(verb: str, particle: str) -> str | None:
    """The concept of a verb with its little word ("put up"), where the two mean something of their own."""
    return _concepts().get(f"{reduce(verb)}_{particle.lower()}")


PARTICLES = frozenset({"up", "down", "off", "out", "on", "in", "over", "back", "away", "to"})


@lru_cache(maxsize=50_000)
def concept(word: str) -> str:
    """The concept a word stands for: a name of `concepts.tsv`, or the word's own key."""
    key = reduce(word)
    found = _concepts().get(key)
    if found is not None:
        return found
    head, hyphen, tail = key.partition("-")
    if hyphen and tail:  # "water-for-power" stays, "kilowatt-hours" is known by its head
        return _concepts().get(reduce(head), key)
    return key


@cache
def broader() -> dict[str, frozenset[str]]:
    """For a concept the broader ones it is a kind of, all the way up."""
    direct: dict[str, set[str]] = {}
    for narrow, broad in rows("kinds.tsv"):
        direct.setdefault(concept(narrow), set()).add(concept(broad))
    closed: dict[str, frozenset[str]] = {}
    for name in sorted(direct):
        above: set[str] = set()
        steps = sorted(direct[name])
        while steps:
            step = steps.pop()
            if step != name and step not in above:
                above.add(step)
                steps.extend(sorted(direct.get(step, ())))
        closed[name] = frozenset(above)
    return closed


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of concepts that deny each other, both ways round."""
    pairs = {(concept(a), concept(b)) for a, b, _ in rows("opposites.tsv")}
    return frozenset(pairs | {(b, a) for a, b in pairs})


@cache
def opposed() -> dict[str, frozenset[str]]:
    """For a concept those that deny it."""
    table: dict[str, set[str]] = {}
    for one, other in sorted(opposites()):
        table.setdefault(one, set()).add(other)
    return {name: frozenset(found) for name, found in table.items()}


@cache
def directed() -> dict[str, str]:
    """Concepts in which sides matter, with the concept that tells it from the other side ("" if none)."""
    return {concept(row[0]): concept(row[1]) if row[1] else "" for row in rows("directed.tsv")}


@cache
def stop_words() -> frozenset[str]:
    """Function words."""
    return word_set("stop.txt")


@cache
def speech_concepts() -> frozenset[str]:
    """Concepts of speaking itself."""
    return concept_set("speech.txt")


@cache
def common_concepts() -> frozenset[str]:
    """Concepts that nearly every article holds."""
    own = {word: concept(word) for word in word_set("common.txt")}
    # a plain word that stands for a more telling concept does not make that concept plain
    return frozenset(name for word, name in own.items() if name in {word, reduce(word)})
