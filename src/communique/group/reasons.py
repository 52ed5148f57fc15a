"""Why two articles are in one story, in plain words: what their score rests on."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.group.evidence import Signature
from communique.group.pairs import MOST_NUMBERS, time_reason
from communique.group.topics import WORD, stem
from communique.group.vectors import Vector, common, heaviest

NAMED = 4
"""How many shared names or words are told."""

LONGEST = 4_000
"""Characters of an article in which the printed form of a stem is looked for."""

SMALL = re.compile(r"^\d(?:\.0)? ")


def reasons(a: Signature, b: Signature) -> str:
    """What speaks for two articles being of one happening; empty where nothing can be named."""
    told = []
    names = _shared(a.names, b.names)
    if names:
        told.append("both name " + ", ".join(printed(word, a) or word for word in names))
    elif words := _shared(a.whole, b.whole):
        told.append("both speak of " + ", ".join(printed(word, a) or word for word in words))
    numbers = sorted(number for number in common(a.numbers, b.numbers).stems if not SMALL.match(number))
    if numbers:
        told.append("both tell " + ", ".join(numbers[:MOST_NUMBERS]))
    if a.moment.precise and b.moment.precise:
        told.append(time_reason(a, b))
    elif visitors := sorted(a.after & b.after):
        told.append(f"both place it shortly after another visit ({', '.join(visitors)})")
    return "; ".join(told)


def _shared(a: Vector, b: Vector) -> list[str]:
    """What two vectors share, the heaviest first."""
    return heaviest(common(a, b), NAMED)


def printed(word: str, one: Signature) -> str | None:
    """A stem as the article prints it first; None where it stands only far down."""
    text = one.article.text[:LONGEST]
    low, start = text.lower(), word[:-1] if word.endswith("y") else word
    place = low.find(start)
    while place >= 0 and len(low) == len(text):
        token = text.rfind(" ", 0, place) + 1
        for known, form in spelled(text[token : _end(text, place)]):
            if known == word:
                return form
        place = low.find(start, place + 1)
    return None


def _end(text: str, place: int) -> int:
    end = text.find(" ", place)
    return len(text) if end < 0 else end


@lru_cache(maxsize=200_000)
def spelled(piece: str) -> tuple[tuple[str, str], ...]:
    """The words of a piece of text: each stem with the word as printed, without possessive."""
    words = [match[0] for match in WORD.finditer(piece)]
    return tuple((stem(word), word.removesuffix("’s").removesuffix("'s")) for word in words)
