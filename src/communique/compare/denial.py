"""What a statement denies: of what, and what not; and what it tells on the side only."""

from __future__ import annotations

import re

from communique.compare.polarity import calls_untrue, denials, is_perception, is_silence, spared
from communique.compare.propositions import Term
from communique.compare.words import common_concepts
from communique.records import Modality

_MOST = 20_000
"""Characters of a statement that are looked through."""
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must"
    r"|cannot|neither|never|[a-z]+n['’]t)\s+"
    r"(?:(?:be|been|being|has|have|had|not|never|no|nor|any|ever|yet|so far)\s+)*",
    re.I,
)
_THAT = re.compile(r"^[^.;]{0,80}?\bthat\b")
_BARE_NO = re.compile(r"\b(?:no|not|none|nobody|nothing)\s+", re.I)
_ASIDE = re.compile(
    r"\b(?:if|whether|unless|by|without|except|unlike|instead of|rather than|alleged"
    r"|rumou?r(?:s|ed)?|speculation|speculat(?:es?|ed|ing)|allegedly|reportedly|supposedly"
    r"|(?:prospect|possibility|risk|threat|chance|fear)s? of)\b[^,;.]*",
    re.I,
)


def denied(
    words: str, start: int, terms: tuple[Term, ...], modality: Modality
) -> tuple[bool, frozenset[str]]:
    """Whether a statement denies, and which concepts: two denials of one thing affirm it.

    `words` are those of the span without its attribution, `start` the offset of the first.
    """
    if is_silence(words):
        return True, frozenset()  # says less than what it is silent on, but denies nothing of it
    stretches = denials(words[:_MOST])
    every = frozenset(t.concept for t in terms)
    if calls_untrue(words):
        return not stretches, frozenset() if stretches else every
    if modality == "denied":
        return (False, frozenset()) if stretches else (True, every)
    if stretches:
        return True, frozenset(
            t.concept for t in terms if any(a <= t.start - start < b for a, b in stretches)
        )
    if modality == "negated" and not spared(words[:_MOST]):
        return True, every
    return False, frozenset()


def predicate(
    words: str, start: int, terms: tuple[Term, ...], least: int, modality: Modality = "negated"
) -> str:
    """What a denial says did not happen or is not so: the first word behind its auxiliary or negation.

    Nothing before the offset `least` (the end of the cue) counts. "" where it is the cue itself
    that is denied ("never asked for payment").
    """
    words = words[:2000]
    if is_silence(words):
        return ""
    that = _THAT.search(words, max(0, least - start))
    if that is not None and modality == "denied":
        least = that.end() + start  # "denied to reporters that ..."
    chief = _AUXILIARY.search(words)
    if chief is None:
        chief = _BARE_NO.search(words)
        lead = words[: chief.start()].split() if chief is not None else []
        if lead and is_perception(lead[-1]):
            return ""
    if chief is not None and words[chief.start() : chief.end()].endswith("   "):
        return ""  # the attribution is blanked: the words behind the negation were its
    at = max(least, chief.end() + start if chief is not None else start)
    behind = [t for t in terms if at <= t.start < at + 22 and t.kind == "word"][:2]
    if len(behind) == 2 and chief is not None and behind[0].concept in common_concepts():
        between = words[behind[0].start - start : behind[1].start - start]
        if len(between.split()) == 1:  # "standing idle", but not "approach the limit"
            return behind[1].concept
    return behind[0].concept if behind else ""


def subject(words: str, start: int, terms: tuple[Term, ...], least: int) -> frozenset[str]:
    """What something is denied of: the telling words between the cue and the auxiliary."""
    chief = _AUXILIARY.search(words[:2000])
    if chief is None:
        return frozenset()
    return frozenset(
        t.concept
        for t in terms
        if least <= t.start < chief.start() + start
        and not t.concept.startswith("@")
        and t.concept not in common_concepts()
    )


def aside(words: str, start: int, terms: tuple[Term, ...]) -> frozenset[str]:
    """Concepts told on the side: supposed ("if it joined", "whether it left"), or a means ("by a rocket")."""
    stretches = [match.span() for match in _ASIDE.finditer(words[:_MOST])]
    return frozenset(t.concept for t in terms if any(a <= t.start - start < b for a, b in stretches))
