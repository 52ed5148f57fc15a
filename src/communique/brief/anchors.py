"""Whether a pronoun has somebody to stand for in its own sentence, before it.

No parse is at hand when a brief is written, so this looks at what stands before the pronoun: names the
reading knows, and noun phrases. What stands in an opening adjunct ("In Lima he said") is no anchor
for who acts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.records import Mention, Reading

PERSONS = frozenset("he she him his her".split())
THINGS = frozenset("it its".split())
ADJUNCT = re.compile(
    r"\W*(?:in|on|at|during|amid|by|with|without|under|from|for|to|despite|following|since|through|throughout|"
    r"within|alongside|according|asked|speaking|(?:after|before|while|when|since|by|in|on) \w+ing)\b[^,]*",
    re.I,
)
CLAUSE = re.compile(
    r"\W*(?:as|while|when|after|before|if|although|though|because|once|whether|until)\b", re.I
)
PLURAL = re.compile(
    r"\b(?:[a-z]{2,}[^s\W]s|people|police|men|women|children|troops|\w+ and (?:the )?[A-Z]\w+)\b"
)
NOUN_PHRASE = re.compile(
    r"\b(?:the|an?|no|any|each|every|another|one|two|three|four|five|six|\d[\d,.]*|\w+['’]s|new)\s+[\w-]{3,}",
    re.I,
)
PERSON_PHRASE = re.compile(
    r"\b(?:the|an?|one|no)\s+(?:[\w-]+\s+){0,3}?(?:president|minister|chancellor|king|queen|prince|princess|leader|"
    r"judge|justice|senator|governor|mayor|man|woman|boy|girl|officer|official|lawyer|attorney|spokes\w+|"
    r"secretary|chair\w*|chief|director|ambassador|envoy|diplomat|general|commander|soldier|candidate|nominee|"
    r"author|writer|journalist|reporter|suspect|gunman|student|teacher|doctor|lawmaker|republican|democrat|"
    r"\w+(?:ist|eer|ian|yer|mate))\b",
    re.I,
)
NAMED = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'.-]+")
NOT_PERSONS = frozenset(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)


def anchored(
    reading: Reading, inside: Sequence[Mention], outside: str, start: int, match: re.Match[str]
) -> bool:
    """True if the pronoun at `match` has an anchor before it in `outside`, its sentence with quotations
    masked, which starts at `start` of the text; or plainly points to a name that follows."""
    said = match.group().lower()
    known = next((m for m in inside if m.span.start == start + match.start() and m.form == "pronoun"), None)
    before = [m for m in inside if m.span.start < start + match.start() and m.form != "pronoun"]
    if known is not None and known.actor is not None:
        if any(m.actor == known.actor for m in before):
            return True
        if said in PERSONS:
            return _follows(outside, match)
    body = outside[: match.start()]
    adjunct = ADJUNCT.match(body)
    if adjunct:
        # Only what stands after the adjunct can be who acts; the whole of it if no comma closes it.
        if adjunct.end() == len(body.rstrip()) or not body[adjunct.end() :].strip(", "):
            return _follows(outside, match)
        before = [m for m in before if m.span.start >= start + adjunct.end()]
        body = body[adjunct.end() :]
    if said in PERSONS:
        found = _person(reading, before, body, start, outside)
    elif said in THINGS:
        found = bool(before or NOUN_PHRASE.search(body) or NAMED.search(body) or PLURAL.search(body))
    else:
        found = bool(
            PLURAL.search(body) or any(m.form in ("name", "body", "metonym", "demonym") for m in before)
        )
    return found or _follows(outside, match)


def after_adjunct(body: str) -> str:
    """What stands after an opening adjunct; all of it where there is none."""
    adjunct = ADJUNCT.match(body)
    return body[adjunct.end() :] if adjunct else body


def _person(reading: Reading, before: Sequence[Mention], body: str, start: int, outside: str) -> bool:
    kinds = {a.id: a.kind for a in reading.actors}
    if any(
        kinds.get(m.actor or "", "person") == "person" and m.form in ("name", "surname", "title", "office")
        for m in before
    ):
        return True
    if PERSON_PHRASE.search(body):
        return True
    taken = [(m.span.start - start, m.span.end - start) for m in before]
    offset = outside.find(body) if body else 0
    opening = re.match(r"\W*([A-Z][\w-]+) (?:\w+ed|said|says|will|has|had|is|was|would|and|told|[A-Z])", body)
    for found in (*NAMED.finditer(body), *([opening] if opening else [])):
        at = offset + found.start()
        word = found.group().lower().strip()
        if word not in NOT_PERSONS and not any(a <= at < b for a, b in taken):
            return opening is None or not CLAUSE.match(body) or found is not opening
    return False


def _follows(outside: str, match: re.Match[str]) -> bool:
    """True for "Amid his losses, Voss said": the name follows right behind the adjunct."""
    opens = ADJUNCT.match(outside) or CLAUSE.match(outside)
    comma = outside.find(", ", match.end())
    return bool(
        opens
        and 0 <= comma - match.end() <= 90
        and re.match(r"(?:[a-z]+ ){0,1}[A-Z]\w+", outside[comma + 2 :])
    )
