"""Where the words of a statement begin and end, and whether they say anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FRAGMENT = 3
"""A run of so few words without a verb is a heading, not a statement."""
SCRAP = 8
"""No scrap has more words."""
BRACKETS = {")": "(", "]": "["}
EDGE_WORDS = {
    "and",
    "but",
    "or",
    "nor",
    "yet",
    "so",
    "that",
    "however",
    "while",
    "whereas",
    "although",
    "though",
}


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The run without punctuation, marks, spaces and linking words at its edges."""
    while start < end and (
        _edge(doc[start]) or (doc[start].lower_ in EDGE_WORDS and _links(doc, start, end))
    ):
        start += 1
    while end > start and (_edge(doc[end - 1]) or doc[end - 1].dep_ == "cc"):
        if doc[end - 1].text in BRACKETS and any(
            t.text == BRACKETS[doc[end - 1].text] for t in doc[start:end]
        ):
            break
        end -= 1
    return start, end


def _links(doc: Doc, i: int, end: int) -> bool:
    token = doc[i]
    if token.lower_ == "so" and i + 1 < end and doc[i + 1].pos_ == "AUX":
        return False  # "so are the drivers"
    return token.dep_ in {"cc", "mark", "preconj", "advmod", "dep"} or token.pos_ in {"CCONJ", "SCONJ"}


def _edge(token: Token) -> bool:
    return bool((token.is_punct and token.text not in {"%", "$"}) or token.is_space or token.is_quote)


def close(doc: Doc, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The run with the mark that closes a quotation opened inside it.

    If it holds all words of its sentence (`start` to `end`), the whole sentence with its stop.
    """
    if low == start and all(t.is_punct or t.is_space for t in doc[high:end]):
        marks = [t.text for t in doc[low:end] if t.is_quote]
        opened = marks.count("”") <= marks.count("“") and marks.count('"') % 2 == 0
        while end > high and (doc[end - 1].is_space or (doc[end - 1].is_quote and not opened)):
            end -= 1
        return low, end
    marks = [t.text for t in doc[low:high] if t.is_quote]
    if marks.count("“") > marks.count("”") or marks.count('"') % 2 == 1:
        for i in range(high, min(high + 3, end)):
            if doc[i].is_quote and doc[i].text != "“":
                return low, i + 1
            if not doc[i].is_punct:
                break
    return low, high


def is_scrap(doc: Doc, low: int, high: int, head: Token) -> bool:
    """Whether a run only tells that somebody spoke ("he acknowledged"): subject and verb, nothing else."""
    if not low <= head.i < high or high - low > SCRAP:
        return False
    subject = next((c for c in head.lefts if c.dep_ == "nsubj"), None)
    if subject is None or head.i != high - 1:
        return False
    return all(
        t.i == head.i or subject.left_edge.i <= t.i <= subject.right_edge.i or t.dep_ in {"aux", "advmod"}
        for t in doc[low:high]
    )


def says_something(doc: Doc, low: int, high: int) -> bool:
    """Whether a run is more than a number or a run-in heading ("Water.")."""
    words = [t for t in doc[low:high] if t.is_alpha]
    return len(words) > FRAGMENT or any(t.pos_ in {"VERB", "AUX"} for t in words)
