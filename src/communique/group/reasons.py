"""Why two articles are in one story, in plain words: what their score rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.group.evidence import Signature
from communique.group.pairs import MOST_NUMBERS, time_evidence
from communique.group.topics import WORD, stem

NAMED = 4
"""How many shared names or words are told."""

LONGEST = 4_000
"""Characters of an article in which the printed form of a stem is looked for."""

SMALL = re.compile(r"^\d(?:\.0)? ")


def reasons(a: Signature, b: Signature) -> str:
    """What speaks for two articles being of one happening; empty where nothing can be named."""
    told = []
    names = _shared(a.names, b.names)
    words = [word for word in _shared(a.whole, b.whole) if word not in names]
    if names:
        told.append("both name " + ", ".join(_printed(word, a) for word in names[:NAMED]))
    elif words:
        told.append("both speak of " + ", ".join(_printed(word, a) for word in words[:NAMED]))
    numbers = sorted(number for number in a.numbers & b.numbers if not SMALL.match(number))
    if numbers:
        told.append("both tell " + ", ".join(numbers[:MOST_NUMBERS]))
    if a.moment.precise and b.moment.precise:
        told.append(time_evidence(a, b)[2])
    return "; ".join(told)


def _shared(a: Mapping[str, float], b: Mapping[str, float]) -> list[str]:
    """What two vectors share, the heaviest first."""
    both = {word: value * b[word] for word, value in a.items() if word in b}
    return sorted(both, key=lambda word: (-both[word], word))


def _printed(word: str, one: Signature) -> str:
    """A stem as the article prints it."""
    for match in WORD.finditer(one.reading.article.text[:LONGEST]):
        if stem(match[0]) == word:
            return match[0].removesuffix("’s").removesuffix("'s")
    return word
