"""What a sentence is made of: content words, states, figures, dates, and its parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.brief.partial_dates import PartialDate, find_partial_dates
from communique.brief.terms import synonyms, word_list

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
ENDINGS = tuple(
    "isation ization ations ation ments ment ships ship ities ity ness ances ance ences ence ions ion als al "
    "ers er ors or ings ing eds ed ies ive ly es s e y".split()
)
SHORTEST_STEM = 4
LONGEST_PARSED = 3_000
"""Characters; what comes after them in one sentence is not parsed."""
OUTLETS = frozenset("paper newspaper daily newswire broadcaster tabloid".split())
"""Those who tell the news; a paper only where it is the one who does something."""
CURRENCIES = frozenset("dollar euro pound yen yuan ruble rouble rupee franc".split())
"""They count with their figure, as its unit."""
LITTLE = frozenset(
    "be have do make take go come year day time way thing part also only still already then meanwhile "
    "however later earlier new current issue second first last next during after before while despite "
    "between instead recently currently latter former side country neighbour neighbor".split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as `resolve.find_quantities` gives it; `whole` tells that the text
    names a part of it ("40 of the 95 million"), `part` that it is such a part."""

    start: int
    end: int
    value: float
    unit: str
    bound: str
    words: str
    whole: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """One sentence, read: offsets are into `text`. Two are equal only if they are one object."""

    text: str
    doc: Doc
    keys: dict[str, tuple[int, ...]]
    """Content key → the indices of its tokens."""
    states: tuple[tuple[int, int, str], ...]
    amounts: tuple[Amount, ...]
    dates: tuple[PartialDate, ...]

    def state_codes(self) -> frozenset[str]:
        """The states that the sentence names in any way."""
        return frozenset(code for _, _, code in self.states)


def key(lemma: str) -> str:
    """The key under which words that say the same are counted: group of synonyms, then stem."""
    lemma = lemma.lower().replace("’", "'").strip("'\"“”")
    return _stem(synonyms().get(lemma, lemma))


@cache
def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def read_content(texts: Iterable[str], *, nlp: Language, folder: str = "") -> list[Content]:
    """Each text with its content words, states, figures and dates."""
    from communique.resolve import find_quantities, lexicon

    names = lexicon(folder)
    found = []
    for doc in nlp.pipe([text[:LONGEST_PARSED] for text in texts], disable=["ner"]):
        text = doc.text
        states = tuple((spot.start, spot.end, spot.entry.state or spot.entry.id) for spot in names.spot(text))
        dates = tuple(find_partial_dates(text))
        clock = tuple(_clock_times(text))
        taken = [(d.start, d.end) for d in dates] + [(c.start, c.end) for c in clock]
        counted = (
            Amount(start, end, value, unit, bound, text[start:end])
            for start, end, value, unit, bound in find_quantities(text)
            if not any(a < end and start < b for a, b in taken)
            and not (ORDINAL.fullmatch(text[start:end]) and _before_noun(doc, end))
        )
        known = [*clock, *counted]
        taken += [(a.start, a.end) for a in known]
        bare = (a for a in _bare_numbers(text) if not any(s < a.end and a.start < e for s, e in taken))
        amounts = tuple(sorted((*known, *bare), key=lambda a: a.start))
        found.append(
            Content(text, doc, _keys(doc, states, dates, amounts), states, _parts(text, amounts), dates)
        )
    return found


CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?= ?[ap]\.?m\b| GMT| UTC)|\b(\d{1,2}):(\d{2})\b")


def _clock_times(text: str) -> Iterator[Amount]:
    for match in CLOCK.finditer(text):
        hour, minute = match.group(1, 2) if match.group(1) else match.group(3, 4)
        value = float(int(hour) * 60 + int(minute))
        yield Amount(match.start(), match.end(), value, "o'clock", "exact", match.group())


BARE = re.compile(
    r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w/:-])|(?<![\w.,:/-])\d{2,9}(?:\.\d+)?(?![\w/:,-]|\.\d)"
)

