"""spaCy's attribute ruler, quicker: the same rules, looked up instead of matched.

Nearly all rules of the English packages look at one word: its tag, its lower-case form and its
relation. Which of them hold is worked out once for each such combination; the few rules over
several words stay with spaCy's matcher, which looks only at texts that hold all the words and
relations that some rule asks for. Results are the ruler's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.matcher import Matcher
from spacy.tokens import Doc, MorphAnalysis, Token

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler

_TOLD_BY = {"TAG": TAG, "LOWER": LOWER, "DEP": DEP, "IS_SPACE": IS_SPACE}
"""What a rule that is looked up may ask of its word."""

MOST_KNOWN = 200_000
"""Forms of which is remembered what rules over several words they may be of."""
_Asked = dict[int, tuple[bool, frozenset[int]]]
"""For each attribute whether a word's may be (True) or may not be one of these values."""
_Made = tuple[int | None, int | None, MorphAnalysis | None]
_Match = tuple[int, int, int, int]
"""A rule's number, a label, and the first token and the end of its match: as the ruler has it."""


class Attributes:
    """The rules of an attribute ruler, ready to be looked up."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._rules: list[tuple[int, _Asked]] = []
        self._needs = _Needs(ruler.vocab.strings)
        self._others = Matcher(ruler.vocab, validate=False)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._made: dict[tuple[int, ...], _Made | None] = {}
        for number, rule in enumerate(ruler.patterns):
            others: list[list[dict[str, Any]]] = []
            for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"]):
                asked = self._asked(pattern)
                if asked is None:
                    others.append(pattern)
                    self._needs.add(pattern)
                else:
                    self._rules.append((number, asked))
            if others:
                self._others.add(str(number), others)
        self._told = {
            key: frozenset[int]().union(*(asked[key][1] for _, asked in self._rules if key in asked))
            for key in (LOWER, DEP)
        }

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules tell of each word of a tagged and parsed `doc`; the same `doc`."""
        several = self._several(doc)
        matches: list[_Match] = []
        for token, numbers in zip(doc, self._numbers(doc), strict=True):
            made = self._made_by(numbers)
            if made is None or token.i in several:
                matches += [(number, 0, token.i, token.i + 1) for number in numbers]
                matches += several.get(token.i, ())
            else:
                _set(token, made)
        self._ruler.set_annotations(doc, sorted(matches))  # type: ignore[no-untyped-call]
        return doc

    def _asked(self, pattern: list[dict[str, Any]]) -> _Asked | None:
        """The values that a rule over one word asks for, or None if it cannot be looked up."""
        if len(pattern) != 1 or not set(pattern[0]) <= set(_TOLD_BY):
            return None
        asked: _Asked = {}
        for name, value in pattern[0].items():
            if isinstance(value, Mapping) and set(value) not in ({"IN"}, {"NOT_IN"}):
                return None
            wanted = not isinstance(value, Mapping) or "IN" in value
            values = next(iter(value.values())) if isinstance(value, Mapping) else [value]
            add = self._ruler.vocab.strings.add
            told = frozenset(add(v) if isinstance(v, str) else int(v) for v in values)
            asked[_TOLD_BY[name]] = (wanted, told)
        return asked

    def _several(self, doc: Doc) -> dict[int, list[_Match]]:
        """What the matcher finds, by the token that it tells of."""
        found: dict[int, list[_Match]] = defaultdict(list)
        if len(self._others) and self._needs.met_by(doc):
            for label, start, end in self._others(doc, allow_missing=True):
                number = int(self._ruler.vocab.strings[label])
                index = self._ruler.indices[number]
                found[start + index if index >= 0 else end + index].append((number, label, start, end))
        return found

    def _numbers(self, doc: Doc) -> list[tuple[int, ...]]:
        """For each word the numbers of the looked-up rules that hold of it, in order."""
        columns = (doc.to_array(key).tolist() for key in _TOLD_BY.values())
        words, relations = self._told[LOWER], self._told[DEP]
        found = []
        for tag, lower, dep, space in zip(*columns, strict=True):
            # Words that no rule names are all alike, so that what is remembered stays small.
            key = (tag, lower if lower in words else -1, dep if dep in relations else -1, space)
            numbers = self._known.get(key)
            if numbers is None:
                numbers = self._known[key] = self._holding(key)
            found.append(numbers)
        return found

    def _holding(self, key: tuple[int, ...]) -> tuple[int, ...]:
        told = dict(zip(_TOLD_BY.values(), key, strict=True))
        holding = {n for n, asked in self._rules if all((told[k] in v) is w for k, (w, v) in asked.items())}
        return tuple(sorted(holding))

    def _made_by(self, numbers: tuple[int, ...]) -> _Made | None:
        """What these rules make of a word, later ones prevailing; None is left to the ruler."""
        if numbers not in self._made:
            attrs: dict[int, int] = {}
            for number in numbers:
                attrs.update(self._ruler.attrs[number])
            vocab = self._ruler.vocab
            morph = MorphAnalysis(vocab, vocab.strings[attrs[MORPH]]) if MORPH in attrs else None
            plain = set(attrs) <= {POS, LEMMA, MORPH}
            self._made[numbers] = (attrs.get(POS), attrs.get(LEMMA), morph) if plain else None
        return self._made[numbers]


class _Needs:
    """The forms and relations without which no rule over several words can hold."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings
        self._tests: list[tuple[int, re.Pattern[str] | frozenset[str]]] = []
        self._rules: list[int] = []
        self._known: dict[int, dict[int, int]] = {LOWER: {}, DEP: {}}

    def add(self, pattern: list[dict[str, Any]]) -> None:
        """Add the words that a rule looks at."""
        bits = 0
        for word in pattern:
            for name in ("LOWER", "DEP"):
                test = _test(word.get(name))
                if test is not None and word.get("OP", "1") == "1":
                    bits |= 1 << len(self._tests)
                    self._tests.append((_TOLD_BY[name], test))
        self._rules.append(bits)

    def met_by(self, doc: Doc) -> bool:
        """Whether a parsed document holds all that one of the rules needs."""
        bits = 0
        for key, known in self._known.items():
            if len(known) > MOST_KNOWN:
                known.clear()
            for value in set(doc.to_array(key).tolist()):
                found = known.get(value)
                if found is None:
                    found = known[value] = self._bits(key, self._strings[value] if value else "")
                bits |= found
        return any(bits & needed == needed for needed in self._rules)

    def _bits(self, key: int, value: str) -> int:
        return sum(
            1 << n
            for n, (of, test) in enumerate(self._tests)
            if of == key and (value in test if isinstance(test, frozenset) else test.search(value))
        )


def _test(asked: object) -> re.Pattern[str] | frozenset[str] | None:
    """What is asked of a word's form or relation, if it can be told from that alone."""
    if isinstance(asked, str):
        return frozenset([asked])
    if isinstance(asked, Mapping) and set(asked) == {"IN"}:
        return frozenset(asked["IN"])
    if isinstance(asked, Mapping) and set(asked) == {"REGEX"}:
        return re.compile(asked["REGEX"])
    return None


def _set(token: Token, made: _Made) -> None:
    pos, lemma, morph = made
    if pos is not None:
        token.pos = pos
    if lemma is not None:
        token.lemma = lemma
    if morph is not None:
        token.morph = morph
