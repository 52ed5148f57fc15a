"""Whether two figures count one thing: the same things, picked out alike, in the same doing.

`differences` finds figures of one unit that do not agree; here it is asked, before that is called
a contradiction, whether anything tells that the two count different things, and whether enough
tells that they count the same.
"""

from __future__ import annotations

import re
from functools import cache

from communique.compare.likeness import HARD, Weights, agreeing
from communique.compare.measures import Measure, agree, of_one_size
from communique.compare.near import near
from communique.compare.propositions import Proposition, Term
from communique.compare.words import WORD, broader, common_concepts, concept, concept_set, rows, word_set

_REACH = 90
"""Characters on either side of a figure in which words belong to it."""
_ENDS = re.compile(r"[,;:.!?()\u2014\u2013]|\s(?:and|but|while|as|after|before|who|which|that)\s")
_COMPOUND = re.compile(
    r"^[^\s]*\d[\d.,]*[-\u2010\u2011][^\W\d_]+|^[a-z]+-(?:[a-z]+-)?(?:year|month|week|day|hour)\b", re.I
)
_NEXT = re.compile(r"[-\s]*(?:old\b)?[-\s]*([^\W\d_]+)")
_HOME = re.compile(
    r"(?:\b(?:home to|town of|city of|village of|population of)|,\s+an?\s+\w+\s+of)\s+"
    r"(?:about|some|around|nearly)?\s*$",
    re.I,
)
"""A figure that tells how large some place is."""
_DETERMINER = r"(?:the\s+|its\s+|their\s+|his\s+|her\s+|all\s+|those\s+|these\s+)?"
_COMPLEMENT = re.compile(rf"\s*of\s+{_DETERMINER}(?:[A-Z][^\W\d_]+\s+)?([^\W\d_]+)")
_COMPLEMENT_WITHIN = re.compile(rf"\sof\s+{_DETERMINER}(?:[A-Z][^\W\d_]+\s+)?([^\W\d_]+)")
_IN = re.compile(
    r"\s*(?:a\s+year\s+)?in\s+(?:\w+\s+){0,2}?(fees|taxes|tax|cash|sales|aid|loans?|grants?|damages?|fines?|profits?|losses|donations?|wages|rent|interest|credits?|weapons|arms)\b",
    re.I,
)
"""What a sum of money is made of."""
_WHOLE = re.compile(
    r"\b(?:\d[\d,.]*|half|most|some|many|few|none|one|two|three|four|five|six|seven|eight|nine|ten|third|quarter|fifth|tenth)\s+of\s+(?:the\s+|those\s+|these\s+|its\s+)?$",
    re.I,
)
_OF_ALL = re.compile(r"\bof\s+(?:the|those|these|its|their|his|her|our)\s+(?P<whole>\d[\d,]*|[a-z]+)\b", re.I)


def countable(m: Measure) -> bool:
    """Whether a figure counts things of a kind that its unit names: dockers, not tonnes or people."""
    return m.stated and not m.money and bool(m.units) and not m.units & _plain_units()


@cache
def _plain_units() -> frozenset[str]:
    return concept_set("units.txt") | word_set("units.txt") | {concept("person")}


def kin_units(x: Measure, y: Measure) -> bool:
    """Whether what one figure counts is what the other does, a kind of it, or near it in meaning."""
    if x.units & y.units:
        return True
    above, by = broader(), near()
    for one in x.units:
        for other in y.units:
            if other in above.get(one, ()) or one in above.get(other, ()):
                return True
            if any(name == other and credit >= 0.4 for name, credit in by.get(one, ())):
                return True
    return False


# ------------------------------------------------------------------ what tells them apart