ORDINAL = re.compile(r"(?:an?|the|one) (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.I)


def _before_noun(doc: Doc, end: int) -> bool:
    """True for "a third round", which is no third of anything."""
    token = next((t for t in doc if t.idx >= end), None)
    return token is not None and token.pos_ == "NOUN"


COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()
NUMBER_WORDS = re.compile(rf"\b(?:{'|'.join(COUNTED[3:])})\b(?!-)", re.I)


def _bare_numbers(text: str) -> Iterator[Amount]:
    """Numbers that nothing else has claimed: a label, or a figure in an odd place."""
    for match in BARE.finditer(text):
        value = float(match.group().replace(",", ""))
        yield Amount(match.start(), match.end(), value, "", "exact", match.group())
    for match in NUMBER_WORDS.finditer(text):
        value = float(COUNTED.index(match.group().lower()))
        yield Amount(match.start(), match.end(), value, "", "exact", match.group())


def _keys(
    doc: Doc,
    states: tuple[tuple[int, int, str], ...],
    dates: tuple[PartialDate, ...],
    amounts: tuple[Amount, ...],
) -> dict[str, tuple[int, ...]]:
    keys: dict[str, list[int]] = {}
    taken = [(s, e) for s, e, _ in states] + [(d.start, d.end) for d in dates]
    reporting = word_list("reporting.tsv")
    for token in doc:
        if token.pos_ not in CONTENT or any(s <= token.idx < e for s, e in taken):
            continue
        if (token.like_num and token.pos_ == "NUM") or any(
            a.start <= token.idx < a.end and token.pos_ == "NUM" for a in amounts
        ):
            continue
        lemma = token.lemma_.lower()
        if (
            token.is_stop
            or lemma in LITTLE
            or lemma in CURRENCIES
            or (lemma in reporting and phrase_lemma(token) == lemma)
            or _only_negates(token)
            or _an_outlet(token)
            or not re.search(r"\w\w", lemma)
        ):
            continue
        keys.setdefault(key(phrase_lemma(token)), []).append(token.i)
    for start, end, code in states:
        here = [t.i for t in doc if start <= t.idx < end]
        keys.setdefault(f"={code}", []).extend(here)
    return {name: tuple(indices) for name, indices in keys.items()}


def _only_negates(token: Token) -> bool:
    """True for "failed" before an infinitive and for "so far": they say no more than "not yet"."""
    if token.lemma_.lower() == "fail":
        return any(c.dep_ == "xcomp" for c in token.children)
    return token.lower_ == "far" and any(c.lower_ == "so" for c in token.children)


def _an_outlet(token: Token) -> bool:
    """True for "the paper" that counts or tells something and for "the news agency": who tells it is
    compared elsewhere."""
    if token.lemma_.lower() == "news" or token.lemma_.lower() in OUTLETS:
        return token.lemma_.lower() != "paper" or token.dep_ == "nsubj"
    return token.lemma_.lower() == "agency" and any(c.lemma_.lower() == "news" for c in token.children)


def phrase_lemma(token: Token) -> str:
    """The lemma, with a verb's particle or its thing where the two are in the synonyms ("put_off",
    "miss_deadline"); a comparative that is there itself ("cheaper") stays as it is."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod") and f"{lemma}_{child.lower_}" in synonyms():
            return f"{lemma}_{child.lower_}"
        if child.dep_ in ("dobj", "nsubj", "nsubjpass") and f"{lemma}_{child.lemma_.lower()}" in synonyms():
            return f"{lemma}_{child.lemma_.lower()}"
    if token.tag_ in ("JJR", "RBR") and token.lower_ in synonyms():
        return token.lower_
    if token.dep_ == "pobj" and f"{token.head.lower_}_{lemma}" in synonyms():
        return f"{token.head.lower_}_{lemma}"
    return lemma


PART_OF = re.compile(
    r"\s+(?:out )?of (?:the |its |their |his |her |these |those |some |about )?(?:[a-z]+ed )?$"
)


def _parts(text: str, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The amounts, with parts and wholes marked; a part without a unit takes the whole's."""
    rows = list(amounts)
    for n in range(len(rows) - 1):
        first, second = rows[n], rows[n + 1]
        if second.start - first.end > 40:
            continue
        between = text[first.end : second.start]
        if PART_OF.search(between) and len(between.split()) <= 5:
            unit = first.unit or second.unit
            value = first.value
            if not first.unit and second.value >= 1e6 and first.value < 1e4:
                value *= next((s for s in (1e9, 1e6) if second.value >= s), 1.0)
            rows[n] = Amount(first.start, first.end, value, unit, first.bound, first.words, False, True)
            rows[n + 1] = Amount(
                second.start,
                second.end,
                second.value,
                second.unit,
                second.bound,
                second.words,
                True,
                second.part,
            )
    return tuple(rows)
