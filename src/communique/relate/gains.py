"""What one state takes from its ties with another: terms, resources, markets, money, influence.

Dependence tells what the one needs; this tells what the other has of it. Verbs of getting, giving and
holding (`data/gain_verbs.tsv`) with a thing of `data/gain_things.tsv` in their object; the parties are the
resolved names and pronouns beside them. Where the other party is not named, it is the only other state of the
sentence, else of the paragraph; where there are several, nothing is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from communique.records import Gain, GainKind, Modality, Reading, Sentence, Statement

Role = Literal["taker", "giver", "holder"]
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[.,;:!?()—–]")
COUNTED: frozenset[Modality] = frozenset({"asserted", "historical", "expected", "possible", "pledged"})
"""What is said to be or to come; what is denied, demanded or only supposed is nobody's gain."""
LIGHT = frozenset(
    "can could will would may might must should has have had is are was were been being be to also still now "
    "already again always often then thus even itself himself herself both continues continued".split()
)
"""Words that may stand between a subject and its verb."""
PASSIVE = frozenset("is are was were been being be".split())
NOT = frozenset("not never no hardly without cannot neither nor".split())
STOP = frozenset("while but because which that whereas although though if when . ; : ! ? ( )".split())
"""Where the object of a verb ends."""
BREAK = STOP | frozenset("who whose as after before".split())
PARTICLES = frozenset("up off out down back away rid over under".split())
"""Words that make another verb of a verb: "set up", "give away"."""
PREPOSITIONS = frozenset("of for from to at in on over by with through under about into against".split())
PRICED = frozenset(("at", "below"))
"""Prepositions that lead to what is paid: "at a discount", "below the market price"."""
LINKS = frozenset(
    "of for from to at in on over by with through under per as than via into without since until after "
    "before during worth and or nor , that which who".split()
)
"""Words that may follow a thing: it is the head of its phrase, and not the first part of "oil spill"."""
HEADS = frozenset(
    "supplies supply deliveries exports imports purchases sales rights access products shipments volumes "
    "assistance aid package packages guarantees terms line lines deal deals contract contracts".split()
)
"""Words that a thing may be the first part of: "gas supplies"."""
LEADING = frozenset("cheap cheaper discounted cut-price".split())
"""Things that stand before what they are said of."""
WITHIN = frozenset(
    "access tonnes tons barrels percent per cent share half thirds quarters third quarter million billion "
    "supplies supply volumes some most all much part flow flows deliveries imports purchases kilowatts "
    "megawatts shipments control say".split()
)
"""Words after which "of", "to" or "over" leads to the thing itself: "access to minerals", "40 tonnes of"."""
CLAUSE = frozenset("its their his her the it they he she this that then".split())
"""Words after ", and" with which another clause begins."""
FAR, REACH = 9, 16
"""Words between a subject and a verb with "to", and words of an object that are looked at."""
MOST_WORDS = 200
"""Words of a sentence that are looked at."""


class _Word(NamedTuple):
    low: str
    start: int
    end: int
    name: bool


class _Party(NamedTuple):
    start: int
    end: int
    state: str
    form: str


@cache
def verbs() -> Mapping[str, tuple[Role, str]]:
    """Forms of verbs → whether their subject takes, gives or holds, and a sentence that has one of them."""
    return {
        form: (cast(Role, role), example)
        for role, forms, example in _rows("gain_verbs.tsv")
        for form in forms.split()
    }


