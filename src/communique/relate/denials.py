"""What one of two states denies in what is told of the pair, and the sentence that the denial answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from communique.records import Dispute, Reading, Statement

Pair = tuple[str, str]
WORD = re.compile(r"[^\W\d_]{3,}")
ALIKE = 0.6
"""Share of common words from which two denials are one."""
MOST = 40
"""Denials of one pair that a further one is laid beside."""
POINTS_BACK = re.compile(
    r"\b(?:it|this|that|(?:these|those|the) "
    r"(?:claims?|charges?|reports?|accusations?|allegations?|idea|request|demands?|call|offer|proposal))[.”\"’']*$",
    re.IGNORECASE,
)
"""A denial that ends so names nothing itself: "denied these claims"."""
SHORT = 12
"""Words of a denial that may point back."""


def denials(
    reading: Reading, states: Mapping[str, str | None], about: Pair | None
) -> Iterator[tuple[Pair, str, str | None]]:
    """Pair, the statement that denies, and the statement before it that it answers, if it points back.

    about: the two states that the article is about. A denial belongs to the two states that its sentence
    names, else to those two, if one of them speaks in it and nobody else is named.
    """
    named: dict[int, set[str]] = defaultdict(set)
    by_sentence: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        by_sentence[statement.sentence].append(statement)
        named[statement.sentence].update(s for one in statement.actors if (s := states.get(one)))
    sentences = reading.article.sentences
    for statement in reading.statements:
        if statement.modality != "denied":
            continue
        holder = states.get(statement.holder.actor or "")
        those = named[statement.sentence] | ({holder} if holder else set())
        if len(those) == 2:
            one, other = sorted(those)
        elif about and those and those <= set(about):
            one, other = about
        else:
            continue
        words = " ".join(statement.span.quote.split())
        answered = None
        before = statement.sentence - 1
        back = len(words.split()) <= SHORT and POINTS_BACK.search(words[-60:])
        if back and before in by_sentence and not sentences[before].heading:
            answered = max(by_sentence[before], key=lambda s: (len(s.span.quote), s.id)).id
        yield (one, other), statement.id, answered


def denial_disputes(
    told: Iterable[tuple[str, str | None, str]], words_of: Mapping[str, str]
) -> Iterator[Dispute]:
    """Denials, those in nearly the same words as one: (denial, what it answers, source).

    words_of: by statement id its words.
    """
    groups: list[tuple[set[str], list[tuple[str, str | None, str]]]] = []
    for one in sorted(told, key=lambda item: item[0]):
        words = {word.lower() for word in WORD.findall(words_of.get(one[0], ""))}
        if one[1] is not None:
            words |= {word.lower() for word in WORD.findall(words_of.get(one[1], ""))}
        for known, held in groups[:MOST]:
            if len(known & words) >= ALIKE * max(len(known | words), 1):
                held.append(one)
                break
        else:
            groups.append((words, [one]))
    for _, held in groups:
        said = {answered: source for _, answered, source in held if answered is not None}
        matter = " ".join(words_of.get(held[0][1] or held[0][0], "").split())
        yield Dispute(
            "denial",
            matter,
            tuple(said),
            tuple(denial for denial, _, _ in held),
            len(set(said.values())),
            len({source for _, _, source in held}),
        )
