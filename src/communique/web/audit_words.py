"""What an audit found of one sentence: its group, in plain words, and the words that decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from communique.records import Finding
from communique.web.audit_models import Group

LONGEST_WORDS = 90
"""Characters of words that are told in a line; longer ones are only marked."""

MOST_WORDS = 200
"""Words of a quotation that are set against those of its source."""

STOPS = ".,;:!?“”\"'‘’() "

TOLD = {
    "wrong citation": "The wrong source is cited",
    "number": "The number differs",
    "date": "The date or place differs",
    "modality": "Whether it happened differs",
    "speaker": "Who said or did it differs",
    "altered quote": "The quotation was altered",
    "fabricated quote": "The quotation stands in no source",
    "over-generalised": "It says more than the sources",
    "dangling citation": "The citation leads nowhere",
}
MISSING = {
    "number": "The number {} stands in no source",
    "date": "The date {} stands in no source",
    "speaker": "No source tells this of {}",
    "over-generalised": "It says more than the sources: {}",
}
VERDICTS = {
    "supported": "A source says this",
    "partly": "The sources hold only a part of this",
    "unsupported": "No source says this",
    "contradicted": "A source says the contrary",
}


def group_of(finding: Finding) -> Group:
    """The verdict; `citation` where a true sentence is cited from where it does not stand."""
    if finding.verdict == "supported" and (finding.citation_ok is False or finding.error is not None):
        return "citation"
    return finding.verdict


def told(finding: Finding) -> str:
    """The kind of finding in words, with the words that differ: "The number differs: nine boats in the text,
    six boats in the source"."""
    if finding.error is None:
        if finding.verdict == "supported" and finding.citation_ok is False:
            return TOLD["wrong citation"]
        return VERDICTS[finding.verdict]
    said, held = deciding(finding)
    kind = TOLD[finding.error]
    if not said or max(map(len, (*said, *held))) > LONGEST_WORDS:
        return kind
    if not held:
        missing = finding.verdict != "contradicted" and finding.error in MISSING
        return MISSING[finding.error].format(said[0]) if missing else f"{kind}: {said[0]}"
    if finding.error == "date":
        kind = "The date differs"
    return f"{kind}: {', '.join(said)} in the text, {', '.join(held)} in the source"


def deciding(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the sentence and those of its evidence that decide: of a quotation that was altered
    only those that are not the same."""
    said, held = finding.words
    if finding.error == "altered quote":
        return _unlike(said, held)
    return (said,) if said else (), (held,) if held else ()


def _unlike(said: str, held: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ours, theirs = said.split()[:MOST_WORDS], held.split()[:MOST_WORDS]
    bare = [[word.strip(STOPS).lower() for word in words] for words in (ours, theirs)]
    left, right = [], []
    for kind, a, b, c, d in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if kind != "equal":
            left.append(" ".join(ours[a:b]).strip(STOPS))
            right.append(" ".join(theirs[c:d]).strip(STOPS))
    return tuple(filter(None, left)), tuple(filter(None, right))


def needs_note(finding: Finding) -> bool:
    """Whether the note says more than `told`."""
    if not finding.note or finding.error == "wrong citation":
        return False
    said, held = finding.words
    both = finding.error in ("number", "date", "altered quote") and bool(said and held)
    plain = both or (finding.error in ("number", "date") and finding.note == f"No source has {said}.")
    short = max(map(len, finding.words)) <= LONGEST_WORDS or finding.error == "altered quote"
    if plain and short and "leads nowhere" not in finding.note:
        return False
    return finding.note.rstrip(".") != VERDICTS[finding.verdict]


def places(several: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where each of these words stands in a text, one after another, however it is broken into lines."""
    found: list[tuple[int, int]] = []
    at = 0
    for words in several:
        pattern = r"\s+".join(map(re.escape, words.split()))
        whole = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, at)
        place = whole or re.compile(pattern).search(text, at)
        if pattern and place:
            found.append(place.span())
            at = place.end()
    return found
