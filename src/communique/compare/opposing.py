"""Whether a denial is of what the other tells, not only of a word that stands there too.

`differences` finds that one statement denies what the other holds, or that their words are
opposites; here it is asked, before that is called a contradiction, whether the other tells the
denied thing as so: as done ("bought", not "wants to buy"), or as there ("a pilot", not "the pilot's").
"""

from __future__ import annotations

import re

from communique.compare.likeness import Weights
from communique.compare.propositions import Proposition, Term
from communique.compare.words import broader, common_concepts, concept, opposed, speech_concepts

_UNREAL = re.compile(
    r"(?:(?<!was )(?<!were )(?<!had )(?<!have )\bto|\b(?:negotiat\w+|try\w*|trie[sd]|want\w*|hop\w+"
    r"|seek\w*|wish\w*|likely|refus\w+"
    r"|fail\w*|for|about|against|of|on|over|before|from|without))\s+(?:\w+ly\s+)?$",
    re.I,
)
"""What stands before a verb that tells nothing as done ("to buy", "talks on buying")."""
_THERE = re.compile(
    r"(?:\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|some|several|many|few|dozens?|hundreds?"
    r"|is|are|was|were|be|been|as|became|becomes?|had|has|have|got)\s+(?:[^\W\d_][\w-]*\s+){0,2})$",
    re.I,
)
"""What stands before a thing that a sentence brings up as being there."""
_INFINITIVE = re.compile(r"\bto\s+[^\W\d_]+\s+(?:an?\s+)?(?:\w+\s+){0,2}$", re.I)
_NAMELY = re.compile(
    r"\b(?:not|n['\u2019]t|never|no longer)\s+(?:been\s+)?the\s+(?:only|first|last|same|best|worst)\b", re.I
)
_NO_SUCH = re.compile(r"\b(?:had|has|have|was|were|is|are|carried|carries)\s+no\s+", re.I)
_ONE_SUCH = re.compile(r"\W*(?:an?|one|two|three|four|five|\d+)\s+(?:[^\W\d_]+\s+){0,2}$", re.I)
_OPENING = 34
_TELLING = 0.5
_PLAIN_ENOUGH = frozenset(concept(word) for word in "arrest hurt kill cross fire attack inform sign".split())
_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|neither|cannot|[a-z]+n['\u2019]t)\b", re.I)
_TURNED_DOWN = re.compile(
    r"\b(?:been|be|was|were|being|is|are)\s+(?:\w+ly\s+)?(?:dismissed|rejected)\b"
    r"|\b(?:that|which|who)\s+[\w ]{2,30}?\s(?:refused|denied|rejected|declined)\b",
    re.I,
)
"""Who was dismissed did not deny anything; what somebody else refused is told on the side."""


def told_as_so(denier: Proposition, sayer: Proposition) -> bool:
    """Whether `sayer` tells what `denier` denies: its predicate as done, or the thing as there."""
    chief = denier.predicate
    if not chief:
        return _TURNED_DOWN.search(denier.span.quote[:2000]) is None
    if denier.denied and chief not in denier.denied:
        return False  # what is denied is told on the side
    if _NAMELY.search(denier.span.quote[:2000]):
        return False
    above = broader()
    told = [
        t
        for t in sayer.terms
        if t.concept == chief or chief in above.get(t.concept, ()) or t.concept in above.get(chief, ())
    ]
    done = any(t.concept == chief and t.verb for t in denier.terms)
    return any(_as_done(sayer, t) if t.verb else not done and _as_there(sayer, t) for t in told)


def _as_done(p: Proposition, term: Term) -> bool:
    lead = p.span.quote[max(0, term.start - p.span.start - 30) : term.start - p.span.start]
    return _UNREAL.search(lead) is None


def _as_there(p: Proposition, term: Term) -> bool:
    at = term.start - p.span.start
    lead = p.span.quote[max(0, at - 50) : at]
    if at < 2:
        return True
    return _THERE.search(lead) is not None and _INFINITIVE.search(lead) is None


def tells_enough(denier: Proposition, sayer: Proposition) -> bool:
    """Whether two telling words at least stand in both, or one of the doings that are counted: "nobody
    was arrested" says of what it speaks, "it will not happen" does not."""
    above = broader()
    held = sayer.concepts | {up for name in sayer.concepts for up in above.get(name, ())}
    words = {
        name
        for name in denier.concepts - common_concepts()
        if name in held or not held.isdisjoint(above.get(name, ()))
    }
    return len(words) >= 2 or denier.predicate in _PLAIN_ENOUGH


def same_who(denier: Proposition, sayer: Proposition) -> bool:
    """Whether nobody is named before the denial of whom the other does not speak: that one man was
    never a judge denies nothing of others who were."""
    negation = _NEGATION.search(denier.span.quote[:2000])
    first = denier.span.start + (negation.start() if negation is not None else 0)
    named = [
        t for t in denier.terms if t.start < first and t.kind in {"person", "name", "organisation", "state"}
    ]
    if not named or denier.modality == "denied":
        return True  # who denies is named before what he denies
    held = sayer.concepts | {t.also for t in sayer.terms if t.also}
    if any(t.concept in held or (t.also and t.also in held) for t in named):
        return True
    return not any(t.kind != "word" for t in sayer.terms) and any(t.concept in sayer.context for t in named)


def there_or_not(a: Proposition, b: Proposition, weights: Weights) -> bool:
    """Whether the one says that there was no such thing, and the other opens with one: "had no pilot on
    board", "a pilot stood on the bridge"."""
    if a.negative == b.negative:
        return False
    denier, sayer = (a, b) if a.negative else (b, a)
    if denier.modality == "denied" or not same_who(denier, sayer):
        return False
    for match in _NO_SUCH.finditer(denier.span.quote[:2000]):
        at = denier.span.start + match.end()
        thing = next((t for t in denier.terms if at <= t.start < at + 2), None)
        if thing is None or thing.verb or thing.kind != "word" or weights.of(thing) < _TELLING:
            continue
        told = next((t for t in sayer.terms if t.concept == thing.concept), None)
        if told is None or told.verb or told.start - sayer.span.start > _OPENING:
            continue
        if _ONE_SUCH.match(sayer.span.quote[: told.start - sayer.span.start]) is not None:
            return True
    return False


def opposite_mains(a: Proposition, b: Proposition, weights: Weights) -> bool:
    """Whether the chief verbs of the two are opposites, told of one thing that both name first."""
    mine, theirs = _main(a), _main(b)
    if mine is None or theirs is None or theirs.concept not in opposed().get(mine.concept, ()):
        return False
    return bool(_before(a, mine) & _before(b, theirs))


def _main(p: Proposition) -> Term | None:
    return next(
        (t for t in p.terms if t.verb and t.concept not in speech_concepts() and _as_done(p, t)), None
    )


def _before(p: Proposition, verb: Term) -> frozenset[str]:
    return frozenset(
        t.concept for t in p.terms if t.start < verb.start and t.concept not in common_concepts()
    )
