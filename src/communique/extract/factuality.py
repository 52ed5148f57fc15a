"""Factuality: one number for how far an event word is put as fact, from -3 (surely not) to 3 (surely so).

The scale is that of Saurí & Pustejovsky 2012 as Lee, Artzi, Choi & Zettlemoyer 2015 ("Event detection
and factuality assessment with non-expert supervision") let readers rate it; 0 is wholly open. The
value is linear in features of the walk that gives the nine values of modality
(`extract/modality/walk.py`); its weights are in `data/factuality.tsv`, made by `training/modality/fit.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from communique.extract.cues import table
from communique.extract.modality.own import near
from communique.extract.modality.walk import walk
from communique.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SURE = 3.0
"""The ends of the scale: -SURE and SURE."""
READ_WEIGHT = 0.95
"""How much a trained model's value counts beside the rules' own."""
SETTLED, FULL = 1.6, 2.7
"""Values above SETTLED are stretched, so that FULL is as sure as can be: where nothing speaks against it,
readers say 3 flat, which a sum of weights rarely reaches. Chosen on development parts."""
HAPPENED, NOT = 1.5, -1.5
"""From here up an event is taken to have happened, from here down not to: halfway to the ends."""
VALUES: Mapping[Modality, float] = {
    "asserted": 3.0,
    "historical": 3.0,
    "expected": 2.0,
    "pledged": 2.0,
    "demanded": 1.5,
    "possible": 1.5,
    "hypothetical": 1.0,
    "denied": -2.0,
    "negated": -2.5,
}
"""What each of the nine values is worth where nothing else is known. UW's readers rate high: their median
of what is expected or promised is 2.2, of what is possible or demanded 1.6, of what is denied far from -3."""


def factuality(doc: Doc, token: Token | int, *, read: float | None = None) -> float:
    """How far an event word of a parsed `doc` is put as fact, in [-3, 3].

    `read` is what a trained model says of the same word, on the same scale: it is mixed in with
    `READ_WEIGHT`. None: the rules alone.
    """
    weights = coefficients()
    word = doc[token] if isinstance(token, int) else token
    value = bounded(sum(weights.get(name, 0.0) for name in sorted(features(word))))
    return stretched(value if read is None else (1 - READ_WEIGHT) * value + READ_WEIGHT * bounded(read))


def value_of_modality(modality: Modality) -> float:
    """The value in [-3, 3] that a modality stands for, if that is all one knows."""
    return VALUES[modality]


def modality_of_value(value: float) -> Modality:
    """What a value in [-3, 3] says by itself: "asserted" from `HAPPENED` up, "negated" from `NOT` down.

    All between is "possible": a number does not tell a promise from a demand, for which one asks
    `event_modality`.
    """
    if value >= HAPPENED:
        return "asserted"
    return "negated" if value <= NOT else "possible"


def stretched(value: float) -> float:
    """The value with its upper end drawn out: `SETTLED` stays, `FULL` and more become `SURE`."""
    if value <= SETTLED:
        return value
    return min(SURE, SETTLED + (value - SETTLED) * (SURE - SETTLED) / (FULL - SETTLED))


def bounded(value: float) -> float:
    """The value, cut at the ends of the scale."""
    return max(-SURE, min(SURE, value))


@cache
def coefficients() -> Mapping[str, float]:
    """`data/factuality.tsv`: feature → weight."""
    return {name: float(weight) for name, weight in table("factuality.tsv")}


def features(word: Token) -> set[str]:
    """The names of what speaks for or against an event word: where its walk ends, how it got there,
    its own form and that of its governor. A bounded number, however large the parse."""
    stance, steps = walk(word)
    key = stance.key
    found = {"bias", f"stance={key}", f"told={key}{int(stance.told)}", f"depth={min(len(steps), 6)}"}
    found |= {f"stance+dep={key}|{word.dep_}", f"stance+tag={key}|{word.tag_}"}
    for back, (link, inherited) in enumerate(islice(reversed(steps), 4)):
        near = min(back, 2)
        found.add(f"way{near}={link.way}|{inherited.key}")
        if link.signature is not None:
            found.add(f"signature={link.governor}|{link.complement}")
            found.add(f"effect{near}={link.complement}|{'/'.join(link.signature)}")
    found |= {f"lemma={word.lemma_.lower()}", *_form(word, "own")}
    path = []
    for up, head in enumerate(islice(word.ancestors, 2)):
        path.append(word.dep_)
        found |= {f"under={head.lemma_.lower()}|{word.dep_}", f"path={'>'.join(path)}"}
        found |= set(_form(head, f"over{up}"))
        word = head
    return found


def _form(word: Token, place: str) -> Iterator[str]:
    """The form of a word: its tag, its auxiliaries and small words, its subject and object."""
    auxiliaries = []
    yield f"{place} tag={word.tag_}"
    yield f"{place} dep={word.dep_}"
    for child in near(word):
        if child.dep_ in {"aux", "auxpass", "neg"}:
            auxiliaries.append(child.lemma_.lower())
        if child.dep_ in {"aux", "neg", "mark", "det", "advmod", "expl"}:
            yield f"{place} {child.dep_}={child.lower_}"
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            yield f"{place} has {child.dep_}"
    yield f"{place} group={' '.join(auxiliaries)}|{word.tag_}"