@cache
def things() -> Mapping[str, tuple[GainKind, str]]:
    """Words for what is taken → its kind, and a sentence that has them."""
    return {words: (cast(GainKind, kind), example) for kind, words, example in _rows("gain_things.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = files("communique.relate").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def gains(reading: Reading, states: Mapping[str, str | None]) -> tuple[Gain, ...]:
    """What the states of one article take from each other, in the order of the text.

    states: the state that an actor (id) stands for; leave companies out, whose gain is not their state's.
    One gain for each kind of thing in an object.
    """
    parties = [
        _Party(m.span.start, m.span.end, state, m.form)
        for m in sorted(reading.mentions, key=lambda m: (m.span.start, -m.span.end))
        if m.actor and (state := states.get(m.actor))
    ]
    starts = [party.start for party in parties]
    said: dict[int, list[Statement]] = {}
    for statement in reading.statements:
        said.setdefault(statement.sentence, []).append(statement)
    sentences = reading.article.sentences
    found: list[Gain] = []
    for number, sentence in enumerate(sentences):
        if number not in said or sentence.heading:
            continue
        low, high = (bisect_left(starts, edge) for edge in (sentence.span.start, sentence.span.end))
        here = parties[low:high]
        around = parties[slice(*_paragraph(sentences, number, starts))]
        if not here or len({party.state for party in around}) < 2:
            continue
        found.extend(_in_sentence(reading, sentence, said[number], here, around))
    return tuple(found)


def _paragraph(sentences: Sequence[Sentence], number: int, starts: Sequence[int]) -> tuple[int, int]:
    """The parties before a sentence's end in its paragraph, at most three sentences back."""
    first = number
    while first > max(number - 3, 0) and sentences[first - 1].paragraph == sentences[number].paragraph:
        first -= 1
    return bisect_left(starts, sentences[first].span.start), bisect_right(starts, sentences[number].span.end)


def _in_sentence(
    reading: Reading,
    sentence: Sentence,
    statements: Iterable[Statement],
    here: Sequence[_Party],
    around: Sequence[_Party],
) -> Iterator[Gain]:
    offset = sentence.span.start
    words = [
        _Word(
            m.group().lower().replace("’", "'"),
            offset + m.start(),
            offset + m.end(),
            m.group()[0].isupper(),
        )
        for m in WORD.finditer(sentence.span.quote)
    ][:MOST_WORDS]
    for at, word in enumerate(words):
        known = verbs().get(word.low)
        if known is None:
            continue
        subject = _subject(words, at, here)
        statement = _telling(statements, word.start)
        if subject is None or statement is None or statement.modality not in COUNTED:
            continue
        end = _end(words, at)
        kinds = _kinds(words[at + 1 : end])
        other = _other(subject, word, words[end - 1].end, here, around) if kinds else None
        if other is None:
            continue
        taker, giver = (other, subject.state) if known[0] == "giver" else (subject.state, other)
        span = reading.article.span(words[at + 1].start, words[end - 1].end)
        for kind in kinds:
            yield Gain(
                taker, giver, kind, " ".join(span.quote.split()), statement.id, statement.modality, span
            )


def _subject(words: Sequence[_Word], at: int, parties: Sequence[_Party]) -> _Party | None:
    """The party that a verb is told of: the last one before it, with nothing but light words between, or
    with a verb that governs it by "to"."""
    before = [party for party in parties if party.end <= words[at].start]
    if not before:
        return None
    party = before[-1]
    between = [word.low for word in words[:at] if word.start >= party.end]
    if any(low in NOT or low.endswith("n't") for low in between) or BREAK.intersection(between):
        return None
    light = all(low in LIGHT or low.endswith("ly") for low in between)
    governed = len(between) <= FAR and bool(between) and between[-1] == "to"
    if not (light or governed) or party.form == "demonym":
        return None
    passive = light and bool(PASSIVE.intersection(between)) and not words[at].low.endswith("ing")
    possessive = any(word.low.endswith(("'s", "s'")) for word in words if word.start == party.start)
    return None if passive or possessive else party


def _end(words: Sequence[_Word], at: int) -> int:
    """Where the object of the verb at a place ends: before a new clause, without marks at its end."""
    for place in range(at + 1, min(at + 1 + REACH, len(words))):
        after = words[place + 1 : place + 3]
        if words[place].low in STOP or (words[place].low == "," and after and _begins(after)):
            break
    else:
        place = min(at + 1 + REACH, len(words))
    while place > at + 1 and not words[place - 1].low[0].isalnum():
        place -= 1
    return place


def _begins(words: Sequence[_Word]) -> bool:
    """Whether a new clause begins here, after a comma: with a name, or with "and" and what stands for one."""
    first = words[0]
    return first.name or (first.low in ("and", "or") and len(words) > 1 and words[1].low in CLAUSE)


def _kinds(words: Sequence[_Word]) -> list[GainKind]:
    """The kinds of the things in an object, in its order: heads of its phrases, before any preposition
    that leads elsewhere; none where it says that there is nothing."""
    lows = [word.low for word in words]
    if not lows or lows[0] in NOT or lows[0] in PARTICLES:
        return []
    found: dict[GainKind, None] = {}
    at, priced = 0, False
    while at < len(lows):
        leads = at and (lows[at - 1] in WITHIN or lows[at] == "with")
        if lows[at] in PRICED and at:
            priced = True
        elif lows[at] in PREPOSITIONS and at and not leads and not priced:
            # what comes after is about something else, up to a price
            at = next((n for n in range(at, len(lows)) if lows[n] in PRICED), len(lows))
            continue
        size = 2 if " ".join(lows[at : at + 2]) in things() else 1
        known = things().get(" ".join(lows[at : at + size]))
        following = lows[at + size] if at + size < len(lows) else ","
        heads = following in LINKS or following in HEADS or following in things() or following.endswith("ly")
        if known and (heads or lows[at] in LEADING) and (not priced or known[0] == "terms"):
            found.setdefault(known[0])
        at += size
    return list(found)


def _other(
    subject: _Party, verb: _Word, end: int, here: Sequence[_Party], around: Sequence[_Party]
) -> str | None:
    """The other party: named in the object, else the only other state of the sentence or of those before."""
    named = {p.state for p in here if verb.end <= p.start < end} - {subject.state}
    for states in (named, {p.state for p in here}, {p.state for p in around}):
        others = states - {subject.state}
        if others:
            return next(iter(others)) if len(others) == 1 else None
    return None


def _telling(statements: Iterable[Statement], at: int) -> Statement | None:
    """The narrowest statement that holds this place."""
    holding = [s for s in statements if s.span.start <= at < s.span.end]
    return min(holding, key=lambda s: (s.span.end - s.span.start, s.id), default=None)
