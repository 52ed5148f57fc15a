"""What speaks for and against a claim in the sentences nearest to it: a few numbers, each with a name.

Coverage by the best sentence, order of words, what the best few lack by kind, and whether words that
both have hang together in the same way (Goyal and Durrett 2020 judge such arcs one by one).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.brief.amounts import hard, same_amount
from communique.brief.content import CONTENT, Content, key
from communique.brief.overlap import alike, sequence_signals
from communique.brief.passages import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SIGNALS = (
    "best", "order", "triples", "absent_names", "absent_nouns", "absent_figures", "absent_dates",
    "arcs", "broken", "length",
)  # fmt: skip
"""The names of all signals, in the order in which they are told."""
FEW = 3
"""Sentences that may together hold a claim."""
GIVEN = 0.5
"""What is left of the weight of a word that the words before have set."""
MOST_ABSENT = 3
"""Missing names, figures or dates beyond these tell no more."""
STEPS = 5
"""Little words on the way from a telling word to the one it hangs on."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim laid over sentences: the numbers of the best few of them, best first; the offsets of
    the claim's words that these few do not hold."""

    few: tuple[int, ...]
    missing: tuple[tuple[int, int], ...]


def signals(
    asked: Content,
    contents: Sequence[Content],
    rarity: Callable[[str], float],
    given: frozenset[str] = frozenset(),
) -> tuple[dict[str, float], Held]:
    """All signals of a claim over sentences of its evidence, and how these hold it.

    `given` are keys that the words before the claim have set, which need less to be said again.
    """
    tokens = _telling(asked)
    names = list(dict.fromkeys(name for name, _ in tokens))
    weights = {name: rarity(name) * (GIVEN if name in given else 1.0) for name in names}
    total = sum(weights.values()) or 1.0
    sets = [_held(asked, tokens, content) for content in contents]

    def share(held: frozenset[str]) -> float:
        return sum(weights[name] for name in held) / total

    few = _few(sets, share)
    held = frozenset(name for n in few for name in sets[n])
    words = words_of(asked.text)
    found = {
        "best": share(sets[few[0]]) if few else 0.0,
        **sequence_signals(words, [words_of(content.text) for content in contents]),
        **_absent(asked, contents, tokens, held),
        **_hanging(asked, contents, held),
        "length": math.log1p(len(words)),
    }
    missing = tuple((t.idx, t.idx + len(t.text)) for name, t in tokens if name not in held)
    return found, Held(few, missing)


@lru_cache(maxsize=256)
def _telling(content: Content) -> tuple[tuple[str, Token], ...]:
    """The telling words of a sentence, each with its key."""
    return tuple(
        (key(token.lemma_), token)
        for token in content.doc
        if token.pos_ in CONTENT and not token.is_stop and any(c.isalnum() for c in token.text)
    )


def _keys(content: Content) -> frozenset[str]:
    reduced = (key(word) for word in words_of(content.text))
    return frozenset((*(name for name, _ in _telling(content)), *reduced))


def _held(asked: Content, tokens: Sequence[tuple[str, Token]], content: Content) -> frozenset[str]:
    """The keys of a claim that a sentence has: its words, figures of the same value, dates that agree."""
    keys = _keys(content)
    return frozenset(
        name
        for name, token in tokens
        if name in keys or _same_value(asked, token, content) or any(alike(name, other) for other in keys)
    )


def _same_value(asked: Content, token: Token, content: Content) -> bool:
    return any(
        a.start <= token.idx < a.end and any(same_amount(a, b) for b in content.amounts)
        for a in asked.amounts
        if token.pos_ == "NUM"
    ) or any(d.start <= token.idx < d.end and any(d.agrees(e) for e in content.dates) for d in asked.dates)


def _few(sets: Sequence[frozenset[str]], share: Callable[[frozenset[str]], float]) -> tuple[int, ...]:
    """The best sentence, then those that add most to it."""
    chosen: list[int] = []
    held: frozenset[str] = frozenset()
    for _ in range(min(FEW, len(sets))):
        now = share(held)
        gain, n = max((share(held | own) - now, -n) for n, own in enumerate(sets))
        if gain <= 0:
            break
        chosen.append(-n)
        held |= sets[-n]
    return tuple(chosen)


# ------------------------------------------------------------------ what is missing


def _absent(
    asked: Content,
    contents: Sequence[Content],
    tokens: Sequence[tuple[str, Token]],
    held: frozenset[str],
) -> dict[str, float]:
    """Names, figures and dates by number (of MOST_ABSENT), nouns by share."""
    amounts = [amount for content in contents for amount in content.amounts]
    dates = [date for content in contents for date in content.dates]
    figures = [amount for amount in asked.amounts if hard(amount, asked)]
    nouns = [name for name, token in tokens if token.pos_ == "NOUN"]
    return {
        "absent_names": _count(sum(t.pos_ == "PROPN" and name not in held for name, t in tokens)),
        "absent_nouns": sum(name not in held for name in nouns) / len(nouns) if nouns else 0.0,
        "absent_figures": _count(sum(not any(same_amount(a, b) for b in amounts) for a in figures)),
        "absent_dates": _count(sum(not any(d.agrees(e) for e in dates) for d in asked.dates)),
    }


def _count(number: int) -> float:
    return min(MOST_ABSENT, number) / MOST_ABSENT


# ------------------------------------------------------------------ what hangs on what


def _hanging(asked: Content, contents: Sequence[Content], held: frozenset[str]) -> dict[str, float]:
    """Of the arcs between a claim's telling words the share that the evidence has (`arcs`); of those
    with both words held, the share that nowhere hang together (`broken`)."""
    own = _arcs(asked)
    if not own:
        return {"arcs": 1.0, "broken": 0.0}
    known = {arc for content in contents for arc in _arcs(content)}
    known |= {(b, a) for a, b in known}
    both = [arc for arc in own if held.issuperset(arc)]
    return {
        "arcs": sum(arc in known for arc in own) / len(own),
        "broken": sum(arc not in known for arc in both) / len(both) if both else 0.0,
    }


@lru_cache(maxsize=256)
def _arcs(content: Content) -> tuple[tuple[str, str], ...]:
    """(key above, key below) for each telling word that hangs on another, little words skipped."""
    keys = {token.i: name for name, token in _telling(content)}
    found = []
    for place, name in keys.items():
        above = content.doc[place].head
        for _ in range(STEPS):
            if above.i in keys or above.head is above:
                break
            above = above.head
        if above.i in keys and above.i != place:
            found.append((keys[above.i], name))
    return tuple(found)
