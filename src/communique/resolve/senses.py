"""Whether a name that the lexicon knows means that thing here, or something else of the same name."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.resolve.phrases import Word, fold
from communique.resolve.tables import items, read_table

_FOREIGN = frozenset("de da do das dos del della di du des von van der la el al".split())
_AFTER_LANGUAGE = re.compile(r"[- ](?:languages?\b|speak(?:ing|ers?)\b)")
_BEFORE_LANGUAGE = re.compile(
    r"\b(?:speaks?|spoke|speaking|spoken|learn(?:s|ed|ing)?|fluent in|translat(?:ed|ion) (?:into"
    r"|from)|written in|(?:in|into) (?:both )?(?:broken )?)\s*\Z",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"(?:\A|[^\w])(?:anti|pro|non|pre|post|ex|un|half)[-‐‑–]\Z", re.IGNORECASE)
_WORD_AFTER_LANGUAGE = re.compile(r"\s+[a-zA-Z]")


def means_it(text: str, tokens: list[Word], first: int, stop: int, *, demonym: bool) -> bool:
    """Whether the words `first` to `stop` of `tokens` stand for what the lexicon says.

    False for given names and surnames ("Jordan Ellsworth"), titles of newspapers and the like
    ("the Quito Courier"), languages, prefixed words ("anti-German") and "US" in a line of capitals.
    """
    start, end = tokens[first].start, tokens[stop - 1].end
    before = text[max(0, start - 28) : start]
    if _OPPOSED.search(before):
        return False
    if demonym and _is_language(text, before, end):
        return False
    if _in_foreign_name(tokens, first, before) or _has_suffix(text, tokens, stop):
        return False
    if stop - first == 1 and _shouted(text, tokens, first):
        return False
    name = fold(text[start:end])
    row = _ambiguous().get(name)
    return row is None or not _is_other(text, tokens, first, stop, row)


def why_other(name: str) -> str:
    """What a name of `ambiguous.tsv` may also be, and what decides, in words; "" for other names."""
    row = _ambiguous().get(fold(name))
    if row is None:
        return ""
    said = {
        "given": "a given name where a capital follows that starts no title",
        "surname": "a surname after a given name or an initial",
        "state": "a part of the United States where the text holds one of: ",
        "word": "something else unless the text holds one of: ",
    }
    kinds, tells = row
    parts = [said[k] + ("; ".join(tells) if k in ("state", "word") else "") for k in sorted(kinds)]
    return f"{name} as " + ", or ".join(parts)


def _is_language(text: str, before: str, end: int) -> bool:
    if _AFTER_LANGUAGE.match(text, end):
        return True
    if not _BEFORE_LANGUAGE.search(before):
        return False
    # "In Chinese," is the language, "in Chinese ports" is not.
    return (
        _WORD_AFTER_LANGUAGE.match(text, end) is None
        or re.match(r"\s+(?:and|or|by|with|on|at|to|that|when)\b", text[end : end + 8]) is not None
    )


def _in_foreign_name(tokens: list[Word], first: int, before: str) -> bool:
    if first < 2 or tokens[first - 1].key not in _FOREIGN or tokens[first - 1].case:
        return False
    return tokens[first - 2].case > 0 and not re.search(r"[.,;:!?\n]", before[-8:])


def _has_suffix(text: str, tokens: list[Word], stop: int) -> bool:
    if stop >= len(tokens) or text[tokens[stop - 1].end : tokens[stop].start] != " ":
        return False
    return tokens[stop].case > 0 and tokens[stop].key in _suffixes()


def _shouted(text: str, tokens: list[Word], first: int) -> bool:
    """An acronym that is also a word, inside a line of capitals: "GIVE US BREAD"."""
    word = tokens[first]
    if (
        word.key not in ("us", "it", "who", "is", "au", "can", "car", "nam", "eco", "ap", "aes")
        or word.case != 2
    ):
        return False
    if "." in text[word.start : word.end]:
        return False
    near = [*tokens[max(0, first - 2) : first], *tokens[first + 1 : first + 3]]
    return len(near) > 1 and all(token.case == 2 or token.end - token.start == 1 for token in near)


def _is_other(
    text: str, tokens: list[Word], first: int, stop: int, row: tuple[frozenset[str], tuple[str, ...]]
) -> bool:
    kinds, tells = row
    if "state" in kinds and tells_of(text, tells):
        return True
    if "word" in kinds and not tells_of(text, tells):
        return True
    if "given" in kinds and stop < len(tokens) and text[tokens[stop - 1].end : tokens[stop].start] == " ":
        following = tokens[stop]
        if (
            following.case == 1
            and following.key not in _not_surnames()
            and not _after_preposition(tokens, first)
        ):
            return True
    if "surname" in kinds and first > 0 and text[tokens[first - 1].end : tokens[first].start] in (" ", ". "):
        previous = tokens[first - 1]
        if previous.case > 0 and (
            previous.key in _given()
            or (previous.end - previous.start == 1 and previous.key not in ("a", "i"))
        ):
            return True
    return False


def tells_of(text: str, tells: tuple[str, ...]) -> bool:
    """Whether a text holds one of some words; looked for once in each text, not for each name in it."""
    known = _told(text)
    if tells not in known:
        known[tells] = any(tell in text for tell in tells)
    return known[tells]


@lru_cache(maxsize=1)
def _told(text: str) -> dict[tuple[str, ...], bool]:
    """What has been asked of the last text so far."""
    return {}


def _after_preposition(tokens: list[Word], first: int) -> bool:
    return first > 0 and tokens[first - 1].key in (
        "in",
        "from",
        "to",
        "of",
        "with",
        "against",
        "at",
        "via",
        "across",
    )


@lru_cache(maxsize=1)
def _ambiguous() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    return {
        fold(row["name"]): (frozenset(items(row["else"])), tuple(items(row["words"])))
        for row in read_table("ambiguous")
    }


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in read_table("given"))


@lru_cache(maxsize=1)
def _suffixes() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("suffixes"))


@lru_cache(maxsize=1)
def _not_surnames() -> frozenset[str]:
    """Words that follow a state's name with a capital without being anybody's surname."""
    return frozenset(row["word"] for row in read_table("followers"))
