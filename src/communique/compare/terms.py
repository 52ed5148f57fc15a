"""The meaningful words and the actors of a stretch of text, as terms."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from communique.compare.annotations import Annotations, Stretch, inside
from communique.compare.polarity import is_reduced_negation, negations
from communique.compare.propositions import Term, TermKind
from communique.compare.words import PARTICLES, WORD, concept, is_irregular, phrasal, stop_words, word_set
from communique.records import Actor, Mention, Quantity

_KINDS: dict[str, TermKind] = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "group": "organisation",
}
_OPENERS = frozenset({".", "“", '"', "‘", "!", "?", ":"})
_BEFORE_VERB = frozenset(
    "to will would shall should can could may might must has have had was were been be is are"
    " it they he she who which not never also only".split()
)
_VERB_NEXT = re.compile(rf"\b(?:{'|'.join(sorted(_BEFORE_VERB))})\s+$", re.I)


def terms_between(
    notes: Annotations, start: int, end: int, hidden: Sequence[Stretch] = (), *, most: int = 120
) -> tuple[Term, ...]:
    """Content words and actors between two offsets, in order, at most `most`.

    Words of dates, numbers and of the `hidden` stretches are left out; a word that names an
    actor is the actor; a verb and its little word ("put up") are one term.
    """
    end = min(end, start + 40 * most)
    actors, covered = _actors(notes, start, end, hidden)
    words = _words(notes, start, end, covered, hidden, most - len(actors))
    return tuple(sorted((*actors, *words), key=lambda term: (term.start, term.concept)))


def _actors(
    notes: Annotations, start: int, end: int, hidden: Sequence[Stretch]
) -> tuple[list[Term], list[Stretch]]:
    """The actors as terms, and the stretches that no word is to be read from: theirs and the dates'."""
    covered = [(d.span.start, d.span.end) for d in notes.dates(start, end)]
    found: list[Term] = []
    for mention in notes.mentions(start, end):
        actor = notes.actors.get(mention.actor or "")
        if actor is None or mention.span.end > end or _is_plain_name(actor, mention):
            continue
        covered.append((mention.span.start, mention.span.end))
        if not inside(hidden, mention.span.start):
            also = f"@{actor.state}" if actor.state and actor.state != actor.id else ""
            found.append(Term(f"@{actor.id}", mention.span.start, _KINDS[actor.kind], also))
    return found, sorted(covered)


def _words(
    notes: Annotations, start: int, end: int, covered: list[Stretch], hidden: Sequence[Stretch], most: int
) -> list[Term]:
    text = notes.text
    figures = [(q.span.start, q.span.end) for q in notes.quantities(start, end) if not _counts(q)]
    found: list[Term] = []
    recent: deque[tuple[str, int]] = deque(maxlen=2)
    skip = figure = 0
    led = leads = False
    for match in WORD.finditer(text, start, end):
        at, word = match.start(), _word(match.group())
        if len(found) >= most:
            break
        led, leads = leads, word.leads
        low = word.plain
        if not word.content and low not in PARTICLES:
            continue
        while skip < len(covered) and covered[skip][1] <= at:
            skip += 1
        while figure < len(figures) and figures[figure][1] <= at:
            figure += 1
        if (skip < len(covered) and covered[skip][0] <= at) or (hidden and inside(hidden, at)):
            continue
        if low in PARTICLES:
            _bind(found, recent, low, at)
            continue
        if not word.content:
            continue
        if figure < len(figures) and figures[figure][0] <= at:
            continue  # "dollars", "percent"; but the red tractors of "4,200 red tractors" are terms
        name = word.capital and at != start and text[max(start, at - 2) : at].strip() not in _OPENERS
        verb = not name and (
            word.inflected or (led and _VERB_NEXT.search(text, max(start, at - 14), at) is not None)
        )
        found.append(Term(word.concept, at, "name" if name else "word", verb=verb))
        recent.append((low, at))
    return found


class _Word(NamedTuple):
    """What a word is wherever it stands; `leads` if a verb may follow, as far as itself tells."""

    plain: str
    content: bool
    concept: str
    capital: bool
    inflected: bool
    leads: bool


@lru_cache(maxsize=50_000)
def _word(word: str) -> _Word:
    low = _plain(word)
    leads = not word.isalpha() or low in _BEFORE_VERB  # "would-be" ends in another
    if not _is_content(low):
        return _Word(low, False, "", False, False, leads)
    return _Word(low, True, concept(low), word[0].isupper(), _is_inflected(low), leads)


def word_concept(word: str) -> str:
    """The concept of a word as it is written, "" where it says nothing by itself."""
    return _word(word).concept


def _bind(found: list[Term], recent: deque[tuple[str, int]], particle: str, at: int) -> None:
    """Join a little word to the verb it belongs to: "put up", "shot the boat down"."""
    for back, (word, place) in enumerate(reversed(recent)):
        both = phrasal(word, particle) if at - place < 40 else None
        if both is not None:
            found[-1 - back] = replace(found[-1 - back], concept=both)
            return


def _counts(quantity: Quantity) -> bool:
    """Whether a quantity counts things that it names ("4,200 red tractors"), not a sum or a share."""
    unit = concept(quantity.unit) if quantity.unit else ""
    words = WORD.findall(quantity.span.quote[:200])
    return any(concept(_plain(word)) == unit for word in words)


def _is_plain_name(actor: Actor, mention: Mention) -> bool:
    """Whether a name says as much by its words: bodies that only one article knows by this id."""
    return mention.form != "pronoun" and actor.kind in {"organisation", "group"} and len(actor.id) == 16


def _is_inflected(low: str) -> bool:
    return (low.endswith(("ed", "ing")) and len(low) > 4) or is_irregular(low)


def _plain(word: str) -> str:
    low = word.lower().replace("’", "'")
    return low[:-2] if low.endswith("'s") else low


def _is_content(low: str) -> bool:
    """Whether a word says something by itself: no function word, number or negation."""
    if low[:1].isdigit() or len(low) < 2 or low in stop_words() or low in word_set("numbers.txt"):
        return False
    if low.endswith("n't"):
        return False
    return low not in negations() or is_reduced_negation(low)
