"""What an audit found of one sentence: its group, in plain words, and the words that decide."""

from __future__ import annotations

import re

from communique.records import Finding
from communique.web.audit_models import Group

LONGEST_WORDS = 90
"""Characters of words that are told in a line; longer ones are only marked."""

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
MISSING = {"number": "The number stands in no source", "date": "The date stands in no source"}
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
    said, held = finding.words
    if finding.verdict != "contradicted" and not held and finding.error in MISSING:
        kind = MISSING[finding.error]
    else:
        kind = TOLD[finding.error]
    if not said or max(len(said), len(held)) > LONGEST_WORDS:
        return kind
    return f"{kind}: {said} in the text, {held} in the source" if held else f"{kind}: {said}"


def needs_note(finding: Finding) -> bool:
    """Whether the note says more than `told`."""
    said, held = finding.words
    plain = finding.error in ("number", "date") and said and (held or finding.error in MISSING)
    citing = finding.error == "wrong citation" or (finding.error is None and finding.citation_ok is False)
    same = finding.note.rstrip(".") == VERDICTS[finding.verdict]
    kept = "leads nowhere" in finding.note or not (plain and max(map(len, finding.words)) <= LONGEST_WORDS)
    return bool(finding.note) and kept and not citing and not same


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words first stand in a text, however it is broken into lines; at most one place."""
    pieces = words.split()
    if not pieces or len(words) > len(text):
        return []
    pattern = r"\s+".join(map(re.escape, pieces))
    whole = re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(pattern, text)
    return [whole.span()] if whole else []
