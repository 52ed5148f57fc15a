"""What a sentence denies, and whether it tells of what is done or of what is to come."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from communique.compare.words import reduce, rows, word_set
from communique.records import Modality

Stage = Literal["done", "future", "possible", "demand"]

_SCOPE_ENDS = re.compile(r"[,;:.!?—–()]|\bby\b|\bbut\b|\bbecause\b|\balthough\b|\bwhile\b")
_NOT_DENYING = re.compile(
    r"\b(?:not|no|never)\s+(?:only|just|merely|longer than|later than|more than|less than|fewer than|doubt)\b"
    r"|\bnot\s+(?:\w+\s+){1,4}?(?:before|until)\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\bnot\s+\w+ing\b"
    r"|\b(?:cannot|can't|not|never|no)\b[^.;,]{0,60}?\bwithout\b"
    r"|(?<=\bso that )(?:nobody|no one|none|nothing|not|no)\b"
    r"|(?<=, )not\s+(?:an?|the|in|on|for|to|by|with|as|at)\b"
    r"|\b(?:not|nor)\s+(?:for\s+|the\s+)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_YET_TO = re.compile(r"\b(?:has|have|had|is|are|was|were)\s+yet\s+to\b", re.I)
"""What has yet to be done is not done."""
_UNREAL = re.compile(r"\b(?:wish(?:es|ed)?|if only|would rather)\b[^.;,]*$", re.I)
"""What follows a wish is denied by nobody."""
_OUGHT = re.compile(
    r"\b(?:should|must|ought to|needs? to|(?:has|have) to|(?:job|duty|task|time|responsibility) to)\b", re.I
)
_OUGHT_WORDS = frozenset("should must ought need needs has have job duty task time responsibility".split())
_MAY_WORDS = frozenset("may might could possible possibly perhaps likely".split())
"""Without one of these the dearer patterns need not be tried."""
_LIKELY = re.compile(
    r"\bgoing\s+to\s+[a-z]+|\b(?:likely|due|expected|set|about|poised|scheduled|ready|supposed|planned|slated)\s+to\s+[a-z]+"
    r"|(?<!against )(?<!over )(?<!of )(?<!on )(?<!for )(?<!with )(?<!about )(?<!the )(?<!their )(?<!its )"
    r"\b(?:plan|hope|intend|aim|mean|prepare)(?:s|ning|ing)?\s+to\s+[a-z]+",
    re.I,
)
_ONLY = re.compile(r"(?:not|[a-z]+n['’]t)\s+the\s+only\b", re.I)
_ASIDE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|if|unless|until|before|after|than|as)\b.*|[,;]\s*(?:not|against)\b.*",
    re.I | re.S,
)
"""Where the main clause gives way to something told on the side."""
_REASON = re.compile(
    r"^\W*(?:that|this|which|it)\s+(?:may|might|could|must)\s+(?:well\s+)?be\s+(?:why|because|how)\b", re.I
)
"""What follows "that may be why" is told as a fact; only its reason is a guess."""
_MAY = re.compile(r"\b(?:may|might|could|possibl[ey]|perhaps|likely)\b")  # "May" is a month
_TO_COME = re.compile(r"\b(?:is|are|was|were)\s+to\s+[a-z]+", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def negations() -> frozenset[str]:
    """The words that deny."""
    return frozenset(row[0] for row in rows("negations.tsv"))


def denials(text: str) -> tuple[tuple[int, int], ...]:
    """For every denying word of `text` the stretch that it denies, as (start, end)."""
    denying, found = negations(), []
    low = text.lower().replace("’", "'")
    if "n't" not in low and "yet to" not in low and denying.isdisjoint(_WORD.findall(low)):
        return ()
    harmless: set[int] | None = None
    ends: list[int] = []
    at = before = 0
    for match in _WORD.finditer(text):
        last, before = before, match.start()
        word = match.group().lower().replace("’", "'")
        if word not in denying and not word.endswith("n't"):
            continue
        if harmless is None:  # few texts get here
            harmless = {match.start() for match in _NOT_DENYING.finditer(text)}
            ends = [match.start() for match in _SCOPE_ENDS.finditer(text)] + [len(text)]
        if match.start() in harmless or _UNREAL.search(text, max(0, match.start() - 60), match.start()):
            continue
        while ends[at] <= match.start():
            at += 1
        if _ONLY.match(text, match.start()):
            found.append((match.start(), match.start()))  # "not the only one" denies, but no word of it
            continue
        # "saw no boat" denies the seeing as well, "no boat was seen" has nothing before it
        found.append((last if word == "no" else match.start(), ends[at]))
    for match in _YET_TO.finditer(text):
        stop = _SCOPE_ENDS.search(text, match.end())
        found.append((match.start(), stop.start() if stop is not None else len(text)))
    return tuple(found)


@cache
def _untrue() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("untrue.txt")))
    return re.compile(
        rf"\b(?:is|are|was|were|be|been|as)\s+(?:\w+ly\s+)?(?:an?\s+)?(?:{words})\b(?!\s+\w+ly\b)\W*", re.I
    )


def calls_untrue(text: str) -> bool:
    """Whether a text ends by calling what it speaks of untrue ("their account is false")."""
    return any(match.end() >= len(text) for match in _untrue().finditer(text, max(0, len(text) - 60)))


@cache
def _silent() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("silence.txt")))
    return re.compile(
        rf"\bno\s+(?:\w+\s+)?(?:{words})\s+(?:on|of|about|as to|regarding|whether|from)\b"
        r"|\b(?:not|n['\u2019]t|never)\s+(?:yet\s+)?(?:said|say|disclosed?|revealed?|specif(?:y|ied)|known?|told|tell|explain(?:ed)?|clear)"
        r"\s+(?:\w+\s+)?(?:whether|if|where|when|how|what|why|who)\b"
        r"|\b(?:not|n['\u2019]t|never)\s+(?:\w+\s+)?(?:comment|say whether|say if|elaborate|mention)\b",
        re.I,
    )


def is_silence(text: str) -> bool:
    """Whether a text only says that nothing was said ("no word on the boats"): that denies nothing."""
    return _silent().search(text[:2000]) is not None


def spared(text: str) -> bool:
    """Whether a text holds a negation that denies nothing ("not only", "cannot ... without")."""
    return bool(_NOT_DENYING.search(text))


def stage_of(modality: Modality, text: str) -> Stage:
    """Where the told stands on the way from a wish to a fact.

    Pledged and expected are `future`, also where a source simply says "will".
    """
    text = text[:2000]
    if modality in {"expected", "pledged"}:
        return "future"
    if modality == "demanded":
        return "demand"
    reason = _REASON.match(text)
    if reason is not None:
        text = text[reason.end() :]
    elif modality in {"possible", "hypothetical"}:
        certain = modality == "hypothetical" and "will" in _main(text).lower().split()
        return "future" if certain else "possible"  # "it will sail, if ..." is a plan all the same
    if modality == "historical":
        return "done"
    main = _main(text)
    words = {match.group().lower() for match in _WORD.finditer(main)}
    if not words.isdisjoint(_OUGHT_WORDS) and _OUGHT.search(main):
        return "demand"
    if not words.isdisjoint(word_set("future.txt")):
        return "future"
    if "to" in words and (_TO_COME.search(main) or _LIKELY.search(main)):
        return "future"
    return "possible" if not words.isdisjoint(_MAY_WORDS) and _MAY.search(main) else "done"


def _main(text: str) -> str:
    """The main clause, roughly: up to where something is told on the side, if a verb may stand before."""
    aside = _ASIDE.search(text)
    return text[: aside.start()] if aside is not None and aside.start() > 15 else text


def is_perception(word: str) -> bool:
    """Whether a verb tells what somebody noticed or wanted ("saw")."""
    return reduce(word) in _perceptions()


@cache
def _perceptions() -> frozenset[str]:
    return frozenset(reduce(word) for word in word_set("perception.txt"))


def is_reduced_negation(word: str) -> bool:
    """Whether a word carries its own denial ("unarmed")."""
    return word.startswith("un") and word in negations() and bool(reduce(word))
