"""Days named in a text, and whether the words before them look back or ahead."""

from __future__ import annotations

import re

from communique.group.cues import cued

MONTH = (
    r"(january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
DAY_OF_MONTH = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?)(?!\d)",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?:[,;:—–]|\b(?:where|when|which|who|whom|after|since|as|but|and|that|while)\b)", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    r"\b(?!night|morning|evening|afternoon|day|hours)\w+\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
BEFORE = 160
"""Characters before a date that tell whether it has passed."""


def looks(before: str) -> str:
    """Where the words before a date look: "ahead", "back", or "" where they do not tell.

    The clause of the date decides where it has a verb; else the whole of the words.
    """
    ends = [match.end() for match in CLAUSE.finditer(before)]
    clause = before[ends[-1] :] if ends else before
    for part in (clause, before):
        if cued("ahead", part) and not cued("overdue", part):
            return "ahead"
        if cued("overdue", part) or cued("unreal", part):
            return ""
        if cued("passed", part):
            return "back"
    return ""
