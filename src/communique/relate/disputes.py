"""Where texts stand against each other on a pair: claims, dependence, causes, and names for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from communique.records import Claim, Dependency, Dispute, Driver, Reading, Statement

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
NOT = frozenset(
    "not never no hardly neither nor without beyond cannot denied denies deny rejects rejected".split()
)
BEFORE = 6
"""Words before a name of a relationship in which a "not" turns it."""
BETWEEN = frozenset("of for to with in from by and or but".split())
"""Words that keep a "not" from what comes after them, as words in -ing do."""
BACK = re.compile(
    r"\b(?:their|the|these|both|bilateral) (?:two )?"
    r"(?:(?:\w+ ){0,2}(?:relationship|partnership|ties|relations|negotiations|countries|leaders|sides)|two\b)"
    r"|\b(?:they|each other|one another)\b",
    re.IGNORECASE,
)
"""Words that stand for the two sides of an article about two."""
MOST_WORDS = 200
LONGEST = 4
"""Words of a sentence that are looked at, and of a name of a relationship."""
OFTEN, MORE = 3, 1.5
"""How often an article names each of the two states it is about, and how many times as often as a third."""

Pair = tuple[str, str]
Named = tuple[str, str, str, str]
"""Matter, side, statement, source."""


@cache
def characters() -> Mapping[str, tuple[str, Literal[1, -1], str]]:
    """Words for a relationship → the matter, the side they take, and a sentence that has them."""
    text = files("communique.relate").joinpath("data", "characters.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {words: (matter, 1 if side == "+" else -1, example) for matter, side, words, example in rows}


def characterised(
    reading: Reading, states: Mapping[str, str | None]
) -> Iterator[tuple[Pair, str, Literal[1, -1], str]]:
    """What an article calls the relationship of two states: pair, matter, side, statement.

    A sentence tells of two states if it names just these, or names none but the two the article is about
    and stands for them with words such as "their partnership".
    """
    held = sorted(
        (m.span.start, state) for m in reading.mentions if m.actor and (state := states.get(m.actor))
    )
    starts = [start for start, _ in held]
    about = about_two(reading, states)
    said: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        said[statement.sentence].append(statement)
    for number, statements in sorted(said.items()):
        span = reading.article.sentences[number].span
        named = {state for _, state in held[bisect_left(starts, span.start) : bisect_left(starts, span.end)]}
        if len(named) == 2:
            one, other = sorted(named)
        elif about and named <= set(about) and BACK.search(span.quote[:2000]):
            one, other = about
        else:
            continue
        for matter, side, at in _calls(span.quote):
            yield (one, other), matter, side, _telling(statements, span.start + at).id


def _telling(statements: Sequence[Statement], at: int) -> Statement:
    """The widest statement of a sentence that holds a place, else the widest."""
    return max(
        statements,
        key=lambda s: (s.span.start <= at < s.span.end, s.span.end - s.span.start, -s.span.start),
    )


def about_two(reading: Reading, states: Mapping[str, str | None]) -> Pair | None:
    """The two states an article is about, if it is about two."""
    counts = Counter(state for m in reading.mentions if m.actor and (state := states.get(m.actor)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or ranked[1][1] < OFTEN:
        return None
    if len(ranked) > 2 and ranked[1][1] < MORE * ranked[2][1]:
        return None
    one, other = sorted((ranked[0][0], ranked[1][0]))
    return one, other


def _calls(quote: str) -> Iterator[tuple[str, Literal[1, -1], int]]:
    """What a sentence calls a relationship: matter, side, and where in the sentence."""
    found = list(islice(WORD.finditer(quote), MOST_WORDS))
    words = [m.group().lower().replace("’", "'") for m in found]
    at = 0
    while at < len(words):
        size = next((n for n in range(LONGEST, 0, -1) if " ".join(words[at : at + n]) in characters()), 0)
        if size:
            matter, side, _ = characters()[" ".join(words[at : at + size])]
            yield matter, (-1 if side == 1 else 1) if _turned(words, at) else side, found[at].start()
        at += size or 1


def _turned(words: Sequence[str], at: int) -> bool:
    """Whether a "not" bears on the words at a place."""
    for word in reversed(words[max(at - BEFORE, 0) : at]):
        if word in NOT or word.endswith("n't"):
            return True
        if word in BETWEEN or (word.endswith("ing") and word != "being"):
            return False
    return False


def character_disputes(called: Iterable[tuple[str, Literal[1, -1], str, str]]) -> Iterator[Dispute]:
    """What one source calls a relationship and another does not: (matter, side, statement, source)."""
    sides: dict[str, dict[int, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for matter, side, statement, source in called:
        sides[matter][side].append((statement, source))
    for matter in sorted(sides):
        made = _dispute("character", f"whether {matter}", sides[matter][1], sides[matter][-1])
        if made:
            yield made


def dependence_disputes(stated: Iterable[tuple[Dependency, str]]) -> Iterator[Dispute]:
    """Dependences that one source states and another denies or says to have ended: (dependency, source)."""
    sides: dict[tuple[str, str, str], dict[bool, list[tuple[str, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one, source in stated:
        so = one.modality == "asserted" and one.change != "ended"
        if so or one.modality in ("denied", "negated") or one.change == "ended":
            sides[one.dependent, one.provider, one.domain or ""][so].append((one.statement, source))
    for (dependent, provider, domain), held in sorted(sides.items()):
        what = f"whether {dependent} depends on {provider}" + (f" for {domain}" if domain else "")
        made = _dispute("dependence", what, held[True], held[False])
        if made:
            yield made


def driver_disputes(stated: Iterable[tuple[Driver, str]]) -> Iterator[Dispute]:
    """Causes that one source says to raise what another says they lower, in the same words, or denies."""
    sides: dict[tuple[str, str], dict[int, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for one, source in stated:
        sign = -one.sign if one.modality in ("denied", "negated") else one.sign
        key = (" ".join(one.cause.lower().split()), " ".join(one.effect.lower().split()))
        sides[key][sign].append((one.statement, source))
    for (cause, effect), held in sorted(sides.items()):
        made = _dispute("driver", f"whether {cause} raises {effect}", held[1], held[-1])
        if made:
            yield made


def claim_disputes(
    claims: Sequence[Claim], naming: Mapping[str, frozenset[str]], pair: Pair
) -> Iterator[Dispute]:
    """Claims on both of a pair and what contradicts them, each two once, those of most sources first.

    naming: by statement id, the states it names. A claim is on both if at least half of its statements name
    both; what contradicts it has to name one of them.
    """
    known = {claim.id: claim for claim in claims}
    wanted = set(pair)
    seen: set[frozenset[str]] = set()
    found: list[tuple[int, str, Dispute]] = []
    for claim in sorted(claims, key=lambda c: c.id):
        on_both = sum(wanted <= naming.get(s, frozenset()) for s in claim.statements)
        if not claim.contradicts or 2 * on_both < len(claim.statements):
            continue
        for against in claim.contradicts:
            other = known.get(against.claim)
            both = frozenset({claim.id, against.claim})
            if other is None or both in seen:
                continue
            seen.add(both)
            if not any(wanted & naming.get(s, frozenset()) for s in other.statements):
                continue
            matter = f"{against.on}: {' '.join(claim.text.split())}"
            made = Dispute("claim", matter, claim.statements, other.statements, claim.sources, other.sources)
            found.append((claim.sources + other.sources, claim.id, made))
    yield from (made for _, _, made in sorted(found, key=lambda item: (-item[0], item[1])))


def _dispute(
    on: Literal["dependence", "driver", "character"],
    matter: str,
    one: Sequence[tuple[str, str]],
    other: Sequence[tuple[str, str]],
) -> Dispute | None:
    """None unless one source takes a side that another does not."""
    first, second = ({source for _, source in side} for side in (one, other))
    if not first or not second or len(first | second) < 2:
        return None
    return Dispute(
        on,
        matter,
        tuple(dict.fromkeys(statement for statement, _ in one)),
        tuple(dict.fromkeys(statement for statement, _ in other)),
        len(first),
        len(second),
    )
