"""What a number counts: currencies, units of measure, and the noun that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.resolve.tables import items, read_table

_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|as)\Z")
_NOUN = re.compile(r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3}|-)([A-Za-zÀ-ɏ][\wÀ-ɏ’'.-]{0,40})")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found: offset of its end, the unit as recorded, what one is worth in it."""

    end: int
    name: str
    factor: float = 1.0


@lru_cache(maxsize=1)
def signs() -> tuple[str, dict[str, str]]:
    """A pattern for the signs written before an amount, and the currency of each."""
    table = {sign: row["code"] for row in reversed(read_table("currencies")) for sign in items(row["signs"])}
    return "|".join(re.escape(s) for s in sorted(table, key=lambda s: (-len(s), s))), table


@lru_cache(maxsize=1)
def _measures() -> tuple[re.Pattern[str], dict[str, tuple[str, float]]]:
    table: dict[str, tuple[str, float]] = {}
    for row in read_table("units"):
        for form in items(row["forms"]):
            table[form.lower()] = (row["unit"], float(row["factor"]))
    for row in read_table("currencies"):
        for form in [*items(row["words"]), *([row["code"]])]:
            table.setdefault(form.lower(), (row["code"], 1.0))
    forms = sorted(table, key=lambda f: (-len(f), f))
    inner = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms)
    return re.compile(
        rf"(?:[ \t\u00a0]{{0,2}}|[ \t]{{0,3}}\n[ \t]{{0,3}}|-)({inner})(?![\w])", re.IGNORECASE
    ), table


@lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    """The characters that forms begin with: most numbers are followed by none of them."""
    return frozenset(form[0] for form in _measures()[1])


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(row["code"] for row in read_table("currencies"))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    named = {word.lower() for row in read_table("currencies") for word in items(row["words"])}
    return frozenset(named | {form.lower() for row in read_table("units") for form in items(row["forms"])})


def measure_after(text: str, at: int) -> Unit | None:
    """The unit of measure or currency written right at `at`, or None."""
    first = text[at : at + 9].lstrip(" \t\u00a0\n-")[:1].lower()
    if first not in _initials():
        return None
    pattern, table = _measures()
    match = pattern.match(text, at)
    if match is None:
        return None
    raw = match.group(1)
    if raw in _codes() and re.search(r"(?<![\d,.])(?:19|20)\d\d\Z", text[max(0, at - 5) : at]):
        return None  # "© 2017 NPR"
    if len(raw) == 3 and raw.upper() in _codes() and not raw.isupper() and raw.lower() not in _words():
        return None  # "cup" is not the Cuban peso
    if raw.lower() in ("pound", "pounds") and re.match(
        r"\s+of\s+(?!sterling)[a-z]", text[match.end() : match.end() + 12]
    ):
        return Unit(match.end(), "pound")
    if raw.lower() in ("meter", "meters") and "metre" in text[:20000]:
        return Unit(match.end(), "meter")  # where metres are so spelt, a meter is a device
    if raw in ("MT", "Ha", "HA", "M3", "M2") or (
        len(raw) <= 3 and raw.isupper() and raw.lower() in ("mt", "kip", "lek", "lei", "won")
    ):
        return None
    name, factor = table[" ".join(raw.lower().split())]
    return Unit(match.end(), name, factor)


def noun_after(text: str, at: int, *, singular: bool = False) -> Unit | None:
    """The counted noun after a number: the first plural within four words, or None.

    With `singular` (after "at least one") it is the last of the words that form the noun.
    """
    end, position = at, at
    for _ in range(4):
        match = _NOUN.match(text, position)
        if match is None:
            return None
        raw = match.group(1)
        word = re.sub(r"[’']s?\Z|[.’'-]+\Z", "", raw)
        lower = word.lower()
        if lower in _classed("stop") or not word:
            return None
        end = match.start(1) + len(word)
        if raw.endswith(("'s", "’s")):
            position = match.end()
            continue
        if singular:
            rest = _NOUN.match(text, end)
            more = re.sub(r"[.’'-]+\Z", "", rest.group(1).lower()) if rest and raw == word else ""
            if (
                more
                and more not in _classed("stop")
                and not re.search(r"(?:ed|ing|ly|s)\Z", more)
                and text[end] == " "
            ):
                position = end
                continue
            return Unit(end, lower)
        if is_plural(lower):
            if lower in _classed("modifier"):
                following = _NOUN.match(text, end)
                if following and is_plural(following.group(1).lower().rstrip(".’'")):
                    position = end
                    continue
            return Unit(end, singular_of(lower.rsplit("-", 1)[-1]))
        if raw != word:
            return None
        position = match.end()
    return None


def hyphenated(text: str, at: int) -> Unit | None:
    """The noun of "7,000-word" or "12-member" at the hyphen; None after a number in words.

    "Two-way" and "four-star" are names of kinds, so words do not count.
    """
    if not text[at - 1].isdigit():
        return None
    match = re.compile(r"-([a-z]{3,20})(?![\w])").match(text, at)
    return Unit(match.end(), match.group(1)) if match and match.group(1) not in _classed("stop") else None


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {row["plural"]: row["singular"] for row in read_table("plurals")}


@lru_cache(maxsize=2)
def _classed(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("stops") if row["class"] == name)


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in _irregular():
        return True
    return (
        len(word) > 3 and word.endswith("s") and word not in _classed("stop") and not _NOT_PLURAL.search(word)
    )


def singular_of(word: str) -> str:
    """The singular of a plural noun, by rule; other words come back unchanged."""
    if word in _irregular():
        return _irregular()[word]
    if not word.endswith("s") or len(word) < 4 or _NOT_PLURAL.search(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