def apart(a: Proposition, x: Measure, b: Proposition, y: Measure) -> bool:
    """Whether something tells that the two figures count different things."""
    mine, theirs = _quote(a, x), _quote(b, y)
    if "age" in {x.frame, y.frame} or re.search(r"-old\b", mine[2][:5] + " " + theirs[2][:5]):
        return True
    one, other = _compound(mine), _compound(theirs)
    if one != other and (one is None or other is None or not _alike(one, other)):
        return True
    if _picked(a, x) != _picked(b, y):
        return True
    if _whole_of(mine, y) or _whole_of(theirs, x) or _WHOLE.search(mine[0]) or _WHOLE.search(theirs[0]):
        return True
    if _among(x, y) or _among(y, x):
        return True
    if _told_too(mine, b) or _told_too(theirs, a):
        return True
    of_one, of_other = complement(mine), complement(theirs)
    if of_one and of_other and not _alike(of_one, of_other):
        return True
    if (x.money or y.money) and _part(mine) != _part(theirs):
        return True
    if bool(_HOME.search(mine[0])) != bool(_HOME.search(theirs[0])):
        return True
    of_a, of_b = doings_of(a, x), doings_of(b, y)
    if of_a and of_b and not of_a & of_b:
        return True
    return _names_clash(a, x, b, y)


def _quote(p: Proposition, m: Measure) -> tuple[str, str, str]:
    """The words before a figure, the figure with its unit, and the words behind it."""
    text, at, end = p.span.quote, m.start - p.span.start, m.end - p.span.start
    return text[max(0, at - 60) : max(0, at)], text[max(0, at) : max(0, end)], text[max(0, end) : end + 60]


def _compound(quote: tuple[str, str, str]) -> str | None:
    """What a figure with a hyphen stands before ("a 10-year contract"): its concept; None without hyphen."""
    _, figure, after = quote
    if _COMPOUND.match(figure) is None and not after.startswith("-"):
        return None
    match = _NEXT.match(after)
    return concept(match.group(1)) if match is not None else ""


def _alike(one: str, other: str) -> bool:
    return one == other or other in broader().get(one, ()) or one in broader().get(other, ())


def _picked(p: Proposition, m: Measure) -> frozenset[str]:
    """The words that pick out some of what is counted ("three other women")."""
    before, figure, _ = _quote(p, m)
    words = [w.group().lower() for w in WORD.finditer(figure)][:6]
    lead = [w.group().lower() for w in WORD.finditer(before)][-1:]
    return frozenset(w for w in (*words[:-1], *lead) if w in word_set("picking.txt"))


def _whole_of(quote: tuple[str, str, str], other: Measure) -> bool:
    """Whether a figure is a part of the other ("three of the seven rounds" beside "seven rounds")."""
    match = _OF_ALL.search(f"{quote[1]} {quote[2][:30]}")
    if match is None:
        return False
    from communique.compare.measures import SMALL  # a table of words

    word = match["whole"].lower().replace(",", "")
    value = float(SMALL[word]) if word in SMALL else float(word) if word.isdigit() else None
    return value is not None and value == other.value


def complement(quote: tuple[str, str, str]) -> str:
    """The concept of what a unit is told of ("tonnes of diesel"); "" where nothing is."""
    match = _COMPLEMENT.match(quote[2]) or _COMPLEMENT_WITHIN.search(quote[1])
    return concept(match.group(1)) if match is not None else ""


def of_one_thing(a: Proposition, x: Measure, b: Proposition, y: Measure) -> bool:
    """Whether both figures measure one telling thing: so many tonnes of diesel."""
    one, other = complement(_quote(a, x)), complement(_quote(b, y))
    return bool(one) and one not in common_concepts() and _alike(one, other)


def _part(quote: tuple[str, str, str]) -> str:
    """What kind of money a sum is ("$9 million in fees"); "" where nothing is told."""
    match = _IN.match(quote[2])
    return concept(match.group(1)) if match is not None else ""


def _among(x: Measure, y: Measure) -> bool:
    """Whether the first counts some of what the second does ("two women" of "three people")."""
    above = broader()
    return (
        not x.units & y.units
        and x.value <= y.value
        and any(name in y.units for one in x.units for name in above.get(one, ()))
    )


def _told_too(quote: tuple[str, str, str], other: Proposition) -> bool:
    """Whether the other sentence tells the very figure too, among others."""
    return quote[1].lower() in other.span.quote.lower()


def _clause(p: Proposition, m: Measure) -> tuple[int, int]:
    """The clause about a figure, as offsets into the article's text."""
    text, at = p.span.quote, m.start - p.span.start
    end = m.end - p.span.start
    left = max(0, at - _REACH)
    for match in _ENDS.finditer(text, left, max(left, at)):
        left = match.end()
    stop = _ENDS.search(text, end, min(len(text), end + _REACH))
    right = stop.start() if stop is not None else min(len(text), end + _REACH)
    return p.span.start + left, p.span.start + right


def doings_of(p: Proposition, m: Measure) -> frozenset[str]:
    """The classes of doing (`doings.tsv`) that a figure is told of: those of the nearest such word."""
    start, end = _clause(p, m)
    best: tuple[int, frozenset[str]] | None = None
    for term in p.terms:
        found = _classes().get(term.concept)
        if found and start <= term.start < end and term.concept not in m.units:
            distance = m.start - term.start if term.start < m.start else max(0, term.start - m.end)
            if best is None or distance < best[0]:
                best = distance, found
    return best[1] if best is not None else frozenset()


@cache
def _classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, words, _ in rows("doings.tsv"):
        for word in words.split():
            table.setdefault(concept(word), set()).add(name)
    return {word: frozenset(names) for word, names in table.items()}


def _names_clash(a: Proposition, x: Measure, b: Proposition, y: Measure) -> bool:
    """Whether each figure stands with names, and none of them is known to the other's sentences."""
    mine, theirs = _names(a, x), _names(b, y)
    if not mine or not theirs:
        return False
    held_a = {t.also for t in a.terms if t.also} | a.concepts | a.context
    held_b = {t.also for t in b.terms if t.also} | b.concepts | b.context
    return not any(t.concept in held_b or t.also in held_b for t in mine) and not any(
        t.concept in held_a or t.also in held_a for t in theirs
    )


def _names(p: Proposition, m: Measure) -> list[Term]:
    start, end = _clause(p, m)
    return [t for t in p.terms if t.kind != "word" and start <= t.start < end]


# ------------------------------------------------------------------ what tells them one


_WIDE = frozenset({"year", "season", "half", "quarter", "range"})
COUNTED = frozenset({"plain", "part", "change"})


def rival_counts(a: Proposition, b: Proposition, *, people: bool = False) -> tuple[Measure, Measure] | None:
    """The first two figures that count the same things in the same doing and do not agree, if no figure
    of the two does; None without. `people` counts plain "people" too."""
    mine, theirs = (
        [m for m in p.measures if m.role in COUNTED and (countable(m) or (people and _of_people(m)))]
        for p in (a, b)
    )
    if not mine or not theirs:
        return None
    met = [(x, y) for x in mine for y in theirs if kin_units(x, y)]
    if any(agree(x, y) for x, y in met) or agreeing(a, b) or _spans_more(a, b):
        return None
    for x, y in met:
        if not of_one_size(x, y) or apart(a, x, b, y):
            continue
        if doings_of(a, x) & doings_of(b, y) or _verbs(a, x) & _verbs(b, y):
            return x, y
    return None


def _of_people(m: Measure) -> bool:
    return m.stated and m.units == {concept("person")}


def _spans_more(a: Proposition, b: Proposition) -> bool:
    """Whether only one of the two tells of a whole year or the like ("this year they seized 100")."""
    mine, theirs = ([w for w in p.times if w.interval.precision in _WIDE] for p in (a, b))
    return bool(mine) != bool(theirs)


def _verbs(p: Proposition, m: Measure) -> frozenset[str]:
    start, end = _clause(p, m)
    found = frozenset(t.concept for t in p.terms if t.verb and start <= t.start < end)
    return found - common_concepts() - m.units


def company(a: Proposition, x: Measure, b: Proposition, y: Measure, weights: Weights) -> float:
    """The weight of the telling words beside the one figure that the other's sentence answers well,
    without their unit and names; the lesser of both ways."""
    return min(_beside(a, x, b, weights), _beside(b, y, a, weights))


def _beside(p: Proposition, m: Measure, other: Proposition, weights: Weights) -> float:
    answers, found = weights.weighed(other).answers, {}
    for term in p.terms:
        if not -_REACH < term.start - m.start < _REACH or term.concept in m.units or term.kind == "name":
            continue
        if term.kind != "word" or term.concept in common_concepts():
            continue
        credit = answers.get(term.concept, 0.0)
        if credit >= HARD:
            found[term.concept] = weights.of(term) * credit
    return sum(found.values())
